// Figures of single rows by a second program: a loan of the loan book, a fee of a tariff, a figure that was corrected.
import { createHash } from 'node:crypto';
import type { NaiveLoan } from './disclosure-book.ts';
import { naiveDayOf } from './disclosure-day.ts';
import type { NaiveStanding } from './disclosure-standing.ts';
import {
  type FigureAsk,
  type FigureQueries,
  type FigureQuery,
  moneyValue,
  rateValue,
} from './figure-query.ts';

/** The loan of a stand-in number. */
const ofLoan =
  (say: (standing: NaiveStanding) => string): FigureQuery =>
  async (ask) => {
    const { made } = await naiveDayOf(ask);
    const found = made.find(({ loan }) => maskOf(loan) === ask.row);
    if (found === undefined) throw new Error(`There is no loan ${ask.row}.`);
    return say(found);
  };

const maskOf = ({ id }: NaiveLoan) =>
  createHash('sha256').update(`loan book ${id}`).digest('hex').slice(0, 12);

interface FeeRow {
  readonly kind: string;
  readonly payer: string;
  readonly rule: { readonly kind: string; readonly amount?: string; readonly sharePpm?: number };
}

interface TermsRow {
  readonly annualRatePpm: { readonly minimum: number; readonly maximum: number };
  readonly penalty: { readonly ofAnnualRatePpm: number };
  readonly tariff: { readonly currency: string; readonly fees: readonly FeeRow[] };
}

/** The version of a product in force, as it stands in its table. */
async function termsOf({ db }: FigureAsk, code: string): Promise<TermsRow> {
  const { rows } = await db.query<{ terms: string }>(
    `select terms::text as terms from product.product_version, calendar.business_day
     where code = $1 and checker_id is not null
       and date '1970-01-01' + (terms ->> 'effectiveFrom')::integer <= business_day.day
     order by number desc limit 1`,
    [code],
  );
  return JSON.parse(rows[0]?.terms ?? '{}') as TermsRow;
}

async function tariffOf(ask: FigureAsk, of: string): Promise<TermsRow['tariff']> {
  if (of !== 'clients') return (await termsOf(ask, of)).tariff;
  const { rows } = await ask.db.query<{ tariff: string }>(
    `select tariff::text as tariff from product.client_tariff
     where checker_id is not null order by number desc limit 1`,
  );
  return JSON.parse(rows[0]?.tariff ?? '{}') as TermsRow['tariff'];
}

async function feeOf(ask: FigureAsk) {
  const [of = '', kind, payer] = ask.row.split('/');
  const { currency, fees } = await tariffOf(ask, of);
  const fee = fees.find((one) => one.kind === kind && one.payer === payer);
  return { currency, rule: fee?.rule };
}

/** What is left of a rate after the spread, and after the fee on what is left then; each rounded up. */
function lendersRate(annual: number, fees: readonly FeeRow[]): number {
  const part = (kind: string, of: number) => {
    const { sharePpm = 0, kind: how = '' } = fees.find((fee) => fee.kind === kind)?.rule ?? {};
    if (how === 'share_of_interest') return Math.ceil((of * sharePpm) / 1_000_000);
    return how === 'share_of_amount' || how === 'share_of_outstanding' ? sharePpm * 12 : 0;
  };
  const spread = part('interest_spread', annual);
  return annual - spread - part('lender_management', annual - spread);
}

const ofProduct =
  (say: (terms: TermsRow) => number): FigureQuery =>
  async (ask) =>
    rateValue(say(await termsOf(ask, ask.row)));

/** One side of a correction, from the version that says it. */
const corrected =
  (side: 'before' | 'after'): FigureQuery =>
  async ({ db, row }) => {
    const [day, version, figure, ...rest] = row.split('/');
    const { rows } = await db.query<{ changes: string; currency: string }>(
      `select changes::text as changes, currency from disclosure.published
       where day = $1 and version = $2`,
      [day, version],
    );
    const [found] = rows;
    const changes = JSON.parse(found?.changes ?? '[]') as readonly Readonly<
      Record<string, never>
    >[];
    const change = changes.find((one) => one.figure === figure && one.row === rest.join('/'));
    const value = (change?.[side] ?? {}) as Readonly<Record<string, string | number>>;
    if (value.kind === 'money') {
      return moneyValue(BigInt(String(value.amount).replace('#', '')), found?.currency);
    }
    return value.kind === 'rate' ? rateValue(Number(value.ppm)) : String(value.count);
  };

export const ROW_FIGURES: FigureQueries = {
  'loanBook.lent': ofLoan(({ loan }) => moneyValue(loan.amount)),
  'loanBook.principal': ofLoan(({ principal }) => moneyValue(principal)),
  'loanBook.overdue': ofLoan(({ uncredited }) => moneyValue(uncredited)),
  'loanBook.rate': ofLoan(({ loan }) => rateValue(loan.ratePpm)),
  'fees.fixed': async (ask) => {
    const { rule, currency } = await feeOf(ask);
    return moneyValue(BigInt(String(rule?.amount).replace('#', '')), currency);
  },
  'fees.share': async (ask) => rateValue((await feeOf(ask)).rule?.sharePpm ?? -1),
  'fees.minimumRate': ofProduct(({ annualRatePpm }) => annualRatePpm.minimum),
  'fees.maximumRate': ofProduct(({ annualRatePpm }) => annualRatePpm.maximum),
  'fees.minimumLenderRate': ofProduct(({ annualRatePpm, tariff }) =>
    lendersRate(annualRatePpm.minimum, tariff.fees),
  ),
  'fees.maximumLenderRate': ofProduct(({ annualRatePpm, tariff }) =>
    lendersRate(annualRatePpm.maximum, tariff.fees),
  ),
  'fees.penalty': ofProduct(({ penalty }) => penalty.ofAnnualRatePpm),
  'corrections.before': corrected('before'),
  'corrections.after': corrected('after'),
};
