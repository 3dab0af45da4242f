// Reads the amounts of `mutua calc apr`: at times or on days, one by one or as lists of equal amounts.
import type { FlowEntry, Quantity, UnitPeriodEntry } from '@mutua/contract/calculator/apr.ts';
import { invalid, ok, type Result, refuse } from '@mutua/core/kit/result.ts';
import {
  addFractions,
  compareFractions,
  divideFractions,
  type Fraction,
  fraction,
  multiplyFractions,
  parseDecimal,
  ZERO_FRACTION,
} from '@mutua/core/money/fraction.ts';
import { fromFraction, type MinorUnits } from '@mutua/core/money/minor-units.ts';
import { type Day, parseDay } from '@mutua/core/time/day.ts';
import { type CalendarUnit, stepPeriods } from '@mutua/core/time/period.ts';

/** One amount, received if greater than 0 and paid if less, at an exact time or on a day. */
export interface ReadFlow {
  readonly when: { readonly time: Fraction } | { readonly day: Day };
  readonly amount: Fraction;
}

/** Most amounts that all entries of a line may stand for. */
const FLOWS_MAX = 100_000;
/** Last year that a list of days may reach. */
const YEARS_MAX = 400;

/**
 * Reads a decimal number or a quotient of two, exactly. A number of JSON is taken as it prints.
 *
 * @param path how the sender wrote the way to it.
 */
export function readQuantity(value: Quantity, path: string): Result<Fraction> {
  const text = typeof value === 'number' ? plainText(value) : value.trim();
  const [above = '', below, ...more] = text.split('/');
  const numerator = parseDecimal(above, path);
  if (!numerator.ok || below === undefined) return numerator;
  const denominator = parseDecimal(below, path);
  if (!denominator.ok) return denominator;
  if (more.length > 0 || compareFractions(denominator.value, ZERO_FRACTION) <= 0) {
    return invalid(path, 'Below the stroke of a fraction stands one number greater than 0.');
  }
  return ok(divideFractions(numerator.value, denominator.value));
}

/** An amount to nothing less than a millionth, as the whole number that dated flows are made of. */
export function inMillionths(amount: Fraction): MinorUnits {
  return fromFraction(multiplyFractions(amount, fraction(1_000_000n)), 'half_even');
}

/**
 * Reads a list of entries and adds them to what was read before.
 *
 * @param sign 1 for what the borrower receives, -1 for what is paid.
 */
export function readEntries(
  entries: readonly FlowEntry[],
  sign: 1 | -1,
  path: string,
  flows: ReadFlow[],
): Result<ReadFlow[]> {
  for (const [index, entry] of entries.entries()) {
    const read = readEntry(entry, sign, `${path}[${index}]`, flows);
    if (!read.ok) return read;
  }
  return ok(flows);
}

function readEntry(
  entry: FlowEntry,
  sign: 1 | -1,
  path: string,
  flows: ReadFlow[],
): Result<ReadFlow[]> {
  const read = readQuantity(entry.amount, `${path}.amount`);
  if (!read.ok) return read;
  const amount = { ...read.value, numerator: BigInt(sign) * read.value.numerator };
  if (flows.length + (entry.n ?? 1) > FLOWS_MAX) return tooMany(path);
  if (entry.n !== undefined) return readList(entry, entry.n, amount, path, flows);
  const stray = (['first', 'every', 'unit'] as const).find((field) => entry[field] !== undefined);
  if (stray) return invalid(`${path}.n`, `It is missing; ${stray} belongs to a list of n amounts.`);
  if (entry.date !== undefined) {
    if (entry.t !== undefined) return invalid(`${path}.t`, 'There is a date already.');
    const day = parseDay(entry.date, `${path}.date`);
    if (!day.ok) return day;
    flows.push({ when: { day: day.value }, amount });
    return ok(flows);
  }
  if (entry.t === undefined) return invalid(`${path}.t`, 'It is missing, and so is a date.');
  const time = readTime(entry.t, `${path}.t`);
  if (!time.ok) return time;
  flows.push({ when: { time: time.value }, amount });
  return ok(flows);
}

/** So many equal amounts, at times or on days. */
function readList(
  { first, every, unit, t, date }: FlowEntry,
  count: number,
  amount: Fraction,
  path: string,
  flows: ReadFlow[],
): Result<ReadFlow[]> {
  if (t !== undefined || date !== undefined) {
    const field = t === undefined ? 'date' : 't';
    return invalid(`${path}.${field}`, 'A list of n amounts has first and every instead.');
  }
  if (first === undefined) return invalid(`${path}.first`, 'It is missing.');
  if (every === undefined) return invalid(`${path}.every`, 'It is missing.');
  if (unit !== undefined) {
    const days = daysOfList(`${first}`, count, every, unit, path);
    if (!days.ok) return days;
    for (const day of days.value) flows.push({ when: { day }, amount });
    return ok(flows);
  }
  const start = readTime(first, `${path}.first`);
  if (!start.ok) return start;
  const step = readTime(every, `${path}.every`);
  if (!step.ok) return step;
  for (let index = 0; index < count; index++) {
    const since = multiplyFractions(step.value, fraction(BigInt(index)));
    flows.push({ when: { time: addFractions(start.value, since) }, amount });
  }
  return ok(flows);
}

/** The days of a list, counted from its first. */
export function daysOfList(
  first: string,
  count: number,
  every: Quantity,
  unit: CalendarUnit,
  path: string,
): Result<Day[]> {
  const start = parseDay(first, `${path}.first`);
  if (!start.ok) return start;
  const step = Number(every);
  if (!Number.isInteger(step) || step < 1) {
    return invalid(`${path}.every`, 'With a unit it must be a whole number of at least 1.');
  }
  const perYear = { days: 365, weeks: 52, months: 12 }[unit];
  if (count * step > YEARS_MAX * perYear || start.value > stepPeriods(start.value, 0, 1, 'days')) {
    return invalid(`${path}.n`, `The list must not be longer than ${YEARS_MAX} years.`);
  }
  return ok(Array.from({ length: count }, (_, index) => stepPeriods(start.value, index, step, unit)));
}
