// `mutua calc apr`: the annual cost of a loan by the rule of a country, and what belongs to it.
import {
  AllInInputs,
  AprLine,
  BenefitInputs,
  BrazilInputs,
  DefaultRateInputs,
  IndiaInputs,
  IntervalInputs,
  RoundingInputs,
  UsInputs,
} from '@mutua/contract/calculator/apr.ts';
import { invalid, ok, type Result, refuse } from '@mutua/core/kit/result.ts';
import {
  compareFractions,
  fraction,
  multiplyFractions,
  ZERO_FRACTION,
} from '@mutua/core/money/fraction.ts';
import { euTimeInterval } from '@mutua/core/rate/all-in/eu-interval.ts';
import { roundPercent } from '@mutua/core/rate/all-in/published-percent.ts';
import {
  RATE_CONVENTION_LABELS,
  RATE_CONVENTIONS,
  type RateConvention,
} from '@mutua/core/rate/all-in/rate-convention.ts';
import { averageDefaultRate, dailyEconomicBenefit } from '@mutua/core/rate/disclosed-share.ts';
import { finite, numberOf } from '@mutua/core/rate/number.ts';
import type { FoundRate } from '@mutua/core/rate/rate-of-return.ts';
import { parseDay } from '@mutua/core/time/day.ts';
import type { Static, TSchema } from 'typebox';
import { readQuantity } from './apr-flows.ts';
import { brazilRate, indiaRate, rateOfFlows, unusedByBrazil, usRate } from './apr-rates.ts';
import type { Calculation, Line } from './calculation.ts';
import { startReading } from './reading.ts';
import { ignoredFields, readShape, withoutNulls } from './shape.ts';

const PERCENT_DECIMALS = 6;
const YEAR_DECIMALS = 12;

export const aprCalculation: Calculation = {
  name: 'apr',
  summary:
    'Calculates the all-in annual cost of a loan by a named rule: EU, UK, US, China, India, Brazil.',
  example:
    '{"id":"a","kind":"eu_apr","inputs":{"drawdowns":[{"t":0,"amount":"1000"}],"payments":[{"n":12,"first":"1/12","every":"1/12","amount":"90"}]}}',
  calculate,
};

/** What a kind makes of the `inputs` of a line. */
type AprKind = (inputs: Line) => Result<Line>;

function calculate(line: Line): Result<Line> {
  const shape = readShape(AprLine, line, '');
  if (!shape.ok) return shape;
  const { kind, inputs } = shape.value;
  const found = KINDS.get(kind);
  return found ? found(inputs) : refuse('unknown_convention', { name: kind.slice(0, 80) });
}

const KINDS: ReadonlyMap<string, AprKind> = new Map<string, AprKind>([
  ['eu_apr', reading(AllInInputs, (inputs) => told('eu_aprc', rateOfFlows('eu_aprc', inputs)))],
  ['us_actuarial_apr', reading(UsInputs, (inputs) => told('us_apr', usRate(inputs)))],
  ['india_kfs_apr', reading(IndiaInputs, (inputs) => told('in_kfs', indiaRate(inputs)))],
  [
    'brazil_cet',
    reading(BrazilInputs, (inputs) => told('br_cet', brazilRate(inputs)), unusedByBrazil),
  ],
  ['eu_time_interval', reading(IntervalInputs, interval)],
  ['rounding', reading(RoundingInputs, rounding)],
  ['daily_economic_benefit', reading(BenefitInputs, economicBenefit)],
  ['ecspr_default_rate', reading(DefaultRateInputs, defaultRate)],
  ...RATE_CONVENTIONS.map((convention): [string, AprKind] => [
    convention,
    reading(AllInInputs, (inputs) => labelled(convention, rateOfFlows(convention, inputs))),
  ]),
]);

/** A kind that reads its inputs by a schema and says which of them it left out of account. */
function reading<const Schema extends TSchema>(
  schema: Schema,
  evaluate: (inputs: Static<Schema>) => Result<Line>,
  unused: (inputs: Static<Schema>) => readonly string[] = () => [],
): AprKind {
  return (given) => {
    const inputs = withoutNulls(given);
    const shape = readShape(schema, inputs, 'inputs');
    if (!shape.ok) return shape;
    const answer = evaluate(shape.value);
    if (!answer.ok) return answer;
    const ignored = [
      ...ignoredFields(schema, inputs, 'inputs'),
      ...unused(shape.value).map((field) => `inputs.${field}`),
    ];
    return ok({ ...answer.value, ...(ignored.length > 0 && { ignored }) });
  };
}

/** A rate in percent, with its convention and the other rates that fit. */
function told(convention: RateConvention, found: Result<FoundRate>): Result<Line> {
  if (!found.ok) return found;
  const { rate, otherRates } = found.value;
  const value = finite(100 * rate, 'value');
  if (!value.ok) return value;
  const others = otherRates.map((other) => 100 * other).filter(Number.isFinite);
  return ok({
    value: withDecimals(value.value, PERCENT_DECIMALS),
    convention,
    ...(others.length > 0 && {
      otherRates: others.map((other) => withDecimals(other, PERCENT_DECIMALS)),
    }),
  });
}

function labelled(convention: RateConvention, found: Result<FoundRate>): Result<Line> {
  const line = told(convention, found);
  return line.ok ? ok({ ...line.value, label: RATE_CONVENTION_LABELS[convention] }) : line;
}

function interval({ from, to, regular_period }: IntervalInputs): Result<Line> {
  const first = parseDay(from, 'inputs.from');
  if (!first.ok) return first;
  const last = parseDay(to, 'inputs.to');
  if (!last.ok) return last;
  const found = euTimeInterval(first.value, last.value, regular_period ?? 'month');
  if (!found.ok) return invalid('inputs.to', 'It must not be before from.');
  const { years, expression } = found.value;
  return ok({ value: withDecimals(numberOf(years), YEAR_DECIMALS), expression });
}

/** The rate with one decimal, and beside it with two. */
function rounding({ apr_percent }: RoundingInputs): Result<Line> {
  const text = `${apr_percent}`;
  const oneDecimal = roundPercent(text, 1);
  const twoDecimals = roundPercent(text, 2);
  if (!oneDecimal.ok || !twoDecimals.ok) {
    return invalid('inputs.apr_percent', 'It must be a decimal number such as 3.055.');
  }
  return ok({ value: Number(oneDecimal.value), twoDecimals: Number(twoDecimals.value) });
}

function economicBenefit(inputs: BenefitInputs): Result<Line> {
  const reading = startReading();
  const read = (
    field: 'funding' | 'interest' | 'admin_fee' | 'other_fee' | 'cap_percent_per_day',
  ) => reading.take(readQuantity(inputs[field] ?? 0, `inputs.${field}`), ZERO_FRACTION);
  const funding = read('funding');
  const parts = [read('interest'), read('admin_fee'), read('other_fee')];
  const cap = read('cap_percent_per_day');
  const refused = reading.refused();
  if (refused) return refused;
  const tenorDays = BigInt(inputs.tenor_days);
  const benefit = dailyEconomicBenefit({ funding, tenorDays, parts });
  if (!benefit.ok) return invalid('inputs.funding', 'It must be greater than 0.');
  const percent = multiplyFractions(benefit.value, fraction(100n));
  return ok({
    value: withDecimals(numberOf(percent), PERCENT_DECIMALS),
    ...(inputs.cap_percent_per_day !== undefined && {
      withinCap: compareFractions(percent, cap) <= 0,
    }),
  });
}

function defaultRate({ windows }: DefaultRateInputs): Result<Line> {
  const rate = averageDefaultRate(
    windows.map(({ numerator, denominator }) => ({
      defaulted: BigInt(numerator),
      outstanding: BigInt(denominator),
    })),
  );
  if (!rate.ok) return invalid('inputs.windows', 'No window may have more defaults than loans.');
  return ok({ value: withDecimals(100 * numberOf(rate.value), PERCENT_DECIMALS) });
}

function withDecimals(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
