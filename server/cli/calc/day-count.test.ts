import { readFileSync } from 'node:fs';
import { invalid, ok, refuse } from '@mutua/core/kit/result.ts';
import {
  compareFractions,
  type Fraction,
  parseDecimal,
  subtractFractions,
} from '@mutua/core/money/fraction.ts';
import { describe, expect, it } from 'vitest';
import { dayCountCalculation } from './day-count.ts';

interface PublishedCase {
  readonly id: string;
  readonly days?: number;
  readonly yearFraction?: string;
  readonly tolerance: string;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../../tests/vectors/day-counts.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly (PublishedCase & Readonly<Record<string, unknown>>)[] };

const line = { convention: '30E/360', start: '2007-02-28', end: '2007-08-31' };

function calculate(changes: Readonly<Record<string, unknown>>) {
  return dayCountCalculation.calculate({ ...line, ...changes });
}

describe('mutua calc day-count', () => {
  it('agrees with every published figure', () => {
    const differing = cases.filter((published) => !agrees(published)).map(({ id }) => id);
    expect(differing).toEqual([]);
    expect(`${cases.length - differing.length} of ${cases.length}`).toBe('74 of 74');
  });

  it('notices a published figure that is off by more than its tolerance', () => {
    const [first] = cases;
    expect(first && agrees({ ...first, yearFraction: '0.497724380680' })).toBe(false);
    expect(agrees({ ...line, id: '', tolerance: '0', days: 183 })).toBe(false);
  });

  it('writes days as a number and the fraction with all its digits', () => {
    expect(calculate({})).toEqual(ok({ days: 182, yearFraction: '0.50555555555555555556' }));
    expect(calculate({ end: '2007-02-28' })).toEqual(ok({ days: 0, yearFraction: '0' }));
    expect(
      calculate({ convention: 'A/365 Fixed', start: '2003-01-01', end: '2013-01-01' }),
    ).toEqual(ok({ days: 3653, yearFraction: '10.00821917808219178082' }));
    expect(calculate({ start: '2000-01-01', end: '2010-01-01' })).toEqual(
      ok({ days: 3600, yearFraction: '10' }),
    );
  });

  it('answers on the first and on the last day that can be written', () => {
    for (const convention of [
      'Act/Act ISDA',
      'Act/Act ICMA',
      'Act/Act AFB',
      'NL/365',
      'Act/365L',
    ]) {
      const whole = { convention, start: '0001-01-01', end: '9999-12-31' };
      const first = { refStart: '0001-01-01', refEnd: '0001-07-01' };
      const last = { refStart: '9999-12-01', refEnd: '9999-12-31' };
      for (const reference of [{}, first, last]) {
        expect(calculate({ ...whole, ...reference }).ok).toBe(true);
      }
    }
  });

  it('runs its own example', () => {
    expect(dayCountCalculation.calculate(JSON.parse(dayCountCalculation.example))).toEqual(
      ok({ days: 182, yearFraction: '0.4977243805674077401' }),
    );
  });

  it.each([
    [{ convention: undefined }, invalid('convention', 'It must be a text.')],
    [{ convention: 360 }, invalid('convention', 'It must be a text.')],
    [{ convention: '31/360' }, refuse('unknown_convention', { name: '31/360' })],
    [{ convention: 'x'.repeat(9999) }, refuse('unknown_convention', { name: 'x'.repeat(80) })],
    [{ start: 20070228 }, invalid('start', 'It must be a date such as 2026-11-21.')],
    [{ start: '28.02.2007' }, invalid('start', 'It must be a date such as 2026-11-21.')],
    [{ end: '2007-02-29' }, invalid('end', 'There is no day 2007-02-29.')],
    [{ end: '2007-02-27' }, refuse('days_out_of_order')],
    [
      { refStart: '2007-02-28' },
      invalid('refEnd', 'It is missing, and refStart says nothing without it.'),
    ],
    [
      { refEnd: '2007-02-28' },
      invalid('refStart', 'It is missing, and refEnd says nothing without it.'),
    ],
    [
      { refStart: '2007-02-28', refEnd: '2007-02-28' },
      invalid('refEnd', 'It must be after refStart.'),
    ],
    [
      { refStart: '2007-02-28', refEnd: 'soon' },
      invalid('refEnd', 'It must be a date such as 2026-11-21.'),
    ],
    [
      { terminationDate: null },
      invalid('terminationDate', 'It must be a date such as 2026-11-21.'),
    ],
    [{ terminationDate: '2007-13-01' }, invalid('terminationDate', 'There is no day 2007-13-01.')],
    [{ convention: 'Canadian' }, invalid('refStart', 'This day count needs refStart and refEnd.')],
    [
      { convention: 'Canadian', refStart: '2007-01-01', refEnd: '2009-01-01' },
      invalid('refEnd', 'It must be one month to one year after refStart.'),
    ],
  ])('refuses %j and names the field', (changes, refusal) => {
    expect(calculate(changes)).toEqual(refusal);
  });

  it('names the first field that is missing', () => {
    expect(
      dayCountCalculation.calculate({ id: 'a', convention: 'NL/365', start: '2007-02-28' }),
    ).toEqual(invalid('end', 'It is missing; it must be a date such as 2026-11-21.'));
  });
});

function agrees(published: PublishedCase & Readonly<Record<string, unknown>>): boolean {
  const answer = dayCountCalculation.calculate(published);
  if (!answer.ok) return false;
  if (published.days !== undefined && answer.value.days !== published.days) return false;
  if (published.yearFraction === undefined) return published.days !== undefined;
  const difference = subtractFractions(
    exact(String(answer.value.yearFraction)),
    exact(published.yearFraction),
  );
  const size = difference.numerator < 0n ? -difference.numerator : difference.numerator;
  return compareFractions({ ...difference, numerator: size }, exact(published.tolerance)) <= 0;
}

/** Reads `1e-10` as well as `0.5`. */
function exact(text: string): Fraction {
  const [digits = '', exponent = '0'] = text.split('e');
  const decimal = parseDecimal(digits, 'figure');
  if (!decimal.ok) throw new Error(`${text} is no number.`);
  const power = 10n ** BigInt(Math.abs(Number(exponent)));
  return { numerator: decimal.value.numerator, denominator: decimal.value.denominator * power };
}
