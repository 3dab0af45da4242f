// The day is closed: everything that had to be done is done, the books balance, and the next day begins.
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import { ok, type Refused, type Result, refuse } from '../kit/result.ts';
import { addDays, type Day, formatDay } from '../time/day.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import { BUSINESS_DAY_NEED } from './business-day-need.ts';
import { dayAsked } from './day-asked.ts';
import { type DayTotals, dayTotalsKey, type OpenWork } from './day-close.ts';
import { type DigestedClose, dayDigest } from './day-digest.ts';
import { stepsOpen } from './end-of-day.ts';
import { brokenBalances, carryForward } from './trial-balance.ts';

/** Asked by the calendar or a finance officer. */
export interface CloseDay {
  readonly kind: 'CloseDay';
  readonly day: Day;
}

export const closeDay: Rule<CloseDay> = {
  kind: 'CloseDay',
  // It reads sums over the whole day, which any neighbour in its batch would change.
  isAlone: true,
  needs,
  decide,
};

function needs({ day }: CloseDay, known: KnownWorld): readonly Need[] {
  const current = known.get('businessDay', 'current');
  if (current?.day !== day || current.state !== 'processing') return [BUSINESS_DAY_NEED];
  return [
    BUSINESS_DAY_NEED,
    { fact: 'dayClose', key: formatDay(addDays(day, -1)) },
    { fact: 'openWork', key: formatDay(day) },
    { fact: 'dayTotals', key: dayTotalsKey(current) },
  ];
}

function decide(world: World, { day }: CloseDay, { actor }: Circumstances): Result<Decision> {
  const asked = dayAsked(world, day, actor);
  if (!asked.ok) return asked;
  const current = asked.value;
  if (current.state === 'open') {
    return refuse('end_of_day_unfinished', { steps: 'start_end_of_day' });
  }
  const work = world.get('openWork', formatDay(day));
  const totals = world.get('dayTotals', dayTotalsKey(current));
  assert(work !== undefined && totals !== undefined, 'The sums of a day can always be read.');
  const refused = refusedForWork(work);
  if (refused !== undefined) return refused;

  const closed = closeOf(world, totals, work);
  return ok({
    events: [
      { ...closed, kind: 'DayClosed', digest: dayDigest(closed) },
      {
        kind: 'DayOpened',
        day: addDays(day, 1),
        firstTransferId: totals.lastTransferId + 1n,
        firstSequence: totals.lastSequence + 1n,
      },
    ],
    transfers: [],
  });
}

function refusedForWork({ loans, reminders, cases, breaks }: OpenWork): Refused | undefined {
  const steps = stepsOpen(loans, { reminders, cases });
  if (steps.length > 0) return refuse('end_of_day_unfinished', { steps: steps.join(', ') });
  if (breaks > 0) return refuse('break_open', { count: String(breaks) });
  return undefined;
}

/** What the close says, if the books balance: that they do not is a bug, and no day is closed over it. */
function closeOf(world: World, totals: DayTotals, { inTransit }: OpenWork): DigestedClose {
  const { day, changes, broken, ...content } = totals;
  const previous = world.get('dayClose', formatDay(addDays(day, -1)));
  const trialBalance = carryForward(previous?.trialBalance ?? [], changes);
  const [unbalanced] = brokenBalances(trialBalance, changes);
  assert(
    unbalanced === undefined,
    `The books balance at the close of a day: ${unbalanced?.law} ${unbalanced?.side} ${unbalanced?.currency} ${unbalanced?.difference}.`,
  );
  const [first] = broken;
  assert(
    first === undefined,
    `The laws of the chart hold at the close of a day: law ${first?.law} for ${first?.owner}.`,
  );
  return {
    ...{ day, ...content, trialBalance, inTransit },
    ...(previous === undefined ? {} : { previousDigest: previous.digest }),
  };
}
