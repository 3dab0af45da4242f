// Each law of a loan's accounts is seen to be broken when it is, and the payoff agrees with the schedule's own.
import { loanAccount } from '@mutua/core/ledger/addresses.ts';
import { type LoanBooks, loanLaws } from '@mutua/core/ledger/laws.ts';
import { payoffOf, scheduleOf } from '@mutua/core/loan/repay/payoff.ts';
import { payoffQuote } from '@mutua/core/loan/schedule/payoff-quote.ts';
import { askingDay, feePartsPaid, feeTotal } from '@mutua/core/loan/serviced-accounts.ts';
import type { FeePart } from '@mutua/core/loan/servicing.ts';
import { minorUnits, plus, sum } from '@mutua/core/money/minor-units.ts';
import { addDays, dayOf } from '@mutua/core/time/day.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TrialLoan } from '../trial-loan.ts';

const ONE = minorUnits(1n);

/** In the middle of its life: one instalment paid, and the next due and unpaid. */
function books(): LoanBooks {
  const loan = new TrialLoan();
  loan.disburse();
  loan.goTo(dayOf(2026, 4, 2));
  loan.topUpBorrower(-loan.cashOf('borrower', loan.borrower));
  loan.goTo(dayOf(2026, 5, 4));
  return {
    ...{ loan: loan.loan, bids: loan.bids, claims: loan.claims, servicing: loan.servicing },
    account: (address) => loan.account(address),
  };
}

/** The books with one minor unit more on one account. */
function withMore(kind: Parameters<typeof loanAccount>[0], side: 'posted' | 'pendingCredit') {
  const before = books();
  const place = loanAccount(kind, before.loan);
  return {
    ...before,
    account: (address: Parameters<LoanBooks['account']>[0]) => {
      const account = before.account(address);
      return address.kind === place.kind
        ? { ...account, [side]: plus(account[side], ONE) }
        : account;
    },
  };
}

describe('the laws of a loan', () => {
  it('hold in the middle of its life', () => {
    expect(loanLaws(books())).toEqual([]);
  });

  it.each([
    ['loan_funding', 'posted', ['Money rests on the funding account.']],
    ['loan_funding', 'pendingCredit', ['The held bids are not what funding awaits.']],
    ['loan_repayment', 'posted', ['Money rests on the repayment account.']],
    ['loan_repayment', 'pendingCredit', ['What is under way is not what is held.']],
    ['loan_owed', 'posted', ['The components of the debt are not what is owed.']],
    [
      'loan_interest',
      'posted',
      ['The components of the debt are not what is owed.', 'The interest due is not in the book.'],
    ],
    [
      'loan_fee',
      'posted',
      ['The components of the debt are not what is owed.', 'The fees due are not in the book.'],
    ],
    [
      'loan_principal',
      'posted',
      [
        'The components of the debt are not what is owed.',
        'The claims are not the principal of the loan.',
        'The instalments are not the principal.',
      ],
    ],
  ] as const)('are broken by a cent too much on %s, %s', (kind, side, broken) => {
    expect(loanLaws(withMore(kind, side))).toEqual(broken);
  });

  it('are broken by a claim, a bid or a loan that says something else', () => {
    const before = books();
    const [claim, ...claims] = before.claims;
    const [bid, ...bids] = before.bids;
    if (claim === undefined || bid === undefined) throw new Error('There are claims and bids.');
    const poorer = { ...claim, outstanding: plus(claim.outstanding, ONE) };
    expect(loanLaws({ ...before, claims: [poorer, ...claims] })).toEqual([
      'The claims are not the principal of the loan.',
      'A claim is not what was lent less what came back.',
    ]);
    expect(loanLaws({ ...before, bids })).toEqual([
      'The accepted bids are not what the loan says.',
      'The frozen bids are not what the loan says.',
    ]);
    expect(loanLaws({ ...before, loan: { ...before.loan, state: 'closed' } })).toEqual([
      'A closed loan is owed something.',
      'A closed loan has a claim that is not closed.',
    ]);
  });
});

it('the payoff on any day is that of the schedule, whatever was repaid early before', () => {
  const days = fc.integer({ min: 1, max: 300 });
  const early = fc.option(
    fc.record({ after: days, amount: fc.bigInt({ min: 1000n, max: 900_000n }) }),
  );
  fc.assert(
    fc.property(early, days, (change, after) => {
      const loan = new TrialLoan();
      loan.disburse();
      loan.topUpBorrower(2_000_000n);
      if (change !== null) {
        loan.goTo(addDays(loan.today, change.after));
        loan.asBorrower({
          ...{ kind: 'RepayEarly', loanId: loan.loanId, how: 'in_part' },
          amount: minorUnits(change.amount),
        });
        loan.answerAll();
      }
      loan.goTo(addDays(loan.today, after));
      if (loan.loan.state === 'closed') return;
      const { servicing, today } = loan;
      const passed = servicing.accounts.filter(({ dueDay }) => dueDay <= today).length;
      // On a weekend an instalment may be due and not yet asked for.
      fc.pre(passed === servicing.fallenDue);
      const quote = payoffQuote(scheduleOf(servicing), passed, today);
      const payoff = payoffOf(servicing, today);
      expect(quote.ok && quote.value.total).toBe(payoff.total - payoff.due);
    }),
    // Each case is a life of up to two years.
    { numRuns: Math.max(1, Math.floor(Number(process.env.MUTUA_CASES ?? 10_000) / 20)) },
  );
});

it('a fee that is paid in parts is paid kind by kind, each kind once', () => {
  const amount = fc.bigInt({ min: 1n, max: 1000n }).map(minorUnits);
  const fees = fc.array(fc.record({ kind: fc.constantFrom('a', 'b', 'c'), amount }), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(
      fees,
      fc.array(fc.bigInt({ min: 0n, max: 1500n }), { maxLength: 6 }),
      (all, cuts) => {
        const total = feeTotal(all);
        let before = 0n;
        const parts = [...cuts, total].flatMap((cut) => {
          const paid = cut < total - before ? cut : total - before;
          const some = feePartsPaid(all, minorUnits(before), minorUnits(paid));
          expect(feeTotal(some)).toBe(paid);
          before += paid;
          return some;
        });
        for (const kind of ['a', 'b', 'c']) {
          const of = (list: readonly FeePart[]) =>
            sum(list.filter((one) => one.kind === kind).map((one) => one.amount));
          expect(of(parts)).toBe(of(all));
        }
      },
    ),
  );
});

it('the day on which an instalment is asked for follows days off that are given as data', () => {
  const rule = { workingDayRule: 'following' } as const;
  const holiday = {
    holidays: [dayOf(2026, 10, 1), dayOf(2026, 10, 2)],
    makeUpDays: [dayOf(2026, 10, 3)],
  };
  const workingDays = { ...holiday, weekend: [6, 7], publishedYears: [2026] };
  expect(askingDay(rule, dayOf(2026, 10, 1))).toBe(dayOf(2026, 10, 1));
  expect(askingDay({ ...rule, workingDays }, dayOf(2026, 10, 1))).toBe(dayOf(2026, 10, 3));
  expect(askingDay({ ...rule, workingDays }, dayOf(2026, 10, 4))).toBe(dayOf(2026, 10, 5));
});
