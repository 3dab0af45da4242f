// What the lender's money pages must show, from the book and the requests.
import {
  bigintOf,
  type FigureAsk,
  type FigureQueries,
  type FigureQuery,
  moneyValue,
} from './figure-query.ts';

const purse =
  (expression: string): FigureQuery =>
  async ({ db, person }) =>
    moneyValue(
      await bigintOf(
        db,
        `select ${expression} from ledger.account
         where owner = $1 and kind = 'lender_cash' and currency = 'CNY'`,
        [person?.personId],
      ),
    );

const amountOf =
  (table: string): FigureQuery =>
  async ({ db, row, person }) =>
    moneyValue(
      await bigintOf(db, `select amount from ${table} where id = $1 and client_id = $2`, [
        row,
        person?.personId,
      ]),
    );

interface FeeRow {
  readonly kind: string;
  readonly payer: string;
  readonly rule: { readonly amount?: string; readonly sharePpm?: number };
}

/** By the tariff of clients in force, for a withdrawal of so many minor units; a share is rounded half up. */
async function withdrawalFee({ db }: FigureAsk, amount: bigint): Promise<bigint> {
  const { rows } = await db.query<{ fees: string }>(
    `select (tariff -> 'fees')::text as fees from product.client_tariff
     where checker_id is not null and date '1970-01-01' + (tariff ->> 'effectiveFrom')::integer
       <= (select day from calendar.business_day)
     order by number desc limit 1`,
  );
  const fees = JSON.parse(rows[0]?.fees ?? '[]') as readonly FeeRow[];
  return fees
    .filter(({ kind, payer }) => kind === 'withdrawal' && payer === 'lender')
    .reduce((sum, { rule }) => {
      if (rule.amount !== undefined) return sum + BigInt(rule.amount.replace('#', ''));
      return sum + (amount * BigInt(rule.sharePpm ?? 0) + 500_000n) / 1_000_000n;
    }, 0n);
}

/** `row` is the amount that was typed, in minor units. */
const withdrawn =
  (part: 'fees' | 'all'): FigureQuery =>
  async (ask) => {
    const amount = BigInt(ask.row);
    const fee = await withdrawalFee(ask, amount);
    return moneyValue(part === 'fees' ? fee : amount + fee);
  };

export const LEND_PATH_FIGURES: FigureQueries = {
  'money.cash': purse('posted'),
  'money.held': purse('pending_debit'),
  'money.available': purse('posted - pending_debit'),
  'money.topUp': amountOf('wallet.top_up'),
  'money.withdrawal': amountOf('wallet.withdrawal'),
  'money.fees': withdrawn('fees'),
  'money.total': withdrawn('all'),
  'money.cap': async ({ db, row }) =>
    moneyValue(await bigintOf(db, 'select cap from wallet.mandate where id = $1', [row])),
};
