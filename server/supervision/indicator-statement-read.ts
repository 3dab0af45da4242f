// Of what each indicator is made: the SQL of its rows, from which both its sum and its drill-down follow, so that the
// two cannot differ.
import type { IndicatorId } from '@mutua/contract/supervision/indicators.ts';
import { ACCOUNT_KINDS, type AccountKind, CHART } from '@mutua/core/ledger/chart.ts';
import { TRANSFER_CODES, type TransferCode } from '@mutua/core/ledger/transfer-codes.ts';

/** What a statement asks of the closed day. */
export type DayPart = 'day' | 'currency' | 'firstTransferId' | 'lastTransferId';

export interface IndicatorStatement {
  /** What its places `$1`, `$2` … stand for, in their order. */
  readonly takes: readonly DayPart[];
  /** Rows with these columns and no others. */
  readonly rows: string;
  /** The same rows for counting and adding up, where fewer columns are found sooner. */
  readonly counted?: string;
  /** Where they are all accounts of these kinds, the trial balance of the day has their sum. */
  readonly kinds?: readonly AccountKind[];
  /** Of `key`, by which they are sorted and which tells them apart. */
  readonly keyType: 'bigint' | 'uuid';
}

/** Kinds that follow on each other in the chart. */
interface KindRange {
  readonly first: AccountKind;
  readonly last: AccountKind;
}

const OUTSIDE: KindRange = { first: 'custody', last: 'rails_clearing' };
const CLIENTS: KindRange = { first: 'lender_cash', last: 'tax_withheld' };
const PLATFORM: KindRange = { first: 'platform_fees', last: 'platform_funds' };
const PRINCIPAL: KindRange = { first: 'loan_principal', last: 'loan_principal' };

/** Each column with what it is where a row has none. */
const NO_COLUMNS = {
  owner_id: 'null::text',
  subject_id: 'null::uuid',
  loan_id: 'null::uuid',
  reference: 'null::text',
  state: 'null::text',
  is_reversal: 'null::boolean',
  amount: 'null::bigint',
} as const;
type Columns = { readonly key: string; readonly kind: string } & {
  readonly [Name in keyof typeof NO_COLUMNS]?: string;
};

/** How an account stood at the end of the day in the place `$1`. */
export const BALANCE_ON_DAY = `
  select posted
  from ledger.day_balance
  where day_balance.account_id = account.account_id and day <= $1::date
  order by day desc
  limit 1`;

/** How a loan stood then. */
export const STATE_ON_DAY = `
  select "to"
  from loan.transition
  where transition.loan_id = loan.id and transition.day <= $1::date
  order by number desc
  limit 1`;

const LOAN_COLUMNS = {
  ...{ key: 'loan.id', kind: 'latest."to"', owner_id: 'loan.borrower_id::text' },
  loan_id: 'loan.id',
};

export const IS_PRINCIPAL = within('account.account_id', PRINCIPAL);

const STATEMENTS: Readonly<Record<IndicatorId, IndicatorStatement>> = {
  custody_balance: accounts({ first: 'custody', last: 'custody' }),
  clearing_balance: accounts({ first: 'rails_clearing', last: 'rails_clearing' }),
  client_money: accounts(CLIENTS),
  platform_money: accounts(PLATFORM),
  breaks_found: {
    takes: ['day'],
    keyType: 'uuid',
    rows: `select ${columns({ key: 'id', kind: 'kind', reference: 'reference', state: 'state' })}
      from ledger.break
      where day = $1::date`,
  },
  money_in: transfers(
    `${within('debit_account', OUTSIDE)} and ${within('credit_account', CLIENTS)}`,
  ),
  money_out: transfers(
    `${within('debit_account', CLIENTS)} and ${within('credit_account', OUTSIDE)}`,
  ),
  disbursed: transfers(ofCodes('disbursement')),
  repaid: transfers(ofCodes('repayment', 'payer_repayment')),
  loans_funding: loansIn(['listed', 'funding']),
  loans_open: loansOwing(),
  principal_outstanding: loansOwing(),
};

export function statementOf(indicatorId: IndicatorId): IndicatorStatement {
  return STATEMENTS[indicatorId];
}

/** Whether the number of an account is of one of these kinds: its first two digits say it. */
export function within(column: string, { first, last }: KindRange): string {
  const digits = (kind: AccountKind) => String(CHART[kind].number);
  return `${column} between ${digits(first)}${'0'.repeat(15)} and ${digits(last)}${'9'.repeat(15)}`;
}

/** How the accounts of those kinds stood at the end of the day; those with nothing are left out. */
function accounts(range: KindRange): IndicatorStatement {
  const own = { key: 'account.account_id', kind: 'account.kind', owner_id: 'account.owner' };
  return {
    takes: ['day', 'currency'],
    keyType: 'bigint',
    kinds: kindsOf(range),
    rows: `select ${columns({ ...own, amount: 'balance.posted' })}
      from ledger.account
      join lateral (${BALANCE_ON_DAY}) as balance on balance.posted <> 0
      where ${within('account.account_id', range)} and account.currency = $2`,
  };
}

/** What the day booked; what takes back an earlier line counts against it. */
function transfers(where: string): IndicatorStatement {
  return {
    takes: ['firstTransferId', 'lastTransferId', 'currency'],
    keyType: 'bigint',
    rows: `select ${columns({
      ...{ key: 'transfer_id', kind: 'code::text', subject_id: 'subject_id' },
      loan_id: '(select id from loan.loan where loan.id = subject_id)',
      is_reversal: 'reverses_id is not null',
      amount: 'case when reverses_id is null then amount else -amount end',
    })}
      from ledger.transfer
      where transfer_id between $1 and $2 and kind in ('posted', 'post')
        and (${where}) and ${inCurrency('debit_account', '$3::text')}`,
  };
}

/** The loans that stood in one of these states at the end of the day. */
function loansIn(states: readonly string[]): IndicatorStatement {
  const among = states.map((state) => `'${state}'`).join(', ');
  return {
    takes: ['day', 'currency'],
    keyType: 'uuid',
    rows: `select ${columns({ ...LOAN_COLUMNS, amount: 'loan.loan_amount::bigint' })}
      from loan.loan
      join lateral (${STATE_ON_DAY}) as latest on latest."to" in (${among})
      where loan.currency = $2`,
  };
}

/** The loans with principal on their accounts at the end of the day. */
function loansOwing(): IndicatorStatement {
  return {
    takes: ['day', 'currency'],
    keyType: 'uuid',
    rows: `select ${columns({ ...LOAN_COLUMNS, amount: 'balance.posted' })}
      from ledger.account
      join lateral (${BALANCE_ON_DAY}) as balance on balance.posted > 0
      join loan.loan on loan.id = account.owner::uuid
      join lateral (${STATE_ON_DAY}) as latest on true
      where ${IS_PRINCIPAL} and account.currency = $2`,
    counted: `select balance.posted as amount
      from ledger.account
      join lateral (${BALANCE_ON_DAY}) as balance on balance.posted > 0
      where ${IS_PRINCIPAL} and account.currency = $2`,
    kinds: kindsOf(PRINCIPAL),
  };
}

function kindsOf({ first, last }: KindRange): readonly AccountKind[] {
  const [from, to] = [CHART[first].number, CHART[last].number];
  return ACCOUNT_KINDS.filter((kind) => CHART[kind].number >= from && CHART[kind].number <= to);
}

function columns(own: Columns): string {
  const all = { ...NO_COLUMNS, ...own };
  return Object.entries(all)
    .map(([name, value]) => `${value} as ${name}`)
    .join(', ');
}

function ofCodes(...names: readonly TransferCode[]): string {
  return `code in (${names.map((name) => TRANSFER_CODES[name].number).join(', ')})`;
}

/** The five digits of an account's number after those of its kind are the letters of the currency, base 26. */
function inCurrency(column: string, place: string): string {
  return `${column} / 10000000000 % 100000
    = ascii(${place}) * 676 + ascii(substr(${place}, 2)) * 26 + ascii(substr(${place}, 3)) - 45695`;
}
