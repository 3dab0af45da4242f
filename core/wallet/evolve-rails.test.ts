import { expect, it } from 'vitest';
import { evolve } from '../evolve.ts';
import { idOf } from '../kit/id.ts';
import { currency } from '../money/currency.ts';
import { dayOf } from '../time/day.ts';
import { instantOf } from '../time/instant.ts';
import { WorldInMemory } from '../world-in-memory.ts';
import type { InstructionState } from './instruction.ts';

const BATCH = idOf('00000000-0000-7000-8000-000000000001');
const INSTRUCTION = idOf('00000000-0000-7000-8000-000000000002');
const AT = instantOf('2026-11-23T02:00:00Z');

it('an instruction that has its last word keeps it when its batch is found silent afterwards', () => {
  expect([stateAfterSilence('sent'), stateAfterSilence('confirmed')]).toEqual([
    ...['unknown', 'confirmed'],
  ]);
});

function stateAfterSilence(state: InstructionState): InstructionState | undefined {
  const world = new WorldInMemory();
  world.put('instruction', {
    ...{ id: INSTRUCTION, state, currency: currency('CNY'), createdAt: AT },
    order: { kind: 'release', freezeId: BATCH },
  });
  world.put('custodyBatch', {
    ...{ id: BATCH, items: [{ id: INSTRUCTION, kind: 'instruction' }], content: '{}' },
    ...{ sentAt: AT, state: 'sent', answers: [], told: 0 },
  });
  const stamp = { at: AT, day: dayOf(2026, 11, 23), actor: 'rule dispatch' };
  evolve(world, { kind: 'BatchSilent', batchId: BATCH }, stamp);
  return world.get('instruction', INSTRUCTION)?.state;
}
