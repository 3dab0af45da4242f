// What the office does about money, on the wire: breaks, receipts that are nobody's, alarms, the day.
import { DAYS_END } from '@mutua/core/calendar/business-date.ts';
import Type, { type Static } from 'typebox';
import { commandBody, IdOnWire } from '../http/command.ts';
import { DayOnWire, InstantOnWire, MoneyOnWire } from '../money/on-wire.ts';

const note = Type.String({
  minLength: 1,
  maxLength: 1_000,
  description: 'Kept with what is done.',
  examples: ['The slip of the paying bank was seen.'],
});

export const ExplainBreakBody = commandBody({ explanation: note });
export const NoteBody = commandBody({ note });

export const ClaimReceiptBody = commandBody({
  clientId: IdOnWire('Whose money it is.'),
  role: Type.Enum(['lender', 'borrower', 'partner'], { examples: ['lender'] }),
  note,
});

export const DayBody = commandBody({
  day: DayOnWire('The business date that is open; another one is refused.'),
});

export const EndDaysThroughBody = commandBody({
  day: DayOnWire('The last business date that is to end; the one after it is then open.'),
});

const timeZone = Type.String({
  maxLength: 64,
  description: 'A time zone by its name in the IANA database.',
  examples: ['Asia/Shanghai'],
});
const cutOff = Type.String({
  maxLength: 5,
  description:
    'When a business date ends: hours and minutes since the beginning of its calendar date, 12:00 to 36:00.',
  examples: ['24:00'],
});
const daysEnd = Type.Enum(DAYS_END, {
  description: '`by_clock` at the cut-off, or `by_hand` when the office says so.',
  examples: ['by_clock'],
});

/** By which clock business dates end. */
export const OperatorTimeOnWire = Type.Object(
  { timeZone, cutOff, daysEnd },
  { description: 'By which clock business dates end.' },
);
export type OperatorTimeOnWire = Static<typeof OperatorTimeOnWire>;

export const OperatorTimeBody = commandBody({ timeZone, cutOff, daysEnd });

const actions = Type.Array(Type.String(), { description: 'What you may do now.' });
const subjectId = Type.Optional(Type.String({ description: 'The client or the loan.' }));

export const BreakOnWire = Type.Object({
  breakId: Type.String({ format: 'uuid' }),
  rail: Type.Optional(Type.String()),
  day: DayOnWire('Of which day.'),
  kind: Type.String(),
  reference: Type.String({ description: 'The line, the account or the total that differs.' }),
  ours: Type.Optional(Type.String()),
  theirs: Type.Optional(Type.String()),
  state: Type.Enum(['found', 'explained', 'mended']),
  explanation: Type.Optional(Type.String()),
  explainedBy: Type.Optional(Type.String()),
  actions,
});
export type BreakOnWire = Static<typeof BreakOnWire>;

export const ReceiptOnWire = Type.Object({
  receiptId: Type.String({ format: 'uuid' }),
  amount: MoneyOnWire,
  bankReference: Type.String(),
  bankDay: DayOnWire('The bank’s day.'),
  receivedAt: InstantOnWire('When the platform was told.'),
  state: Type.String(),
  reason: Type.Optional(Type.String({ description: 'Why it is nobody’s.' })),
  payerName: Type.Optional(Type.String()),
  payerAccount: Type.Optional(Type.String()),
  remark: Type.Optional(Type.String()),
  proposedEnd: Type.Optional(Type.String()),
  makerId: Type.Optional(Type.String()),
  note: Type.Optional(Type.String()),
  actions,
});
export type ReceiptOnWire = Static<typeof ReceiptOnWire>;

export const AlarmOnWire = Type.Object({
  alarmId: Type.String({ format: 'uuid' }),
  kind: Type.String(),
  reference: Type.String(),
  subjectId,
  detail: Type.Optional(Type.String()),
  raisedAt: InstantOnWire('When it was raised.'),
  state: Type.Enum(['open', 'ended']),
  note: Type.Optional(Type.String()),
  actions,
});
export type AlarmOnWire = Static<typeof AlarmOnWire>;

export const InstructionOnWire = Type.Object({
  instructionId: Type.String({ format: 'uuid' }),
  kind: Type.String({ description: 'What the custodian is asked for.', examples: ['disburse'] }),
  state: Type.String(),
  currency: Type.String(),
  loanId: Type.Optional(Type.String()),
  clientId: Type.Optional(Type.String()),
  createdAt: InstantOnWire('When it was made.'),
  bankReference: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  actions,
});
export type InstructionOnWire = Static<typeof InstructionOnWire>;

export const DayState = Type.Object({
  day: DayOnWire('The business date.'),
  state: Type.Enum(['open', 'processing']),
  now: InstantOnWire('The platform’s clock.'),
  time: OperatorTimeOnWire,
  endThrough: Type.Optional(DayOnWire('Every day through this one ends by itself.')),
  lastClosed: Type.Optional(
    Type.Object({
      day: DayOnWire('The last day that was closed.'),
      closedAt: InstantOnWire('When.'),
      transfers: Type.Integer(),
      digest: Type.String({ description: 'It names the digest of the day before.' }),
    }),
  ),
  openBreaks: Type.Integer({
    description: 'Breaks that nobody has explained; no day closes over one.',
  }),
  loansWaiting: Type.Array(Type.Object({ state: Type.String(), count: Type.Integer() }), {
    description: 'Loans that the end of the day has still to work, by their state.',
  }),
  actions,
});
export type DayState = Static<typeof DayState>;
