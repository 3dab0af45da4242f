// Facts of a credit file between the wire and the rules: each in the form that its name asks for.
import type { FactValueOnWire } from '@mutua/contract/loan/application.ts';
import { FACT_SHAPES, type FactName, type FactValue } from '@mutua/core/credit/fact.ts';
import { invalid, ok, type Result } from '@mutua/core/kit/result.ts';
import { type Currency, readCurrency } from '@mutua/core/money/currency.ts';
import { parseMinorUnits } from '@mutua/core/money/minor-units.ts';

export interface ReadFact {
  readonly value: FactValue;
  /** Of money. */
  readonly currency?: Currency;
}

/** @returns `invalid_input` naming the field where the value has not the form of the fact. */
export function readFactValue(
  name: FactName,
  given: FactValueOnWire,
  field: string,
): Result<ReadFact> {
  const { kind } = FACT_SHAPES[name];
  const wrong = invalid(field, 'It does not have the right form.');
  if (kind === 'money') {
    if (typeof given !== 'object') return wrong;
    const amount = parseMinorUnits(given.minorUnits, `${field}.minorUnits`);
    if (!amount.ok) return amount;
    const currency = readCurrency(given.currency, `${field}.currency`);
    if (!currency.ok) return currency;
    return ok({ value: { kind, amount: amount.value }, currency: currency.value });
  }
  if (kind === 'count') {
    return typeof given === 'number' ? ok({ value: { kind, count: given } }) : wrong;
  }
  if (typeof given !== 'string') return wrong;
  return ok({ value: kind === 'choice' ? { kind, choice: given } : { kind, text: given } });
}

/** As the wire has it. */
export function writeFactValue(value: FactValue, currency: string): FactValueOnWire {
  switch (value.kind) {
    case 'money':
      return { minorUnits: String(value.amount), currency };
    case 'count':
      return value.count;
    case 'choice':
      return value.choice;
    case 'text':
      return value.text;
  }
}
