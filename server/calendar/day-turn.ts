// The end of a day by itself: at the operator's cut-off where days follow the clock, and everywhere once somebody
// has begun it.
import { businessDateAt, type OperatorTime } from '@mutua/core/calendar/business-date.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import type { LoggedCommand } from '../commit/log-store.ts';
import type { CommandRequest, Outcome } from '../commit/request.ts';
import { runEndOfDay } from './end-of-day.ts';
import { type Read, readBusinessDay } from './end-of-day-read.ts';

/**
 * `by_clock`: a day ends at the cut-off. `by_hand`: it stays until somebody begins its end, as the office does; what
 * remains to be done then is done by itself.
 */
export type EndOfDayMode = 'by_clock' | 'by_hand';

export interface DayTurnOptions {
  readonly lane: { commit(request: CommandRequest): Promise<Outcome> };
  /** Reads what is saved. */
  readonly read: Read;
  readonly clock: () => Instant;
  readonly mode: EndOfDayMode;
  readonly operatorTime: OperatorTime;
  /** Compares the day with the rails, before the day is closed. */
  readonly reconcile?: (day: Day) => Promise<void>;
  /** Told when a day was closed. */
  readonly onClosed?: (day: Day) => void;
}

/** The day cannot be closed yet: what stands in the way is for people. */
export class DayStaysOpen extends Error {
  override readonly name = 'DayStaysOpen';
}

export class DayTurn {
  readonly #options: DayTurnOptions;

  constructor(options: DayTurnOptions) {
    this.#options = options;
  }

  /** Whether one of these makes it worth looking again. */
  note(commands: readonly LoggedCommand[]): boolean {
    return commands.some(({ events }) =>
      events.some(({ kind }) => kind === 'EndOfDayStarted' || kind === 'BreakExplained'),
    );
  }

  /**
   * Ends one day that is over; asked again, the next one.
   *
   * @throws DayStaysOpen, and whatever the reconciliation throws.
   */
  readonly turn = async (): Promise<boolean> => {
    const { read, clock, mode, operatorTime, onClosed } = this.#options;
    const current = await readBusinessDay(read);
    if (current === undefined) return false;
    const { day, state } = current;
    const isOver = mode === 'by_clock' && day < businessDateAt(clock(), operatorTime);
    if (!isOver && state !== 'processing') return false;
    const outcome = await runEndOfDay(this.#options);
    if (!outcome.ok) {
      const { code, data } = outcome.refusal;
      throw new DayStaysOpen(`${formatDay(day)} stays open: ${code} ${JSON.stringify(data)}`);
    }
    onClosed?.(day);
    return true;
  };
}
