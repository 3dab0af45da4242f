// What can happen to guarantors, their commitments, and collateral.
import type { Id } from '../kit/id.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type {
  CollateralDetails,
  DisposalAsked,
  Registration,
  ReleaseCondition,
  Valuation,
} from './collateral.ts';
import type { CommitmentTerms } from './commitment.ts';
import type { CompensationEvent } from './compensation-events.ts';
import type { GuarantorProposal, GuarantorStanding } from './guarantor.ts';
import type { ReserveEvent } from './reserve-events.ts';

/** One person prepared a standing; a later one takes its place until it is released. */
export interface GuarantorProposed {
  readonly kind: 'GuarantorProposed';
  readonly guarantorId: Id;
  readonly proposal: GuarantorProposal;
}

/** A standing was set: by two persons, or, where it is a suspension, by one. */
export interface GuarantorSet {
  readonly kind: 'GuarantorSet';
  readonly guarantorId: Id;
  readonly standing: GuarantorStanding;
  readonly reason: string;
  /** Left out where the rule that watches compensations suspended it. */
  readonly makerId?: Id;
  readonly checkerId?: Id;
}

/** It is not expected to pay what it promised any more; holders of what it stands behind are told. */
export interface GuarantorFailed {
  readonly kind: 'GuarantorFailed';
  readonly guarantorId: Id;
  /** The loans behind which it stands. */
  readonly loanIds: readonly Id[];
}

export interface CommitmentAsked extends CommitmentTerms {
  readonly kind: 'CommitmentAsked';
  readonly commitmentId: Id;
  readonly loanId: Id;
  readonly guarantorId: Id;
  readonly makerId: Id;
}

export interface CommitmentSigned {
  readonly kind: 'CommitmentSigned';
  readonly commitmentId: Id;
}

export interface CommitmentDeclined {
  readonly kind: 'CommitmentDeclined';
  readonly commitmentId: Id;
  readonly reason: string;
}

/** The loan does not need it any more; its part of the line is free. */
export interface CommitmentReleased {
  readonly kind: 'CommitmentReleased';
  readonly commitmentId: Id;
  /** The state in which the loan ended. */
  readonly reason: string;
}

export interface CollateralRecorded {
  readonly kind: 'CollateralRecorded';
  readonly collateralId: Id;
  readonly loanId: Id;
  readonly commitmentId?: Id;
  readonly releaseCondition?: ReleaseCondition;
  readonly details: CollateralDetails;
  readonly makerId: Id;
}

export interface CollateralRegistered extends Registration {
  readonly kind: 'CollateralRegistered';
  readonly collateralId: Id;
}

export interface CollateralValued extends Valuation {
  readonly kind: 'CollateralValued';
  readonly collateralId: Id;
}

export interface CollateralReleased {
  readonly kind: 'CollateralReleased';
  readonly collateralId: Id;
  readonly reason: string;
}

export interface CollateralDisposalAsked {
  readonly kind: 'CollateralDisposalAsked';
  readonly collateralId: Id;
  readonly asked: DisposalAsked;
}

export interface CollateralDisposed {
  readonly kind: 'CollateralDisposed';
  readonly collateralId: Id;
  readonly proceeds: MinorUnits;
  readonly reason: string;
}

export type SafeguardEvent =
  | GuarantorProposed
  | GuarantorSet
  | GuarantorFailed
  | CommitmentAsked
  | CommitmentSigned
  | CommitmentDeclined
  | CommitmentReleased
  | CollateralRecorded
  | CollateralRegistered
  | CollateralValued
  | CollateralReleased
  | CollateralDisposalAsked
  | CollateralDisposed
  | CompensationEvent
  | ReserveEvent;
