import type { Id } from '@mutua/core/kit/id.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LoggedCommand } from '../../commit/log-store.ts';
import type { Outcome } from '../../commit/request.ts';
import type { RailLane } from '../rail-door.ts';
import { workAnswers } from './answers.ts';
import type { OpenBatch } from './dispatch-read.ts';

const [FIRST, SECOND] = ['instruction-1', 'instruction-2'] as unknown as readonly [Id, Id];
const BANK_DAY = dayOf(2026, 11, 23);
const TAKEN: Outcome = { ok: true, command: {} as LoggedCommand, isRepeat: false };

let committed: AnyCommand[];
let how: (command: AnyCommand) => Outcome;

const lane: RailLane = {
  commit: async ({ command }) => {
    const outcome = how(command);
    committed.push(command);
    return outcome;
  },
  follow: () => () => undefined,
};

const batch: OpenBatch = {
  ...{ id: 'batch-1' as Id, state: 'answered', content: '', told: 2 },
  items: [FIRST, SECOND].map((id) => ({ id, kind: 'instruction' })),
  answers: [FIRST, SECOND].map((id) => ({ id, outcome: 'confirmed' as const, bankDay: BANK_DAY })),
};

beforeEach(() => {
  committed = [];
  how = () => TAKEN;
});

function kinds(): string[] {
  return committed.map(({ kind }) => kind);
}

function isOfFirst(command: AnyCommand): boolean {
  return command.kind === 'RecordInstruction' && command.instructionId === FIRST;
}

describe('the answers of a batch', () => {
  it('are recorded, and the batch is settled', async () => {
    expect(await workAnswers(lane, batch)).toBe(true);
    expect(kinds()).toEqual(['RecordInstruction', 'RecordInstruction', 'SettleBatch']);
  });

  it('are not lost when the database cannot take one: the others are recorded, and it comes again', async () => {
    how = (command) => {
      if (isOfFirst(command)) throw new Error('No space left on device.');
      return TAKEN;
    };
    expect(await workAnswers(lane, batch)).toBe(false);
    expect(kinds()).toEqual(['RecordInstruction', 'RaiseAlarm']);
    expect(committed[1]).toMatchObject({ reference: FIRST, detail: 'bug' });
    how = () => TAKEN;
    expect(await workAnswers(lane, batch)).toBe(true);
    expect(kinds().at(-1)).toBe('SettleBatch');
  });

  it('raise an alarm where one is refused, which nobody can mend by asking again', async () => {
    how = (command) => (isOfFirst(command) ? (refuse('not_found') as Outcome) : TAKEN);
    expect(await workAnswers(lane, batch)).toBe(true);
    expect(kinds().slice(2)).toEqual(['RaiseAlarm', 'SettleBatch']);
  });
});
