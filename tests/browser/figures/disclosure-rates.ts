// The yearly rates of what really moved, by a second program: the rate at which it is worth nothing, found by halving.
import type { Day } from '@mutua/core/time/day.ts';
import type { NaiveInstalment, NaiveLine, NaiveLoan } from './disclosure-book.ts';
import { rounded } from './disclosure-day.ts';
import { linesSum, type NaiveStanding } from './disclosure-standing.ts';
import { rateValue } from './figure-query.ts';

interface Flow {
  readonly on: Day;
  readonly amount: number;
}

/** All that borrowers got and paid, fees with it, and what they owe as if they paid it on the day. */
export function borrowersCost(rows: readonly NaiveStanding[], day: Day): string {
  return rateOf(
    rows.flatMap(({ loan, principal }) => {
      const paid = loan.lines.filter((line) => line.day <= day && isPayment(line));
      const owed = principal + accrued(loan, day, ({ interest }) => interest, isBorrowersInterest);
      return [
        { on: loan.valueDay, amount: -Number(loan.amount) },
        ...paid.map((line) => ({ on: line.day, amount: Number(line.amount) })),
        ...(principal > 0n ? [{ on: day, amount: Number(owed) }] : []),
      ];
    }),
  );
}

/** All that lenders gave and got, less fees, and what is outstanding to them as if they got it on the day. */
export function lendersReturn(rows: readonly NaiveStanding[], day: Day): string {
  return rateOf(
    rows.flatMap((standing) => {
      const { loan } = standing;
      const moved = loan.lines.filter(({ day: on, isLenders }) => isLenders && on <= day);
      return [
        { on: loan.valueDay, amount: -Number(loan.amount) },
        ...moved.map(({ day: on, code, amount }) => ({
          on,
          amount: toLenders(code) * Number(amount),
        })),
        { on: day, amount: Number(claimsWorth(standing, day)) },
      ];
    }),
  );
}

const IN = new Set([230, 231, 232, 411, 412, 422, 423]);
const FEES = new Set([302, 303, 304]);

function toLenders(code: number): number {
  if (IN.has(code)) return 1;
  return FEES.has(code) ? -1 : 0;
}

/** Three tenths of what is so late; else what is outstanding, with the interest of its lenders so far. */
function claimsWorth({ loan, lendersPrincipal, daysLate }: NaiveStanding, day: Day): bigint {
  if (daysLate > 90) return lendersPrincipal - rounded(lendersPrincipal * 7n, 10n);
  if (lendersPrincipal === 0n) return 0n;
  const isReceived = ({ code, isLenders, component }: NaiveLine) =>
    (isLenders && [231, 412, 423].includes(code)) || isWaivedInterest(code, component);
  return lendersPrincipal + accrued(loan, day, (one) => one.lendersInterest, isReceived);
}

const BORROWER_FEES = new Set([300, 301, 302, 303, 307, 308, 402]);

function isPayment({ code, isBorrowers }: NaiveLine): boolean {
  return code === 610 || code === 611 || code === 612 || (BORROWER_FEES.has(code) && isBorrowers);
}

function isBorrowersInterest({ code, component }: NaiveLine): boolean {
  return code === 611 || isWaivedInterest(code, component);
}

function isWaivedInterest(code: number, component: NaiveLine['component']): boolean {
  return code === 620 && component === 'interest';
}

/** Interest of the plan to the day, less what was paid of it. */
function accrued(
  loan: NaiveLoan,
  day: Day,
  interestOf: (instalment: NaiveInstalment) => bigint,
  isPaid: (line: NaiveLine) => boolean,
): bigint {
  let [from, earned] = [loan.valueDay, 0n];
  for (const instalment of loan.instalments) {
    const { due } = instalment;
    if (day <= from) break;
    const [whole, passed] = [BigInt(Math.max(1, due - from)), BigInt(day - from)];
    const interest = interestOf(instalment);
    earned += passed < BigInt(due - from) ? rounded(interest * passed, whole) : interest;
    from = due;
  }
  const paid = linesSum(loan, day, isPaid);
  return earned > paid ? earned - paid : 0n;
}

/** Where nothing came back all is lost. */
function rateOf(flows: readonly Flow[]): string {
  if (flows.every(({ amount }) => amount <= 0)) return rateValue(-1_000_000);
  const start = Math.min(...flows.map(({ on }) => on));
  const worth = (yearly: number) =>
    flows.reduce((sum, { on, amount }) => sum + amount / (1 + yearly) ** ((on - start) / 365), 0);
  let [low, high] = [-0.99, 10];
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (worth(middle) > 0) low = middle;
    else high = middle;
  }
  return rateValue(Math.round(low * 1_000_000));
}
