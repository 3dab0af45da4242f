// What each instalment is asked for before any amount is known: principal or not, interest or not, steps.
import {
  addFractions,
  type Fraction,
  multiplyFractions,
  ONE_FRACTION,
  ZERO_FRACTION,
} from '../../money/fraction.ts';
import { type MinorUnits, toFraction, ZERO } from '../../money/minor-units.ts';
import { civilOf, type Day } from '../../time/day.ts';
import type { Holiday, InstalmentStep, InterestRelief, ScheduleTerms } from './terms.ts';

/** The instalment is weight × the level amount + extra minor units. */
export interface StepWeight {
  readonly weight: Fraction;
  readonly extra: Fraction;
}

/** What one instalment to come is asked for. */
export interface PlannedInstalment {
  readonly paysPrincipal: boolean;
  readonly interest: 'paid' | InterestRelief;
  /** Left out while the instalment is the level amount. */
  readonly step?: StepWeight;
  /** Its principal, where each one is given. */
  readonly given?: MinorUnits;
}

/** An instalment that pays principal and interest, and nothing out of the ordinary. */
export const PLAIN_INSTALMENT: PlannedInstalment = { paysPrincipal: true, interest: 'paid' };

/** Nearly every loan has these, so that loans of one length share one list. */
const plainLists: (readonly PlannedInstalment[] | undefined)[] = [];

/** @param count 1 to 1200. */
function plainInstalments(count: number): readonly PlannedInstalment[] {
  let list = plainLists[count];
  if (list === undefined) {
    list = new Array<PlannedInstalment>(count).fill(PLAIN_INSTALMENT);
    plainLists[count] = list;
  }
  return list;
}

/**
 * Whether all are plain.
 *
 * @example areAllPlain(plannedInstalments({ instalmentCount: 2, repaymentMethod: 'flat' })) // true
 */
export function areAllPlain(planned: readonly PlannedInstalment[]): boolean {
  return (
    planned === plainLists[planned.length] || planned.every((asked) => asked === PLAIN_INSTALMENT)
  );
}

/** What of the terms decides which instalment is asked for what. */
export type PlanningTerms = Pick<
  ScheduleTerms,
  | 'instalmentCount'
  | 'repaymentMethod'
  | 'custom'
  | 'graceOnPrincipal'
  | 'graceOnInterest'
  | 'holidays'
>;

/**
 * The instalments in order. Holidays and seasons by calendar month are not in them yet (see `plannedFor`).
 *
 * @example plannedInstalments({ instalmentCount: 2, repaymentMethod: 'equal_principal', graceOnPrincipal: 1 })
 * // [{ paysPrincipal: false, interest: 'paid' }, PLAIN_INSTALMENT]
 */
export function plannedInstalments(terms: PlanningTerms): readonly PlannedInstalment[] {
  const { custom, graceOnPrincipal = 0, graceOnInterest, holidays } = terms;
  const planned = plainInstalments(terms.repaymentMethod === 'bullet' ? 1 : terms.instalmentCount);
  if (custom === undefined && graceOnPrincipal === 0 && !graceOnInterest && !holidays) {
    return planned;
  }
  const steps = custom?.kind === 'stepped' ? stepWeights(custom.steps) : undefined;
  return planned.map((_, index) => {
    const number = index + 1;
    const holiday = holidays?.find(({ on }) => isNumbered(on, number));
    const inGrace = graceOnInterest !== undefined && number <= graceOnInterest.instalments;
    const step = steps?.(number);
    const given = custom?.kind === 'principals' ? (custom.principals[index] ?? ZERO) : undefined;
    return {
      paysPrincipal: number > graceOnPrincipal && holiday === undefined,
      interest: inGrace ? graceOnInterest.relief : (holiday?.interest ?? 'paid'),
      ...(step && { step }),
      ...(given !== undefined && { given }),
    };
  });
}

function isNumbered(on: Holiday['on'], number: number): boolean {
  return on.kind === 'instalments' && on.from <= number && number <= on.to;
}

/** Each step acts on the instalment before it: a share multiplies it, an amount is added. */
function stepWeights(steps: readonly InstalmentStep[]): (number: number) => StepWeight {
  return (number) => {
    let weight = ONE_FRACTION;
    let extra = ZERO_FRACTION;
    for (const step of steps) {
      if (step.from > number) continue;
      if (step.kind === 'share') {
        const growth = addFractions(ONE_FRACTION, step.share);
        weight = multiplyFractions(weight, growth);
        extra = multiplyFractions(extra, growth);
      } else {
        extra = addFractions(extra, toFraction(step.amount));
      }
    }
    return { weight, extra };
  };
}

/**
 * What an instalment is asked for once its due day is known: nothing of principal outside the season or in
 * a holiday month.
 *
 * @example plannedFor({ holidays: [{ on: { kind: 'months', months: [2] }, interest: 'free' }] }, PLAIN_INSTALMENT, dayOf(2026, 2, 5))
 * // { paysPrincipal: false, interest: 'free' }
 */
export function plannedFor(
  terms: Pick<ScheduleTerms, 'custom' | 'holidays'>,
  planned: PlannedInstalment,
  dueDay: Day,
): PlannedInstalment {
  const { month } = civilOf(dueDay);
  const { custom, holidays } = terms;
  const outOfSeason = custom?.kind === 'seasonal' && !custom.months.includes(month);
  const holiday = holidays?.find(({ on }) => on.kind === 'months' && on.months.includes(month));
  if (!outOfSeason && !holiday) return planned;
  const interest = planned.interest === 'paid' && holiday ? holiday.interest : planned.interest;
  return { ...planned, paysPrincipal: false, interest };
}

/** Whether due days by calendar month change what instalments are asked for. */
export function hasMonthRules({ custom, holidays }: ScheduleTerms): boolean {
  return custom?.kind === 'seasonal' || holidays?.some(({ on }) => on.kind === 'months') === true;
}
