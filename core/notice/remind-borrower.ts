// A borrower is reminded of what falls due, on each of the days of which the loan knows the next.
//
// Run twice it does nothing the second time, since the loan's next reminder day has moved on; and a day that was
// missed is made up for, since the loan's reminder day stays where it was.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { type Result, refuse } from '../kit/result.ts';
import type { Loan } from '../loan/loan.ts';
import { SERVICED_STATES } from '../loan/repay/work-loan.ts';
import { addDays, type Day } from '../time/day.ts';
import type { World } from '../world.ts';
import { nextReminderDay, remindersBetween } from './reminder.ts';

/** Asked by the calendar, for every loan whose reminder day has come. */
export interface RemindBorrower {
  readonly kind: 'RemindBorrower';
  readonly loanId: Id;
}

export const remindBorrower: Rule<RemindBorrower> = {
  kind: 'RemindBorrower',
  needs: ({ loanId }, known, { today }) => {
    const loan = known.get('loan', loanId);
    return [
      { fact: 'loan', key: loanId },
      ...(loan === undefined || dayCome(loan, today) === undefined
        ? []
        : [{ fact: 'servicing' as const, key: loanId }]),
    ];
  },
  decide,
};

function decide(
  world: World,
  { loanId }: RemindBorrower,
  { actor, today }: Circumstances,
): Result<Decision> {
  if (actor.kind !== 'calendar') return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const from = dayCome(loan, today);
  const servicing = from === undefined ? undefined : world.get('servicing', loanId);
  if (from === undefined || servicing === undefined) return decided();
  const isServiced = SERVICED_STATES.includes(loan.state);
  const next = isServiced ? nextReminderDay(servicing, addDays(today, 1)) : undefined;
  return decided({
    ...{ kind: 'BorrowerReminded', loanId },
    reminders: isServiced ? remindersBetween(servicing, from, today) : [],
    ...(next !== undefined && { reminderDay: next }),
  });
}

/** The loan's reminder day, if it has come. */
function dayCome({ reminderDay }: Loan, today: Day): Day | undefined {
  return reminderDay !== undefined && reminderDay <= today ? reminderDay : undefined;
}
