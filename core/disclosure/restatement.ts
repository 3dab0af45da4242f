// A restatement 更正: what was published of a day and what it is by all that is known now, side by side.
import { type DisclosedFigure, type FigureValue, isSameValue } from './disclosed-figure.ts';

/** One figure that was published otherwise; without `before` or `after` where there was or is none. */
export interface RestatedFigure {
  readonly figure: DisclosedFigure['figure'];
  readonly row: string;
  readonly before?: FigureValue;
  readonly after?: FigureValue;
}

/**
 * Which figures differ, in the order of the new ones.
 *
 * @example restatedFigures([], []) // []
 */
export function restatedFigures(
  before: readonly DisclosedFigure[],
  after: readonly DisclosedFigure[],
): readonly RestatedFigure[] {
  const known = new Map(before.map((one) => [placeIn(one), one.value]));
  const changed = after.flatMap((one): RestatedFigure[] => {
    const { figure, row, value } = one;
    const earlier = known.get(placeIn(one));
    known.delete(placeIn(one));
    if (earlier === undefined) return [{ figure, row, after: value }];
    return isSameValue(earlier, value) ? [] : [{ figure, row, before: earlier, after: value }];
  });
  const gone = before.filter((one) => known.has(placeIn(one)));
  return [...changed, ...gone.map(({ figure, row, value }) => ({ figure, row, before: value }))];
}

function placeIn({ figure, row }: DisclosedFigure): string {
  return `${figure} ${row}`;
}
