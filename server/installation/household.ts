// What happens by itself, put together: whoever registers is verified, what is complete is assessed, what is due is
// done, days end, and a demo prepares its persons.
import type { VerifyIdentity } from '@mutua/core/people/verify-identity.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { Clockwork } from '../calendar/clockwork.ts';
import { DayTurn } from '../calendar/day-turn.ts';
import { AssessmentsByRule } from '../loan/assessment-by-rule.ts';
import { IdentityChecks } from '../people/identity-check.ts';
import type { KnownIdentity } from '../people/identity-read.ts';
import { Duties } from '../rails/duties.ts';
import type { IdentitySource } from '../rails/identity.ts';
import type { RailLane } from '../rails/rail-door.ts';
import { ReleasesByRule } from '../safeguard/release-by-rule.ts';
import type { Demo } from './demo/demo.ts';

export interface HouseholdOptions {
  readonly lane: RailLane;
  /** For reading, and for the times at which the identity source is asked again. */
  readonly pool: pg.Pool;
  readonly clock: () => Instant;
  readonly identitySource: IdentitySource;
  readonly screen?: (identity: KnownIdentity) => Promise<VerifyIdentity['screening']>;
  /** Compares a day with the rails, before it is closed. */
  readonly reconcile?: (day: Day) => Promise<void>;
  readonly onDayClosed?: (day: Day) => void;
  /** What the people of a demo do on a day, before it ends. */
  readonly liveDay?: (day: Day) => Promise<void>;
  readonly demo?: Demo;
  /** Told of work that failed and will be tried again. */
  readonly onFailed: (duty: string, error: unknown) => void;
  readonly times?: Partial<HouseholdTimes>;
}

/** Real times, in milliseconds. */
export interface HouseholdTimes {
  /** How often something is looked for that nobody woke us for. */
  readonly lookMs: number;
  /** How long the identity source may take. */
  readonly answerMs: number;
  /** How often what is no matter of seconds is looked for. */
  readonly slowMs: number;
  /** How long work that failed waits, at first and at most. */
  readonly failedMs: readonly [first: number, last: number];
}

const TIMES: HouseholdTimes = {
  lookMs: 1_000,
  answerMs: 10_000,
  slowMs: 10_000,
  failedMs: [1_000, 30_000],
};

export interface Household {
  /** There may be something to do. */
  wake(): void;
  /**
   * Does everything that can be done now.
   *
   * @returns false when the time was over before.
   */
  finish(timeoutMs: number): Promise<boolean>;
  /** To be awaited before the lane is closed. */
  close(): Promise<void>;
}

/** The household is closing: what is left to be done is left to the next start. */
class HouseholdClosing extends Error {
  override readonly name = 'HouseholdClosing';
}

/** Starts what happens by itself; to be called when the platform listens, since the bank calls back. */
export function startHousehold(given: HouseholdOptions): Household {
  const closing = new AbortController();
  const options = untilClosing(given, closing.signal);
  const { lane, pool, clock, identitySource: source, demo } = options;
  const { answerMs, slowMs, lookMs, failedMs } = { ...TIMES, ...options.times };
  const identityChecks = new IdentityChecks({ ...options, source, answerMs });
  const assessments = new AssessmentsByRule({ lane, pool });
  const releases = new ReleasesByRule({ lane, pool });
  const clockwork = new Clockwork({ lane, pool, clock, slowMs });
  const dayTurn = new DayTurn(dayTurnOf(options));
  // Each goes by itself: a source that is slow, or a long end of a day, holds up nothing else.
  const start = (name: string, run: () => Promise<boolean>) =>
    new Duties({ duties: [{ name, run }], lookMs, failedMs, onFailed: options.onFailed });
  const people = start('identity checks', identityChecks.check);
  const files = start('assessments', assessments.assess);
  const safeguards = start('releases', releases.release);
  const deadlines = start('clockwork', clockwork.turn);
  const days = start('end of day', dayTurn.turn);
  const demos = demo === undefined ? [] : [start('demo', demo.prepare)];
  const all = [people, files, safeguards, deadlines, days, ...demos];
  const unfollow = lane.follow((commands) => {
    if (identityChecks.note(commands)) people.wake();
    if (assessments.note(commands)) files.wake();
    if (releases.note(commands)) safeguards.wake();
    if (dayTurn.note(commands)) days.wake();
  });
  return {
    wake: () => {
      for (const duties of all) duties.wake();
    },
    async finish(timeoutMs) {
      clockwork.hurry();
      const finished = await Promise.all(all.map((duties) => duties.finish(timeoutMs)));
      return finished.every(Boolean);
    },
    async close() {
      closing.abort(new HouseholdClosing('The household is closing.'));
      unfollow();
      demo?.stop();
      await Promise.all(all.map((duties) => duties.stop()));
    },
  };
}

/** Whatever is under way when the household closes, such as a long end of a day, ends at its next command. */
function untilClosing(options: HouseholdOptions, closing: AbortSignal): HouseholdOptions {
  const { lane, onFailed } = options;
  return {
    ...options,
    lane: {
      follow: (listener) => lane.follow(listener),
      commit: async (request) => {
        closing.throwIfAborted();
        return lane.commit(request);
      },
    },
    onFailed: (duty, error) => {
      if (!closing.aborted) onFailed(duty, error);
    },
  };
}

function dayTurnOf({
  lane,
  pool,
  clock,
  reconcile,
  onDayClosed,
  liveDay,
}: HouseholdOptions): ConstructorParameters<typeof DayTurn>[0] {
  return {
    ...{ lane, clock },
    read: async ({ text, values }) => {
      const { rows } = await pool.query({ text, values: [...values] });
      return rows as readonly Readonly<Record<string, unknown>>[];
    },
    ...(reconcile !== undefined && { reconcile }),
    ...(liveDay !== undefined && { beforeEnd: liveDay }),
    ...(onDayClosed !== undefined && { onClosed: onDayClosed }),
  };
}
