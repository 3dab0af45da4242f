// How the borrower of a loan behaves: drawn for its grade from what became of real loans, and fitted to its term. What
// happened to loans of 36 months, which lived two years on average, happens to a shorter one as much more rarely as it is
// shorter, and at the same part of its life: so the loss of a year is the same.
//
// The facts are counts of LendingClub loans of 36 months (`outcomes.json`). Their record shows a delay of more than
// fifteen days alone, by its fee; that some instalments come a few days late is an assumption of ours.
import type { Grade } from '@mutua/core/credit/grade.ts';
import { Chance } from './chance.ts';
import outcomes from './outcomes.json' with { type: 'json' };

const RECORDED_MONTHS = 36;
/** So long the loans of the record lived on average, since most were repaid early. */
const LIVED_MONTHS = 25;
const SHORT_DELAY_PERMILLE = 40;
const SHORT_DELAY_DAYS = 14;
const LONG_DELAY_DAYS = [16, 45] as const;

/** What becomes of a loan in the end. */
export type Fate =
  | { readonly kind: 'as_scheduled' }
  /** After so many instalments the rest is repaid at once. */
  | { readonly kind: 'early'; readonly after: number }
  /** After so many instalments nothing is paid any more but what is recovered, in per cent of what is lost. */
  | { readonly kind: 'stops'; readonly after: number; readonly recoveredPercent: number };

export interface Behaviour {
  readonly fate: Fate;
  /** By how many days an instalment comes late, from 1; those that are not here come in time. */
  readonly delays: ReadonlyMap<number, number>;
  /** So many days before the due day an instalment is brought. */
  readonly leadDays: number;
  /** So many instalments are brought at once. */
  readonly atOnce: number;
}

export interface LoanToBehave {
  readonly grade: Grade;
  readonly instalments: number;
  readonly months: number;
  readonly seed: number;
}

type Facts = (typeof outcomes.grades)['A'];

const GRADES: Readonly<Record<string, Facts>> = outcomes.grades;

/**
 * The same for the same loan under the same seed.
 *
 * @param loan by which it is known.
 * @param instalments of its schedule, over so many months.
 */
export function behaviourOf(
  loan: string,
  { grade, instalments, months, seed }: LoanToBehave,
): Behaviour {
  const facts = GRADES[grade] ?? outcomes.grades.E;
  const chance = Chance.of(loan, seed);
  return {
    fate: fateOf(facts, { instalments, months }, chance),
    delays: delaysOf(facts, instalments, chance),
    leadDays: chance.below(4),
    atOnce: chance.among(1, 2, 3, 3),
  };
}

function fateOf(
  facts: Facts,
  { instalments, months }: Pick<LoanToBehave, 'instalments' | 'months'>,
  chance: Chance,
): Fate {
  const { asScheduled, earlyAfter, chargedOffAfter, recoveredPercent } = facts;
  const drawn = chance.place([asScheduled, ...earlyAfter, ...chargedOffAfter]);
  if (drawn === 0) return { kind: 'as_scheduled' };
  const isEarly = drawn <= earlyAfter.length;
  const month = isEarly ? drawn - 1 : drawn - 1 - earlyAfter.length;
  if (chance.below(LIVED_MONTHS) >= months) return { kind: 'as_scheduled' };
  const after = Math.floor((month * instalments) / RECORDED_MONTHS);
  if (isEarly) return { kind: 'early', after };
  const place = chance.below(recoveredPercent.length);
  return { kind: 'stops', after, recoveredPercent: recoveredPercent[place] ?? 0 };
}

function delaysOf(
  { paidLate, loans }: Facts,
  instalments: number,
  chance: Chance,
): ReadonlyMap<number, number> {
  const delays = new Map<number, number>();
  for (let number = 1; number <= instalments; number += 1) {
    if (!chance.isIn(SHORT_DELAY_PERMILLE)) continue;
    // A few days are more frequent than many.
    const days = [chance.between(1, SHORT_DELAY_DAYS), chance.between(1, SHORT_DELAY_DAYS)];
    delays.set(number, Math.min(...days));
  }
  if (chance.below(loans) < paidLate) {
    delays.set(chance.between(1, instalments), chance.between(...LONG_DELAY_DAYS));
  }
  return delays;
}
