// A loan's money life told again from what came to it: the same rules, in the order of the days.
//
// Only what came from outside is told: repayments, and what people decided. What falls due and what lateness costs is
// reckoned anew. Money that is there before anything is due waits, as it would in the borrower's cash, and meets what
// falls due on its day. What waits on the day of a correction, or at the end, is principal that is paid in advance.
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { greatest, least, type MinorUnits, minus, plus, sum, ZERO } from '../money/minor-units.ts';
import { withMarks } from '../safeguard/evolve-compensation.ts';
import { type Day, daysBetween } from '../time/day.ts';
import { withAcceleration } from './accelerated.ts';
import { withRecovered } from './compensated.ts';
import type { RepaymentDistributed } from './events.ts';
import type { HistoryEntry, LoanHistory } from './loan-history.ts';
import { withNewPlan } from './new-plan.ts';
import { metered } from './repay/charge-penalty.ts';
import type { Component } from './repay/components.ts';
import { withRepayment } from './repay/end-repayment.ts';
import { openAmounts, payParts } from './repay/instalment-account.ts';
import { openInstalments } from './repay/send-repayment.ts';
import { splitByWaterfall } from './repay/waterfall.ts';
import { askingDay, feeTotal, newMeter, paidAhead } from './serviced-accounts.ts';
import type { Servicing } from './servicing.ts';
import { withWaiver } from './waived.ts';

type LoanEventOf = HistoryEntry['events'][number];

/** Something that came to a loan, and the day for which it counts. */
export interface LoanInput {
  readonly day: Day;
  readonly event: Exclude<LoanEventOf, { readonly kind: 'LoanDisbursed' }>;
}

/** A life that was told again. */
export interface LivedLoan {
  readonly servicing: Servicing;
  /** Money that no instalment can take any more. */
  readonly left: MinorUnits;
}

/**
 * What came to a loan, in the order of the days; what was corrected before counts as corrected.
 *
 * @example inputsOf({ loanId: 'l', entries: [] }) // []
 */
export function inputsOf({ loanId, entries }: LoanHistory): readonly LoanInput[] {
  let inputs: LoanInput[] = [];
  const told = entries.flatMap(({ day, events }) => events.map((event) => ({ day, event })));
  for (const { day: bookedOn, event } of told) {
    if (!('loanId' in event) || event.loanId !== loanId) continue;
    switch (event.kind) {
      case 'RepaymentDistributed':
      case 'DebtWaived':
      case 'LoanAccelerated':
      case 'LoanRescheduled':
      case 'CompensationPaid':
        inputs.push({ day: event.day, event });
        break;
      case 'RepaymentBackDated':
        inputs = movedTo(inputs, event.instructionId, event.day);
        inputs.push({ day: bookedOn, event });
        break;
      case 'RepaymentReversed':
        inputs = without(inputs, event.instructionId);
        inputs.push({ day: bookedOn, event });
        break;
      default:
    }
  }
  return inOrder(inputs);
}

/**
 * The same, with one repayment counting from another day. What an earlier correction of it had paid in advance waits
 * again.
 *
 * @example movedTo([], 'i', dayOf(2026, 3, 2)) // []
 */
export function movedTo(inputs: readonly LoanInput[], instructionId: Id, day: Day): LoanInput[] {
  return inOrder(
    inputs
      .filter((one) => !isBackDating(one, instructionId))
      .map((one) => (isRepayment(one, instructionId) ? { ...one, day } : one)),
  );
}

/**
 * The same, without one repayment.
 *
 * @example without([], 'i') // []
 */
export function without(inputs: readonly LoanInput[], instructionId: Id): LoanInput[] {
  return inputs.filter(
    (one) => !isRepayment(one, instructionId) && !isBackDating(one, instructionId),
  );
}

function isRepayment({ event }: LoanInput, instructionId: Id): boolean {
  return event.kind === 'RepaymentDistributed' && event.instructionId === instructionId;
}

function isBackDating({ event }: LoanInput, instructionId: Id): boolean {
  return event.kind === 'RepaymentBackDated' && event.instructionId === instructionId;
}

/** Of one day, in the order in which they came. */
function inOrder(inputs: readonly LoanInput[]): LoanInput[] {
  return inputs.toSorted((left, right) => left.day - right.day);
}

/**
 * Whether it changed the schedule, or who holds the debt: what came before it cannot be told otherwise any more.
 *
 * @example bindsWhatWas({ kind: 'DebtWaived' }) // false
 */
export function bindsWhatWas(event: LoanInput['event']): boolean {
  if (event.kind === 'RepaymentDistributed') return event.early !== undefined;
  if (event.kind === 'DebtWaived') return event.rest !== undefined;
  return event.kind !== 'RepaymentBackDated' && event.kind !== 'RepaymentReversed';
}

/** Of the money of a repayment: what went to the operator as fees and as its spread, and the rest. */
interface Purses {
  readonly spread: MinorUnits;
  readonly fees: MinorUnits;
  readonly rest: MinorUnits;
}

const EMPTY: Purses = { spread: ZERO, fees: ZERO, rest: ZERO };
const PURSES = ['spread', 'fees', 'rest'] as const;

/** What each may meet, so that no money has to pass from one owner to another. */
const MEETS: Readonly<Record<(typeof PURSES)[number], readonly Component[]>> = {
  spread: ['interest'],
  fees: ['fee'],
  rest: ['penalty', 'interest', 'principal'],
};

interface State {
  readonly servicing: Servicing;
  readonly purses: Purses;
}

/**
 * The life of a loan through a day.
 *
 * @param inputs in the order of their days.
 * @returns nothing where its disbursement is not in the history.
 * @example livedAgain({ loanId: 'l', entries: [] }, [], dayOf(2026, 3, 2)) // undefined
 */
export function livedAgain(
  history: LoanHistory,
  inputs: readonly LoanInput[],
  today: Day,
): LivedLoan | undefined {
  const begun = beginning(history);
  if (begun === undefined) return undefined;
  let state: State = { servicing: begun, purses: EMPTY };
  for (const input of inputs) state = after(through(state, input.day), input);
  const { servicing, purses } = through(state, today);
  const ahead = inAdvance(servicing, purses.rest, today);
  return { servicing: ahead.servicing, left: sum([ahead.left, purses.fees, purses.spread]) };
}

function beginning({ loanId, entries }: LoanHistory): Servicing | undefined {
  for (const event of entries.flatMap(({ events }) => events)) {
    if (event.kind !== 'LoanDisbursed' || event.loanId !== loanId) continue;
    const { valueDay, terms, rules, accounts } = event;
    return {
      ...{ loanId, terms, rules, accounts, changes: [], fallenDue: 0 },
      ...{ workedThrough: valueDay, ...newMeter(rules, valueDay) },
    };
  }
  return undefined;
}

/** The days up to here: what comes falls due, what waits meets it, and what is late costs. */
function through(before: State, day: Day): State {
  let state = before;
  while (PURSES.some((purse) => state.purses[purse] > ZERO)) {
    const { accounts, fallenDue, rules } = state.servicing;
    const next = accounts[fallenDue];
    const asked = next === undefined ? undefined : askingDay(rules, next.dueDay);
    if (asked === undefined || asked > day) break;
    state = met({ ...state, servicing: worked(state.servicing, asked) }, asked);
  }
  return met({ ...state, servicing: worked(state.servicing, day) }, day);
}

/** On its due day an instalment may be paid. */
function worked(servicing: Servicing, day: Day): Servicing {
  const { accounts } = servicing;
  let { fallenDue } = servicing;
  for (const { dueDay } of accounts.slice(fallenDue)) {
    if (dueDay > day) break;
    fallenDue += 1;
  }
  return metered({ ...servicing, fallenDue }, day);
}

function after(state: State, { day, event }: LoanInput): State {
  const { servicing, purses } = state;
  switch (event.kind) {
    case 'RepaymentDistributed': {
      if (event.early !== undefined) {
        return { servicing: withRepayment(servicing, event, event.changed), purses: EMPTY };
      }
      const recovered = event.payments.flatMap((payment) => payment.recovered ?? []);
      const accounts = withRecovered(servicing.accounts, recovered);
      const added = pursesOf(event);
      const all: Purses = {
        spread: plus(purses.spread, added.spread),
        fees: plus(purses.fees, added.fees),
        rest: plus(purses.rest, added.rest),
      };
      return met({ servicing: { ...servicing, accounts }, purses: all }, day);
    }
    case 'DebtWaived':
      return { ...state, servicing: withWaiver(servicing, event) };
    case 'LoanAccelerated':
      return { servicing: withAcceleration(servicing, event), purses: EMPTY };
    case 'LoanRescheduled':
      return { servicing: withNewPlan(servicing, event), purses: EMPTY };
    case 'CompensationPaid': {
      const accounts = withMarks(servicing.accounts, event.claimId, event.marks);
      return { ...state, servicing: { ...servicing, accounts, coveredThrough: event.through } };
    }
    case 'RepaymentBackDated':
    case 'RepaymentReversed': {
      // So much as was paid in advance by it then; what waits beside that would have waited.
      const more = greatest(ZERO, minus(paidAhead(event), paidAhead(servicing)));
      const amount = least(purses.rest, more);
      const ahead = inAdvance(servicing, amount, day);
      const rest = plus(minus(purses.rest, amount), ahead.left);
      return { servicing: ahead.servicing, purses: { ...purses, rest } };
    }
    default:
      return state;
  }
}

/** The operator's spread on interest is not the lenders', though the borrower pays it as interest. */
function pursesOf(event: RepaymentDistributed): Purses {
  const { amount, fees } = event;
  const spread = spreadOf(event);
  const toFees = minus(feeTotal(fees), spread);
  return { spread, fees: toFees, rest: minus(amount, plus(spread, toFees)) };
}

/**
 * What of the interest of a repayment stayed with the operator.
 *
 * @example spreadOf({ fees: [{ kind: 'interest_spread', amount: minorUnits(5n) }] }) // minorUnits(5n)
 */
export function spreadOf({ fees }: Pick<RepaymentDistributed, 'fees'>): MinorUnits {
  return feeTotal(fees.filter(({ kind }) => kind === 'interest_spread'));
}

/** What is there meets what is due, each purse by the order of the waterfall. */
function met({ servicing, purses }: State, day: Day): State {
  let { accounts } = servicing;
  const left: { -readonly [Purse in keyof Purses]: Purses[Purse] } = { ...purses };
  for (const purse of PURSES) {
    if (left[purse] === ZERO) continue;
    const { waterfall } = servicing.rules;
    const places = waterfall.places.filter(({ component }) => MEETS[purse].includes(component));
    const open = openInstalments({ ...servicing, accounts }, day);
    const split = splitByWaterfall(left[purse], day, open, { ...waterfall, places });
    accounts = payParts(accounts, split.parts, day);
    left[purse] = split.left;
  }
  return { servicing: { ...servicing, accounts }, purses: left };
}

/** Interest that is not due is not owed yet: what is paid in advance is principal of the next instalments. */
function inAdvance(servicing: Servicing, amount: MinorUnits, day: Day) {
  let { accounts } = servicing;
  let left = amount;
  for (const [index, account] of accounts.entries()) {
    if (left === ZERO) break;
    if (index < servicing.fallenDue) continue;
    const part = least(left, openAmounts(account).principal);
    if (part === ZERO) continue;
    accounts = payParts(accounts, [{ index, component: 'principal', amount: part }], day);
    left = minus(left, part);
  }
  return { servicing: { ...servicing, accounts }, left };
}

/**
 * The most days that anything of a loan was overdue, beyond the grace days.
 *
 * @example worstDaysOf({ accounts: [], fallenDue: 0, rules: {} }, dayOf(2026, 3, 2)) // 0
 */
export function worstDaysOf(
  { accounts, fallenDue, rules }: Pick<Servicing, 'accounts' | 'fallenDue' | 'rules'>,
  today: Day,
): number {
  const graceDays = rules.overdue?.graceDays ?? 0;
  const days = accounts
    .slice(0, fallenDue)
    .map(({ dueDay, settledDay = today }) => daysBetween(askingDay(rules, dueDay), settledDay));
  const worst = Math.max(0, ...days);
  assert(Number.isSafeInteger(worst), 'Days are counted.');
  return worst > graceDays ? worst : 0;
}
