import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenInvariant } from '../../kit/assert.ts';
import { itHoldsTogether } from '../../kit/laws-together.test.ts';
import { ok, refuse } from '../../kit/result.ts';
import { fraction, ZERO_FRACTION } from '../../money/fraction.ts';
import { type MinorUnits, minorUnits, plus, sum, ZERO } from '../../money/minor-units.ts';
import { addDays, type Day, dayOf } from '../../time/day.ts';
import { type InstalmentAccount, openAccount, payParts } from './instalment-account.ts';
import { checkPenaltyTerms, type PenaltyTerms, runMeter, startMeter } from './penalty.ts';

const START = dayOf(2026, 1, 1);
const DUE = dayOf(2026, 2, 1);

const TERMS: PenaltyTerms = {
  annualRate: fraction(18n, 100n),
  base: 'principal',
  graceDays: 0,
  daysInYear: 360,
  rounding: 'half_up',
};

const ACCOUNT = openAccount({
  ...{ fromDay: START, dueDay: DUE, fee: ZERO },
  ...{ principal: minorUnits(1_000_000n), interest: minorUnits(10_000n) },
});

type Meter = typeof runMeter;

/** The penalty of one account after each of these days. */
function penaltyOn(days: readonly Day[], terms: PenaltyTerms, account = ACCOUNT): MinorUnits[] {
  let accounts: readonly InstalmentAccount[] = [account];
  let meter = startMeter(START);
  return days.map((day) => {
    ({ accounts, meter } = runMeter(accounts, meter, day, terms));
    return sum(accounts.map(({ due }) => due.penalty));
  });
}

describe('the penalty', () => {
  it('of ten days overdue is the principal at the rate for ten days', () => {
    // 10,000.00 at 18 % a year of 360 days: 5.00 a day.
    expect(penaltyOn([DUE, addDays(DUE, 1), addDays(DUE, 10)], TERMS)).toEqual([0n, 500n, 5_000n]);
  });

  it('is reckoned on interest too where the contract says so', () => {
    const terms: PenaltyTerms = { ...TERMS, base: 'principal_and_interest' };
    expect(penaltyOn([addDays(DUE, 10)], terms)).toEqual([5_050n]);
  });

  it('is not charged within the grace days, and after them counts from the due day', () => {
    const terms = { ...TERMS, graceDays: 3 };
    const days = [2, 3, 4].map((count) => addDays(DUE, count));
    expect(penaltyOn(days, terms)).toEqual([0n, 0n, 2_000n]);
    expect(penaltyOn(days.slice(2), terms)).toEqual([2_000n]);
  });

  it('counts only what is still unpaid when the grace days are over', () => {
    const terms = { ...TERMS, graceDays: 3 };
    const { accounts, meter } = runMeter([ACCOUNT], startMeter(START), addDays(DUE, 2), terms);
    const part = { index: 0, component: 'principal', amount: minorUnits(900_000n) } as const;
    const paid = payParts(accounts, [part], addDays(DUE, 2));
    const after = runMeter(paid, meter, addDays(DUE, 4), terms);
    expect(after.accounts[0]?.due.penalty).toBe(200n);
  });

  it('stays within what the ceiling leaves beside interest and fees', () => {
    // 12 % a year on 10,000.00 is 3.33 a day; the interest of 100.00 took the first 30 days of it.
    const terms = { ...TERMS, ceilingAnnualRate: fraction(12n, 100n) };
    expect(penaltyOn([DUE, addDays(DUE, 10)], terms)).toEqual([0n, 3_666n]);
    const dear = { ...ACCOUNT, due: { ...ACCOUNT.due, fee: minorUnits(3_000n) } };
    expect(penaltyOn([addDays(DUE, 10)], terms, dear)).toEqual([666n]);
  });

  it('runs forward only', () => {
    const meter = startMeter(DUE);
    expect(() => runMeter([ACCOUNT], meter, START, TERMS)).toThrow(BrokenInvariant);
  });
});

describe('a rule for lateness', () => {
  const capped = { ...TERMS, ceilingAnnualRate: fraction(1_540n, 10_000n) };

  it('is refused when it sets more than the ceiling, together with its fees', () => {
    expect(checkPenaltyTerms(capped, ZERO_FRACTION)).toEqual(
      refuse('penalty_above_cap', { cap: '15.40%' }),
    );
    const under = { ...capped, annualRate: fraction(15n, 100n) };
    expect(checkPenaltyTerms(under, ZERO_FRACTION)).toEqual(ok(under));
    expect(checkPenaltyTerms(under, fraction(1n, 100n))).toMatchObject({ ok: false });
  });

  it('stands where there is no ceiling', () => {
    expect(checkPenaltyTerms(TERMS, fraction(1n))).toEqual(ok(TERMS));
  });
});

interface Overdue {
  readonly terms: PenaltyTerms;
  readonly accounts: readonly InstalmentAccount[];
  readonly looks: readonly number[];
}

const overdueArbitrary: fc.Arbitrary<Overdue> = fc.record({
  terms: fc.record({
    annualRate: fc.bigInt(0n, 60n).map((percent) => fraction(percent, 100n)),
    base: fc.constantFrom('principal', 'principal_and_interest'),
    graceDays: fc.integer({ min: 0, max: 9 }),
    daysInYear: fc.constantFrom(360, 365),
    rounding: fc.constantFrom('half_up', 'up', 'down', 'half_even'),
    ceilingAnnualRate: fc.bigInt(1n, 40n).map((percent) => fraction(percent, 100n)),
  }),
  accounts: fc.array(
    fc
      .record({
        from: fc.integer({ min: 0, max: 40 }),
        days: fc.integer({ min: 1, max: 40 }),
        principal: fc.bigInt(0n, 1_000_000n).map(minorUnits),
        interest: fc.bigInt(0n, 20_000n).map(minorUnits),
        fee: fc.bigInt(0n, 2_000n).map(minorUnits),
      })
      .map(({ from, days, ...amounts }) =>
        openAccount({
          ...amounts,
          ...{ fromDay: addDays(START, from), dueDay: addDays(START, from + days) },
        }),
      ),
    { maxLength: 4 },
  ),
  looks: fc
    .array(fc.integer({ min: 0, max: 80 }), { minLength: 1, maxLength: 6 })
    .map((looks) => looks.sort((one, other) => one - other)),
});

/** Law: penalty never shrinks, and grows only while the whole price stays under the ceiling. */
function staysUnderCeiling(run: Meter, { terms, accounts, looks }: Overdue): boolean {
  let now = accounts;
  let meter = startMeter(START);
  let before = ZERO;
  for (let look = 0; look <= (looks.at(-1) ?? 0); look += 1) {
    const day = addDays(START, look);
    ({ accounts: now, meter } = run(now, meter, day, terms));
    const penalty = sum(now.map(({ due }) => due.penalty));
    if (penalty < before) return false;
    if (penalty > before && isAbove(priceOf(now, day), now, look, terms)) return false;
    before = penalty;
  }
  return true;
}

/** price > outstanding principal × ceiling × days / days in the year; nothing was paid. */
function isAbove(
  price: bigint,
  accounts: readonly InstalmentAccount[],
  days: number,
  { ceilingAnnualRate = ZERO_FRACTION, daysInYear }: PenaltyTerms,
): boolean {
  const outstanding = sum(accounts.map(({ due }) => due.principal));
  const ceiling = outstanding * ceilingAnnualRate.numerator * BigInt(days);
  return price * ceilingAnnualRate.denominator * BigInt(daysInYear) > ceiling;
}

/** Everything but principal, with the interest of periods that are over and the fees of those that have begun. */
function priceOf(accounts: readonly InstalmentAccount[], day: Day): MinorUnits {
  return sum(
    accounts.map(({ due, fromDay, dueDay }) =>
      sum([
        due.penalty,
        fromDay < day || dueDay <= day ? due.fee : ZERO,
        dueDay <= day ? due.interest : ZERO,
      ]),
    ),
  );
}

const knowsNoCeiling: Meter = (accounts, meter, day, { ceilingAnnualRate: _, ...terms }) =>
  runMeter(accounts, meter, day, terms);

/** Law: it does not matter how often anyone looks. */
function looksDoNotMatter(run: Meter, { terms, accounts, looks }: Overdue): boolean {
  let now = accounts;
  let meter = startMeter(START);
  for (const look of looks) {
    ({ accounts: now, meter } = run(now, meter, addDays(START, look), terms));
  }
  const last = addDays(START, looks.at(-1) ?? 0);
  const once = run(accounts, startMeter(START), last, terms).accounts;
  return now.every(({ due }, index) => due.penalty === once[index]?.due.penalty);
}

/** Rounds what each look adds, and so rounds again and again. */
const roundsEachLook: Meter = (accounts, meter, day, terms) => {
  const afresh = { ...meter, exact: [] };
  const since = accounts.map((account) => ({ ...account, due: { ...account.due, penalty: ZERO } }));
  const run = runMeter(since, afresh, day, terms);
  return {
    meter: run.meter,
    accounts: run.accounts.map((account, index) => {
      const penalty = plus(account.due.penalty, accounts[index]?.due.penalty ?? ZERO);
      return { ...account, due: { ...account.due, penalty } };
    }),
  };
};

describe('every penalty', () => {
  const laws = [
    { law: staysUnderCeiling, words: 'stays under the ceiling', fault: knowsNoCeiling },
    { law: looksDoNotMatter, words: 'is rounded once', fault: roundsEachLook },
  ];
  itHoldsTogether({
    drawn: overdueArbitrary,
    make: (overdue) => overdue,
    laws: laws.map(({ law, words }) => ({
      name: words,
      holds: (overdue: Overdue) => law(runMeter, overdue),
    })),
  });
  for (const { law, words, fault } of laws) {
    it(`${words}: a fault in it is caught (${fault.name})`, () => {
      const check = fc.check(fc.property(overdueArbitrary, (overdue) => law(fault, overdue)));
      expect(check.failed).toBe(true);
    });
  }
});
