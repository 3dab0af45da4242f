// The sums of the tour: who bids how much, what is authorised, what is missing, and whether it adds up.
import type { LoanForBorrower, PayoffOnWire } from '@mutua/contract/loan/servicing.ts';
import { allocate } from '@mutua/core/money/allocate.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import {
  formatMinorUnits,
  greatest,
  type MinorUnits,
  minorUnits,
  minus,
  plus,
  roundToMultiple,
  scale,
  sum,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { LENDERS, type LenderKey } from './tour-client.ts';
import type { Standing } from './tour-standing.ts';

type Wire = LoanForBorrower['loanAmount'];

/** In minor units: 10,000 to 50,000 yuan. */
export const AMOUNTS = ['1000000', '2000000', '3000000', '5000000'] as const;
export const CURRENCY = 'CNY';

/** In tenths of the loan; one lender may give half of it at most. */
const SHARES: Readonly<Record<LenderKey, bigint>> = {
  'lender-one': 5n,
  'lender-two': 2n,
  'lender-institution': 3n,
};
const TOP_UP_STEP = minorUnits(10_000n);
/** More than the fees by the plan: an early repayment has a fee of its own. */
const FEES_CAP = fraction(5n, 100n);

export function unitsOf({ minorUnits: text }: Pick<Wire, 'minorUnits'>): MinorUnits {
  return unitsIn(text);
}

export function unitsIn(text: string): MinorUnits {
  return minorUnits(BigInt(text));
}

export function wireOf(value: MinorUnits, currency: string): Wire {
  return { minorUnits: formatMinorUnits(value), currency };
}

/** What each lender of the tour bids: together the whole loan. */
export function bidOf(key: LenderKey, loanAmount: Wire): Wire {
  const { shares } = allocate(
    unitsOf(loanAmount),
    LENDERS.map((one) => SHARES[one]),
  );
  return wireOf(shares[LENDERS.indexOf(key)] ?? ZERO, loanAmount.currency);
}

export function feesCapOf(loanAmount: Wire): Wire {
  return wireOf(scale(unitsOf(loanAmount), FEES_CAP, 'up'), loanAmount.currency);
}

/** What the borrower lacks to end the loan today; nothing where there is enough. */
export function shortfallOf(payoff: PayoffOnWire, available: Wire): MinorUnits {
  return greatest(minus(unitsOf(payoff.total), unitsOf(available)), ZERO);
}

/** The shortfall in whole hundreds of yuan. */
export function topUpOf(payoff: PayoffOnWire, available: Wire): Wire {
  const asked = roundToMultiple(shortfallOf(payoff, available), TOP_UP_STEP, 'up');
  return wireOf(asked, payoff.total.currency);
}

export interface Sums {
  readonly paid: MinorUnits;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly penalty: MinorUnits;
  readonly fees: MinorUnits;
  /** What was paid less all that was received: nothing. */
  readonly difference: MinorUnits;
}

/** What the borrower paid, beside what the lenders received and the fees. */
export function sumsOf({ loan, claims }: Pick<Standing, 'loan' | 'claims'>): Sums {
  const held = LENDERS.flatMap((key) => claims[key] ?? []);
  const paid = sum(loan.schedule.map((row) => unitsIn(row.paid)));
  const fees = sum(loan.schedule.map((row) => unitsIn(row.fee)));
  const principal = sum(held.map(({ principalReceived }) => unitsOf(principalReceived)));
  const interest = sum(held.map(({ interestReceived }) => unitsOf(interestReceived)));
  const penalty = sum(held.map(({ penaltyReceived }) => unitsOf(penaltyReceived)));
  const received = plus(sum([principal, interest, penalty]), fees);
  return { paid, principal, interest, penalty, fees, difference: minus(paid, received) };
}
