// A tariff 收费标准: which fees are paid, by whom, how much and when. A loan keeps the tariff in force when
// it was made, because the tariff stands in the version of its product.
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Rounding } from '../money/rounding.ts';
import type { Day } from '../time/day.ts';

/** What a fee is for (glossary 4.1). */
export type FeeKind = (typeof FEE_KINDS)[number];

export const FEE_KINDS = [
  'registration',
  'service',
  'account_management',
  'transaction',
  'lender_management',
  'assignment',
  'withdrawal',
  'early_repayment',
  'overdue',
  'interest_spread',
] as const;

export type FeePayer = 'borrower' | 'lender';

/**
 * How much. Zero is allowed everywhere.
 *
 * - `share_of_amount`: of the loan amount, or of the money that moves (a withdrawal, a price, an early repayment).
 * - `share_of_outstanding`: of the outstanding principal before the instalment.
 * - `share_of_interest`: of the interest that the lender is paid.
 */
export type FeeRule =
  | { readonly kind: 'fixed'; readonly amount: MinorUnits }
  | { readonly kind: 'share_of_amount'; readonly sharePpm: number }
  | { readonly kind: 'share_of_outstanding'; readonly sharePpm: number }
  | { readonly kind: 'share_of_interest'; readonly sharePpm: number };

/**
 * When it falls due.
 *
 * - `disbursement`: on the day of the disbursement, beside the whole principal.
 * - `first_due_day`: once, with the first instalment.
 * - `each_instalment`: with every instalment; for a lender with every claim payment.
 * - `event`: when the thing itself happens (a registration, a withdrawal, an assignment, …).
 */
export type FeeDue = 'disbursement' | 'first_due_day' | 'each_instalment' | 'event';

export interface TariffFee {
  readonly kind: FeeKind;
  readonly payer: FeePayer;
  readonly rule: FeeRule;
  readonly due: FeeDue;
}

export interface Tariff {
  /** Snake case; the same in all versions. */
  readonly code: string;
  readonly version: number;
  readonly currency: Currency;
  readonly effectiveFrom: Day;
  readonly effectiveTo?: Day;
  /** How each fee reaches whole minor units. */
  readonly rounding: Rounding;
  /** At most one of a kind for each payer. A kind that is not here costs nothing. */
  readonly fees: readonly TariffFee[];
}

/**
 * When each kind of fee may fall due, and who may pay it. Only `lender_management` and `interest_spread`
 * are taken from what a lender receives.
 */
export const FEE_SHAPES: Readonly<
  Record<FeeKind, { readonly payers: readonly FeePayer[]; readonly due: readonly FeeDue[] }>
> = {
  registration: { payers: ['borrower', 'lender'], due: ['event'] },
  service: { payers: ['borrower'], due: ['disbursement', 'first_due_day', 'each_instalment'] },
  account_management: { payers: ['borrower'], due: ['first_due_day', 'each_instalment'] },
  transaction: { payers: ['borrower'], due: ['disbursement', 'first_due_day', 'each_instalment'] },
  lender_management: { payers: ['lender'], due: ['disbursement', 'each_instalment'] },
  assignment: { payers: ['lender'], due: ['event'] },
  withdrawal: { payers: ['borrower', 'lender'], due: ['event'] },
  early_repayment: { payers: ['borrower'], due: ['event'] },
  overdue: { payers: ['borrower'], due: ['event'] },
  interest_spread: { payers: ['lender'], due: ['each_instalment'] },
};
