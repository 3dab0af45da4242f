import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { evaluateExample, examplesIn, exportFaults, exportsOfCore } from './core-examples.ts';
import { repositoryFiles } from './tree.ts';
import { asFiles, wall } from './wall.ts';

wall({
  rule: 'every public function of core has an example, and every exported name means one thing',
  violations: exportFaults,
  planted: [
    { 'core/a.ts': 'export function a() { return 1; }' },
    { 'core/a.ts': '/** One. */\nexport const a = () => 1;' },
    { 'core/a.ts': '/** One. @example a() */\nexport const a = () => 1;' },
    { 'core/a.ts': '/** One. @example a() // */\nexport const a = () => 1;' },
    { 'core/a.ts': '/** @example a() // 1 */\n\nconst b = 1;\nexport const a = () => b;' },
    { 'core/b/c.ts': "import { a } from '../a.ts';", 'core/a.ts': 'export const a = () => 1;' },
    { 'core/a.ts': 'export const rate = 1;', 'core/b.ts': 'export type rate = number;' },
  ],
  kept: {
    'core/a.ts': `/** One. @example a() // 1 */
      export function a() { return 1; }
      /**
       * Two.
       *
       * @example b({ x: 1 })
       * // { y: 2 }
       * @throws Never.
       */
      export const b = () => ({ y: 2 });
      export function never(): never { throw new Error(); }
      export interface Row { readonly x: 1 }
      function inside() {}`,
    'core/b/kept-inside.ts': 'export function ofThisFolder() {}',
    'core/b/c.ts': "import { ofThisFolder } from './kept-inside.ts';",
    'core/a.test.ts': 'export function a() {}',
  },
});

/** Floats stand in core only for rates of return, and their last bits depend on the machine. */
expect.addEqualityTesters([
  (left: unknown, right: unknown) => {
    if (typeof left !== 'number' || typeof right !== 'number') return undefined;
    if (Number.isInteger(left) && Number.isInteger(right)) return undefined;
    return Math.abs(left - right) <= 1e-12 * Math.max(1, Math.abs(left));
  },
]);

describe('an example is reckoned with the names of core', () => {
  const first = (docstring: string) => {
    const [exported] = exportsOfCore(
      asFiles({ 'core/a.ts': `/** ${docstring} */\nexport function a() {}` }),
    );
    const [example] = exported ? examplesIn(exported) : [];
    if (!example) throw new Error('There is no example.');
    return example;
  };

  it('and a false one is seen', () => {
    const { actual, expected } = evaluateExample(first('@example a(2n) // 5n'), {
      a: (value: bigint) => value * 2n,
    });
    expect(actual).not.toEqual(expected);
  });

  it('and a rate of return is the same to twelve digits, no less', () => {
    const { actual, expected } = evaluateExample(first('@example { rate: a() } // { rate: 0.3 }'), {
      a: () => 0.1 + 0.2,
    });
    expect(actual).toEqual(expected);
    expect({ rate: 0.3 }).not.toEqual({ rate: 0.300000000004 });
  });

  it('over several lines behind slashes of their own', () => {
    const example = first(
      'Two.\n * @example a({\n *   x: 1,\n * })\n * // {\n * //   y: 2n,\n * // }',
    );
    const { actual, expected } = evaluateExample(example, { a: () => ({ y: 2n }) });
    expect(actual).toEqual(expected);
  });

  it('over several lines, up to the next tag or empty line', () => {
    const example = first('Two.\n * @example a({ x: 1 })\n * // { y: 2n }\n * @throws Never.');
    const { actual, expected } = evaluateExample(example, { a: () => ({ y: 2n }) });
    expect(actual).toEqual(expected);
  });
});

describe('the examples of core are true', async () => {
  const files = repositoryFiles();
  const exported = exportsOfCore(files);
  const examples = exported.filter(({ kind }) => kind === 'function').flatMap(examplesIn);
  const scope = await namesOf([...new Set(exported.map(({ place }) => place.split(':')[0] ?? ''))]);

  it.each(examples)('$place $functionName: $expression', (example) => {
    const { actual, expected } = evaluateExample(example, scope);
    expect(actual).toEqual(expected);
  });
});

/** Everything that these modules export, under one roof. */
async function namesOf(paths: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const modules = await Promise.all(
    paths.map((path) => import(/* @vite-ignore */ `${root}${path}`) as Promise<object>),
  );
  return Object.assign({}, ...modules);
}
