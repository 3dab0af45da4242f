// The close of a day on the wire: its steps, the books side by side, each break with what the same money left behind
// elsewhere, the laws that are checked, and the days that were closed before.
import { ACCOUNT_KINDS } from '@mutua/core/ledger/chart.ts';
import Type, { type Static } from 'typebox';
import { DayOnWire, InstantOnWire, MoneyOnWire } from '../money/on-wire.ts';

/** What the close of a day goes through, in this order. */
export const CLOSE_STEPS = [
  'stop_bookings',
  'work_due',
  'compare_rails',
  'check_laws',
  'explain_breaks',
  'close',
] as const;
export type CloseStep = (typeof CLOSE_STEPS)[number];

const count = (description: string) => Type.Integer({ minimum: 0, description });
const personName = (description: string) => Type.Optional(Type.String({ description }));

const CLOSE_STEP = Type.Object({
  step: Type.Enum([...CLOSE_STEPS], { description: 'Which step of the close.' }),
  state: Type.Enum(['done', 'next', 'stopped', 'later'], {
    description: '`stopped`: somebody has to act before it can go on.',
  }),
  at: Type.Optional(InstantOnWire('When it was done.')),
  count: count('How many bookings, pieces of work, breaks or laws it is about.'),
});

/** One kind of account in the three books. */
export const AccountGroup = Type.Object({
  kind: Type.Enum([...ACCOUNT_KINDS], { description: 'The kind of the accounts.' }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  opening: MoneyOnWire,
  moneyIn: MoneyOnWire,
  moneyOut: MoneyOnWire,
  ledger: MoneyOnWire,
  custodian: Type.Optional(MoneyOnWire),
  provider: Type.Optional(MoneyOnWire),
  difference: Type.Optional(MoneyOnWire),
  breaks: count('How many differences were found on its accounts.'),
});
export type AccountGroup = Static<typeof AccountGroup>;

const TRACE_MARK = Type.Object({
  at: InstantOnWire('When.'),
  where: Type.Enum(['ledger', 'custodian', 'provider', 'comparison'], {
    description: 'In which book it stands.',
  }),
  what: Type.String({ description: 'What stands there.', examples: ['top_up'] }),
  amount: Type.Optional(MoneyOnWire),
  reference: Type.String({ description: 'Under which number it stands there.' }),
  transferId: Type.Optional(Type.String({ description: 'The line of the ledger.' })),
});
export type BreakMark = Static<typeof TRACE_MARK>;

export const BreakInClose = Type.Object({
  breakId: Type.String({ format: 'uuid' }),
  rail: Type.String(),
  day: DayOnWire('Of which day.'),
  kind: Type.String(),
  reference: Type.String({ description: 'The line, the account or the total that differs.' }),
  ours: Type.Optional(Type.String()),
  theirs: Type.Optional(Type.String()),
  difference: Type.Optional(MoneyOnWire),
  account: Type.Optional(Type.String()),
  accountKind: Type.Optional(Type.String({ description: 'The kind of the account it is on.' })),
  ownerName: personName('Whose account it is.'),
  state: Type.Enum(['found', 'explained', 'mended']),
  foundAt: Type.Optional(InstantOnWire('When the comparison found it.')),
  explanation: Type.Optional(Type.String()),
  explainedByName: personName('Who explained it.'),
  mendedByName: personName('Who saw that its cause was put right.'),
  marks: Type.Array(TRACE_MARK, {
    description: 'What the same money left behind in each book, the earliest first.',
  }),
  actions: Type.Array(Type.String(), { description: 'What you may do now.' }),
});
export type BreakInClose = Static<typeof BreakInClose>;

const LAW = Type.Object({
  law: Type.Integer({ minimum: 1, maximum: 6, description: 'Which law of the chart.' }),
  examined: count('How many things of the day it was checked on.'),
  broken: count('How many of them break it.'),
});

export const ClosedDay = Type.Object({
  day: DayOnWire('The business date.'),
  closedAt: InstantOnWire('When it was closed.'),
  closedBy: Type.Enum(['person', 'calendar'], { description: 'Who closed it.' }),
  closedByName: personName('Who closed it, where it was a person.'),
  transfers: count('How many lines it booked.'),
  custody: MoneyOnWire,
  breaks: count('How many breaks were found on it.'),
  digest: Type.String({ description: 'It names the digest of the day before.' }),
});
export type ClosedDay = Static<typeof ClosedDay>;

export const CloseView = Type.Object({
  day: DayOnWire('The business date.'),
  state: Type.Enum(['open', 'processing']),
  now: InstantOnWire('The platform’s clock.'),
  steps: Type.Array(CLOSE_STEP, { description: 'The steps of the close, in their order.' }),
  comparedAt: Type.Optional(InstantOnWire('When the books were compared last.')),
  groups: Type.Array(AccountGroup, {
    description: 'Kind by kind; the custody itself, their sum, stands last.',
  }),
  breaks: Type.Array(BreakInClose, {
    description: 'The breaks of the day, and older ones that nobody has explained; at most 50.',
  }),
  laws: Type.Array(LAW, { description: 'The laws of the chart, over what the day changed.' }),
  recentBreaks: Type.Array(
    Type.Object({
      breakId: Type.String({ format: 'uuid' }),
      day: DayOnWire('Of which day.'),
      kind: Type.String(),
      difference: Type.Optional(MoneyOnWire),
      state: Type.Enum(['found', 'explained', 'mended']),
    }),
    { description: 'The breaks of the past thirty days, the newest first; at most 20.' },
  ),
  closed: Type.Array(ClosedDay, { description: 'The days closed last, the newest first.' }),
  actions: Type.Array(Type.String(), { description: 'What you may do now.' }),
});
export type CloseView = Static<typeof CloseView>;

/** One job of the end of a day. */
export const DayJob = Type.Object({
  step: Type.String({ description: 'Which step of the end of the day.' }),
  waiting: count('How many things wait for it.'),
  done: count('How many it has worked on this business date.'),
  lastAt: Type.Optional(InstantOnWire('When it worked last.')),
});
export type DayJob = Static<typeof DayJob>;
