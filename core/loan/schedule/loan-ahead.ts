// What of a loan still lies ahead: all that the rows to come are made from, between two changes.
import type { Fraction } from '../../money/fraction.ts';
import {
  fromFraction,
  type MinorUnits,
  minorUnits,
  minus,
  plus,
  scale,
  times,
  toFraction,
  ZERO,
} from '../../money/minor-units.ts';
import { divideRounded } from '../../money/rounding.ts';
import type { Day } from '../../time/day.ts';
import { type DueSequence, dueSequence } from './due-days.ts';
import { feesCharged } from './fees.ts';
import type { RateFrom } from './interest-period.ts';
import { type PlannedInstalment, plannedInstalments } from './planned-instalments.ts';
import type { PartOfPrincipal, ScheduleTerms } from './terms.ts';

/** The multiple of an instalment for which no other is agreed. */
export const ONE_MINOR_UNIT = minorUnits(1n);

/** A loan between two changes. */
export interface LoanAhead {
  /** In force: those of the contract with what reschedules set anew. */
  readonly terms: ScheduleTerms;
  readonly sequence: DueSequence;
  /** Of the next due day in the sequence. */
  readonly index: number;
  /** Where the running interest period starts, and from when its interest is not yet paid. */
  readonly startDay: Day;
  readonly fromDay: Day;
  readonly balance: MinorUnits;
  /** Interest of earlier rows that is paid in the next one that pays interest. */
  readonly deferred: MinorUnits;
  /** The principal on which flat interest is counted. */
  readonly flatBase: Fraction;
  /** Principal that is due with the last instalment beside it. */
  readonly balloon: MinorUnits;
  readonly rates: readonly RateFrom[];
  /** One for each row to come. */
  readonly planned: readonly PlannedInstalment[];
  /** An amount that is kept instead of levelled anew, and whether the term may grow with it. */
  readonly kept?: { readonly amount: MinorUnits; readonly mayGrow: boolean };
}

/** The whole loan, seen from the value day, when so much was paid down. */
export function wholeLoanAhead(terms: ScheduleTerms, paidDown: MinorUnits): LoanAhead {
  const balance = minus(plus(terms.principal, feesCharged(terms, 'financed')), paidDown);
  return {
    terms,
    sequence: dueSequence(terms),
    index: 0,
    startDay: terms.valueDay,
    fromDay: terms.valueDay,
    balance,
    deferred: ZERO,
    flatBase: toFraction(balance),
    balloon: balloonOf(terms),
    rates: [{ day: terms.valueDay, annualRate: terms.annualRate }],
    planned: plannedInstalments(terms),
  };
}

/** How many due days of the sequence one row takes: all of the term where it pays for them all. */
export function periodsInRow(terms: ScheduleTerms): number {
  return terms.repaymentMethod === 'bullet' ? terms.instalmentCount : 1;
}

/** What the method repeats in every row that pays principal. */
export type Repeated = 'instalment' | 'principal' | 'flat' | 'nothing' | 'given';

/** What the loan's method repeats: the amount that is rounded, and kept when an instalment is kept. */
export function repeatedBy({ repaymentMethod, custom }: ScheduleTerms): Repeated {
  switch (repaymentMethod) {
    case 'equal_instalments':
      return 'instalment';
    case 'equal_principal':
      return 'principal';
    case 'flat':
      return 'flat';
    case 'interest_first':
    case 'bullet':
      return 'nothing';
    case 'custom':
      if (custom?.kind === 'principals') return 'given';
      return custom?.kind === 'seasonal' && custom.repeats === 'principal'
        ? 'principal'
        : 'instalment';
  }
}

/** The balloon in money; 0 without one. */
export function balloonOf(
  terms: Pick<ScheduleTerms, 'custom' | 'principal' | 'rounding'>,
): MinorUnits {
  return terms.custom?.kind === 'balloon' ? partOfPrincipal(terms, terms.custom.balloon) : ZERO;
}

/** An amount, or a share of the amount lent, rounded like an instalment. */
export function partOfPrincipal(
  terms: Pick<ScheduleTerms, 'principal' | 'rounding'>,
  part: PartOfPrincipal,
): MinorUnits {
  if (part.kind === 'amount') return part.amount;
  return scale(terms.principal, part.share, terms.rounding.instalment);
}

/** An exact amount as a multiple of the contract's whole unit. */
export function roundInstalment(
  exact: Fraction,
  { instalmentMultiple, rounding }: Pick<ScheduleTerms, 'instalmentMultiple' | 'rounding'>,
): MinorUnits {
  if (instalmentMultiple === undefined) return fromFraction(exact, rounding.instalment);
  const { numerator, denominator } = exact;
  const multiples = divideRounded(numerator, denominator * instalmentMultiple, rounding.instalment);
  return times(instalmentMultiple, multiples);
}
