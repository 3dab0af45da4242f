// What all messages between the platform and the custodian bank are made of.
//
// Money is whole minor units as a string beside its currency, a day an ISO 8601 date, a moment ISO 8601 in UTC.
import Type, { type Static } from 'typebox';

export const uuidOnWire = (description: string) =>
  Type.String({
    pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
    description,
    examples: ['01980c1e-0c6e-7cc1-8c5c-0d5a7a0a1f11'],
  });

/** An id of a client: the platform's own, whatever it looks like. */
export const clientIdOnWire = (description: string) =>
  Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$', description });

export const accountOnWire = (description: string) =>
  Type.String({
    pattern: '^[A-Za-z0-9][A-Za-z0-9/_.-]{0,99}$',
    description,
    examples: ['8801000000000001'],
  });

export const referenceOnWire = (description: string) =>
  Type.String({
    pattern: '^[A-Za-z0-9][A-Za-z0-9.-]{0,34}$',
    description,
    examples: ['B20261123000000017'],
  });

export const dayOnWire = (description: string) =>
  Type.String({
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
    description,
    examples: ['2026-11-23'],
  });

export const momentOnWire = (description: string) =>
  Type.String({
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$',
    description,
    examples: ['2026-11-23T08:00:00.000Z'],
  });

export const currencyOnWire = (description: string) =>
  Type.String({ pattern: '^[A-Z]{3}$', description, examples: ['CNY'] });

export const wordsOnWire = (length: number, description: string) =>
  Type.String({ minLength: 1, maxLength: length, pattern: '^[^\\u0000-\\u001f]+$', description });

export const returnUrlOnWire = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 2_000,
    description:
      'Where the bank’s page sends the owner back to; only a page of the platform’s own origin is taken.',
  }),
);

export const pageUrlOnWire = Type.String({
  description: 'The bank’s page where the owner decides. Unguessable, and for this one thing only.',
});

const moneyOnWire = (pattern: string, description: string) =>
  Type.Object(
    {
      minorUnits: Type.String({ pattern, examples: ['6000000'] }),
      currency: Type.String({ pattern: '^[A-Z]{3}$', examples: ['CNY'] }),
    },
    { additionalProperties: false, description },
  );

/** Money that moves: more than nothing. */
export const movedMoney = (description: string) =>
  moneyOnWire('^[1-9][0-9]{0,17}$', `${description} More than 0.`);

/** Money that lies somewhere: it may be nothing. */
export const restingMoney = (description: string) =>
  moneyOnWire('^(0|[1-9][0-9]{0,17})$', description);

export type MoneyAtBank = Static<ReturnType<typeof movedMoney>>;

/** The codes with which the bank refuses a request as a whole; an instruction's reasons stand apart. */
export const BankProblemCode = Type.Enum([
  'invalid_input',
  'signature_wrong',
  'sandbox_key_wrong',
  'not_found',
  'request_differs',
  'account_not_open',
  /** Money of a payment provider goes to clients alone. */
  'account_not_client',
  /** The lines of an advice do not come to its total. */
  'total_differs',
  'platform_has_no_page',
  'currency_unknown',
  'return_url_refused',
  'wrong_stage',
  'day_not_closed',
  'insufficient_funds',
  'body_too_large',
  'internal_error',
]);
export type BankProblemCode = Static<typeof BankProblemCode>;

/** Every request that is not done is answered with this. */
export const BankProblem = Type.Object({
  code: BankProblemCode,
  detail: Type.String({ description: 'What is so, for the people who run the platform.' }),
});
export type BankProblem = Static<typeof BankProblem>;
