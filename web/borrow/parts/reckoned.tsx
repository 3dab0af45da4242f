// What is reckoned for the reader from what was just typed or asked: an offer, and no figure of the book.
import type { MoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import { exponentOf, currency as knownCurrency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { currencySign } from '../../ui/figure/figure.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { RateText } from '../../ui/rate-text.tsx';

/** An amount that was reckoned. */
export function ReckonedMoney({
  money,
  sign = true,
}: {
  readonly money: MoneyOnWire;
  readonly sign?: boolean;
}) {
  return (
    <span data-plain="">
      <MoneyText
        value={minorUnits(BigInt(money.minorUnits))}
        exponent={exponentOf(knownCurrency(money.currency))}
        {...(sign ? { sign: currencySign(money.currency) } : {})}
      />
    </span>
  );
}

/** A rate that was reckoned. */
export function ReckonedRate({ ppm }: { readonly ppm: number }) {
  return (
    <span data-plain="">
      <RateText ppm={BigInt(ppm)} />
    </span>
  );
}
