// Collateral 抵质押物: a registered thing or right that may be sold for a debt. Behind a loan it is the lenders' own
// security; behind a guarantor's commitment it is what the guarantor holds against what it may have to pay.
import type { Id } from '../kit/id.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';

export type CollateralKind = (typeof COLLATERAL_KINDS)[number];

export const COLLATERAL_KINDS = [
  'real_estate',
  'vehicle',
  'equipment',
  'inventory',
  'receivable',
  'shares',
  'cash_deposit',
  'intellectual_property',
  'leased_asset',
] as const;

export type CollateralState = (typeof COLLATERAL_STATES)[number];

export const COLLATERAL_STATES = ['recorded', 'registered', 'released', 'disposed'] as const;

/** When what a guarantor holds goes back: with its commitment, or with the whole loan. */
export type ReleaseCondition = (typeof RELEASE_CONDITIONS)[number];

export const RELEASE_CONDITIONS = ['commitment_ended', 'loan_closed'] as const;

export interface Valuation {
  readonly value: MinorUnits;
  /** Who valued it. */
  readonly valuer: string;
  readonly valuedOn: Day;
}

/** What is recorded of a thing or right. */
export interface CollateralDetails extends Valuation {
  readonly kind: CollateralKind;
  readonly description: string;
  /** `borrower`, the id of a client, or the name of an organisation. */
  readonly owner: string;
  readonly currency: Currency;
  /** 1 is the first to be paid out of it. */
  readonly rank: number;
  /** Debts of higher rank. */
  readonly priorDebts: MinorUnits;
}

export interface Registration {
  /** The office that keeps the register. */
  readonly register: string;
  readonly registrationNumber: string;
  readonly registeredOn: Day;
}

/** A sale that one person prepared and another has to bear out. */
export interface DisposalAsked {
  readonly proceeds: MinorUnits;
  readonly reason: string;
  readonly makerId: Id;
}

export interface Collateral extends CollateralDetails {
  readonly id: Id;
  readonly loanId: Id;
  /** Behind which commitment it stands; left out where it is the security of the loan itself. */
  readonly commitmentId?: Id;
  readonly releaseCondition?: ReleaseCondition;
  readonly state: CollateralState;
  /** Who recorded it: staff, or the guarantor. */
  readonly makerId: Id;
  readonly register?: string;
  readonly registrationNumber?: string;
  readonly registeredOn?: Day;
  readonly disposalAsked?: DisposalAsked;
  /** When it was released or disposed of, and why; with what came of it. */
  readonly endedOn?: Day;
  readonly endReason?: string;
  readonly proceeds?: MinorUnits;
}

/** Whether it still stands for the debt. */
export function isStandingCollateral({ state }: Pick<Collateral, 'state'>): boolean {
  return state === 'recorded' || state === 'registered';
}
