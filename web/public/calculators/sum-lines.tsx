// The lines of a sum that was reckoned here: no figures of the book, so they are marked as plain.
import { exponentOf, currency as knownCurrency } from '@mutua/core/money/currency.ts';
import type { MinorUnits } from '@mutua/core/money/minor-units.ts';
import type { ReactNode } from 'react';
import { currencySign } from '../../ui/figure/figure.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { RateText } from '../../ui/rate-text.tsx';

export interface SumLine {
  readonly label: string;
  readonly amount: MinorUnits;
  readonly isSum?: true;
}

export function SumLines({
  lines,
  currency,
}: {
  readonly lines: readonly SumLine[];
  readonly currency: string;
}) {
  return (
    <dl className="identity sum-lines" data-plain="">
      {lines.map(({ label, amount, isSum }) => (
        <div key={label} data-sum={isSum ? '' : undefined}>
          <dt>{label}</dt>
          <dd />
          <dd>
            <MoneyText
              value={amount}
              exponent={exponentOf(knownCurrency(currency))}
              sign={currencySign(currency)}
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The rate that the sum comes to. */
export function SumRate({
  label,
  ppm,
  note,
}: {
  readonly label: string;
  readonly ppm: bigint | undefined;
  readonly note: ReactNode;
}) {
  return (
    <div className="sum-rate" data-plain="">
      <p>{label}</p>
      <p className="figure-hero">{ppm === undefined ? '—' : <RateText ppm={ppm} />}</p>
      <p className="quiet">{note}</p>
    </div>
  );
}
