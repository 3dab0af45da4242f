// A tariff 收费标准: which fees are paid, by whom, how much and when. A loan keeps the tariff in force when
// it was made, because the tariff stands in the version of its product. What a client pays apart from any loan
// stands in one tariff for all clients.
import type { Currency } from '../money/currency.ts';
import { type MinorUnits, ZERO } from '../money/minor-units.ts';
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
 * - `share_of_interest`: of the interest that the lender is paid; of a spread, of all that the borrower pays.
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
 * - `event`: when the thing itself happens (an early repayment, a withdrawal, an assignment, …). A registration is
 *   paid with the first withdrawal, since there is no money before.
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

/** What a client owes for the registration in one role, until it is paid with a withdrawal. */
export interface RegistrationFee {
  readonly role: FeePayer;
  readonly amount: MinorUnits;
  readonly currency: Currency;
}

/**
 * Whether a fee is there at all: one that comes to nothing may stand in a tariff, so that it is said.
 *
 * @example isCharged({ rule: { kind: 'fixed', amount: ZERO } }) // false
 */
export function isCharged({ rule }: Pick<TariffFee, 'rule'>): boolean {
  return rule.kind === 'fixed' ? rule.amount > ZERO : rule.sharePpm > 0;
}

/**
 * When each kind of fee may fall due, who may pay it, and in which tariff it stands: in that of a product, for
 * its loans; in that for all clients, for what they do apart from any loan; or in none, since nothing charges it.
 *
 * A transaction is paid out of cash alone, so it can be taken at the disbursement and not out of an instalment.
 * A lender's fees are taken out of what the lender receives, and never out of the lender's cash.
 */
export const FEE_SHAPES: Readonly<Record<FeeKind, FeeShape>> = {
  registration: { payers: ['borrower', 'lender'], due: ['event'], tariff: 'clients' },
  service: {
    payers: ['borrower'],
    due: ['disbursement', 'first_due_day', 'each_instalment'],
    tariff: 'product',
  },
  account_management: {
    payers: ['borrower'],
    due: ['first_due_day', 'each_instalment'],
    tariff: 'product',
  },
  transaction: { payers: ['borrower'], due: ['disbursement'], tariff: 'product' },
  lender_management: { payers: ['lender'], due: ['each_instalment'], tariff: 'product' },
  assignment: { payers: ['lender'], due: ['event'], tariff: 'none' },
  withdrawal: { payers: ['borrower', 'lender'], due: ['event'], tariff: 'clients' },
  early_repayment: { payers: ['borrower'], due: ['event'], tariff: 'product' },
  overdue: { payers: ['borrower'], due: ['event'], tariff: 'none' },
  interest_spread: { payers: ['lender'], due: ['each_instalment'], tariff: 'product' },
};

export interface FeeShape {
  readonly payers: readonly FeePayer[];
  readonly due: readonly FeeDue[];
  readonly tariff: TariffPlace | 'none';
}

/** Whose fees a tariff has: those of a product's loans, or those of all clients. */
export type TariffPlace = 'product' | 'clients';
