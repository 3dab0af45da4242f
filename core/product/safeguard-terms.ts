// What a product says of each safeguard that its loans may state: who may pay, from which day overdue, and how much.
import type { PartnerKind } from '../people/client.ts';

/** What a guarantor pays for: each instalment that is overdue, or the whole claim once one is. */
export type GuaranteeCover = (typeof GUARANTEE_COVERS)[number];

export const GUARANTEE_COVERS = ['instalments', 'accelerated'] as const;

/** A guarantor pays principal and interest by contract; with two of them, one after the other. */
export interface GuaranteeTerms {
  /** The day overdue on which compensation is due; 1 is the day after the due day. */
  readonly compensationDay: number;
  readonly cover: GuaranteeCover;
  /** In the order in which they pay: which trades may stand in each place. */
  readonly payers: readonly (readonly PartnerKind[])[];
  /** The part of the expected loss that lenders do not have to be paid for, since a guarantor bears it. */
  readonly lossReliefPpm: number;
  /** Whether the reserve of the product pays what no guarantor pays. */
  readonly thenReserve?: boolean;
}

/** A named payer compensates principal and no interest, up to a ceiling that is shown. */
export interface PrincipalOnlyTerms {
  readonly compensationDay: number;
  /** Nobody where the reserve of the product is the payer. */
  readonly payers: readonly (readonly PartnerKind[])[];
  readonly fromReserve?: boolean;
  /** The most that is paid for one loan, as a share of its principal. */
  readonly ceilingPpm: number;
  readonly lossReliefPpm: number;
}

/** How a reserve that is not enough is shared on one day: the oldest claim first, or all by their amounts. */
export type ReserveShortRule = (typeof RESERVE_SHORT_RULES)[number];

export const RESERVE_SHORT_RULES = ['oldest_first', 'pro_rata'] as const;

/** What a reserve pays of a bad debt: the principal alone, or the interest that has fallen due with it. */
export type ReserveCover = (typeof RESERVE_COVERS)[number];

export const RESERVE_COVERS = ['principal', 'principal_and_interest'] as const;

/** Which risk reserve stands behind the loans of a product; what it pays, and how, is published by its scheme. */
export interface ReserveTerms {
  /** Snake case; products of one scheme have one reserve. */
  readonly scheme: string;
  readonly compensationDay: number;
}

/** By the safeguard of which they speak. */
export interface SafeguardTerms {
  readonly guarantee?: GuaranteeTerms;
  readonly dual_guarantee?: GuaranteeTerms;
  readonly principal_only?: PrincipalOnlyTerms;
  readonly reserve?: ReserveTerms;
}

/** A product whose loans may be secured says how much may be lent on a thing. */
export interface CollateralTerms {
  /** The most of loan and debts of higher rank together, as a share of the value. */
  readonly ltvMaxPpm: number;
}
