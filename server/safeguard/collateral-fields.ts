// Collateral from the words of the wire to those of the rules.
import type { MoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import { type Currency, readCurrency } from '@mutua/core/money/currency.ts';
import { type MinorUnits, parseMinorUnits } from '@mutua/core/money/minor-units.ts';
import type { CollateralDetails, CollateralKind } from '@mutua/core/safeguard/collateral.ts';
import { orRefused, Refused } from '../http/problems.ts';
import { dayIn, moneyIn } from '../http/read-fields.ts';

interface DetailsOnWire {
  readonly kind: CollateralKind;
  readonly description: string;
  readonly owner: string;
  readonly rank: number;
  readonly priorDebts: MoneyOnWire;
  readonly value: MoneyOnWire;
  readonly valuer: string;
  readonly valuedOn: string;
}

/** Value and debts of higher rank are in one currency. */
export function readDetails(wire: DetailsOnWire): CollateralDetails {
  const { kind, description, owner, rank, valuer } = wire;
  const { amount: value, currency } = moneyIn(wire.value, 'value');
  const debts = readSum(wire.priorDebts, 'priorDebts');
  if (debts.currency !== currency) throw new Refused(refuse('currencies_mixed').refusal);
  const valuedOn = dayIn(wire.valuedOn, 'valuedOn');
  return {
    ...{ kind, description, owner, rank, value, currency, valuer, valuedOn },
    priorDebts: debts.amount,
  };
}

/** A sum that may be nothing. */
export function readSum(
  money: MoneyOnWire,
  field: string,
): { readonly amount: MinorUnits; readonly currency: Currency } {
  const amount = orRefused(parseMinorUnits(money.minorUnits, `${field}.minorUnits`));
  return { amount, currency: orRefused(readCurrency(money.currency, `${field}.currency`)) };
}
