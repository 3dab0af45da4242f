// A quote on the wire: what a loan would cost, asked for by anyone, stored nowhere.
//
// Money is a string of minor units, a rate a whole number of parts per million, a day an ISO 8601 date.
import Type, { type Static } from 'typebox';

const MoneyOnWire = (description: string) =>
  Type.String({ pattern: '^(0|[1-9][0-9]{0,17})$', description, examples: ['6000000'] });
const DayOnWire = (description: string) =>
  Type.String({ format: 'date', description, examples: ['2026-11-22'] });
const Ppm = (description: string) => Type.Integer({ description, examples: [126_000] });

const RepaymentMethodOnWire = Type.Union(
  [
    Type.Literal('equal_instalments'),
    Type.Literal('equal_principal'),
    Type.Literal('interest_first'),
    Type.Literal('bullet'),
    Type.Literal('flat'),
  ],
  { description: 'How principal and interest spread over the schedule.' },
);

export const QuoteRequestOnWire = Type.Object(
  {
    currency: Type.String({
      pattern: '^[A-Z]{3}$',
      description: 'ISO 4217 code; it says how many decimals a minor unit has.',
      examples: ['CNY'],
    }),
    loanAmount: MoneyOnWire('What is lent, in minor units, greater than 0.'),
    annualRatePpm: Type.Integer({
      minimum: 0,
      maximum: 10_000_000,
      description: 'The nominal rate of the contract a year; 126000 is 12.6 %.',
      examples: [126_000],
    }),
    repaymentMethod: RepaymentMethodOnWire,
    instalmentCount: Type.Integer({
      minimum: 1,
      maximum: 600,
      description: 'The term in months.',
      examples: [18],
    }),
    disbursedOn: DayOnWire('The day on which the money would be paid out.'),
    feePerInstalment: Type.Optional(MoneyOnWire('A fee in every instalment; 0 if left out.')),
    takenInAdvance: Type.Optional(
      MoneyOnWire(
        'Interest or fees kept back at disbursement (砍头息), less than the loan amount; 0 if left out. Only the all-in rate and the amount received change.',
      ),
    ),
  },
  { additionalProperties: false },
);
export type QuoteRequestOnWire = Static<typeof QuoteRequestOnWire>;

const InstalmentOnWire = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  dueDay: DayOnWire('By its end the instalment must be paid.'),
  principal: MoneyOnWire('Principal due.'),
  interest: MoneyOnWire('Interest due.'),
  fee: MoneyOnWire('Fee due.'),
  total: MoneyOnWire('Principal, interest and fee together.'),
  balance: MoneyOnWire('Outstanding principal after the instalment.'),
});

export const QuoteOnWire = Type.Object({
  currency: Type.String(),
  amountReceived: MoneyOnWire('The loan amount less what is taken in advance.'),
  instalments: Type.Array(InstalmentOnWire),
  interest: MoneyOnWire('All interest of the schedule.'),
  fees: MoneyOnWire('All fees of the schedule.'),
  totalCost: MoneyOnWire('Interest, fees and what is taken in advance.'),
  totalRepaid: MoneyOnWire('All instalments together.'),
  allInRate: Type.Union(
    [
      Type.Object({
        cnIrrPpm: Ppm(
          '年化综合成本（IRR）: (1 + m)^12 − 1, m the monthly internal rate of the cash flow.',
        ),
        cnSimplePpm: Ppm('单利年化: 12 × m.'),
        simpleParts: Type.Object({
          rate: Ppm('The part of cnSimplePpm that the interest makes.'),
          fee: Ppm('What the fees add to it.'),
          advance: Ppm('What is taken in advance adds to it.'),
        }),
      }),
      Type.Null(),
    ],
    { description: 'Null when no rate fits the cash flow.' },
  ),
});
export type QuoteOnWire = Static<typeof QuoteOnWire>;
