// Puts published cases to `mutua calc` and says where its answers differ from what was published.
import { expect } from 'vitest';
import { jsonLines, mutua } from './command.ts';

export type Fields = Readonly<Record<string, unknown>>;

export interface Case extends Fields {
  readonly id: string;
}

/** What is wrong with an answer, or nothing. */
export type Difference<One> = (one: One, answer: Fields) => string | undefined;

/**
 * One line for each case that is not answered as published. What was published never goes in.
 *
 * @param secret the fields of a case that say what was published.
 */
export async function missesOf<One extends Case>(
  name: string,
  cases: readonly One[],
  secret: readonly string[],
  difference: Difference<One>,
): Promise<readonly string[]> {
  const lines = cases.map((one) => JSON.stringify(without(secret, one)));
  const { status, stdout, stderr } = await mutua(['calc', name], `${lines.join('\n')}\n`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const answers = jsonLines(stdout);
  expect(answers.map(({ id }) => id)).toEqual(cases.map(({ id }) => id));
  return cases.flatMap((one, index) => {
    const found = difference(one, answers[index] ?? {});
    return found === undefined ? [] : [`${one.id}: ${found}`];
  });
}

/** The first of the differences, as `rows[2].interest is "0.49", not "0.48"`; none if all that was published is there. */
export function firstDifference(
  published: unknown,
  actual: unknown,
  path = '',
): string | undefined {
  if (Array.isArray(published)) {
    const list: readonly unknown[] = Array.isArray(actual) ? actual : [];
    if (list.length !== published.length)
      return `${path} has ${list.length} members, not ${published.length}`;
    return firstOf(
      published.map((one, index) => firstDifference(one, list[index], `${path}[${index}]`)),
    );
  }
  if (typeof published === 'object' && published !== null) {
    const fields = (actual ?? {}) as Fields;
    return firstOf(
      Object.entries(published).map(([key, value]) =>
        firstDifference(value, fields[key], path === '' ? key : `${path}.${key}`),
      ),
    );
  }
  if (published === actual) return undefined;
  return `${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(published)}`;
}

export function firstOf(differences: readonly (string | undefined)[]): string | undefined {
  return differences.find((difference) => difference !== undefined);
}

/** Compares a figure; a figure that is not there is never near. */
export function differsBy(
  actual: unknown,
  published: number,
  tolerance: number,
): string | undefined {
  const isNear = actual !== undefined && Math.abs(Number(actual) - published) <= tolerance;
  return isNear ? undefined : `${JSON.stringify(actual)} is not ${published} ± ${tolerance}`;
}

function without(names: readonly string[], fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
