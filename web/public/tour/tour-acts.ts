// What each button of the tour asks of the API, in the order of a loan's life.
import type { ApplicationPreview } from '@mutua/contract/loan/application.ts';
import type { LoanForBorrower, RepaymentSent } from '@mutua/contract/loan/servicing.ts';
import type { ListingOnWire } from '@mutua/contract/market/listing.ts';
import type { DayState } from '@mutua/contract/office/money.ts';
import type { LoanInOffice } from '@mutua/contract/office/queues.ts';
import { addMonths, formatDay, parseDay } from '@mutua/core/time/day.ts';
import { instantOf, isoOf, plusMs } from '@mutua/core/time/instant.ts';
import { bidOf, CURRENCY, feesCapOf, topUpOf } from './tour-amounts.ts';
import { type LenderKey, Refused, type TourClient } from './tour-client.ts';
import { collectedDay, type Standing } from './tour-standing.ts';
import { type ActKey, needsReview } from './tour-steps.ts';

export interface ActContext {
  readonly client: TourClient;
  readonly standing: Standing;
  /** The words that the persons write into the loan's papers. */
  readonly written: (name: 'title' | 'summary' | 'reason' | 'finding' | 'stuck') => string;
  readonly onDay: (day: string) => void;
  readonly leaving: AbortSignal;
}

const SMALL_LOAN = {
  ...{ productCode: 'small_credit_loan', termMonths: 6, repaymentMethod: 'equal_instalments' },
  ...{ purpose: 'consumption', security: 'unsecured' },
};
const yuan = (minorUnits: string) => ({ minorUnits, currency: CURRENCY });
/** What the credit bureau bears out, as the borrower said it. */
const BORNE_OUT = { monthly_income: yuan('3000000'), debt_elsewhere: yuan('1000000') };
const OPENS_AFTER_MS = 3_000;
const FUNDING_DAYS = 5;
const LOOK_MS = 150;
const PATIENCE_MS = 30_000;
const DAYS_MAX = 62;

/** Step 1; gives the loan's id. */
export async function applyForLoan(client: TourClient, amount: string): Promise<string> {
  const { loanId } = await client.act<{ loanId: string }>('borrower', '/api/loans', {
    ...SMALL_LOAN,
    loanAmount: yuan(amount),
    facts: {
      ...BORNE_OUT,
      ...{ monthly_debt_payments: yuan('50000'), employment_months: 60, home: 'owned' },
      ...{ industry: 'services', occupation: '软件工程师', repayment_source: '工资收入' },
    },
    documents: ['identity_document', 'income_proof', 'credit_report'],
    consents: [
      { document: 'credit_inquiry', version: '1' },
      { document: 'loan_application', version: '1' },
    ],
  });
  return loanId;
}

type Run = (context: ActContext) => Promise<unknown>;

const RUNS: Readonly<Record<Exclude<ActKey, 'apply' | 'opens' | 'full' | 'payout'>, Run>> = {
  assess: bearOut,
  approve: ({ client, standing: { loan }, written }) =>
    client.act('risk-analyst-lead', `/api/office/loans/${loan.loanId}/approval`, {
      ...{ safeguard: 'none', reason: written('reason') },
    }),
  accept: ({ client, standing: { loan } }) =>
    client.act('borrower', `/api/loans/${loan.loanId}/terms-acceptance`, {
      allInRatePpm: loan.allInRatePpm,
    }),
  prepare: prepareListing,
  publish: ({ client, standing: { loan }, written }) => {
    const finding = written('finding');
    const review = { credit: finding, assets: finding, purpose: finding, conclusion: 'fit' };
    const url = `/api/office/loans/${loan.loanId}/publication`;
    return client.act('loan-officer-lead', url, { review });
  },
  'bid-lender-one': (context) => bid(context, 'lender-one'),
  'bid-lender-two': (context) => bid(context, 'lender-two'),
  'bid-lender-institution': (context) => bid(context, 'lender-institution'),
  'mandate-repayment': (context) => askForMandate(context, 'repayment'),
  'mandate-fees': (context) => askForMandate(context, 'fees'),
  sign: ({ client, standing: { loan } }) =>
    client.act('borrower', `/api/loans/${loan.loanId}/contract-signature`),
  days: endDays,
  'top-up': async ({ client, standing: { payoff, purse } }) => {
    if (payoff === undefined || purse === undefined) return;
    const amount = topUpOf(payoff, purse.available);
    await client.act('borrower', '/api/top-ups', { role: 'borrower', amount });
  },
  repay: ({ client, standing: { loan } }) =>
    client.act<RepaymentSent>('borrower', `/api/loans/${loan.loanId}/early-repayments`, {
      how: 'in_full',
    }),
};

/** Does what the button of an act says; what comes about by itself has none. */
export async function runAct(key: ActKey, context: ActContext): Promise<void> {
  const run = (RUNS as Readonly<Partial<Record<ActKey, Run>>>)[key];
  await run?.(context);
}

/** When all is borne out that the product asks for, the rule assesses by itself. */
async function bearOut({ client, standing: { loan }, ...context }: ActContext) {
  const url = `/api/office/loans/${loan.loanId}`;
  const read = () => client.read<LoanInOffice>('risk-analyst', url);
  if ((await read()).state === 'applied') {
    const facts = { ...BORNE_OUT, overdue_past_6_months: 0 };
    for (const [name, value] of Object.entries(facts)) {
      const fact = { name, value, source: 'credit_bureau' };
      await client.act('risk-analyst', `${url}/verified-facts`, fact);
    }
    await until(async () => (await read()).state !== 'applied', context);
  }
  if (!needsReview(await read())) return;
  const review = { opinion: 'approve', reason: context.written('reason') };
  await client.act('risk-analyst', `${url}/review`, review);
}

async function prepareListing({ client, standing: { loan }, written }: ActContext) {
  const { now } = await client.read<DayState>('loan-officer', '/api/office/days/current');
  await client.act('loan-officer', `/api/office/loans/${loan.loanId}/listing-draft`, {
    ...{ title: written('title'), summary: written('summary') },
    ...{ loanAmount: loan.loanAmount, termMonths: loan.termMonths, fundingDays: FUNDING_DAYS },
    opensAt: isoOf(plusMs(instantOf(now), OPENS_AFTER_MS)),
  });
}

async function bid({ client, standing: { loan } }: ActContext, key: LenderKey): Promise<void> {
  const listing = await client.read<ListingOnWire>(key, `/api/listings/${loan.loanId}`);
  await client.act(key, `/api/loans/${loan.loanId}/bids`, {
    amount: bidOf(key, loan.loanAmount),
    acknowledgedNotice: listing.bidRules.riskNotice,
  });
}

/** For the loan's whole life and half a year beyond; what is repaid at most is what its preview said. */
async function askForMandate(
  { client, standing: { loan, day } }: ActContext,
  scope: 'repayment' | 'fees',
): Promise<void> {
  const asked = { ...SMALL_LOAN, loanAmount: loan.loanAmount };
  const { highest, currency } = await client.previewAs<ApplicationPreview>(
    'borrower',
    '/api/loans/preview',
    asked,
  );
  const today = parseDay(day.day, 'day');
  if (!today.ok) return;
  await client.act('borrower', `/api/loans/${loan.loanId}/mandates`, {
    scope,
    cap:
      scope === 'fees' ? feesCapOf(loan.loanAmount) : { minorUnits: highest.totalRepaid, currency },
    expiresDay: formatDay(addMonths(today.value, 2 * loan.termMonths)),
  });
}

/** Ends one business day after the other, until the first instalment has been collected. */
async function endDays({ client, standing: { loan }, onDay, ...context }: ActContext) {
  const url = '/api/office/days/current';
  const dueDay = loan.nextDueDay ?? '';
  for (let count = 0; count < DAYS_MAX && !context.leaving.aborted; count += 1) {
    const { day, state } = await client.read<DayState>('finance-officer', url);
    onDay(day);
    if (day > dueDay) {
      const now = await client.read<LoanForBorrower>('borrower', `/api/loans/${loan.loanId}`);
      if (collectedDay(now) !== undefined) return;
    }
    if (state === 'open') await client.act('finance-officer', `${url}/end-of-day`, { day });
    await until(async () => {
      const next = await client.read<DayState>('finance-officer', url);
      return next.day !== day;
    }, context);
  }
}

/** Looks until it is so. */
async function until(
  isSo: () => Promise<boolean>,
  { leaving, written }: Pick<ActContext, 'leaving' | 'written'>,
): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!leaving.aborted && !(await isSo())) {
    if (performance.now() > end) throw new Refused({ code: 'busy', detail: written('stuck') });
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
