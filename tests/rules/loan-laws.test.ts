// Whatever the loan and whatever happens to it: the laws of its accounts hold after every command, what a
// borrower pays is what lenders and the operator get, and every claim ends at exactly zero.
import { minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import {
  BOTH_SIDES_TARIFF,
  GENERAL_LOAN,
  SMALL_CREDIT_LOAN,
} from '@mutua/core/product/catalogue.ts';
import { addDays } from '@mutua/core/time/day.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TrialTerms } from '../trial-loan.ts';
import { moneySide, replayed, WatchedLoan } from '../watched-loan.ts';

/** A life is up to a hundred commands, so fewer lives than the ten thousand cases of other properties are lived. */
const LIVES = Math.max(1, Math.floor(Number(process.env.MUTUA_CASES ?? 10_000) / 10));

const anyLender = fc.bigInt({ min: 100n, max: 300_000n });

const anyLoan = fc.record({
  parts: fc.array(anyLender, { minLength: 1, maxLength: 7 }),
  months: fc.integer({ min: 1, max: 9 }),
  ratePpm: fc.integer({ min: 0, max: 240_000 }),
  method: fc.constantFrom<TrialTerms['method']>(
    'equal_instalments',
    'equal_principal',
    'interest_first',
    'bullet',
    'flat',
  ),
  product: fc.constantFrom(SMALL_CREDIT_LOAN, GENERAL_LOAN, {
    ...SMALL_CREDIT_LOAN,
    tariff: BOTH_SIDES_TARIFF,
  }),
});

const anyStep = fc.oneof(
  fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ kind: fc.constant('cash' as const), share: fc.integer({ min: 0, max: 300 }) }),
  fc.record({ kind: fc.constant('pay' as const), share: fc.integer({ min: 1, max: 100 }) }),
  fc.record({
    kind: fc.constant('early' as const),
    share: fc.integer({ min: 1, max: 100 }),
    effect: fc.constantFrom('shorter_term' as const, 'smaller_instalment' as const),
  }),
  fc.record({
    kind: fc.constant('bank' as const),
    says: fc.constantFrom('confirmed' as const, 'refused' as const),
  }),
  fc.record({ kind: fc.constant('payoff' as const), isRich: fc.boolean() }),
  fc.record({ kind: fc.constant('silence' as const), isSilent: fc.boolean() }),
);

it('keeps the laws of its accounts through any life, and ends with nothing owed to anybody', () => {
  fc.assert(
    fc.property(anyLoan, fc.array(anyStep, { maxLength: 12 }), ({ parts, ...terms }, steps) => {
      const amount = parts.reduce((total, part) => total + part, 0n);
      const loan = new WatchedLoan({ ...terms, amount });
      loan.disburse(parts);
      for (const step of steps) {
        if (loan.loan.state === 'closed') break;
        take(loan, step, amount);
      }
      loan.bank = () => 'confirmed';
      loan.isSilent = false;
      loan.answerAll();
      loan.topUpBorrower(3n * amount);
      for (let month = 0; month < 14 && loan.loan.state !== 'closed'; month += 1) {
        loan.goTo(addDays(loan.today, 30));
      }
      expect(loan.loan.state).toBe('closed');
      expect(loan.claims.map(({ outstanding }) => outstanding)).toEqual(
        loan.claims.map(() => ZERO),
      );
      for (const { id } of loan.lenders) expect(loan.fact('lender', id).exposure).toBe(ZERO);
      expect(moneySide(loan)).toBe(ZERO);
      expect(replayed(loan)).toEqual([]);
    }),
    { numRuns: LIVES },
  );
});

function take(
  loan: WatchedLoan,
  step: typeof anyStep extends fc.Arbitrary<infer Step> ? Step : never,
  amount: bigint,
): void {
  const { loanId } = loan;
  switch (step.kind) {
    case 'days':
      loan.goTo(addDays(loan.today, step.days));
      return;
    case 'cash':
      // Some of it is spent, or more comes in.
      loan.topUpBorrower(
        (loan.cashOf('borrower', loan.borrower) * BigInt(step.share - 100)) / 100n,
      );
      return;
    case 'pay':
      loan.asBorrower({ kind: 'RepayLoan', loanId, amount: share(amount, step.share) });
      break;
    case 'early':
      loan.asBorrower({
        ...{ kind: 'RepayEarly', loanId, how: 'in_part', effect: step.effect },
        amount: share(amount, step.share),
      });
      break;
    case 'payoff':
      if (step.isRich) loan.topUpBorrower(2n * amount);
      loan.asBorrower({ kind: 'RepayEarly', loanId, how: 'in_full' });
      break;
    case 'silence':
      loan.isSilent = step.isSilent;
      break;
    case 'bank':
      loan.bank = () => step.says;
      return;
  }
  loan.answerAll();
}

function share(amount: bigint, percent: number) {
  return minorUnits((amount * BigInt(percent)) / 100n + 1n);
}
