// What can happen to a risk reserve.
import type { Id } from '../kit/id.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type {
  ReserveAccrual,
  ReserveMove,
  ReserveProposal,
  ReserveSchemeTerms,
  ReserveSpending,
} from './reserve-scheme.ts';

/** One person prepared a reserve, or the end of one. */
export type ReserveProposed = {
  readonly kind: 'ReserveProposed';
  readonly schemeId: Id;
  readonly proposal: ReserveProposal;
  /** Of a new one. */
  readonly terms?: ReserveSchemeTerms;
};

/** Another person has set it up, or has ended it. */
export interface ReserveSet {
  readonly kind: 'ReserveSet';
  readonly schemeId: Id;
  readonly state: ReserveProposal['to'];
  readonly reason: string;
  readonly makerId: Id;
  readonly checkerId: Id;
}

/** What there should be was compared with what was paid in. */
export interface ReserveAccrued extends Omit<ReserveAccrual, 'reason'> {
  readonly kind: 'ReserveAccrued';
  /** Where something was asked of the contributor. */
  readonly move?: ReserveMove;
}

/** The contributor has not paid what was asked for: there was no mandate or no money, or the custodian refused. */
export interface ReserveContributionMissed {
  readonly kind: 'ReserveContributionMissed';
  readonly schemeId: Id;
  readonly contributorId: Id;
  readonly day: Day;
  readonly amount: MinorUnits;
  readonly reason: string;
  readonly instructionId?: Id;
}

/** Nothing is owed by a reserve that has ended: what is left goes back to its contributor. */
export interface ReserveReleaseSent {
  readonly kind: 'ReserveReleaseSent';
  readonly schemeId: Id;
  readonly move: ReserveMove;
}

/** The custodian has moved it. */
export interface ReserveMoved {
  readonly kind: 'ReserveMoved';
  readonly schemeId: Id;
  readonly move: ReserveMove;
}

/** The custodian has not paid a release out. */
export interface ReserveReleaseReturned {
  readonly kind: 'ReserveReleaseReturned';
  readonly schemeId: Id;
  readonly instructionId: Id;
  readonly reason: string;
}

/** What the reserve owed on a day was shared out. */
export interface ReserveSpent extends ReserveSpending {
  readonly kind: 'ReserveSpent';
}

/** Nothing was paid on that day: nothing was owed, or it could not be paid. */
export interface ReserveRested {
  readonly kind: 'ReserveRested';
  readonly schemeId: Id;
  readonly day: Day;
  readonly due: MinorUnits;
}

export type ReserveEvent =
  | ReserveProposed
  | ReserveSet
  | ReserveAccrued
  | ReserveContributionMissed
  | ReserveReleaseSent
  | ReserveMoved
  | ReserveReleaseReturned
  | ReserveSpent
  | ReserveRested;
