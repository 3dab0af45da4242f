// A statement of one account 流水明细: its lines, as a bank shows them, with what stands after each.
import Type, { type Static } from 'typebox';
import { IdOnWire } from '../http/command.ts';
import { PAGE_FIELDS } from '../http/page.ts';
import { CurrencyOnWire, DayOnWire, InstantOnWire, MinorUnitsOnWire } from '../money/on-wire.ts';

const by = Type.Enum(['booked', 'effective'], {
  description: 'By the day on which a line was booked, or by the day for which it counts.',
});

/** What is asked of a statement beside the account. */
export const StatementQuery = Type.Object(
  {
    from: DayOnWire('The first day.'),
    to: DayOnWire('The last day.'),
    by: Type.Optional(by),
    ...PAGE_FIELDS,
  },
  { additionalProperties: false },
);
export type StatementQuery = Static<typeof StatementQuery>;

const STANDING = {
  balance: MinorUnitsOnWire('What is booked, in minor units.'),
  held: MinorUnitsOnWire('What open holds take from it.'),
  available: MinorUnitsOnWire('The balance less what is held.'),
  coming: MinorUnitsOnWire('What open holds are going to bring.'),
};

export const StatementLine = Type.Object({
  transferId: Type.String({
    pattern: '^[1-9][0-9]{0,18}$',
    description: 'The number of the line in the book.',
  }),
  kind: Type.Enum(['posted', 'pending', 'post', 'void'], {
    description: 'Booked at once; held; a hold that was booked; a hold that was given back.',
  }),
  side: Type.Enum(['debit', 'credit']),
  code: Type.String({ description: 'The transfer code: why it moved.', examples: ['bid'] }),
  words: Type.String({ description: 'The line in the language that was asked for.' }),
  isReversal: Type.Boolean({ description: 'Whether it takes back an earlier line.' }),
  counterKind: Type.String({
    description: 'The kind of the other account.',
    examples: ['loan_funding'],
  }),
  amount: MinorUnitsOnWire('What moved or was held, in minor units; greater than 0.'),
  ...STANDING,
  bookedDay: DayOnWire('The business date on which it was booked.'),
  effectiveDay: DayOnWire('The day for which it counts, which may be earlier.'),
  bookedAt: InstantOnWire('When it was booked.'),
  subjectId: IdOnWire('The loan, or where there is none the person, whose business it is.'),
  commandId: IdOnWire('The command that brought it about.'),
  earlierTransferId: Type.Optional(
    Type.String({ description: 'The hold that it ends, or the line that it takes back.' }),
  ),
});
export type StatementLine = Static<typeof StatementLine>;

export const LedgerStatement = Type.Object({
  kind: Type.String({ description: 'The kind of the account.', examples: ['lender_cash'] }),
  currency: CurrencyOnWire,
  by,
  from: DayOnWire('The first day.'),
  to: DayOnWire('The last day.'),
  opening: Type.Object(STANDING),
  closing: Type.Object(STANDING),
  lines: Type.Array(StatementLine),
  next: Type.Optional(
    Type.String({ description: 'The `cursor` of the page that follows; absent on the last.' }),
  ),
});
export type LedgerStatement = Static<typeof LedgerStatement>;
