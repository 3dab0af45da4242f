import fc from 'fast-check';
import { it } from 'vitest';
import { expectSame } from '../kit/laws-together.test.ts';
import { currency } from '../money/currency.ts';
import { minorUnits, minus, plus, sum, ZERO } from '../money/minor-units.ts';
import { ROUNDINGS } from '../money/rounding.ts';
import { freeTariff } from '../product/fees.ts';
import { interestSpread } from '../product/lender-fees.ts';
import type { TariffFee } from '../product/tariff.ts';
import { addDays, dayOf } from '../time/day.ts';
import { newClaims } from './distribution.ts';
import { lenderSchedules } from './lender-schedule.ts';

const START = dayOf(2026, 1, 1);
const ofInterest = (kind: TariffFee['kind'], sharePpm: number): TariffFee => ({
  ...{ kind, payer: 'lender', due: 'each_instalment' },
  rule: { kind: 'share_of_interest', sharePpm },
});

it('what lenders are owed and the spread are the borrower’s rows, and no lender pays more than a row brings', () => {
  const money = (max: bigint) => fc.bigInt({ min: 0n, max }).map(minorUnits);
  const row = fc.record({ principal: money(1_000_000n), interest: money(20_000n) });
  const loan = fc.record({
    rows: fc.array(row, { minLength: 1, maxLength: 6 }),
    weights: fc.array(fc.bigInt({ min: 1n, max: 9n }), { minLength: 1, maxLength: 4 }),
    spread: fc.integer({ min: 0, max: 1_000_000 }),
    management: fc.integer({ min: 0, max: 1_000_000 }),
    rounding: fc.constantFrom(...ROUNDINGS),
  });
  fc.assert(
    fc.property(loan, ({ rows: given, weights, spread, management, rounding }) => {
      const rows = given.map((one, index) => ({
        ...{ ...one, principal: plus(one.principal, minorUnits(1n)), number: index + 1 },
        dueDay: addDays(START, 30 * (index + 1)),
      }));
      const principal = sum(rows.map((one) => one.principal));
      const all = weights.reduce((total, one) => total + one, 0n);
      const parts = weights.map((weight) => (principal * weight) / all);
      const rest = principal - parts.reduce((total, one) => total + one, 0n);
      const claims = newClaims(
        parts.map((part, index) => ({
          ...{ id: String(index), amount: minorUnits(index === 0 ? part + rest : part) },
        })),
      );
      const fees = [
        ofInterest('interest_spread', spread),
        ofInterest('lender_management', management),
      ];
      const tariff = { ...freeTariff(currency('CNY'), START), rounding, fees };
      const lenders = lenderSchedules({ rows }, claims, tariff);
      if (!lenders.ok) throw new Error(lenders.refusal.code);
      for (const [index, { interest }] of rows.entries()) {
        const own = lenders.value.flatMap((one) => one.rows[index] ?? []);
        const left = minus(interest, interestSpread(tariff, interest));
        expectSame(sum(own.map((one) => one.interest)), left);
        for (const one of own) {
          expectSame(one.fee >= ZERO && one.fee <= plus(one.principal, one.interest), true);
        }
      }
    }),
  );
});
