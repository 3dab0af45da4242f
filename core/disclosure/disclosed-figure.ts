// A public figure of a day: which one it is, of which row, and its value. The same list is the page, the file and the
// answer of the API.
import { fraction } from '../money/fraction.ts';
import { type MinorUnits, times, ZERO } from '../money/minor-units.ts';
import { divideRounded } from '../money/rounding.ts';
import { numberOf } from '../rate/number.ts';
import type { FigureId } from './figure-catalogue.ts';

const MILLION = 1_000_000n;

/** What a figure counts in: money of the currency, things, or parts per million. */
export type FigureValue =
  | { readonly kind: 'money'; readonly amount: MinorUnits }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'rate'; readonly ppm: number };

export interface DisclosedFigure {
  readonly figure: FigureId;
  /** The row of a table of like figures, such as a grade; empty where there is one alone. */
  readonly row: string;
  readonly value: FigureValue;
}

export function moneyFigure(figure: FigureId, amount: MinorUnits, row = ''): DisclosedFigure {
  return { figure, row, value: { kind: 'money', amount } };
}

export function countFigure(figure: FigureId, count: number, row = ''): DisclosedFigure {
  return { figure, row, value: { kind: 'count', count } };
}

/** None where there is nothing of which it could be a part. */
export function rateFigure(
  figure: FigureId,
  ppm: number | undefined,
  row = '',
): readonly DisclosedFigure[] {
  return ppm === undefined ? [] : [{ figure, row, value: { kind: 'rate', ppm } }];
}

/**
 * In parts per million, a half to the even one; undefined where the whole is nothing.
 *
 * @example shareOf(minorUnits(1n), minorUnits(4n)) // 250000
 */
export function shareOf(part: MinorUnits, whole: MinorUnits): number | undefined {
  if (whole === ZERO) return undefined;
  return numberOf(fraction(divideRounded(times(part, MILLION), whole, 'half_even')));
}

/** The same of two numbers of things. */
export function shareOfCount(part: number, whole: number): number | undefined {
  if (whole === 0) return undefined;
  return numberOf(fraction(divideRounded(BigInt(part) * MILLION, BigInt(whole), 'half_even')));
}

/** Whether two figures say the same. */
export function isSameValue(left: FigureValue, right: FigureValue): boolean {
  return figureText(left) === figureText(right);
}

/**
 * A value as one word, by which the forms of a figure are held against each other.
 *
 * @example figureText({ kind: 'rate', ppm: 112700 }) // '112700ppm'
 */
export function figureText(value: FigureValue): string {
  switch (value.kind) {
    case 'money':
      return `${value.amount}`;
    case 'count':
      return `${value.count}`;
    case 'rate':
      return `${value.ppm}ppm`;
    default:
      return value satisfies never;
  }
}
