// What each kind of change does to what lies ahead of a loan.
import { invalid, ok, type Result } from '../../kit/result.ts';
import { allocate } from '../../money/allocate.ts';
import { fraction, multiplyFractions } from '../../money/fraction.ts';
import {
  greatest,
  type MinorUnits,
  minus,
  plus,
  scale,
  toFraction,
  ZERO,
} from '../../money/minor-units.ts';
import type { Day } from '../../time/day.ts';
import { checkEachTerm, checkRepayable } from './check-terms.ts';
import { dueDayAt, dueSequence } from './due-days.ts';
import { earlyRepaymentFeeFor } from './fees.ts';
import { balloonOf, type LoanAhead, repeatedBy } from './loan-ahead.ts';
import { accruedInterest, type LoanOnDay } from './loan-on-day.ts';
import { type PlannedInstalment, plannedInstalments } from './planned-instalments.ts';
import {
  type CustomRepayment,
  INSTALMENT_COUNT_MAX,
  type Instalment,
  type RescheduledTerms,
  type ScheduleChange,
  type ScheduleTerms,
} from './terms.ts';

type ChangeOf<Kind extends ScheduleChange['kind']> = Extract<
  ScheduleChange,
  { readonly kind: Kind }
>;

/** What lies ahead after a change, and the row of the change itself where money is repaid with it. */
export interface ChangedLoan {
  readonly ahead: LoanAhead;
  readonly row?: Instalment;
}

/**
 * Applies one change to a loan on the change's day.
 *
 * @param loan something of it is still outstanding.
 * @returns a refusal naming the field of the change.
 */
export function changeLoan(loan: LoanOnDay, change: ScheduleChange): Result<ChangedLoan> {
  switch (change.kind) {
    case 'early_repayment':
      return repayEarly(loan, change);
    case 'early_repayment_in_full':
      return ok(repayInFull(loan));
    case 'rate_change':
      return changeRate(loan, change);
    case 'recast':
      return ok({ ahead: levelAnew(loan.ahead) });
    case 'payment_holiday':
      return takeHoliday(loan, change);
    case 'reschedule':
      return reschedule(loan, change);
  }
}

function repayEarly(loan: LoanOnDay, change: ChangeOf<'early_repayment'>): Result<ChangedLoan> {
  const { ahead } = loan;
  const { principal, effect } = change;
  if (principal <= 0n) return invalid('principal', 'It must be greater than 0.');
  if (principal > ahead.balance) {
    return invalid('principal', 'It must be at most what is outstanding on the day.');
  }
  if (principal === ahead.balance) return ok(repayInFull(loan));
  const { payable, deferred } = accruedInterest(loan);
  const repaid = withLess(ahead, principal);
  const after = { ...repaid, fromDay: loan.day, deferred: plus(ahead.deferred, deferred) };
  return ok({
    row: earlyRepaymentRow(loan, principal, payable),
    ahead:
      effect === 'shorter_term'
        ? {
            ...after,
            balloon: greatest(minus(ahead.balloon, principal), ZERO),
            kept: { amount: loan.laidOut.amount, mayGrow: false },
          }
        : levelAnew({ ...after, balloon: inProportion(ahead.balloon, after, ahead) }),
  });
}

/** Flat interest and given principals shrink with what they stand on. */
function withLess(ahead: LoanAhead, principal: MinorUnits): LoanAhead {
  const balance = minus(ahead.balance, principal);
  return {
    ...ahead,
    balance,
    flatBase: multiplyFractions(ahead.flatBase, fraction(balance, ahead.balance)),
  };
}

function inProportion(balloon: MinorUnits, after: LoanAhead, before: LoanAhead): MinorUnits {
  return scale(balloon, fraction(after.balance, before.balance), 'down');
}

function repayInFull(loan: LoanOnDay): ChangedLoan {
  const { ahead } = loan;
  const { payable, deferred } = accruedInterest(loan);
  const interest = plus(plus(payable, deferred), ahead.deferred);
  return {
    row: earlyRepaymentRow(loan, ahead.balance, interest),
    ahead: { ...ahead, balance: ZERO, deferred: ZERO, fromDay: loan.day, planned: [] },
  };
}

function earlyRepaymentRow(
  { ahead, rows, day }: LoanOnDay,
  principal: MinorUnits,
  interest: MinorUnits,
): Instalment {
  return {
    number: rows.length + 1,
    kind: 'early_repayment',
    fromDay: ahead.fromDay,
    dueDay: day,
    principal,
    interest,
    fee: earlyRepaymentFeeFor(ahead.terms, principal),
    balance: minus(ahead.balance, principal),
  };
}

/** The amount is solved for anew; where each principal is given, the rest is spread in their proportion. */
function levelAnew({ kept: _, ...ahead }: LoanAhead): LoanAhead {
  if (repeatedBy(ahead.terms) !== 'given') return ahead;
  const weights = ahead.planned.map(({ paysPrincipal, given }) =>
    paysPrincipal && given !== undefined ? given : 0n,
  );
  const { shares } = allocate(ahead.balance, weights);
  return {
    ...ahead,
    planned: ahead.planned.map((asked, row) => ({ ...asked, given: shares[row] ?? ZERO })),
  };
}

function changeRate(loan: LoanOnDay, change: ChangeOf<'rate_change'>): Result<ChangedLoan> {
  const { day, annualRate, keeps } = change;
  const refused = checkEachTerm({ ...loan.ahead.terms, annualRate });
  if (refused) return refused;
  const ahead = { ...loan.ahead, rates: [...loan.ahead.rates, { day, annualRate }] };
  if (keeps === 'term') return ok({ ahead: levelAnew(ahead) });
  const mayGrow =
    repeatedBy(ahead.terms) === 'instalment' && ahead.terms.custom?.kind !== 'balloon';
  return ok({ ahead: { ...ahead, kept: { amount: loan.laidOut.amount, mayGrow } } });
}

function takeHoliday(loan: LoanOnDay, change: ChangeOf<'payment_holiday'>): Result<ChangedLoan> {
  const { instalments, interest, keeps } = change;
  const { ahead, laidOut } = loan;
  const { planned, terms } = ahead;
  const longer = keeps === 'instalment' ? planned.length + instalments : planned.length;
  if (terms.repaymentMethod === 'bullet') {
    return invalid('instalments', 'A single payment has no instalments to put off.');
  }
  if (!Number.isInteger(instalments) || instalments < 1 || longer > INSTALMENT_COUNT_MAX) {
    return invalid(
      'instalments',
      `It must be a whole number from 1, with all that are left at most ${INSTALMENT_COUNT_MAX}.`,
    );
  }
  const holiday: PlannedInstalment = { paysPrincipal: false, interest };
  const holidays = new Array<PlannedInstalment>(instalments).fill(holiday);
  if (keeps === 'instalment') {
    const kept = { amount: laidOut.amount, mayGrow: false };
    return ok({ ahead: { ...ahead, planned: [...holidays, ...planned], kept } });
  }
  if (instalments >= planned.length) {
    return invalid('instalments', 'The last instalment pays what is left: it cannot be a holiday.');
  }
  const later = planned.slice(instalments);
  return ok({ ahead: levelAnew({ ...ahead, planned: [...holidays, ...later] }) });
}

function reschedule(loan: LoanOnDay, change: ChangeOf<'reschedule'>): Result<ChangedLoan> {
  const { kept: _, ...ahead } = loan.ahead;
  const { annualRate, every, unit, day } = change;
  const next = nextDueDay(ahead, day);
  const firstDueDay = change.firstDueDay ?? next?.dueDay;
  if (firstDueDay === undefined || firstDueDay <= day) {
    return invalid('firstDueDay', 'It must be after the day of the change.');
  }
  const isReplanned = REPLANNING.some((field) => change[field] !== undefined);
  const terms = isReplanned
    ? replannedTerms(ahead, change, next?.periodsPassed ?? 0)
    : sameTerms(ahead.terms, change);
  const refused =
    checkEachTerm({ ...terms, valueDay: ahead.startDay, firstDueDay }) ??
    (isReplanned ? checkRepayable(terms, ahead.balance) : undefined);
  if (refused) return refused;
  const isMoved = change.firstDueDay !== undefined || every !== undefined || unit !== undefined;
  const wasBullet = ahead.terms.repaymentMethod === 'bullet';
  const rates = annualRate === undefined ? ahead.rates : [...ahead.rates, { day, annualRate }];
  return ok({
    ahead: {
      ...ahead,
      terms,
      rates,
      ...((isMoved || (isReplanned && wasBullet)) && {
        sequence: dueSequence({ ...terms, firstDueDay }),
        index: 0,
      }),
      ...(isReplanned && {
        planned: plannedInstalments(terms),
        flatBase: toFraction(ahead.balance),
        balloon: balloonOf(terms),
      }),
    },
  });
}

/** The next due day of the sequence after a day, and how many of the running row's periods end before it. */
function nextDueDay(
  { sequence, index }: LoanAhead,
  day: Day,
): { readonly dueDay: Day; readonly periodsPassed: number } | undefined {
  for (let periodsPassed = 0; periodsPassed < INSTALMENT_COUNT_MAX; periodsPassed++) {
    const dueDay = dueDayAt(sequence, index + periodsPassed);
    if (dueDay === undefined) return undefined;
    if (dueDay > day) return { dueDay, periodsPassed };
  }
  return undefined;
}

/** A reschedule that sets any of these plans all instalments anew. */
const REPLANNING = [
  'instalmentCount',
  'repaymentMethod',
  'custom',
  'graceOnPrincipal',
  'graceOnInterest',
] as const;

function sameTerms(terms: ScheduleTerms, change: RescheduledTerms): ScheduleTerms {
  const { annualRate, every, unit, instalmentMultiple } = change;
  return {
    ...terms,
    ...(annualRate !== undefined && { annualRate }),
    ...(every !== undefined && { every }),
    ...(unit !== undefined && { unit }),
    ...(instalmentMultiple !== undefined && { instalmentMultiple }),
  };
}

/**
 * Grace and numbered holidays of the old plan are gone; seasons, holiday months, fees and the balloon stay.
 * Of a single payment, the periods that have passed stay whole periods.
 */
function replannedTerms(
  ahead: LoanAhead,
  change: RescheduledTerms,
  periodsPassed: number,
): ScheduleTerms {
  const {
    custom: _custom,
    downPayment: _paidDown,
    graceOnPrincipal: _grace,
    graceOnInterest: _relief,
    holidays,
    ...kept
  } = sameTerms(ahead.terms, change);
  const wasBullet = kept.repaymentMethod === 'bullet';
  const repaymentMethod = change.repaymentMethod ?? kept.repaymentMethod;
  const custom = change.custom ?? (repaymentMethod === 'custom' ? keptCustom(ahead) : undefined);
  const monthHolidays = holidays?.filter(({ on }) => on.kind === 'months');
  const left = wasBullet ? kept.instalmentCount - periodsPassed : ahead.planned.length;
  return {
    ...kept,
    repaymentMethod,
    instalmentCount: change.instalmentCount ?? left,
    ...(wasBullet && { oddFirstPeriod: 'periods_and_days' }),
    ...(custom && { custom }),
    ...(monthHolidays && { holidays: monthHolidays }),
    ...(change.graceOnPrincipal !== undefined && { graceOnPrincipal: change.graceOnPrincipal }),
    ...(change.graceOnInterest !== undefined && { graceOnInterest: change.graceOnInterest }),
  };
}

/** Steps and given principals belong to instalments that are no more, and must be given anew. */
function keptCustom({ terms, balloon }: LoanAhead): CustomRepayment | undefined {
  switch (terms.custom?.kind) {
    case 'balloon':
      return { kind: 'balloon', balloon: { kind: 'amount', amount: balloon } };
    case 'seasonal':
      return terms.custom;
    default:
      return undefined;
  }
}
