// Reads the amounts of `mutua calc apr`: at times or on days, one by one or as lists of equal amounts.
import type { FlowEntry, Quantity, UnitPeriodEntry } from '@mutua/contract/calculator/apr.ts';
import { invalid, ok, type Refused, type Result } from '@mutua/core/kit/result.ts';
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
import type { UnitPeriodFlow } from '@mutua/core/rate/all-in/us-rate.ts';
import { numberOf } from '@mutua/core/rate/number.ts';
import { civilOf, type Day, parseDay } from '@mutua/core/time/day.ts';
import { type CalendarUnit, stepPeriods } from '@mutua/core/time/period.ts';

/** An exact time in years, or a day. */
type Moment = { readonly time: Fraction } | { readonly day: Day };

/** One amount, received if greater than 0 and paid if less. */
export interface ReadFlow {
  readonly when: Moment;
  readonly amount: Fraction;
}

/** Most amounts that all entries of a line may stand for. */
const FLOWS_MAX = 100_000;
/** Last year that a list of days may reach. */
const YEAR_MAX = 9998;

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
 * Reads a list of entries and adds their amounts to `flows`.
 *
 * @param sign 1 for what the borrower receives, -1 for what is paid.
 * @returns the first refusal, if there is one.
 */
export function readEntries(
  entries: readonly FlowEntry[],
  sign: 1 | -1,
  path: string,
  flows: ReadFlow[],
): Refused | undefined {
  for (const [index, entry] of entries.entries()) {
    const place = `${path}[${index}]`;
    const amount = readAmount(entry.amount, sign, place);
    if (!amount.ok) return amount;
    const times =
      entry.n === undefined ? readMoment(entry, place) : readList(entry, entry.n, place);
    if (!times.ok) return times;
    if (flows.length + times.value.length > FLOWS_MAX) return tooMany(place);
    for (const when of times.value) flows.push({ when, amount: amount.value });
  }
  return undefined;
}

/** Reads entries whose `t` and `f` are whole unit-periods and a part of one. */
export function readUnitPeriods(
  entries: readonly UnitPeriodEntry[],
  sign: 1 | -1,
  path: string,
): Result<UnitPeriodFlow[]> {
  const flows: UnitPeriodFlow[] = [];
  for (const [index, entry] of entries.entries()) {
    const place = `${path}[${index}]`;
    const stray = (['date', 'first', 'every', 'unit'] as const).find(
      (field) => entry[field] !== undefined,
    );
    if (stray) return invalid(`${place}.${stray}`, 'With unit_periods_per_year times are t and f.');
    const amount = readAmount(entry.amount, sign, place);
    if (!amount.ok) return amount;
    if (entry.t === undefined) return invalid(`${place}.t`, 'It is missing.');
    const whole = readTime(entry.t, `${place}.t`);
    if (!whole.ok) return whole;
    const part = readTime(entry.f ?? 0, `${place}.f`);
    if (!part.ok) return part;
    const count = entry.n ?? 1;
    if (flows.length + count > FLOWS_MAX) return tooMany(place);
    const start = numberOf(whole.value);
    if (!Number.isInteger(start)) return invalid(`${place}.t`, 'It must be a whole number.');
    const fractional = { part: numberOf(part.value), amount: numberOf(amount.value) };
    if (fractional.part >= 1) return invalid(`${place}.f`, 'It must be less than 1.');
    for (let number = 0; number < count; number++)
      flows.push({ whole: start + number, ...fractional });
  }
  return ok(flows);
}

function readAmount(value: Quantity, sign: 1 | -1, path: string): Result<Fraction> {
  const read = readQuantity(value, `${path}.amount`);
  return read.ok ? ok({ ...read.value, numerator: BigInt(sign) * read.value.numerator }) : read;
}

/** The one time or day of an entry. */
function readMoment({ t, date, first, every, unit }: FlowEntry, path: string): Result<Moment[]> {
  if (first !== undefined || every !== undefined || unit !== undefined) {
    return invalid(
      `${path}.n`,
      'It is missing; first, every and unit belong to a list of n amounts.',
    );
  }
  if (t !== undefined && date !== undefined)
    return invalid(`${path}.date`, 'There is a time already.');
  if (date !== undefined) {
    const day = parseDay(date, `${path}.date`);
    return day.ok ? ok([{ day: day.value }]) : day;
  }
  if (t === undefined) return invalid(`${path}.t`, 'It is missing, and so is a date.');
  const time = readTime(t, `${path}.t`);
  return time.ok ? ok([{ time: time.value }]) : time;
}

/** The times or days of equal amounts. */
function readList(entry: FlowEntry, count: number, path: string): Result<Moment[]> {
  const { t, date, first, every, unit } = entry;
  if (t !== undefined || date !== undefined) {
    const field = t === undefined ? 'date' : 't';
    return invalid(`${path}.${field}`, 'A list of n amounts has first and every instead.');
  }
  if (first === undefined) return invalid(`${path}.first`, 'It is missing.');
  if (every === undefined) return invalid(`${path}.every`, 'It is missing.');
  if (unit !== undefined) return readDays(`${first}`, count, every, unit, path);
  const start = readTime(first, `${path}.first`);
  if (!start.ok) return start;
  const step = readTime(every, `${path}.every`);
  if (!step.ok) return step;
  return ok(
    Array.from({ length: count }, (_, index) => {
      const since = multiplyFractions(step.value, fraction(BigInt(index)));
      return { time: addFractions(start.value, since) };
    }),
  );
}

function readDays(
  first: string,
  count: number,
  every: Quantity,
  unit: CalendarUnit,
  path: string,
): Result<Moment[]> {
  const start = parseDay(first, `${path}.first`);
  if (!start.ok) return start;
  const step = Number(every);
  if (!Number.isInteger(step) || step < 1) {
    return invalid(`${path}.every`, 'With a unit it must be a whole number of at least 1.');
  }
  const years = (count * step) / { days: 365, weeks: 52, months: 12 }[unit];
  if (civilOf(start.value).year + years > YEAR_MAX) {
    return invalid(`${path}.n`, `The list must end in the year ${YEAR_MAX} at the latest.`);
  }
  return ok(
    Array.from({ length: count }, (_, index) => ({
      day: stepPeriods(start.value, index, step, unit),
    })),
  );
}

function readTime(value: Quantity, path: string): Result<Fraction> {
  const time = readQuantity(value, path);
  if (!time.ok || compareFractions(time.value, ZERO_FRACTION) >= 0) return time;
  return invalid(path, 'It must be at least 0.');
}

/** A number as decimal text without an exponent. */
function plainText(value: number): string {
  const text = value.toString();
  if (!text.includes('e')) return text;
  return Math.abs(value) < 1 ? value.toFixed(40) : BigInt(value).toString();
}

function tooMany(path: string): Refused {
  return invalid(path, `A line must not stand for more than ${FLOWS_MAX} amounts.`);
}
