// A listing is filled whole in its time or not at all: one bid of a hundred yuan decides over a million.
import { sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { plusMs } from '@mutua/core/time/instant.ts';
import { describe, expect, it } from 'vitest';
import { CALENDAR, TrialLoan } from '../trial-loan.ts';

/** 1,000,000 yuan, of which 999,900 are 99.99 %. */
const LOAN = 100_000_000n;
const PARTS = [50_000_000n, 30_000_000n, 19_990_000n];
const REST = 10_000n;
const MS_A_DAY = 86_400_000;

function aLoanFilledBy(parts: readonly bigint[]): TrialLoan {
  const loan = new TrialLoan({ amount: LOAN });
  for (const part of parts) loan.bid(loan.aLender(part), part);
  loan.answerAll();
  return loan;
}

/** The deadline passes. */
function close(loan: TrialLoan): void {
  loan.now = plusMs(loan.now, 30 * MS_A_DAY);
  loan.done(CALENDAR, { kind: 'CloseFunding', loanId: loan.loanId });
  loan.answerAll();
}

const cashOf = (loan: TrialLoan) => loan.lenders.map((one) => loan.cashOf('lender', one));

describe('at the deadline', () => {
  it('99.99 % gives every lender everything back, to the cent, here and at the bank', () => {
    const loan = aLoanFilledBy(PARTS);
    expect(loan.loan.accepted * 10_000n).toBe(LOAN * 9_999n);
    expect(loan.loan).toMatchObject({ state: 'funding', frozen: sum(loan.bids.map(amountOf)) });
    close(loan);
    expect(loan.loan).toMatchObject({ state: 'failed', accepted: ZERO, frozen: ZERO });
    expect(cashOf(loan)).toEqual(PARTS);
    expect(loan.bids.map(({ state, freezeState }) => [state, freezeState])).toEqual(
      PARTS.map(() => ['returned', 'released']),
    );
    expect(loan.claims).toEqual([]);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('100 % is funded, as soon as it is frozen, and stays so', () => {
    const loan = aLoanFilledBy([...PARTS, REST]);
    expect(loan.loan).toMatchObject({ state: 'funded', accepted: LOAN, frozen: LOAN });
    expect(cashOf(loan)).toEqual([...PARTS, REST].map(() => ZERO));
    const late = loan.ask(CALENDAR, { kind: 'CloseFunding', loanId: loan.loanId });
    expect(late.ok && late.value.events).toBeFalsy();
    expect(loan.loan.state).toBe('funded');
    expect(loan.brokenLaws()).toEqual([]);
  });
});

function amountOf({ amount }: TrialLoan['bids'][number]): TrialLoan['bids'][number]['amount'] {
  return amount;
}
