// Schedules as a lender would work them out: every method and every term, with figures.
import { describe, expect, it } from 'vitest';
import { fraction } from '../../money/fraction.ts';
import { formatMajor, type MinorUnits, minorUnits, parseMajor } from '../../money/minor-units.ts';
import { dayOf, formatDay } from '../../time/day.ts';
import { makeSchedule } from './make-schedule.ts';
import type { Schedule, ScheduleTerms } from './terms.ts';

/** 100,000.00 at 12 % over 12 months from 15 January 2026, in equal months. */
const TERMS: ScheduleTerms = {
  principal: minorUnits(10_000_000n),
  annualRate: fraction(12n, 100n),
  valueDay: dayOf(2026, 1, 15),
  instalmentCount: 12,
  every: 1,
  unit: 'months',
  repaymentMethod: 'equal_instalments',
  interestBasis: { kind: 'equal_periods', daysInYear: 360 },
  rounding: { interest: 'half_even', instalment: 'half_even' },
};

function scheduleOf(terms: Partial<ScheduleTerms>): Schedule {
  const made = makeSchedule({ ...TERMS, ...terms });
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value;
}

/** Each row as `principal + interest (+ fee) = balance`, in major units. */
function rowsOf(schedule: Schedule): string[] {
  const money = (value: MinorUnits) => formatMajor(value, 2);
  return schedule.rows.map(({ principal, interest, fee, balance }) => {
    const fees = fee > 0n ? ` + ${money(fee)}` : '';
    return `${money(principal)} + ${money(interest)}${fees}, ${money(balance)} left`;
  });
}

function major(text: string): MinorUnits {
  const parsed = parseMajor(text, 2, 'text');
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

function dueDaysOf(schedule: Schedule): string[] {
  return schedule.rows.map((row) => formatDay(row.dueDay));
}

/** What is due in each row. */
function totalsOf(schedule: Schedule): string[] {
  return schedule.rows.map((row) =>
    formatMajor(minorUnits(row.principal + row.interest + row.fee), 2),
  );
}

describe('the methods', () => {
  it('equal instalments: PMT(1%, 12, 100000) is 8,884.88', () => {
    const schedule = scheduleOf({});
    expect(totalsOf(schedule)).toEqual([...new Array(11).fill('8884.88'), '8884.85']);
    expect(rowsOf(schedule).slice(0, 2)).toEqual([
      '7884.88 + 1000.00, 92115.12 left',
      '7963.73 + 921.15, 84151.39 left',
    ]);
    expect(rowsOf(schedule).at(-1)).toBe('8796.88 + 87.97, 0.00 left');
    expect(dueDaysOf(schedule).slice(0, 2)).toEqual(['2026-02-15', '2026-03-15']);
  });

  it('equal principal: a twelfth each month, and less interest each month', () => {
    const rows = rowsOf(scheduleOf({ repaymentMethod: 'equal_principal' }));
    expect(rows.slice(0, 2)).toEqual([
      '8333.33 + 1000.00, 91666.67 left',
      '8333.33 + 916.67, 83333.34 left',
    ]);
    expect(rows.at(-1)).toBe('8333.37 + 83.33, 0.00 left');
  });

  it('interest first: 1,000.00 a month, and all principal with the last', () => {
    const rows = rowsOf(scheduleOf({ repaymentMethod: 'interest_first' }));
    expect(new Set(rows.slice(0, -1))).toEqual(new Set(['0.00 + 1000.00, 100000.00 left']));
    expect(rows.at(-1)).toBe('100000.00 + 1000.00, 0.00 left');
  });

  it('a single payment: everything at the end of the term', () => {
    const schedule = scheduleOf({ repaymentMethod: 'bullet' });
    expect(rowsOf(schedule)).toEqual(['100000.00 + 12000.00, 0.00 left']);
    expect(dueDaysOf(schedule)).toEqual(['2027-01-15']);
  });

  it('flat: interest on the first principal, in every row the same', () => {
    const rows = rowsOf(scheduleOf({ repaymentMethod: 'flat' }));
    expect(rows[0]).toBe('8333.33 + 1000.00, 91666.67 left');
    expect(rows.at(-1)).toBe('8333.37 + 1000.00, 0.00 left');
  });

  it('balloon: PMT(1%, 12, 100000, −20000) is 7,307.90, and 20,000.00 more with the last', () => {
    const custom = {
      kind: 'balloon',
      balloon: { kind: 'amount', amount: major('20000.00') },
    } as const;
    const totals = totalsOf(scheduleOf({ repaymentMethod: 'custom', custom }));
    expect(totals).toEqual([...new Array(11).fill('7307.90'), '27307.93']);
  });

  it('stepped: from the seventh on a tenth more, from the tenth on 500.00 less', () => {
    const custom = {
      kind: 'stepped',
      steps: [
        { from: 7, kind: 'share', share: fraction(1n, 10n) },
        { from: 10, kind: 'amount', amount: major('-500.00') },
      ],
    } as const;
    const totals = totalsOf(scheduleOf({ repaymentMethod: 'custom', custom }));
    const first = '8587.76';
    expect(totals).toEqual([
      ...new Array(6).fill(first),
      ...new Array(3).fill('9446.54'),
      ...new Array(2).fill('8946.54'),
      '8946.58',
    ]);
  });

  it('seasonal: principal only after the harvests, in equal instalments or equal parts', () => {
    const months = [1, 7];
    const level = rowsOf(
      scheduleOf({
        repaymentMethod: 'custom',
        custom: { kind: 'seasonal', months, repeats: 'instalment' },
      }),
    );
    expect(level.filter((row) => !row.startsWith('0.00 +'))).toEqual([
      '49751.24 + 1000.00, 50248.76 left',
      '50248.76 + 502.49, 0.00 left',
    ]);
    const even = rowsOf(
      scheduleOf({
        repaymentMethod: 'custom',
        custom: { kind: 'seasonal', months, repeats: 'principal' },
      }),
    );
    expect(even.filter((row) => !row.startsWith('0.00 +'))).toEqual([
      '50000.00 + 1000.00, 50000.00 left',
      '50000.00 + 500.00, 0.00 left',
    ]);
  });

  it('given principals: just these', () => {
    const principals = ['10000.00', '0.00', '90000.00'].map(major);
    const rows = rowsOf(
      scheduleOf({
        repaymentMethod: 'custom',
        custom: { kind: 'principals', principals },
        instalmentCount: 3,
      }),
    );
    expect(rows).toEqual([
      '10000.00 + 1000.00, 90000.00 left',
      '0.00 + 900.00, 90000.00 left',
      '90000.00 + 900.00, 0.00 left',
    ]);
  });
});

describe('whole-unit instalments', () => {
  const whole = (terms: Partial<ScheduleTerms>) =>
    totalsOf(scheduleOf({ ...terms, instalmentMultiple: major('100.00') }));

  it('are multiples, and the last row takes the rest', () => {
    expect(whole({})).toEqual([...new Array(11).fill('8900.00'), '8708.23']);
    expect(whole({ rounding: { interest: 'half_even', instalment: 'down' } })).toEqual([
      ...new Array(11).fill('8800.00'),
      '9876.47',
    ]);
    expect(whole({ repaymentMethod: 'flat' })[0]).toBe('9300.00');
  });

  it('are lowered where rounding up would pay everything off before the last: twelve stay twelve', () => {
    const totals = totalsOf(
      scheduleOf({
        principal: major('1000.00'),
        annualRate: fraction(0n),
        instalmentMultiple: major('20.00'),
        rounding: { interest: 'half_even', instalment: 'up' },
      }),
    );
    expect(totals).toEqual([...new Array(11).fill('80.00'), '120.00']);
  });
});

describe('the first period', () => {
  const firstDueDay = dayOf(2026, 2, 28);
  const daily = { kind: 'day_count', dayCount: 'actual_365_fixed' } as const;
  const firstInterest = (terms: Partial<ScheduleTerms>) =>
    formatMajor(scheduleOf({ firstDueDay, ...terms }).rows[0]?.interest ?? minorUnits(-1n), 2);

  it('counts by its days: 44 over 365, or over 360', () => {
    expect(firstInterest({ interestBasis: daily })).toBe('1446.58');
    expect(firstInterest({})).toBe('1466.67');
  });

  it('or as a whole period and the 13 days before it', () => {
    expect(firstInterest({ oddFirstPeriod: 'periods_and_days' })).toBe('1433.33');
    expect(firstInterest({ oddFirstPeriod: 'periods_and_days', interestBasis: daily })).toBe(
      '1446.58',
    );
  });

  it('is short when the first due day is near', () => {
    expect(firstInterest({ firstDueDay: dayOf(2026, 1, 25) })).toBe('333.33');
  });

  it('that earns far more than the instalment pays its interest alone, and the others are level', () => {
    const schedule = scheduleOf({
      principal: major('1000000.00'),
      annualRate: fraction(10n, 100n),
      instalmentCount: 360,
      firstDueDay: dayOf(2026, 4, 15),
    });
    expect(rowsOf(schedule)[0]).toBe('0.00 + 25000.00, 1000000.00 left');
    expect(new Set(totalsOf(schedule).slice(1, -1))).toEqual(new Set(['8779.60']));
  });

  it('names the month end where the contract says so', () => {
    const ends = scheduleOf({ valueDay: dayOf(2026, 2, 28), instalmentCount: 3, endOfMonth: true });
    expect(dueDaysOf(ends)).toEqual(['2026-03-31', '2026-04-30', '2026-05-31']);
    const same = scheduleOf({ valueDay: dayOf(2026, 2, 28), instalmentCount: 3 });
    expect(dueDaysOf(same)).toEqual(['2026-03-28', '2026-04-28', '2026-05-28']);
    const clamped = scheduleOf({ valueDay: dayOf(2026, 1, 31), instalmentCount: 3 });
    expect(dueDaysOf(clamped)).toEqual(['2026-02-28', '2026-03-31', '2026-04-30']);
  });
});

describe('relief', () => {
  it('on principal: interest only at first, the rest in equal instalments', () => {
    const rows = rowsOf(scheduleOf({ graceOnPrincipal: 3, instalmentCount: 6 }));
    expect(rows.slice(0, 4)).toEqual([
      ...new Array(3).fill('0.00 + 1000.00, 100000.00 left'),
      '33002.21 + 1000.00, 66997.79 left',
    ]);
  });

  it('on interest: deferred to the first row after, on top, or free', () => {
    const grace = (relief: 'deferred' | 'free') =>
      rowsOf(
        scheduleOf({
          repaymentMethod: 'equal_principal',
          instalmentCount: 4,
          graceOnInterest: { instalments: 2, relief },
        }),
      );
    expect(grace('deferred')).toEqual([
      '25000.00 + 0.00, 75000.00 left',
      '25000.00 + 0.00, 50000.00 left',
      '25000.00 + 2250.00, 25000.00 left',
      '25000.00 + 250.00, 0.00 left',
    ]);
    expect(grace('free')[2]).toBe('25000.00 + 500.00, 25000.00 left');
  });

  it('in mid-life: two instalments, or every July and August', () => {
    const on = { kind: 'instalments', from: 2, to: 3 } as const;
    const numbered = rowsOf(
      scheduleOf({
        repaymentMethod: 'equal_principal',
        instalmentCount: 4,
        holidays: [{ on, interest: 'deferred' }],
      }),
    );
    expect(numbered).toEqual([
      '50000.00 + 1000.00, 50000.00 left',
      '0.00 + 0.00, 50000.00 left',
      '0.00 + 0.00, 50000.00 left',
      '50000.00 + 1500.00, 0.00 left',
    ]);
    const monthly = scheduleOf({
      holidays: [{ on: { kind: 'months', months: [7, 8] }, interest: 'paid' }],
    });
    const holidays = monthly.rows.filter((row) => row.principal === 0n);
    expect(holidays.map((row) => formatDay(row.dueDay))).toEqual(['2026-07-15', '2026-08-15']);
  });
});

describe('down payment and fees', () => {
  it('a down payment is a row on the value day, before as many instalments as asked for', () => {
    const schedule = scheduleOf({
      downPayment: { kind: 'share', share: fraction(1n, 4n) },
      repaymentMethod: 'equal_principal',
      instalmentCount: 3,
    });
    expect(rowsOf(schedule)).toEqual([
      '25000.00 + 0.00, 75000.00 left',
      '25000.00 + 750.00, 50000.00 left',
      '25000.00 + 500.00, 25000.00 left',
      '25000.00 + 250.00, 0.00 left',
    ]);
    expect(schedule.rows[0]).toMatchObject({ kind: 'down_payment', dueDay: TERMS.valueDay });
  });

  it('fees are in each instalment, financed, or due at disbursement beside the whole principal', () => {
    const fixed = (amount: string) => ({ kind: 'fixed', amount: major(amount) }) as const;
    const schedule = scheduleOf({
      repaymentMethod: 'interest_first',
      instalmentCount: 2,
      fees: [
        { name: 'service', charged: 'each_instalment', amount: fixed('15.00') },
        {
          name: 'account_management',
          charged: 'each_instalment',
          amount: { kind: 'share_of_outstanding', share: fraction(1n, 1_000n) },
        },
        { name: 'registration', charged: 'financed', amount: fixed('500.00') },
        {
          name: 'service',
          charged: 'at_disbursement',
          amount: { kind: 'share_of_principal', share: fraction(1n, 100n) },
        },
      ],
    });
    expect(rowsOf(schedule)).toEqual([
      '0.00 + 1005.00 + 115.50, 100500.00 left',
      '100500.00 + 1005.00 + 115.50, 0.00 left',
    ]);
    expect(formatMajor(schedule.feeAtDisbursement, 2)).toBe('1000.00');
    expect(formatMajor(schedule.principal, 2)).toBe('100500.00');
  });
});

describe('extremes', () => {
  it('no interest: equal parts', () => {
    const totals = totalsOf(scheduleOf({ annualRate: fraction(0n) }));
    expect(totals).toEqual([...new Array(11).fill('8333.33'), '8333.37']);
  });

  it('1,000 % a year', () => {
    const totals = totalsOf(scheduleOf({ annualRate: fraction(10n) }));
    expect(new Set(totals.slice(0, -1))).toEqual(new Set(['83391.17']));
  });

  it('one minor unit for each instalment, and not one less', () => {
    const least = scheduleOf({ principal: minorUnits(12n), annualRate: fraction(0n) });
    expect(least.rows.map((row) => row.principal)).toEqual(new Array(12).fill(1n));
  });

  it('the largest principal that the book can hold, without interest', () => {
    const principal = minorUnits(2n ** 63n - 1n);
    expect(scheduleOf({ principal, annualRate: fraction(0n) }).principal).toBe(principal);
  });

  it('1,200 instalments, every day of a leap year and of others', () => {
    const schedule = scheduleOf({
      instalmentCount: 1_200,
      unit: 'days',
      interestBasis: { kind: 'day_count', dayCount: 'actual_actual_isda' },
    });
    expect(schedule.rows.length).toBe(1_200);
    expect(dueDaysOf(schedule).at(-1)).toBe('2029-04-29');
  });
});
