// An input for an amount: typed in whole units and decimals, handed on in minor units.
import type { PositiveMoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import { exponentOf, currency as knownCurrency } from '@mutua/core/money/currency.ts';
import { formatMinorUnits, parseMajor } from '@mutua/core/money/minor-units.ts';
import { currencySign } from '../figure/figure.tsx';
import type { FieldInput } from './field.tsx';
import { TextInput } from './inputs.tsx';

interface MoneyInputProps {
  readonly field: FieldInput;
  readonly currency: string;
  /** As typed. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** `1,000.50` is one thousand and a half. */
export function MoneyInput({ field, currency, value, onChange }: MoneyInputProps) {
  return (
    <TextInput
      field={field}
      value={value}
      onChange={onChange}
      inputMode="decimal"
      autoComplete="off"
      prefix={currencySign(currency).trim()}
    />
  );
}

/** What was typed as money of the wire; nothing where it is no amount above 0. */
export function moneyTyped(text: string, currency: string): PositiveMoneyOnWire | undefined {
  const plain = text.replace(/[,，\s]/g, '');
  const read = parseMajor(plain, exponentOf(knownCurrency(currency)), 'amount');
  if (!read.ok || read.value <= 0n) return undefined;
  return { minorUnits: formatMinorUnits(read.value), currency };
}
