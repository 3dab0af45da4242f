// One line of `mutua calc life`, in and out: a loan's terms, what happened to it, and how it stood after each event.
import { type Static, Type } from 'typebox';
import { ScheduleInputs } from './schedule.ts';

const DayText = Type.String({ 'x-expected': 'a date such as 2026-11-21' });
const MoneyText = Type.String({ 'x-expected': 'an amount as a text such as "100.50"' });

/** Ways of allocating payments; the last one is told by `paymentAllocation` and `processing`. */
export const LIFE_STRATEGIES = [
  'PENALTIES_FEES_INTEREST_PRINCIPAL_ORDER',
  'CREOCORE_UNIQUE',
  'INTEREST_PRINCIPAL_PENALTIES_FEES_ORDER',
  'PRINCIPAL_INTEREST_PENALTIES_FEES_ORDER',
  'OVERDUE_DUE_FEE_INTEREST_PRINCIPAL',
  'EARLY_REPAYMENT_STRATEGY',
  'DUE_PENALTY_FEE_INTEREST_PRINCIPAL_IN_ADVANCE_PRINCIPAL_PENALTY_FEE_INTEREST',
  'DUE_PENALTY_INTEREST_PRINCIPAL_FEE_IN_ADVANCE_PENALTY_INTEREST_PRINCIPAL_FEE',
  'ADVANCED_PAYMENT_ALLOCATION',
] as const;

/** What money is called that meets the waterfall. */
export const LIFE_PAYMENT_KINDS = [
  'REPAYMENT',
  'DOWN_PAYMENT',
  'GOODWILL_CREDIT',
  'MERCHANT_ISSUED_REFUND',
  'PAYOUT_REFUND',
  'INTEREST_PAYMENT_WAIVER',
  'CHARGE_ADJUSTMENT',
  'CHARGE_REFUND',
  'INTEREST_REFUND',
  'RECOVERY_REPAYMENT',
] as const;

const FutureRule = Type.Enum(['NEXT_INSTALLMENT', 'LAST_INSTALLMENT', 'REAMORTIZATION']);
const Transaction = Type.Enum(['DEFAULT', ...LIFE_PAYMENT_KINDS]);

/** Kinds for which there may be a rule, though no event of a life is of that kind. */
export const LIFE_OTHER_KINDS = [
  'WAIVE_INTEREST',
  'CHARGE_PAYMENT',
  'REFUND_FOR_ACTIVE_LOAN',
] as const;

const Place = Type.String({
  pattern: '^(PAST_DUE|DUE|IN_ADVANCE)_(PENALTY|FEE|INTEREST|PRINCIPAL)$',
  'x-expected': 'a place of the order such as "PAST_DUE_PENALTY"',
});

const PaymentAllocation = Type.Object({
  transaction: Type.Enum(['DEFAULT', ...LIFE_PAYMENT_KINDS, ...LIFE_OTHER_KINDS]),
  future: Type.Optional(FutureRule),
  order: Type.Optional(Type.Array(Place, { maxItems: 12 })),
});

const CreditAllocation = Type.Object({
  transaction: Type.Literal('CHARGEBACK'),
  order: Type.Array(Type.Enum(['PENALTY', 'FEE', 'INTEREST', 'PRINCIPAL']), { maxItems: 4 }),
});

/** Interest that follows the payments: with compounding, or a rest by the calendar, it is left out of account. */
const InterestRecalculation = Type.Object({
  preClosure: Type.Optional(
    Type.Enum(['TILL_PRE_CLOSE_DATE', 'TILL_REST_FREQUENCY_DATE'], {
      description: 'Till when a loan that is paid off owes interest; left out: to that day.',
    }),
  ),
  rest: Type.Optional(
    Type.Enum(['DAILY', 'SAME_AS_REPAYMENT', 'SAME_AS_REPAYMENT_PERIOD', 'WEEKLY', 'MONTHLY'], {
      description: 'With TILL_REST_FREQUENCY_DATE: when money in advance counts; left out: daily.',
    }),
  ),
  compounding: Type.Optional(Type.Enum(['NONE', 'INTEREST', 'FEE', 'INTEREST_AND_FEE'])),
});

/** The terms of a life that are not those of its schedule. */
const LifeOnlyTerms = Type.Object({
  strategy: Type.Optional(Type.Enum([...LIFE_STRATEGIES])),
  paymentAllocation: Type.Optional(Type.Array(PaymentAllocation, { maxItems: 20 })),
  processing: Type.Optional(Type.Enum(['HORIZONTAL', 'VERTICAL'])),
  creditAllocation: Type.Optional(
    Type.Union([Type.Null(), Type.Array(CreditAllocation, { maxItems: 20 })]),
  ),
  downPaymentAutoRepaid: Type.Optional(Type.Boolean()),
  interestRecalculation: Type.Optional(InterestRecalculation),
  accrualActivity: Type.Optional(
    Type.Boolean({
      description: 'Whether each due row writes what it earned; left out: where interest is DAILY.',
    }),
  ),
  chargeAccrual: Type.Optional(
    Type.Enum(['DUE_DATE', 'SUBMITTED_DATE'], {
      description: 'On which day a charge counts as earned; left out: on its due date.',
    }),
  ),
});

/** Those of the schedule, and those of what happens to it. */
export const LifeTerms = Type.Intersect([ScheduleInputs, LifeOnlyTerms]);
export type LifeTerms = Static<typeof LifeTerms>;

const Event = Type.Integer({ minimum: 1, description: 'The number of an earlier event, from 1.' });

/** What may happen to a loan, in the order in which it came. */
export const LifeEvent = Type.Union([
  Type.Object({ type: Type.Literal('business_date'), date: DayText }),
  Type.Object({
    type: Type.Literal('approve'),
    date: Type.Optional(DayText),
    amount: Type.Optional(MoneyText),
  }),
  Type.Object({ type: Type.Literal('disburse'), date: DayText, amount: MoneyText }),
  Type.Object({
    type: Type.Literal('payment'),
    kind: Type.Enum([...LIFE_PAYMENT_KINDS, 'CREDIT_BALANCE_REFUND'], {
      description: 'A credit balance refund pays overpaid money out; all others come in.',
    }),
    date: DayText,
    amount: MoneyText,
  }),
  Type.Object({
    type: Type.Literal('charge'),
    charge: Type.Enum(['PENALTY', 'FEE']),
    due: DayText,
    amount: MoneyText,
    product: Type.Optional(Type.String()),
  }),
  Type.Object({ type: Type.Literal('waive_charge'), event: Event }),
  Type.Object({ type: Type.Literal('waive_interest'), date: DayText, amount: MoneyText }),
  Type.Object({ type: Type.Literal('reverse'), event: Event }),
  Type.Object({
    type: Type.Literal('chargeback'),
    date: DayText,
    amount: MoneyText,
    event: Event,
  }),
  Type.Object({ type: Type.Literal('charge_off'), date: DayText }),
  Type.Object({ type: Type.Literal('end_of_day') }),
  Type.Object({
    type: Type.Literal('set_future_rule'),
    transaction: Transaction,
    rule: FutureRule,
    product: Type.Optional(Type.String()),
  }),
]);
export type LifeEvent = Static<typeof LifeEvent>;

export const LifeLine = Type.Object({
  terms: LifeTerms,
  events: Type.Array(LifeEvent, { maxItems: 10_000 }),
});
export type LifeLine = Static<typeof LifeLine>;

export const LifeRow = Type.Object({
  n: Type.Integer(),
  days: Type.Integer(),
  due: DayText,
  paidOn: Type.Optional(DayText),
  balance: MoneyText,
  principal: MoneyText,
  interest: MoneyText,
  fees: MoneyText,
  penalties: MoneyText,
  total: MoneyText,
  paid: MoneyText,
  inAdvance: MoneyText,
  late: MoneyText,
  outstanding: MoneyText,
});
export type LifeRow = Static<typeof LifeRow>;

export const LifeTransaction = Type.Object({
  date: DayText,
  type: Type.String(),
  amount: MoneyText,
  principal: MoneyText,
  interest: MoneyText,
  fees: MoneyText,
  penalties: MoneyText,
  balance: MoneyText,
  reversed: Type.Optional(Type.Literal(true)),
});
export type LifeTransaction = Static<typeof LifeTransaction>;

export const LifeTotals = Type.Object({
  principal: MoneyText,
  interest: MoneyText,
  fees: MoneyText,
  penalties: MoneyText,
  total: MoneyText,
  paid: MoneyText,
  inAdvance: MoneyText,
  late: MoneyText,
  outstanding: MoneyText,
});
export type LifeTotals = Static<typeof LifeTotals>;

export const LifeAnswer = Type.Object({
  checkpoints: Type.Array(
    Type.Object({
      afterEvent: Type.Integer(),
      rows: Type.Array(LifeRow),
      transactions: Type.Array(LifeTransaction),
      totals: LifeTotals,
    }),
  ),
});
export type LifeAnswer = Static<typeof LifeAnswer>;
