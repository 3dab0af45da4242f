// Money on a screen: currency sign and decimals grey, whole units dark, minus as U+2212.
import { formatMajor, type MinorUnits, negate } from '@mutua/core/money/minor-units.ts';

interface MoneyTextProps {
  readonly value: MinorUnits;
  /** Decimals of the currency. */
  readonly exponent: number;
  /** The currency's sign, where the column's head does not name it already. */
  readonly sign?: string;
}

/** One amount; readers of the screen hear it as one text. */
export function MoneyText({ value, exponent, sign }: MoneyTextProps) {
  const negative = value < 0n;
  const [whole = '0', decimals] = formatMajor(negative ? negate(value) : value, exponent).split(
    '.',
  );
  return (
    <span className="money">
      {negative && '−'}
      {sign !== undefined && <span className="money-minor">{sign}</span>}
      {groupThousands(whole)}
      {decimals !== undefined && <span className="money-minor">.{decimals}</span>}
    </span>
  );
}

/** Separators every three digits, as both of our languages write them. */
function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
