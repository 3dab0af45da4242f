// A lender's whole account on the wire: what it is worth and made of, how its claims stand, what it earned.
import { CLAIM_BUCKETS } from '@mutua/core/claim/impairment.ts';
import { BRIDGE_STEPS } from '@mutua/core/rate/return-bridge.ts';
import Type, { type Static } from 'typebox';
import { DayOnWire, InstantOnWire, MoneyOnWire, PpmOnWire } from '../money/on-wire.ts';

const Count = (description: string) => Type.Integer({ minimum: 0, description });
const Money = (description: string) => Type.Object(MoneyOnWire.properties, { description });
const AS_OF = { asOf: DayOnWire('The business date of the figures.') };

export const PortfolioOnWire = Type.Object({
  ...AS_OF,
  currency: Type.String(),
  accountValue: Money(
    'Cash, held for bids, on its way out, outstanding principal and accrued interest, less impairment.',
  ),
  cash: Money('What may be used now.'),
  heldForBids: MoneyOnWire,
  bidsHeld: Count('Bids that wait for their listings to be full.'),
  onItsWayOut: MoneyOnWire,
  withdrawalSince: Type.Optional(
    InstantOnWire('When the oldest withdrawal under way was asked for.'),
  ),
  outstanding: Money('Of all claims that are neither closed nor written off, late ones included.'),
  claims: Count('Claims that are neither closed nor written off.'),
  accruedInterest: Money('Earned since the last due day on claims on time or in their grace days.'),
  impairment: Money('Outstanding principal of each bucket times its published rate.'),
  deposited: MoneyOnWire,
  withdrawn: MoneyOnWire,
  netDeposited: Money('What came in from outside less what went out.'),
  principalReceived: MoneyOnWire,
  interestReceived: MoneyOnWire,
  penaltyReceived: MoneyOnWire,
  feesPaid: Money('All that you paid the platform, on claims and besides, refunds taken off.'),
  lost: Money('Principal lost or written off, less what was recovered.'),
  netGain: Money('The account’s value less net deposits.'),
  interestThisMonth: Money('Interest and penalty of this month after your fees on them.'),
  netReturnPpm: Type.Optional(
    PpmOnWire('A year, of the whole account, idle cash included, before impairment; XIRR.'),
  ),
  byLoanState: Type.Array(
    Type.Object({ state: Type.String(), claims: Type.Integer(), outstanding: MoneyOnWire }),
  ),
});
export type PortfolioOnWire = Static<typeof PortfolioOnWire>;

/** In which currency; left out, the first in which there is an account. */
export const PortfolioQuery = Type.Object(
  { currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })) },
  { additionalProperties: false },
);

export const HealthOnWire = Type.Object({
  ...AS_OF,
  buckets: Type.Array(
    Type.Object({
      bucket: Type.Enum([...CLAIM_BUCKETS]),
      claims: Count('How many.'),
      outstanding: MoneyOnWire,
      sharePpm: PpmOnWire('Of all outstanding principal.'),
      impairmentPpm: PpmOnWire('The published rate of the bucket.'),
      impairment: MoneyOnWire,
    }),
  ),
  total: Type.Object({
    claims: Count('How many.'),
    outstanding: MoneyOnWire,
    impairment: MoneyOnWire,
  }),
  tabs: Type.Object(
    {
      running: Count('Neither closed nor written off.'),
      late: Count('Of those, past their grace days.'),
      closed: Count('Repaid.'),
      lost: Count('With a loss, or whose loan is written off.'),
      passed_on: Count('Sold, or paid by somebody else in the borrower’s place.'),
      bids: Count('Bids that wait for their listings to be full.'),
    },
    { description: 'How many claims each part of the list has.' },
  ),
  writtenOff: Type.Object({
    claims: Count('Claims with a loss, or whose loan is written off.'),
    lost: Money('Principal lost or written off, less what was recovered.'),
  }),
});
export type HealthOnWire = Static<typeof HealthOnWire>;

export const ReturnsOnWire = Type.Object({
  ...AS_OF,
  contractPpm: Type.Optional(
    PpmOnWire('A year, by the contracts of all claims, weighted by balance and days.'),
  ),
  actualPpm: Type.Optional(PpmOnWire('A year, of the whole account before impairment; XIRR.')),
  impairedPpm: Type.Optional(PpmOnWire('The same with the value after impairment.')),
  steps: Type.Array(
    Type.Object({
      step: Type.Enum([...BRIDGE_STEPS]),
      changePpm: PpmOnWire('What the step gives or takes.'),
      levelPpm: PpmOnWire('Where it leads.'),
    }),
    {
      description:
        'From the contract rate, one after the other; empty where nothing was lent for a day.',
    },
  ),
});
export type ReturnsOnWire = Static<typeof ReturnsOnWire>;

export const CalendarQuery = Type.Object(
  {
    from: DayOnWire('The first day.'),
    to: DayOnWire('The last day, at most 100 later.'),
    currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
  },
  { additionalProperties: false },
);

export const CalendarOnWire = Type.Object({
  ...AS_OF,
  days: Type.Array(
    Type.Object({
      day: DayOnWire('Of the calendar.'),
      claims: Count('Claims with something due on it that has not come.'),
      expected: Money('Due on it by contract and not come, after your fee.'),
      received: Money('What came on it, after your fees.'),
    }),
    { description: 'Every day asked for.' },
  ),
  ahead: Type.Array(
    Type.Object({
      days: Count('So many days from today on.'),
      contract: Money('Due in them by contract on claims that are not late, after your fee.'),
      expected: Money('The same times the share that came in time in the last year.'),
    }),
  ),
  onTimePpm: Type.Optional(
    PpmOnWire('Of the instalments due in the last year, how many came within their grace days.'),
  ),
  overdue: Money('Due by contract before today and not come, after your fee.'),
});
export type CalendarOnWire = Static<typeof CalendarOnWire>;

const SpreadRows = (description: string) =>
  Type.Array(
    Type.Object({
      key: Type.String({ description: 'The value; empty where it is not known.' }),
      claims: Count('How many.'),
      outstanding: MoneyOnWire,
      sharePpm: PpmOnWire('Of all outstanding principal.'),
    }),
    { description },
  );

export const SpreadOnWire = Type.Object({
  ...AS_OF,
  claims: Count('How many.'),
  outstanding: MoneyOnWire,
  byGrade: SpreadRows('A first.'),
  byRemainingTerm: SpreadRows('`to_6`, `to_12`, `to_24` or `over_24` months to the last due day.'),
  byPurpose: SpreadRows('The most first.'),
  byRegion: SpreadRows('The most first.'),
  byIndustry: SpreadRows('The most first.'),
  bySafeguard: SpreadRows('The most first.'),
  largestBorrower: Type.Optional(
    Type.Object({ outstanding: MoneyOnWire, sharePpm: PpmOnWire('Of all outstanding principal.') }),
  ),
});
export type SpreadOnWire = Static<typeof SpreadOnWire>;

export const MonthsQuery = Type.Object(
  {
    months: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 240, description: 'The last so many; 36 if left out.' }),
    ),
    currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
  },
  { additionalProperties: false },
);

const MONTH = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}$', description: 'The month.' });

export const ReceiptsOnWire = Type.Object({
  ...AS_OF,
  months: Type.Array(
    Type.Object({
      month: MONTH,
      principal: MoneyOnWire,
      interest: Money('With penalty, before fees.'),
      fee: Money('What you paid on it.'),
    }),
  ),
});
export type ReceiptsOnWire = Static<typeof ReceiptsOnWire>;

export const ValueOverTimeOnWire = Type.Object({
  ...AS_OF,
  months: Type.Array(
    Type.Object({
      month: MONTH,
      value: Money('Cash and outstanding principal at its end, without accrued interest.'),
      netDeposited: Money('What came in from outside less what went out, until its end.'),
    }),
  ),
});
export type ValueOverTimeOnWire = Static<typeof ValueOverTimeOnWire>;

export const TaxYearOnWire = Type.Object({
  year: Type.Integer(),
  claims: Count('Loans of which something came or was lost.'),
  principal: MoneyOnWire,
  interest: MoneyOnWire,
  penalty: MoneyOnWire,
  fees: MoneyOnWire,
  loss: Money('Principal that was still missing when collection ended in the year.'),
});
export type TaxYearOnWire = Static<typeof TaxYearOnWire>;
