import type { AnyCommand } from '@mutua/core/rules.ts';
import type pg from 'pg';
import { expect, it } from 'vitest';
import type { LoggedCommand } from '../../commit/log-store.ts';
import type { RailLane } from '../rail-door.ts';
import { type Custodian, CustodianRefused } from './custodian.ts';
import { OwnerPages } from './owner-pages.ts';

const TOP_UP = {
  ...{ id: '0190a000-0000-7000-8000-000000000001', role: 'lender', account: '8801' },
  ...{ client_id: '0190a000-0000-7000-8000-000000000002', amount: 900n, currency: 'CNY' },
  ...{ page_url: null, name: null },
};

/** The commands that follow when the custodian answers so to the request for a top-up's page. */
async function afterAnswer(
  status: number,
  code: string,
): Promise<{ readonly kinds: readonly string[]; readonly isFailed: boolean }> {
  const commands: AnyCommand[] = [];
  const lane: RailLane = {
    commit: async ({ command }) => {
      commands.push(command);
      return { ok: true, command: {} as LoggedCommand, isRepeat: false };
    },
    follow: () => () => undefined,
  };
  const requestTopUp = async () => {
    throw new CustodianRefused(status, { code, detail: 'No.' });
  };
  const pages = new OwnerPages({
    lane,
    pool: { query: async () => ({ rows: [TOP_UP] }) } as unknown as pg.Pool,
    custodian: { requestTopUp } as unknown as Custodian,
    ...{ answerMs: 1_000, answerLastMs: 1_000 },
  });
  let isFailed = false;
  await pages.askForTopUps().catch(() => {
    isFailed = true;
  });
  return { kinds: commands.map(({ kind }) => kind), isFailed };
}

it('a top-up that the custodian will not have is over, with an alarm', async () => {
  expect(await afterAnswer(422, 'account_unknown')).toEqual({
    ...{ kinds: ['EndTopUp', 'RaiseAlarm'], isFailed: false },
  });
});

it.each([
  [403, 'signature_wrong'],
  [429, 'too_many'],
  [408, 'too_late'],
])('a top-up goes on, and is asked for again, when the answer is %i %s', async (status, code) => {
  expect(await afterAnswer(status, code)).toEqual({ kinds: [], isFailed: true });
});
