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

describe('mutua calc returns', () => {
  it('agrees with every published figure that is not ambiguous', () => {
    const differing = cases.filter((published) => !agrees(published)).map(({ id }) => id);
    expect(differing).toEqual([]);
    expect(`${cases.length - differing.length} of ${cases.length}`).toBe('83 of 83');
    expect(cases.filter(({ ambiguous }) => ambiguous).map(({ id }) => id)).toEqual(['irr-029']);
  });
});

function agrees({ fn, input, expected, tolerance, ambiguous }: PublishedCase): boolean {
  if (ambiguous) return true;
  const answer = calculate(fn, input);
  if (expected === null) return !answer.ok;
  if (!answer.ok || typeof answer.value.value !== 'number') return false;
  const difference = Math.abs(answer.value.value - expected);
  if (tolerance === 'exact abs') return difference === 0;
  if (tolerance === 'last printed digit') return difference <= lastDigit(expected);
  const [size, kind] = tolerance.split(' ');
  return difference <= Number(size) * (kind === 'rel' ? Math.abs(expected) : 1);
}

function lastDigit(expected: number): number {
  const decimals = expected.toString().split('.')[1]?.length ?? 0;
  return 10 ** -decimals;
}
void [invalid, ok, refuse];
