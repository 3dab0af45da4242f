// An alarm 告警: something that a person has to look at, at once: at the house's border, or at a red line.
//
// It says no name and no account of a person: only what kind of thing it is, and under which reference to find it.
import type { Id } from '../kit/id.ts';
import type { Instant } from '../time/instant.ts';

export type AlarmKind =
  /** Money moved at the custodian, and nothing here says why. */
  | 'movement_unexplained'
  /** A top-up was taken back after its money had gone on. */
  | 'top_up_reversed'
  /** A message of a rail was signed rightly, and could not be read. */
  | 'message_unreadable'
  /** A message of a rail could be read, and says what cannot be so here. */
  | 'message_refused'
  /** What the custodian did with an instruction could not be booked here. */
  | 'answer_refused'
  /** A settlement of a payment provider is not what its lines come to. */
  | 'settlement_differs'
  /** Somebody tried what the red lines forbid, and was refused, or is blocked until it is explained. */
  | 'red_line_tried'
  /** A listing that takes money is not the one listing of what its borrower applied for. */
  | 'listing_split'
  /** Who has to pay for a borrower did not, when it was due. */
  | 'compensation_missed'
  /** What a risk reserve owes is more than what it has. */
  | 'reserve_short'
  /** Who pays into a risk reserve did not, when it was asked. */
  | 'reserve_contribution_missed';

export interface Alarm {
  readonly id: Id;
  readonly kind: AlarmKind;
  /**
   * The rail's own name of the thing: a reference of a movement, an id of a message. Of a red line, what was asked
   * for and by whom.
   */
  readonly reference: string;
  /** The client or the loan whose business it is. */
  readonly subjectId?: Id;
  /** A code that says more. */
  readonly detail?: string;
  readonly raisedAt: Instant;
  readonly state: 'open' | 'ended';
  readonly endedBy?: Id;
  readonly note?: string;
}
