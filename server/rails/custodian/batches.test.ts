import type { AnyCommand } from '@mutua/core/rules.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LoggedCommand } from '../../commit/log-store.ts';
import { writePacked } from '../../database/packed-json.ts';
import { LaneBusy, type RailLane } from '../rail-door.ts';
import { Batches } from './batches.ts';
import type { Custodian } from './custodian.ts';
import type { OwnAccounts } from './own-accounts.ts';

const INSTRUCTION = '0190a000-0000-8000-8000-000000000002';
const ROW = {
  ...{ id: '0190a000-0000-8000-8000-000000000001', state: 'answered', content: '{}', told: 1 },
  items: writePacked([{ id: INSTRUCTION, kind: 'instruction' }]),
  answers: writePacked([{ id: INSTRUCTION, outcome: 'confirmed', bankDay: dayOf(2026, 11, 23) }]),
};

let kinds: string[];
let fault: Error | undefined;
let batches: Batches;

beforeEach(() => {
  kinds = [];
  fault = undefined;
  const lane: RailLane = {
    commit: async ({ command }: { readonly command: AnyCommand }) => {
      if (command.kind === 'RecordInstruction' && fault !== undefined) throw fault;
      kinds.push(command.kind);
      return { ok: true, command: {} as LoggedCommand, isRepeat: false };
    },
    follow: () => () => undefined,
  };
  batches = new Batches({
    ...{ lane, custodian: {} as Custodian, ownAccounts: {} as OwnAccounts },
    pool: { query: async () => ({ rows: [ROW] }) } as unknown as pg.Pool,
    ...{ answerMs: 1_000, answerLastMs: 1_000 },
  });
});

describe('what the custodian has said', () => {
  it('is worked again at once where the door was busy', async () => {
    fault = new LaneBusy('The lane is busy.');
    await expect(batches.workAnswered()).rejects.toThrow(LaneBusy);
    fault = undefined;
    expect(await batches.workAnswered()).toBe(true);
    expect(kinds).toEqual(['RecordInstruction', 'SettleBatch']);
  });

  it('waits where it could not be recorded, and is not asked for in every round', async () => {
    fault = new Error('No space left on device.');
    expect(await batches.workAnswered()).toBe(false);
    expect(await batches.workAnswered()).toBe(false);
    expect(kinds).toEqual(['RaiseAlarm']);
  });
});
