// Tariffs on the wire: which fees are paid, by whom, how much and when.

import { ROUNDINGS } from '@mutua/core/money/rounding.ts';
import { FEE_KINDS } from '@mutua/core/product/tariff.ts';
import Type, { type Static, type TProperties } from 'typebox';
import { commandBody } from '../http/command.ts';
import { CurrencyOnWire, DayOnWire } from '../money/on-wire.ts';

const closed = <Fields extends TProperties>(fields: Fields) =>
  Type.Object(fields, { additionalProperties: false });

const RULE = Type.Union([
  closed({
    kind: Type.Literal('fixed'),
    amount: Type.String({ pattern: '^(0|[1-9][0-9]{0,17})$', description: 'Minor units.' }),
  }),
  closed({
    kind: Type.Enum(['share_of_amount', 'share_of_outstanding', 'share_of_interest']),
    sharePpm: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
  }),
]);

/** What every tariff has; a kind of fee that it does not name costs nothing. */
export const TARIFF_FIELDS = {
  currency: CurrencyOnWire,
  effectiveFrom: DayOnWire('The first day on which it is in force.'),
  effectiveTo: Type.Optional(DayOnWire('The last day on which it is in force.')),
  rounding: Type.Enum([...ROUNDINGS]),
  fees: Type.Array(
    closed({
      kind: Type.Enum([...FEE_KINDS]),
      payer: Type.Enum(['borrower', 'lender']),
      rule: RULE,
      due: Type.Enum(['disbursement', 'first_due_day', 'each_instalment', 'event']),
    }),
    { maxItems: 30 },
  ),
};

const CLIENT_TARIFF = closed(TARIFF_FIELDS);
export type ClientTariffTerms = Static<typeof CLIENT_TARIFF>;

export const ProposeClientTariffBody = commandBody({ tariff: CLIENT_TARIFF });
export const ClientTariffMade = Type.Object({ number: Type.Integer({ minimum: 1 }) });

/** What clients pay apart from any loan, on the business date. */
export const ClientTariffToday = Type.Object({
  tariff: Type.Optional(
    Type.Object(CLIENT_TARIFF.properties, {
      description: 'Left out: a registration and a withdrawal cost nothing.',
    }),
  ),
});

export const ClientTariffOnWire = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  tariff: CLIENT_TARIFF,
  isApproved: Type.Boolean(),
  actions: Type.Array(Type.String()),
});
export type ClientTariffOnWire = Static<typeof ClientTariffOnWire>;
