// `mutua calc day-count`: the days and the fraction of a year between two days, by any published convention.
import { type DayCountAnswer, DayCountLine } from '@mutua/contract/calculator/day-count.ts';
import { invalid, ok, type Result } from '@mutua/core/kit/result.ts';
import { type Fraction, formatDecimal } from '@mutua/core/money/fraction.ts';
import { type Day, parseDay } from '@mutua/core/time/day.ts';
import { countPeriod, type DayCountReference } from '@mutua/core/time/day-count.ts';
import { dayCountNamed } from '@mutua/core/time/day-count-names.ts';
import type { Calculation, Line } from './calculation.ts';
import { readShape } from './shape.ts';

/** With 20 decimals even a single day has 16 significant digits in every convention. */
const YEAR_FRACTION_DECIMALS = 20;

export const dayCountCalculation: Calculation = {
  name: 'day-count',
  summary: 'Counts the days between two dates and says what fraction of a year they are.',
  example: '{"id":"a","convention":"Actual/Actual (ISDA)","start":"2003-11-01","end":"2004-05-01"}',
  calculate,
};

function calculate(line: Line): Result<Line> {
  const shape = readShape(DayCountLine, line, '');
  if (!shape.ok) return shape;
  const dayCount = dayCountNamed(shape.value.convention);
  if (!dayCount.ok) return dayCount;
  const start = parseDay(shape.value.start, 'start');
  if (!start.ok) return start;
  const end = parseDay(shape.value.end, 'end');
  if (!end.ok) return end;
  const reference = readReference(shape.value);
  if (!reference.ok) return reference;
  const counted = countPeriod(dayCount.value, start.value, end.value, reference.value);
  if (!counted.ok) return counted;
  const answer: DayCountAnswer = {
    days: counted.value.days,
    yearFraction: decimalText(counted.value.yearFraction),
  };
  return ok({ ...answer });
}

function readReference(line: DayCountLine): Result<DayCountReference> {
  const terminationDay = parseOptionalDay(line.terminationDate, 'terminationDate');
  if (!terminationDay.ok) return terminationDay;
  const start = parseOptionalDay(line.refStart, 'refStart');
  if (!start.ok) return start;
  const end = parseOptionalDay(line.refEnd, 'refEnd');
  if (!end.ok) return end;
  if (start.value === undefined && end.value !== undefined) {
    return invalid('refStart', 'It is missing, and refEnd says nothing without it.');
  }
  if (start.value !== undefined && end.value === undefined) {
    return invalid('refEnd', 'It is missing, and refStart says nothing without it.');
  }
  return ok({
    ...(terminationDay.value !== undefined && { terminationDay: terminationDay.value }),
    ...(start.value !== undefined &&
      end.value !== undefined && { period: { start: start.value, end: end.value } }),
  });
}

function parseOptionalDay(text: string | undefined, field: string): Result<Day | undefined> {
  return text === undefined ? ok(undefined) : parseDay(text, field);
}

function decimalText(value: Fraction): string {
  return formatDecimal(value, YEAR_FRACTION_DECIMALS, 'half_even').replace(/\.?0+$/, '');
}
