import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountKind } from '../ledger/chart.ts';
import { currency } from '../money/currency.ts';
import { minorUnits, ZERO } from '../money/minor-units.ts';
import { brokenBalances, carryForward, type KindChange, totalOf } from './trial-balance.ts';

const CNY = currency('CNY');
const EUR = currency('EUR');

describe('a trial balance', () => {
  it('has a row for each kind and currency, in the order of the chart', () => {
    const rows = carryForward(
      [
        { kind: 'loan_owed', currency: CNY, balance: minorUnits(5n) },
        { kind: 'custody', currency: EUR, balance: minorUnits(7n) },
      ],
      [
        change('custody', 30n),
        { ...change('custody', 2n), currency: EUR },
        change('loan_owed', -5n),
      ],
    );
    expect(rows.map(({ kind, currency: code, balance }) => `${kind} ${code} ${balance}`)).toEqual([
      'custody CNY 30',
      'custody EUR 9',
      'loan_owed CNY 0',
    ]);
    expect([totalOf(rows, 'debit'), totalOf(rows, 'credit')]).toEqual([39n, 0n]);
  });

  it('shows on which side and in which currency debits and credits differ', () => {
    const rows = carryForward(
      [],
      [change('custody', 3n), { ...change('loan_owed', 4n), currency: EUR }],
    );
    expect(brokenBalances(rows, [])).toEqual([
      { law: 'debits_equal_credits', currency: 'CNY', side: 'money', difference: 3n },
      { law: 'debits_equal_credits', currency: 'EUR', side: 'debt', difference: -4n },
    ]);
  });

  it('lets the clearing of a rail stand on the other side', () => {
    const rows = carryForward(
      [],
      [change('custody', 10n), change('rails_clearing', -4n), change('lender_cash', 6n)],
    );
    expect(brokenBalances(rows, [])).toEqual([]);
  });

  it('balances after any days of transfers between two kinds of one side, and no cent is lost', () => {
    const kinds: readonly AccountKind[] = [
      'custody',
      'rails_clearing',
      'lender_cash',
      'borrower_cash',
      'platform_fees',
    ];
    const transfer = fc.tuple(
      fc.constantFrom(...kinds),
      fc.constantFrom(...kinds),
      fc.integer({ min: 1, max: 1_000_000 }),
    );
    fc.assert(
      fc.property(fc.array(fc.array(transfer, { maxLength: 6 }), { maxLength: 5 }), (days) => {
        const debitNormal = new Set<AccountKind>(['custody', 'rails_clearing']);
        const naive = new Map<AccountKind, bigint>();
        let rows: ReturnType<typeof carryForward> = [];
        for (const day of days) {
          const changes = new Map<AccountKind, KindChange>();
          const book = (kind: AccountKind, side: 'debit' | 'credit', amount: number) => {
            const before = changes.get(kind) ?? change(kind, 0n);
            const sign = debitNormal.has(kind) === (side === 'debit') ? 1n : -1n;
            naive.set(kind, (naive.get(kind) ?? 0n) + sign * BigInt(amount));
            changes.set(kind, {
              ...before,
              [side]: minorUnits(before[side] + BigInt(amount)),
              balanceChange: minorUnits(before.balanceChange + sign * BigInt(amount)),
            });
          };
          for (const [debit, credit, amount] of day) {
            book(debit, 'debit', amount);
            book(credit, 'credit', amount);
          }
          rows = carryForward(rows, [...changes.values()]);
          expect(brokenBalances(rows, [...changes.values()])).toEqual([]);
        }
        for (const { kind, balance } of rows) expect(balance).toBe(naive.get(kind));
      }),
    );
  });
});

function change(kind: AccountKind, balanceChange: bigint): KindChange {
  return {
    kind,
    currency: CNY,
    debit: ZERO,
    credit: ZERO,
    balanceChange: minorUnits(balanceChange),
  };
}
