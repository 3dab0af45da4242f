// One line of `mutua calc apr`, in and out. Names are those of the published figures.
//
// Amounts are decimal text in major units or a number; times are years, or unit-periods for the American
// kind; either may be a fraction such as 34/365.
import { type Static, Type } from 'typebox';

/** Most entries of one list, and most amounts that all entries of a line may stand for. */
const ENTRIES_MAX = 100_000;
const MONTHS_MAX = 1200;

const Quantity = Type.Union([Type.String({ maxLength: 80 }), Type.Number()], {
  'x-expected': 'a decimal number or a fraction such as "34/365"',
});
export type Quantity = Static<typeof Quantity>;
const DayText = Type.String({ 'x-expected': 'a date such as 2026-11-21' });
const RegularPeriodField = Type.Optional(
  Type.Enum(['day', 'week', 'month', 'quarter', 'half_year', 'year']),
);
const Currency = Type.Optional(
  Type.String({ description: 'Which currency the amounts are in; no rate depends on it.' }),
);

/**
 * One amount, at a time `t` or on a `date`; or `n` equal amounts, `every` so long from `first` on, where
 * `first` may be a date if a `unit` is given.
 */
export const FlowEntry = Type.Object({
  amount: Quantity,
  t: Type.Optional(Quantity),
  date: Type.Optional(DayText),
  n: Type.Optional(Type.Integer({ minimum: 1, maximum: ENTRIES_MAX })),
  first: Type.Optional(Quantity),
  every: Type.Optional(Quantity),
  unit: Type.Optional(Type.Enum(['days', 'weeks', 'months'])),
});
export type FlowEntry = Static<typeof FlowEntry>;
const FlowEntries = Type.Array(FlowEntry, { maxItems: ENTRIES_MAX });

/** `eu_apr`, and each convention of the house by its own name. */
export const AllInInputs = Type.Object({
  currency: Currency,
  drawdowns: Type.Optional(FlowEntries),
  received: Type.Optional(
    Type.Union([Quantity, FlowEntries], {
      'x-expected': 'an amount that is received at the start, or a list as in drawdowns',
    }),
  ),
  payments: FlowEntries,
  regular_period: RegularPeriodField,
});
export type AllInInputs = Static<typeof AllInInputs>;

/** As {@link FlowEntry}; but `t` counts whole unit-periods, and `n` amounts follow each other by one of them. */
export const UnitPeriodEntry = Type.Object({
  ...FlowEntry.properties,
  f: Type.Optional(Quantity),
});
export type UnitPeriodEntry = Static<typeof UnitPeriodEntry>;
const UnitPeriodEntries = Type.Array(UnitPeriodEntry, { maxItems: ENTRIES_MAX });

/** `us_actuarial_apr`: with `t` throughout and the unit-periods of a year, or with dates alone. */
export const UsInputs = Type.Object({
  currency: Currency,
  unit_periods_per_year: Type.Optional(Quantity),
  advances: UnitPeriodEntries,
  payments: UnitPeriodEntries,
});
export type UsInputs = Static<typeof UsInputs>;

/** `eu_time_interval`. */
export const IntervalInputs = Type.Object({
  from: DayText,
  to: DayText,
  regular_period: RegularPeriodField,
});
export type IntervalInputs = Static<typeof IntervalInputs>;

/** `india_kfs_apr`: the instalment is not rounded. */
export const IndiaInputs = Type.Object({
  currency: Currency,
  sanctioned: Quantity,
  months: Type.Integer({ minimum: 1, maximum: MONTHS_MAX }),
  nominal_annual_rate_percent: Quantity,
  fees_to_lender: Type.Optional(Quantity),
  fees_to_third_party: Type.Optional(Quantity),
});
export type IndiaInputs = Static<typeof IndiaInputs>;

/** `brazil_cet`: what is received is given, or follows from what is financed less the fees. */
export const BrazilInputs = Type.Object({
  currency: Currency,
  months: Type.Integer({ minimum: 1, maximum: MONTHS_MAX }),
  instalment: Type.Optional(Quantity),
  annual_effective_rate_percent: Type.Optional(Quantity),
  net_received: Type.Optional(Quantity),
  financed: Type.Optional(Quantity),
  registration_fee: Type.Optional(Quantity),
  iof_tax: Type.Optional(Quantity),
});
export type BrazilInputs = Static<typeof BrazilInputs>;

/** `rounding`. */
export const RoundingInputs = Type.Object({ apr_percent: Quantity });
export type RoundingInputs = Static<typeof RoundingInputs>;

/** `daily_economic_benefit`: a share of the funding a day, in percent. */
export const BenefitInputs = Type.Object({
  currency: Currency,
  funding: Quantity,
  tenor_days: Type.Integer({ minimum: 1 }),
  interest: Type.Optional(Quantity),
  admin_fee: Type.Optional(Quantity),
  other_fee: Type.Optional(Quantity),
  cap_percent_per_day: Type.Optional(Quantity),
});
export type BenefitInputs = Static<typeof BenefitInputs>;

/** `ecspr_default_rate`: loans in default out of loans, by count, for each window of twelve months. */
export const DefaultRateInputs = Type.Object({
  windows: Type.Array(
    Type.Object({
      numerator: Type.Integer({ minimum: 0 }),
      denominator: Type.Integer({ minimum: 1 }),
    }),
    { minItems: 1, maxItems: MONTHS_MAX },
  ),
});
export type DefaultRateInputs = Static<typeof DefaultRateInputs>;

export const AprLine = Type.Object({
  kind: Type.String({ description: 'A rule, such as eu_apr, us_actuarial_apr or cn_irr.' }),
  inputs: Type.Record(Type.String(), Type.Unknown()),
});

export const AprAnswer = Type.Object({
  value: Type.Number({ description: 'In percent, 6 decimals; eu_time_interval: in years, 12.' }),
  convention: Type.Optional(Type.String({ description: 'Which rate it is; see the glossary.' })),
  label: Type.Optional(Type.Object({ 'zh-CN': Type.String(), en: Type.String() })),
  otherRates: Type.Optional(
    Type.Array(Type.Number(), { description: 'The other rates that fit, in percent, rising.' }),
  ),
  expression: Type.Optional(
    Type.String({ description: 'What an interval was made of, such as 1/12+3/365.' }),
  ),
  ignored: Type.Optional(Type.Array(Type.String())),
});
export type AprAnswer = Static<typeof AprAnswer>;
