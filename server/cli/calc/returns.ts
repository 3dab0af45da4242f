// `mutua calc returns`: time-value functions by their names in spreadsheets, one a line.
import {
  IrrInput,
  MirrInput,
  NfvInput,
  NpvInput,
  NumbersInput,
  RateInput,
  RatesInput,
  ReturnsLine,
  XfvInput,
  XirrInput,
  XnpvInput,
} from '@mutua/contract/calculator/returns.ts';
import { invalid, ok, type Refused, type Result, refuse } from '@mutua/core/kit/result.ts';
import {
  type DatedAmount,
  futureValueOfDay,
  internalRateOfDays,
  netFutureValueOfDays,
  netPresentValueOfDays,
  type YearBasis,
} from '@mutua/core/rate/dated-flows.ts';
import { instalmentRate } from '@mutua/core/rate/instalment-rate.ts';
import {
  internalRate,
  modifiedInternalRate,
  netFutureValue,
  netPresentValue,
} from '@mutua/core/rate/periodic-flows.ts';
import { grownAtRates } from '@mutua/core/rate/rate-conversion.ts';
import type { FoundRate } from '@mutua/core/rate/rate-of-return.ts';
import { parseDay } from '@mutua/core/time/day.ts';
import { dayCountNamed } from '@mutua/core/time/day-count-names.ts';
import type { Static, TSchema } from 'typebox';
import type { Calculation, Line } from './calculation.ts';
import { NUMBER_FUNCTIONS, type NumberFunction, readNumbers } from './number-functions.ts';
import { ignoredFields, readShape } from './shape.ts';

export const returnsCalculation: Calculation = {
  name: 'returns',
  summary:
    'Calculates returns and the time value of money: XIRR, IRR, PMT, RATE, NPV and their kin.',
  example:
    '{"id":"a","fn":"XIRR","input":{"flows":[["2025-11-21",-1000],["2026-05-21",500],["2026-11-21",600]]}}',
  calculate,
};

/** What a function makes of the `input` of a line. */
type ReturnsFunction = (input: unknown) => Result<Line>;

/** The sender's words for the names of core, where `input.` and the name are not the same. */
type Names = Readonly<Record<string, string>>;

function calculate(line: Line): Result<Line> {
  const shape = readShape(ReturnsLine, line, '');
  if (!shape.ok) return shape;
  const { fn } = shape.value;
  const found = FUNCTIONS.get(fn) ?? numberFunction(fn);
  return found ? found(shape.value.input) : refuse('unknown_function', { name: fn.slice(0, 80) });
}

const RATE: Pick<NumberFunction, 'parameters' | 'required' | 'mayBegin'> = {
  parameters: ['periods', 'payment', 'presentValue', 'futureValue'],
  required: 3,
  mayBegin: true,
};
const AMOUNTS: Names = { amounts: 'values' };
const CARRIED: Names = {
  start: 'args[0]',
  day: 'args[1]',
  end: 'args[2]',
  rateToDay: 'args[3]',
  rateToEnd: 'args[4]',
};

const FUNCTIONS: ReadonlyMap<string, ReturnsFunction> = new Map([
  ['XIRR', reading(XirrInput, {}, xirr)],
  ['XNPV', reading(XnpvInput, {}, (input) => ofDays(input, netPresentValueOfDays))],
  ['XNFV', reading(XnpvInput, {}, (input) => ofDays(input, netFutureValueOfDays))],
  ['XFV', reading(XfvInput, CARRIED, xfv)],
  ['IRR', reading(IrrInput, AMOUNTS, ({ values, guess }) => told(internalRate(values, guess)))],
  [
    'MIRR',
    reading(MirrInput, AMOUNTS, ({ values, financeRate, reinvestRate }) =>
      single(modifiedInternalRate(values, financeRate, reinvestRate)),
    ),
  ],
  [
    'NPV',
    reading(NpvInput, {}, ({ rate, values, firstFlowAt }) =>
      single(netPresentValue(rate, values, firstFlowAt ?? 1)),
    ),
  ],
  [
    'NFV',
    reading(NfvInput, {}, ({ rate, nper, values }) => single(netFutureValue(rate, nper, values))),
  ],
  ['RATE', reading(RateInput, namesOf(RATE), rate)],
  [
    'FVSCHEDULE',
    reading(RatesInput, {}, ({ args: [amount, rates] }) => single(grownAtRates(amount, rates))),
  ],
]);

function numberFunction(fn: string): ReturnsFunction | undefined {
  const named = NUMBER_FUNCTIONS.get(fn);
  if (!named) return undefined;
  return reading(NumbersInput, { ...namesOf(named), periodsPerYear: 'args[1]' }, (input) => {
    const numbers = readNumbers(named, input.args, input.begin);
    return numbers.ok ? single(named.calculate(numbers.value)) : numbers;
  });
}

function rate({ args, begin, guess }: Static<typeof RateInput>): Result<Line> {
  if (guess !== undefined && args.length > 5) {
    return invalid('guess', 'It stands among the numbers already.');
  }
  const numbers = readNumbers(RATE, args.slice(0, 5), begin);
  return numbers.ok ? told(instalmentRate(numbers.value, guess ?? args[5])) : numbers;
}

function xirr({ flows, guess, ...input }: Static<typeof XirrInput>): Result<Line> {
  const basis = readBasis(input);
  if (!basis.ok) return basis;
  const dated = readFlows(flows);
  if (!dated.ok) return dated;
  const options = { ...basis.value, ...(guess !== undefined && { guess }) };
  return told(internalRateOfDays(dated.value, options));
}

function ofDays(
  { flows, rate, ...input }: Static<typeof XnpvInput>,
  worth: typeof netPresentValueOfDays,
): Result<Line> {
  const basis = readBasis(input);
  if (!basis.ok) return basis;
  const dated = readFlows(flows);
  return dated.ok ? single(worth(rate, dated.value, basis.value)) : dated;
}

function xfv({ args, ...input }: Static<typeof XfvInput>): Result<Line> {
  const basis = readBasis(input);
  if (!basis.ok) return basis;
  const start = parseDay(args[0], 'start');
  if (!start.ok) return start;
  const day = parseDay(args[1], 'day');
  if (!day.ok) return day;
  const end = parseDay(args[2], 'end');
  if (!end.ok) return end;
  const days = { start: start.value, day: day.value, end: end.value };
  const carried = { ...days, rateToDay: args[3], rateToEnd: args[4], amount: args[5] };
  return single(futureValueOfDay(carried, basis.value));
}

function readBasis(input: { dayCount?: string; daysPerYear?: number }): Result<YearBasis> {
  const { dayCount, ...rest } = input;
  if (dayCount === undefined) return ok(rest);
  const named = dayCountNamed(dayCount);
  return named.ok ? ok({ ...rest, dayCount: named.value }) : named;
}

function readFlows(flows: Static<typeof XirrInput>['flows']): Result<DatedAmount[]> {
  const dated: DatedAmount[] = [];
  for (const [index, [text, amount]] of flows.entries()) {
    const day = parseDay(text, `flows[${index}][0]`);
    if (!day.ok) return day;
    dated.push({ day: day.value, amount });
  }
  return ok(dated);
}

/** A function that reads its input by a schema, and speaks of it in refusals as the sender wrote it. */
function reading<const Schema extends TSchema>(
  schema: Schema,
  names: Names,
  evaluate: (input: Static<Schema>) => Result<Line>,
): ReturnsFunction {
  return (input) => {
    const shape = readShape(schema, input, 'input');
    if (!shape.ok) return shape;
    const answer = evaluate(shape.value);
    if (!answer.ok) return inSendersWords(answer, names);
    const ignored = ignoredFields(schema, input, 'input');
    return ok({ ...answer.value, ...(ignored.length > 0 && { ignored }) });
  };
}

function inSendersWords({ refusal }: Refused, names: Names): Refused {
  const { code, data } = refusal;
  if (code !== 'invalid_input') return refuse(code, data);
  const { field = '' } = data;
  return refuse(code, { ...data, field: `input.${names[field] ?? field}` });
}

function namesOf({ parameters }: Pick<NumberFunction, 'parameters'>): Names {
  return Object.fromEntries(parameters.map((name, index) => [name, `args[${index}]`]));
}

function single(result: Result<number>): Result<Line> {
  return result.ok ? ok({ value: result.value }) : result;
}

function told(found: Result<FoundRate>): Result<Line> {
  if (!found.ok) return found;
  const { rate: value, otherRates } = found.value;
  return ok({ value, ...(otherRates.length > 0 && { otherRates }) });
}
