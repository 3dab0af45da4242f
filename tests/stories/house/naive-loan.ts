// What one lender gets of one loan, reckoned as somebody would with a pocket calculator: days of the calendar, a rate
// divided by twelve, half a cent up. Nothing of it comes from the platform.
import { addDays, addMonths, type Day, daysBetween, formatDay } from '@mutua/core/time/day.ts';

export interface NaiveTerms {
  readonly issued: Day;
  /** In minor units. */
  readonly amount: bigint;
  readonly months: number;
  readonly method: 'equal_instalments' | 'equal_principal' | 'interest_first' | 'bullet';
  readonly ratePpm: bigint;
}

export interface NaiveRow {
  readonly due: Day;
  readonly principal: bigint;
  readonly interest: bigint;
}

/** What one day brings of a loan; the fee is the lender's own. */
export interface NaivePayment {
  readonly day: Day;
  readonly principal: bigint;
  readonly interest: bigint;
  readonly penalty: bigint;
  readonly fee: bigint;
}

const [MILLION, MONTHS, DAYS] = [1_000_000n, 12n, 360n];
/** A penalty is charged at one and a half times the rate. */
const [PENALTY_OF, PENALTY_PER] = [3n, 2n];

/** Of what is not less than nothing. */
export function halfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

export function naiveRows(terms: NaiveTerms): readonly NaiveRow[] {
  const { issued, amount, months, method, ratePpm } = terms;
  const count = BigInt(months);
  if (method === 'bullet') {
    const interest = halfUp(amount * ratePpm * count, MONTHS * MILLION);
    return [{ due: addMonths(issued, months), principal: amount, interest }];
  }
  const rate = Number(ratePpm) / 12_000_000;
  const level = BigInt(Math.round((Number(amount) * rate) / (1 - (1 + rate) ** -months)));
  let left = amount;
  return Array.from({ length: months }, (_, index) => {
    const interest = halfUp(left * ratePpm, MONTHS * MILLION);
    const isLast = index + 1 === months;
    const planned = {
      equal_instalments: level - interest,
      equal_principal: amount / count,
      interest_first: 0n,
    }[method];
    const principal = isLast ? left : planned;
    left -= principal;
    return { due: addMonths(issued, index + 1), principal, interest };
  });
}

/** A weekend waits for its Monday. */
export function askedOn(due: Day): Day {
  const weekday = new Date(formatDay(due)).getUTCDay();
  return addDays(due, weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
}

/** Paid on its day, or so many days later by somebody else; of the interest a share is the lender's fee. */
export function paidRow({ principal, interest }: NaiveRow, day: Day, feePpm = 0n): NaivePayment {
  return { day, principal, interest, penalty: 0n, fee: halfUp(interest * feePpm, MILLION) };
}

/** Repaid in full between two due days: the principal, and of the month's interest the share of its days. */
export function paidEarly(terms: NaiveTerms, paid: number, day: Day): NaivePayment {
  const rows = naiveRows(terms).slice(0, paid);
  const principal = rows.reduce((left, row) => left - row.principal, terms.amount);
  const since = rows.at(-1)?.due ?? terms.issued;
  const days = BigInt(daysBetween(since, day));
  const ofMonth = BigInt(daysBetween(since, addMonths(terms.issued, paid + 1)));
  const interest = halfUp(principal * terms.ratePpm * days, MONTHS * MILLION * ofMonth);
  return { day, principal, interest, penalty: 0n, fee: 0n };
}

/** Of an instalment that is unpaid on that day, beyond its days of grace. */
export function naivePenalty(row: NaiveRow, ratePpm: bigint, day: Day): bigint {
  const days = BigInt(daysBetween(askedOn(row.due), day));
  if (days <= 3n) return 0n;
  const owed = row.principal + row.interest;
  return halfUp(owed * ratePpm * PENALTY_OF * days, PENALTY_PER * DAYS * MILLION);
}

/**
 * What comes of a debt that was given up for lost: instalment by instalment penalty, fee, interest, principal, and
 * then the principal that was not due yet.
 */
export function recovered(
  debt: readonly (NaiveRow & { readonly penalty: bigint; readonly serviceFee: bigint })[],
  amount: bigint,
  day: Day,
): NaivePayment {
  let left = amount;
  const take = (owed: bigint) => {
    const taken = owed < left ? owed : left;
    left -= taken;
    return taken;
  };
  let [principal, interest, penalty] = [0n, 0n, 0n];
  for (const row of debt) {
    penalty += take(row.penalty);
    // The operator's.
    take(row.serviceFee);
    interest += take(row.interest);
    principal += take(row.principal);
  }
  return { day, principal, interest, penalty, fee: 0n };
}

export function netOf({ principal, interest, penalty, fee }: NaivePayment): bigint {
  return principal + interest + penalty - fee;
}
