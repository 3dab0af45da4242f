// A figure on a page: the only way to show an amount, a count or a rate. A test reads each and recomputes it.
import type { MoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import { exponentOf, currency as knownCurrency } from '@mutua/core/money/currency.ts';
import { placePoint } from '@mutua/core/money/fraction.ts';
import { formatMajor, minorUnits } from '@mutua/core/money/minor-units.ts';
import { divideRounded } from '@mutua/core/money/rounding.ts';
import type { ReactNode } from 'react';
import { MoneyText } from '../money-text.tsx';
import type { DeclaredFigure } from './declare-figures.ts';

interface FigureProps extends DeclaredFigure {
  /** Exactly one of the three values. */
  readonly money?: MoneyOnWire | undefined;
  readonly count?: number | undefined;
  /** Parts per million. */
  readonly ratePpm?: number | undefined;
  /** Of which row: the id of the loan, claim, account or day that the figure is of. */
  readonly row?: string | undefined;
  /** Decimals of a rate. */
  readonly digits?: 0 | 1 | 2;
  /** Whether the currency's sign stands before it; left out in columns whose head names it. */
  readonly sign?: boolean;
  readonly size?: 'hero' | 'figure' | 'plain';
  /** Whether a plus stands before what is positive, as in steps of a bridge. */
  readonly plus?: boolean;
}

const SIGNS: Readonly<Record<string, string>> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£' };

/** One figure. */
export function Figure(props: FigureProps) {
  const { id, row, size = 'plain' } = props;
  const { canonical, shown } = partsOf(props);
  return (
    <span
      className={`figure figure-${size}`}
      data-figure={id}
      data-row={row}
      data-value={canonical}
    >
      {shown}
    </span>
  );
}

/** A number that is no figure: a number of a contract or step, a term, a rank. */
export function Plain({ children }: { readonly children: ReactNode }) {
  return <span data-plain="">{children}</span>;
}

/** The sign of a currency, or its code where it has none of its own. */
export function currencySign(code: string): string {
  return SIGNS[code] ?? `${code}\u00a0`;
}

function partsOf({ money, count, ratePpm, sign = true, digits = 2, plus = false }: FigureProps): {
  readonly canonical: string;
  readonly shown: ReactNode;
} {
  if (money !== undefined) return moneyParts(money, { sign, plus });
  if (count !== undefined) return { canonical: String(count), shown: grouped(String(count)) };
  if (ratePpm !== undefined) {
    return { canonical: `${ratePpm}ppm`, shown: rateText(ratePpm, { digits, plus }) };
  }
  return { canonical: '', shown: '—' };
}

function moneyParts(
  { minorUnits: digits, currency }: MoneyOnWire,
  { sign, plus }: { readonly sign: boolean; readonly plus: boolean },
) {
  const exponent = exponentOf(knownCurrency(currency));
  const value = minorUnits(BigInt(digits));
  return {
    canonical: `${currency} ${formatMajor(value, exponent)}`,
    shown: (
      <span data-zero={value === 0n ? '' : undefined}>
        {plus && value > 0n && '+'}
        <MoneyText
          value={value}
          exponent={exponent}
          {...(sign ? { sign: currencySign(currency) } : {})}
        />
      </span>
    ),
  };
}

const PPM_OF_DIGITS = { 0: 10_000n, 1: 1_000n, 2: 100n } as const;

function rateText(
  ppm: number,
  { digits, plus }: { readonly digits: 0 | 1 | 2; readonly plus: boolean },
): ReactNode {
  const exact = BigInt(Math.trunc(ppm));
  const size = divideRounded(exact < 0n ? -exact : exact, PPM_OF_DIGITS[digits], 'half_up');
  return (
    <span className="rate">
      {exact < 0n && size !== 0n ? '−' : plus && size !== 0n && '+'}
      {digits === 0 ? String(size) : placePoint(size, digits)}
      <span className="rate-sign">%</span>
    </span>
  );
}

function grouped(digits: string): string {
  const [sign, rest] = digits.startsWith('-') ? ['−', digits.slice(1)] : ['', digits];
  return `${sign}${rest.replace(/\B(?=(\d{3})+$)/g, ',')}`;
}
