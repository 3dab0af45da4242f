import { readFileSync } from 'node:fs';
import { invalid, ok, refuse } from '@mutua/core/kit/result.ts';
import { describe, expect, it } from 'vitest';
import { returnsCalculation } from './returns.ts';

interface PublishedCase {
  readonly id: string;
  readonly fn: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expected: number | null;
  readonly tolerance: string;
  readonly ambiguous?: boolean;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../../tests/vectors/returns.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly PublishedCase[] };

function calculate(fn: string, input: Readonly<Record<string, unknown>>) {
  return returnsCalculation.calculate({ id: 'a', fn, input });
}

const flows = [
  ['2010-01-01', -1000],
  ['2011-01-01', 1100],
];

describe('mutua calc returns', () => {
  it('agrees with every published figure that is not ambiguous', () => {
    const differing = cases.filter((published) => !agrees(published)).map(({ id }) => id);
    expect(differing).toEqual([]);
    expect(`${cases.length - differing.length} of ${cases.length}`).toBe('83 of 83');
    expect(cases.filter(({ ambiguous }) => ambiguous).map(({ id }) => id)).toEqual(['irr-029']);
  });

  it('notices a figure that is off by more than its tolerance, and a refusal that should not be', () => {
    const rate = { id: '', fn: 'XIRR', input: { flows }, expected: 0.1, tolerance: '1e-8 abs' };
    expect(agrees(rate)).toBe(true);
    expect(agrees({ ...rate, expected: 0.10000002 })).toBe(false);
    expect(agrees({ ...rate, expected: null })).toBe(false);
    expect(agrees({ ...rate, input: { flows: flows.slice(1) } })).toBe(false);
  });

  it('runs its own example', () => {
    expect(returnsCalculation.calculate(JSON.parse(returnsCalculation.example))).toEqual(
      ok({ value: expect.closeTo(0.132_325_8, 6) }),
    );
  });

  it('tells one of several rates and lists the others', () => {
    expect(calculate('IRR', { values: [-5, 10.5, 1, -8, 1] })).toEqual(
      ok({
        value: expect.closeTo(0.088_598_338_52, 10),
        otherRates: [expect.closeTo(-0.870_201_247_48, 10), expect.closeTo(0.709_559_527, 8)],
      }),
    );
    expect(calculate('IRR', { values: [-5, 10.5, 1, -8, 1], guess: 0.7 })).toMatchObject(
      ok({ value: expect.closeTo(0.709_559_527, 8) }),
    );
  });

  it.each([
    ['FV', { args: [0, 12, -100, -1000] }, 2200],
    ['FV', { args: [0, 12, -100] }, 1200],
    ['PMT', { args: [1, 1, 100, 0, 1] }, -100],
    ['PMT', { args: [1, 1, 100, 0], begin: true }, -100],
    ['NPER', { args: [0, -100, 1000] }, 10],
    ['CUMIPMT', { args: [0.5, 2, 100, 1, 1, 0] }, -50],
    ['CUMPRINC', { args: [0.5, 2, 100, 1, 2] }, -100],
    ['ISPMT', { args: [0.1, 1, 10, 1000] }, -90],
    ['EFFECT', { args: [1, 2] }, 1.25],
    ['NOMINAL', { args: [1.25, 2] }, 1],
    ['RRI', { args: [2, 100, 225] }, 0.5],
    ['PDURATION', { args: [1, 100, 800] }, 3],
    ['FVSCHEDULE', { args: [100, [0.5, 1]] }, 300],
    ['NFV', { rate: 1, nper: 2, values: [-100, 400] }, 200],
    ['NPV', { rate: 1, values: [100, 100] }, 75],
    ['MIRR', { values: [-100, 0, 144], financeRate: 0.1, reinvestRate: 0.1 }, 0.2],
    ['RATE', { args: [1, -150, 100] }, 0.5],
    ['RATE', { args: [1, -150, 100, 0, 0, 0.3] }, 0.5],
    ['XNPV', { rate: 0.1, flows }, 0],
    ['XNFV', { rate: 0.1, flows }, 0],
    ['XIRR', { flows, dayCount: '30E/360' }, 0.1],
    ['XIRR', { flows: [...flows.slice(0, 1), ['2012-01-01', 0]] }, -1],
    ['XFV', { args: ['2010-01-01', '2011-01-01', '2012-01-01', 1, 1, 4] }, 8],
  ])('knows %s of %j', (fn, input, value) => {
    expect(calculate(fn, input)).toEqual(ok({ value: expect.closeTo(value, 10) }));
  });

  it('says which fields of the input it did not use', () => {
    const input = { values: [-100, 110], gess: 0.2 };
    const answer = calculate('IRR', input);
    expect(answer).toEqual(ok({ value: expect.closeTo(0.1, 12), ignored: ['input.gess'] }));
  });

  it.each([
    ['XIRR', { flows: [['2010-01-01', 100]] }, refuse('no_solution')],
    ['IRR', { values: [] }, refuse('no_solution')],
    ['XXIRR', {}, refuse('unknown_function', { name: 'XXIRR' })],
    ['toString', {}, refuse('unknown_function', { name: 'toString' })],
    ['X'.repeat(999), {}, refuse('unknown_function', { name: 'X'.repeat(80) })],
    ['XIRR', {}, invalid('input.flows', 'It is missing; it must be a list.')],
    [
      'XIRR',
      { flows: [['2010-01-01']] },
      invalid('input.flows[0]', 'It must have at least 2 items.'),
    ],
    [
      'XIRR',
      { flows: [['2010-02-30', 1]] },
      invalid('input.flows[0][0]', 'There is no day 2010-02-30.'),
    ],
    [
      'XIRR',
      { flows: [['2010-01-01', '1']] },
      invalid('input.flows[0][1]', 'It must be a number.'),
    ],
    ['XIRR', { flows, dayCount: 'Act/9' }, refuse('unknown_convention', { name: 'Act/9' })],
    ['XIRR', { flows, guess: -1 }, invalid('input.guess', 'It must be a number, greater than -1.')],
    [
      'XIRR',
      { flows, dayCount: 'Act/360', daysPerYear: 360 },
      invalid('input.daysPerYear', 'A day count is given already.'),
    ],
    [
      'IPMT',
      { args: [0.1, 13, 12, 100] },
      invalid('input.args[1]', 'It must be one of 1 to the number of periods.'),
    ],
    ['PMT', { args: [-2, 12, 100] }, invalid('input.args[0]', 'It must be greater than -1.')],
    ['PMT', { args: [0.1, 12] }, invalid('input.args', 'It must have 3 to 5 numbers.')],
    ['EFFECT', { args: [0.1] }, invalid('input.args', 'It must have 2 numbers.')],
    ['EFFECT', { args: [0.1, 0] }, invalid('input.args[1]', 'It must be at least 1.')],
    [
      'EFFECT',
      { args: [0.1, 4], begin: true },
      invalid('input.begin', 'This function knows no payments at the start.'),
    ],
    ['CUMIPMT', { args: [0.1, 12, 100, 1, 2, 2] }, invalid('input.args[5]', 'It must be 0 or 1.')],
    [
      'CUMIPMT',
      { args: [0.1, 12, 100, 2, 1, 0] },
      invalid(
        'input.args[4]',
        'It must be a whole number from the start to the number of periods.',
      ),
    ],
    [
      'PV',
      { args: [0.1, 12, 100, 0, 1], begin: false },
      invalid('input.begin', 'It contradicts the type among the numbers.'),
    ],
    [
      'RATE',
      { args: [12, 1, 1, 1, 0, 0.1], guess: 0.2 },
      invalid('input.guess', 'It stands among the numbers already.'),
    ],
    [
      'RATE',
      { args: [1e9, -1, 1] },
      invalid('input.args[0]', 'It must be greater than 0 and less than 100000.'),
    ],
    ['NPV', { rate: -1, values: [1] }, invalid('input.rate', 'It must be greater than -1.')],
    [
      'MIRR',
      { values: [-1, 2], financeRate: -1, reinvestRate: 0 },
      invalid('input.financeRate', 'It must be greater than -1.'),
    ],
    ['FV', { args: [1, 1e6, -1] }, refuse('number_too_large', { field: 'value' })],
    [
      'XFV',
      { args: ['2010-01-01', '2009-01-01', '2012-01-01', 1, 1, 4] },
      invalid('input.args[1]', 'It must not be before the start.'),
    ],
  ])('refuses %s of %j', (fn, input, refusal) => {
    expect(calculate(fn, input)).toEqual(refusal);
  });

  it('refuses a line without a function or an input', () => {
    expect(returnsCalculation.calculate({ id: 1, input: {} })).toEqual(
      invalid('fn', 'It is missing; it must be a text.'),
    );
    expect(returnsCalculation.calculate({ id: 1, fn: 'IRR' })).toEqual(
      invalid('input', 'It is missing; it must be an object.'),
    );
  });

  it('takes a lender of ten thousand amounts', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => [
      `20${10 + Math.floor(index / 1000)}-0${1 + (index % 9)}-1${index % 10}`,
      index % 5 === 0 ? -1000 : 260,
    ]);
    expect(calculate('XIRR', { flows: many }).ok).toBe(true);
    expect(calculate('XIRR', { flows: Array(100_001).fill(flows[0]) })).toEqual(
      invalid('input.flows', 'It must have at most 100000 items.'),
    );
  });
});

function agrees({ fn, input, expected, tolerance, ambiguous }: PublishedCase): boolean {
  if (ambiguous) return true;
  const answer = calculate(fn, input);
  if (expected === null) return !answer.ok;
  if (!answer.ok || typeof answer.value.value !== 'number') return false;
  const difference = Math.abs(answer.value.value - expected);
  if (tolerance === 'exact abs') return difference === 0;
  const [size, kind] = tolerance.split(' ');
  return difference <= Number(size) * (kind === 'rel' ? Math.abs(expected) : 1);
}
