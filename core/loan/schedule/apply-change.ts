// Changes of a schedule: each is an event that makes a new version, and any of them may be told late.
import { invalid, ok, type Refused, type Result, refuse } from '../../kit/result.ts';
import type { Day } from '../../time/day.ts';
import { changeLoan } from './change-loan.ts';
import { checkTerms } from './check-terms.ts';
import { type LaidOut, layOut } from './lay-out.ts';
import { type LoanOnDay, loanOnDay } from './loan-on-day.ts';
import { beginLoan, scheduleFrom } from './make-schedule.ts';
import type { Instalment, Schedule, ScheduleChange, ScheduleTerms } from './terms.ts';

/** More changes than this are refused: each one makes all later rows anew. */
export const CHANGE_COUNT_MAX = 1000;

/**
 * A new version of the schedule with one change more. Rows due on or before the change's day are the same
 * as before. A change may be told late: later ones that are already there are applied again after it, so
 * that the order in which changes are told does not matter, only their days do.
 *
 * @returns a refusal naming the field of the change, or of a later one as `changes.3.principal`.
 * @example applyChange(makeSchedule({
 *   principal: minorUnits(1000000n), annualRate: fraction(7n, 100n), valueDay: dayOf(2026, 1, 31),
 *   instalmentCount: 12, every: 1, unit: 'months', repaymentMethod: 'equal_instalments',
 *   interestBasis: { kind: 'equal_periods', daysInYear: 360 },
 *   rounding: { interest: 'half_even', instalment: 'half_even' },
 * }).value, { kind: 'early_repayment_in_full', day: dayOf(2026, 2, 14) }).value.rows
 * // [{
 * //   number: 1, kind: 'early_repayment', fromDay: dayOf(2026, 1, 31), dueDay: dayOf(2026, 2, 14),
 * //   principal: minorUnits(1000000n), interest: minorUnits(2917n), fee: ZERO, balance: ZERO,
 * // }]
 */
export function applyChange(schedule: Schedule, change: ScheduleChange): Result<Schedule> {
  const { terms, changes } = schedule;
  if (changes.length >= CHANGE_COUNT_MAX) {
    return invalid('changes', `A schedule may be changed ${CHANGE_COUNT_MAX} times.`);
  }
  const position = changes.filter(({ day }) => day <= change.day).length;
  return replay(terms, changes.toSpliced(position, 0, change), position);
}

/**
 * The schedule with all its changes, from its terms alone: the same as when they were applied one by one.
 *
 * @param changes in any order; those of one day in the order in which they came.
 * @example replayChanges({
 *   principal: minorUnits(1000n), annualRate: fraction(0n), valueDay: dayOf(2026, 1, 31),
 *   instalmentCount: 2, every: 1, unit: 'months', repaymentMethod: 'equal_instalments',
 *   interestBasis: { kind: 'equal_periods', daysInYear: 360 },
 *   rounding: { interest: 'half_even', instalment: 'half_even' },
 * }, [{
 *   kind: 'early_repayment', day: dayOf(2026, 2, 1), principal: minorUnits(400n), effect: 'smaller_instalment',
 * }]).value.rows.map((row) => row.principal) // [minorUnits(400n), minorUnits(300n), minorUnits(300n)]
 */
export function replayChanges(
  terms: ScheduleTerms,
  changes: readonly ScheduleChange[],
): Result<Schedule> {
  if (changes.length > CHANGE_COUNT_MAX) {
    return invalid('changes', `A schedule may be changed ${CHANGE_COUNT_MAX} times.`);
  }
  return replay(
    terms,
    changes.toSorted((a, b) => a.day - b.day),
  );
}

/** @param newest of the changes: the one whose fields a refusal names without its place. */
function replay(
  terms: ScheduleTerms,
  changes: readonly ScheduleChange[],
  newest?: number,
): Result<Schedule> {
  const refused = checkTerms(terms);
  if (refused) return refused;
  const stage = changesApplied(terms, changes);
  if (!stage.ok) {
    const { refusal, position } = stage;
    const field = refusal.data.field ?? 'day';
    const path = position === newest || position < 0 ? field : `changes.${position}.${field}`;
    return refuse(refusal.code, { ...refusal.data, field: path });
  }
  const { rows, laidOut } = stage.value;
  return ok(scheduleFrom(terms, changes, laidOut ? [...rows, ...laidOut.run.rows] : rows));
}

/** A loan after some changes: the rows that can change no more, and those that were laid out last. */
interface Stage {
  readonly rows: readonly Instalment[];
  /** Nothing when everything is paid. */
  readonly laidOut?: LaidOut;
}

/** @returns with a refusal the position of its change, or -1 where the terms alone are refused. */
function changesApplied(
  terms: ScheduleTerms,
  changes: readonly ScheduleChange[],
): { readonly ok: true; readonly value: Stage } | (Refused & { readonly position: number }) {
  const begun = beginLoan(terms);
  const first = layOut(begun.ahead, begun.rows.length + 1);
  if (!first.ok) return { ...first, position: -1 };
  let stage: Stage = { rows: begun.rows, laidOut: first.value };
  for (const [position, change] of changes.entries()) {
    const next = afterChange(terms, stage, change);
    if (!next.ok) return { ...next, position };
    stage = next.value;
  }
  return { ok: true, value: stage };
}

function afterChange(terms: ScheduleTerms, stage: Stage, change: ScheduleChange): Result<Stage> {
  if (change.day < terms.valueDay) return invalid('day', 'It must not be before the value day.');
  const loan = stage.laidOut && loanOnDay(stage.rows, stage.laidOut, change.day);
  if (loan === undefined || loan.ahead.balance === 0n) {
    return invalid('day', 'Nothing is outstanding on this day any more.');
  }
  const changed = changeLoan(loan, change);
  if (!changed.ok) return changed;
  const { ahead, row } = changed.value;
  const rows = row ? [...loan.rows, row] : loan.rows;
  if (ahead.balance === 0n) return ok({ rows });
  const laidOut = layOut(ahead, rows.length + 1);
  return laidOut.ok ? ok({ rows, laidOut: laidOut.value }) : renamed(laidOut, change);
}

/** What cannot be laid out is the fault of the field that asked for it. */
function renamed(refused: Refused, change: ScheduleChange): Refused {
  const { code, data } = refused.refusal;
  switch (change.kind) {
    case 'early_repayment':
      return refuse(code, { ...data, field: 'principal' });
    case 'rate_change':
      return refuse(code, { ...data, field: 'annualRate' });
    case 'payment_holiday':
      return refuse(code, { ...data, field: 'instalments' });
    case 'recast':
      return refuse(code, { ...data, field: 'day' });
    case 'early_repayment_in_full':
    case 'reschedule':
      return refused;
  }
}

/**
 * A loan on a day after the changes up to it; undefined when nothing is outstanding.
 *
 * @param schedule a schedule that was made, so that its changes can be applied.
 */
export function loanOf(schedule: Schedule, day: Day): LoanOnDay | undefined {
  const { terms, changes } = schedule;
  const stage = changesApplied(
    terms,
    changes.filter((change) => change.day <= day),
  );
  if (!stage.ok || stage.value.laidOut === undefined) return undefined;
  const loan = loanOnDay(stage.value.rows, stage.value.laidOut, day);
  return loan.ahead.balance === 0n ? undefined : loan;
}
