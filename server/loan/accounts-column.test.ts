import type { ComponentAmounts } from '@mutua/core/loan/repay/components.ts';
import type { ServicedAccount } from '@mutua/core/loan/servicing.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { addDays, dayOf } from '@mutua/core/time/day.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountsColumn } from './accounts-column.ts';

const amount = fc
  .oneof({ withCrossShrink: true }, fc.constant(0n), fc.bigInt({ min: 0n, max: 10n ** 18n }))
  .map(minorUnits);
const amounts: fc.Arbitrary<ComponentAmounts> = fc.record({
  ...{ principal: amount, interest: amount, fee: amount, penalty: amount },
});
const day = fc
  .integer({ min: -30_000, max: 60_000 })
  .map((days) => addDays(dayOf(2000, 1, 1), days));
const account: fc.Arbitrary<ServicedAccount> = fc
  .record({
    ...{ fromDay: day, dueDay: day, due: amounts, paid: amounts, waived: amounts },
    ...{ paidInAdvance: amount, paidLate: amount, allPaid: fc.boolean() },
    settledDay: fc.option(day, { nil: undefined }),
    fees: fc.array(fc.record({ kind: fc.constantFrom('service', 'account_management'), amount }), {
      maxLength: 3,
    }),
    isCarried: fc.boolean(),
  })
  .map(({ allPaid, isCarried, ...rest }) => ({
    ...rest,
    ...(allPaid && { paid: rest.due }),
    ...(isCarried && { isCarried: true as const }),
  }));
const chained = fc.array(fc.tuple(account, fc.boolean()), { maxLength: 8 }).map((all) =>
  all.map(([one, isNext], index) => {
    const before = all[index - 1]?.[0].dueDay;
    return isNext && before !== undefined ? { ...one, fromDay: before } : one;
  }),
);

describe('the column of instalments', () => {
  it('gives back what was written', () => {
    fc.assert(
      fc.property(chained, (accounts) => {
        const text = accountsColumn.write(accounts);
        expect(typeof text).toBe('string');
        expect(accountsColumn.read(String(text))).toEqual(accounts);
      }),
    );
  });

  it('says an instalment that was paid on its day in a few signs', () => {
    const due = { ...NOTHING, principal: minorUnits(27_513n), interest: minorUnits(1_200n) };
    const open = {
      ...{ fromDay: dayOf(2026, 2, 1), dueDay: dayOf(2026, 3, 1), due, paid: NOTHING },
      ...{ waived: NOTHING, paidInAdvance: minorUnits(0n), paidLate: minorUnits(0n) },
      ...{ settledDay: undefined, fees: [] },
    };
    const next = { ...open, fromDay: open.dueDay, dueDay: dayOf(2026, 4, 1) };
    const settled = { ...next, paid: due, settledDay: next.dueDay };
    expect(accountsColumn.write([open, settled])).toBe(`20485|28|27513,1200;|31|27513,1200|=||||0`);
  });
});

const NOTHING: ComponentAmounts = {
  ...{ principal: minorUnits(0n), interest: minorUnits(0n) },
  ...{ fee: minorUnits(0n), penalty: minorUnits(0n) },
};
