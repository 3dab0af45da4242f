// A guarantor 担保人: a partner's standing as one who pays by contract when a borrower does not.
import type { Id } from '../kit/id.ts';
import type { Currency } from '../money/currency.ts';
import { type MinorUnits, minus } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { Instant } from '../time/instant.ts';

export type GuarantorStatus = (typeof GUARANTOR_STATUSES)[number];

/** `suspended` takes no new commitments; `failed` is not expected to pay what it promised. */
export const GUARANTOR_STATUSES = ['active', 'suspended', 'failed'] as const;

/** How well it controls its own risks. */
export type RiskControl = (typeof RISK_CONTROLS)[number];

export const RISK_CONTROLS = ['strong', 'adequate', 'weak'] as const;

/** Its class among guarantors, the safest first. */
export type GuarantorClass = (typeof GUARANTOR_CLASSES)[number];

export const GUARANTOR_CLASSES = ['A', 'B', 'C', 'D'] as const;

/** What two persons set. */
export interface GuarantorStanding {
  readonly status: GuarantorStatus;
  /** The most that it may stand behind at one time. */
  readonly line: MinorUnits;
  readonly currency: Currency;
  readonly riskControl: RiskControl;
  readonly guarantorClass: GuarantorClass;
  /** All that it guarantees anywhere ÷ its net assets. */
  readonly leveragePpm: number;
}

export interface GuarantorProposal {
  readonly standing: GuarantorStanding;
  readonly reason: string;
  readonly makerId: Id;
  readonly proposedOn: Day;
}

export interface Guarantor {
  /** The partner's. */
  readonly id: Id;
  /** Until the first one is set it is no guarantor. */
  readonly standing?: GuarantorStanding;
  readonly proposal?: GuarantorProposal;
  /** The sum of its commitments that are signed and not released; they use up the line. */
  readonly committed: MinorUnits;
  /** How often its standing was set. */
  readonly changes: number;
}

/** One setting of a standing, as it is kept for ever. */
export interface GuarantorChange {
  readonly guarantorId: Id;
  /** From 1. */
  readonly number: number;
  readonly standing: GuarantorStanding;
  readonly reason: string;
  /** Left out where it was suspended by rule. */
  readonly makerId?: Id;
  /** Left out where one person suspended it at once. */
  readonly checkerId?: Id;
  readonly at: Instant;
  readonly day: Day;
}

/**
 * What is left of the line; less than nothing where the line was cut below what is promised already.
 *
 * @example remainingLine({ line: minorUnits(100n) }, minorUnits(30n)) // minorUnits(70n)
 */
export function remainingLine(
  { line }: Pick<GuarantorStanding, 'line'>,
  committed: MinorUnits,
): MinorUnits {
  return minus(line, committed);
}
