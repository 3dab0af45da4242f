import fc from 'fast-check';
import { expect, it } from 'vitest';
import { currency } from '../money/currency.ts';
import { minorUnits, plus, ZERO } from '../money/minor-units.ts';
import { ROUNDINGS } from '../money/rounding.ts';
import { freeTariff } from '../product/fees.ts';
import type { FeeRule } from '../product/tariff.ts';
import { dayOf } from '../time/day.ts';
import { mostToWithdraw, totalWithdrawn, withdrawalFees } from './withdrawal-fees.ts';

const CNY = currency('CNY');
const TODAY = dayOf(2026, 11, 22);

const anyRule = fc.oneof(
  fc.bigInt({ min: 0n, max: 5_000n }).map(
    (amount): FeeRule => ({
      ...{ kind: 'fixed', amount: minorUnits(amount) },
    }),
  ),
  fc.integer({ min: 0, max: 1_000_000 }).map(
    (sharePpm): FeeRule => ({
      ...{ kind: 'share_of_amount', sharePpm },
    }),
  ),
);

it('the most that can be withdrawn leaves room for its fees, and one minor unit more would not', () => {
  const amount = fc.bigInt({ min: 0n, max: 1_000_000n }).map(minorUnits);
  const asked = fc.record({
    rule: anyRule,
    rounding: fc.constantFrom(...ROUNDINGS),
    registration: fc.bigInt({ min: 0n, max: 3_000n }).map(minorUnits),
    available: amount,
  });
  fc.assert(
    fc.property(asked, ({ rule, rounding, registration, available }) => {
      const fees = [{ kind: 'withdrawal', payer: 'lender', due: 'event', rule } as const];
      const tariff = { ...freeTariff(CNY, TODAY), rounding, fees };
      const registrationFees = [{ role: 'lender', currency: CNY, amount: registration } as const];
      const terms = {
        client: { registrationFees },
        role: 'lender',
        currency: CNY,
        tariff,
      } as const;
      const leaves = (paidOut: typeof available) =>
        totalWithdrawn(paidOut, withdrawalFees(terms, paidOut));
      const most = mostToWithdraw(terms, available);
      if (most > ZERO) expect(leaves(most)).toBeLessThanOrEqual(available);
      expect(leaves(plus(most, minorUnits(1n)))).toBeGreaterThan(available);
    }),
  );
});

it('a purse of another currency, or of a partner, pays no fee of the tariff', () => {
  const rule = { kind: 'fixed', amount: minorUnits(5n) } as const;
  const fees = [{ kind: 'withdrawal', payer: 'lender', due: 'event', rule } as const];
  const tariff = { ...freeTariff(CNY, TODAY), fees };
  const client = { registrationFees: [{ role: 'lender', currency: CNY, amount: minorUnits(7n) }] };
  const amount = minorUnits(100n);
  const feesIn = (role: 'lender' | 'borrower' | 'partner', code: string) =>
    withdrawalFees({ client: client as never, role, currency: currency(code), tariff }, amount);
  expect(feesIn('lender', 'CNY').map((one) => one.amount)).toEqual([5n, 7n]);
  expect(feesIn('lender', 'USD')).toEqual([]);
  expect(feesIn('borrower', 'CNY')).toEqual([]);
  expect(feesIn('partner', 'CNY')).toEqual([]);
});
