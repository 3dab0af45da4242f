// What the pages of a borrower must show, recomputed from the facts of the loan and the lines of the ledger.
import { totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import { openAmounts } from '@mutua/core/loan/repay/instalment-account.ts';
import { askingDay } from '@mutua/core/loan/serviced-accounts.ts';
import type { ServicedAccount } from '@mutua/core/loan/servicing.ts';
import { daysBetween, formatDay } from '@mutua/core/time/day.ts';
import { readPacked } from '@mutua/server/database/packed-json.ts';
import { readAccounts } from '@mutua/server/loan/accounts-column.ts';
import {
  bigintOf,
  countValue,
  type FigureAsk,
  type FigureQueries,
  type FigureQuery,
  moneyValue,
  rateValue,
} from './figure-query.ts';
import { dayOf, servicingOf } from './office-cases.ts';

const ofLoan = (expression: string) => async (ask: FigureAsk) =>
  bigintOf(ask.db, `select ${expression} from loan.loan where id = $1 and borrower_id = $2`, [
    ask.row,
    ask.person?.personId,
  ]);
const money =
  (amount: (ask: FigureAsk) => Promise<bigint>): FigureQuery =>
  async (ask) =>
    moneyValue(await amount(ask));

/** What stands in a column of packed JSON. */
async function packedOf({ db, row }: FigureAsk, text: string): Promise<unknown> {
  const { rows } = await db.query<{ packed: string }>(text, [row]);
  return rows[0] === undefined ? undefined : readPacked(rows[0].packed);
}

async function accountsOf({ db }: FigureAsk, loanId: string): Promise<readonly ServicedAccount[]> {
  const { rows } = await db.query<{ accounts: string }>(
    'select accounts from loan.servicing where loan_id = $1',
    [loanId],
  );
  return readAccounts(rows[0]?.accounts ?? '');
}

async function todayIn({ db }: FigureAsk): Promise<string> {
  const { rows } = await db.query<{ day: string }>(
    'select day::text as day from calendar.business_day',
  );
  return rows[0]?.day ?? '';
}

const total = (accounts: readonly ServicedAccount[], of: (one: ServicedAccount) => bigint) =>
  accounts.reduce((all, one) => all + of(one), 0n);
const openOf = (account: ServicedAccount): bigint => totalOfAmounts(openAmounts(account));

const overAccounts = (of: (accounts: readonly ServicedAccount[], today: string) => bigint) =>
  money(async (ask) => of(await accountsOf(ask, ask.row), await todayIn(ask)));

/** `row` is the loan and the number of the instalment. */
const ofRow = (of: (account: ServicedAccount) => bigint) =>
  money(async (ask) => {
    const [loanId = '', number] = ask.row.split('/');
    const account = (await accountsOf(ask, loanId))[Number(number) - 1];
    return account === undefined ? 0n : of(account);
  });

const fallenDue = (accounts: readonly ServicedAccount[], today: string) =>
  accounts.filter(({ dueDay }) => formatDay(dueDay) <= today);

/** What has fallen due and is unpaid, oldest first, once the oldest was asked for on a working day before today. */
async function arrearsIn(ask: FigureAsk) {
  const today = await todayIn(ask);
  const servicing = await servicingOf(ask.db, ask.row);
  const open = fallenDue(servicing?.accounts ?? [], today).filter((one) => openOf(one) > 0n);
  const [oldest] = open;
  if (servicing === undefined || oldest === undefined) return { open: [], days: 0 };
  const days = daysBetween(askingDay(servicing.rules, oldest.dueDay), dayOf(today));
  return days > 0 ? { open, days } : { open: [], days: 0 };
}

const AVAILABLE = `select
    coalesce((
      select sum(case when credit_account = account_id then amount else -amount end)
      from ledger.transfer
      where account_id in (debit_account, credit_account) and transfer.kind in ('posted', 'post')
    ), 0) - coalesce((
      select sum(hold.amount) from ledger.hold where hold.debit_account = account_id
    ), 0)
  from ledger.account
  where owner = $1::text and account.kind = 'borrower_cash'`;

interface LenderFee {
  readonly payer: string;
  readonly rule: { readonly kind: string; readonly sharePpm: number };
}

export const BORROW_FIGURE_QUERIES: FigureQueries = {
  'borrow.loanAmount': money(ofLoan('loan_amount')),
  'borrow.annualRate': async (ask) => rateValue(await ofLoan('annual_rate_ppm')(ask)),
  'borrow.allInRate': async (ask) => rateValue(await ofLoan('all_in_rate_ppm')(ask)),
  'borrow.lenderRate': async (ask) => {
    const annual = await ofLoan('annual_rate_ppm')(ask);
    const packed = await packedOf(
      ask,
      `select terms as packed from loan.loan
       join product.product_version on (code, number) = (product_code, product_version)
       where id = $1`,
    );
    const { tariff } = packed as { tariff: { fees: readonly LenderFee[] } };
    const paid = tariff.fees
      .filter(({ payer, rule }) => payer === 'lender' && rule.kind === 'share_of_interest')
      .reduce((all, { rule }) => all + BigInt(rule.sharePpm), 0n);
    return rateValue(annual - (annual * paid) / 1_000_000n);
  },
  'borrow.accepted': money(({ db, row }) =>
    bigintOf(
      db,
      `select sum(amount) from loan.bid where loan_id = $1 and state in ('accepted', 'converted')`,
      [row],
    ),
  ),
  'borrow.fees': money(async (ask) => {
    const packed = await packedOf(ask, 'select fees as packed from loan.loan where id = $1');
    const fees = (packed ?? []) as readonly { readonly amount: bigint }[];
    return fees.reduce((all, { amount }) => all + amount, 0n);
  }),
  'borrow.outstanding': money(({ db, row }) =>
    bigintOf(db, 'select sum(outstanding) from claim.claim where loan_id = $1', [row]),
  ),
  'borrow.nextDueAmount': overAccounts((accounts) => {
    const next = accounts.find((one) => openOf(one) > 0n);
    return next === undefined ? 0n : openOf(next);
  }),
  'borrow.dueNow': overAccounts((accounts, today) => total(fallenDue(accounts, today), openOf)),
  'borrow.arrearsTotal': money(async (ask) => total((await arrearsIn(ask)).open, openOf)),
  'borrow.arrearsPenalty': money(async (ask) =>
    total((await arrearsIn(ask)).open, (one) => openAmounts(one).penalty),
  ),
  'borrow.daysOverdue': async (ask) => countValue((await arrearsIn(ask)).days),
  'borrow.rowTotal': ofRow(({ due }) => totalOfAmounts(due)),
  'borrow.rowPrincipal': ofRow(({ due }) => due.principal),
  'borrow.rowInterest': ofRow(({ due }) => due.interest),
  'borrow.rowFee': ofRow(({ due }) => due.fee),
  'borrow.rowPenalty': ofRow(({ due }) => due.penalty),
  'borrow.rowOpen': ofRow(openOf),
  'borrow.repaid': overAccounts((accounts) => total(accounts, ({ paid }) => totalOfAmounts(paid))),
  'borrow.instalmentsLeft': async (ask) => {
    const accounts = await accountsOf(ask, ask.row);
    return countValue(accounts.filter((one) => openOf(one) > 0n).length);
  },
  'borrow.available': money(({ db, person }) => bigintOf(db, AVAILABLE, [person?.personId])),
  'borrow.repaymentAmount': money(async (ask) => {
    const packed = await packedOf(
      ask,
      `select "order" as packed from wallet.instruction where id = $1`,
    );
    const order = packed as { fees: bigint; shares: readonly { amount: bigint }[] } | undefined;
    const shares = order?.shares ?? [];
    return shares.reduce((all, { amount }) => all + amount, order?.fees ?? 0n);
  }),
  'borrow.mandateCap': money(({ db, row, person }) =>
    bigintOf(db, 'select cap from wallet.mandate where id = $1 and client_id = $2', [
      row,
      person?.personId,
    ]),
  ),
};
