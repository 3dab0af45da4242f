// The collapse 系统崩溃: in the middle of a settlement the bank dies, then the platform, then both. What was done is there
// once, what was not done is done then, and the loan goes on to its close.
import { addDays, parseDay } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anApprovedLoan,
  anOffice,
  bid,
  grantMandates,
  type Office,
  onlooker,
  openListing,
  stateOf,
} from './house/loan-stages.ts';
import { StoryHouse } from './house/story-house.ts';
import { aClient, aLender, atBank, available, type Client, topUp } from './house/story-people.ts';

const MS_A_DAY = 86_400_000;
/** Transfer codes. */
const DISBURSEMENT = 210;
const PRINCIPAL_PAID = 230;

let house: StoryHouse;
let office: Office;
let borrower: Client;
let lenders: readonly Client[];
let loanId: string;

beforeAll(async () => {
  house = await StoryHouse.open();
  [office, borrower, ...lenders] = await Promise.all([
    anOffice(house),
    aClient(house, { roles: ['borrower'] }),
    aLender(house, 5_000),
    aLender(house, 5_000),
  ]);
  loanId = await anApprovedLoan(house, office, borrower, { amount: 10_000, months: 3 });
  await openListing(house, office, loanId);
  await bid(house, lenders[0] as Client, loanId, 5_000);
  await bid(house, lenders[1] as Client, loanId, 5_000);
  await house.until('the loan is full', async () => (await stateOf(house, loanId)) === 'funded');
  await grantMandates(house, borrower, loanId);
}, 60_000);
afterAll(async () => {
  await house?.close();
});

/** The bank does the next batch, and tells nobody. */
async function silence(...more: readonly object[]): Promise<void> {
  await house.bank.control('behaviours', {
    behaviours: [{ kind: 'callback_lost', callback: 'batch_done' }, ...more],
    replace: true,
  });
}

/** Instructions of the loan by kind and state, as they are known here. */
async function instructions(kind: string): Promise<readonly string[]> {
  interface Row {
    readonly kind: string;
    readonly state: string;
    readonly loanId?: string;
  }
  const all = await house.list<Row>(office.finance, '/api/office/instructions');
  return all.filter((one) => one.kind === kind && one.loanId === loanId).map(({ state }) => state);
}

/** How often money of the loan moved for this reason, and how much in all. */
async function moved(code: number): Promise<string> {
  const { rows } = await house.pool.query<{ moves: string }>(
    `select count(*) || ' of ' || coalesce(sum(amount), 0) as moves
     from ledger.transfer
     where code = $1 and subject_id = $2 and kind in ('posted', 'post')`,
    [code, loanId],
  );
  return rows[0]?.moves ?? '';
}

const bookedOf = async (client: Client, role: 'lender' | 'borrower') =>
  (await atBank(house, client, role)).booked;

/** So many payouts to lenders are done, and the book moved each of them once; both books say the same of everybody. */
async function expectPaid(payouts: number): Promise<void> {
  await house.until('the payout', async () => {
    await house.finish();
    const states = await instructions('distribute');
    return states.length === payouts && states.every((state) => state === 'confirmed');
  });
  expect(await moved(PRINCIPAL_PAID)).toMatch(new RegExp(`^${2 * payouts} of `));
  for (const lender of lenders) {
    expect(await bookedOf(lender, 'lender')).toBe(await available(house, lender, 'lender'));
  }
  expect(await house.violations()).toEqual([]);
}

describe('in the middle of a settlement', () => {
  it('the bank dies when it has paid the loan out, and before it has answered', async () => {
    await silence({ kind: 'answer_never', path: '/api/batches' });
    await house.do(borrower, `/api/loans/${loanId}/contract-signature`);
    await house.until('the payout', async () => (await bookedOf(borrower, 'borrower')) > 0n);
    expect(await instructions('disburse')).toEqual(['sent']);
    house.killBank();
    await house.until('the answer', async () => (await stateOf(house, loanId)) !== 'funded');
    expect(await instructions('disburse')).toEqual(['confirmed']);
    expect(await moved(DISBURSEMENT)).toBe('1 of 1000000');
    expect(await bookedOf(borrower, 'borrower')).toBe(await available(house, borrower, 'borrower'));
    expect(await house.violations()).toEqual([]);
  });

  it('the platform dies when the bank has distributed an instalment, and before it has heard so', async () => {
    const { schedule } = await house.read<{ schedule: readonly { dueDay: string }[] }>(
      await onlooker(house),
      `/api/office/loans/${loanId}`,
    );
    const due = parseDay(schedule[0]?.dueDay ?? '', 'dueDay');
    await house.goTo(due.ok ? due.value : await house.today());
    expect(await instructions('distribute')).toEqual([]);
    await silence();
    house.pass(MS_A_DAY);
    const [first] = lenders as readonly [Client];
    await house.until('the payout', async () => (await bookedOf(first, 'lender')) > 0n);
    expect(await instructions('distribute')).toEqual(['sent']);
    await house.restart();
    await expectPaid(1);
  });

  it('both die between the borrower’s word and the bank’s; and the loan comes to its close', async () => {
    await topUp(house, borrower, 'borrower', 1_000);
    const [first] = lenders as readonly [Client];
    const before = await bookedOf(first, 'lender');
    house.killBank();
    await house.do(borrower, `/api/loans/${loanId}/early-repayments`, { how: 'in_full' });
    await house.restart();
    await expectPaid(2);
    expect(await bookedOf(first, 'lender')).toBeGreaterThan(before);
    expect(await stateOf(house, loanId)).toBe('closed');
    expect(await moved(PRINCIPAL_PAID)).toBe('4 of 1000000');
    expect(await moved(DISBURSEMENT)).toBe('1 of 1000000');
    await house.goTo(addDays(await house.today(), 1));
    expect(await house.violations()).toEqual([]);
  });
});
