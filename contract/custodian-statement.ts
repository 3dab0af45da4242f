// The custodian's end-of-day statement: what was booked on one day over the whole custody, in one currency.
//
// Amounts are strings of minor units of the statement's currency, days ISO 8601 dates, instants ISO 8601 in
// UTC. Freezes and releases book nothing, so they are no entries; what they come to stands in `frozen`.
import Type, { type Static } from 'typebox';

const Amount = (description: string) =>
  Type.String({ pattern: '^(0|[1-9][0-9]{0,17})$', description, examples: ['6000000'] });
const DayOnWire = (description: string) =>
  Type.String({ format: 'date', description, examples: ['2026-11-23'] });
const BankText = (length: number, description: string) =>
  Type.String({ pattern: `^[A-Za-z0-9][A-Za-z0-9.-]{0,${length - 1}}$`, description });
const Uuid = (description: string) =>
  Type.String({
    pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
    description,
  });

/** One entry for each instruction batch, or for each movement that came alone. */
export const StatementEntry = Type.Object(
  {
    entryReference: BankText(33, 'The custodian’s name of the entry, unique in the statement.'),
    bankReference: BankText(35, 'The custodian’s reference of the batch or the movement.'),
    batchId: Type.Optional(Uuid('The platform’s batch of instructions, where the entry is one.')),
    instructionId: Type.Optional(
      Uuid('The platform’s instruction, where the entry is a single one.'),
    ),
    kind: Type.String({
      pattern: '^[a-z][a-z0-9_]{0,34}$',
      description: 'What kind of instruction or receipt it is.',
      examples: ['top_up', 'withdrawal', 'disbursement'],
    }),
    direction: Type.Union(
      [Type.Literal('credit'), Type.Literal('debit'), Type.Literal('internal')],
      {
        description:
          'From the custody’s point of view: into it, out of it, or between accounts inside it.',
      },
    ),
    count: Type.Integer({
      minimum: 1,
      maximum: 999_999_999_999_999,
      description: 'The number of movements.',
    }),
    sum: Amount('All its movements together.'),
    bookingDay: DayOnWire('The day on which the custodian booked it.'),
    valueDay: DayOnWire('The day from which it counts.'),
  },
  { additionalProperties: false },
);
export type StatementEntry = Static<typeof StatementEntry>;

/** How an account stands at the end of the day. */
export const StatementAccount = Type.Object(
  {
    account: Type.String({
      pattern: '^[A-Za-z0-9][A-Za-z0-9/_.-]{0,99}$',
      description: 'The account’s number at the custodian.',
    }),
    booked: Amount('What lies on it, frozen or not.'),
    frozen: Amount('The part of it that is frozen.'),
  },
  { additionalProperties: false },
);
export type StatementAccount = Static<typeof StatementAccount>;

export const CustodianStatement = Type.Object(
  {
    statementId: BankText(35, 'The custodian’s name of the statement.'),
    custodyAccount: BankText(34, 'The number of the custody as a whole.'),
    day: DayOnWire('The business day.'),
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217 code.' }),
    createdAt: Type.String({
      pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
      description: 'When the custodian made it.',
      examples: ['2026-11-23T16:00:00.000Z'],
    }),
    openingBooked: Amount('The whole custody at the beginning of the day.'),
    closingBooked: Amount('The whole custody at its end: opening + credits − debits.'),
    entries: Type.Array(StatementEntry),
    accounts: Type.Array(StatementAccount, {
      description: 'The accounts whose booked or frozen amount changed on the day.',
    }),
    controls: Type.Object(
      {
        accounts: Type.Integer({ minimum: 0, description: 'The number of all accounts.' }),
        booked: Amount('Booked on all accounts together; equals the closing balance.'),
        frozen: Amount('Frozen on all accounts together.'),
      },
      {
        additionalProperties: false,
        description: 'Control totals over all accounts, moved or not.',
      },
    ),
  },
  { additionalProperties: false },
);
export type CustodianStatement = Static<typeof CustodianStatement>;
