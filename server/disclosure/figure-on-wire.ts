// Public figures from the words of the rules to those of the wire.
import type { FigureOnWire, FigureValueOnWire } from '@mutua/contract/disclosure/figures.ts';
import type { DisclosedFigure, FigureValue } from '@mutua/core/disclosure/disclosed-figure.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import { moneyOf } from '../http/read-fields.ts';
import type { Published, Restatement } from './published-store.ts';

export function figureOnWire(
  { figure, row, value }: DisclosedFigure,
  currency: string,
): FigureOnWire {
  return { figure, row, ...valueOnWire(value, currency) };
}

export function valueOnWire(value: FigureValue, currency: string): FigureValueOnWire {
  switch (value.kind) {
    case 'money':
      return { money: moneyOf(value.amount, currency) };
    case 'count':
      return { count: value.count };
    case 'rate':
      return { ratePpm: value.ppm };
    default:
      return value satisfies never;
  }
}

export function stampOnWire(one: Published | Restatement) {
  const { day, currency, version, knownThrough, publishedAt } = one;
  return {
    ...{ day: formatDay(day), currency, version },
    ...{ knownThrough: formatDay(knownThrough), publishedAt },
  };
}
