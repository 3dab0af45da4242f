// When a borrower of the past paid what, inferred from amounts alone: the record has no days.
//
// What is inferred says what the borrower brings and on which day; how it is split the ledger alone decides.
//
// - Interest tells time. After the instalments whose interest the record holds in full, what is left of its interest
//   is a share of the next month's: so many days of it. On that day the rest of the principal was repaid early, in
//   full or in part. The day is the nearest one, so the ledger's interest lies within one day's accrual of it.
// - Principal tells how many instalments of a loan that was charged off were paid: as many as it holds in full. What
//   is left over was a part payment of the next instalment if the record has that instalment's interest too; else it
//   was repaid early, on the day that interest tells. So both have to fit one life.
// - Interest beyond the schedule was paid for late days, and changes nothing of which instalments were paid.
// - The lender of these loans let interest begin some whole days after the issue: where exactly so many days of it
//   are missing, the instalments were paid as scheduled.
// - Who was charged off stopped paying: 120 days after the first unpaid due day the loan is in default, on the 150th
//   it is written off. Recoveries come after it: a settlement's in monthly parts from its own month on, others at once.

import { makeSchedule } from '@mutua/core/loan/schedule/make-schedule.ts';
import { payoffQuote } from '@mutua/core/loan/schedule/payoff-quote.ts';
import type { Schedule } from '@mutua/core/loan/schedule/terms.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import {
  least,
  type MinorUnits,
  minorUnits,
  minus,
  plus,
  scale,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { scheduleTermsOf } from '@mutua/core/product/contract-terms.ts';
import { REPLAY_LOAN } from '@mutua/core/product/replay-loan.ts';
import { addDays, addMonths, type Day, daysBetween } from '@mutua/core/time/day.ts';
import type { RecordedLoan } from './recorded-loan.ts';

export const TERM_MONTHS = 36;
/** The record rounds each figure by itself. */
export const ROUNDING = minorUnits(5n);
/** Interest begins at most so many days after the issue. */
export const FIRST_DAYS_MAX = 5;
const WRITE_OFF_DAYS = 150;
const COLLECTION_DAYS = 30;
const SETTLEMENT_PARTS_MAX = 6;
/** Principal that differs by so little from whole instalments differs by rounding. */
const ODD_CENTS = minorUnits(2n);
const DAYS_IN_YEAR = 360n;
const MILLION = 1_000_000n;

/** Principal that was repaid before it was due. */
export interface EarlyPayment {
  readonly day: Day;
  readonly principal: MinorUnits;
  /** With the interest up to the day. */
  readonly amount: MinorUnits;
  /** Before it. */
  readonly outstanding: MinorUnits;
}

export interface Recovery {
  readonly day: Day;
  readonly amount: MinorUnits;
}

export interface ChargeOff {
  readonly writeOffDay: Day;
  readonly recoveries: readonly Recovery[];
  /** On which its collection ends. */
  readonly endDay: Day;
}

export interface InferredLife {
  readonly valueDay: Day;
  /** Due in every month but the last. */
  readonly instalment: MinorUnits;
  readonly lastInstalment: MinorUnits;
  /** So many were paid in full, each on its due day. */
  readonly instalments: number;
  /** Of the next one, on its due day. */
  readonly part: MinorUnits;
  readonly early?: EarlyPayment;
  readonly chargeOff?: ChargeOff;
  /** So many days of interest are missing at the start, to the cent. */
  readonly firstDays: number;
}

/** Infers the life of a loan that was issued on that day, the first to the 28th of a month. */
export function inferLife(loan: RecordedLoan, valueDay: Day): InferredLife {
  const schedule = scheduleOfRecord(loan, valueDay);
  const past = new PastSchedule(loan, schedule);
  const rows = schedule.rows.map(({ principal, interest }) => plus(principal, interest));
  const known = {
    valueDay,
    instalment: rows[0] ?? ZERO,
    lastInstalment: rows.at(-1) ?? ZERO,
  };
  if (loan.status === 'fully_paid') return { ...known, ...repaidLife(past) };
  const paid = unfinishedLife(past);
  return { ...known, ...paid, chargeOff: chargeOffOf(loan, past.dueDay(paid.instalments + 1)) };
}

/** The schedule that the platform makes of the record's amount and rate. */
export function scheduleOfRecord(
  { loanAmount, annualRatePpm }: Pick<RecordedLoan, 'loanAmount' | 'annualRatePpm'>,
  valueDay: Day,
): Schedule {
  const contract = { loanAmount, annualRatePpm, termMonths: TERM_MONTHS, valueDay };
  const made = makeSchedule(
    scheduleTermsOf(REPLAY_LOAN, { ...contract, repaymentMethod: 'equal_instalments' }),
  );
  if (!made.ok) throw new Error(`A record has no schedule: ${JSON.stringify(made.refusal)}`);
  return made.value;
}

/** What so many days' interest on an amount comes to, by twelve equal months of thirty days. */
export function interestOfDays(
  amount: MinorUnits,
  annualRatePpm: number,
  days: number,
): MinorUnits {
  const share = fraction(BigInt(annualRatePpm) * BigInt(days), DAYS_IN_YEAR * MILLION);
  return scale(amount, share, 'half_up');
}

type Paid = Pick<InferredLife, 'instalments' | 'part' | 'early' | 'firstDays'>;

/** The schedule with its running sums, beside what the record holds. */
class PastSchedule {
  readonly loan: RecordedLoan;
  readonly #schedule: Schedule;
  /** Before the first instalment, and after each. */
  readonly #principals: readonly MinorUnits[];
  readonly #interests: readonly MinorUnits[];

  constructor(loan: RecordedLoan, schedule: Schedule) {
    this.loan = loan;
    this.#schedule = schedule;
    this.#principals = runningSums(schedule.rows.map(({ principal }) => principal));
    this.#interests = runningSums(schedule.rows.map(({ interest }) => interest));
  }

  /** Of the first so many instalments together. */
  principalOf(instalments: number): MinorUnits {
    return this.#principals[instalments] ?? ZERO;
  }

  interestOf(instalments: number): MinorUnits {
    return this.#interests[instalments] ?? ZERO;
  }

  dueDay(number: number): Day {
    return addMonths(this.#schedule.terms.valueDay, number);
  }

  /** How many whole days of interest are missing of that sum, if it is exactly so many. */
  firstDaysMissing(interest: MinorUnits): number {
    const { loanAmount, annualRatePpm, interest: recorded } = this.loan;
    for (let days = 1; days <= FIRST_DAYS_MAX; days += 1) {
      const missing = interestOfDays(loanAmount, annualRatePpm, days);
      if (isNear(minus(interest, missing), recorded)) return days;
    }
    return 0;
  }

  /** Principal repaid early after whole instalments, on the day that the record's interest tells. */
  early(instalments: number, principal: MinorUnits): EarlyPayment {
    const rest = minus(this.loan.interest, this.interestOf(instalments));
    const [from, to] = [this.dueDay(instalments), this.dueDay(instalments + 1)];
    const month = minus(this.interestOf(instalments + 1), this.interestOf(instalments));
    const length = daysBetween(from, to);
    const guess = month === ZERO ? 1 : Math.round((Number(rest) * length) / Number(month));
    // On the due day itself it goes with the instalment; before the first there is none.
    const least = instalments === 0 ? 1 : 0;
    const candidates = [guess - 1, guess, guess + 1].map((days) =>
      Math.min(length - 1, Math.max(least, days)),
    );
    let best: { readonly day: Day; readonly accrued: MinorUnits } | undefined;
    for (const days of candidates) {
      const day = addDays(from, days);
      const accrued = this.#accrued(instalments, day);
      if (best === undefined || distance(accrued, rest) < distance(best.accrued, rest)) {
        best = { day, accrued };
      }
    }
    const { day, accrued } = best ?? { day: from, accrued: ZERO };
    const outstanding = minus(this.loan.loanAmount, this.principalOf(instalments));
    return { day, principal, amount: plus(principal, accrued), outstanding };
  }

  /** Together with the last of those instalments. */
  earlyOnDueDay(instalments: number, principal: MinorUnits): EarlyPayment {
    const outstanding = minus(this.loan.loanAmount, this.principalOf(instalments));
    return { day: this.dueDay(instalments), principal, amount: principal, outstanding };
  }

  #accrued(instalments: number, day: Day): MinorUnits {
    const quote = payoffQuote(this.#schedule, instalments, day);
    if (!quote.ok) throw new Error(`A record has no payoff: ${JSON.stringify(quote.refusal)}`);
    return quote.value.accruedInterest;
  }
}

function repaidLife(past: PastSchedule): Paid {
  const { interest, loanAmount } = past.loan;
  const whole = past.interestOf(TERM_MONTHS);
  const asScheduled = { instalments: TERM_MONTHS, part: ZERO };
  if (interest >= minus(whole, ROUNDING)) return { ...asScheduled, firstDays: 0 };
  const firstDays = past.firstDaysMissing(whole);
  if (firstDays > 0) return { ...asScheduled, firstDays };
  const instalments = interestMonths(past, TERM_MONTHS - 1);
  const rest = minus(loanAmount, past.principalOf(instalments));
  return { instalments, part: ZERO, early: past.early(instalments, rest), firstDays: 0 };
}

function unfinishedLife(past: PastSchedule): Paid {
  const { principal, interest } = past.loan;
  let instalments = 0;
  while (instalments < TERM_MONTHS - 1 && past.principalOf(instalments + 1) <= principal) {
    instalments += 1;
  }
  const over = minus(principal, past.principalOf(instalments));
  // As a part payment: its interest comes first, then this much principal.
  const withNext = over === ZERO ? past.interestOf(instalments) : past.interestOf(instalments + 1);
  const inPart = plus(over, minus(withNext, past.interestOf(instalments)));
  const asPart = { instalments, part: inPart };
  if (interest >= minus(withNext, ROUNDING)) return { ...asPart, firstDays: 0 };
  const missing = past.firstDaysMissing(withNext);
  if (missing > 0) return { ...asPart, firstDays: missing };
  if (over > ZERO && over <= ODD_CENTS && instalments > 0) {
    const asScheduled = past.interestOf(instalments);
    const firstDays = past.firstDaysMissing(asScheduled);
    if (firstDays > 0 || interest >= minus(asScheduled, ROUNDING)) {
      const early = past.earlyOnDueDay(instalments, over);
      return { instalments, part: ZERO, early, firstDays };
    }
  }
  const months = interestMonths(past, instalments);
  const early = past.early(months, minus(principal, past.principalOf(months)));
  return { instalments: months, part: ZERO, early, firstDays: 0 };
}

/** How many instalments' interest the record holds in full, at most so many. */
function interestMonths(past: PastSchedule, most: number): number {
  let months = 0;
  while (months < most && past.interestOf(months + 1) <= past.loan.interest) months += 1;
  return months;
}

function chargeOffOf({ recoveries, settlement }: RecordedLoan, unpaidSince: Day): ChargeOff {
  const writeOffDay = addDays(unpaidSince, WRITE_OFF_DAYS);
  const usual = addDays(writeOffDay, COLLECTION_DAYS);
  if (recoveries === ZERO) return { writeOffDay, recoveries: [], endDay: usual };
  const settled = settlement?.day;
  const first =
    settled === undefined ? usual : settled > writeOffDay ? settled : addDays(writeOffDay, 1);
  const parts = Math.min(SETTLEMENT_PARTS_MAX, Math.max(1, settlement?.term ?? 1));
  const each = minorUnits(recoveries / BigInt(parts));
  const paid: Recovery[] = [];
  let left = recoveries;
  for (let number = 0; number < parts && left > ZERO; number += 1) {
    const amount = number === parts - 1 || each === ZERO ? left : least(each, left);
    paid.push({ day: addMonths(first, number), amount });
    left = minus(left, amount);
  }
  const last = paid.at(-1)?.day ?? usual;
  return { writeOffDay, recoveries: paid, endDay: addDays(last, 1) };
}

function runningSums(values: readonly MinorUnits[]): readonly MinorUnits[] {
  const sums = [ZERO];
  for (const value of values) sums.push(plus(sums.at(-1) ?? ZERO, value));
  return sums;
}

function isNear(one: MinorUnits, other: MinorUnits): boolean {
  return distance(one, other) <= ROUNDING;
}

function distance(one: MinorUnits, other: MinorUnits): MinorUnits {
  return one > other ? minus(one, other) : minus(other, one);
}
