// Notices on the wire: what a client was told, in words of the reader's language and as figures.
import { NOTICE_KINDS } from '@mutua/core/notice/notice.ts';
import Type, { type Static } from 'typebox';
import { commandBody } from '../http/command.ts';
import { DayOnWire, InstantOnWire, MoneyOnWire } from '../money/on-wire.ts';

export const NoticeIdOnWire = (description: string) =>
  Type.String({
    pattern: '^[1-9][0-9]{0,17}-(0|[1-9][0-9]{0,8})$',
    description,
    examples: ['5013-0'],
  });

const money = (description: string) =>
  Type.Optional(Type.Object(MoneyOnWire.properties, { description }));

const figures = {
  amount: money('What it is about as a whole.'),
  principal: money('Of that: principal.'),
  interest: money('Of that: interest.'),
  penalty: money('Of that: penalty.'),
  fee: money('Fees: of a borrower, within the amount; of a lender, taken from it.'),
  remaining: money('What is due and unpaid after it.'),
  debited: money('Of a top-up that was taken back: what was taken.'),
  shortfall: money('And what is still owed of it.'),
  principalBefore: money('Principal received in all, before the correction.'),
  interestBefore: money('Interest received in all, before the correction.'),
  penaltyBefore: money('Penalty in all, before the correction.'),
  loss: money('Principal of a claim that will not come any more.'),
  day: Type.Optional(DayOnWire('By the end of which day something is due.')),
  time: Type.Optional(
    Type.String({ description: 'Of an appointment on that day: by the operator’s clocks.' }),
  ),
  daysBefore: Type.Optional(
    Type.Integer({ description: 'Of a reminder: for how many days before that day it is.' }),
  ),
  daysOverdue: Type.Optional(Type.Integer({ description: 'Since the due day.' })),
  reason: Type.Optional(Type.String({ description: 'A code; the text has its words.' })),
};

const notice = {
  noticeId: NoticeIdOnWire('It goes up with time.'),
  kind: Type.Enum([...NOTICE_KINDS]),
  role: Type.Enum(['borrower', 'lender', 'partner'], {
    description: 'In which role it concerns its receiver.',
  }),
  subject: Type.Object({
    kind: Type.Enum(['loan', 'top_up', 'withdrawal', 'receipt']),
    id: Type.String({ format: 'uuid' }),
  }),
  listingTitle: Type.Optional(
    Type.String({ description: 'Under which title the loan was listed, once it was.' }),
  ),
  channel: Type.Enum(['in_app'], { description: 'How it was given.' }),
  at: InstantOnWire('When it was given.'),
  businessDate: DayOnWire('On which business day.'),
  title: Type.String({ description: 'A few words, in the language of the request.' }),
  text: Type.String({ description: 'One or two sentences, in the language of the request.' }),
  figures: Type.Object(figures),
};

export const NoticeOnWire = Type.Object({
  ...notice,
  isRead: Type.Boolean({ description: 'Whether you have marked it as read.' }),
});
export type NoticeOnWire = Static<typeof NoticeOnWire>;

export const NoticePage = Type.Object({
  items: Type.Array(NoticeOnWire),
  next: Type.Optional(
    Type.String({ description: 'The `cursor` of the page that follows; absent on the last.' }),
  ),
  unread: Type.Integer({
    minimum: 0,
    maximum: 1_000,
    description: 'How many are not read, on whatever page; 1000 stands for that many or more.',
  }),
});
export type NoticePage = Static<typeof NoticePage>;

/** As the office sees it: with its receiver. */
export const NoticeInOffice = Type.Object({
  ...notice,
  receiverId: Type.String({ format: 'uuid', description: 'The client to whom it went.' }),
});
export type NoticeInOffice = Static<typeof NoticeInOffice>;

export const MarkNoticesReadBody = commandBody({
  through: NoticeIdOnWire('The newest that you have seen: it and all before it are read.'),
});
