// Where the annual rate of a loan goes, as both sides are shown it.
import type { RatePartsOnWire } from '@mutua/contract/product/rate-parts.ts';
import { lenderReturn } from '@mutua/core/product/lender-fees.ts';
import type { Tariff } from '@mutua/core/product/tariff.ts';

/** A spread is a line of its own, and no line where none is taken. */
export function writeRateParts(ratePpm: number, tariff: Tariff): RatePartsOnWire {
  const { annualRatePpm, spreadPpm, managementPpm, lenderPpm } = lenderReturn(ratePpm, tariff);
  return {
    ...{ annualRatePpm, ...(spreadPpm > 0 && { interestSpreadPpm: spreadPpm }) },
    ...{ lenderManagementPpm: managementPpm, lenderRatePpm: lenderPpm },
  };
}
