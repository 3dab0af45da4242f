// The board of collection on the wire: the open cases by stage with what is owed, and what the conduct rules leave
// whoever collects.
import { CASE_STATES, COLLECTION_STAGES } from '@mutua/core/work/case.ts';
import Type, { type Static } from 'typebox';
import { DayOnWire, InstantOnWire, MoneyOnWire } from '../money/on-wire.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const CollectionCard = Type.Object({
  caseId: Type.String({ format: 'uuid' }),
  loanId: Type.String({ format: 'uuid' }),
  clientId: Type.String({ format: 'uuid' }),
  clientName: Type.Optional(Type.String({ description: 'Who owes it.' })),
  stage: Type.Enum([...COLLECTION_STAGES], { description: 'The stage of collection.' }),
  state: Type.Enum([...CASE_STATES]),
  loanState: Type.String(),
  daysOverdue: count('Days since the due day of the oldest unpaid instalment.'),
  overdue: MoneyOnWire,
  outstanding: MoneyOnWire,
  ownerId: Type.Optional(Type.String({ format: 'uuid', description: 'Who works on it.' })),
  ownerName: Type.Optional(Type.String({ description: 'The name of who works on it.' })),
  isMine: Type.Boolean({ description: 'Whether it is yours.' }),
  deadlineAt: InstantOnWire('By when it is to be done; while the clock stands, as it was.'),
  isClockStopped: Type.Boolean({ description: 'Whether its deadline waits with it.' }),
  isLate: Type.Boolean({ description: 'Whether the deadline has passed.' }),
  promiseDay: Type.Optional(DayOnWire('By the end of which day the borrower promised to pay.')),
  promised: Type.Optional(MoneyOnWire),
  lastContactAt: Type.Optional(InstantOnWire('When the borrower was contacted last.')),
});
export type CollectionCard = Static<typeof CollectionCard>;

const STAGE_TOTAL = Type.Object({
  stage: Type.Enum([...COLLECTION_STAGES], { description: 'The stage of collection.' }),
  count: count('How many cases are not ended.'),
  late: count('How many of them are past their deadline.'),
  untaken: count('How many of them nobody has taken yet.'),
});

export const CollectionBoard = Type.Object({
  now: InstantOnWire('The platform’s clock.'),
  stages: Type.Array(STAGE_TOTAL, { description: 'The stages, in their order.' }),
  cards: Type.Array(CollectionCard, {
    description: 'The cases that were asked for, what is due first standing first; at most 200.',
  }),
});
export type CollectionBoard = Static<typeof CollectionBoard>;

/** What law and plan leave: at what hours, and how many contacts. */
export const ContactConductOnWire = Type.Object({
  timeZone: Type.String(),
  localTime: Type.String({ description: 'The time where the operator is.', examples: ['21:30'] }),
  from: Type.String({ description: 'From when on contacts are allowed.', examples: ['08:00'] }),
  to: Type.String({ description: 'Until when contacts are allowed.', examples: ['22:00'] }),
  isWithinHours: Type.Boolean({ description: 'Whether now is such a time.' }),
  isPaused: Type.Boolean({ description: 'Whether an open request for help forbids contacts.' }),
  mayContactThirdParties: Type.Boolean({
    description: 'Whether others than the borrower may be contacted about the debt.',
  }),
  today: count('How many contacts there were today.'),
  todayMax: count('How many there may be today.'),
  week: count('How many contacts there were in seven days.'),
  weekMax: count('How many there may be in seven days.'),
});
export type ContactConductOnWire = Static<typeof ContactConductOnWire>;
