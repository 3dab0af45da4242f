// What the lender's money pages must show, from the book and the requests.
import { bigintOf, type FigureQueries, type FigureQuery, moneyValue } from './figure-query.ts';

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

export const LEND_PATH_FIGURES: FigureQueries = {
  'money.cash': purse('posted'),
  'money.held': purse('pending_debit'),
  'money.available': purse('posted - pending_debit'),
  'money.topUp': amountOf('wallet.top_up'),
  'money.withdrawal': amountOf('wallet.withdrawal'),
  'money.cap': async ({ db, row }) =>
    moneyValue(await bigintOf(db, 'select cap from wallet.mandate where id = $1', [row])),
};
