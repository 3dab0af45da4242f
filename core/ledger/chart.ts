// The chart of accounts: which kinds of account exist, on which side of the book, and what each may do.
//
// There is no kind for pooled money, for lending by the platform or for a guarantee by it: what has no
// kind cannot be booked (glossary 6).

/** The money side mirrors what lies at the custodian; the debt side says who owes what on each loan. */
export type Side = 'money' | 'debt';

/** The side on which an account's balance stands when it is not zero. */
export type NormalSide = 'debit' | 'credit';

export type AccountKind =
  | 'custody'
  | 'rails_clearing'
  | 'lender_cash'
  | 'borrower_cash'
  | 'partner_cash'
  | 'loan_funding'
  | 'loan_repayment'
  | 'claim_sale'
  | 'guarantee_deposit'
  | 'risk_reserve'
  | 'unmatched'
  | 'tax_withheld'
  | 'platform_fees'
  | 'platform_funds'
  | 'loan_principal'
  | 'loan_interest'
  | 'loan_penalty'
  | 'loan_fee'
  | 'loan_written_off'
  | 'loan_owed';

/** What an account is opened for, beside its currency. */
export type AccountOwner =
  | 'custodian'
  | 'rail'
  | 'lender'
  | 'borrower'
  | 'partner'
  | 'loan'
  | 'sale_offer'
  | 'reserve_scheme'
  | 'unmatched_receipt'
  | 'tax_authority'
  | 'fee_kind'
  | 'operator';

export interface ChartRow {
  /** The first two digits of an account's number: 1 to 3 begin the money side, 4 and 5 the debt side. */
  readonly number: number;
  readonly side: Side;
  readonly normal: NormalSide;
  readonly owner: AccountOwner;
  /** Whether the balance may ever stand against its normal side. */
  readonly mayBeNegative: boolean;
}

export const CHART: Readonly<Record<AccountKind, ChartRow>> = {
  custody: row(10, 'money', 'debit', 'custodian'),
  rails_clearing: { ...row(11, 'money', 'debit', 'rail'), mayBeNegative: true },
  lender_cash: row(20, 'money', 'credit', 'lender'),
  borrower_cash: row(21, 'money', 'credit', 'borrower'),
  partner_cash: row(22, 'money', 'credit', 'partner'),
  loan_funding: row(23, 'money', 'credit', 'loan'),
  loan_repayment: row(24, 'money', 'credit', 'loan'),
  claim_sale: row(25, 'money', 'credit', 'sale_offer'),
  guarantee_deposit: row(26, 'money', 'credit', 'partner'),
  risk_reserve: row(27, 'money', 'credit', 'reserve_scheme'),
  unmatched: row(28, 'money', 'credit', 'unmatched_receipt'),
  tax_withheld: row(29, 'money', 'credit', 'tax_authority'),
  platform_fees: row(30, 'money', 'credit', 'fee_kind'),
  platform_funds: row(31, 'money', 'credit', 'operator'),
  loan_principal: row(40, 'debt', 'debit', 'loan'),
  loan_interest: row(41, 'debt', 'debit', 'loan'),
  loan_penalty: row(42, 'debt', 'debit', 'loan'),
  loan_fee: row(43, 'debt', 'debit', 'loan'),
  loan_written_off: row(44, 'debt', 'debit', 'loan'),
  loan_owed: row(50, 'debt', 'credit', 'loan'),
};

/** All kinds, in the order of their numbers. */
export const ACCOUNT_KINDS = Object.keys(CHART) as readonly AccountKind[];

const KIND_BY_DIGITS: ReadonlyMap<number, AccountKind> = new Map(
  ACCOUNT_KINDS.map((kind) => [CHART[kind].number, kind]),
);

/** A client's own money: the accounts whose holds count against what is available. */
export const CASH_KINDS = ['lender_cash', 'borrower_cash', 'partner_cash'] as const;

/**
 * Whether there is such a kind of account.
 *
 * @example isAccountKind('pool') // false
 */
export function isAccountKind(text: string): text is AccountKind {
  return Object.hasOwn(CHART, text);
}

/**
 * The kind of the account that is stored under this number; its first two digits say it.
 *
 * @example kindOfNumber(20017140000000007n) // 'lender_cash'
 */
export function kindOfNumber(accountNumber: bigint): AccountKind | undefined {
  const digits = Number(BigInt.asUintN(16, accountNumber / 1_000_000_000_000_000n));
  return KIND_BY_DIGITS.get(digits);
}

function row(number: number, side: Side, normal: NormalSide, owner: AccountOwner): ChartRow {
  return { number, side, normal, owner, mayBeNegative: false };
}
