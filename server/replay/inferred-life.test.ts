import { minorUnits, minus, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import { addMonths, dayOf, daysBetween, formatDay } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import { inferLife, interestOfDays, scheduleOfRecord } from './inferred-life.ts';
import type { RecordedLoan } from './recorded-loan.ts';

const VALUE_DAY = dayOf(2015, 4, 8);
const RATE = 133_300;
const LOAN_AMOUNT = minorUnits(1_000_000n);
const ROWS = scheduleOfRecord({ loanAmount: LOAN_AMOUNT, annualRatePpm: RATE }, VALUE_DAY).rows;

describe('the life of a loan that was fully paid', () => {
  it('is its schedule where all of its interest was received, or more', () => {
    for (const more of [0n, 9_000n]) {
      const life = inferLife(repaid(interestOf(36) + more), VALUE_DAY);
      expect(life).toMatchObject({ instalments: 36, part: ZERO, firstDays: 0 });
      expect(life.early).toBeUndefined();
    }
  });

  it('is its schedule where exactly some whole days of interest are missing', () => {
    for (const days of [2, 4, 5]) {
      const missing = interestOfDays(LOAN_AMOUNT, RATE, days);
      const life = inferLife(repaid(interestOf(36) - missing), VALUE_DAY);
      expect(life).toMatchObject({ instalments: 36, firstDays: days });
    }
  });

  it('ends early on the day that the interest tells, in the month after the instalments it holds', () => {
    const month = interestOf(11) - interestOf(10);
    const life = inferLife(repaid(interestOf(10) + month / 3n), VALUE_DAY);
    expect(life.instalments).toBe(10);
    const tenth = addMonths(VALUE_DAY, 10);
    expect(daysBetween(tenth, life.early?.day ?? tenth)).toBe(10);
    expect(life.early?.principal).toBe(minus(LOAN_AMOUNT, minorUnits(principalOf(10))));
    expect(life.chargeOff).toBeUndefined();
  });

  it('ends with the interest within a day of the record, whatever the record says', () => {
    for (let interest = 1_000n; interest < interestOf(36) - 20_000n; interest += 1_733n) {
      const { instalments, early } = inferLife(repaid(interest), VALUE_DAY);
      if (early === undefined) continue;
      const counted = interestOf(instalments) + (early.amount - early.principal);
      const day = interestOfDays(early.outstanding, Math.ceil((RATE * 30) / 28), 1);
      expect(absolute(counted - interest), `interest ${interest}`).toBeLessThanOrEqual(day);
    }
  });
});

describe('the life of a loan that was charged off', () => {
  it('has the instalments whose principal the record holds in full', () => {
    const life = inferLife(unpaid(principalOf(7), interestOf(7)), VALUE_DAY);
    expect(life).toMatchObject({ instalments: 7, part: ZERO, firstDays: 0 });
    expect(life.early).toBeUndefined();
    expect(formatDay(life.chargeOff?.writeOffDay ?? VALUE_DAY)).toBe('2016-05-06');
  });

  it('has a part payment of the next one where the record has its interest too', () => {
    const life = inferLife(unpaid(principalOf(7) + 5_000n, interestOf(8) + 300n), VALUE_DAY);
    const next = minorUnits(interestOf(8) - interestOf(7));
    expect(life).toMatchObject({ instalments: 7, part: plus(next, minorUnits(5_000n)) });
  });

  it('has principal repaid early where there is more of it than the interest allows', () => {
    const life = inferLife(unpaid(principalOf(20), interestOf(5) + 2_000n), VALUE_DAY);
    expect(life.instalments).toBe(5);
    expect(life.early?.principal).toBe(principalOf(20) - principalOf(5));
  });

  it('recovers at once after the write-off, and a settlement month by month from its own month', () => {
    const at = inferLife(unpaid(principalOf(7), interestOf(7), { recoveries: 10_000n }), VALUE_DAY);
    expect(at.chargeOff?.recoveries.map(({ amount }) => amount)).toEqual([10_000n]);
    const settlement = { day: dayOf(2017, 1, 1), term: 3 };
    const in3 = inferLife(
      unpaid(principalOf(7), interestOf(7), { recoveries: 10_000n, settlement }),
      VALUE_DAY,
    );
    expect(
      in3.chargeOff?.recoveries.map(({ day, amount }) => `${formatDay(day)} ${amount}`),
    ).toEqual(['2017-01-01 3333', '2017-02-01 3333', '2017-03-01 3334']);
  });
});

function repaid(interest: bigint): RecordedLoan {
  return recorded({ status: 'fully_paid', principal: LOAN_AMOUNT, interest });
}

function unpaid(
  principal: bigint,
  interest: bigint,
  after: { recoveries?: bigint; settlement?: { day: ReturnType<typeof dayOf>; term: number } } = {},
): RecordedLoan {
  return recorded({ status: 'charged_off', principal, interest, ...after });
}

function recorded({
  status,
  principal,
  interest,
  recoveries = 0n,
  settlement,
}: {
  status: RecordedLoan['status'];
  principal: bigint;
  interest: bigint;
  recoveries?: bigint;
  settlement?: NonNullable<RecordedLoan['settlement']>;
}): RecordedLoan {
  return {
    ...{ id: '1', status, issueMonth: dayOf(2015, 4, 1), region: 'US-325', grade: 'C' },
    ...{ subGrade: 'C3', instalment: ZERO, annualRatePpm: RATE, loanAmount: LOAN_AMOUNT },
    paid: minorUnits(principal + interest + recoveries),
    principal: minorUnits(principal),
    interest: minorUnits(interest),
    ...{ lateFees: ZERO, collectionFee: ZERO },
    recoveries: minorUnits(recoveries),
    ...(settlement !== undefined && { settlement }),
  };
}

function interestOf(instalments: number): bigint {
  return ROWS.slice(0, instalments).reduce((sum, { interest }) => sum + interest, 0n);
}

function principalOf(instalments: number): bigint {
  return ROWS.slice(0, instalments).reduce((sum, { principal }) => sum + principal, 0n);
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
