// A life told in any order is the same life: with repayments back-dated, and taken back.

import { DEFAULT_DAYS, daysBehind } from '@mutua/core/loan/arrears.ts';
import { sumsOf } from '@mutua/core/loan/corrected.ts';
import type { LoanState } from '@mutua/core/loan/life.ts';
import { totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import { dueAmounts } from '@mutua/core/loan/serviced-accounts.ts';
import { type MinorUnits, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import { addDays, type Day } from '@mutua/core/time/day.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyPockets, FIRST_DUE } from '../trial-collection.ts';
import { aLoan, type CorrectedLoan, payWhatIsThere, totalOf } from '../trial-corrections.ts';
import { replayed } from '../watched-loan.ts';

const STAGES: readonly LoanState[] = ['repaying', 'overdue', 'defaulted'];

describe('a life', () => {
  /** So many days after the first due day, so much is there. */
  const payment = fc.record({
    gap: fc.integer({ min: 1, max: 40 }),
    amount: fc.bigInt({ min: 5_000n, max: 400_000n }),
  });
  const told = fc.record({
    payments: fc.array(payment, { minLength: 1, maxLength: 4 }),
    which: fc.nat(),
    back: fc.integer({ min: 1, max: 60 }),
    wait: fc.integer({ min: 0, max: 20 }),
    parts: fc.constantFrom([1_000_000n], [400_000n, 600_000n], [333_333n, 333_333n, 333_334n]),
  });
  type Told = typeof told extends fc.Arbitrary<infer Value> ? Value : never;

  /** The days and amounts of what was really distributed. */
  function live({ payments, parts, wait }: Told) {
    const loan = aLoan(parts);
    const made: { readonly day: Day; readonly amount: MinorUnits }[] = [];
    let day = addDays(FIRST_DUE, -10);
    for (const { gap, amount } of payments) {
      day = addDays(day, gap);
      loan.goTo(day);
      loan.topUpBorrower(amount);
      payWhatIsThere(loan);
      emptyPockets(loan);
    }
    for (const { decision } of loan.decided) {
      for (const event of decision.events) {
        if (event.kind === 'RepaymentDistributed')
          made.push({ day: event.day, amount: event.amount });
      }
    }
    loan.goTo(addDays(day, wait));
    return { loan, made };
  }

  function paidOn(
    parts: readonly bigint[],
    made: readonly { day: Day; amount: MinorUnits }[],
    until: Day,
  ) {
    const loan = aLoan(parts);
    const inOrder = made.toSorted((left, right) => left.day - right.day);
    for (const { day, amount } of inOrder) {
      loan.goTo(day);
      loan.topUpBorrower(amount);
      payWhatIsThere(loan);
    }
    loan.goTo(until);
    return loan;
  }

  it('told with a repayment on its day or back-dated to it is the same life', () => {
    fc.assert(
      fc.property(told, (one) => {
        const { loan, made } = live(one);
        const at = one.which % Math.max(1, made.length);
        const [moved, instructionId] = [made[at], loan.repayments()[at]];
        if (moved === undefined || instructionId === undefined) return;
        const valueDay = loan.loan.valueDay ?? FIRST_DUE;
        const earlier = later(valueDay, addDays(moved.day, -one.back));
        if (earlier >= moved.day || loan.loan.state === 'closed') return;
        const rows = totalOf(loan);
        loan.backDate(instructionId, earlier);
        const twin = paidOn(
          one.parts,
          made.map((each, index) => (index === at ? { ...each, day: earlier } : each)),
          loan.today,
        );
        const [is, was] = [sumsOf(loan.servicing), sumsOf(twin.servicing)];
        expect(is.due).toEqual(was.due);
        // What is in the other borrower's cash is principal in advance here.
        const waiting = twin.cashOf('borrower', twin.borrower);
        expect(is.paid).toEqual({ ...was.paid, principal: plus(was.paid.principal, waiting) });
        // In default it stays until nothing is overdue any more.
        if (loan.loan.state !== 'defaulted') expect(loan.loan.state).toBe(twin.loan.state);
        expect(loan.loan.assetClass ?? 'normal').toBe(twin.loan.assetClass ?? 'normal');
        expect(totalOf(loan)).toEqual(rows);
        for (const [index, claim] of loan.claims.entries()) {
          const other = twin.claims[index];
          const apart = (left: bigint, right = 0n) => Math.abs(Number(left - right));
          // A holder keeps the total of three parts that were each rounded: within two units a payment.
          const bound = 2 * one.payments.length;
          expect(apart(claim.penaltyReceived, other?.penaltyReceived)).toBeLessThanOrEqual(bound);
          expect(apart(claim.interestReceived, other?.interestReceived)).toBeLessThanOrEqual(bound);
        }
        expectLawsButMoney(loan);
      }),
      { numRuns: 40 },
    );
  });

  it('with a repayment taken back is the life without it', () => {
    fc.assert(
      fc.property(told, (one) => {
        const { loan, made } = live(one);
        const at = one.which % Math.max(1, made.length);
        const instructionId = loan.repayments()[at];
        if (instructionId === undefined || loan.loan.state === 'closed') return;
        const { state } = loan.loan;
        const taken = loan.takeBack(instructionId);
        if (!taken.ok) throw new Error(taken.refusal.code);
        const twin = paidOn(
          one.parts,
          made.filter((_, index) => index !== at),
          loan.today,
        );
        const [is, was] = [sumsOf(loan.servicing), sumsOf(twin.servicing)];
        expect(is.due).toEqual(was.due);
        const waiting = twin.cashOf('borrower', twin.borrower);
        expect(is.paid).toEqual({ ...was.paid, principal: plus(was.paid.principal, waiting) });
        expect(loan.loan.state).toBe(stageOf(loan, state));
        expectLawsButMoney(loan);
      }),
      { numRuns: 40 },
    );
  });
});

function expectLawsButMoney(loan: CorrectedLoan): void {
  expect(loan.brokenLaws()).toEqual([]);
  expect(replayed(loan).filter((fact) => !fact.startsWith('case'))).toEqual([]);
}

/**
 * By the days of today, since what would have come and gone meanwhile is not told afterwards; but what was late stays so
 * until everything is paid that is due, today's instalment too.
 */
function stageOf({ servicing, today }: CorrectedLoan, before: LoanState): LoanState {
  const days = daysBehind(servicing, today);
  const byDays = days > DEFAULT_DAYS ? 2 : days > 0 ? 1 : 0;
  const isOpen = totalOfAmounts(dueAmounts(servicing)) > ZERO;
  const stood = isOpen ? STAGES.indexOf(before) : 0;
  return STAGES[Math.max(byDays, stood)] ?? before;
}

function later(left: Day, right: Day): Day {
  return left > right ? left : right;
}
