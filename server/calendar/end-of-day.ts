// The end of a day: starts it, gives the reminders that are left, works every loan that has something due, and
// every case whose day has come, looks at the listings, reconciles, and closes the day.
//
// Every command has an id that follows from the day, the step, and the loan with its version; and every loan that
// was worked leaves the index of those that wait. So the run may stop anywhere, run again, and run twice; and a loan
// that changed since it was worked is worked again.
import { createHash } from 'node:crypto';
import {
  END_OF_DAY_STEPS,
  type EndOfDayCommand,
  type EndOfDayStep,
} from '@mutua/core/calendar/end-of-day.ts';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type { CommandRequest, Outcome } from '../commit/request.ts';
import { twoAtATime } from '../commit/two-at-a-time.ts';
import {
  type Read,
  readBusinessDay,
  readToWork,
  readWaiting,
  type Waiting,
} from './end-of-day-read.ts';
import { readSplitListings } from './split-listings-read.ts';

/**
 * So many loans are worked side by side, and as many wait behind them: what waits in the lane goes together, the next
 * are decided while these are saved, and a bid goes between.
 */
const LOANS_AT_ONCE = 200;

export interface EndOfDayOptions {
  readonly lane: { commit(request: CommandRequest): Promise<Outcome> };
  /** Reads what is saved. */
  readonly read: Read;
  /** Compares the day with the custodian's statement, before the day is closed. */
  readonly reconcile?: (day: Day) => Promise<void>;
  /** Each of its answers other than an acceptance; the loan then still waits, and the day stays open. */
  readonly onRefused?: (request: CommandRequest, outcome: Outcome) => void;
}

/**
 * Ends the business date that is open now, or goes on with an end that was broken off.
 *
 * @returns what closing the day gave: its refusal, if the day could not be closed.
 */
export async function runEndOfDay(options: EndOfDayOptions): Promise<Outcome> {
  const current = await readBusinessDay(options.read);
  if (current === undefined) return refuse('not_found');
  const { day, state } = current;
  if (state === 'open') {
    const started = await options.lane.commit(requestFor(day, { kind: 'StartEndOfDay', day }));
    if (!started.ok) return started;
  }
  const waiting = await readWaiting(options.read, day);
  for (const step of END_OF_DAY_STEPS) {
    if (hasWork(step, waiting)) await workAll(step, day, options);
  }
  await alarmSplitListings(day, options);
  await options.reconcile?.(day);
  return options.lane.commit(requestFor(day, { kind: 'CloseDay', day }));
}

/** Ends one day after the other until the business date is `day`; gives the refusal of one that stays open. */
export async function runDaysUntil(
  day: Day,
  options: EndOfDayOptions,
): Promise<Outcome | undefined> {
  for (;;) {
    const current = await readBusinessDay(options.read);
    if (current !== undefined && current.day >= day) return undefined;
    const outcome = await runEndOfDay(options);
    if (!outcome.ok) return outcome;
  }
}

function hasWork({ finds, states }: EndOfDayStep, waiting: Waiting): boolean {
  const isInState = states === undefined || states.some((one) => waiting.states.has(one));
  return waiting.finds.has(finds) && isInState;
}

async function workAll(
  step: EndOfDayStep,
  day: Day,
  { lane, read, onRefused }: EndOfDayOptions,
): Promise<void> {
  const { name, command } = step;
  let after: Id | undefined;
  await twoAtATime(async () => {
    const waiting = await readToWork(read, step, { day, after, limit: LOANS_AT_ONCE });
    const last = waiting.at(-1);
    if (last === undefined) return undefined;
    after = last.id;
    return waiting.map(async ({ id, version }) => {
      const work = workOf(command, id, day);
      const request = requestFor(day, work, `${name} ${id} ${version}`);
      const outcome = await lane.commit(request);
      if (!outcome.ok) onRefused?.(request, outcome);
    });
  });
}

function workOf(command: EndOfDayCommand, id: Id, day: Day): AnyCommand {
  switch (command) {
    case 'WorkCase':
      return { kind: command, caseId: id };
    case 'SpendReserve':
    case 'AccrueReserve':
      return { kind: command, schemeId: id, day };
    default:
      return { kind: command, loanId: id };
  }
}

/** One alarm a night for each, until it is gone. It holds up no day: people have to look, and the books are right. */
async function alarmSplitListings(day: Day, { lane, read, onRefused }: EndOfDayOptions) {
  for (const { loanId, fault } of await readSplitListings(read)) {
    const request = requestFor(
      day,
      {
        ...{ kind: 'RaiseAlarm', alarm: 'listing_split', reference: loanId },
        ...{ subjectId: loanId, detail: fault },
      },
      `listing_split ${loanId} ${fault}`,
    );
    const outcome = await lane.commit(request);
    if (!outcome.ok) onRefused?.(request, outcome);
  }
}

function requestFor(day: Day, command: AnyCommand, name: string = command.kind): CommandRequest {
  return {
    commandId: commandId(`${formatDay(day)} ${name}`),
    actor: { kind: 'calendar' },
    command,
  };
}

/** A UUID of version 8, whose content is ours: the same for the same text. */
function commandId(text: string): Id {
  const digits = createHash('sha256').update(`mutua end of day ${text}`).digest('hex');
  const variant = ((Number.parseInt(digits.charAt(16), 16) & 3) | 8).toString(16);
  return idOf(
    [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `8${digits.slice(13, 16)}`,
      `${variant}${digits.slice(17, 20)}`,
      digits.slice(20, 32),
    ].join('-'),
  );
}
