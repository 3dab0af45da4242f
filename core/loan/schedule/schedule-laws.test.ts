// The laws of every schedule, each over an implementation, and each with a fault that it catches.
import { describe, expect, it } from 'vitest';
import { expectSame } from '../../kit/laws-together.test.ts';
import { fraction } from '../../money/fraction.ts';
import { minorUnits, minus, plus, ZERO } from '../../money/minor-units.ts';
import { dayOf } from '../../time/day.ts';
import { anyTerms, itHolds, type Law, withRow, withRows } from './any-terms.test.ts';
import { makeSchedule } from './make-schedule.ts';
import { scheduleFaults } from './schedule-laws.ts';
import type { Instalment, Schedule, ScheduleTerms } from './terms.ts';

const ONE = minorUnits(1n);

/** A law that looks at one schedule. */
function onSchedule(
  name: string,
  holds: (schedule: Schedule, terms: ScheduleTerms) => void,
  planted: Law['planted'],
  about: Law['about'] = asDrawn,
): Law {
  return {
    name,
    about,
    planted,
    holds: (made, terms) => {
      if (made.ok) holds(made.value, terms);
    },
  };
}

function asDrawn(terms: ScheduleTerms): ScheduleTerms {
  return terms;
}

const LAWS: readonly Law[] = [
  onSchedule(
    'the principal of all rows adds up to what was lent',
    ({ rows, principal }) => {
      let total = 0n;
      for (const row of rows) total += row.principal;
      expectSame(total, principal);
    },
    withRow((row, index) => (index === 0 ? { ...row, principal: plus(row.principal, ONE) } : row)),
  ),
  onSchedule(
    'no principal, interest or fee is negative',
    ({ rows }) => {
      for (const row of rows) {
        expectSame(row.principal >= 0n && row.interest >= 0n && row.fee >= 0n, true);
      }
    },
    withRow((row) => ({ ...row, interest: minus(row.interest, ONE) })),
  ),
  onSchedule(
    'no row follows a balance of 0, and the last balance is 0',
    ({ rows, principal }) => {
      const before = [principal, ...rows.map((row) => row.balance)];
      expectSame(before.pop(), 0n);
      expectSame(
        before.every((balance) => balance > 0n),
        true,
      );
    },
    withRows((rows) => [...rows, ...rows.slice(-1)]),
  ),
  onSchedule(
    'each balance is the one before less the principal',
    ({ rows, principal }) => {
      let balance: bigint = principal;
      for (const row of rows) {
        balance -= row.principal;
        expectSame(row.balance, balance);
      }
    },
    withRow((row, index) => (index === 0 ? { ...row, balance: plus(row.balance, ONE) } : row)),
  ),
  onSchedule(
    'there are exactly as many instalments as asked for, or one for the whole term',
    ({ rows }, terms) => {
      const instalments = rows.filter(({ kind }) => kind === 'instalment').length;
      expectSame(instalments, terms.repaymentMethod === 'bullet' ? 1 : terms.instalmentCount);
    },
    withRows((rows) => rows.slice(1)),
  ),
  onSchedule(
    'a schedule has no faults',
    (schedule) => {
      const faults = scheduleFaults(schedule);
      if (faults.length > 0) expect(faults).toEqual([]);
    },
    withRow((row, index) => (index === 1 ? { ...row, fromDay: row.dueDay } : row)),
  ),
  onSchedule(
    'equal instalments without any relief are all equal but the last, unless interest alone is more',
    ({ rows }, terms) => {
      const instalments = rows.filter(({ kind }) => kind === 'instalment');
      const amounts = new Set(
        instalments
          .slice(0, -1)
          .filter(({ principal }) => principal > 0n)
          .map((row) => row.principal + row.interest),
      );
      if (amounts.size > 1) expect([...amounts]).toHaveLength(1);
      const [amount = 0n] = amounts;
      const less = instalments.slice(0, -1).filter((row) => row.principal + row.interest < amount);
      if (less.length > 0) expect(less).toEqual([]);
      expectSame(amount % (terms.instalmentMultiple ?? ONE), 0n);
    },
    withRow((row, index) => (index === 1 ? { ...row, interest: plus(row.interest, ONE) } : row)),
    (terms) => ({ ...unrelieved(terms), repaymentMethod: 'equal_instalments' }),
  ),
  onSchedule(
    'equal principals are all equal but the last, which is larger by less than two multiples for each row',
    ({ rows }, terms) => {
      const principals = rows
        .filter(({ kind }) => kind === 'instalment')
        .map((row) => row.principal);
      const last = principals.pop() ?? ZERO;
      const repeated = new Set(principals.filter((principal) => principal > 0n));
      if (repeated.size > 1) expect([...repeated]).toHaveLength(1);
      const [principal = last] = repeated;
      const apart = last > principal ? last - principal : principal - last;
      const bound = 2n * (terms.instalmentMultiple ?? ONE) * BigInt(rows.length);
      if (apart >= bound) expect(apart).toBeLessThan(bound);
    },
    withRow((row, index) => (index === 0 ? { ...row, principal: plus(row.principal, ONE) } : row)),
    (terms) => ({ ...relieved(terms), repaymentMethod: 'equal_principal' }),
  ),
  onSchedule(
    'flat interest is the same in every row',
    ({ rows }) => {
      const interests = rows.filter(({ kind }) => kind === 'instalment').map((row) => row.interest);
      expectSame(new Set(interests).size, 1);
    },
    withRow((row, index) => (index === 0 ? { ...row, interest: plus(row.interest, ONE) } : row)),
    (terms) => ({ ...unrelieved(terms), repaymentMethod: 'flat' }),
  ),
  onSchedule(
    'interest first repays all principal with the last row, and given principals are those given',
    ({ rows }, terms) => {
      const instalments = rows.filter(({ kind }) => kind === 'instalment');
      const given = terms.custom?.kind === 'principals' ? terms.custom.principals : undefined;
      instalments.forEach(({ principal }, index) => {
        if (given) expectSame(principal, given[index]);
        else if (index < instalments.length - 1) expectSame(principal, ZERO);
      });
    },
    withRow(movePrincipal),
    (terms) =>
      terms.custom?.kind === 'principals'
        ? terms
        : { ...relieved(terms), repaymentMethod: 'interest_first' },
  ),
];

/** The same principal in all, but some of the last row's in the first. */
function movePrincipal(row: Instalment, index: number, rows: readonly Instalment[]): Instalment {
  if (index === 0) return { ...row, principal: plus(row.principal, ONE) };
  return index === rows.length - 1 ? { ...row, principal: minus(row.principal, ONE) } : row;
}

function relieved({ custom: _, ...terms }: ScheduleTerms): ScheduleTerms {
  return terms;
}

function unrelieved(terms: ScheduleTerms): ScheduleTerms {
  const { graceOnPrincipal: _, graceOnInterest: __, holidays: ___, ...rest } = relieved(terms);
  return rest;
}

describe('every schedule', () => {
  itHolds(anyTerms, LAWS);
});

describe('scheduleFaults', () => {
  const made = makeSchedule({
    principal: minorUnits(100_000n),
    annualRate: fraction(12n, 100n),
    valueDay: dayOf(2026, 1, 31),
    instalmentCount: 4,
    every: 1,
    unit: 'months',
    repaymentMethod: 'equal_instalments',
    interestBasis: { kind: 'equal_periods', daysInYear: 360 },
    rounding: { interest: 'half_even', instalment: 'half_even' },
  });

  it('names each law that a schedule breaks', () => {
    if (!made.ok) throw new Error('The terms are sound.');
    const schedule = made.value;
    const broken = (change: Partial<Instalment>, at = 1): readonly string[] =>
      scheduleFaults({
        ...schedule,
        rows: schedule.rows.map((row, index) => (index === at ? { ...row, ...change } : row)),
      });
    expect(broken({})).toEqual([]);
    expect(broken({ number: 7 })).toEqual(['Row 2 has the number 7.']);
    expect(broken({ interest: minorUnits(-1n) })).toEqual(['The interest of row 2 is negative.']);
    expect(broken({ fee: minorUnits(-1n) })).toEqual(['The fee of row 2 is negative.']);
    expect(broken({ dueDay: dayOf(2026, 2, 1) })).toContain(
      'The interest period of row 2 does not follow the one before.',
    );
    expect(broken({ balance: ONE }, 3)).toContain('Something is left after the last row.');
    expect(broken({ principal: minorUnits(-1n) })).toContain('The principal of row 2 is negative.');
    expect(broken({ balance: ZERO })).toContain('Row 3 follows when nothing is left.');
    expect(scheduleFaults({ ...schedule, principal: ONE })).toContain(
      'The principal does not add up to what was lent.',
    );
    expect(scheduleFaults({ ...schedule, feeAtDisbursement: minorUnits(-1n) })).toEqual([
      'The fee at disbursement is negative.',
    ]);
  });
});
