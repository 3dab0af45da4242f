// Every public figure of a closed day, from the loans and the books and nothing else: none can be typed in.
import type { Day } from '../time/day.ts';
import { bookOnDay, type DisclosedBook, type HouseOnDay } from './book-on-day.ts';
import type { DisclosedFigure } from './disclosed-figure.ts';
import { DISCLOSED_FIGURES } from './figure-catalogue.ts';
import { gradeFigures, placeFigures, regionPeopleFigures, yearFigures } from './group-figures.ts';
import { historyFigures, rateFigures, rollFigures, vintageFigures } from './history-figures.ts';
import { overdueFigures } from './overdue-figures.ts';
import { recoveryFigures } from './recovery-figures.ts';
import { safeguardFigures } from './safeguard-figures.ts';
import { segmentFigures } from './segment-figures.ts';
import {
  concentrationFigures,
  identityFigures,
  monthFigures,
  peopleFigures,
} from './standing-figures.ts';

/**
 * The figures of a day, in the order of the catalogue; one whose denominator is nothing is not there.
 *
 * @example
 * figuresOfDay(
 *   { loans: [], compensations: [], lenderRegions: new Map(), collection: [] },
 *   {
 *     lendersCash: ZERO, reserveBalance: ZERO, lendersCashDays: ZERO, operatingCost: ZERO,
 *     registeredClients: 0, activeUsers: 0, segments: [],
 *   },
 *   dayOf(2026, 3, 2),
 * )[0]
 * // { figure: 'totalLent', row: '', value: { kind: 'money', amount: 0n } }
 */
export function figuresOfDay(
  known: DisclosedBook,
  house: HouseOnDay,
  day: Day,
): readonly DisclosedFigure[] {
  const book = bookOnDay(known, house, day);
  const figures = SECTIONS.flatMap((section) => section(book));
  const places = new Map(Object.keys(DISCLOSED_FIGURES).map((id, place) => [id, place]));
  const placeOf = ({ figure }: DisclosedFigure) => places.get(figure) ?? 0;
  return figures.toSorted((left, right) => placeOf(left) - placeOf(right));
}

const SECTIONS = [
  identityFigures,
  peopleFigures,
  monthFigures,
  concentrationFigures,
  overdueFigures,
  safeguardFigures,
  gradeFigures,
  yearFigures,
  vintageFigures,
  rollFigures,
  rateFigures,
  historyFigures,
  recoveryFigures,
  placeFigures,
  regionPeopleFigures,
  segmentFigures,
] as const;
