// From the words of the wire to the words of the rules, and back, for what many routes have.
import type { MoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import { type Id, readId } from '@mutua/core/kit/id.ts';
import { invalid, ok, type Result } from '@mutua/core/kit/result.ts';
import { type Currency, readCurrency } from '@mutua/core/money/currency.ts';
import { type MinorUnits, parseMinorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import { type Day, parseDay } from '@mutua/core/time/day.ts';
import { type Instant, parseInstant } from '@mutua/core/time/instant.ts';
import { orRefused } from './problems.ts';

export interface ReadMoney {
  readonly amount: MinorUnits;
  readonly currency: Currency;
}

/** A sum that somebody enters; greater than 0. */
export function readMoney(money: MoneyOnWire, field: string): Result<ReadMoney> {
  const amount = parseMinorUnits(money.minorUnits, `${field}.minorUnits`);
  if (!amount.ok) return amount;
  if (amount.value <= ZERO) return invalid(`${field}.minorUnits`, 'It must be greater than 0.');
  const currency = readCurrency(money.currency, `${field}.currency`);
  return currency.ok ? ok({ amount: amount.value, currency: currency.value }) : currency;
}

/** As `readMoney`, where a refusal ends the request. */
export function moneyIn(money: MoneyOnWire, field: string): ReadMoney {
  return orRefused(readMoney(money, field));
}

/** The id of that field; a refusal ends the request. */
export function idIn(text: string | undefined, field: string): Id {
  return orRefused(readId(text ?? '', field));
}

/** The day of that field; a refusal ends the request. */
export function dayIn(text: string, field: string): Day {
  return orRefused(parseDay(text, field));
}

/** The moment of that field; a refusal ends the request. */
export function instantIn(text: string, field: string): Instant {
  return orRefused(parseInstant(text, field));
}

/** A sum of the database on the wire. */
export function moneyOf(minorUnits: bigint, currency: string): MoneyOnWire {
  return { minorUnits: String(minorUnits), currency };
}

/** The fields whose value is there. */
export function present<Fields extends Readonly<Record<string, unknown>>>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], null | undefined> } {
  const entries = Object.entries(fields).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return Object.fromEntries(entries) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], null | undefined>;
  };
}
