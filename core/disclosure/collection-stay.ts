// Where a case of collection was at the close of each day, from its story: at which stage, and in whose hands.
//
// What is paid on a day belongs to where the case was at the close of the day before; so a stay begins with the close of
// the day on which the case came, and its last day is the one on which it went.
import type { Id } from '../kit/id.ts';
import type { Day } from '../time/day.ts';
import { type CaseEntry, type CollectionStage, isCaseOpen } from '../work/case.ts';

/** One entry of the story of a case of collection. */
export interface CaseMoment
  extends Pick<CaseEntry, 'caseId' | 'event' | 'state' | 'day' | 'detail' | 'ownerId'> {
  readonly loanId: Id;
  readonly stage: CollectionStage;
}

export interface CollectionStay {
  readonly caseId: Id;
  readonly loanId: Id;
  /** Where: a stage, or who had it. */
  readonly place: string;
  /** At whose close it had come. */
  readonly from: Day;
  /** At whose close it was there no more; undefined while it is. */
  readonly until?: Day;
}

/**
 * The stays of every case. Of the entries of a day only the last counts: of a payment the day is known, and no more.
 *
 * @param moments those of each case in their order.
 * @param placeOf where the case is by an entry, while it is collected.
 * @example
 * staysOf(
 *   [{ caseId: 'c', loanId: 'l', event: 'CaseOpened', state: 'open', day: dayOf(2026, 3, 2), stage: 'early' }],
 *   ({ stage }) => stage,
 * )
 * // [{ caseId: 'c', loanId: 'l', place: 'early', from: dayOf(2026, 3, 2) }]
 */
export function staysOf(
  moments: readonly CaseMoment[],
  placeOf: (moment: CaseMoment) => string | undefined,
): readonly CollectionStay[] {
  const byCase = new Map<Id, CaseMoment[]>();
  for (const moment of moments) {
    const known = byCase.get(moment.caseId);
    if (known === undefined) byCase.set(moment.caseId, [moment]);
    else known.push(moment);
  }
  return [...byCase.values()].flatMap((story) => staysOfCase(story, placeOf));
}

function staysOfCase(
  story: readonly CaseMoment[],
  placeOf: (moment: CaseMoment) => string | undefined,
): readonly CollectionStay[] {
  const stays: CollectionStay[] = [];
  let stay: CollectionStay | undefined;
  for (const { day, caseId, loanId, place } of placesByDay(story, placeOf)) {
    if (stay?.place === place) continue;
    if (stay !== undefined) stays.push({ ...stay, until: day });
    stay = place === undefined ? undefined : { caseId, loanId, place, from: day };
  }
  return stay === undefined ? stays : [...stays, stay];
}

interface PlaceOnDay extends Pick<CaseMoment, 'day' | 'caseId' | 'loanId'> {
  /** Undefined where it is not collected. */
  readonly place: string | undefined;
}

function placesByDay(
  story: readonly CaseMoment[],
  placeOf: (moment: CaseMoment) => string | undefined,
): readonly PlaceOnDay[] {
  const places: PlaceOnDay[] = [];
  let isCollected = false;
  for (const moment of story) {
    const { day, caseId, loanId } = moment;
    isCollected = isStillCollected(moment, isCollected);
    if (places.at(-1)?.day === day) places.pop();
    places.push({ day, caseId, loanId, place: isCollected ? placeOf(moment) : undefined });
  }
  return places;
}

/** A case that was closed on a promise to pay is collected until the promise is kept or broken. */
function isStillCollected(moment: CaseMoment, before: boolean): boolean {
  const { event, detail } = moment;
  if (isCaseOpen(moment)) return true;
  if (event === 'CaseClosed') return detail === 'promised';
  if (event === 'PromiseKept' || event === 'PromiseBroken') return false;
  return before;
}
