// For tests: a loan whose borrower does not pay, and the staff who decide what becomes of it.
import type { Actor } from '@mutua/core/people/actor.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { addDays, type Day, dayOf } from '@mutua/core/time/day.ts';
import { aStaff } from './trial-house.ts';
import { TrialLoan, type TrialTerms } from './trial-loan.ts';
import { newTrialId } from './trial-world.ts';

/** 2 April 2026, a Thursday, a month after the disbursement. */
export const FIRST_DUE: Day = dayOf(2026, 4, 2);

export const ANALYST = aStaff(newTrialId(), 'risk_analyst');
export const ANALYST_LEAD = aStaff(newTrialId(), 'risk_analyst_lead');
export const COMMITTEE = aStaff(newTrialId(), 'committee_member');
export const FINANCE_OFFICER = aStaff(newTrialId(), 'finance_officer');
export const COLLECTOR = aStaff(newTrialId(), 'collector');

export const REASON = '经核实，借款人已无还款来源。';

/** The small credit loan without its penalty, so that what is owed stays as it was. */
export const NO_PENALTY: ProductTerms = {
  ...SMALL_CREDIT_LOAN,
  penalty: { ...SMALL_CREDIT_LOAN.penalty, ofAnnualRatePpm: 0 },
};

/** 10,000 yuan at 10 % for a year, lent by two; its borrower has nothing. Nothing is charged for lateness. */
export function aPoorLoan(
  terms: Partial<TrialTerms> = {},
  parts?: readonly bigint[],
  make: (terms: Partial<TrialTerms>) => TrialLoan = (own) => new TrialLoan(own),
): TrialLoan {
  const loan = make({ product: NO_PENALTY, ...terms });
  loan.disburse(parts);
  emptyPockets(loan);
  return loan;
}

export function emptyPockets(loan: TrialLoan): void {
  loan.topUpBorrower(-loan.cashOf('borrower', loan.borrower));
}

/** In default since its first instalment was 91 days overdue. */
export function aDefaultedLoan(...given: Parameters<typeof aPoorLoan>): TrialLoan {
  const loan = aPoorLoan(...given);
  loan.goTo(addDays(FIRST_DUE, 91));
  return loan;
}

/** Written off the day after, by two. */
export function aWrittenOffLoan(...given: Parameters<typeof aPoorLoan>): TrialLoan {
  const loan = aDefaultedLoan(...given);
  loan.goTo(addDays(loan.today, 1));
  writeOff(loan);
  return loan;
}

export function writeOff(
  loan: TrialLoan,
  maker: Actor = ANALYST,
  checker: Actor = COMMITTEE,
): void {
  const { loanId } = loan;
  loan.done(maker, { kind: 'ProposeWriteOff', loanId, reason: REASON });
  loan.done(checker, { kind: 'WriteOffLoan', loanId, reason: REASON });
}

export function endCollection(loan: TrialLoan): void {
  const { loanId } = loan;
  loan.done(ANALYST, { kind: 'ProposeCollectionEnd', loanId, reason: REASON });
  loan.done(COMMITTEE, { kind: 'EndCollection', loanId, reason: REASON });
}

/** The events of the loan's life after its disbursement, with the day of each. */
export function lifeOf(loan: TrialLoan): readonly (readonly [event: string, day: Day])[] {
  const { loanId } = loan;
  const steps: (readonly [string, Day])[] = [];
  for (let number = 1; number <= loan.loan.transitions; number += 1) {
    const step = loan.world.known.get('transition', `${loanId} ${number}`);
    if (step !== undefined) steps.push([step.event, step.day]);
  }
  return steps.slice(steps.findIndex(([event]) => event === 'RepaymentStarted') + 1);
}
