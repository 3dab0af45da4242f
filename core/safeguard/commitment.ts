// A guarantee commitment 担保承诺: a guarantor's signed promise for one loan.
import type { Id } from '../kit/id.ts';
import type { Currency } from '../money/currency.ts';
import { fraction } from '../money/fraction.ts';
import { type MinorUnits, scale } from '../money/minor-units.ts';
import type { PartnerKind } from '../people/client.ts';
import type { ProductTerms } from '../product/product.ts';
import type { GuaranteeCover, SafeguardTerms } from '../product/safeguard-terms.ts';
import type { Instant } from '../time/instant.ts';

/** The safeguards behind which a partner stands. */
export type GuaranteedSafeguard = Exclude<keyof SafeguardTerms, 'reserve'>;

/** `asked` by the office, and then the guarantor's own word; released when the loan does not need it any more. */
export type CommitmentState = (typeof COMMITMENT_STATES)[number];

export const COMMITMENT_STATES = ['asked', 'signed', 'declined', 'released'] as const;

/** What a guarantor promises, fixed when it is asked. */
export interface CommitmentTerms {
  readonly safeguard: GuaranteedSafeguard;
  /** In which place it pays, from 1. */
  readonly place: number;
  /** Principal and interest of overdue instalments, of all once one is, or principal alone. */
  readonly cover: GuaranteeCover | 'principal';
  /** The day overdue on which it pays. */
  readonly compensationDay: number;
  /** What it uses of the line: the principal that is promised. */
  readonly amount: MinorUnits;
  readonly currency: Currency;
}

export interface GuaranteeCommitment extends CommitmentTerms {
  readonly id: Id;
  readonly loanId: Id;
  readonly guarantorId: Id;
  readonly state: CommitmentState;
  readonly makerId: Id;
  readonly askedAt: Instant;
  readonly signedAt?: Instant;
  /** When it was declined or released. */
  readonly endedAt?: Instant;
  /** Why. */
  readonly endReason?: string;
}

/** Who may pay in each place, by the safeguard that is stated; nobody where no partner stands behind a loan. */
export interface AskedPayers {
  readonly safeguard: GuaranteedSafeguard;
  readonly payers: readonly (readonly PartnerKind[])[];
  readonly termsFor: (place: number, loanAmount: MinorUnits) => Omit<CommitmentTerms, 'currency'>;
}

/**
 * Who has to stand behind a loan of this product under a safeguard; nothing where nobody has to.
 *
 * @example payersAsked(SMALL_CREDIT_LOAN, 'none') // undefined
 */
export function payersAsked(
  { safeguardTerms = {} }: Pick<ProductTerms, 'safeguardTerms'>,
  safeguard: string | undefined,
): AskedPayers | undefined {
  if (safeguard === 'guarantee' || safeguard === 'dual_guarantee') {
    const terms = safeguardTerms[safeguard];
    if (terms === undefined) return undefined;
    const { payers, cover, compensationDay } = terms;
    return {
      ...{ safeguard, payers },
      termsFor: (place, amount) => ({ safeguard, place, cover, compensationDay, amount }),
    };
  }
  const terms = safeguard === 'principal_only' ? safeguardTerms.principal_only : undefined;
  if (terms === undefined || terms.fromReserve === true) return undefined;
  const { payers, compensationDay, ceilingPpm } = terms;
  const ceiling = fraction(BigInt(ceilingPpm), 1_000_000n);
  return {
    ...{ safeguard: 'principal_only', payers },
    termsFor: (place, loanAmount) => ({
      ...{ safeguard: 'principal_only', place, cover: 'principal', compensationDay },
      amount: scale(loanAmount, ceiling, 'down'),
    }),
  };
}

/** Whether it still uses up its guarantor's line. @example isBinding({ state: 'asked' }) // false */
export function isBinding({ state }: Pick<GuaranteeCommitment, 'state'>): boolean {
  return state === 'signed';
}
