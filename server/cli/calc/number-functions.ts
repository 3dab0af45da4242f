// The functions of `mutua calc returns` that take a few numbers in the order of spreadsheets.
import { invalid, ok, type Result } from '@mutua/core/kit/result.ts';
import {
  type Annuity,
  futureValueOf,
  paymentOf,
  periodsOf,
  presentValueOf,
} from '@mutua/core/rate/annuity.ts';
import {
  type InstalmentRange,
  interestOfEqualPrincipal,
  interestOfRange,
  interestPart,
  principalOfRange,
  principalPart,
} from '@mutua/core/rate/instalment-parts.ts';
import {
  effectiveRate,
  growthPeriods,
  growthRate,
  nominalRate,
} from '@mutua/core/rate/rate-conversion.ts';

/** The numbers of one line by the names that core gives them; those that were left out are 0. */
export type NamedNumbers = Annuity & InstalmentRange & { readonly period: number };

export interface NumberFunction {
  /** In the order of `args`. A further number is the type of spreadsheets, 1 for payments at the start. */
  readonly parameters: readonly (keyof Omit<NamedNumbers, 'begin'>)[];
  /** How many of them must be given; the others are 0. */
  readonly required: number;
  /** Whether payments may be at the start of the periods. */
  readonly mayBegin: boolean;
  readonly calculate: (numbers: NamedNumbers) => Result<number>;
}

const ANNUITY = { required: 3, mayBegin: true } as const;
const PARTS = { required: 4, mayBegin: true } as const;
const RANGES = { required: 5, mayBegin: true } as const;

export const NUMBER_FUNCTIONS: ReadonlyMap<string, NumberFunction> = new Map<
  string,
  NumberFunction
>([
  [
    'FV',
    {
      ...ANNUITY,
      parameters: ['rate', 'periods', 'payment', 'presentValue'],
      calculate: futureValueOf,
    },
  ],
  [
    'PV',
    {
      ...ANNUITY,
      parameters: ['rate', 'periods', 'payment', 'futureValue'],
      calculate: presentValueOf,
    },
  ],
  [
    'PMT',
    {
      ...ANNUITY,
      parameters: ['rate', 'periods', 'presentValue', 'futureValue'],
      calculate: paymentOf,
    },
  ],
  [
    'NPER',
    {
      ...ANNUITY,
      parameters: ['rate', 'payment', 'presentValue', 'futureValue'],
      calculate: periodsOf,
    },
  ],
  [
    'IPMT',
    {
      ...PARTS,
      parameters: ['rate', 'period', 'periods', 'presentValue', 'futureValue'],
      calculate: (numbers) => interestPart(numbers, numbers.period),
    },
  ],
  [
    'PPMT',
    {
      ...PARTS,
      parameters: ['rate', 'period', 'periods', 'presentValue', 'futureValue'],
      calculate: (numbers) => principalPart(numbers, numbers.period),
    },
  ],
  [
    'CUMIPMT',
    {
      ...RANGES,
      parameters: ['rate', 'periods', 'presentValue', 'start', 'end'],
      calculate: (numbers) => interestOfRange(numbers, numbers),
    },
  ],
  [
    'CUMPRINC',
    {
      ...RANGES,
      parameters: ['rate', 'periods', 'presentValue', 'start', 'end'],
      calculate: (numbers) => principalOfRange(numbers, numbers),
    },
  ],
  [
    'ISPMT',
    {
      parameters: ['rate', 'period', 'periods', 'presentValue'],
      required: 4,
      mayBegin: false,
      calculate: (numbers) => interestOfEqualPrincipal(numbers, numbers.period),
    },
  ],
  [
    'EFFECT',
    {
      parameters: ['rate', 'periods'],
      required: 2,
      mayBegin: false,
      calculate: ({ rate, periods }) => effectiveRate(rate, periods),
    },
  ],
  [
    'NOMINAL',
    {
      parameters: ['rate', 'periods'],
      required: 2,
      mayBegin: false,
      calculate: ({ rate, periods }) => nominalRate(rate, periods),
    },
  ],
  [
    'RRI',
    {
      parameters: ['periods', 'presentValue', 'futureValue'],
      required: 3,
      mayBegin: false,
      calculate: ({ periods, presentValue, futureValue }) =>
        growthRate(periods, presentValue, futureValue),
    },
  ],
  [
    'PDURATION',
    {
      parameters: ['rate', 'presentValue', 'futureValue'],
      required: 3,
      mayBegin: false,
      calculate: ({ rate, presentValue, futureValue }) =>
        growthPeriods(rate, presentValue, futureValue),
    },
  ],
]);

/** The numbers by name, with `begin` from the field or from the type that stands after them. */
export function readNumbers(
  { parameters, required, mayBegin }: Pick<NumberFunction, 'parameters' | 'required' | 'mayBegin'>,
  args: readonly number[],
  begin: boolean | undefined,
): Result<NamedNumbers> {
  const most = parameters.length + (mayBegin ? 1 : 0);
  if (args.length < required || args.length > most) {
    return invalid(
      'args',
      `It must have ${required === most ? required : `${required} to ${most}`} numbers.`,
    );
  }
  const type = args[parameters.length];
  if (type !== undefined && type !== 0 && type !== 1) {
    return invalid(`args[${parameters.length}]`, 'It must be 0 or 1.');
  }
  if (begin !== undefined && !mayBegin) {
    return invalid('begin', 'This function knows no payments at the start.');
  }
  if (begin !== undefined && type !== undefined && begin !== (type === 1)) {
    return invalid('begin', 'It contradicts the type among the numbers.');
  }
  const numbers: Record<keyof Omit<NamedNumbers, 'begin'>, number> = { ...NO_NUMBERS };
  for (const [index, name] of parameters.entries()) numbers[name] = args[index] ?? 0;
  return ok({ ...numbers, begin: begin ?? type === 1 });
}

const NO_NUMBERS = {
  rate: 0,
  period: 0,
  periods: 0,
  payment: 0,
  presentValue: 0,
  futureValue: 0,
  start: 0,
  end: 0,
};
