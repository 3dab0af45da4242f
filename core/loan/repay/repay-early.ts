// Early repayment 提前还款: principal that is not due yet, in full or in part, with the interest up to the day.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import type { Id } from '../../kit/id.ts';
import { invalid, ok, type Result, refuse } from '../../kit/result.ts';
import { moneyText } from '../../money/figure-text.ts';
import { type MinorUnits, ZERO } from '../../money/minor-units.ts';
import type { Day } from '../../time/day.ts';
import type { World } from '../../world.ts';
import type { Loan } from '../loan.ts';
import { CHANGE_COUNT_MAX } from '../schedule/apply-change.ts';
import type { EarlyRepaymentEffect } from '../schedule/terms.ts';
import type { Servicing } from '../servicing.ts';
import { servicingNeeds } from '../servicing-needs.ts';
import { loanWorked, upToDate } from '../up-to-date.ts';
import { earlyPart, earlyRepaymentDay, payoffOf, principalAhead } from './payoff.ts';
import { refusedForCash, standingForBorrower } from './repay-loan.ts';
import { amountAsked, type RepaymentAsked, sendRepayment } from './send-repayment.ts';

/** Asked by the borrower; whatever is due is paid with it. */
export type RepayEarly = {
  readonly kind: 'RepayEarly';
  readonly loanId: Id;
} & (
  | {
      readonly how: 'in_full';
      /** The payoff amount that the borrower was shown; another one is refused. */
      readonly payoffAmount?: MinorUnits;
    }
  | {
      readonly how: 'in_part';
      /** Of the principal. */
      readonly amount: MinorUnits;
      /** Left out: what the product says. */
      readonly effect?: EarlyRepaymentEffect;
    }
);

export const repayEarly: Rule<RepayEarly> = {
  kind: 'RepayEarly',
  needs: ({ loanId }, known) => servicingNeeds(loanId, known),
  decide,
};

function decide(world: World, command: RepayEarly, circumstances: Circumstances): Result<Decision> {
  const standing = standingForBorrower(world, command.loanId, circumstances);
  if (!standing.ok) return standing;
  const { loan } = standing.value;
  const { today } = circumstances;
  const worked = upToDate(loan, standing.value.servicing, 'due_day', circumstances);
  const { servicing } = worked;
  const asked =
    command.how === 'in_full'
      ? askedInFull(loan, servicing, command, today)
      : askedInPart(loan, servicing, command, today);
  if (!asked.ok) return asked;
  const short = refusedForCash(world, loan, amountAsked(asked.value));
  if (short !== undefined) return short;
  const sent = sendRepayment(world, loan, servicing, asked.value, circumstances);
  return ok({
    events: [
      ...worked.events,
      ...sent.events,
      loanWorked(loan, sent.servicing, today, worked.daysOverdue),
    ],
    transfers: [...worked.transfers, ...sent.transfers],
  });
}

function askedInFull(
  { currency }: Loan,
  servicing: Servicing,
  { payoffAmount }: { readonly payoffAmount?: MinorUnits },
  today: Day,
): Result<RepaymentAsked> {
  const payoff = payoffOf(servicing, today);
  if (payoff.total === ZERO) return refuse('nothing_owed');
  if (!servicing.rules.earlyRepayment.fullAllowed && payoff.early !== undefined) {
    return invalid('how', 'The product does not offer it.');
  }
  if (payoffAmount !== undefined && payoffAmount > payoff.total) {
    return refuse('exceeds_payoff', { payoff: moneyText(payoff.total, currency) });
  }
  if (payoffAmount !== undefined && payoffAmount < payoff.total) return refuse('payoff_expired');
  const { due, early } = payoff;
  if (early === undefined) return ok({ kind: 'instalment', due });
  return ok({ kind: 'early_in_full', due, early });
}

function askedInPart(
  { currency }: Loan,
  servicing: Servicing,
  { amount, effect }: { readonly amount: MinorUnits; readonly effect?: EarlyRepaymentEffect },
  day: Day,
): Result<RepaymentAsked> {
  const { earlyRepayment } = servicing.rules;
  const payoff = payoffOf(servicing, day);
  const say = (value: MinorUnits) => moneyText(value, currency);
  if (payoff.early === undefined) return refuse('nothing_owed');
  if (!earlyRepayment.partAllowed) return invalid('how', 'The product does not offer it.');
  if (amount < earlyRepayment.partMinimum || amount <= ZERO) {
    return refuse('part_below_minimum', { minimum: say(earlyRepayment.partMinimum) });
  }
  if (servicing.changes.length >= CHANGE_COUNT_MAX - 1) {
    // One change is left for the repayment in full.
    return invalid('how', `A schedule may be changed ${CHANGE_COUNT_MAX} times.`);
  }
  if (amount >= principalAhead(servicing)) {
    return refuse('exceeds_payoff', { payoff: say(payoff.total) });
  }
  const early = earlyPart(servicing, {
    ...{ kind: 'early_repayment', day: earlyRepaymentDay(servicing, day), principal: amount },
    effect: effect ?? earlyRepayment.effect,
  });
  if (!early.ok) {
    const { code, data } = early.refusal;
    return refuse(code, data.field === 'principal' ? { ...data, field: 'amount' } : data);
  }
  return ok({ kind: 'early_in_part', due: payoff.due, early: early.value });
}
