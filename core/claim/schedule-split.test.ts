import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectSame, isAlike, itHoldsTogether } from '../kit/laws-together.test.ts';
import type { Result } from '../kit/result.ts';
import { makeSchedule } from '../loan/schedule/make-schedule.ts';
import type { Schedule, ScheduleTerms } from '../loan/schedule/terms.ts';
import { fraction } from '../money/fraction.ts';
import {
  type MinorUnits,
  minorUnits,
  minus,
  plus,
  scale,
  sum,
  ZERO,
} from '../money/minor-units.ts';
import { dayOf } from '../time/day.ts';
import { type ClaimStanding, distribute, newClaims } from './distribution.ts';
import { type ClaimInstalment, type ClaimSchedule, splitSchedule } from './schedule-split.ts';

const NOTHING = { principal: ZERO, interest: ZERO, balance: ZERO };

type Split = (schedule: Schedule, claims: readonly ClaimStanding[]) => Result<ClaimSchedule[]>;

/** Loans of a few cents and of millions, and up to thirty lenders with equal or very unequal parts. */
const anyLoan = fc
  .record({
    parts: fc.oneof(
      fc.array(fc.bigInt(1n, 50n), { minLength: 1, maxLength: 30 }),
      fc.array(fc.bigInt(1n, 10n ** 7n), { minLength: 1, maxLength: 12 }),
      fc
        .tuple(fc.bigInt(1n, 100_000n), fc.integer({ min: 1, max: 30 }))
        .map(([part, count]) => new Array<bigint>(count).fill(part)),
    ),
    instalmentCount: fc.integer({ min: 1, max: 36 }),
    hundredths: fc.bigInt(0n, 40_000n),
    repaymentMethod: fc.constantFrom<ScheduleTerms['repaymentMethod']>(
      'equal_instalments',
      'equal_principal',
      'interest_first',
      'flat',
    ),
  })
  .map(({ parts, instalmentCount, hundredths, repaymentMethod }) => {
    const principal = minorUnits(parts.reduce((total, part) => total + part, 0n));
    const made = makeSchedule({
      principal,
      annualRate: fraction(hundredths, 10_000n),
      valueDay: dayOf(2026, 1, 31),
      instalmentCount: principal < instalmentCount ? Number(principal) : instalmentCount,
      every: 1,
      unit: 'months',
      repaymentMethod,
      interestBasis: { kind: 'equal_periods', daysInYear: 360 },
      rounding: { interest: 'half_even', instalment: 'half_even' },
    });
    if (!made.ok) throw new Error(JSON.stringify(made.refusal));
    const claims = newClaims(parts.map((part, id) => ({ id: `c${id}`, amount: minorUnits(part) })));
    return { schedule: made.value, claims };
  });

type Loan = typeof anyLoan extends fc.Arbitrary<infer Value> ? Value : never;

function splitOf(split: Split, { schedule, claims }: Loan): ClaimSchedule[] {
  const result = split(schedule, claims);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

/** Ours, with something else in one row of the first claim. */
function withFirstRow(edit: (interest: MinorUnits, principal: MinorUnits) => object): Split {
  return (schedule, claims) => {
    const result = splitSchedule(schedule, claims);
    if (!result.ok) return result;
    const [first, ...others] = result.value;
    if (!first) return result;
    const rows = first.rows.map((row, index) =>
      index === 0 ? { ...row, ...edit(row.interest, row.principal) } : row,
    );
    return { ok: true, value: [{ ...first, rows }, ...others] };
  };
}

/** By the units at the start, as if nothing had been repaid, each payment on its own. */
const byOriginalUnits: Split = (schedule, claims) => {
  const whole = sum(claims.map((claim) => claim.outstanding));
  return {
    ok: true,
    value: claims.map((claim) => {
      let balance: MinorUnits = claim.outstanding;
      const rows = schedule.rows.map((row) => {
        const share = fraction(claim.outstanding, whole);
        const principal = scale(row.principal, share, 'half_up');
        balance = minus(balance, principal);
        const interest = scale(row.interest, share, 'half_up');
        return { number: row.number, dueDay: row.dueDay, principal, interest, balance };
      });
      return { claimId: claim.id, rows };
    }),
  };
};

const LAWS: readonly {
  readonly name: string;
  readonly holds: (schedules: readonly ClaimSchedule[], loan: Loan) => void;
  readonly planted: Split;
}[] = [
  {
    name: 'the parts of each claim add up to its part of the loan, and all of them to the loan',
    holds: (schedules, loan) => {
      const parts = schedules.map(({ rows }) => sum(rows.map((row) => row.principal)));
      const asked = loan.claims.map((claim) => claim.outstanding);
      if (!isAlike(parts, asked)) expect(parts).toEqual(asked);
      expectSame(sum(parts), loan.schedule.principal);
    },
    planted: byOriginalUnits,
  },
  {
    name: "the lenders' schedules add up to the borrower's, row by row",
    holds: (schedules, loan) => {
      loan.schedule.rows.forEach((row, index) => {
        const at = { principal: 0n, interest: 0n, balance: 0n };
        for (const { rows } of schedules) {
          const part = rows[index] ?? NOTHING;
          at.principal += part.principal;
          at.interest += part.interest;
          at.balance += part.balance;
        }
        expectSame(at.principal, row.principal);
        expectSame(at.interest, row.interest);
        expectSame(at.balance, row.balance);
      });
    },
    planted: withFirstRow((interest) => ({ interest: plus(interest, minorUnits(1n)) })),
  },
  {
    name: 'no share is negative, and no claim is below 0 or rises',
    holds: (schedules) => {
      const isBelowZero = ({ principal, interest, balance }: ClaimInstalment) =>
        principal < 0n || interest < 0n || balance < 0n;
      for (const { rows } of schedules) {
        const below = rows.find(isBelowZero);
        if (below) expect(below).toBe('0 or more in each part');
      }
    },
    planted: withFirstRow((interest) => ({
      interest: minus(interest, plus(interest, minorUnits(1n))),
    })),
  },
  {
    name: 'each claim ends at exactly 0',
    holds: (schedules) => {
      for (const { rows } of schedules) expectSame(rows.at(-1)?.balance, ZERO);
    },
    planted: byOriginalUnits,
  },
  {
    name: 'each share is the exact one, cut off or rounded up by less than one minor unit',
    holds: (schedules, loan) => {
      const before = new Map(loan.claims.map((claim) => [claim.id, claim.outstanding]));
      const faults = loan.schedule.rows.flatMap((row, index) =>
        schedules.filter(({ claimId, rows }) => {
          const part = rows[index] ?? NOTHING;
          const outstanding = before.get(claimId) ?? ZERO;
          before.set(claimId, part.balance);
          const whole = row.balance + row.principal;
          const isNear = (share: bigint, total: bigint) => {
            const above = share * whole - total * outstanding;
            return above > -whole && above < whole;
          };
          return !isNear(part.interest, row.interest) || !isNear(part.principal, row.principal);
        }),
      );
      if (faults.length > 0) expect(faults).toEqual([]);
    },
    planted: withFirstRow((interest) => ({ interest: plus(interest, minorUnits(2n)) })),
  },
];

describe('the split of a schedule', () => {
  itHoldsTogether({
    drawn: anyLoan,
    make: (loan) => ({ loan, schedules: splitOf(splitSchedule, loan) }),
    laws: LAWS.map(({ name, holds }) => ({
      name,
      holds: ({ loan, schedules }: { loan: Loan; schedules: readonly ClaimSchedule[] }) =>
        holds(schedules, loan),
    })),
  });
  for (const { name, holds, planted } of LAWS) {
    it(`${name}: a planted fault is caught`, () => {
      const property = fc.property(anyLoan, (loan) => holds(splitOf(planted, loan), loan));
      expect(() => fc.assert(property, { numRuns: 5_000, endOnFailure: true })).toThrow(
        'Property failed',
      );
    });
  }

  it('favours none of ten equal claims by more than a third of a minor unit a row', () => {
    const made = makeSchedule({
      principal: minorUnits(1_000_000n),
      annualRate: fraction(12n, 100n),
      valueDay: dayOf(2026, 1, 31),
      instalmentCount: 36,
      every: 1,
      unit: 'months',
      repaymentMethod: 'equal_instalments',
      interestBasis: { kind: 'equal_periods', daysInYear: 360 },
      rounding: { interest: 'half_even', instalment: 'half_even' },
    });
    if (!made.ok) throw new Error('The terms are sound.');
    const parts = Array.from({ length: 10 }, (_, id) => ({
      id: `c${id}`,
      amount: minorUnits(100_000n),
    }));
    const schedules = splitOf(splitSchedule, { schedule: made.value, claims: newClaims(parts) });
    const interests = schedules.map(({ rows }) => sum(rows.map((row) => row.interest)));
    const ordered = interests.toSorted((left, right) => Number(left - right));
    const [least = ZERO] = ordered;
    expect(minus(ordered.at(-1) ?? ZERO, least)).toBeLessThanOrEqual(12n);
    expect(sum(interests)).toBe(sum(made.value.rows.map((row) => row.interest)));
  });

  it('is refused where the claims are not the whole loan', () => {
    const claims = newClaims([{ id: 'a', amount: minorUnits(5n) }]);
    const row = { number: 1, kind: 'instalment' as const, fromDay: dayOf(2026, 1, 1) };
    const rows = [
      {
        ...row,
        dueDay: dayOf(2026, 2, 1),
        principal: minorUnits(6n),
        interest: ZERO,
        fee: ZERO,
        balance: ZERO,
      },
    ];
    const result = splitSchedule({ rows }, claims);
    expect(result.ok ? undefined : result.refusal.data.field).toBe('claims');
  });
});

describe('a distribution', () => {
  const claims = newClaims([
    { id: 'b', amount: minorUnits(100n) },
    { id: 'a', amount: minorUnits(100n) },
    { id: 'c', amount: minorUnits(100n) },
  ]);

  it('gives a minor unit that cannot be split to the claim that has had the fewest, then by id', () => {
    let standing: readonly ClaimStanding[] = claims;
    const winners: string[] = [];
    for (let payment = 0; payment < 6; payment++) {
      const result = distribute({ penalty: minorUnits(1n) }, standing);
      if (!result.ok) throw new Error('It can be distributed.');
      standing = result.value.claims;
      winners.push(result.value.payments.find((part) => part.penalty > 0n)?.claimId ?? 'none');
    }
    expect(winners).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
  });

  it('goes by the claim units once nothing is outstanding', () => {
    const repaid = distribute({ principal: minorUnits(300n) }, claims);
    if (!repaid.ok) throw new Error('It can be distributed.');
    const later = distribute({ interest: minorUnits(30n) }, repaid.value.claims);
    expect(later.ok && later.value.payments.map((part) => part.interest)).toEqual(
      new Array(3).fill(minorUnits(10n)),
    );
  });

  it('is refused where it is negative, more than is outstanding, or to nobody', () => {
    const fieldOf = (result: Result<unknown>) =>
      result.ok ? undefined : result.refusal.data.field;
    expect(fieldOf(distribute({ principal: minorUnits(301n) }, claims))).toBe('principal');
    expect(fieldOf(distribute({ interest: minorUnits(-1n) }, claims))).toBe('interest');
    expect(fieldOf(distribute({ interest: minorUnits(1n) }, []))).toBe('claims');
    const twins = [...claims, ...claims.slice(0, 1)];
    expect(fieldOf(distribute({ interest: minorUnits(1n) }, twins))).toBe('claims');
  });
});
