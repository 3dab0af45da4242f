// A new plan 重组 for the rest of a loan: other instalments for the same principal, or some put off.
//
// What is not overdue is a change of the schedule. With arrears, all principal that is open is planned anew from the
// day on; interest, fees and penalty that are owed already are carried to its first instalment and stay what they are.
// What somebody else has paid of named instalments comes back first.
import { ok, type Result, refuse } from '../kit/result.ts';
import { type MinorUnits, plus, sum, ZERO } from '../money/minor-units.ts';
import { addMonths, type Day } from '../time/day.ts';
import type { LoanRescheduled } from './collection-events.ts';
import { amountsOf, minusAmounts, plusAmounts, totalOfAmounts } from './repay/components.ts';
import { openAccount, openAmounts } from './repay/instalment-account.ts';
import {
  earlyPart,
  earlyRepaymentDay,
  principalAhead,
  rowsPassed,
  scheduleOf,
} from './repay/payoff.ts';
import { applyChange } from './schedule/apply-change.ts';
import { makeSchedule } from './schedule/make-schedule.ts';
import type { Schedule, ScheduleChange } from './schedule/terms.ts';
import {
  dueAmounts,
  feePartsPaid,
  feesByKind,
  feeTotal,
  keepingAhead,
  paidAhead,
  servicedAccounts,
} from './serviced-accounts.ts';
import type { FeePart, PlanAsked, ServicedAccount, Servicing } from './servicing.ts';
import { wholeDebt } from './written-off.ts';

/** What a plan makes of a loan, and the interest that is owed from the day on because of it. */
export interface NewPlan
  extends Pick<LoanRescheduled, 'accounts' | 'fallenDue' | 'anew' | 'change'> {
  readonly interestDue: MinorUnits;
}

/**
 * The loan by another plan.
 *
 * @param servicing worked through the day; nothing is under way.
 * @returns a refusal of the schedule, `wrong_stage` for a holiday from arrears, `changed_meanwhile` while an instalment
 * that somebody else has paid is open, or `reschedule_changes_total` where the principal would not be what it was.
 * @example newPlan(
 *   { accounts: [], fallenDue: 0 },
 *   { how: 'payment_holiday', instalments: 1, interest: 'paid', keeps: 'term' },
 *   dayOf(2026, 3, 2),
 * ).ok
 * // false
 */
export function newPlan(servicing: Servicing, asked: PlanAsked, day: Day): Result<NewPlan> {
  const hasArrears = totalOfAmounts(dueAmounts(servicing)) > ZERO;
  if (!hasArrears && servicing.fallenDue < servicing.accounts.length) {
    return keepingPrincipal(servicing, changedPlan(servicing, asked, day));
  }
  if (asked.how === 'payment_holiday') return refuse('wrong_stage', { state: 'overdue' });
  if (servicing.accounts.some(isOfPayer)) return refuse('changed_meanwhile');
  return keepingPrincipal(servicing, plannedAnew(servicing, asked, day));
}

/**
 * Whether something is open of an instalment that somebody else has paid in the borrower's place. Planned anew it would
 * stand in other instalments as if it were the lenders', and be asked of the payer once more.
 */
function isOfPayer(account: ServicedAccount): boolean {
  const { principal, interest, penalty } = openAmounts(account);
  return account.compensated !== undefined && sum([principal, interest, penalty]) > ZERO;
}

/**
 * Principal is neither lent nor given up by a plan.
 *
 * @returns the plan, or `reschedule_changes_total`.
 * @example keepingPrincipal({ accounts: [] }, { ok: true, value: { accounts: [] } }).ok // true
 */
export function keepingPrincipal(
  servicing: Pick<Servicing, 'accounts'>,
  plan: Result<NewPlan>,
): Result<NewPlan> {
  if (!plan.ok) return plan;
  const before = wholeDebt(servicing).principal;
  return wholeDebt(plan.value).principal === before ? plan : refuse('reschedule_changes_total');
}

function changedPlan(servicing: Servicing, asked: PlanAsked, day: Day): Result<NewPlan> {
  const { fallenDue, accounts, earlierRows = 0, rules } = servicing;
  const change = changeOf(asked, earlyRepaymentDay(servicing, day));
  const changed = applyChange(scheduleOf(servicing), change);
  if (!changed.ok) return changed;
  const firstFees = earlierRows > 0 ? [] : rules.firstFees;
  const rest = servicedAccounts(changed.value, { firstFees }).slice(rowsPassed(servicing));
  const all = [...accounts.slice(0, fallenDue), ...keepingAhead(rest, paidAhead(servicing), day)];
  return ok({ accounts: all, fallenDue, change, interestDue: ZERO });
}

function changeOf(asked: PlanAsked, day: Day): ScheduleChange {
  if (asked.how === 'payment_holiday') {
    const { instalments, interest, keeps } = asked;
    return { kind: 'payment_holiday', day, instalments, interest, keeps };
  }
  const { instalmentCount, firstDueDay } = asked;
  return {
    ...{ kind: 'reschedule', day },
    ...(instalmentCount !== undefined && { instalmentCount }),
    ...(firstDueDay !== undefined && { firstDueDay }),
  };
}

function plannedAnew(
  servicing: Servicing,
  asked: Extract<PlanAsked, { readonly how: 'reschedule' }>,
  day: Day,
): Result<NewPlan> {
  const { accounts, fallenDue } = servicing;
  const open = accounts.slice(0, fallenDue).map(openAmounts);
  const owed = open.reduce(plusAmounts, amountsOf({}));
  const accrued = accruedTo(servicing, day);
  const schedule = scheduleAnew(
    servicing,
    asked,
    day,
    plus(owed.principal, principalAhead(servicing)),
  );
  if (!schedule.ok) return schedule;
  const [first] = schedule.value.rows;
  const earlier = accounts.slice(0, fallenDue).map((account) => closedOff(account, day));
  const carried = carriedAccount(servicing, {
    ...{ fromDay: day, dueDay: first?.dueDay ?? day },
    ...{ interest: plus(owed.interest, accrued), penalty: owed.penalty },
  });
  const before = carried === undefined ? earlier : [...earlier, carried];
  return ok({
    accounts: [...before, ...servicedAccounts(schedule.value, { firstFees: [] })],
    ...{ fallenDue: before.length, interestDue: accrued },
    anew: { terms: schedule.value.terms, earlierRows: before.length },
  });
}

/** Interest of what has not fallen due, up to the day. */
function accruedTo(servicing: Servicing, day: Day): MinorUnits {
  if (servicing.fallenDue === servicing.accounts.length) return ZERO;
  const onDay = earlyRepaymentDay(servicing, day);
  const part = earlyPart(servicing, { kind: 'early_repayment_in_full', day: onDay });
  return part.ok ? part.value.interest : ZERO;
}

/** The same contract for what is open, from the day on. */
function scheduleAnew(
  { terms, accounts, fallenDue }: Servicing,
  { instalmentCount, firstDueDay }: Extract<PlanAsked, { readonly how: 'reschedule' }>,
  day: Day,
  principal: MinorUnits,
): Result<Schedule> {
  const { downPayment: _, graceOnPrincipal: __, graceOnInterest: ___, ...kept } = terms;
  const left = accounts.filter(({ settledDay }) => settledDay === undefined).length;
  const next = accounts[fallenDue]?.dueDay;
  return makeSchedule({
    ...kept,
    ...{ principal, valueDay: day, instalmentCount: instalmentCount ?? Math.max(1, left) },
    firstDueDay: firstDueDay ?? (next !== undefined && next > day ? next : addMonths(day, 1)),
    fees: (terms.fees ?? []).filter(({ charged }) => charged === 'each_instalment'),
  });
}

/** An instalment of the plan before: what was paid of it or given up is all that was ever due. */
function closedOff(account: ServicedAccount, day: Day): ServicedAccount {
  const open = openAmounts(account);
  if (totalOfAmounts(open) === ZERO) return account;
  return { ...account, due: minusAmounts(account.due, open), settledDay: day };
}

function carriedAccount(
  { accounts, fallenDue }: Servicing,
  {
    penalty,
    ...row
  }: Pick<ServicedAccount, 'fromDay' | 'dueDay'> &
    Readonly<Record<'interest' | 'penalty', MinorUnits>>,
): ServicedAccount | undefined {
  const fees = openFees(accounts.slice(0, fallenDue));
  const fee = feeTotal(fees);
  if (sum([row.interest, penalty, fee]) === ZERO) return undefined;
  const account = openAccount({ ...row, principal: ZERO, fee });
  const due = { ...account.due, penalty };
  return { ...account, due, settledDay: undefined, fees, isCarried: true };
}

/** The fees that are owed, by their kinds; what was waived of them went last. */
function openFees(accounts: readonly ServicedAccount[]): readonly FeePart[] {
  return feesByKind(
    accounts.flatMap((account) =>
      feePartsPaid(account.fees, account.paid.fee, openAmounts(account).fee),
    ),
  );
}

/**
 * The money life after it.
 *
 * @example withNewPlan({ accounts: [], changes: [] }, { accounts: [], fallenDue: 0, planNumber: 2 }).planNumber // 2
 */
export function withNewPlan(
  { accelerated: _, compromise: __, ...servicing }: Servicing,
  event: Pick<LoanRescheduled, 'accounts' | 'fallenDue' | 'planNumber' | 'anew' | 'change'>,
): Servicing {
  const { accounts, fallenDue, planNumber, anew, change } = event;
  const changes = anew === undefined ? servicing.changes : [];
  return {
    ...{ ...servicing, accounts, fallenDue, planNumber },
    ...anew,
    changes: change === undefined ? changes : [...changes, change],
  };
}
