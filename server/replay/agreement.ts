// Whether what the ledger says of a loan agrees with its record: to the cent, or by a rule that is stated here with
// the bound that the difference has to keep. What no rule explains is unexplained.
import { annuityInMultiples } from '@mutua/core/loan/schedule/level-instalment.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import {
  greatest,
  type MinorUnits,
  minorUnits,
  minus,
  negate,
  plus,
  sum,
  times,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import type { Day } from '@mutua/core/time/day.ts';
import {
  type InferredLife,
  interestOfDays,
  ROUNDING,
  scheduleOfRecord,
  TERM_MONTHS,
} from './inferred-life.ts';
import { partsPaid, type RecordedLoan } from './recorded-loan.ts';

/** The days after which a loan is charged off: no instalment is paid later. */
const LATE_DAYS_MAX = 150;
/** A plan for hardship lets three months pay interest alone. */
const INTEREST_ALONE_DAYS_MAX = LATE_DAYS_MAX + 90;
/** What is recovered may bear interest for a year after the charge-off. */
const AFTER_WRITE_OFF_DAYS_MAX = 360;
/** By the lender's terms, each time an instalment is late: this, or a twentieth of the instalment. */
const LATE_FEE = minorUnits(1_500n);
const LATE_FEE_PART = 20n;
const MONTHS_IN_YEAR = 12n;
const MILLION = 1_000_000n;
/** The record rounds the sum and its parts each by itself. */
const SUM_ROUNDING = minorUnits(1n);

export const DIFFERENCE_RULES = [
  'rounding',
  'first_days',
  'within_a_day',
  'late_days',
  'interest_alone',
  'settlement',
  'late_fee',
  'beyond_debt',
  'restated',
] as const;

export type DifferenceRule = (typeof DIFFERENCE_RULES)[number];

export type ComparedFigure =
  | 'record'
  | 'instalment'
  | 'principal'
  | 'interest'
  | 'late_fee'
  | 'recoveries'
  | 'net_loss'
  | 'to_lenders';

/** Something of one loan in which ledger and record differ. */
export interface Difference {
  readonly id: string;
  readonly figure: ComparedFigure;
  readonly ledger: MinorUnits;
  readonly file: MinorUnits;
  /** Left out: unexplained. */
  readonly rule?: DifferenceRule;
}

/** What the ledger says of one loan. */
export interface LedgerLife {
  readonly instalment: MinorUnits;
  /** Paid before a write-off. */
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly writtenOffPrincipal: MinorUnits;
  readonly recovered: MinorUnits;
  /** Still owed when the collection ended. */
  readonly givenUp: MinorUnits;
  /** Principal and interest, before a write-off and after it. */
  readonly toLenders: MinorUnits;
}

/** The rates that each sub-grade had in a month, as far as other rows bear them out. */
export class RateTable {
  readonly #rates = new Map<string, Set<number>>();

  /** A row bears out a rate where its instalment is the one that follows from it. */
  add(loan: RecordedLoan): void {
    if (loan.instalment !== instalmentAt(loan, loan.annualRatePpm)) return;
    const key = placeOf(loan);
    const rates = this.#rates.get(key);
    if (rates === undefined) this.#rates.set(key, new Set([loan.annualRatePpm]));
    else rates.add(loan.annualRatePpm);
  }

  of(loan: RecordedLoan): readonly number[] {
    return [...(this.#rates.get(placeOf(loan)) ?? [])];
  }
}

/**
 * Whether the record's own figures say that the lender changed the loan after its issue: the instalment follows from
 * no rate that the sub-grade had in that month, and the rate is the sub-grade's, or was lowered from it. A rate that
 * was raised, or of which the instalment knows nothing, is no change of the lender's.
 */
export function isRestated(loan: RecordedLoan, rates: RateTable): boolean {
  const usual = rates.of(loan);
  if (usual.some((rate) => loan.instalment === instalmentAt(loan, rate))) return false;
  return usual.some((rate) => loan.annualRatePpm <= rate);
}

/** Every difference between a loan's ledger and its record. */
export function differencesOf(
  loan: RecordedLoan,
  life: InferredLife,
  ledger: LedgerLife,
  rates: RateTable,
): readonly Difference[] {
  const restated = loan.instalment !== ledger.instalment && isRestated(loan, rates);
  const compared: readonly (readonly [ComparedFigure, MinorUnits, MinorUnits, Explained])[] = [
    ['record', partsPaid(loan), loan.paid, () => undefined],
    ['instalment', ledger.instalment, loan.instalment, () => (restated ? 'restated' : undefined)],
    ['principal', ledger.principal, loan.principal, () => undefined],
    [
      'interest',
      ledger.interest,
      loan.interest,
      (difference) => ruleOfInterest(difference, loan, life, restated ? rates : undefined),
    ],
    ['late_fee', ZERO, loan.lateFees, () => ruleOfLateFee(loan)],
    ['recoveries', ledger.recovered, loan.recoveries, (more) => ruleOfDebt(more, loan, ledger)],
    [
      'net_loss',
      minus(ledger.writtenOffPrincipal, minus(ledger.recovered, loan.collectionFee)),
      netLossOf(loan),
      (less) => ruleOfDebt(negate(less), loan, ledger),
    ],
    // Without fees everything that is paid is the lenders'.
    [
      'to_lenders',
      ledger.toLenders,
      sum([ledger.principal, ledger.interest, ledger.recovered]),
      () => undefined,
    ],
  ];
  return compared.flatMap(([figure, ours, file, explain]) => {
    const difference = minus(file, ours);
    if (figure === 'record' ? distanceOf(difference) <= SUM_ROUNDING : difference === ZERO)
      return [];
    const rule = explain(difference);
    return [{ id: loan.id, figure, ledger: ours, file, ...(rule !== undefined && { rule }) }];
  });
}

/** The loss that the record's identities give; nothing for what was repaid. */
export function netLossOf(loan: RecordedLoan): MinorUnits {
  if (loan.status === 'fully_paid') return minus(loan.collectionFee, loan.recoveries);
  const balance = minus(loan.loanAmount, loan.principal);
  return minus(balance, minus(loan.recoveries, loan.collectionFee));
}

type Explained = (difference: MinorUnits) => DifferenceRule | undefined;

/** @param difference what the record has beyond the ledger; less than nothing where it has less. */
function ruleOfInterest(
  difference: MinorUnits,
  loan: RecordedLoan,
  { early, firstDays }: InferredLife,
  restatedBy: RateTable | undefined,
): DifferenceRule | undefined {
  const { loanAmount, annualRatePpm, settlement } = loan;
  if (distanceOf(difference) <= ROUNDING) return 'rounding';
  const first = interestOfDays(loanAmount, annualRatePpm, firstDays);
  if (firstDays > 0 && distanceOf(plus(difference, first)) <= ROUNDING) return 'first_days';
  if (early !== undefined) {
    // A day of February is the longest share of a month: a twenty-eighth instead of a thirtieth.
    const day = interestOfDays(early.outstanding, Math.ceil((annualRatePpm * 30) / 28), 1);
    if (distanceOf(difference) <= plus(day, minorUnits(1n))) return 'within_a_day';
  }
  if (difference < ZERO) return undefined;
  const isWithin = (days: number) => difference <= interestOfDays(loanAmount, annualRatePpm, days);
  if (isWithin(LATE_DAYS_MAX)) return settlement === undefined ? 'late_days' : 'settlement';
  if (isWithin(INTEREST_ALONE_DAYS_MAX)) return 'interest_alone';
  return isWithinFormerRate(difference, loan, restatedBy) ? 'restated' : undefined;
}

/** Before it was lowered, the rate was one of the sub-grade's: no more interest than that, and its late days. */
function isWithinFormerRate(
  difference: MinorUnits,
  loan: RecordedLoan,
  rates: RateTable | undefined,
): boolean {
  const former = Math.max(...(rates?.of(loan) ?? []), loan.annualRatePpm);
  const whole = (rate: number) => {
    const lent = { ...loan, annualRatePpm: rate };
    return scheduleOfRecord(lent, loan.issueMonth).rows.reduce(
      (total, { interest }) => plus(total, interest),
      ZERO,
    );
  };
  const late = interestOfDays(loan.loanAmount, former, INTEREST_ALONE_DAYS_MAX);
  const lowered = minus(whole(former), whole(loan.annualRatePpm));
  return rates !== undefined && difference <= plus(lowered, late);
}

function ruleOfLateFee({ lateFees, instalment }: RecordedLoan): DifferenceRule | undefined {
  const each = greatest(LATE_FEE, minorUnits(instalment / LATE_FEE_PART + 1n));
  return lateFees <= times(each, BigInt(TERM_MONTHS)) ? 'late_fee' : undefined;
}

/** More was recovered than was owed: the ledger took all that was owed, and the rest bore interest elsewhere. */
function ruleOfDebt(
  more: MinorUnits,
  loan: RecordedLoan,
  { givenUp, writtenOffPrincipal, recovered }: LedgerLife,
): DifferenceRule | undefined {
  const isAllRecovered = givenUp === ZERO && recovered > ZERO;
  const { annualRatePpm } = loan;
  const bound = interestOfDays(writtenOffPrincipal, annualRatePpm, AFTER_WRITE_OFF_DAYS_MAX);
  return isAllRecovered && more > ZERO && more <= bound ? 'beyond_debt' : undefined;
}

/** The instalment of the record's amount at a rate: that of an annuity, rounded up to the cent. */
function instalmentAt({ loanAmount }: RecordedLoan, annualRatePpm: number): MinorUnits {
  const month = fraction(BigInt(annualRatePpm), MONTHS_IN_YEAR * MILLION);
  return annuityInMultiples(loanAmount, month, TERM_MONTHS, minorUnits(1n), 'up');
}

function placeOf({
  issueMonth,
  subGrade,
}: {
  readonly issueMonth: Day;
  readonly subGrade: string;
}) {
  return `${issueMonth} ${subGrade}`;
}

function distanceOf(difference: MinorUnits): MinorUnits {
  return difference < ZERO ? negate(difference) : difference;
}
