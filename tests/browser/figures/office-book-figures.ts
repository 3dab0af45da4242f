// What the office's pages of money and of the ledger must show, recomputed from accounts, lines and requests.
import { ACCOUNT_KINDS, CHART } from '@mutua/core/ledger/chart.ts';
import {
  bigintOf,
  countValue,
  type FigureAsk,
  type FigureQueries,
  type FigureQuery,
  moneyValue,
} from './figure-query.ts';

const sum =
  (text: string): FigureQuery =>
  async ({ db, row }) =>
    moneyValue(await bigintOf(db, text, text.includes('$1') ? [row] : []));

const count =
  (text: string): FigureQuery =>
  async ({ db, row }) =>
    countValue(await bigintOf(db, text, text.includes('$1') ? [row] : []));

const OPEN_TOP_UPS = `from wallet.top_up where state = 'requested'`;
const OPEN_WITHDRAWALS = `from wallet.withdrawal where state in ('requested', 'sent', 'unknown')`;
const OPEN_RECEIPTS = `from wallet.receipt where state in ('unmatched', 'proposed')`;

const CREDIT_KINDS = ACCOUNT_KINDS.filter((kind) => CHART[kind].normal === 'credit')
  .map((kind) => `'${kind}'`)
  .join(', ');

/** What open holds take from accounts, and what they are going to bring. */
const HELD = `case when kind in (${CREDIT_KINDS}) then pending_debit else pending_credit end`;
const COMING = `case when kind in (${CREDIT_KINDS}) then pending_credit else pending_debit end`;

/** `lender_cash/owner/…`: the account, and what comes after. */
function partsOf({ row }: FigureAsk): readonly string[] {
  return row.split('/');
}

/** All lines on an account that a condition picks, counted towards its normal side. */
async function bookedOn(ask: FigureAsk, condition: string, value: string): Promise<bigint> {
  const [kind = '', owner = ''] = partsOf(ask);
  return bigintOf(
    ask.db,
    `select coalesce(sum(case
         when (transfer.debit_account = account.account_id) = (account.kind not in (${CREDIT_KINDS}))
           then transfer.amount
         else -transfer.amount
       end), 0)
     from ledger.account
     join ledger.transfer on account.account_id in (transfer.debit_account, transfer.credit_account)
     where account.kind = $1 and account.owner = $2 and transfer.kind in ('posted', 'post') and ${condition}`,
    [kind, owner, value],
  );
}

/** A hop is a stretch of its line; the one end of a trace is the whole of what is traced. */
const traced: FigureQuery = async ({ db, row }) => {
  const [transferId = '', , what = '', ...rest] = row.split('/');
  const amountOf = (id: string) =>
    bigintOf(db, 'select amount from ledger.transfer where transfer_id = $1::bigint', [id]);
  if (what === 'hop') {
    const [hop = '', from = '0', to = '0'] = rest;
    const length = BigInt(to) - BigInt(from);
    return length > 0n && BigInt(to) <= (await amountOf(hop)) ? moneyValue(length) : '';
  }
  return rest.join('/') === '1/1' ? moneyValue(await amountOf(transferId)) : '';
};

export const OFFICE_BOOK_FIGURES: FigureQueries = {
  'officeMoney.topUpsWaiting': sum(`select coalesce(sum(amount), 0) ${OPEN_TOP_UPS}`),
  'officeMoney.topUpsWaitingCount': count(`select count(*) ${OPEN_TOP_UPS}`),
  'officeMoney.withdrawalsWaiting': sum(`select coalesce(sum(amount), 0) ${OPEN_WITHDRAWALS}`),
  'officeMoney.withdrawalsWaitingCount': count(`select count(*) ${OPEN_WITHDRAWALS}`),
  'officeMoney.receiptsWaiting': sum(`select coalesce(sum(amount), 0) ${OPEN_RECEIPTS}`),
  'officeMoney.receiptsWaitingCount': count(`select count(*) ${OPEN_RECEIPTS}`),
  'officeMoney.instructionsOpen': count(
    `select count(*) from wallet.instruction where state in ('created', 'sent', 'unknown')`,
  ),
  'officeMoney.breaksOpen': count(`select count(*) from ledger.break where state = 'found'`),
  'officeMoney.alarmsOpen': count(`select count(*) from wallet.alarm where state = 'open'`),
  'officeMoney.topUp': sum('select amount from wallet.top_up where id = $1::uuid'),
  'officeMoney.withdrawal': sum('select amount from wallet.withdrawal where id = $1::uuid'),
  'officeMoney.withdrawalHeld': sum(
    `select transfer.amount
     from wallet.withdrawal
     join ledger.transfer on transfer.transfer_id = withdrawal.hold_id
     where withdrawal.id = $1::uuid`,
  ),
  'officeMoney.receipt': sum('select amount from wallet.receipt where id = $1::uuid'),
  'officeLedger.kindCount': count('select count(*) from ledger.account where kind = $1'),
  'officeLedger.kindBalance': sum(
    `select coalesce(sum(case
         when (transfer.debit_account = account.account_id) = (account.kind not in (${CREDIT_KINDS}))
           then transfer.amount
         else -transfer.amount
       end), 0)
     from ledger.account
     join ledger.transfer on account.account_id in (transfer.debit_account, transfer.credit_account)
     where account.kind = $1 and transfer.kind in ('posted', 'post')`,
  ),
  'officeLedger.kindHeld': sum(
    `select coalesce(sum(hold.amount), 0)
     from ledger.hold
     join ledger.account on account.account_id
       = case when account.kind in (${CREDIT_KINDS}) then hold.debit_account else hold.credit_account end
     where account.kind = $1`,
  ),
  'officeLedger.accountBalance': sum(
    'select posted from ledger.account where account_id = $1::bigint',
  ),
  'officeLedger.accountHeld': sum(
    `select ${HELD} from ledger.account where account_id = $1::bigint`,
  ),
  'officeLedger.accountComing': sum(
    `select ${COMING} from ledger.account where account_id = $1::bigint`,
  ),
  'officeLedger.line': sum('select amount from ledger.transfer where transfer_id = $1::bigint'),
  'officeLedger.lineBalance': async (ask) => {
    const [, , transferId = ''] = partsOf(ask);
    return moneyValue(await bookedOn(ask, 'transfer.transfer_id <= $3::bigint', transferId));
  },
  'officeLedger.opening': async (ask) => {
    const [, , from = ''] = partsOf(ask);
    return moneyValue(await bookedOn(ask, 'transfer.booked_day < $3::date', from));
  },
  'officeLedger.closing': async (ask) => {
    const [, , , to = ''] = partsOf(ask);
    return moneyValue(await bookedOn(ask, 'transfer.booked_day <= $3::date', to));
  },
  'officeLedger.traced': traced,
};
