// Money, rates, days and moments as they go over the wire.
import Type, { type Static } from 'typebox';

/** A sum in an answer: of either sign, in minor units, as a text so that no digit is lost. */
export const MinorUnitsOnWire = (description: string) =>
  Type.String({ pattern: '^(0|-?[1-9][0-9]{0,18})$', description, examples: ['10000'] });

/** A sum that somebody asks for: greater than 0. */
export const PositiveMinorUnitsOnWire = (description: string) =>
  Type.String({ pattern: '^[1-9][0-9]{0,17}$', description, examples: ['10000'] });

export const CurrencyOnWire = Type.String({
  pattern: '^[A-Z]{3}$',
  description: 'ISO 4217 code; it says how many decimals a minor unit has.',
  examples: ['CNY'],
});

export const MoneyOnWire = Type.Object(
  { minorUnits: MinorUnitsOnWire('Minor units of the currency.'), currency: CurrencyOnWire },
  { additionalProperties: false },
);
export type MoneyOnWire = Static<typeof MoneyOnWire>;

/** A sum that somebody enters: greater than 0. */
export const PositiveMoneyOnWire = (description: string) =>
  Type.Object(
    {
      minorUnits: PositiveMinorUnitsOnWire('Minor units of the currency, greater than 0.'),
      currency: CurrencyOnWire,
    },
    { additionalProperties: false, description },
  );
export type PositiveMoneyOnWire = Static<ReturnType<typeof PositiveMoneyOnWire>>;

export const DayOnWire = (description: string) =>
  Type.String({ format: 'date', description, examples: ['2026-11-22'] });

export const InstantOnWire = (description: string) =>
  Type.String({ format: 'date-time', description, examples: ['2026-11-22T02:00:00.000Z'] });

export const PpmOnWire = (description: string) =>
  Type.Integer({ description: `${description} Parts per million.`, examples: [126_000] });
