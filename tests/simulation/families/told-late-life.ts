// The life of a loan told again from what came to it: what falls due and what lateness costs is counted anew.
import { type Day, daysBetween } from '@mutua/core/time/day.ts';
import type { Parts, Row, TownLoan } from '../town.ts';
import type { CameIn, Happening, Past, Standing } from '../town-past.ts';
import { latenessOf } from './lateness.ts';
import { fallenBy, NAMES, nothing, openOf, totalOf } from './loan-life.ts';

const GRACE_DAYS = 3;

/** How a life that was told has ended. */
export interface LifeTold {
  readonly loan: TownLoan;
  /** Money for which there is nothing any more. */
  readonly left: bigint;
  /** The most days by which anything was behind. */
  readonly worst: number;
}

/** One telling: the loan as it is at that point, and the money that waits. */
class Telling {
  readonly loan: TownLoan;
  forFees = 0n;
  rest = 0n;
  /** Since when nothing is open of an instalment. */
  readonly settled: (Day | undefined)[] = [];

  constructor(loan: TownLoan, start: Standing) {
    const { sent: _, compromise: __, writtenOff: ___, meterDay: ____, ...kept } = loan;
    this.loan = { ...kept, ...structuredClone(start) } as TownLoan;
  }

  /** What waits meets what is asked for on its day, and what is late costs. */
  goTo(day: Day): void {
    while (this.forFees + this.rest > 0n) {
      const next = this.loan.rows[this.loan.fallen];
      if (next === undefined || next.askDay > day) break;
      passDays(this.loan, next.askDay);
      this.meet(next.askDay);
    }
    passDays(this.loan, day);
    this.meet(day);
  }

  meet(day: Day): void {
    this.forFees = payDue(this.loan, ['fee'], this.forFees);
    this.rest = payDue(this.loan, ['penalty', 'interest', 'principal'], this.rest);
    this.settle(day);
  }

  /** Interest that is not due is not owed: what waits is principal of what comes next. */
  payAhead(day: Day, most = this.rest): void {
    let left = lesser(most, this.rest);
    for (const row of this.loan.rows.slice(this.loan.fallen)) {
      const part = lesser(openOf(row).principal, left);
      row.paid.principal += part;
      this.rest -= part;
      left -= part;
    }
    this.settle(day);
  }

  stand(standing: Standing, day: Day): void {
    Object.assign(this.loan, structuredClone(standing));
    this.settled.length = Math.min(this.settled.length, this.loan.rows.length);
    this.settle(day);
  }

  settle(day: Day): void {
    for (const [index, row] of this.loan.rows.entries()) {
      if (totalOf(openOf(row)) > 0n) this.settled[index] = undefined;
      else this.settled[index] ??= day;
    }
  }
}

export function tell(
  loan: TownLoan,
  { start }: Past,
  happenings: readonly Happening[],
  today: Day,
): LifeTold {
  const telling = new Telling(loan, start);
  for (const one of happenings.toSorted((left, right) => left.day - right.day)) {
    telling.goTo(one.day);
    happen(telling, one);
  }
  telling.goTo(today);
  const worst = worstOf(telling, today);
  telling.payAhead(today);
  return { loan: telling.loan, left: telling.forFees + telling.rest, worst };
}

function happen(telling: Telling, one: Happening): void {
  if (one.kind === 'payment') pay(telling, one);
  if (one.kind === 'turn') telling.stand(one.standing, one.day);
  if (one.kind === 'waiver') {
    for (const name of NAMES) giveUp(telling.loan, name, one.amounts[name]);
    telling.settle(one.day);
  }
  if (one.kind === 'correction') {
    const more = one.ahead - aheadOf(telling.loan);
    if (more > 0n) telling.payAhead(one.day, more);
  }
}

function pay(telling: Telling, { day, standing, forFees, rest, back: all }: CameIn): void {
  if (standing !== undefined) {
    telling.stand(standing, day);
    return;
  }
  telling.forFees += forFees;
  telling.rest += rest;
  for (const { row, principal, interest } of all) {
    const { back } = telling.loan.rows[row]?.covered ?? {};
    if (back === undefined) continue;
    back.principal += principal;
    back.interest += interest;
  }
  telling.meet(day);
}

/** Principal that is paid of instalments to come. */
export function aheadOf({ rows, fallen }: Pick<TownLoan, 'rows' | 'fallen'>): bigint {
  return rows.slice(fallen).reduce((total, { paid }) => total + paid.principal, 0n);
}

/** The loan on a later day if nothing comes to it. */
export function passDays(loan: TownLoan, day: Day): void {
  loan.fallen = fallenBy(loan, day, 'due');
  const lateness = latenessOf(loan, day, loan.fallen);
  if (lateness === undefined) return;
  loan.meterDay = day;
  loan.ceiling = lateness.ceiling;
  for (const [row, exact] of lateness.exact) row.exactPenalty = exact;
  for (const [row, amount] of lateness.added) row.due.penalty += amount;
}

/** Of what is due, the oldest instalment first. @returns what is left */
function payDue(loan: TownLoan, names: readonly (typeof NAMES)[number][], money: bigint): bigint {
  let left = money;
  for (const row of loan.rows.slice(0, loan.fallen)) {
    for (const name of names) {
      const part = lesser(openOf(row)[name], left);
      row.paid[name] += part;
      left -= part;
    }
  }
  return left;
}

function giveUp(loan: TownLoan, name: keyof Parts, amount: bigint): void {
  let left = amount;
  for (const row of loan.rows.slice(0, loan.fallen)) {
    const part = lesser(openOf(row)[name], left);
    row.waived[name] += part;
    left -= part;
  }
}

function worstOf({ loan, settled }: Telling, today: Day): number {
  const days = loan.rows
    .slice(0, loan.fallen)
    .map(({ askDay }, index) => daysBetween(askDay, settled[index] ?? today));
  const worst = Math.max(0, ...days);
  return worst > GRACE_DAYS ? worst : 0;
}

function lesser(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}

/** What was asked for, paid and given up of all instalments; asked for is what has fallen due. */
export function sumsOf({ rows, fallen }: TownLoan) {
  const sums = { due: nothing(), paid: nothing(), waived: nothing() };
  for (const [index, row] of rows.entries()) {
    for (const kind of ['due', 'paid', 'waived'] as const) {
      if (kind === 'due' && index >= fallen) continue;
      for (const name of NAMES) sums[kind][name] += row[kind][name];
    }
  }
  return sums;
}

/** Instalment by instalment, to the cent. */
export function isSameMoney(left: TownLoan, right: TownLoan): boolean {
  return (
    left.fallen === right.fallen && textOf(left.rows).join('|') === textOf(right.rows).join('|')
  );
}

function textOf(rows: readonly Row[]): string[] {
  return rows.map(({ due, paid, waived }) =>
    [due, paid, waived].flatMap((parts) => NAMES.map((name) => parts[name])).join(' '),
  );
}
