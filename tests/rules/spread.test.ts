// An interest spread: what the operator keeps of the borrower's interest, where a product says so and its pack allows it.

import { newClaims } from '@mutua/core/claim/distribution.ts';
import { lenderSchedules } from '@mutua/core/claim/lender-schedule.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import { feeAccount } from '@mutua/core/ledger/addresses.ts';
import { accruedToLenders } from '@mutua/core/loan/repay/accrued.ts';
import { payoffOf } from '@mutua/core/loan/repay/payoff.ts';
import type { RepaymentMethod } from '@mutua/core/loan/schedule/terms.ts';
import { type MinorUnits, minorUnits, plus, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import {
  BOTH_SIDES_TARIFF,
  GENERAL_LOAN,
  SMALL_CREDIT_LOAN,
} from '@mutua/core/product/catalogue.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import type { Tariff } from '@mutua/core/product/tariff.ts';
import { addDays, type Day, dayOf } from '@mutua/core/time/day.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anInstalledWorld, STAFF } from '../trial-house.ts';
import { CNY, TrialLoan, type TrialTerms } from '../trial-loan.ts';

/** The spread off, as in every product that comes with the house, and on. */
const OFF: Tariff = { ...BOTH_SIDES_TARIFF, effectiveFrom: dayOf(2026, 3, 2) };
const withSpread = (sharePpm: number, tariff = OFF): Tariff => ({
  ...tariff,
  fees: [
    ...tariff.fees,
    {
      ...{ kind: 'interest_spread', payer: 'lender', due: 'each_instalment' },
      rule: { kind: 'share_of_interest', sharePpm },
    },
  ],
});
const productOf = (tariff: Tariff): ProductTerms => ({ ...GENERAL_LOAN, tariff });

function aRunningLoan(tariff: Tariff, terms: Partial<TrialTerms> = {}): TrialLoan {
  const loan = new TrialLoan({ product: productOf(tariff), ...terms });
  loan.disburse();
  return loan;
}

/** What was kept, paid as interest to the lenders, and paid as interest by the borrower. */
function interestOf(loan: TrialLoan) {
  const of = (code: string) =>
    sum(loan.booked.filter((one) => one.code === code).map(({ amount }) => amount));
  return {
    kept: of('fee_interest_spread'),
    lenders: of('interest_paid'),
    borrower: of('interest_repaid'),
  };
}

describe('a spread', () => {
  it('costs the borrower nothing more: instalments, all-in rate and payoff are the same without it', () => {
    const [without, with10] = [aRunningLoan(OFF), aRunningLoan(withSpread(100_000))];
    const seen = (loan: TrialLoan) => {
      const contract = JSON.parse(loan.fact('contract', loan.loanId).document);
      const { allInRatePpm, schedule, totalRepaid, annualRatePpm } = contract;
      return { allInRatePpm, annualRatePpm, totalRepaid, schedule };
    };
    expect(seen(with10)).toEqual(seen(without));
    const day = dayOf(2026, 3, 20);
    expect(payoffOf(with10.servicing, day)).toEqual(payoffOf(without.servicing, day));
  });

  it('stands in the contract, which both sides have, with what lenders are left with', () => {
    const said = (tariff: Tariff) => {
      const loan = aRunningLoan(tariff);
      return JSON.parse(loan.fact('contract', loan.loanId).document).lenderReturn;
    };
    expect(said(OFF)).toEqual({
      ...{ annualRatePpm: 100_000, spreadPpm: 0, managementPpm: 5_000, lenderPpm: 95_000 },
    });
    // 10 % less a tenth of it; and of the 9 % that is left, a twentieth.
    expect(said(withSpread(100_000))).toEqual({
      ...{ annualRatePpm: 100_000, spreadPpm: 10_000, managementPpm: 4_500, lenderPpm: 85_500 },
    });
  });

  it('is kept out of every instalment before any lender is paid, to the cent', () => {
    const loan = aRunningLoan(withSpread(100_000));
    loan.goTo(dayOf(2026, 4, 2));
    // 8,333 of interest: 833 stay, and 7,500 are shared as 3,000 and 4,500, of which each pays a twentieth.
    expect(interestOf(loan)).toEqual({ kept: 833n, lenders: 7_500n, borrower: 8_333n });
    expect(loan.claims.map(({ interestReceived }) => interestReceived)).toEqual([3_000n, 4_500n]);
    expect(loan.account(feeAccount('interest_spread', CNY)).posted).toBe(833n);
    expect(loan.account(feeAccount('lender_management', CNY)).posted).toBe(375n);
    const { order } = loan.instructions.find((one) => one.order.kind === 'distribute') ?? {};
    // 1,000 of service, the spread, and the lenders' fees.
    expect(order).toMatchObject({ fees: 1_000n + 833n + 375n });
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('is kept out of an early repayment and of a payment in parts in the same share', () => {
    const loan = aRunningLoan(withSpread(100_000));
    loan.topUpBorrower(5_000n - loan.cashOf('borrower', loan.borrower));
    loan.goTo(dayOf(2026, 4, 2));
    // 1,000 of fee and 4,000 of the 8,333 of interest.
    expect(interestOf(loan)).toEqual({ kept: 400n, lenders: 3_600n, borrower: 4_000n });
    loan.topUpBorrower(4_333n);
    loan.goTo(dayOf(2026, 4, 3));
    expect(interestOf(loan)).toEqual({ kept: 833n, lenders: 7_500n, borrower: 8_333n });
    loan.topUpBorrower(1_200_000n);
    loan.goTo(dayOf(2026, 4, 20));
    const { early } = payoffOf(loan.servicing, loan.today);
    expect(accruedToLenders(loan.servicing, loan.today)).toBe(
      (early?.interest ?? 0n) - ((early?.interest ?? 0n) + 5n) / 10n,
    );
    loan.done(loan.borrower, { kind: 'RepayEarly', loanId: loan.loanId, how: 'in_full' });
    loan.answerAll();
    expect(loan.loan.state).toBe('closed');
    const { kept, lenders, borrower } = interestOf(loan);
    expect(plus(kept, lenders)).toBe(borrower);
    expect(kept).toBe(833n + ((early?.interest ?? 0n) + 5n) / 10n);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('leaves no residue, whatever the loan, the share and the way in which it is paid', () => {
    const anyLoan = fc.record({
      amount: fc
        .bigInt({ min: 1_000_000n, max: 20_000_000n })
        .map((value) => value - (value % 100n)),
      months: fc.integer({ min: 1, max: 6 }),
      ratePpm: fc.integer({ min: 20, max: 240 }).map((rate) => rate * 1_000),
      method: fc.constantFrom<Exclude<RepaymentMethod, 'custom'>>(...GENERAL_LOAN.repaymentMethods),
      sharePpm: fc.integer({ min: 1, max: 999_999 }),
      lenders: fc.array(fc.bigInt({ min: 1n, max: 100n }), { minLength: 1, maxLength: 4 }),
      /** What the borrower has on the days after each due day, as shares of what is due. */
      portions: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 3 }),
      isEarly: fc.boolean(),
    });
    fc.assert(
      fc.property(anyLoan, ({ amount, lenders, sharePpm, portions, isEarly, ...terms }) => {
        const loan = new TrialLoan({
          ...{ ...terms, amount, product: productOf(withSpread(sharePpm)) },
          funding: { minimumBid: minorUnits(1n) },
        });
        loan.disburse(partsOf(amount, lenders));
        payAlong(loan, terms.months, portions, isEarly);
        expect(loan.loan.state).toBe('closed');
        const { kept, lenders: paid, borrower } = interestOf(loan);
        expect(plus(kept, paid)).toBe(borrower);
        // What stays is the share of every instalment's interest by itself, however it came.
        const asked = loan.servicing.accounts.map(({ due }) => due.interest);
        expect(kept).toBe(sum(asked.map((interest) => shareOf(interest, sharePpm))));
        if (!isEarly) expectSchedules(loan);
        expect(loan.brokenLaws()).toEqual([]);
      }),
      { numRuns: 300 }, // Each case lives through a whole loan.
    );
  });
});

describe('a product with a spread', () => {
  const START = dayOf(2026, 3, 2);
  const propose = (product: ProductTerms, sharePpm: number) => {
    const tariff = { ...withSpread(sharePpm, product.tariff), code: 'trial', effectiveFrom: START };
    return anInstalledWorld().ask(STAFF.productOfficer, {
      ...{ kind: 'ProposeProduct', clientMoney: 'own_accounts' },
      terms: { ...product, code: 'trial_loan', effectiveFrom: START, tariff },
    });
  };

  it('is refused in China, where the interest is the lenders’, and may be made where no law forbids it', () => {
    expect(propose(SMALL_CREDIT_LOAN, 100_000)).toEqual(
      refuse('forbidden_by_rule', { clause: 'cn_measures_20' }),
    );
    expect(propose(SMALL_CREDIT_LOAN, 0).ok).toBe(true);
    expect(propose(GENERAL_LOAN, 100_000).ok).toBe(true);
  });

  it('does not come with the house', () => {
    for (const { tariff } of [SMALL_CREDIT_LOAN, GENERAL_LOAN]) {
      expect(tariff.fees.map(({ kind }) => kind)).not.toContain('interest_spread');
    }
  });
});

/** Half up, as every tariff of the house rounds. */
function shareOf(interest: MinorUnits, sharePpm: number): MinorUnits {
  return minorUnits((interest * BigInt(sharePpm) * 2n + 1_000_000n) / 2_000_000n);
}

function partsOf(amount: bigint, weights: readonly bigint[]): readonly bigint[] {
  const total = weights.reduce((all, one) => all + one, 0n);
  const parts = weights.map((weight) => (amount * weight) / total);
  const rest = amount - parts.reduce((all, one) => all + one, 0n);
  return parts.map((part, index) => (index === 0 ? part + rest : part)).filter((part) => part > 0n);
}

/** Every instalment in up to four pieces on days in a row; at the end, or early, all that is left. */
function payAlong(
  loan: TrialLoan,
  months: number,
  portions: readonly number[],
  isEarly: boolean,
): void {
  loan.topUpBorrower(-loan.cashOf('borrower', loan.borrower));
  for (let month = 0; month < months + 2 && loan.loan.state !== 'closed'; month += 1) {
    const next = loan.servicing.accounts[loan.servicing.fallenDue];
    if (next === undefined) break;
    if (isEarly && month === 1) break;
    loan.goTo(addDays(next.dueDay, 3));
    for (const portion of [...portions, 100]) {
      const open = payoffOf(loan.servicing, loan.today).due;
      loan.topUpBorrower((open * BigInt(portion) + 99n) / 100n);
      loan.goTo(addDays(loan.today, 1));
    }
  }
  if (loan.loan.state !== 'closed') repayInFull(loan, addDays(loan.today, 9));
}

function repayInFull(loan: TrialLoan, day: Day): void {
  loan.goTo(day);
  loan.topUpBorrower(payoffOf(loan.servicing, day).total + 1_000_000n);
  loan.done(loan.borrower, { kind: 'RepayEarly', loanId: loan.loanId, how: 'in_full' });
  loan.answerAll();
}

/** The claims received together what their schedules said. */
function expectSchedules(loan: TrialLoan): void {
  const rows = loan.servicing.accounts.map(({ dueDay, due }, index) => ({
    ...{ number: index + 1, dueDay, principal: due.principal, interest: due.interest },
  }));
  const claims = newClaims(loan.claims.map(({ id, principal }) => ({ id, amount: principal })));
  const lenders = lenderSchedules({ rows }, claims, loan.servicing.rules.tariff);
  if (!lenders.ok) throw new Error(lenders.refusal.code);
  const scheduled = lenders.value.flatMap(({ rows: own }) => own.map(({ interest }) => interest));
  expect(sum(loan.claims.map(({ interestReceived }) => interestReceived))).toBe(
    scheduled.length === 0 ? ZERO : sum(scheduled),
  );
}
