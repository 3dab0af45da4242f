// One line of `mutua calc schedule`, in and out. Names are those of the published figures.
//
// Money is decimal text in major units, a rate a decimal number in percent, a day an ISO 8601 date.
import { type Static, Type } from 'typebox';

/** Most instalments of one schedule, and most units between two due dates. */
const COUNT_MAX = 1200;
const EVENTS_MAX = 100;

const Amount = Type.String({ 'x-expected': 'an amount in decimal text such as "100.00"' });
const Percent = Type.Union([Type.String(), Type.Number()], {
  'x-expected': 'a decimal number such as "12.5"',
});
const DayText = Type.String({ 'x-expected': 'a date such as 2026-11-21' });
const Count = Type.Integer({ minimum: 1, maximum: COUNT_MAX });
const Grace = Type.Integer({ minimum: 0, maximum: COUNT_MAX });
const Months = Type.Array(Type.Integer({ minimum: 1, maximum: 12 }), { maxItems: 12 });

const DayCountField = Type.Union(
  [
    Type.Object({
      year: Type.Union([Type.Enum(['360', '364', '365', 'ACTUAL']), Type.Integer()], {
        'x-expected': 'one of "360", "364", "365", "ACTUAL"',
      }),
      month: Type.Union([Type.Enum(['30', 'ACTUAL']), Type.Integer()], {
        'x-expected': 'one of "30", "ACTUAL"',
      }),
    }),
    Type.String(),
  ],
  {
    description: 'Days in a year and a month; for the engine MUTUA also a published name.',
    'x-expected': 'an object with year and month, or a name such as "Actual/365F"',
  },
);

const Custom = Type.Union(
  [
    Type.Object({
      kind: Type.Literal('SEASONAL'),
      months: Months,
      repeats: Type.Optional(Type.Enum(['INSTALLMENT', 'PRINCIPAL'])),
    }),
    Type.Object({
      kind: Type.Literal('STEPPED'),
      steps: Type.Array(
        Type.Object({
          from: Count,
          percent: Type.Optional(Percent),
          amount: Type.Optional(Amount),
        }),
        { minItems: 1, maxItems: COUNT_MAX },
      ),
    }),
    Type.Object({
      kind: Type.Literal('BALLOON'),
      percent: Type.Optional(Percent),
      amount: Type.Optional(Amount),
    }),
    Type.Object({
      kind: Type.Literal('PRINCIPALS'),
      principals: Type.Array(Amount, { minItems: 1, maxItems: COUNT_MAX }),
    }),
  ],
  { description: 'The repayment of amortization CUSTOM.' },
);

const Holiday = Type.Object({
  from: Type.Optional(Count),
  to: Type.Optional(Count),
  months: Type.Optional(Months),
  interest: Type.Optional(Type.Enum(['PAID', 'DEFERRED', 'FREE'])),
});

const Fee = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  charged: Type.Enum(['EACH_INSTALLMENT', 'FINANCED', 'AT_DISBURSEMENT']),
  amount: Type.Optional(Amount),
  percentOfPrincipal: Type.Optional(Percent),
  percentOfOutstanding: Type.Optional(Percent),
});

export const ScheduleInputs = Type.Object({
  engine: Type.Optional(Type.Enum(['MUTUA', 'PROGRESSIVE', 'CUMULATIVE'])),
  principal: Amount,
  annualRatePercent: Percent,
  installments: Count,
  submittedOn: Type.Optional(DayText),
  disbursements: Type.Optional(
    Type.Array(Type.Object({ date: DayText, amount: Type.Optional(Amount) }), {
      maxItems: EVENTS_MAX,
    }),
  ),
  every: Type.Optional(Count),
  unit: Type.Optional(Type.Enum(['DAYS', 'WEEKS', 'MONTHS', 'YEARS'])),
  dayCount: Type.Optional(DayCountField),
  interestCalculationPeriod: Type.Optional(Type.Enum(['DAILY', 'SAME_AS_REPAYMENT_PERIOD'])),
  partialPeriodInterest: Type.Optional(Type.Boolean()),
  interestMethod: Type.Optional(Type.Enum(['DECLINING_BALANCE', 'FLAT'])),
  amortization: Type.Optional(
    Type.Enum([
      'EQUAL_INSTALLMENTS',
      'EQUAL_PRINCIPAL',
      'INTEREST_FIRST',
      'BULLET',
      'FLAT',
      'CUSTOM',
    ]),
  ),
  custom: Type.Optional(Custom),
  installmentMultipleOf: Type.Optional(
    Type.Union([Type.String(), Type.Integer()], { 'x-expected': 'an amount such as "1"' }),
  ),
  downPaymentPercent: Type.Optional(Percent),
  graceOnPrincipal: Type.Optional(Grace),
  graceOnInterest: Type.Optional(Grace),
  graceOnInterestCharged: Type.Optional(Grace),
  holidays: Type.Optional(Type.Array(Holiday, { maxItems: EVENTS_MAX })),
  fees: Type.Optional(Type.Array(Fee, { maxItems: EVENTS_MAX })),
  rateChanges: Type.Optional(
    Type.Array(Type.Object({ date: DayText, annualRatePercent: Percent }), {
      maxItems: EVENTS_MAX,
    }),
  ),
  repaymentStartDate: Type.Optional(Type.Enum(['DISBURSEMENT_DATE', 'SUBMITTED_ON'])),
  firstRepaymentDate: Type.Optional(DayText),
  endOfMonth: Type.Optional(Type.Boolean()),
  periods: Type.Optional(
    Type.Array(Type.Tuple([DayText, DayText]), { minItems: 1, maxItems: COUNT_MAX }),
  ),
  feb29PeriodOnly: Type.Optional(Type.Boolean()),
  interestOnDisbursementDate: Type.Optional(Type.Boolean()),
  rounding: Type.Optional(Type.Enum(['HALF_EVEN', 'HALF_UP', 'UP', 'DOWN'])),
  currency: Type.Optional(Type.String({ 'x-expected': 'a currency code such as CNY' })),
  currencyDecimals: Type.Optional(Type.Integer({ minimum: 0, maximum: 3 })),
  mathPrecisionDigits: Type.Optional(Type.Integer({ minimum: 7, maximum: 50 })),
  businessDate: Type.Optional(
    Type.Unknown({ description: 'Understood; it changes nothing before the first payment.' }),
  ),
  downPaymentAutoRepaid: Type.Optional(
    Type.Unknown({ description: 'Understood; it changes nothing before the first payment.' }),
  ),
  interestRecalculation: Type.Optional(
    Type.Unknown({ description: 'Understood; it changes nothing before the first payment.' }),
  ),
});
export type ScheduleInputs = Static<typeof ScheduleInputs>;

export const ScheduleRow = Type.Object({
  n: Type.Integer({ description: 'From 1; 0 is the day of a disbursement on which a fee is due.' }),
  due: Type.Optional(Type.String({ description: 'Left out where the inputs name no day.' })),
  principal: Type.String(),
  interest: Type.String(),
  fees: Type.Optional(Type.String({ description: 'Where the inputs name fees.' })),
  total: Type.String(),
  balance: Type.String({ description: 'Outstanding principal after the row.' }),
});
export type ScheduleRow = Static<typeof ScheduleRow>;

export const ScheduleAnswer = Type.Object({
  rows: Type.Array(ScheduleRow),
  totals: Type.Object({
    principal: Type.String(),
    interest: Type.String(),
    fees: Type.Optional(Type.String()),
    total: Type.String(),
  }),
  ignored: Type.Optional(
    Type.Array(Type.String({ description: 'The path of a field that was left out of account.' })),
  ),
});
export type ScheduleAnswer = Static<typeof ScheduleAnswer>;
