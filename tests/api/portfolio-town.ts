// For tests: a town with a lender whose claims are on time, late, very late, repaid and written off, so that every part
// of a portfolio has something in it.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { BOTH_SIDES_TARIFF, SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { type Citizen, TownHouse } from '../stories/house/town-house.ts';
import { issue } from '../stories/house/town-loans.ts';

const CNY = currency('CNY');
const RICH = 20_000_000n;
const REASON = '经核实，借款人已无还款来源。';
/** The story is read on it. */
export const READ_ON = '2026-07-12';

type Kind = 'steady' | 'late' | 'later' | 'early' | 'lost';

export interface PortfolioTown {
  readonly town: TownHouse;
  readonly lender: Citizen;
  readonly other: Citizen;
  readonly loans: Readonly<Record<Kind, Id>>;
}

/** What the lender put into each loan, and the other beside it; in minor units. */
export const PARTS: Readonly<Record<Kind, readonly [own: bigint, others: bigint]>> = {
  steady: [3_000_000n, 1_000_000n],
  late: [1_000_000n, 2_000_000n],
  later: [700_000n, 500_000n],
  early: [1_500_000n, 100_000n],
  lost: [900_000n, 300_000n],
};

export async function aPortfolioTown(): Promise<PortfolioTown> {
  const town = await TownHouse.open();
  await town.release(product('plain', SMALL_CREDIT_LOAN.tariff));
  await town.release(product('both_pay', BOTH_SIDES_TARIFF));
  const [lender, other] = (await town.lenders(2, 9_000_000n)) as [Citizen, Citizen];
  const kinds = Object.keys(PARTS) as Kind[];
  const borrowers = await town.borrowers(kinds.length);
  const ids = await issue(
    town,
    kinds.map((kind, index) => ({
      borrower: borrowers[index] as Citizen,
      productCode: kind === 'steady' || kind === 'early' ? 'both_pay' : 'plain',
      termMonths: kind === 'late' ? 6 : 12,
      bids: [
        { lender, amount: PARTS[kind][0] },
        { lender: other, amount: PARTS[kind][1] },
      ],
    })),
  );
  const loans = Object.fromEntries(kinds.map((kind, index) => [kind, ids[index]])) as Record<
    Kind,
    Id
  >;
  const borrowerOf = Object.fromEntries(
    kinds.map((kind, index) => [kind, borrowers[index]]),
  ) as Record<Kind, Citizen>;
  await live(town, { lender, loans, borrowerOf });
  return { town, lender, other, loans };
}

async function live(
  town: TownHouse,
  {
    lender,
    loans,
    borrowerOf,
  }: {
    readonly lender: Citizen;
    readonly loans: Record<Kind, Id>;
    readonly borrowerOf: Record<Kind, Citizen>;
  },
): Promise<void> {
  for (const kind of ['late', 'later', 'lost'] as const) {
    await town.spendAll(borrowerOf[kind], 'borrower');
  }
  await town.bank.answerAll();
  for (const kind of ['steady', 'early'] as const) {
    await town.topUp(borrowerOf[kind], 'borrower', RICH);
  }
  await pay(town, borrowerOf.late, loans.late, 3);
  await pay(town, borrowerOf.later, loans.later, 2);
  await town.catchUp(dayOf(2026, 4, 20));
  await reach(town, loans.lost);
  await town.catchUp(dayOf(2026, 5, 19));
  await town.done(borrowerOf.early, { kind: 'RepayEarly', loanId: loans.early, how: 'in_full' });
  await town.bank.answerAll();
  await town.topUp(lender, 'lender', 1_000_000n);
  await town.catchUp(dayOf(2026, 7, 11));
  const { analyst, analystLead } = town.office;
  const loanId = loans.lost;
  await town.done(analyst, { kind: 'ProposeWriteOff', loanId, reason: REASON });
  await town.done(analystLead, { kind: 'WriteOffLoan', loanId, reason: REASON });
  await town.catchUp(dayOf(2026, 7, 12));
  await town.topUp(borrowerOf.lost, 'borrower', 100_000n);
  await town.done(borrowerOf.lost, { kind: 'RepayLoan', loanId, amount: minorUnits(100_000n) });
  await town.bank.answerAll();
  // Asked for, and not answered by the bank yet.
  await town.done(lender, {
    ...{ kind: 'RequestWithdrawal', role: 'lender', amount: minorUnits(200_000n), currency: CNY },
  });
}

/** A collector takes the loan's case and calls. */
async function reach(town: TownHouse, loanId: Id): Promise<void> {
  const collector = await town.colleague('collector');
  const [found] = await town.rows(
    `select id from work.case where subject_id = $1 and case_kind = 'collection'`,
    [loanId],
  );
  const caseId = idOf(String(found?.id));
  await town.done(collector, { kind: 'TakeCase', caseId });
  await town.done(collector, {
    ...{ kind: 'RecordContact', caseId, person: 'borrower', channel: 'phone' },
    ...{ template: 'friendly_reminder', outcome: 'reached' },
  });
}

/** So many of the first instalments have their money. */
async function pay(town: TownHouse, borrower: Citizen, loanId: Id, count: number): Promise<void> {
  const { schedule } = await town.read<{
    schedule: readonly Readonly<Record<'principal' | 'interest' | 'fee', string>>[];
  }>(borrower, `/api/loans/${loanId}`);
  const due = schedule
    .slice(0, count)
    .reduce((all, row) => all + BigInt(row.principal) + BigInt(row.interest) + BigInt(row.fee), 0n);
  await town.topUp(borrower, 'borrower', due);
}

function product(code: string, tariff: ProductTerms['tariff']): ProductTerms {
  const { bids } = SMALL_CREDIT_LOAN;
  return { ...SMALL_CREDIT_LOAN, code, tariff, bids: { ...bids, maximumSharePpm: 1_000_000 } };
}
