// Days and their end: a day is closed when everything of it is done, and never written again.

import type { Actor } from '@mutua/core/people/actor.ts';
import { addDays, type Day, daysBetween } from '@mutua/core/time/day.ts';
import { type Family, type Judge, staffIs } from '../asked.ts';
import type { Town, TownLoan } from '../town.ts';
import { CALENDAR } from '../town.ts';
import { reserveWaiting } from './reserves.ts';

/** In which states a loan whose day has come keeps the day open. */
const WAITING = [
  'approved',
  'listed',
  'funding',
  'funded',
  'disbursed',
  'repaying',
  'overdue',
  'defaulted',
  'written_off',
];

function refusedForDay(town: Town, actor: Actor, day: Day) {
  if (actor.kind !== 'calendar' && staffIs(actor, 'finance_officer') === undefined)
    return 'not_allowed';
  if (day < town.today) return 'day_closed';
  return day > town.today ? 'previous_day_open' : undefined;
}

const STARTED: Judge<'StartEndOfDay'> = (town, { actor, command }) => {
  const refused = refusedForDay(town, actor, command.day);
  if (refused !== undefined) return refused;
  if (town.processing) return 'wrong_stage';
  return () => {
    town.processing = true;
  };
};

const CLOSED: Judge<'CloseDay'> = (town, { actor, command }) => {
  const refused = refusedForDay(town, actor, command.day);
  if (refused !== undefined) return refused;
  const isUnfinished = loansWaiting(town).length > 0 || town.casesWaiting > 0;
  if (!town.processing || isUnfinished) return 'end_of_day_unfinished';
  if ([...town.breaks.values()].some(({ state }) => state === 'found')) return 'break_open';
  return () => {
    town.processing = false;
    town.today = addDays(town.today, 1);
  };
};

export function loansWaiting(town: Town): TownLoan[] {
  return [...town.loans.values()].filter(
    ({ state, nextWork, reminder }) =>
      (nextWork !== undefined && nextWork <= town.today && WAITING.includes(state)) ||
      (reminder !== undefined && reminder <= town.today),
  );
}

const FIRST: Judge<'OpenFirstDay'> = (town, { actor }) => {
  if (actor.kind !== 'calendar') return 'not_allowed';
  if (town.opened) return 'previous_day_open';
  return () => {
    town.opened = true;
  };
};

/** The town's days end by hand, so that they may run ahead of the clock. */
const THROUGH: Judge<'EndDaysThrough'> = (town, { actor, command: { day } }) => {
  if (actor.kind !== 'calendar' && staffIs(actor, 'finance_officer') === undefined)
    return 'not_allowed';
  if (day < addDays(town.today, -1) || daysBetween(town.today, day) > 3_660) return 'invalid_input';
  return () => {
    town.endThrough = day;
  };
};

/** What the calendar asks at the end of a day, one loan after the other. */
export function endOfDayCommand(town: Town) {
  const [loan] = loansWaiting(town);
  if (loan === undefined) return reserveWaiting(town);
  const { id: loanId, reminder, state } = loan;
  if (reminder !== undefined && reminder <= town.today)
    return { kind: 'RemindBorrower', loanId } as const;
  switch (state) {
    case 'approved':
      return { kind: 'ExpireApproval', loanId } as const;
    case 'listed':
      return { kind: 'OpenFunding', loanId } as const;
    case 'funding':
      return { kind: 'CloseFunding', loanId } as const;
    case 'funded':
      return { kind: 'LapseUnsigned', loanId } as const;
    default:
      return { kind: 'WorkLoan', loanId } as const;
  }
}

export const CALENDAR_FAMILY: Family = {
  judges: {
    OpenFirstDay: FIRST,
    StartEndOfDay: STARTED,
    CloseDay: CLOSED,
    EndDaysThrough: THROUGH,
  },
  moves: [
    {
      name: 'the clock strikes',
      weight: 14,
      propose: (town) => {
        const command = struck(town);
        return command === undefined ? undefined : { actor: CALENDAR, command };
      },
    },
    {
      name: 'somebody looks at a loan once more',
      weight: 1,
      propose: (town) => {
        const loan = town.chance.of([...town.loans.values()]);
        if (loan === undefined) return undefined;
        const kind = town.chance.among('WorkLoan', 'RemindBorrower');
        return { actor: CALENDAR, command: { kind, loanId: loan.id } };
      },
    },
    {
      name: 'finance tries to close the day',
      weight: 1,
      propose: (town) => {
        const kind = town.chance.among('CloseDay', 'StartEndOfDay', 'EndDaysThrough');
        const day = addDays(town.today, town.chance.among(-1, 1, 2));
        return { actor: town.officer('finance_officer'), command: { kind, day } };
      },
    },
  ],
};

/** What is due by the clock. */
function struck(town: Town) {
  const opening = town
    .loansIn('listed')
    .find(({ listing }) => listing !== undefined && listing.opensAt <= town.now);
  if (opening !== undefined) return { kind: 'OpenFunding', loanId: opening.id } as const;
  const late = [...town.bids.values()].find(
    ({ state, freeze, authoriseUntil: until }) =>
      state === 'accepted' &&
      freeze === 'awaiting_authorisation' &&
      until !== undefined &&
      until <= town.now,
  );
  if (late !== undefined) return { kind: 'ExpireBid', bidId: late.id } as const;
  const closing = town
    .loansIn('funding')
    .find(({ listing }) => listing !== undefined && listing.closesAt <= town.now);
  if (closing !== undefined) return { kind: 'CloseFunding', loanId: closing.id } as const;
  const unsigned = town.loansIn('funded').find(({ signed }) => signed === undefined);
  if (unsigned !== undefined && town.chance.isIn(30))
    return { kind: 'LapseUnsigned', loanId: unsigned.id } as const;
  return undefined;
}
