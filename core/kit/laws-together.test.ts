// Several laws over the same drawn cases: each case is drawn and made once, and each law is a test of its own.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** What holds for every made thing: it throws or answers false where it does not, and changes nothing. */
export interface SharedLaw<Made> {
  readonly name: string;
  readonly holds: (made: Made) => unknown;
}

export interface SharedCases<Drawn, Made> {
  readonly drawn: fc.Arbitrary<Drawn>;
  /** Makes, once for all laws, what they look at. */
  readonly make: (drawn: Drawn) => Made;
  readonly laws: readonly SharedLaw<Made>[];
  /** Left out: as many as for every property. */
  readonly numRuns?: number | undefined;
}

/**
 * One test for each law. The first of them draws all cases and looks which laws they break; the test of a broken law
 * draws its cases again, for that law alone, and so fails with the smallest case and the message of the law.
 */
export function itHoldsTogether<Drawn, Made>(
  cases: SharedCases<Drawn, Made>,
  test: (name: string, run: () => void) => void = it,
): void {
  let looked: Looked | undefined;
  for (const law of cases.laws) {
    test(law.name, () => {
      looked ??= lookFor(cases);
      if (looked.broken.has(law.name)) expectToHold(cases, law, looked.seed);
    });
  }
}

interface Looked {
  readonly seed: number;
  readonly broken: ReadonlySet<string>;
}

function lookFor<Drawn, Made>({ drawn, make, laws, numRuns }: SharedCases<Drawn, Made>): Looked {
  const broken = new Set<string>();
  const property = fc.property(drawn, (one) => {
    const made = make(one);
    for (const law of laws) if (!broken.has(law.name) && !holdsFor(law, made)) broken.add(law.name);
  });
  const { failed, seed } = fc.check(property, numRuns === undefined ? {} : { numRuns });
  // A case that cannot even be made breaks every law.
  return { seed, broken: failed ? new Set(laws.map(({ name }) => name)) : broken };
}

function holdsFor<Made>({ holds }: SharedLaw<Made>, made: Made): boolean {
  try {
    return holds(made) !== false;
  } catch {
    return false;
  }
}

function expectToHold<Drawn, Made>(
  { drawn, make, numRuns }: SharedCases<Drawn, Made>,
  { holds }: SharedLaw<Made>,
  seed: number,
): never {
  const property = fc.property(drawn, (one) => holds(make(one)) !== false);
  fc.assert(property, numRuns === undefined ? { seed } : { numRuns, seed });
  throw new Error('The law was broken once, and was not when the same cases were drawn again.');
}

/** As `expect(actual).toBe(expected)`, but far cheaper where it holds: for what is compared millions of times. */
export function expectSame(actual: unknown, expected: unknown): void {
  if (!Object.is(actual, expected)) expect(actual).toBe(expected);
}

/**
 * Whether two things say the same, as `toEqual` has it (a field that says undefined is as one left out), but far
 * cheaper. Of plain objects, lists and maps alone.
 */
export function isAlike(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, at) => isAlike(each, other[at]));
  }
  if (one instanceof Map && other instanceof Map) {
    const isInOther = ([key, value]: [unknown, unknown]) =>
      other.has(key) && isAlike(value, other.get(key));
    return one.size === other.size && [...one].every(isInOther);
  }
  if (isMade(one) !== isMade(other)) return false;
  if (isMade(one)) throw new Error('Only plain objects, lists and maps are compared.');
  const [left, right] = [one as Fields, other as Fields];
  for (const key in left) if (!isAlike(left[key], right[key])) return false;
  for (const key in right) if (right[key] !== undefined && !(key in left)) return false;
  return true;
}

type Fields = Readonly<Record<string, unknown>>;

/** Of a class, not plain: what such a thing says need not stand in its fields. */
function isMade(value: object): boolean {
  const kind: unknown = Object.getPrototypeOf(value);
  return kind !== Object.prototype && kind !== null;
}

describe('laws together', () => {
  const whole = { drawn: fc.integer({ min: 0, max: 9 }), numRuns: 100 };
  const told = <Drawn, Made>(cases: SharedCases<Drawn, Made>) => {
    const failures = new Map<string, string>();
    const take = (name: string, run: () => void) => {
      try {
        run();
        failures.set(name, '');
      } catch (error) {
        failures.set(name, error instanceof Error ? `${error} ${error.cause}` : '');
      }
    };
    itHoldsTogether(cases, take);
    return failures;
  };

  it('fail alone where they alone are broken, with the smallest case and their own message', () => {
    const failures = told({
      ...whole,
      make: (one) => 2 * one,
      laws: [
        { name: 'even', holds: (two) => two % 2 === 0 },
        { name: 'small', holds: (two) => two < 6 },
        { name: 'not 4', holds: (two) => expectSame(two === 4 ? 'four' : 'other', 'other') },
      ],
    });
    expect(failures.get('even')).toBe('');
    expect(failures.get('small')).toMatch(/Counterexample: \[3\]/);
    expect(failures.get('not 4')).toMatch(/Counterexample: \[2\]/);
    expect(failures.get('not 4')).toMatch(/expected 'four' to be 'other'/);
  });

  it('all fail where a case cannot be made', () => {
    const failures = told({
      ...whole,
      make: (one) => expectSame(one > 4, false),
      laws: [{ name: 'anything', holds: () => true }],
    });
    expect(failures.get('anything')).toMatch(/Counterexample: \[5\]/);
  });

  it('make each case once, whatever their number', () => {
    let made = 0;
    const law = { holds: () => true };
    const make = () => {
      made += 1;
    };
    told({ ...whole, make, laws: [law, law, law].map((one, at) => ({ ...one, name: `${at}` })) });
    expect(made).toBe(whole.numRuns);
  });

  it('are alike where all fields say the same, and nowhere else', () => {
    const one = { a: 1n, b: [{ c: 'x' }], d: new Map([['k', { e: 2 }]]), f: undefined };
    expect(isAlike(one, { d: new Map([['k', { e: 2 }]]), b: [{ c: 'x' }], a: 1n })).toBe(true);
    expect(isAlike(one, Object.assign(Object.create(null), one))).toBe(true);
    for (const other of [
      { ...one, a: 1 },
      { ...one, b: [{ c: 'y' }] },
      { ...one, b: [...one.b, { c: 'x' }] },
      { ...one, d: new Map([['k', { e: 3 }]]) },
      { ...one, d: new Map([['l', { e: 2 }]]) },
      { ...one, f: 1n },
      { ...one, g: 1n },
      { b: one.b, d: one.d },
      null,
    ]) {
      expect(isAlike(one, other)).toBe(false);
      expect(isAlike(other, one)).toBe(false);
    }
    expect(() => isAlike(new Set([1]), new Set([2]))).toThrow('are compared');
  });
});
