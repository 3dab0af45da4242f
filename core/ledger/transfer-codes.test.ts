import { describe, expect, it } from 'vitest';
import { type AccountKind, CHART, kindOfNumber } from './chart.ts';
import { codeOfNumber, mayMove, TRANSFER_CODES, type TransferCode } from './transfer-codes.ts';

describe('the chart and the codes', () => {
  it('know every kind and code by its number', () => {
    for (const [kind, { number }] of Object.entries(CHART)) {
      expect(kindOfNumber(BigInt(number) * 1_000_000_000_000_000n + 5n)).toBe(kind);
    }
    for (const [code, { number }] of Object.entries(TRANSFER_CODES))
      expect(codeOfNumber(number)).toBe(code);
    expect([kindOfNumber(99_000_000_000_000_001n), codeOfNumber(999)]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('lead from one client to another only where a loan or a claim stands between', () => {
    const cash = ['lender_cash', 'borrower_cash', 'partner_cash'] as const;
    const direct = (Object.keys(TRANSFER_CODES) as TransferCode[]).flatMap((code) =>
      cash.flatMap((from) =>
        cash.filter((to) => mayMove(code, from, to)).map((to) => `${code}: ${from} > ${to}`),
      ),
    );
    // Both on the borrower's own authorisation, to a named partner.
    expect(direct).toEqual([
      'entrusted_payment: borrower_cash > partner_cash',
      'guarantee_fee: borrower_cash > partner_cash',
    ]);
  });

  it("give the operator's accounts no code but those of fees and collection (law 6)", () => {
    const operator = new Set<AccountKind>(['platform_fees', 'platform_funds']);
    const others = (kind: AccountKind) => kind.endsWith('_cash') || kind.startsWith('loan_');
    for (const { number, pairs } of Object.values(TRANSFER_CODES)) {
      const meets = pairs.some(({ debit, credit }) =>
        debit.some((from) =>
          credit.some(
            (to) => (operator.has(from) && others(to)) || (operator.has(to) && others(from)),
          ),
        ),
      );
      if (meets) expect([3, 5]).toContain(Math.floor(number / 100));
    }
  });
});
