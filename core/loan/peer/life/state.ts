// Everything that goes on from one event of a peer's life to the next.
import type { Day } from '../../../time/day.ts';
import { type Accrued, NOTHING_ACCRUED } from './accruals.ts';
import type { BookRow } from './book.ts';
import { emptyReplay, type Replay } from './replay.ts';
import type { PeerLifeTerms } from './terms.ts';
import type { WrittenOperation } from './transactions.ts';

/** A life on its way; it is changed in place. */
export interface LifeState {
  terms: PeerLifeTerms;
  businessDay: Day;
  /** What is expected before anything is disbursed. */
  plannedRows: readonly BookRow[];
  readonly replay: Replay;
  /** By the operation's id: its place among the lines of its day. */
  readonly orders: Map<number, number>;
  /** Payments that were taken back. */
  readonly reversed: WrittenOperation[];
  accrued: Accrued;
  /** The last day whose end was worked. */
  closedThrough: Day | undefined;
  /** The day of the transaction that settled the loan; undefined while something is open. */
  settledDay: Day | undefined;
  chargedOff: boolean;
  operationCount: number;
  lineCount: number;
}

export function newLife(terms: PeerLifeTerms): LifeState {
  return {
    terms,
    businessDay: terms.schedule.submittedDay,
    plannedRows: [],
    replay: emptyReplay(),
    orders: new Map(),
    reversed: [],
    accrued: NOTHING_ACCRUED,
    closedThrough: undefined,
    settledDay: undefined,
    chargedOff: false,
    operationCount: 0,
    lineCount: 0,
  };
}

/** The place of the next line that is written. */
export function nextOrder(life: LifeState): number {
  life.lineCount += 1;
  return life.lineCount;
}
