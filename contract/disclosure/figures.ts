// Public figures on the wire: of a closed day, in versions, with what was restated; and the loans behind them.
import { DISCLOSED_FIGURES } from '@mutua/core/disclosure/figure-catalogue.ts';
import { OVERDUE_BUCKETS } from '@mutua/core/loan/asset-class.ts';
import Type, { type Static } from 'typebox';
import { PAGE_FIELDS } from '../http/page.ts';
import {
  CurrencyOnWire,
  DayOnWire,
  InstantOnWire,
  MoneyOnWire,
  PpmOnWire,
} from '../money/on-wire.ts';

const figure = Type.Enum(Object.keys(DISCLOSED_FIGURES) as (keyof typeof DISCLOSED_FIGURES)[], {
  description: 'Which figure it is; the data dictionary says how it is reckoned.',
  examples: ['balance'],
});

/** A sum with words of its own. */
const money = (description: string) =>
  Type.Object(MoneyOnWire.properties, { additionalProperties: false, description });

const VALUE = {
  money: Type.Optional(money('A sum.')),
  count: Type.Optional(Type.Integer({ description: 'How many.', examples: [2_546] })),
  ratePpm: Type.Optional(PpmOnWire('A share or a yearly rate.')),
};

const value = (description: string) =>
  Type.Object(VALUE, { additionalProperties: false, description });
export type FigureValueOnWire = Static<ReturnType<typeof value>>;

const row = Type.String({
  description:
    'The row of a table of like figures, such as a grade or a month; empty where there is one alone.',
  examples: ['A'],
});

/** One of `money`, `count` and `ratePpm` is there. */
export const FigureOnWire = Type.Object({ figure, row, ...VALUE }, { additionalProperties: false });
export type FigureOnWire = Static<typeof FigureOnWire>;

const version = Type.Integer({
  minimum: 1,
  description: 'From 1; a restatement is a further version.',
});

const PUBLISHED = {
  day: DayOnWire('At whose close it was so.'),
  currency: CurrencyOnWire,
  version,
  knownThrough: DayOnWire('The last closed day whose bookings it knows.'),
  publishedAt: InstantOnWire('When this version was published.'),
};

const CALENDAR = {
  firstDay: DayOnWire('The first closed day.'),
  lastClosedDay: DayOnWire('The last closed day: nothing later is published.'),
  closedAt: InstantOnWire('When it was closed.'),
  digest: Type.String({ description: 'The digest of the last closed day.' }),
  openDay: DayOnWire('The day that is open.'),
  openBreaks: Type.Integer({ description: 'Breaks that have to be explained before it closes.' }),
  restatements: Type.Integer({ description: 'How often a day was published again.' }),
  currencies: Type.Array(CurrencyOnWire, { description: 'In which loans were paid out.' }),
};

/** Where no day is closed, or no loan was paid out, there are no figures yet. */
export const DisclosureHeadline = Type.Object({
  calendar: Type.Optional(Type.Object(CALENDAR, { description: 'How the days stand.' })),
  published: Type.Optional(
    Type.Object(
      { ...PUBLISHED, figures: Type.Array(FigureOnWire, { description: 'Those without rows.' }) },
      { description: 'The figures of the last closed day.' },
    ),
  ),
});
export type DisclosureHeadline = Static<typeof DisclosureHeadline>;

const dayAsked = Type.Optional(DayOnWire('A closed day; left out: the last one.'));
const currencyAsked = Type.Optional(
  Type.String({
    pattern: '^[A-Z]{3}$',
    description: 'Left out: the first in which loans were paid out.',
    examples: ['CNY'],
  }),
);

export const FiguresQuery = Type.Object(
  { day: dayAsked, currency: currencyAsked },
  { additionalProperties: false },
);
export type FiguresQuery = Static<typeof FiguresQuery>;

export const FiguresOfDay = Type.Object({
  ...PUBLISHED,
  figures: Type.Array(FigureOnWire, {
    description: 'All of them, in the order of the dictionary.',
  }),
});
export type FiguresOfDay = Static<typeof FiguresOfDay>;

export const RestatementOnWire = Type.Object({
  ...PUBLISHED,
  cause: Type.Enum(['booked_later'], {
    description: 'Why: `booked_later`, money was booked afterwards for that day or an earlier one.',
  }),
  changes: Type.Array(
    Type.Object({
      figure,
      row,
      before: Type.Optional(value('What was published.')),
      after: Type.Optional(value('What it is.')),
    }),
    { description: 'What was published, and what it is.' },
  ),
});
export type RestatementOnWire = Static<typeof RestatementOnWire>;

/** One loan of the loan book; whose it is cannot be seen. */
export const DisclosedLoan = Type.Object({
  maskedId: Type.String({
    description: 'The same loan has the same one in every file; nobody finds the loan by it.',
    examples: ['5f2b9c1e07aa'],
  }),
  grade: Type.String({ description: 'At publication.' }),
  productCode: Type.String({ description: 'The product.' }),
  purpose: Type.String({ description: 'For what the money is used.' }),
  region: Type.String({ description: 'Of the borrower, by its administrative code.' }),
  safeguard: Type.String({ description: 'Who stands behind it besides its borrower.' }),
  repaymentMethod: Type.String({ description: 'The way of repaying.' }),
  termMonths: Type.Integer({ description: 'The term in months.' }),
  annualRatePpm: PpmOnWire('The rate of the contract, a year.'),
  expectedLossPpm: PpmOnWire('The forecast of loss, a year, frozen at publication.'),
  valueDay: DayOnWire('When it was paid out.'),
  lenders: Type.Integer({ description: 'How many lenders lent for it.' }),
  lent: money('What was paid out.'),
  principal: money('What of the principal is outstanding.'),
  principalRepaid: money('Principal that came back, recoveries included.'),
  interestRepaid: money('Interest that the borrower has paid.'),
  penaltyRepaid: money('Penalty that the borrower has paid.'),
  compensated: money('What a third party has paid to its lenders.'),
  writtenOff: money('What was written off and has not been recovered.'),
  daysOverdue: Type.Integer({ description: 'Since the oldest unpaid instalment was due.' }),
  bucket: Type.Enum([...OVERDUE_BUCKETS], { description: 'By the days overdue.' }),
  overdueAmount: money(
    'Principal and interest that its lenders should have by the day and have not.',
  ),
});
export type DisclosedLoan = Static<typeof DisclosedLoan>;

export const DisclosedLoansQuery = Type.Object(
  {
    ...PAGE_FIELDS,
    day: dayAsked,
    currency: currencyAsked,
    bucket: Type.Optional(
      Type.Enum([...OVERDUE_BUCKETS], { description: 'Only loans of which so much is late.' }),
    ),
    grade: Type.Optional(Type.String({ maxLength: 8, description: 'Only loans of this grade.' })),
  },
  { additionalProperties: false },
);
export type DisclosedLoansQuery = Static<typeof DisclosedLoansQuery>;
