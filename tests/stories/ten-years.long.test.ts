// Ten years of one lender, who lends what comes back again and again: loans of several kinds, paid on time, early, late,
// by a guarantor, and in one case hardly at all. After every year and at the end the statement, the ledger, the bank,
// what was earned in each year for the tax, and the rate of return are what a pocket calculator says, to the cent.
import type { Id } from '@mutua/core/kit/id.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { BOTH_SIDES_TARIFF, SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { GUARANTEED_LOAN } from '@mutua/core/product/safeguarded-loans.ts';
import { addDays, type Day, dayOf, formatDay } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Flow, yearlyRatePpm } from './house/bank-statement.ts';
import { byDay, statementLines } from './house/lender-statement.ts';
import {
  askedOn,
  type NaivePayment,
  type NaiveTerms,
  naivePenalty,
  naiveRows,
  netOf,
  paidEarly,
  paidRow,
  recovered,
} from './house/naive-loan.ts';
import { type Citizen, TownHouse } from './house/town-house.ts';
import { issue } from './house/town-loans.ts';

let town: TownHouse;
let lender: Citizen;
let guarantor: Citizen;

const CNY = currency('CNY');
const FIRST = dayOf(2026, 3, 2);
const YEARS = 10;
/** In minor units. */
const [START_CASH, LATER_CASH, OUT] = [10_000_000n, 2_000_000n, 1_500_000n];
const RICH = 20_000_000n;
const RECOVERED = 1_000_000n;
const SERVICE_FEE_PPM = 1_000n;
const LENDER_FEE_PPM = 50_000n;

/** What the lender did and got, in the order in which it happened. */
interface LoanLived {
  readonly loanId: Id;
  readonly borrower: Citizen;
  readonly terms: NaiveTerms;
  readonly payments: NaivePayment[];
}
const lived: LoanLived[] = [];
/** Top-ups and withdrawals: what comes in is positive. */
const border: Flow[] = [];

const whole = (terms: ProductTerms, code: string): ProductTerms => ({
  ...{ ...terms, code },
  bids: { ...terms.bids, maximumSharePpm: 1_000_000 },
});

beforeAll(async () => {
  town = await TownHouse.open();
  await town.release(whole(SMALL_CREDIT_LOAN, 'plain'));
  await town.release({ ...whole(SMALL_CREDIT_LOAN, 'both_pay'), tariff: BOTH_SIDES_TARIFF });
  await town.release(whole(GUARANTEED_LOAN, 'covered'));
  [lender] = (await town.lenders(1, START_CASH)) as [Citizen];
  border.push({ day: FIRST, amount: START_CASH });
  guarantor = await town.aGuarantor(20_000_000n, 10_000_000n);
}, 120_000);
afterAll(async () => {
  await town?.close();
});

/** A loan that the lender funds whole, to a borrower who has so much besides. */
async function lend(
  productCode: string,
  asked: Pick<NaiveTerms, 'amount' | 'months' | 'method'>,
  cash: bigint,
): Promise<LoanLived> {
  await town.answerBoldly(lender);
  const [borrower] = (await town.borrowers(1)) as [Citizen];
  const { amount, months: termMonths, method: repaymentMethod } = asked;
  const covered = { safeguard: 'guarantee', guarantors: [guarantor] } as const;
  const [loanId] = (await issue(town, [
    {
      ...{ borrower, productCode, termMonths, repaymentMethod, bids: [{ lender, amount }] },
      ...(productCode === 'covered' ? covered : {}),
    },
  ])) as [Id];
  const issued = await town.house.today();
  const { annualRatePpm } = await town.read<{ annualRatePpm: number }>(
    borrower,
    `/api/loans/${loanId}`,
  );
  if (cash === 0n) await town.spendAll(borrower, 'borrower');
  await town.topUp(borrower, 'borrower', cash);
  await town.bank.answerAll();
  const loan = {
    ...{ loanId, borrower, payments: [] },
    terms: { ...asked, issued, ratePpm: BigInt(annualRatePpm) },
  };
  lived.push(loan);
  return loan;
}

/** All of these rows on their days. */
function onTime({ terms, payments }: LoanLived, from = 0, to = terms.months, feePpm = 0n): void {
  const rows = naiveRows(terms).slice(from, to);
  payments.push(...rows.map((row) => paidRow(row, askedOn(row.due), feePpm)));
}

const of = (loan: LoanLived | undefined, number: number) => {
  const row = loan === undefined ? undefined : naiveRows(loan.terms)[number - 1];
  if (row === undefined) throw new Error('There is such an instalment.');
  return row;
};

/** Cash of the lender after a day, by the pocket calculator. */
function cashAfter(day: Day): bigint {
  return flowsOfCash().reduce((sum, flow) => (flow.day <= day ? sum + flow.amount : sum), 0n);
}

function flowsOfCash(): readonly Flow[] {
  return [...border, ...lived.flatMap(flowsOfLoan)];
}

function flowsOfLoan({ terms: { issued, amount }, payments }: LoanLived): readonly Flow[] {
  const back = payments.map((payment) => ({ day: payment.day, amount: netOf(payment) }));
  return [{ day: issued, amount: -amount }, ...back];
}

describe('ten years of one lender', () => {
  it('go by in long leaps of the calendar', async () => {
    // On time for two years, and beside it one that is repaid early.
    const steady = await lend(
      'plain',
      { amount: 5_000_000n, months: 24, method: 'equal_instalments' },
      RICH,
    );
    onTime(steady);
    const early = await lend(
      'plain',
      { amount: 3_000_000n, months: 12, method: 'equal_principal' },
      RICH,
    );
    onTime(early, 0, 5);
    await town.catchUp(dayOf(2026, 8, 19));
    early.payments.push(paidEarly(early.terms, 5, dayOf(2026, 8, 19)));
    await town.done(early.borrower, { kind: 'RepayEarly', loanId: early.loanId, how: 'in_full' });
    await town.bank.answerAll();

    // Where lenders pay a fee too.
    await town.catchUp(dayOf(2026, 9, 10));
    const shared = await lend(
      'both_pay',
      { amount: 4_000_000n, months: 18, method: 'interest_first' },
      RICH,
    );
    onTime(shared, 0, 18, LENDER_FEE_PPM);
    await town.catchUp(dayOf(2028, 4, 3));
    await town.topUp(lender, 'lender', LATER_CASH);
    border.push({ day: dayOf(2028, 4, 3), amount: LATER_CASH });

    // All at the end, and twenty days too late.
    const late = await lend('plain', { amount: 6_000_000n, months: 12, method: 'bullet' }, 0n);
    const due = of(late, 1);
    const paidOn = addDays(askedOn(due.due), 20);
    await town.catchUp(paidOn);
    await town.topUp(late.borrower, 'borrower', RICH);
    const penalty = naivePenalty(due, late.terms.ratePpm, paidOn);
    expect(penalty).toBeGreaterThan(0n);
    late.payments.push({ ...paidRow(due, paidOn), penalty });

    // Three instalments, and then nothing.
    await town.catchUp(dayOf(2029, 6, 4));
    const lost = await lend(
      'plain',
      { amount: 4_000_000n, months: 24, method: 'equal_instalments' },
      0n,
    );
    const serviceFee = (lost.terms.amount * SERVICE_FEE_PPM) / 1_000_000n;
    const three = naiveRows(lost.terms).slice(0, 3);
    const brought = three.reduce((sum, row) => sum + row.principal + row.interest + serviceFee, 0n);
    await town.topUp(lost.borrower, 'borrower', brought);
    onTime(lost, 0, 3);
    const given = addDays(askedOn(of(lost, 4).due), 100);
    await town.catchUp(given);
    await loseIt(lost, given, serviceFee);
  }, 600_000);

  it('go on with what came back', async () => {
    // Guaranteed: two by the borrower, the others by the guarantor on the second day.
    await town.catchUp(dayOf(2030, 3, 4));
    const covered = await lend(
      'covered',
      { amount: 5_000_000n, months: 12, method: 'equal_instalments' },
      0n,
    );
    const two = naiveRows(covered.terms).slice(0, 2);
    const own = two.reduce((sum, row) => sum + row.principal + row.interest + 5_000n, 0n);
    await town.topUp(covered.borrower, 'borrower', own);
    onTime(covered, 0, 2);
    for (const row of naiveRows(covered.terms).slice(2)) {
      covered.payments.push(paidRow(row, addDays(askedOn(row.due), 2)));
    }
    await town.catchUp(dayOf(2031, 4, 1));
    // What is left is between the guarantor and the borrower, and nothing is to be had.
    await writeOff(covered.loanId);
    await endCollection(covered.loanId);
    await town.done(lender, {
      ...{ kind: 'RequestWithdrawal', role: 'lender', amount: minorUnits(OUT), currency: CNY },
    });
    await town.bank.answerAll();
    border.push({ day: dayOf(2031, 4, 1), amount: -OUT });

    // And all of it again, twice.
    const again = await lend(
      'plain',
      { amount: 7_000_000n, months: 36, method: 'equal_instalments' },
      RICH,
    );
    onTime(again);
    await town.catchUp(dayOf(2034, 4, 10));
    const last = await lend(
      'plain',
      { amount: 9_000_000n, months: 22, method: 'equal_instalments' },
      RICH,
    );
    onTime(last);
    await town.catchUp(dayOf(2036, 3, 2));
  }, 600_000);

  it('agree with the statement, year by year: what was there, what came and went, what is there', async () => {
    let [balance, opening] = [0n, 0n];
    for (let year = 0; year < YEARS; year += 1) {
      const [from, to] = [dayOf(2026 + year, 3, 2), dayOf(2027 + year, 3, 1)];
      const lines = await statementLines(town, lender, { from, to });
      const flows = flowsOfCash().filter(({ day }) => day >= from && day <= to);
      const expected = flows.reduce((sum, { amount }) => sum + amount, 0n);
      const moved = lines.booked.reduce((sum, { amount }) => sum + amount, 0n);
      expect([year, moved]).toEqual([year, expected]);
      expect([year, lines.opening]).toEqual([year, opening]);
      balance = opening + moved;
      expect([year, lines.closing]).toEqual([year, balance]);
      expect([year, cashAfter(to)]).toEqual([year, balance]);
      // Day by day, not only in the sum.
      expect(byDay(lines.booked)).toEqual(byDay(flows));
      opening = balance;
    }
    expect(await town.cashOf(lender, 'lender')).toBe(balance);
    expect(town.bank.accounts.get(`lender-${lender.id}`)).toBe(balance);
  });

  it('agree with each claim: what came of it, what it earned, what it lost', async () => {
    interface Claim {
      readonly claimId: string;
      readonly loanId: Id;
    }
    interface Detail {
      readonly received: readonly Readonly<Record<keyof NaivePayment, string>>[];
      readonly loss?: { readonly minorUnits: string };
      readonly realisedReturnPpm?: number;
      readonly outstanding: { readonly minorUnits: string };
    }
    const claims = await town.list<Claim>(lender, '/api/claims');
    expect(claims).toHaveLength(lived.length);
    for (const loan of lived) {
      const { loanId, payments, terms } = loan;
      const claimId = claims.find((one) => one.loanId === loanId)?.claimId;
      const detail = await town.read<Detail>(lender, `/api/claims/${claimId}`);
      const { received, realisedReturnPpm, loss } = detail;
      const say = ({ day, ...amounts }: NaivePayment) => ({
        day: formatDay(day),
        ...Object.fromEntries(Object.entries(amounts).map(([name, one]) => [name, String(one)])),
      });
      expect(received.toSorted((one, other) => (one.day < other.day ? -1 : 1))).toEqual(
        payments.map(say),
      );
      const back = payments.reduce((sum, { principal }) => sum + principal, 0n);
      expect(BigInt(loss?.minorUnits ?? 0)).toBe(terms.amount - back);
      expect(Math.abs((realisedReturnPpm ?? 0) - yearlyRatePpm(flowsOfLoan(loan)))).toBeLessThan(2);
    }
  });

  it('agree with what was earned in each year of the calendar, as the ledger books it by its codes', async () => {
    const booked = await town.rows(
      `select extract(year from booked_day)::integer as year,
         coalesce(sum(amount) filter (where code in (231, 412)), 0)::bigint as interest,
         coalesce(sum(amount) filter (where code = 232), 0)::bigint as penalty
       from ledger.transfer
       where credit_account = (
           select account_id from ledger.account where owner = $1 and kind = 'lender_cash'
         )
         and kind in ('posted', 'post') and code in (231, 232, 412)
       group by 1 order by 1`,
      [lender.id],
    );
    const earned = new Map<number, { interest: bigint; penalty: bigint }>();
    for (const { day, interest, penalty } of lived.flatMap(({ payments }) => payments)) {
      const year = Number(formatDay(day).slice(0, 4));
      const before = earned.get(year) ?? { interest: 0n, penalty: 0n };
      earned.set(year, {
        interest: before.interest + interest,
        penalty: before.penalty + penalty,
      });
    }
    const expected = [...earned].toSorted(([one], [other]) => one - other);
    expect(booked).toEqual(expected.map(([year, sums]) => ({ year, ...sums })));
  });

  it('agree with the portfolio and its rate of return, and the books hold', async () => {
    interface Portfolio {
      readonly items: readonly (Readonly<Record<string, { readonly minorUnits: string }>> & {
        readonly netReturnPpm: never;
      })[];
    }
    const { items } = await town.read<Portfolio>(lender, '/api/portfolio');
    const [own] = items;
    const all = lived.flatMap(({ payments }) => payments);
    const total = (part: 'principal' | 'interest' | 'penalty') => ({
      minorUnits: String(all.reduce((sum, one) => sum + one[part], 0n)),
    });
    const today = dayOf(2036, 3, 2);
    const value = cashAfter(today);
    const gain = value - START_CASH - LATER_CASH + OUT;
    expect(own).toMatchObject({
      accountValue: { minorUnits: String(value) },
      cash: { minorUnits: String(value) },
      outstanding: { minorUnits: '0' },
      deposited: { minorUnits: String(START_CASH + LATER_CASH) },
      withdrawn: { minorUnits: String(OUT) },
      principalReceived: total('principal'),
      interestReceived: total('interest'),
      penaltyReceived: total('penalty'),
      netGain: { minorUnits: String(gain) },
    });
    const paidIn = border.map(({ day, amount }) => ({ day, amount: -amount }));
    const rate = yearlyRatePpm([...paidIn, { day: today, amount: value }]);
    expect(Math.abs((own?.netReturnPpm ?? 0) - rate)).toBeLessThan(2);
    expect(await town.violations()).toEqual([]);
  });
});

/** Found in default and written off, something recovered, and the collection ended. */
async function loseIt(loan: LoanLived, day: Day, serviceFee: bigint): Promise<void> {
  const { loanId, borrower, terms } = loan;
  await writeOff(loanId);
  const open = naiveRows(terms).slice(3);
  const debt = open.map((row) =>
    askedOn(row.due) <= day
      ? { ...row, serviceFee, penalty: naivePenalty(row, terms.ratePpm, day) }
      : { ...row, interest: 0n, serviceFee: 0n, penalty: 0n },
  );
  const later = addDays(day, 40);
  await town.catchUp(later);
  await town.topUp(borrower, 'borrower', RECOVERED);
  await town.done(borrower, { kind: 'RepayLoan', loanId, amount: minorUnits(RECOVERED) });
  await town.bank.answerAll();
  loan.payments.push(recovered(debt, RECOVERED, later));
  await endCollection(loanId);
}

const REASON = '经核实，借款人已无还款来源。';

async function writeOff(loanId: Id): Promise<void> {
  const { analyst, analystLead } = town.office;
  await town.done(analyst, { kind: 'ProposeWriteOff', loanId, reason: REASON });
  await town.done(analystLead, { kind: 'WriteOffLoan', loanId, reason: REASON });
}

async function endCollection(loanId: Id): Promise<void> {
  const { analyst, analystLead } = town.office;
  await town.done(analyst, { kind: 'ProposeCollectionEnd', loanId, reason: REASON });
  await town.done(analystLead, { kind: 'EndCollection', loanId, reason: REASON });
}
