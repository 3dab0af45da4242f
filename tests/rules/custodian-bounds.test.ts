// What a product allows is no more than the custodian can do with one instruction.
import {
  DisburseInstruction,
  DistributeInstruction,
  INSTRUCTION_PARTS_MAX,
} from '@mutua/contract/custodian/instructions.ts';
import { invalid } from '@mutua/core/kit/result.ts';
import { rulePackOf } from '@mutua/core/law/packs.ts';
import { minorUnits, times } from '@mutua/core/money/minor-units.ts';
import { GENERAL_LOAN, SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { checkProduct } from '@mutua/core/product/check-product.ts';
import { LENDERS_MAX } from '@mutua/core/product/product.ts';
import { describe, expect, it } from 'vitest';

const mostOf = (schema: object) => (schema as { readonly maxItems: number }).maxItems;

describe('a loan', () => {
  it('has no more lenders than one instruction can name, with the platform beside them', () => {
    expect(LENDERS_MAX).toBe(INSTRUCTION_PARTS_MAX);
    expect(mostOf(DisburseInstruction.properties.freezes)).toBe(LENDERS_MAX);
    expect(mostOf(DistributeInstruction.properties.shares)).toBe(LENDERS_MAX + 1);
    for (const { amount, bids } of [SMALL_CREDIT_LOAN, GENERAL_LOAN]) {
      expect(times(bids.minimum, BigInt(LENDERS_MAX))).toBeGreaterThanOrEqual(amount.maximum);
    }
  });

  it('of a product with so small bids that it could have more is not made', () => {
    const pack = rulePackOf(SMALL_CREDIT_LOAN.packId);
    if (!pack.ok) throw new Error('There is no such pack.');
    const checked = (minimum: bigint) => {
      const bids = {
        ...SMALL_CREDIT_LOAN.bids,
        minimum: minorUnits(minimum),
        step: minorUnits(1n),
      };
      return checkProduct({ ...SMALL_CREDIT_LOAN, bids }, pack.value);
    };
    // 200,000 yuan in 10,000 parts.
    expect(checked(2_000n).ok).toBe(true);
    expect(checked(1_999n)).toEqual(
      invalid('bids.minimum', 'A loan could have more than 10000 lenders.'),
    );
  });
});
