import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type KeyState, KeyStates } from './key-states.ts';

const KINDS = ['claim', 'loan'] as const;
const STATES = ['nowhere', 'settled', 'spilled'] as const;

it('remembers of every key the last state, and of no other key any', () => {
  const step = fc.tuple(
    fc.constantFrom(...KINDS),
    fc.oneof(fc.integer({ min: 0, max: 40 }).map(String), fc.uuid()),
    fc.constantFrom<KeyState>(...STATES),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.uuid(), (steps, other) => {
      const [states, model] = [new KeyStates(), new Map<string, KeyState>()];
      for (const [kind, key, state] of steps) {
        states.set(kind, key, state);
        model.set(`${kind} ${key}`, state);
      }
      for (const [kind, key] of steps) {
        expect(states.get(kind, key)).toBe(model.get(`${kind} ${key}`));
      }
      expect(states.get('bid', other)).toBe('nowhere');
      expect(states.isEmpty).toBe(steps.length === 0);
    }),
  );
});

it('keeps a hundred thousand keys apart while it grows', () => {
  const states = new KeyStates();
  for (let number = 0; number < 100_000; number += 1) {
    states.set('hold', String(number), number % 2 === 0 ? 'settled' : 'spilled');
  }
  for (let number = 0; number < 100_000; number += 1) {
    const expected = number % 2 === 0 ? 'settled' : 'spilled';
    if (states.get('hold', String(number)) !== expected) expect(number).toBe('kept apart');
  }
  expect(states.get('hold', '100000')).toBe('nowhere');
  expect(states.get('bid', '1')).toBe('nowhere');
});
