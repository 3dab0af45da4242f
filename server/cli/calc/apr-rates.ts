// The rates of `mutua calc apr`: what was read, handed to the rule of the country.
import type {
  AllInInputs,
  BrazilInputs,
  IndiaInputs,
  UsInputs,
} from '@mutua/contract/calculator/apr.ts';
import { invalid, ok, type Refused, type Result } from '@mutua/core/kit/result.ts';
import {
  addFractions,
  compareFractions,
  type Fraction,
  subtractFractions,
  ZERO_FRACTION,
} from '@mutua/core/money/fraction.ts';
import { allInRateOfDays, allInRateOfYears } from '@mutua/core/rate/all-in/all-in-rate.ts';
import type { RegularPeriod } from '@mutua/core/rate/all-in/eu-interval.ts';
import type { RateConvention } from '@mutua/core/rate/all-in/rate-convention.ts';
import { unitPeriodRate } from '@mutua/core/rate/all-in/us-rate.ts';
import { paymentOf } from '@mutua/core/rate/annuity.ts';
import { numberOf } from '@mutua/core/rate/number.ts';
import type { FoundRate } from '@mutua/core/rate/rate-of-return.ts';
import {
  inMillionths,
  type ReadFlow,
  readEntries,
  readQuantity,
  readUnitPeriods,
} from './apr-flows.ts';

/** The rate of amounts received and paid, at times in years or on days. */
export function rateOfFlows(convention: RateConvention, inputs: AllInInputs): Result<FoundRate> {
  const flows: ReadFlow[] = [];
  const refusal =
    readReceived(inputs, flows) ?? readEntries(inputs.payments, -1, 'inputs.payments', flows);
  return refusal ?? rateOfRead(convention, flows, inputs.regular_period);
}

/** The American rate: from unit-periods, or from days alone. */
export function usRate(inputs: UsInputs): Result<FoundRate> {
  const { advances, payments, unit_periods_per_year: given } = inputs;
  if (given === undefined) {
    const flows: ReadFlow[] = [];
    const refusal =
      readEntries(advances, 1, 'inputs.advances', flows) ??
      readEntries(payments, -1, 'inputs.payments', flows);
    if (refusal) return refusal;
    if (flows.every(({ when }) => 'day' in when)) return rateOfRead('us_apr', flows);
    return invalid('inputs.unit_periods_per_year', 'It is missing; only dates do without it.');
  }
  const perYear = readPositive(given, 'inputs.unit_periods_per_year');
  if (!perYear.ok) return perYear;
  const received = readUnitPeriods(advances, 1, 'inputs.advances');
  if (!received.ok) return received;
  const paid = readUnitPeriods(payments, -1, 'inputs.payments');
  if (!paid.ok) return paid;
  const found = unitPeriodRate([...received.value, ...paid.value]);
  if (!found.ok) return found;
  const toYear = (rate: number) => numberOf(perYear.value) * rate;
  const { rate, otherRates } = found.value;
  return ok({ rate: toYear(rate), otherRates: otherRates.map(toYear) });
}

/** The Indian Key Facts Statement: equal instalments, not rounded, against the loan less the fees. */
export function indiaRate(inputs: IndiaInputs): Result<FoundRate> {
  const sanctioned = readPositive(inputs.sanctioned, 'inputs.sanctioned');
  if (!sanctioned.ok) return sanctioned;
  const percent = readQuantity(
    inputs.nominal_annual_rate_percent,
    'inputs.nominal_annual_rate_percent',
  );
  if (!percent.ok) return percent;
  const fees = readSum([
    [inputs.fees_to_lender, 'inputs.fees_to_lender'],
    [inputs.fees_to_third_party, 'inputs.fees_to_third_party'],
  ]);
  if (!fees.ok) return fees;
  const instalment = paymentOf({
    rate: numberOf(percent.value) / 1200,
    periods: inputs.months,
    presentValue: -numberOf(sanctioned.value),
    futureValue: 0,
    begin: false,
  });
  if (!instalment.ok) return invalid('inputs.nominal_annual_rate_percent', 'It is out of bounds.');
  const received = numberOf(subtractFractions(sanctioned.value, fees.value));
  return allInRateOfYears('in_kfs', equalPayments(received, instalment.value, inputs.months));
}

/** The Brazilian total effective cost of equal instalments a month apart. */
export function brazilRate(inputs: BrazilInputs): Result<FoundRate> {
  const received = readBrazilReceived(inputs);
  if (!received.ok) return received;
  const instalment = readBrazilInstalment(inputs);
  if (!instalment.ok) return instalment;
  return allInRateOfYears(
    'br_cet',
    equalPayments(numberOf(received.value), instalment.value, inputs.months),
  );
}

/** Fields of `brazil_cet` that say what others have said already. */
export function unusedByBrazil(inputs: BrazilInputs): readonly string[] {
  const received = inputs.net_received !== undefined;
  const instalment = inputs.instalment !== undefined;
  const unused: readonly (keyof BrazilInputs | false)[] = [
    received && instalment && 'financed',
    instalment && 'annual_effective_rate_percent',
    received && 'registration_fee',
    received && 'iof_tax',
  ];
  return unused.filter((field) => field !== false).filter((field) => inputs[field] !== undefined);
}

function readReceived(
  { drawdowns, received }: AllInInputs,
  flows: ReadFlow[],
): Refused | undefined {
  if (drawdowns !== undefined && received !== undefined) {
    return invalid('inputs.received', 'What is received stands in drawdowns already.');
  }
  if (drawdowns !== undefined) return readEntries(drawdowns, 1, 'inputs.drawdowns', flows);
  if (received === undefined) return invalid('inputs.received', 'It is missing.');
  if (typeof received === 'object') return readEntries(received, 1, 'inputs.received', flows);
  const amount = readQuantity(received, 'inputs.received');
  if (!amount.ok) return amount;
  flows.push({ when: { time: ZERO_FRACTION }, amount: amount.value });
  return undefined;
}

function rateOfRead(
  convention: RateConvention,
  flows: readonly ReadFlow[],
  regularPeriod?: RegularPeriod,
): Result<FoundRate> {
  const timed = flows.flatMap(({ when, amount }) =>
    'time' in when ? [{ time: numberOf(when.time), amount: numberOf(amount) }] : [],
  );
  if (timed.length === flows.length) return allInRateOfYears(convention, timed);
  const dated = flows.flatMap(({ when, amount }) =>
    'day' in when ? [{ day: when.day, amount: inMillionths(amount) }] : [],
  );
  if (dated.length === flows.length) return allInRateOfDays(convention, dated, regularPeriod);
  return invalid('inputs.payments', 'Either all amounts have a time or all have a date.');
}

function readBrazilReceived(inputs: BrazilInputs): Result<Fraction> {
  if (inputs.net_received !== undefined) {
    return readQuantity(inputs.net_received, 'inputs.net_received');
  }
  if (inputs.financed === undefined) {
    return invalid('inputs.net_received', 'It is missing, and so is financed.');
  }
  const financed = readPositive(inputs.financed, 'inputs.financed');
  if (!financed.ok) return financed;
  const fees = readSum([
    [inputs.registration_fee, 'inputs.registration_fee'],
    [inputs.iof_tax, 'inputs.iof_tax'],
  ]);
  return fees.ok ? ok(subtractFractions(financed.value, fees.value)) : fees;
}

/** As it was given, or the one that pays off what is financed at the effective annual rate. */
function readBrazilInstalment(inputs: BrazilInputs): Result<number> {
  const { instalment, financed, annual_effective_rate_percent: annual } = inputs;
  if (instalment !== undefined) {
    const given = readPositive(instalment, 'inputs.instalment');
    return given.ok ? ok(numberOf(given.value)) : given;
  }
  if (financed === undefined || annual === undefined) {
    const detail =
      'It is missing, and financed and annual_effective_rate_percent are not both there.';
    return invalid('inputs.instalment', detail);
  }
  const principal = readPositive(financed, 'inputs.financed');
  if (!principal.ok) return principal;
  const percent = readQuantity(annual, 'inputs.annual_effective_rate_percent');
  if (!percent.ok) return percent;
  const payment = paymentOf({
    rate: Math.expm1(Math.log1p(numberOf(percent.value) / 100) / 12),
    periods: inputs.months,
    presentValue: -numberOf(principal.value),
    futureValue: 0,
    begin: false,
  });
  return payment.ok
    ? payment
    : invalid('inputs.annual_effective_rate_percent', 'It must be greater than -100.');
}

function equalPayments(received: number, payment: number, months: number) {
  const payments = Array.from({ length: months }, (_, index) => ({
    time: (index + 1) / 12,
    amount: -payment,
  }));
  return [{ time: 0, amount: received }, ...payments];
}

function readPositive(value: string | number, path: string): Result<Fraction> {
  const read = readQuantity(value, path);
  if (!read.ok || compareFractions(read.value, ZERO_FRACTION) > 0) return read;
  return invalid(path, 'It must be greater than 0.');
}

/** The sum of what is given; what is left out is 0. */
function readSum(
  parts: readonly (readonly [string | number | undefined, string])[],
): Result<Fraction> {
  let sum = ZERO_FRACTION;
  for (const [value, path] of parts) {
    if (value === undefined) continue;
    const read = readQuantity(value, path);
    if (!read.ok) return read;
    sum = addFractions(sum, read.value);
  }
  return ok(sum);
}
