// How a loan stood at the close of a day, by a second program.
import type { Day } from '@mutua/core/time/day.ts';
import type { NaiveInstalment, NaiveLine, NaiveLoan } from './disclosure-book.ts';

export interface NaiveStanding {
  readonly loan: NaiveLoan;
  readonly repaid: bigint;
  readonly waived: bigint;
  readonly writtenOff: bigint;
  readonly recovered: bigint;
  readonly principal: bigint;
  readonly lendersPrincipal: bigint;
  readonly interestToCome: bigint;
  readonly toLenders: bigint;
  readonly fees: bigint;
  readonly compensated: bigint;
  readonly daysLate: number;
  readonly daysUncredited: number;
  readonly uncredited: bigint;
  readonly isDefaulted: boolean;
}

const total = (amounts: readonly bigint[]) => amounts.reduce((sum, one) => sum + one, 0n);
const atLeastZero = (amount: bigint) => (amount > 0n ? amount : 0n);

/** The lines of a loan until the close of a day that fit. */
export function linesSum(
  { lines }: NaiveLoan,
  day: Day,
  fits: (line: NaiveLine) => boolean,
): bigint {
  return total(lines.filter((line) => line.day <= day && fits(line)).map(({ amount }) => amount));
}

export const repaidBy = (loan: NaiveLoan, day: Day) =>
  linesSum(loan, day, ({ code }) => code === 610);
const waivedBy = (loan: NaiveLoan, day: Day) =>
  linesSum(loan, day, ({ code, component }) => code === 620 && component === 'principal');
const writtenOffBy = (loan: NaiveLoan, day: Day) =>
  linesSum(loan, day, ({ code, component }) => code === 630 && component === 'principal');

export function recoveredBy(loan: NaiveLoan, day: Day): bigint {
  return linesSum(loan, day, ({ code }) => code === 230) - repaidBy(loan, day);
}

export function principalBy(loan: NaiveLoan, day: Day): bigint {
  if (day < loan.valueDay) return 0n;
  return loan.amount - repaidBy(loan, day) - waivedBy(loan, day) - writtenOffBy(loan, day);
}

/** Interest and penalty that its lenders received. */
export function toLendersBy(loan: NaiveLoan, day: Day): bigint {
  const codes = new Set([231, 232, 412, 423]);
  return linesSum(loan, day, ({ code, isLenders }) => isLenders && codes.has(code));
}

export function compensatedBy(loan: NaiveLoan, day: Day): bigint {
  const codes = new Set([411, 412, 422, 423]);
  return linesSum(loan, day, ({ code }) => codes.has(code));
}

/** Days since the oldest instalment was asked for of which something is open. */
export function daysLateBy({ instalments }: NaiveLoan, day: Day): number {
  const open = instalments.find(
    ({ asked, settled }) => asked < day && (settled === undefined || settled > day),
  );
  return open === undefined ? 0 : day - open.asked;
}

export function standingOf(loan: NaiveLoan, day: Day): NaiveStanding {
  const principal = principalBy(loan, day);
  const isOpen = principal > 0n;
  const interestPaid = linesSum(
    loan,
    day,
    ({ code, component }) => code === 611 || (code === 620 && component === 'interest'),
  );
  const planned = total(loan.instalments.map(({ interest }) => interest));
  const credited = creditedBy(loan, day);
  const owed = isOpen ? owedBy(loan, day, credited) : { amount: 0n, since: undefined };
  const feeCodes = new Set([302, 303, 304]);
  return {
    ...{ loan, principal, repaid: repaidBy(loan, day), waived: waivedBy(loan, day) },
    ...{ writtenOff: writtenOffBy(loan, day), recovered: recoveredBy(loan, day) },
    lendersPrincipal: isOpen ? atLeastZero(loan.amount - credited.principal) : 0n,
    interestToCome: isOpen ? atLeastZero(planned - interestPaid) : 0n,
    toLenders: toLendersBy(loan, day),
    fees: linesSum(loan, day, ({ code, isLenders }) => isLenders && feeCodes.has(code)),
    compensated: compensatedBy(loan, day),
    daysLate: isOpen ? daysLateBy(loan, day) : 0,
    daysUncredited: owed.since === undefined ? 0 : day - owed.since,
    uncredited: owed.amount,
    isDefaulted: loan.defaultTurns.findLast((turn) => turn.day <= day)?.isIn ?? false,
  };
}

interface Credited {
  readonly principal: bigint;
  readonly interest: bigint;
}

/** What lenders were credited with, or have given up. */
function creditedBy(loan: NaiveLoan, day: Day): Credited {
  const principals = new Set([230, 411, 422]);
  const interests = new Set([231, 412, 423]);
  const lenders = (codes: ReadonlySet<number>) =>
    linesSum(loan, day, ({ code, isLenders }) => isLenders && codes.has(code));
  const waived = linesSum(
    loan,
    day,
    ({ code, component }) => code === 620 && component === 'interest',
  );
  return {
    principal: lenders(principals) + waivedBy(loan, day),
    interest: lenders(interests) + waived,
  };
}

/** The instalments asked for before the day, oldest first, less what was credited; nothing once all principal was. */
function owedBy(loan: NaiveLoan, day: Day, credited: Credited) {
  if (credited.principal >= loan.amount) return { amount: 0n, since: undefined };
  const due = loan.instalments.filter(({ asked }) => asked < day);
  const interestOf = (rows: readonly NaiveInstalment[]) =>
    total(rows.map(({ lendersInterest }) => lendersInterest));
  const principalOf = (rows: readonly NaiveInstalment[]) =>
    total(rows.map(({ principal }) => principal));
  const first = due.findIndex((_, index) => {
    const until = due.slice(0, index + 1);
    return principalOf(until) > credited.principal || interestOf(until) > credited.interest;
  });
  if (first === -1) return { amount: 0n, since: undefined };
  const amount =
    atLeastZero(principalOf(due) - credited.principal) +
    atLeastZero(interestOf(due) - credited.interest);
  return { amount, since: due[first]?.asked };
}
