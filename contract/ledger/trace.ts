// A trace 资金轨迹 on the wire: the transfers through which an amount came and went.
import Type, { type Static } from 'typebox';
import { IdOnWire } from '../http/command.ts';
import { CurrencyOnWire, DayOnWire, MinorUnitsOnWire } from '../money/on-wire.ts';

const transferId = Type.String({
  pattern: '^[1-9][0-9]{0,18}$',
  description: 'The number of a line in the book.',
});

export const TraceQuery = Type.Object(
  {
    transferId,
    direction: Type.Enum(['forwards', 'backwards'], {
      description: 'Where the amount went, or where it came from.',
    }),
    from: Type.Optional(
      MinorUnitsOnWire('The first minor unit of the transfer that is followed; 0 if left out.'),
    ),
    to: Type.Optional(
      MinorUnitsOnWire('The minor unit before which the part ends; the whole if left out.'),
    ),
  },
  { additionalProperties: false },
);
export type TraceQuery = Static<typeof TraceQuery>;

export const TraceHop = Type.Object({
  transferId,
  code: Type.String({ description: 'The transfer code: why it moved.', examples: ['bid'] }),
  words: Type.String({ description: 'The line in the language that was asked for.' }),
  fromKind: Type.String({ description: 'The kind of the account that it left.' }),
  toKind: Type.String({ description: 'The kind of the account into which it came.' }),
  subjectId: IdOnWire('The loan, or where there is none the person, whose business it is.'),
  bookedDay: DayOnWire('The business date on which it was booked.'),
  amount: MinorUnitsOnWire('How much of what is traced went this way.'),
  from: MinorUnitsOnWire('The first minor unit of the transfer that belongs to it.'),
  to: MinorUnitsOnWire('The minor unit before which that part ends.'),
});
export type TraceHop = Static<typeof TraceHop>;

export const TraceEnd = Type.Object({
  where: Type.String({
    description: 'The kind of the account, or `claim` for what is lent and not repaid.',
    examples: ['lender_cash'],
  }),
  amount: MinorUnitsOnWire('How much of what is traced.'),
  why: Type.Enum(['rests', 'edge', 'not_followed'], {
    description:
      'It is still there; it left for where nobody follows it; or the trace became too long and goes on with `again`.',
  }),
  again: Type.Optional(TraceQuery),
});
export type TraceEnd = Static<typeof TraceEnd>;

export const LedgerTrace = Type.Object({
  currency: CurrencyOnWire,
  amount: MinorUnitsOnWire('What was traced; the ends add up to it.'),
  hops: Type.Array(TraceHop, { description: 'In the order in which they were booked.' }),
  ends: Type.Array(TraceEnd),
});
export type LedgerTrace = Static<typeof LedgerTrace>;
