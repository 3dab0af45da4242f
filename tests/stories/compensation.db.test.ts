// Who pays when borrowers do not, over years in one house: a guarantor on the second day of delay, who takes the claim
// and gets what the borrower pays later; two guarantors of whom the first fails; and nobody else, least of all the
// platform.
import { addDays, type Day, dayOf, formatDay } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPartner, guarantee, setStanding } from './house/guarantors.ts';
import {
  anApprovedLoan,
  anOffice,
  bid,
  disburse,
  type Office,
  openListing,
  stateOf,
} from './house/loan-stages.ts';
import { withdraw } from './house/money-in-out.ts';
import { StoryHouse } from './house/story-house.ts';
import { aClient, aLender, available, type Client, topUp, yuan } from './house/story-people.ts';
import { aModelProduct } from './house/story-products.ts';

let house: StoryHouse;
let office: Office;
let company: Client;
let smallLoans: Client;
let lenders: Client[];

beforeAll(async () => {
  house = await StoryHouse.open();
  office = await anOffice(house);
  company = await aPartner(house, '安禾融资担保公司');
  smallLoans = await aPartner(house, '清源小额贷款公司', 'small_loan_company');
  await setStanding(house, office, company, 200_000);
  await setStanding(house, office, smallLoans, 200_000);
  await topUp(house, company, 'partner', 60_000);
  lenders = [await aLender(house, 60_000), await aLender(house, 60_000)];
});
afterAll(async () => {
  await house?.close();
});

/** A loan of 30,000 yuan over three months, behind which these stand, and whose borrower has spent it. */
async function aGuaranteedLoan(model: string, safeguard: string, guarantors: readonly Client[]) {
  const productCode = await aModelProduct(house, model);
  const borrower = await aClient(house, { roles: ['borrower'] });
  const loanId = await anApprovedLoan(house, office, borrower, {
    ...{ amount: 30_000, months: 3, safeguard, changes: { productCode } },
  });
  const commitments: string[] = [];
  for (const [index, guarantor] of guarantors.entries()) {
    commitments.push(await guarantee(house, office, loanId, guarantor, index + 1));
  }
  await openListing(house, office, loanId);
  for (const lender of lenders) await bid(house, lender, loanId, 15_000);
  await disburse(house, borrower, loanId);
  const cash = await available(house, borrower, 'borrower');
  await withdraw(house, borrower, 'borrower', Number(cash / 100n));
  const { schedule } = await house.read<{ schedule: { dueDay: string }[] }>(
    borrower,
    `/api/loans/${loanId}`,
  );
  const [year = 0, month = 0, day = 0] = (schedule[0]?.dueDay ?? '').split('-').map(Number);
  return { loanId, borrower, commitments, due: dayOf(year, month, day) };
}

interface Found {
  readonly code: string;
  readonly day: string;
  readonly kinds: string;
  readonly amount: bigint;
}

/** What was compensated on a loan, line by line. */
async function compensationsOf(loanId: string): Promise<readonly Found[]> {
  const { rows } = await house.pool.query<Found>(
    `select code::text, booked_day as day, debit.kind || ' > ' || credit.kind as kinds, sum(amount)::bigint as amount
     from ledger.transfer
     join ledger.account as debit on debit.account_id = debit_account
     join ledger.account as credit on credit.account_id = credit_account
     where subject_id = $1 and code between 410 and 412 and transfer.kind in ('posted', 'post')
     group by code, booked_day, 3
     order by code`,
    [loanId],
  );
  return rows;
}

async function ofThePlatform(): Promise<bigint> {
  const { rows } = await house.pool.query<{ amount: bigint }>(
    `select coalesce(sum(amount), 0)::bigint as amount
     from ledger.transfer
     join ledger.account on account_id = debit_account
     where account.kind in ('platform_fees', 'platform_funds')`,
  );
  return rows[0]?.amount ?? 0n;
}

describe('a guaranteed loan whose borrower does not pay', () => {
  let loan: Awaited<ReturnType<typeof aGuaranteedLoan>>;
  let due: Day;

  it('is compensated on the second day of delay and not before, out of the guarantor’s own money', async () => {
    loan = await aGuaranteedLoan('MOD-02', 'guarantee', [company]);
    due = loan.due;
    await house.do(company, '/api/partner/deposits', { amount: yuan(5_000) });
    const tooMuch = await house.command(company, '/api/partner/deposit-returns', {
      amount: yuan(5_000),
    });
    expect(tooMuch).toMatchObject({ body: { code: 'still_owed' } });
    await house.goTo(addDays(due, 1));
    expect(await compensationsOf(loan.loanId)).toEqual([]);
    const url = `/api/partner/commitments/${loan.commitments[0]}`;
    expect(await house.command(company, `${url}/compensations`)).toMatchObject({
      body: { code: 'compensation_not_due' },
    });
    await house.goTo(addDays(due, 2));
    await house.until(
      'the compensation',
      async () => (await compensationsOf(loan.loanId)).length > 0,
    );
    const day = formatDay(addDays(due, 2));
    const lines = await compensationsOf(loan.loanId);
    expect(lines.map(({ code, kinds }) => `${code} ${kinds}`).sort()).toEqual([
      '410 guarantee_deposit > loan_repayment',
      '410 partner_cash > loan_repayment',
      '411 loan_repayment > lender_cash',
      '412 loan_repayment > lender_cash',
    ]);
    expect(new Set(lines.map((line) => line.day))).toEqual(new Set([day]));
    const project = await house.read<{ compensations: object[] }>(company, url);
    expect(project).toMatchObject({
      compensations: [{ state: 'paid', claimedOn: day, endedOn: day }],
      subrogation: { principalReceived: yuan(0) },
    });
    expect(await house.violations()).toEqual([]);
  });

  it('goes on being owed, and what the borrower pays goes to the guarantor', async () => {
    const before = await Promise.all(lenders.map((one) => available(house, one, 'lender')));
    const cash = await available(house, company, 'partner');
    await topUp(house, loan.borrower, 'borrower', 11_000);
    await house.goTo(addDays(due, 4));
    await house.until(
      'the recovery',
      async () => (await stateOf(house, loan.loanId)) === 'repaying',
    );
    await house.finish();
    const after = await Promise.all(lenders.map((one) => available(house, one, 'lender')));
    const lines = await compensationsOf(loan.loanId);
    const compensated = lines.filter(({ code }) => code === '410').map(({ amount }) => amount);
    const back = (await available(house, company, 'partner')) - cash;
    expect(back >= compensated.reduce((total, one) => total + one, 0n)).toBe(true);
    // Penalty until the compensation day is the lenders' own.
    expect(after.every((one, index) => one - (before[index] ?? 0n) < 1_000n)).toBe(true);
    const url = `/api/partner/commitments/${loan.commitments[0]}`;
    expect(await house.read(company, url)).toMatchObject({ subrogation: { outstanding: yuan(0) } });
    expect(await house.list(company, '/api/notices')).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ kind: 'recovery_received' })]),
    );
    expect(await house.violations()).toEqual([]);
  });
});

describe('a loan with two guarantors of whom the first fails', () => {
  it('is compensated by the second on time, the first is suspended, and the platform pays nothing', async () => {
    const loan = await aGuaranteedLoan('MOD-27', 'dual_guarantee', [smallLoans, company]);
    const before = await ofThePlatform();
    await house.goTo(addDays(loan.due, 2));
    await house.until(
      'the compensation',
      async () => (await compensationsOf(loan.loanId)).length > 0,
    );
    const day = formatDay(addDays(loan.due, 2));
    expect(new Set((await compensationsOf(loan.loanId)).map((line) => line.day))).toEqual(
      new Set([day]),
    );
    expect(
      await house.read(office.analyst, `/api/office/loans/${loan.loanId}/safeguard`),
    ).toMatchObject({
      compensations: [
        { place: 2, state: 'paid', claimedOn: day, endedOn: day },
        { place: 1, state: 'missed', reason: 'insufficient_funds' },
      ],
    });
    expect(
      await house.read(office.analyst, `/api/office/guarantors/${smallLoans.id}`),
    ).toMatchObject({
      standing: { status: 'suspended' },
      changes: [{ reason: 'compensation_missed' }, {}],
      compensations: [{ state: 'missed' }],
    });
    const { rows } = await house.pool.query(
      `select subject_id, detail from wallet.alarm where kind = 'compensation_missed'`,
    );
    expect(rows).toEqual([{ subject_id: smallLoans.id, detail: 'insufficient_funds' }]);
    expect(await ofThePlatform()).toBe(before);
    const url = `/api/partner/commitments/${loan.commitments[0]}/compensations`;
    expect(await house.command(smallLoans, url)).toMatchObject({ body: { code: 'nothing_owed' } });
    expect(await house.violations()).toEqual([]);
  });
});
