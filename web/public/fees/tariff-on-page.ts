// A tariff as it came over the wire, in the words of the rules, so that the browser can reckon with it.
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import type { ClientTariffTerms } from '@mutua/contract/product/tariff.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Rounding } from '@mutua/core/money/rounding.ts';
import type { FeeDue, FeeKind, FeePayer, FeeRule, Tariff } from '@mutua/core/product/tariff.ts';
import { type Day, parseDay } from '@mutua/core/time/day.ts';

export type FeeOnWire = ClientTariffTerms['fees'][number];

/** The product's tariff. */
export function tariffOf({ tariff }: ProductTermsOnWire): Tariff {
  return {
    ...{ code: tariff.code, version: tariff.version, currency: currency(tariff.currency) },
    effectiveFrom: dayOfWire(tariff.effectiveFrom),
    rounding: tariff.rounding as Rounding,
    fees: tariff.fees.map((fee) => ({
      kind: fee.kind as FeeKind,
      payer: fee.payer as FeePayer,
      due: fee.due as FeeDue,
      rule: ruleOf(fee),
    })),
  };
}

/** How much a fee is. */
export function ruleOf({ rule }: FeeOnWire): FeeRule {
  if (rule.kind === 'fixed') return { kind: 'fixed', amount: minorUnits(BigInt(rule.amount)) };
  return { kind: rule.kind as 'share_of_amount', sharePpm: rule.sharePpm };
}

function dayOfWire(text: string): Day {
  const day = parseDay(text, 'day');
  if (!day.ok) throw new Error('The platform sends days as ISO 8601 writes them.');
  return day.value;
}
