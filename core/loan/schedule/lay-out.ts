// The rows of what lies ahead of a loan: first the amount that repeats, then the rows it makes.
import { invalid, ok, type Refused, type Result, refuse } from '../../kit/result.ts';
import {
  addFractions,
  type Fraction,
  fraction,
  ONE_FRACTION,
  ZERO_FRACTION,
} from '../../money/fraction.ts';
import {
  MINOR_UNITS_MAX,
  type MinorUnits,
  minus,
  plus,
  times,
  toFraction,
  ZERO,
} from '../../money/minor-units.ts';
import { annuityInMultiples, levelInstalment } from './level-instalment.ts';
import { type LoanAhead, ONE_MINOR_UNIT, roundInstalment } from './loan-ahead.ts';
import { atRow, planRows, type RowPlan } from './plan-rows.ts';
import { type RowRun, runRows } from './run-rows.ts';
import { INSTALMENT_COUNT_MAX } from './terms.ts';

/** The rows to come, and what made them. */
export interface LaidOut {
  readonly plan: RowPlan;
  readonly run: RowRun;
  /** What repeats: the instalment, or the principal of one; 0 where nothing does. */
  readonly amount: MinorUnits;
}

/** Beyond the planned rows, so many are tried first where the term may grow. */
const GROWTH_FIRST = 24;

const NONE: ReadonlySet<number> = new Set();

/** How often the instalment is solved for again because rows cannot pay more than their interest. */
const SOLVING_ROUNDS_MAX = 12;

/**
 * Makes the rows to come.
 *
 * @param firstNumber the number of the first of them in the schedule.
 * @returns a refusal that names a field of the terms.
 */
export function layOut(ahead: LoanAhead, firstNumber: number): Result<LaidOut> {
  const laidOut = ahead.kept
    ? layOutKept(ahead, firstNumber, ahead.kept)
    : layOutAnew(ahead, firstNumber);
  if (!laidOut.ok || fitsTheBook(laidOut.value)) return laidOut;
  return refuse('number_too_large', { field: 'principal' });
}

/** The amount stays: the rows end when everything is paid, or take the rest where the term cannot grow. */
function layOutKept(
  ahead: LoanAhead,
  firstNumber: number,
  { amount, mayGrow }: { readonly amount: MinorUnits; readonly mayGrow: boolean },
): Result<LaidOut> {
  const planned = ahead.planned.length;
  const countMax = Math.max(planned, INSTALMENT_COUNT_MAX + 1 - firstNumber);
  const counts = mayGrow ? [Math.min(planned + GROWTH_FIRST, countMax), countMax] : [planned];
  for (const count of counts) {
    const plan = planRows(ahead, firstNumber, count);
    if (!plan.ok) return plan;
    const run = runRows(plan.value, amount);
    if (!mayGrow || run.rows.length < plan.value.dueDays.length) {
      return ok({ plan: plan.value, run, amount });
    }
  }
  return invalid('annualRate', 'The instalment that is kept would not pay the loan off.');
}

function layOutAnew(ahead: LoanAhead, firstNumber: number): Result<LaidOut> {
  const planned = planRows(ahead, firstNumber, ahead.planned.length);
  if (!planned.ok) return planned;
  const plan = planned.value;
  switch (plan.repeated) {
    case 'instalment':
      return levelled(plan);
    case 'principal':
      return lasting(plan, roundInstalment(evenPrincipal(plan), ahead.terms));
    case 'flat': {
      const interest = plan.flatInterest ?? ZERO;
      const instalment = addFractions(evenPrincipal(plan), toFraction(interest));
      return lasting(plan, minus(roundInstalment(instalment, ahead.terms), interest));
    }
    case 'nothing':
    case 'given': {
      const run = runRows(plan, ZERO);
      return run.paidOffEarly ? tooSmall(plan) : ok({ plan, run, amount: ZERO });
    }
  }
}

function evenPrincipal({ ahead, planned }: RowPlan): Fraction {
  const paying = planned.filter((instalment) => instalment.paysPrincipal).length;
  return fraction(ahead.balance, BigInt(paying));
}

/**
 * Solves for the level amount and makes its rows. Where interest alone is far more than the amount (a long
 * first period, a long month at a high rate), the row pays just its interest, and the amount is solved
 * for again over the others.
 */
function levelled(plan: RowPlan): Result<LaidOut> {
  let amount = levelAmount(plan);
  let run = runRows(plan, amount);
  if (run.overburdened.length === 0) return lasting(plan, amount, run);
  const overburdened = new Set<number>();
  for (let round = 1; round < SOLVING_ROUNDS_MAX; round++) {
    const more = run.overburdened.filter((row) => !overburdened.has(row));
    if (more.length === 0) break;
    for (const row of more) overburdened.add(row);
    amount = levelAmount(plan, overburdened);
    run = runRows(plan, amount);
  }
  return lasting(plan, amount, run);
}

/** The level amount, solved for exactly and rounded to a multiple. */
function levelAmount(plan: RowPlan, overburdened: ReadonlySet<number> = NONE): MinorUnits {
  const { ahead, planned, factors } = plan;
  const { balance, balloon, terms } = ahead;
  if (plan.isUniform && overburdened.size === 0 && balloon === ZERO) {
    const { instalmentMultiple: multiple = ONE_MINOR_UNIT, rounding } = terms;
    const factor = atRow(factors, 0);
    const count = planned.length;
    const multiples = annuityInMultiples(balance, factor, count, multiple, rounding.instalment);
    return multiple === ONE_MINOR_UNIT ? multiples : times(multiple, multiples);
  }
  const rows = planned.map((asked, row) => ({
    factor: atRow(factors, row),
    paysPrincipal: asked.paysPrincipal && !overburdened.has(row),
    paysInterest: asked.interest === 'paid',
    weight: asked.step?.weight ?? ONE_FRACTION,
    extra: asked.step?.extra ?? ZERO_FRACTION,
  }));
  return roundInstalment(levelInstalment(balance, rows, balloon), terms);
}

/**
 * The rows of the amount, or, if it would pay everything off before the last row, those of the greatest
 * amount below it, by whole multiples, that does not: who asks for twelve instalments gets twelve.
 */
function lasting(
  plan: RowPlan,
  amount: MinorUnits,
  run: RowRun = runRows(plan, amount),
): Result<LaidOut> {
  if (amount <= 0n) return tooSmall(plan);
  if (!run.paidOffEarly) return ok({ plan, run, amount });
  const multiple = plan.ahead.terms.instalmentMultiple ?? ONE_MINOR_UNIT;
  const lower = (multiples: bigint) => minus(amount, times(multiple, multiples));
  const endsEarly = (multiples: bigint) =>
    lower(multiples) > 0n && runRows(plan, lower(multiples)).paidOffEarly;
  let tooFew = 0n;
  let enough = 1n;
  while (endsEarly(enough)) {
    tooFew = enough;
    enough *= 2n;
  }
  while (enough - tooFew > 1n) {
    const middle = (tooFew + enough) / 2n;
    if (endsEarly(middle)) tooFew = middle;
    else enough = middle;
  }
  const lowered = lower(enough);
  if (lowered <= 0n) return tooSmall(plan);
  return ok({ plan, run: runRows(plan, lowered), amount: lowered });
}

function tooSmall({ ahead }: RowPlan): Refused {
  const { custom, instalmentMultiple } = ahead.terms;
  const field =
    custom?.kind === 'stepped' || custom?.kind === 'balloon'
      ? `custom.${custom.kind === 'stepped' ? 'steps' : 'balloon'}`
      : instalmentMultiple === undefined
        ? 'instalmentCount'
        : 'instalmentMultiple';
  return invalid(field, 'What is to be repaid is too little: instalments would round to 0.');
}

/** Far below the book's limit even for 1,200 rows. */
const FAR_BELOW = 2n ** 50n;

/** Whether the sum of all rows can be booked. Where interest falls from a small first row, it always can. */
function fitsTheBook({ plan: { ahead, isUniform }, run: { rows } }: LaidOut): boolean {
  const interest = rows[0]?.interest ?? ZERO;
  if (isUniform && !ahead.terms.fees && interest < FAR_BELOW && ahead.balance < FAR_BELOW) {
    return true;
  }
  let total = ZERO;
  for (const row of rows) total = plus(total, plus(row.principal, plus(row.interest, row.fee)));
  return total <= MINOR_UNITS_MAX;
}
