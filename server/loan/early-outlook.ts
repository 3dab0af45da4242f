// What an early repayment in part would change: the rest of the schedule as it is, and both ways of making it anew.
import type { EarlyOutlookOnWire, EarlyOutlookPart } from '@mutua/contract/loan/own-loan.ts';
import type { Loan } from '@mutua/core/loan/loan.ts';
import { totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import {
  earlyRepaymentDay,
  principalAhead,
  rowsPassed,
  scheduleOf,
} from '@mutua/core/loan/repay/payoff.ts';
import { applyChange } from '@mutua/core/loan/schedule/apply-change.ts';
import type { EarlyRepaymentEffect, Schedule } from '@mutua/core/loan/schedule/terms.ts';
import { servicedAccounts } from '@mutua/core/loan/serviced-accounts.ts';
import type { Servicing } from '@mutua/core/loan/servicing.ts';
import { upToDate } from '@mutua/core/loan/up-to-date.ts';
import { type MinorUnits, sum } from '@mutua/core/money/minor-units.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import { onDay } from './payoff-read.ts';

export function earlyOutlook(
  loan: Loan,
  servicing: Servicing,
  principal: MinorUnits,
  { today, now }: { readonly today: Day; readonly now: Instant },
): EarlyOutlookOnWire {
  const worked = upToDate(loan, servicing, 'due_day', onDay(today, now)).servicing;
  const [shorterTerm, smallerInstalment] = (['shorter_term', 'smaller_instalment'] as const).map(
    (effect) => outlookAfter(worked, { principal, effect, today }),
  );
  return {
    ...{ currency: loan.currency, day: formatDay(today) },
    unchanged: outlookOf(worked, scheduleOf(worked), rowsPassed(worked)),
    ...(shorterTerm === undefined ? {} : { shorterTerm }),
    ...(smallerInstalment === undefined ? {} : { smallerInstalment }),
  };
}

interface Asked {
  readonly principal: MinorUnits;
  readonly effect: EarlyRepaymentEffect;
  readonly today: Day;
}

/** Nothing where the rest could not be repaid like that. */
function outlookAfter(
  servicing: Servicing,
  { principal, effect, today }: Asked,
): EarlyOutlookPart | undefined {
  if (principal >= principalAhead(servicing)) return undefined;
  const changed = applyChange(scheduleOf(servicing), {
    ...{ kind: 'early_repayment', day: earlyRepaymentDay(servicing, today), principal, effect },
  });
  // The row of the early repayment itself stands behind those that have fallen due.
  return changed.ok ? outlookOf(servicing, changed.value, rowsPassed(servicing) + 1) : undefined;
}

function outlookOf({ rules }: Servicing, schedule: Schedule, passed: number): EarlyOutlookPart {
  const ahead = servicedAccounts(schedule, rules).slice(passed);
  const [next] = ahead;
  const last = ahead.at(-1);
  return {
    instalments: ahead.length,
    nextInstalment: String(next === undefined ? 0n : totalOfAmounts(next.due)),
    interest: String(sum(ahead.map(({ due }) => due.interest))),
    fees: String(sum(ahead.map(({ due }) => due.fee))),
    ...(next === undefined ? {} : { nextDueDay: formatDay(next.dueDay) }),
    ...(last === undefined ? {} : { lastDueDay: formatDay(last.dueDay) }),
  };
}
