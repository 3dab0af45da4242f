// The end of a day by itself: at the operator's cut-off where days follow the clock, and everywhere once somebody
// has begun it or has set the business date further on.
import { businessDateAt } from '@mutua/core/calendar/business-date.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import type { LoggedCommand } from '../commit/log-store.ts';
import type { CommandRequest, Outcome } from '../commit/request.ts';
import { runEndOfDay } from './end-of-day.ts';
import { type OpenDay, type Read, readBusinessDay } from './end-of-day-read.ts';
import { readOperatorTime } from './operator-time-read.ts';

export interface DayTurnOptions {
  readonly lane: { commit(request: CommandRequest): Promise<Outcome> };
  /** Reads what is saved. */
  readonly read: Read;
  readonly clock: () => Instant;
  /** Compares the day with the rails, before the day is closed. */
  readonly reconcile?: (day: Day) => Promise<void>;
  /** What is waited for before a day is ended, such as what people do on it; it holds up nothing by failing. */
  readonly beforeEnd?: (day: Day) => Promise<void>;
  /** Told when a day was closed. */
  readonly onClosed?: (day: Day) => void;
}

const WORTH_A_LOOK: ReadonlySet<string> = new Set([
  ...(['EndOfDayStarted', 'DaysEndThrough', 'OperatorTimeSet', 'BreakExplained'] as const),
]);

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
    return commands.some(({ events }) => events.some(({ kind }) => WORTH_A_LOOK.has(kind)));
  }

  /**
   * Ends one day that is over; asked again, the next one.
   *
   * @throws DayStaysOpen, and whatever the reconciliation throws.
   */
  readonly turn = async (): Promise<boolean> => {
    const { read, beforeEnd, onClosed } = this.#options;
    const current = await readBusinessDay(read);
    if (current === undefined) return false;
    const { day, state } = current;
    if (state !== 'processing' && !(await this.#isOver(current))) return false;
    if (state === 'open') await beforeEnd?.(day);
    const outcome = await runEndOfDay(this.#options);
    if (!outcome.ok) {
      const { code, data } = outcome.refusal;
      throw new DayStaysOpen(`${formatDay(day)} stays open: ${code} ${JSON.stringify(data)}`);
    }
    onClosed?.(day);
    return true;
  };

  /** By the operator's clock where days follow it, or because somebody wants the business date further on. */
  async #isOver({ day, endThrough }: OpenDay): Promise<boolean> {
    const { read, clock } = this.#options;
    if (endThrough !== undefined && day <= endThrough) return true;
    const time = await readOperatorTime(read);
    return time?.daysEnd === 'by_clock' && day < businessDateAt(clock(), time);
  }
}
