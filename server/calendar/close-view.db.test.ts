import type { BreakInClose, CloseView } from '@mutua/contract/office/day-close.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PersonActor } from '../http/access.ts';
import { CNY, financeOfficer, type TrialClient, TrialRails } from '../rails/trial-rails.ts';
import { reconcileDay } from '../wallet/reconcile.ts';
import { readCloseView } from './close-view-read.ts';

let trial: TrialRails;
let lender: TrialClient;
const officer = financeOfficer() as PersonActor;

beforeAll(async () => {
  trial = await TrialRails.start();
  lender = await trial.funded('lender', 500_000n);
}, 60_000);
afterAll(() => trial.end());

it('shows before the comparison what the ledger says, and nothing of the others', async () => {
  const view = await look();
  expect(view.state).toBe('open');
  expect(view.steps.map(({ step, state }) => `${step} ${state}`)).toEqual([
    'stop_bookings next',
    ...['work_due later', 'compare_rails later', 'check_laws later'],
    ...['explain_breaks later', 'close later'],
  ]);
  expect(groupTexts(view)).toEqual([
    'lender_cash 0 +500000 -0 = 500000',
    'custody 0 +500000 -0 = 500000',
  ]);
  expect(view.laws.map(({ broken }) => broken)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(view.laws[0]?.examined).toBe(1);
  expect(view.actions).toEqual(['start_end_of_day']);
});

it('puts a cent that the bank alone has moved where it arose, with what its money left behind', async () => {
  await trial.control(`accounts/${lender.account}/tamper`, { by: '-1' });
  await reconciled();
  const view = await look();
  expect(groupTexts(view)).toEqual([
    'lender_cash 0 +500000 -0 = 500000, custodian 499999, difference -1',
    'custody 0 +500000 -0 = 500000, custodian 499999, difference -1',
  ]);
  expect(view.steps.find(({ step }) => step === 'explain_breaks')).toMatchObject({
    ...{ state: 'stopped', count: 3 },
  });
  const onAccount = view.breaks.find(({ kind }) => kind === 'balance_differs');
  expect(onAccount).toMatchObject({
    ...{ state: 'found', account: lender.account, accountKind: 'lender_cash' },
    ...{ difference: { minorUnits: '-1', currency: 'CNY' }, actions: ['explain'] },
  });
  const marks = (onAccount?.marks ?? []).map(({ where, what }) => `${where} ${what}`);
  expect(marks).toContain('ledger top_up');
  expect(marks.at(-1)).toBe('comparison balance_differs');
  expect(onAccount?.marks.map(({ at }) => at)).toEqual(
    onAccount?.marks.map(({ at }) => at).toSorted(),
  );
  expect(view.actions).toEqual(['close_day']);
});

it('says who explained a break, and after the close who closed the day', async () => {
  const { breaks, day } = await look();
  for (const { breakId } of breaks) {
    const explanation = '已向存管银行查询';
    await trial.must(officer, { kind: 'ExplainBreak', breakId: breakId as Id, explanation });
  }
  const explained = await look();
  expect(explained.steps.slice(3).map(({ state }) => state)).toEqual(['done', 'done', 'next']);
  expect(explained.breaks.map((one: BreakInClose) => `${one.state} ${one.explanation}`)).toEqual(
    breaks.map(() => 'explained 已向存管银行查询'),
  );
  await trial.must(officer, { kind: 'CloseDay', day: await trial.businessDate() });
  const after = await look();
  expect(after.closed[0]).toMatchObject({
    ...{ day, closedBy: 'person', transfers: 1, breaks: 3 },
    custody: { minorUnits: '500000', currency: 'CNY' },
  });
  expect(after.recentBreaks).toHaveLength(3);
  expect(groupTexts(after)).toEqual([
    'lender_cash 500000 +0 -0 = 500000',
    'custody 500000 +0 -0 = 500000',
  ]);
});

async function look(): Promise<CloseView> {
  const view = await readCloseView(trial.pool, trial.now(), officer);
  if (view === undefined) throw new Error('No day is open.');
  return view;
}

function groupTexts({ groups }: CloseView): string[] {
  return groups.map(({ kind, opening, moneyIn, moneyOut, ledger, custodian, difference }) => {
    const said = `${kind} ${opening.minorUnits} +${moneyIn.minorUnits} -${moneyOut.minorUnits}`;
    const theirs =
      custodian === undefined
        ? ''
        : `, custodian ${custodian.minorUnits}, difference ${difference?.minorUnits}`;
    return `${said} = ${ledger.minorUnits}${theirs}`;
  });
}

async function reconciled(): Promise<void> {
  const { lane, pool, custodian, rails } = trial;
  const day = await trial.businessDate();
  await trial.must({ kind: 'calendar' }, { kind: 'StartEndOfDay', day });
  const closeRailDays = async (next: Day) => {
    await trial.control('day', { day: formatDay(next) });
  };
  await reconcileDay({ lane, pool, custodian, rails, currency: CNY, closeRailDays }, day);
}
