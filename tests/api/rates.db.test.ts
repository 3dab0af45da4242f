// What a loan costs and what a claim earns, over HTTP: every rate that somebody is shown is found again from the lines
// of the own statement, by arithmetic that shares nothing with the rules.
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { type Day, dayOf } from '@mutua/core/time/day.ts';
import { runDaysUntil } from '@mutua/server/calendar/end-of-day.ts';
import { checkLaws, everyLaw } from '@mutua/server/check/check.ts';
import type { Statement } from '@mutua/server/database/fact-table.ts';
import { TrialHouse } from '@mutua/server/http/trial-house.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yearlyOfDays, yearlyOfMonths } from './independent-rates.ts';
import {
  APPLICATION,
  aClient,
  aLender,
  anOffice,
  anOpenListing,
  bid,
  letTheBankAnswer,
  type Office,
  sign,
  topUp,
} from './trial-life.ts';

/** 0.01 % */
const CLOSE_PPM = 100;
const SPREAD_PPM = 120_000;

interface Line {
  readonly code: string;
  readonly kind: string;
  readonly side: 'debit' | 'credit';
  readonly amount: string;
  readonly bookedDay: string;
  readonly subjectId: string;
}

interface RateParts {
  readonly annualRatePpm: number;
  readonly interestSpreadPpm?: number;
  readonly lenderManagementPpm: number;
  readonly lenderRatePpm: number;
}

interface Claim {
  readonly outstanding: { readonly minorUnits: string };
  readonly schedule: readonly {
    readonly dueDay: string;
    readonly principal: string;
    readonly interest: string;
    readonly fee: string;
  }[];
  readonly expectedReturnPpm: number;
  readonly realisedReturnPpm: number;
}

interface BorrowerLoan {
  readonly state: string;
  readonly allInRatePpm: number;
  readonly rateParts: RateParts;
  readonly contract: { readonly document: string };
  readonly schedule: readonly {
    readonly dueDay: string;
    readonly principal: string;
    readonly interest: string;
    readonly fee: string;
  }[];
}

/** One loan with its two lenders, who lent three and two fifths. */
interface Lived {
  readonly borrower: Id;
  readonly loanId: Id;
  readonly claims: readonly [Id, Id];
  /** What the borrower was shown before signing. */
  readonly shownPpm: number;
}

let house: TrialHouse;
let office: Office;
let lenders: readonly [Id, Id];
/** Of the product of the house, paid out a day after it was signed. */
let plain: Lived;
/** Of a product whose operator keeps a part of the interest. */
let spread: Lived;

beforeAll(async () => {
  house = await TrialHouse.open();
  office = await anOffice(house);
  lenders = [await aLender(house, 60_000), await aLender(house, 60_000)];
  await makeSpreadProduct();
  spread = await aSignedLoan({
    ...{ ...APPLICATION, productCode: 'spread_loan', termMonths: 6 },
    repaymentMethod: 'equal_principal',
  });
  // Whatever the bank was asked for before is answered with its freezes; the last is answered the next day.
  plain = await aSignedLoan(APPLICATION);
  await liveUntil(dayOf(2026, 3, 3));
  await letTheBankAnswer(house);
  for (const { borrower } of [plain, spread]) await topUp(house, borrower, 'borrower', 5_000);
}, 120_000);
afterAll(async () => {
  const checked = await checkLaws(house.pool, { laws: everyLaw() });
  await house.close();
  expect(checked.flatMap(({ violations }) => violations)).toEqual([]);
  expect(house.alarms).toEqual([]);
}, 60_000);

/** General in everything, but the operator keeps 12 % of the interest, and lenders pay 5 % of what they are paid. */
async function makeSpreadProduct(): Promise<void> {
  const { body } = await house.get(undefined, '/api/products');
  const { items } = body as unknown as { items: { terms: ProductTermsOnWire }[] };
  const general = items.find(({ terms }) => terms.code === 'general_loan')?.terms;
  if (general === undefined) throw new Error('The general loan is offered.');
  const effectiveFrom = '2026-03-02';
  const terms: ProductTermsOnWire = {
    ...{ ...general, code: 'spread_loan', effectiveFrom },
    tariff: {
      ...{ ...general.tariff, effectiveFrom },
      fees: [
        ...general.tariff.fees,
        {
          ...{ kind: 'interest_spread', payer: 'lender', due: 'each_instalment' },
          rule: { kind: 'share_of_interest', sharePpm: SPREAD_PPM },
        },
      ],
    },
  };
  const maker = await house.staff('product_officer');
  const checker = await house.staff('product_officer_lead');
  const url = '/api/office/products';
  await house.post(maker, url, { terms, clientMoney: 'own_accounts' });
  await house.post(checker, `${url}/spread_loan/versions/1/approval`);
}

async function aSignedLoan(application: typeof APPLICATION): Promise<Lived> {
  const borrower = await aClient(house, 'borrower');
  const loanId = await anOpenListing(house, borrower, office, application);
  const shown = await readLoan(borrower, loanId);
  const claims = [
    await bid(house, lenders[0], loanId, 25_000),
    await bid(house, lenders[1], loanId, 25_000),
  ] as const;
  await sign(house, borrower, loanId);
  return { borrower, loanId, claims, shownPpm: shown.allInRatePpm };
}

/** Day after day is worked and closed; the bank pays on the day on which it is asked. */
async function liveUntil(day: Day): Promise<void> {
  const read = async ({ text, values }: Statement) =>
    (await house.pool.query<Record<string, unknown>>(text, [...values])).rows;
  const lane: Parameters<typeof runDaysUntil>[1]['lane'] = {
    commit: async (request) => {
      const outcome = await house.lane.commit(request);
      if (request.command.kind === 'WorkLoan') await letTheBankAnswer(house);
      return outcome;
    },
  };
  const stayed = await runDaysUntil(day, { lane, read });
  if (stayed !== undefined) throw new Error(JSON.stringify(stayed));
}

async function read<Answer>(who: Id | undefined, url: string): Promise<Answer> {
  const { status, body } = await house.get(who, url);
  expect(status, `${url} ${JSON.stringify(body)}`).toBe(200);
  return body as unknown as Answer;
}

const readLoan = (who: Id, loanId: Id) => read<BorrowerLoan>(who, `/api/loans/${loanId}`);
const readClaim = (who: Id, claimId: Id) => read<Claim>(who, `/api/claims/${claimId}`);

/** Every line of the own cash that moved money, the oldest first. */
async function statementOf(who: Id, role: 'lender' | 'borrower'): Promise<readonly Line[]> {
  const base = `/api/accounts/${role}/CNY/statement?from=2026-03-01&to=2027-12-31&limit=100`;
  const lines: Line[] = [];
  for (let cursor = ''; ; ) {
    const page = await read<{ lines: Line[]; next?: string }>(who, `${base}${cursor}`);
    lines.push(...page.lines);
    if (page.next === undefined) break;
    cursor = `&cursor=${page.next}`;
  }
  return lines.filter(({ kind }) => kind === 'posted' || kind === 'post');
}

const signed = ({ side, amount }: Line) => (side === 'credit' ? 1 : -1) * Number(amount);

/** What came and went for a loan, one sum for each day on which anything did. */
async function flowsOf(who: Id, role: 'lender' | 'borrower', loanId: Id) {
  const lines = (await statementOf(who, role)).filter(({ subjectId }) => subjectId === loanId);
  const days = [...new Set(lines.map(({ bookedDay }) => bookedDay))].toSorted();
  return days.map((day) => ({
    day,
    amount: lines
      .filter(({ bookedDay }) => bookedDay === day)
      .reduce((sum, line) => sum + signed(line), 0),
  }));
}

describe('where the rate goes', () => {
  it('is shown to everybody who looks at the listing: borrower’s rate, spread, fees, lenders’ rate', async () => {
    for (const { loanId, borrower } of [plain, spread]) {
      const listing = await read<{ rateParts: RateParts; disclosure: Record<string, string> }>(
        undefined,
        `/api/listings/${loanId}`,
      );
      const { rateParts } = listing;
      expect((await readLoan(borrower, loanId)).rateParts).toEqual(rateParts);
      const { interestSpreadPpm = 0, lenderManagementPpm, lenderRatePpm } = rateParts;
      expect(lenderRatePpm + lenderManagementPpm + interestSpreadPpm).toBe(rateParts.annualRatePpm);
      expect(Number.parseFloat(listing.disclosure.expected_return ?? '')).toBe(
        lenderRatePpm / 10_000,
      );
    }
  });

  it('has a line for the spread where one is taken, and none where it is off', async () => {
    const parts = async ({ loanId }: Lived) =>
      (await read<{ rateParts: RateParts }>(undefined, `/api/listings/${loanId}`)).rateParts;
    expect(await parts(plain)).not.toHaveProperty('interestSpreadPpm');
    const { annualRatePpm, interestSpreadPpm, lenderManagementPpm } = await parts(spread);
    expect(interestSpreadPpm).toBe(Math.ceil((annualRatePpm * SPREAD_PPM) / 1_000_000));
    expect(lenderManagementPpm).toBe(
      Math.ceil(((annualRatePpm - (interestSpreadPpm ?? 0)) * 50_000) / 1_000_000),
    );
  });

  it('stands in the contract that the borrower has signed', async () => {
    const { contract, rateParts } = await readLoan(spread.borrower, spread.loanId);
    expect(JSON.parse(contract.document).lenderReturn).toEqual({
      annualRatePpm: rateParts.annualRatePpm,
      spreadPpm: rateParts.interestSpreadPpm,
      managementPpm: rateParts.lenderManagementPpm,
      lenderPpm: rateParts.lenderRatePpm,
    });
  });
});

describe('a loan that the bank pays out a day after it was signed', () => {
  it('has the schedule of the day on which it was paid out, as its contract says', async () => {
    const { contract, schedule } = await readLoan(plain.borrower, plain.loanId);
    const said = JSON.parse(contract.document);
    expect(said).toMatchObject({
      ...{ signedDay: '2026-03-02', scheduleIfDisbursedOn: '2026-03-02' },
      scheduleRule: { valueDay: 'day_of_disbursement', every: 1, unit: 'months' },
    });
    expect(said.schedule[0].dueDay).toBe('2026-04-02');
    expect(schedule.map(({ dueDay }) => dueDay).slice(0, 2)).toEqual(['2026-04-03', '2026-05-03']);
    // Only the days move: every instalment is what the contract said.
    const money = (rows: readonly { principal: string; interest: string }[]) =>
      rows.map(({ principal, interest }) => [principal, interest]);
    expect(money(schedule)).toEqual(money(said.schedule));
  });
});

describe('in the middle of its life', () => {
  beforeAll(() => liveUntil(dayOf(2026, 7, 10)), 120_000);

  it.each([0, 1] as const)('a claim of lender %s earns what its statement gives', async (index) => {
    for (const { claims, loanId } of [plain, spread]) {
      const claim = await readClaim(lenders[index], claims[index]);
      const left = Number(claim.outstanding.minorUnits);
      expect(left).toBeGreaterThan(0);
      const flows = [
        ...(await flowsOf(lenders[index], 'lender', loanId)),
        { day: '2026-07-10', amount: left },
      ];
      expect(flows.length).toBeGreaterThan(4);
      const own = yearlyOfDays(flows);
      expect(own).toBeGreaterThan(20_000);
      expect(Math.abs(claim.realisedReturnPpm - own)).toBeLessThan(CLOSE_PPM);
    }
  });

  it('a claim is to earn what its own schedule gives, after the lender’s fee', async () => {
    for (const { claims, loanId } of [plain, spread]) {
      const claim = await readClaim(lenders[0], claims[0]);
      const [lent] = await flowsOf(lenders[0], 'lender', loanId);
      const flows = claim.schedule.map(({ dueDay, principal, interest, fee }) => ({
        ...{ day: dueDay, amount: Number(principal) + Number(interest) - Number(fee) },
      }));
      const own = yearlyOfDays([lent ?? { day: '', amount: 0 }, ...flows]);
      expect(Math.abs(claim.expectedReturnPpm - own)).toBeLessThan(CLOSE_PPM);
    }
  });

  it('the account is worth cash, principal outstanding and interest accrued, and earned that', async () => {
    const { items } = await read<{
      items: Record<string, { minorUnits: string } & number>[];
    }>(lenders[0], '/api/portfolio');
    const [portfolio = {}] = items;
    const sum = (name: string) => Number(portfolio[name]?.minorUnits);
    expect(sum('accountValue')).toBe(sum('cash') + sum('outstanding') + sum('accruedInterest'));
    // Interest since 3 July on half of each loan: a few tens of yuan and no more.
    expect(sum('accruedInterest')).toBeGreaterThan(1_000);
    expect(sum('accruedInterest')).toBeLessThan(10_000);
    const border = (await statementOf(lenders[0], 'lender')).filter(({ code }) =>
      ['top_up', 'withdrawal'].includes(code),
    );
    const own = yearlyOfDays([
      ...border.map((line) => ({ day: line.bookedDay, amount: -signed(line) })),
      { day: '2026-07-10', amount: sum('accountValue') },
    ]);
    expect(Math.abs(Number(portfolio.netReturnPpm) - own)).toBeLessThan(CLOSE_PPM);
  });
});

describe('when it is repaid', () => {
  beforeAll(() => liveUntil(dayOf(2027, 3, 9)), 240_000);

  it.each(['plain', 'spread'] as const)(
    'the %s loan has cost its borrower a year what was shown before signing',
    async (which) => {
      const { borrower, loanId, shownPpm } = which === 'plain' ? plain : spread;
      const loan = await readLoan(borrower, loanId);
      expect(loan.state).toBe('closed');
      expect(loan.allInRatePpm).toBe(shownPpm);
      expect(JSON.parse(loan.contract.document).allInRatePpm).toBe(shownPpm);
      const flows = await flowsOf(borrower, 'borrower', loanId);
      expect(flows).toHaveLength(which === 'plain' ? 13 : 7);
      // By the convention of the pack every instalment counts as whole months.
      const months = flows.map(({ amount }, time) => ({ time, amount }));
      expect(Math.abs(yearlyOfMonths(months) - shownPpm)).toBeLessThanOrEqual(1);
      // By the days on which it really moved, working days considered, it is the same within a fifth of a percent.
      expect(Math.abs(yearlyOfDays(flows) - shownPpm)).toBeLessThan(2_000);
    },
  );

  it.each([0, 1] as const)(
    'a closed claim of lender %s earned what its statement gives',
    async (index) => {
      for (const { claims, loanId } of [plain, spread]) {
        const claim = await readClaim(lenders[index], claims[index]);
        expect(claim).toMatchObject({ state: 'closed', outstanding: { minorUnits: '0' } });
        const own = yearlyOfDays(await flowsOf(lenders[index], 'lender', loanId));
        expect(Math.abs(claim.realisedReturnPpm - own)).toBeLessThan(CLOSE_PPM);
        // All was paid in time, so it is what was expected, but for days off.
        expect(Math.abs(claim.realisedReturnPpm - claim.expectedReturnPpm)).toBeLessThan(1_000);
      }
    },
  );

  it('the spread, the lenders’ fees and what the lenders got are the interest that the borrower paid', async () => {
    const { rows } = await house.pool.query<{ code: number; amount: bigint }>(
      `select code, sum(amount)::bigint as amount from ledger.transfer
       where subject_id = $1 and code in (231, 304, 309, 611) group by code`,
      [spread.loanId],
    );
    const paid = Object.fromEntries(rows.map(({ code, amount }) => [code, amount]));
    expect((paid[231] ?? 0n) + (paid[309] ?? 0n)).toBe(paid[611]);
    const { contract } = await readLoan(spread.borrower, spread.loanId);
    const kept = (JSON.parse(contract.document).schedule as { interest: string }[])
      .map(({ interest }) => Math.round((Number(interest) * SPREAD_PPM) / 1_000_000))
      .reduce((sum, one) => sum + one, 0);
    expect(paid[309]).toBe(BigInt(kept));
    expect(paid[304]).toBeGreaterThan(0n);
  });
});
