// What the review must show: recomputed from the file, the assessment and the rules, not from the reads.

import type { FactValue } from '@mutua/core/credit/fact.ts';
import { CREDIT_POLICIES } from '@mutua/core/credit/policy.ts';
import {
  bigintOf,
  countValue,
  type FigureAsk,
  type FigureQueries,
  type FigureQuery,
  moneyValue,
  rateValue,
} from './figure-query.ts';
import { moneyOfFact, offerFor, type ReviewedCase, reviewedCase } from './office-cases.ts';

/** `data-row` begins with the loan; what follows says of which part. */
async function caseOf({ db, row, address }: FigureAsk): Promise<ReviewedCase> {
  const [first] = row.split(' ');
  const loanId = first === undefined || first === '' ? address.pathname.split('/').at(-1) : first;
  return reviewedCase(db, loanId ?? '');
}

const partOf = ({ row }: FigureAsk) => row.split(' ')[1] ?? '';

/** The amount of an offer stands in the row; without one it is what was asked for. */
function amountOf(ask: FigureAsk, found: ReviewedCase): bigint {
  const part = partOf(ask);
  return /^\d+$/.test(part) ? BigInt(part) : found.row.loanAmount;
}

const ofCase =
  (write: (found: ReviewedCase, ask: FigureAsk) => string): FigureQuery =>
  async (ask) =>
    write(await caseOf(ask), ask);

function factValue(value: FactValue | undefined): string {
  if (value?.kind === 'money') return moneyValue(value.amount);
  return value?.kind === 'count' ? countValue(value.count) : '';
}

function saidOf(found: ReviewedCase, name: string): FactValue | undefined {
  const fact = found.file[name as keyof ReviewedCase['file']];
  return fact?.said ?? (fact?.source === 'borrower' ? fact.value : undefined);
}

function difference(found: ReviewedCase, name: string): string {
  const said = saidOf(found, name);
  const value = found.file[name as keyof ReviewedCase['file']]?.value;
  if (said?.kind === 'money' && value?.kind === 'money') {
    if (said.amount === 0n) return rateValue(1_000_000);
    return rateValue(((value.amount - said.amount) * 1_000_000n) / said.amount);
  }
  if (said?.kind === 'count' && value?.kind === 'count') {
    if (said.count === 0) return rateValue(1_000_000);
    return rateValue(Math.round((value.count / said.count - 1) * 1_000_000));
  }
  return rateValue(1_000_000);
}

/** Amounts that go out are printed below nothing. */
function outgoing(ask: FigureAsk, amount: bigint): string {
  return moneyValue(ask.row.endsWith(' out') ? -amount : amount);
}

const feature = (found: ReviewedCase, ask: FigureAsk) =>
  found.features.find(({ name }) => name === partOf(ask));

const WAITING: Readonly<Record<string, string>> = {
  in_review: `state = 'assessed' and assessment.result ->> 'decision' = 'refer'
    and (application.review is null or application.changed_since)`,
  to_decide: `state = 'assessed' and not (assessment.result ->> 'decision' = 'refer'
    and (application.review is null or application.changed_since))`,
  applied: `state = 'applied'`,
  mine: `state in ('applied', 'assessed') and application.prepared_by::text like '%' || $1 || '%'`,
};

const PRICE = {
  expectedLoss: 'expectedLossPpm',
  fundingReturn: 'fundingReturnPpm',
  cost: 'costPpm',
  margin: 'marginPpm',
} as const;

const borrowers = (column: string): FigureQuery => {
  const statement = `select ${column} from people.borrower
    where id = (select borrower_id from loan.loan where id = $1)`;
  return async ({ db, row }) => countValue(await bigintOf(db, statement, [row]));
};

export const OFFICE_REVIEW_FIGURES: FigureQueries = {
  'review.amount': ofCase((found, ask) => moneyValue(amountOf(ask, found))),
  'review.instalment': ofCase((found, ask) =>
    outgoing(ask, offerFor(found, amountOf(ask, found)).instalment),
  ),
  'review.allIn': ofCase((found, ask) => rateValue(offerFor(found, amountOf(ask, found)).allInPpm)),
  'review.contractRate': ofCase((found, ask) =>
    rateValue(offerFor(found, amountOf(ask, found)).ratePpm),
  ),
  'review.burden': ofCase((found, ask) =>
    rateValue(offerFor(found, amountOf(ask, found)).burdenPpm),
  ),
  'review.burdenLine': ofCase(({ product }) =>
    rateValue(
      CREDIT_POLICIES.find(({ version }) => version === product.creditPolicy)?.burdenReferPpm ?? 0,
    ),
  ),
  'review.loss': ofCase(({ result }) =>
    result === undefined ? '' : rateValue(result.expectedLossPpm),
  ),
  'review.difference': ofCase((found, ask) => difference(found, partOf(ask))),
  'review.said': ofCase((found, ask) => factValue(saidOf(found, partOf(ask)))),
  'review.found': ofCase((found, ask) =>
    factValue(found.file[partOf(ask) as keyof ReviewedCase['file']]?.value),
  ),
  'review.feature': ofCase((found, ask) => {
    const value = feature(found, ask)?.value ?? '';
    const isShare = ['burden', 'debt_to_income'].includes(partOf(ask));
    return isShare ? rateValue(Number(value)) : countValue(Number(value));
  }),
  'review.points': ofCase((found, ask) => countValue(feature(found, ask)?.points ?? -1)),
  'review.pointsMax': ofCase((found, ask) => countValue(feature(found, ask)?.pointsMax ?? -1)),
  'review.basePoints': ofCase(({ result, features }) =>
    countValue((result?.score ?? 0) - features.reduce((sum, { points }) => sum + points, 0)),
  ),
  'review.score': ofCase(({ result }) => countValue(result?.score ?? -1)),
  'review.income': ofCase(({ file }) => moneyValue(moneyOfFact(file, 'monthly_income'))),
  'review.costs': ofCase(({ file }, ask) => outgoing(ask, moneyOfFact(file, 'monthly_costs'))),
  'review.otherPayments': ofCase(({ file }, ask) =>
    outgoing(ask, moneyOfFact(file, 'monthly_debt_payments')),
  ),
  'review.left': ofCase((found, ask) => {
    const { file } = found;
    const { instalment } = offerFor(found, amountOf(ask, found));
    const income = moneyOfFact(file, 'monthly_income') - moneyOfFact(file, 'monthly_costs');
    return moneyValue(income - moneyOfFact(file, 'monthly_debt_payments') - instalment);
  }),
  'review.limit': ofCase(({ result }) => moneyValue(result?.limit ?? 0n)),
  'review.part': ofCase(({ result }, ask) =>
    rateValue(result?.price?.[PRICE[partOf(ask) as keyof typeof PRICE]] ?? -1),
  ),
  'review.owedHere': ofCase(({ row }) => moneyValue(row.owed ?? 0n)),
  'review.loansRepaid': borrowers('loans_repaid'),
  'review.worstDays': borrowers('worst_days_overdue'),
  'review.pastAmount': async ({ db, row }) =>
    moneyValue(await bigintOf(db, 'select loan_amount from loan.loan where id = $1', [row])),
  'review.waiting': async ({ db, row, person }) =>
    countValue(
      await bigintOf(
        db,
        `select count(*)
         from loan.loan
         join loan.application on application.loan_id = loan.id
         left join loan.assessment on assessment.loan_id = loan.id
           and assessment.number = application.assessments
         where ${WAITING[row]}`,
        row === 'mine' ? [person?.personId] : [],
      ),
    ),
};
