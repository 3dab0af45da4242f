// Changes of a schedule as a borrower would ask for them, with figures.
import { describe, expect, it } from 'vitest';
import { fraction } from '../../money/fraction.ts';
import {
  formatMajor,
  type MinorUnits,
  minorUnits,
  parseMajor,
  sum,
} from '../../money/minor-units.ts';
import { dayOf, formatDay } from '../../time/day.ts';
import { applyChange, replayChanges } from './apply-change.ts';
import { makeSchedule } from './make-schedule.ts';
import type { Schedule, ScheduleChange, ScheduleTerms } from './terms.ts';

/** 120,000.00 at 12 % over 12 months from 1 January 2026, in equal months. */
const TERMS: ScheduleTerms = {
  principal: minorUnits(12_000_000n),
  annualRate: fraction(12n, 100n),
  valueDay: dayOf(2026, 1, 1),
  instalmentCount: 12,
  every: 1,
  unit: 'months',
  repaymentMethod: 'equal_instalments',
  interestBasis: { kind: 'equal_periods', daysInYear: 360 },
  rounding: { interest: 'half_even', instalment: 'half_even' },
};

function major(text: string): MinorUnits {
  const parsed = parseMajor(text, 2, 'text');
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

function changed(terms: Partial<ScheduleTerms>, ...changes: ScheduleChange[]): Schedule {
  const made = makeSchedule({ ...TERMS, ...terms });
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return changes.reduce<Schedule>((schedule, change) => {
    const next = applyChange(schedule, change);
    if (!next.ok) throw new Error(JSON.stringify(next.refusal));
    return next.value;
  }, made.value);
}

function rowsOf({ rows }: Schedule): string[] {
  return rows.map(
    ({ dueDay, principal, interest, balance }) =>
      `${formatDay(dueDay)} ${[principal, interest, balance].map((value) => formatMajor(value, 2)).join(' ')}`,
  );
}

/** Principal and interest of each row after a day. */
function totalsAfter({ rows }: Schedule, day = TERMS.valueDay): string[] {
  return rows
    .filter((row) => row.dueDay > day && row.kind === 'instalment')
    .map((row) => formatMajor(sum([row.principal, row.interest]), 2));
}

function refusedField(terms: Partial<ScheduleTerms>, ...changes: ScheduleChange[]): string {
  const last = changes.pop() as ScheduleChange;
  const result = applyChange(changed(terms, ...changes), last);
  return result.ok ? 'made' : (result.refusal.data.field ?? 'none');
}

const halfwayDay = dayOf(2026, 7, 1);

const early: ScheduleChange = {
  kind: 'early_repayment',
  day: halfwayDay,
  principal: major('30000.00'),
  effect: 'smaller_instalment',
};

describe('an early repayment', () => {
  it('in part makes smaller instalments of the same number', () => {
    const schedule = changed({}, early);
    expect(rowsOf(schedule).slice(5, 7)).toEqual([
      '2026-07-01 9944.50 717.35 61790.56',
      '2026-07-01 30000.00 0.00 31790.56',
    ]);
    // PMT(1 %, 6, 31790.56)
    expect(totalsAfter(schedule, halfwayDay)).toEqual([...new Array(5).fill('5485.41'), '5485.41']);
  });

  it('or the same instalments for a shorter time', () => {
    const schedule = changed({}, { ...early, effect: 'shorter_term' });
    expect(totalsAfter(schedule, halfwayDay)).toEqual([
      '10661.85',
      '10661.85',
      '10661.85',
      '451.85',
    ]);
  });

  it('between due days pays the interest up to the day, and the rest of the month is on what is left', () => {
    const schedule = changed({}, { ...early, day: dayOf(2026, 1, 11) });
    expect(rowsOf(schedule).slice(0, 2)).toEqual([
      '2026-01-11 30000.00 387.10 90000.00',
      expect.stringMatching(/^2026-02-01 \d+\.\d\d 609\.68 /),
    ]);
  });

  it('twice on one day pays the interest once', () => {
    const twice = { ...early, day: dayOf(2026, 1, 11) };
    expect(rowsOf(changed({}, twice, twice)).slice(0, 2)).toEqual([
      '2026-01-11 30000.00 387.10 90000.00',
      '2026-01-11 30000.00 0.00 60000.00',
    ]);
  });

  it('in full ends the schedule; so does one in part of all that is left', () => {
    const inFull = changed({}, { kind: 'early_repayment_in_full', day: halfwayDay });
    expect(inFull.rows.length).toBe(7);
    const all = { ...early, principal: inFull.rows.at(-1)?.principal ?? major('0.00') };
    expect(changed({}, all).rows).toEqual(inFull.rows);
  });

  it('pays with the rest what was put off', () => {
    const grace = { graceOnInterest: { instalments: 2, relief: 'deferred' as const } };
    const inFull = changed(
      { ...grace, repaymentMethod: 'interest_first' },
      { kind: 'early_repayment_in_full', day: dayOf(2026, 2, 11) },
    );
    expect(rowsOf(inFull)).toEqual([
      '2026-02-01 0.00 0.00 120000.00',
      '2026-02-11 120000.00 1628.57 0.00',
    ]);
  });

  it('of flat interest stops the interest of the part that is repaid', () => {
    const half = { ...early, principal: major('30000.00') };
    const schedule = changed({ repaymentMethod: 'flat' }, half);
    expect(rowsOf(schedule).slice(5, 8)).toEqual([
      '2026-07-01 10000.00 1200.00 60000.00',
      '2026-07-01 30000.00 0.00 30000.00',
      '2026-08-01 5000.00 600.00 25000.00',
    ]);
  });

  it('of a balloon loan makes instalment and balloon smaller, or only the balloon', () => {
    const balloon = {
      repaymentMethod: 'custom' as const,
      custom: {
        kind: 'balloon' as const,
        balloon: { kind: 'amount' as const, amount: major('60000.00') },
      },
    };
    const whole = totalsAfter(changed(balloon), halfwayDay);
    const same = totalsAfter(changed(balloon, { ...early, effect: 'shorter_term' }), halfwayDay);
    expect(same.slice(0, 5)).toEqual(whole.slice(0, 5));
    expect(same.length).toBe(6);
    const smaller = totalsAfter(changed(balloon, early), halfwayDay);
    expect(Number(smaller[0])).toBeLessThan(Number(whole[0]));
    expect(Number(smaller.at(-1))).toBeLessThan(Number(whole.at(-1)));
  });

  it('of a balloon loan counts against the balloon when it is levelled anew later', () => {
    const custom = {
      kind: 'balloon' as const,
      balloon: { kind: 'amount' as const, amount: major('60000.00') },
    };
    const shorter = { ...early, effect: 'shorter_term' as const };
    const kept = changed({ repaymentMethod: 'custom', custom }, shorter);
    const recast = changed({ repaymentMethod: 'custom', custom }, shorter, {
      kind: 'recast',
      day: halfwayDay,
    });
    // PMT(1 %, 6, 60895.26, −30000): the month's interest on 30,000.00 less than before.
    expect(totalsAfter(recast, halfwayDay)[0]).toBe('5630.93');
    expect(totalsAfter(kept, halfwayDay)[0]).toBe('5930.93');
  });

  it('that ends the loan within its relief leaves no interest unpaid', () => {
    const relief = { graceOnInterest: { instalments: 11, relief: 'deferred' as const } };
    const schedule = changed(
      { ...relief, repaymentMethod: 'equal_principal' },
      { ...early, day: dayOf(2026, 2, 1), principal: major('100000.00'), effect: 'shorter_term' },
    );
    expect(rowsOf(schedule)).toEqual([
      '2026-02-01 10000.00 0.00 110000.00',
      '2026-02-01 100000.00 0.00 10000.00',
      '2026-03-01 10000.00 1300.00 0.00',
    ]);
  });

  it('of given principals shrinks them all in proportion', () => {
    const custom = {
      kind: 'principals' as const,
      principals: ['20000.00', '40000.00', '60000.00'].map(major),
    };
    const schedule = changed(
      { repaymentMethod: 'custom', custom, instalmentCount: 3 },
      { ...early, day: dayOf(2026, 2, 1), principal: major('50000.00') },
    );
    expect(schedule.rows.map((row) => formatMajor(row.principal, 2))).toEqual([
      '20000.00',
      '50000.00',
      '20000.00',
      '30000.00',
    ]);
  });
});

describe('a change of the rate', () => {
  const dearer = {
    kind: 'rate_change',
    day: dayOf(2026, 7, 16),
    annualRate: fraction(24n, 100n),
    keeps: 'term',
  } as const;

  it('counts each day at its rate, and levels the instalment anew', () => {
    const schedule = changed({}, dearer);
    // 61,790.56 for 15 days of July at 1 % a month and 16 at 2 %.
    expect(rowsOf(schedule)[6]).toMatch(/ 936\.82 /);
    expect(schedule.rows.length).toBe(12);
    expect(new Set(totalsAfter(schedule, dayOf(2026, 7, 16)).slice(0, -1)).size).toBe(1);
  });

  it('or keeps the instalment and takes longer', () => {
    const schedule = changed({}, { ...dearer, keeps: 'instalment' });
    const totals = totalsAfter(schedule, halfwayDay);
    expect(schedule.rows.length).toBe(13);
    expect(new Set(totals.slice(0, -1))).toEqual(new Set(['10661.85']));
  });

  it('or keeps the instalment and takes less long', () => {
    const cheaper = { ...dearer, annualRate: fraction(0n), keeps: 'instalment' as const };
    const long = { instalmentCount: 60, annualRate: fraction(36n, 100n) };
    expect(changed(long, cheaper).rows.length).toBeLessThan(40);
  });

  it('is refused where the instalment that is kept would never pay the loan off', () => {
    const ruinous = { ...dearer, annualRate: fraction(10n), keeps: 'instalment' as const };
    expect(refusedField({}, ruinous)).toBe('annualRate');
    expect(refusedField({}, { ...dearer, annualRate: fraction(-1n) })).toBe('annualRate');
  });
});

describe('a payment holiday, a recast, a reschedule', () => {
  const holiday = {
    kind: 'payment_holiday',
    day: halfwayDay,
    instalments: 2,
    interest: 'paid',
    keeps: 'instalment',
  } as const;

  it('a holiday makes the term longer, or the later instalments larger', () => {
    const longer = changed({}, holiday);
    expect(longer.rows.length).toBe(14);
    expect(totalsAfter(longer, halfwayDay).slice(0, 3)).toEqual(['617.91', '617.91', '10661.85']);
    const larger = changed({}, { ...holiday, keeps: 'term' });
    expect(larger.rows.length).toBe(12);
    expect(totalsAfter(larger, halfwayDay).slice(0, 3)).toEqual(['617.91', '617.91', '15835.75']);
  });

  it('a holiday may put the interest off', () => {
    const schedule = changed({}, { ...holiday, interest: 'deferred' });
    expect(totalsAfter(schedule, halfwayDay).slice(0, 3)).toEqual(['0.00', '0.00', '11897.67']);
  });

  it('a recast levels anew what an early repayment left as it was', () => {
    const shorter = { ...early, effect: 'shorter_term' } as const;
    const recast = changed({}, shorter, { kind: 'recast', day: halfwayDay });
    expect(new Set(totalsAfter(recast, halfwayDay).slice(0, -1))).toEqual(new Set(['8147.32']));
  });

  it('a reschedule sets number, due days, rate and method anew', () => {
    const schedule = changed(
      {},
      {
        kind: 'reschedule',
        day: dayOf(2026, 6, 20),
        instalmentCount: 24,
        every: 2,
        unit: 'weeks',
        firstDueDay: dayOf(2026, 7, 10),
        annualRate: fraction(6n, 100n),
        repaymentMethod: 'equal_principal',
        graceOnPrincipal: 1,
      },
    );
    expect(schedule.rows.length).toBe(5 + 24);
    expect(
      rowsOf(schedule)
        .slice(4, 8)
        .map((row) => row.slice(0, 10)),
    ).toEqual(['2026-06-01', '2026-07-10', '2026-07-24', '2026-08-07']);
    expect(schedule.rows[5]?.principal).toBe(0n);
    expect(new Set(schedule.rows.slice(6, -1).map((row) => row.principal)).size).toBe(1);
  });

  it('a single payment can be extended, its whole months staying months', () => {
    const schedule = changed(
      { repaymentMethod: 'bullet' },
      { kind: 'reschedule', day: dayOf(2026, 11, 15), instalmentCount: 3 },
    );
    expect(rowsOf(schedule)).toEqual(['2027-02-01 120000.00 15600.00 0.00']);
  });

  it('any of them can follow any other, as often as needed', () => {
    const days = Array.from({ length: 30 }, (_, month) =>
      dayOf(2026 + Math.floor(month / 12), 1 + (month % 12), 15),
    );
    const changes = days.map((day): ScheduleChange => ({ ...holiday, day, instalments: 1 }));
    const schedule = changed({}, ...changes);
    expect(schedule.changes.length).toBe(30);
    expect(schedule.rows.length).toBe(42);
  });
});

describe('a change that cannot be', () => {
  it('is refused by the field of the change', () => {
    expect(refusedField({}, { ...early, day: dayOf(2025, 12, 31) })).toBe('day');
    expect(refusedField({}, { ...early, day: dayOf(2027, 1, 1) })).toBe('day');
    expect(refusedField({}, { ...early, principal: minorUnits(0n) })).toBe('principal');
    expect(refusedField({}, { ...early, principal: major('90000.00') })).toBe('principal');
    const holiday = { kind: 'payment_holiday', day: halfwayDay, interest: 'paid' } as const;
    expect(refusedField({}, { ...holiday, instalments: 0, keeps: 'instalment' })).toBe(
      'instalments',
    );
    expect(refusedField({}, { ...holiday, instalments: 6, keeps: 'term' })).toBe('instalments');
    expect(refusedField({}, { ...holiday, instalments: 1_200, keeps: 'instalment' })).toBe(
      'instalments',
    );
    const reschedule = { kind: 'reschedule', day: halfwayDay } as const;
    expect(refusedField({}, { ...reschedule, instalmentCount: 0 })).toBe('instalmentCount');
    expect(refusedField({}, { ...reschedule, firstDueDay: halfwayDay })).toBe('firstDueDay');
    expect(refusedField({}, { ...reschedule, repaymentMethod: 'custom' })).toBe('custom');
  });

  it('because of a later one names that one by its place', () => {
    const later = { ...early, day: dayOf(2026, 10, 1), principal: major('25000.00') };
    expect(refusedField({}, later, early)).toBe('changes.1.principal');
    const both = replayChanges(TERMS, [later, early]);
    expect(both.ok ? 'made' : both.refusal.data.field).toBe('changes.1.principal');
  });

  it('is refused beyond the thousandth', () => {
    const recasts = new Array<ScheduleChange>(1_001).fill({ kind: 'recast', day: halfwayDay });
    const replayed = replayChanges(TERMS, recasts);
    expect(replayed.ok ? 'made' : replayed.refusal.data.field).toBe('changes');
  });
});
