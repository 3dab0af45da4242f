import { describe, expect, it } from 'vitest';
import { fraction } from '../../../money/fraction.ts';
import { minorUnits } from '../../../money/minor-units.ts';
import { dayOf, formatDay } from '../../../time/day.ts';
import { peerSchedule } from './peer-schedule.ts';
import { PEER_DEFAULTS, type PeerTerms } from './terms.ts';

const actual = { year: 'actual', month: 'actual' } as const;
const terms: PeerTerms = {
  ...PEER_DEFAULTS,
  engine: 'cumulative',
  submittedDay: dayOf(2024, 1, 1),
  principal: minorUnits(100_000n),
  annualRate: fraction(12n, 100n),
  instalments: 4,
};

/** Principal and interest of each row. */
function rows(changes: Partial<PeerTerms>) {
  const made = peerSchedule({ ...terms, ...changes });
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value.map(({ principal, interest }) => [Number(principal), Number(interest)]);
}

describe('the cumulative engine', () => {
  it('fixes the annuity at the start and lets the last row take what is left', () => {
    expect(rows({})).toEqual([
      [24_628, 1_000],
      [24_874, 754],
      [25_123, 505],
      [25_375, 254],
    ]);
  });

  it('charges interest by actual days of a year of 365, in leap years too', () => {
    expect(rows({ dayCount: actual }).map(([, interest]) => interest)).toEqual([
      Math.round((100_000 * 0.12 * 31) / 365),
      719,
      515,
      250,
    ]);
  });

  it('rounds the instalment to a step, once', () => {
    const stepped = rows({ instalmentStep: minorUnits(1_000n) });
    expect(stepped.map(([principal = 0, interest = 0]) => principal + interest)).toEqual([
      26_000, 26_000, 26_000, 24_490,
    ]);
  });

  it('repays equal parts of the principal where that is agreed', () => {
    expect(rows({ amortisation: 'equal_principal', instalments: 3 })).toEqual([
      [33_333, 1_000],
      [33_333, 667],
      [33_334, 333],
    ]);
  });

  it('pays interest only in principal grace, and repays over the rows that are left', () => {
    expect(rows({ principalGraceInstalments: 1 })).toEqual([
      [0, 1_000],
      [33_002, 1_000],
      [33_332, 670],
      [33_666, 337],
    ]);
  });

  it('defers the interest of interest grace to the first row after it', () => {
    expect(rows({ interestGraceInstalments: 2 })).toEqual([
      [24_628, 0],
      [24_874, 0],
      [25_123, 1_000 + 754 + 505],
      [25_375, 254],
    ]);
  });

  it('charges no interest for rows that are free of it', () => {
    expect(rows({ interestFreeInstalments: 1 })[0]).toEqual([25_628, 0]);
  });

  it('shares flat interest out, and the last row takes the rest of it', () => {
    expect(
      rows({ interestMethod: 'flat', annualRate: fraction(7n, 100n), instalments: 3 }),
    ).toEqual([
      [33_333, 590],
      [33_333, 590],
      [33_334, 589],
    ]);
  });

  it('counts flat interest by days, or by periods whatever their days', () => {
    const flat = { interestMethod: 'flat', dayCount: actual } as const;
    const totalOf = (changes: Partial<PeerTerms>) =>
      rows({ ...flat, ...changes }).reduce((total, [, interest = 0]) => total + interest, 0);
    expect(totalOf({})).toBe(Math.round((100_000 * 0.12 * 121) / 365));
    expect(totalOf({ interestCalculationPeriod: 'same_as_repayment_period' })).toBe(4_000);
  });

  it('pays flat principal and interest together in steps', () => {
    expect(
      rows({ interestMethod: 'flat', instalmentStep: minorUnits(1_000n), instalments: 3 }),
    ).toEqual([
      [33_000 + 1_000 - 1_011, 1_011],
      [33_000 + 1_000 - 1_011, 1_011],
      [34_022, 1_011],
    ]);
  });

  it('shares flat interest out among the rows after interest grace, or defers it with equal principal', () => {
    const grace = {
      interestMethod: 'flat',
      interestCalculationPeriod: 'same_as_repayment_period',
      interestGraceInstalments: 2,
    } as const;
    expect(rows(grace).map(([, interest]) => interest)).toEqual([0, 0, 2_000, 2_000]);
    expect(
      rows({ ...grace, amortisation: 'equal_principal' }).map(([, interest]) => interest),
    ).toEqual([0, 0, 3_000, 1_000]);
  });

  it('charges the first period from one regular length before its due day', () => {
    const [first] = rows({ dayCount: actual, firstDueDay: dayOf(2024, 2, 15) });
    expect(first?.[1]).toBe(Math.round((100_000 * 0.12 * 31) / 365));
  });

  it('charges later disbursements from their day, and repays them by the same instalments', () => {
    const disbursements = [
      { day: dayOf(2024, 1, 1), amount: minorUnits(60_000n) },
      { day: dayOf(2024, 2, 11), amount: minorUnits(40_000n) },
    ];
    const made = rows({ disbursements, dayCount: { year: '360', month: 'actual' } });
    // 60,000 for 31 days; then 34,992 for 10 days and 74,992 for 19 days.
    expect(made[0]).toEqual([25_008, 620]);
    expect(made[1]?.[1]).toBe(117 + 475);
    expect(made.reduce((total, [principal = 0]) => total + principal, 0)).toBe(100_000);
  });

  it('ends with the row that repays the last of the principal', () => {
    const made = peerSchedule({
      ...terms,
      annualRate: fraction(0n),
      instalmentStep: minorUnits(50_000n),
      amortisation: 'equal_instalments',
      instalments: 3,
    });
    expect(made.ok && made.value.map((row) => [formatDay(row.dueDay), row.balance])).toEqual([
      ['2024-02-01', 50_000n],
      ['2024-03-01', 0n],
    ]);
  });
});
