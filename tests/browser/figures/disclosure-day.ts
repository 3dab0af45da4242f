// The day of a page by a second program: its book as it stood, and how sums, counts and shares become figures.

import { addDays, civilOf, type Day, dayOf, daysBetween } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { type NaiveLoan, naiveBook, naiveDay } from './disclosure-book.ts';
import { type NaiveStanding, principalBy, standingOf } from './disclosure-standing.ts';
import {
  countValue,
  type FigureAsk,
  type FigureQuery,
  moneyValue,
  rateValue,
} from './figure-query.ts';

/** The day of a page, and its book. */
export interface NaiveDay {
  readonly day: Day;
  readonly ask: FigureAsk;
  readonly loans: readonly NaiveLoan[];
  /** Every loan that was made, as it stood. */
  readonly made: readonly NaiveStanding[];
  readonly open: readonly NaiveStanding[];
}

const days = new WeakMap<pg.Pool, Map<string, Promise<Omit<NaiveDay, 'ask'>>>>();

export async function naiveDayOf(ask: FigureAsk): Promise<NaiveDay> {
  const text = await dayAsked(ask);
  const known = days.get(ask.db) ?? new Map<string, Promise<Omit<NaiveDay, 'ask'>>>();
  days.set(ask.db, known);
  const day = known.get(text) ?? readDay(ask.db, text);
  known.set(text, day);
  return { ...(await day), ask };
}

/** The day that the page's address names, or the last closed one. */
export async function dayAsked({ db, address }: FigureAsk): Promise<string> {
  const asked = address.searchParams.get('day');
  if (asked !== null) return asked;
  const { rows } = await db.query<{ day: string }>(
    'select max(day)::text as day from ledger.day_close',
  );
  return rows[0]?.day ?? '';
}

async function readDay(db: pg.Pool, text: string): Promise<Omit<NaiveDay, 'ask'>> {
  const [day, loans] = [naiveDay(text), await naiveBook(db, text)];
  const made = loans.map((loan) => standingOf(loan, day));
  return { day, loans, made, open: made.filter(({ principal }) => principal > 0n) };
}

export const bigSum = <Thing>(things: readonly Thing[], of: (thing: Thing) => bigint) =>
  things.reduce((total, thing) => total + of(thing), 0n);

/** In parts per million, a half to the even one. */
export function naiveShare(part: bigint, whole: bigint): string {
  const scaled = part * 1_000_000n;
  const [sign, size] =
    scaled < 0n !== whole < 0n ? [-1n, absolute(scaled)] : [1n, absolute(scaled)];
  const unit = absolute(whole);
  const [down, rest] = [size / unit, size % unit];
  const isUp = rest * 2n > unit || (rest * 2n === unit && down % 2n === 1n);
  return rateValue(sign * (isUp ? down + 1n : down));
}

const absolute = (value: bigint) => (value < 0n ? -value : value);

export type Of = (day: NaiveDay) => bigint | Promise<bigint>;

export const money = (of: Of): FigureQuery => {
  return async (ask) => moneyValue(await of(await naiveDayOf(ask)));
};
export const count = (of: (day: NaiveDay) => number): FigureQuery => {
  return async (ask) => countValue(of(await naiveDayOf(ask)));
};
export const share = (part: Of, whole: Of): FigureQuery => {
  return async (ask) => {
    const day = await naiveDayOf(ask);
    return naiveShare(await part(day), await whole(day));
  };
};

export const lent: Of = ({ made }) => bigSum(made, ({ loan }) => loan.amount);
export const balance: Of = ({ open }) => bigSum(open, ({ principal }) => principal);
export const writtenOff: Of = ({ made }) => bigSum(made, (one) => one.writtenOff - one.recovered);
export const borrowersOf = (loans: readonly NaiveStanding[]) =>
  new Set(loans.map(({ loan }) => loan.borrower)).size;
export const lendersOf = (loans: readonly NaiveStanding[]) =>
  new Set(loans.flatMap(({ loan }) => loan.lenders)).size;
export const badDebt: Of = ({ made }) =>
  bigSum(made, (one) => one.writtenOff - one.recovered + (one.isDefaulted ? one.principal : 0n));
/** The last day of the month before. */
export function monthBefore(day: Day): Day {
  const { year, month } = civilOf(day);
  return addDays(dayOf(year, month, 1), -1);
}

/** Half to even; of what is not below zero. */
export function rounded(part: bigint, whole: bigint): bigint {
  const [down, rest] = [part / whole, part % whole];
  return rest * 2n > whole || (rest * 2n === whole && down % 2n === 1n) ? down + 1n : down;
}

/** What is lost so far of a loan. */
export function naiveLoss(one: NaiveStanding): bigint {
  const late = one.daysLate > 90 ? rounded(one.principal * 7n, 10n) : 0n;
  return one.writtenOff - one.recovered + one.waived + late;
}

/** Interest less fees and losses, a year of 365 days, of what was outstanding day by day. */
export function naiveNetReturn(made: readonly NaiveStanding[], day: Day): string {
  const gain = bigSum(made, (one) => one.toLenders - one.fees - naiveLoss(one));
  const exposure = bigSum(made, ({ loan }) => {
    let total = 0n;
    const moved = new Set(loan.lines.map((line) => line.day).filter((on) => on <= day));
    const days = [...moved].sort((left, right) => left - right);
    let from = loan.valueDay;
    for (const on of [...days, day]) {
      if (on > from) total += principalBy(loan, from) * BigInt(daysBetween(from, on));
      if (on > from) from = on;
    }
    return total;
  });
  return naiveShare(gain * 365n, exposure);
}
