// The book as those who keep it look through it, on the wire: kinds of account, accounts, and single lines.
import { ACCOUNT_KINDS } from '@mutua/core/ledger/chart.ts';
import Type, { type Static } from 'typebox';
import { IdOnWire } from '../http/command.ts';
import { CurrencyOnWire, DayOnWire, InstantOnWire, MoneyOnWire } from '../money/on-wire.ts';

const transferId = (description: string) =>
  Type.String({ pattern: '^[1-9][0-9]{0,18}$', description });
const accountKind = Type.Enum([...ACCOUNT_KINDS], { description: 'The kind of the account.' });

export const AccountKindInBook = Type.Object({
  kind: accountKind,
  side: Type.Enum(['money', 'debt'], { description: 'On which side of the book it stands.' }),
  normal: Type.Enum(['debit', 'credit'], { description: 'Where its balance stands.' }),
  currency: CurrencyOnWire,
  count: Type.Integer({ minimum: 0, description: 'How many accounts there are.' }),
  balance: MoneyOnWire,
  held: MoneyOnWire,
});
export type AccountKindInBook = Static<typeof AccountKindInBook>;

export const AccountInBook = Type.Object({
  accountId: Type.String({ description: 'The number of the account in the book.' }),
  kind: accountKind,
  owner: Type.String({ description: 'For whom or what it is.' }),
  ownerName: Type.Optional(Type.String({ description: 'The name of its owner.' })),
  currency: CurrencyOnWire,
  balance: MoneyOnWire,
  held: MoneyOnWire,
  coming: MoneyOnWire,
});
export type AccountInBook = Static<typeof AccountInBook>;

const END = Type.Object({
  kind: accountKind,
  owner: Type.String({ description: 'For whom or what it is.' }),
  ownerName: Type.Optional(Type.String({ description: 'The name of its owner.' })),
});

export const TransferInBook = Type.Object({
  transferId: transferId('The number of the line in the book.'),
  kind: Type.Enum(['posted', 'pending', 'post', 'void'], {
    description: 'Booked at once; held; a hold that was booked; a hold that was given back.',
  }),
  code: Type.String({ description: 'The transfer code: why it moved.' }),
  words: Type.String({ description: 'The line in the language that was asked for.' }),
  isReversal: Type.Boolean({ description: 'Whether it takes back an earlier line.' }),
  debit: Type.Object(END.properties, { description: 'The account that is debited.' }),
  credit: Type.Object(END.properties, { description: 'The account that is credited.' }),
  amount: MoneyOnWire,
  bookedDay: DayOnWire('The business date on which it was booked.'),
  effectiveDay: DayOnWire('The day for which it counts, which may be earlier.'),
  bookedAt: InstantOnWire('When it was booked.'),
  subjectId: IdOnWire('The loan, or where there is none the person, whose business it is.'),
  commandId: IdOnWire('The command that brought it about.'),
  commandKind: Type.String({ description: 'What was asked by that command.' }),
  commandSequence: Type.String({ description: 'The place of the command in the log.' }),
  actor: Type.String({ description: 'Who asked for it.' }),
  actorName: Type.Optional(Type.String({ description: 'The name of who asked for it.' })),
  endsId: Type.Optional(transferId('The hold that it ends.')),
  endedById: Type.Optional(transferId('The line that ended this hold.')),
  reversesId: Type.Optional(transferId('The line that it takes back.')),
  reversedById: Type.Optional(transferId('The line that takes it back.')),
});
export type TransferInBook = Static<typeof TransferInBook>;
