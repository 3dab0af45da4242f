// What ends a loan on a day, by the same rules as the early repayment itself.
import type { PayoffOnWire } from '@mutua/contract/loan/servicing.ts';
import type { Circumstances } from '@mutua/core/decision.ts';
import { idOf } from '@mutua/core/kit/id.ts';
import { invalid, ok, type Result, refuse } from '@mutua/core/kit/result.ts';
import type { Loan } from '@mutua/core/loan/loan.ts';
import { payoffOf } from '@mutua/core/loan/repay/payoff.ts';
import type { Servicing } from '@mutua/core/loan/servicing.ts';
import { upToDate } from '@mutua/core/loan/up-to-date.ts';
import { ZERO } from '@mutua/core/money/minor-units.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import { v7 as newId } from 'uuid';
import { moneyOf } from '../http/read-fields.ts';

/** @returns `wrong_stage` where nothing is owed any more, `invalid_input` for a day that is over. */
export function payoffOn(
  loan: Loan,
  servicing: Servicing | undefined,
  day: Day,
  { today, now }: { readonly today: Day; readonly now: Instant },
): Result<PayoffOnWire> {
  if (servicing === undefined || loan.state === 'closed') {
    return refuse('wrong_stage', { state: loan.state });
  }
  if (day < today) return invalid('day', 'It must not be before today.');
  const worked = upToDate(loan, servicing, 'due_day', onDay(day, now)).servicing;
  const { due, early, total } = payoffOf(worked, day);
  const say = (value: bigint) => moneyOf(value, loan.currency);
  return ok({
    ...{ day: formatDay(day), due: say(due), total: say(total), isForecast: day > today },
    principal: say(early?.principal ?? ZERO),
    interest: say(early?.interest ?? ZERO),
    fee: say(early?.fee ?? ZERO),
  });
}

/** The rule numbers transfers that are thrown away here. */
export function onDay(today: Day, now: Instant): Circumstances {
  return {
    ...{ today, now, commandId: idOf(newId()), actor: { kind: 'calendar' } },
    newId: () => idOf(newId()),
    nextTransferId: () => 1n,
  };
}
