import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectSame, isAlike } from '../kit/laws-together.test.ts';
import { type MinorUnits, minorUnits, minus, plus, sum, ZERO } from '../money/minor-units.ts';
import { addDays, dayOf } from '../time/day.ts';
import {
  type Break,
  type LineDirection,
  type ReconciliationLine,
  type ReconciliationSide,
  reconcile,
} from './reconciliation.ts';

const DAY = dayOf(2026, 11, 23);
const ONE = minorUnits(1n);

const line = (
  reference: string,
  amount: bigint,
  direction: LineDirection = 'credit',
  day = DAY,
): ReconciliationLine => ({ reference, amount: minorUnits(amount), direction, day });

const side = (lines: readonly ReconciliationLine[]): ReconciliationSide => ({
  lines,
  balances: [],
  controls: { accounts: 0, booked: ZERO, frozen: ZERO },
});

const anyAmount = fc
  .oneof(fc.bigInt(0n, 3n), fc.bigInt(0n, 10n ** 15n))
  .map((amount) => minorUnits(amount));

const anySide: fc.Arbitrary<ReconciliationSide> = fc.record({
  lines: fc.uniqueArray(
    fc.record({
      reference: fc.string({ maxLength: 3 }),
      direction: fc.constantFrom<LineDirection>('credit', 'debit', 'internal'),
      amount: anyAmount,
      day: fc.integer({ min: 0, max: 3 }).map((days) => addDays(DAY, days)),
    }),
    { selector: ({ reference }) => reference, maxLength: 12 },
  ),
  balances: fc.uniqueArray(
    fc.record({ account: fc.string({ maxLength: 3 }), booked: anyAmount, frozen: anyAmount }),
    { selector: ({ account }) => account, maxLength: 8 },
  ),
  controls: fc.record({ accounts: fc.nat(100), booked: anyAmount, frozen: anyAmount }),
});

/** The same in another order. */
const shuffled = (book: ReconciliationSide, seed: number): ReconciliationSide => ({
  ...book,
  lines: turned(book.lines, seed),
  balances: turned(book.balances, seed),
});
const turned = <Item>(items: readonly Item[], seed: number): readonly Item[] => {
  const at = items.length === 0 ? 0 : seed % items.length;
  return [...items.slice(at), ...items.slice(0, at)].reverse();
};

/** One fault on one side, and the one break that it must be. */
interface Fault {
  readonly apply: (rail: ReconciliationSide) => ReconciliationSide;
  readonly found: Break;
}

const OTHER: Readonly<Record<LineDirection, LineDirection>> = {
  credit: 'debit',
  debit: 'internal',
  internal: 'credit',
};

/** Every fault that can befall one line. */
const lineFaults = (ours: ReconciliationLine): readonly Fault[] => {
  const { reference, amount, day, direction } = ours;
  const replaced = (theirs: readonly ReconciliationLine[]) => (rail: ReconciliationSide) => ({
    ...rail,
    lines: rail.lines.flatMap((one) => (one.reference === reference ? theirs : [one])),
  });
  const [theirs, later] = [plus(amount, ONE), addDays(day, 1)];
  return [
    { apply: replaced([]), found: { kind: 'missing_at_bank', reference, ours } },
    {
      apply: replaced([ours, ours]),
      found: { kind: 'missing_in_ledger', reference, theirs: ours },
    },
    {
      apply: replaced([{ ...ours, amount: theirs }]),
      found: { kind: 'amount_differs', reference, ours: amount, theirs, difference: ONE },
    },
    {
      apply: replaced([{ ...ours, day: later }]),
      found: { kind: 'day_differs', reference, ours: day, theirs: later, differenceDays: 1 },
    },
    {
      apply: replaced([{ ...ours, direction: OTHER[direction] }]),
      found: { kind: 'direction_differs', reference, ours: direction, theirs: OTHER[direction] },
    },
  ];
};

const moneyFaults = (book: ReconciliationSide): readonly Fault[] => {
  const less = (ours: MinorUnits) => ({
    ours,
    theirs: minus(ours, ONE),
    difference: minorUnits(-1n),
  });
  const onBalances = book.balances.flatMap(({ account, booked, frozen }) =>
    (['booked', 'frozen'] as const).map((part): Fault => {
      const money = less(part === 'booked' ? booked : frozen);
      return {
        apply: (rail) => ({
          ...rail,
          balances: rail.balances.map((one) =>
            one.account === account ? { ...one, [part]: money.theirs } : one,
          ),
        }),
        found: { kind: 'balance_differs', account, part, ...money },
      };
    }),
  );
  const onTotals = (['booked', 'frozen'] as const).map((total): Fault => {
    const money = less(book.controls[total]);
    return {
      apply: (rail) => ({ ...rail, controls: { ...rail.controls, [total]: money.theirs } }),
      found: { kind: 'control_total_differs', total, ...money },
    };
  });
  const ours = book.controls.accounts;
  const theirs = ours + 1;
  const onCount: Fault = {
    apply: (rail) => ({ ...rail, controls: { ...rail.controls, accounts: theirs } }),
    found: { kind: 'control_total_differs', total: 'accounts', ours, theirs, difference: 1 },
  };
  return [...onBalances, ...onTotals, onCount];
};

const strangers: Fault[] = [
  line('stranger', 5n, 'debit'),
  line('another stranger', 0n, 'internal'),
].map((theirs) => ({
  apply: (rail) => ({ ...rail, lines: [...rail.lines, theirs] }),
  found: { kind: 'missing_in_ledger', reference: theirs.reference, theirs },
}));

const byText = (breaks: readonly Break[]) =>
  breaks
    .map((one) =>
      JSON.stringify(one, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
    )
    .sort();

describe('two books of one day', () => {
  it('that say the same have no break, and what matched adds up', () => {
    fc.assert(
      fc.property(anySide, fc.nat(), (book, seed) => {
        const { breaks, matched } = reconcile(book, shuffled(book, seed));
        if (breaks.length > 0) expect(breaks).toEqual([]);
        expectSame(matched.count, book.lines.length);
        for (const direction of ['credit', 'debit', 'internal'] as const) {
          const some = book.lines.filter((one) => one.direction === direction);
          expectSame(matched[direction], sum(some.map(({ amount }) => amount)));
        }
      }),
    );
  });

  it('that differ in one planted fault, one minor unit if it is money, have that break and no other', () => {
    fc.assert(
      fc.property(anySide, fc.nat(), fc.nat(), (book, choice, seed) => {
        const faults = [...book.lines.flatMap(lineFaults), ...moneyFaults(book), ...strangers];
        const fault = faults[choice % faults.length];
        const rail = fault?.apply(shuffled(book, seed)) ?? book;
        const { breaks } = reconcile(book, rail);
        if (!isAlike(breaks, [fault?.found])) expect(breaks).toEqual([fault?.found]);
      }),
    );
  });

  it('that differ in many faults have each as a break and no other', () => {
    fc.assert(
      fc.property(anySide, fc.infiniteStream(fc.nat()), fc.nat(), (book, choices, seed) => {
        const perLine = book.lines.map((one) => {
          const faults = lineFaults(one);
          return faults[Number(choices.next().value) % (faults.length + 1)];
        });
        const others = [...moneyFaults(book), ...strangers].filter(
          () => Number(choices.next().value) % 2 === 0,
        );
        const faults = [...perLine.filter((fault) => fault !== undefined), ...others];
        const rail = faults.reduce((damaged, { apply }) => apply(damaged), shuffled(book, seed));
        const { breaks, matched } = reconcile(book, rail);
        const [found, planted] = [byText(breaks), byText(faults.map((fault) => fault.found))];
        if (!isAlike(found, planted)) expect(found).toEqual(planted);
        const untouched = perLine.filter((fault) => fault === undefined).length;
        const doubled = perLine.filter((fault) => fault?.found.kind === 'missing_in_ledger').length;
        expectSame(matched.count, untouched + doubled);
      }),
    );
  });

  it('have the same breaks in the same order, however their lines are ordered', () => {
    const manyOfOneName = fc.array(
      fc.record({
        reference: fc.constantFrom('a', 'b'),
        direction: fc.constantFrom<LineDirection>('credit', 'debit'),
        amount: fc.bigInt(0n, 4n).map((amount) => minorUnits(amount)),
        day: fc.integer({ min: 0, max: 1 }).map((days) => addDays(DAY, days)),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(manyOfOneName, manyOfOneName, fc.nat(), fc.nat(), (ours, theirs, one, other) => {
        const first = reconcile(side(ours), side(theirs));
        const second = reconcile(shuffled(side(ours), one), shuffled(side(theirs), other));
        if (!isAlike(second, first)) expect(second).toEqual(first);
        const missing = (kind: Break['kind']) =>
          first.breaks.filter((found) => found.kind === kind).length;
        const missingOfOurs = missing('missing_at_bank') - missing('missing_in_ledger');
        expectSame(missingOfOurs, ours.length - theirs.length);
      }),
    );
  });
});

describe('lines of one name', () => {
  it('are paired with their equals before any difference is seen', () => {
    const ours = [line('a', 100n), line('a', 200n)];
    const theirs = [line('a', 200n), line('a', 150n), line('a', 100n)];
    const { breaks, matched } = reconcile(side(ours), side(theirs));
    expect(breaks).toEqual([{ kind: 'missing_in_ledger', reference: 'a', theirs: theirs[1] }]);
    expect(matched).toEqual({ count: 2, credit: 300n, debit: 0n, internal: 0n });
  });
});

describe('an account that one book does not name', () => {
  const named = (booked: bigint, frozen: bigint): ReconciliationSide => ({
    ...side([]),
    balances: [{ account: 'A', booked: minorUnits(booked), frozen: minorUnits(frozen) }],
  });

  it('has nothing there', () => {
    expect(reconcile(side([]), named(0n, 0n)).breaks).toEqual([]);
    expect(reconcile(named(5n, 2n), side([])).breaks).toEqual([
      {
        kind: 'balance_differs',
        account: 'A',
        part: 'booked',
        ours: 5n,
        theirs: 0n,
        difference: -5n,
      },
      {
        kind: 'balance_differs',
        account: 'A',
        part: 'frozen',
        ours: 2n,
        theirs: 0n,
        difference: -2n,
      },
    ]);
  });
});

it('compares three hundred thousand lines and accounts in seconds, even where nothing agrees', () => {
  const count = 300_000;
  const book = (name: string): ReconciliationSide => ({
    lines: Array.from({ length: count }, (_, index) => line(`${name}${index}`, 1n)),
    balances: Array.from({ length: count }, (_, index) => ({
      account: `${name}${index}`,
      booked: ONE,
      frozen: ZERO,
    })),
    controls: { accounts: count, booked: minorUnits(300_000n), frozen: ZERO },
  });
  // Of the processor, not of the clock: a busy machine is not a slow comparison.
  const before = process.cpuUsage();
  expect(reconcile(book('a'), book('b')).breaks).toHaveLength(4 * count);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(20);
});
