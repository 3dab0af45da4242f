// For tests: loans in arrears of which two persons decide. Their laws are looked at after every command, and their
// events played again at the end.
import { totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import { dueAmounts } from '@mutua/core/loan/serviced-accounts.ts';
import { ZERO } from '@mutua/core/money/minor-units.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { expect } from 'vitest';
import { aPoorLoan, COLLECTOR, COMMITTEE, FIRST_DUE, REASON } from './trial-collection.ts';
import type { TrialTerms } from './trial-loan.ts';
import { moneySide, replayed, WatchedLoan } from './watched-loan.ts';

const loans: WatchedLoan[] = [];

/** The laws are looked at after every command, and the events played again at the end. */
export function aLoan(terms: Partial<TrialTerms> = {}): WatchedLoan {
  const make = (own: Partial<TrialTerms>) => new WatchedLoan(own);
  const loan = aPoorLoan(terms, undefined, make) as WatchedLoan;
  loans.push(loan);
  return loan;
}

/** At 6 % with 9 % of penalty. */
export const WITH_PENALTY = { product: SMALL_CREDIT_LOAN, ratePpm: 60_000 };

export function lawsHold(): void {
  for (const loan of loans.splice(0)) {
    expect(loan.brokenLaws()).toEqual([]);
    // Cases follow from events beside them.
    expect(replayed(loan).filter((fact) => !fact.startsWith('case'))).toEqual([]);
    expect(moneySide(loan)).toBe(ZERO);
  }
}

export function inDefault(terms: Partial<TrialTerms> = {}): WatchedLoan {
  const loan = aLoan(terms);
  loan.goTo(addDays(FIRST_DUE, 91));
  return loan;
}

export function overdue(terms: Partial<TrialTerms> = {}): WatchedLoan {
  const loan = aLoan(terms);
  loan.goTo(addDays(FIRST_DUE, 10));
  return loan;
}

type Kind = AnyCommand['kind'];
export const step = (loan: WatchedLoan, kind: Kind, terms: object = {}) =>
  ({ kind, loanId: loan.loanId, reason: REASON, ...terms }) as AnyCommand;

export function accelerate(loan: WatchedLoan): void {
  loan.done(COLLECTOR, step(loan, 'ProposeAcceleration'));
  loan.done(COMMITTEE, step(loan, 'AccelerateLoan'));
}

export function owedBy({ servicing }: WatchedLoan): bigint {
  return totalOfAmounts(dueAmounts(servicing));
}

export function told(loan: WatchedLoan, role: 'borrower' | 'lender'): string[] {
  return loan.notices.filter((notice) => notice.role === role).map(({ kind }) => kind);
}
