// The rows of a loan for one given amount: interest rounded in each, the last one takes the rest.
import { addFractions, multiplyFractions } from '../../money/fraction.ts';
import { type MinorUnits, minus, plus, times, toFraction, ZERO } from '../../money/minor-units.ts';
import { type PreparedScale, scalePrepared } from '../../money/prepared-scale.ts';
import { feesCharged } from './fees.ts';
import { ONE_MINOR_UNIT, roundInstalment } from './loan-ahead.ts';
import { atRow, type RowPlan } from './plan-rows.ts';
import type { PlannedInstalment, StepWeight } from './planned-instalments.ts';
import type { Instalment, ScheduleTerms } from './terms.ts';

export interface RowRun {
  readonly rows: readonly Instalment[];
  /** After each row: interest put off to a later one. */
  readonly deferred: readonly MinorUnits[];
  /** Rows (from 0) whose interest is more than a multiple above the amount. */
  readonly overburdened: readonly number[];
  /** Whether a row before the last pays everything off or more; then the rows are of no use. */
  readonly paidOffEarly: boolean;
}

/** Where rows end when paid: a rest of less than this part of a row's principal is paid with that row. */
const SMALL_REST_DIVISOR = 100n;

/**
 * The rows for one amount. A row whose interest alone is more than the amount pays that interest and no
 * principal, so that no principal is ever negative and interest never bears interest.
 */
export function runRows(plan: RowPlan, amount: MinorUnits): RowRun {
  const { ahead, dueDays, planned, scales, flatInterest, endsWhenPaid, firstNumber, relieves } =
    plan;
  const { terms } = ahead;
  const hasFees = terms.fees !== undefined;
  const last = dueDays.length - 1;
  const rows: Instalment[] = [];
  const overburdened: number[] = [];
  const deferredAfter: MinorUnits[] = [];
  let { balance, deferred, fromDay } = ahead;
  let asked = planned[0] as PlannedInstalment;
  let part = principalPart(plan, asked, amount);
  let scaling = atRow(scales, 0);
  let mayExceed = true;
  for (let index = 0; index <= last; index++) {
    if (planned[index] !== asked) {
      asked = planned[index] as PlannedInstalment;
      part = principalPart(plan, asked, amount);
      mayExceed = true;
    }
    if (index < scales.length) {
      scaling = scales[index] as PreparedScale;
      mayExceed = true;
    }
    const accrued = flatInterest ?? scalePrepared(balance, scaling);
    let final = index === last;
    let principal = final ? balance : part.level ? minus(part.amount, accrued) : part.amount;
    // Balances fall: interest exceeds the amount only where either changes, or if it did in the row before.
    if (mayExceed && !final) {
      mayExceed = principal < 0n;
      if (mayExceed) {
        if (isOverburdened(principal, terms)) overburdened.push(index);
        principal = ZERO;
      }
    }
    if (endsWhenPaid && !final && asked.paysPrincipal && paysOff(principal, balance)) {
      final = true;
      principal = balance;
    }
    const fee = hasFees ? feesCharged(terms, 'each_instalment', balance) : ZERO;
    let interest = accrued;
    if (relieves) {
      const charged = asked.interest === 'free' ? ZERO : accrued;
      const total = plus(deferred, charged);
      const isPaid = asked.interest === 'paid' || final;
      interest = isPaid ? total : ZERO;
      deferred = isPaid ? ZERO : total;
      deferredAfter.push(deferred);
    }
    balance = minus(balance, principal);
    const dueDay = dueDays[index] ?? fromDay;
    const number = firstNumber + index;
    rows.push({ number, kind: 'instalment', fromDay, dueDay, principal, interest, fee, balance });
    if (final) break;
    fromDay = dueDay;
  }
  const paidOffEarly = (rows.at(-1)?.principal ?? ZERO) <= 0n;
  return { rows, overburdened, deferred: deferredAfter, paidOffEarly };
}

/** The principal of a row: what is left of a level amount after its interest, or the amount itself. */
interface PrincipalPart {
  readonly level: boolean;
  readonly amount: MinorUnits;
}

const NO_PRINCIPAL: PrincipalPart = { level: false, amount: ZERO };

function principalPart(plan: RowPlan, asked: PlannedInstalment, amount: MinorUnits): PrincipalPart {
  if (!asked.paysPrincipal) return NO_PRINCIPAL;
  switch (plan.repeated) {
    case 'instalment': {
      const instalment = asked.step ? steppedAmount(plan, asked.step, amount) : amount;
      return { level: asked.interest === 'paid', amount: instalment };
    }
    case 'principal':
    case 'flat':
      return { level: false, amount };
    case 'nothing':
      return NO_PRINCIPAL;
    case 'given':
      return { level: false, amount: asked.given ?? ZERO };
  }
}

function steppedAmount({ ahead }: RowPlan, step: StepWeight, amount: MinorUnits): MinorUnits {
  const exact = addFractions(multiplyFractions(toFraction(amount), step.weight), step.extra);
  return roundInstalment(exact, ahead.terms);
}

function isOverburdened(principal: MinorUnits, terms: ScheduleTerms): boolean {
  return minus(ZERO, principal) > (terms.instalmentMultiple ?? ONE_MINOR_UNIT);
}

function paysOff(principal: MinorUnits, balance: MinorUnits): boolean {
  return times(minus(balance, principal), SMALL_REST_DIVISOR) < principal;
}
