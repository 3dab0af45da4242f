import { describe, expect, it } from 'vitest';
import { fraction } from '../../../money/fraction.ts';
import { fromFraction, type MinorUnits, minorUnits } from '../../../money/minor-units.ts';
import { dayOf } from '../../../time/day.ts';
import { PEER_DEFAULTS, type PeerTerms } from '../schedule/terms.ts';
import { peerLifeSchedule } from './schedule.ts';

const START = dayOf(2026, 1, 1);
const DAY = dayOf(2026, 1, 14);
const LENT = minorUnits(1_000n);

/** 10.00 for a month of 31 days at 35 % a year of 365. */
const TERMS: PeerTerms = {
  ...PEER_DEFAULTS,
  ...{ submittedDay: START, principal: LENT, instalments: 1 },
  annualRate: fraction(35n, 100n),
  dayCount: { year: '365', month: 'actual' },
};

function earned(
  terms: Partial<PeerTerms>,
  disbursements = [{ day: START, amount: LENT }],
): MinorUnits {
  const schedule = peerLifeSchedule({ ...TERMS, ...terms });
  const rows = schedule.rows(LENT, disbursements);
  const [row] = rows.ok ? rows.value : [];
  if (!row) throw new Error('There is a row.');
  return fromFraction(schedule.earned(row, DAY, disbursements), 'half_even');
}

describe('what a row has earned after 13 of its 31 days', () => {
  it('is reckoned on its days, or in the older engine a part of its rounded interest', () => {
    // 10.00 × 35 % × 13 / 365 = 0.1247; of the row's 0.30 it is 0.1258.
    expect(earned({ engine: 'progressive' })).toBe(12n);
    expect(earned({ engine: 'cumulative' })).toBe(13n);
  });

  it('goes by what was lent where the method is flat', () => {
    expect(earned({ interestMethod: 'flat' })).toBe(12n);
  });

  it('is a part of its interest where something was lent within it', () => {
    const halves = [START, dayOf(2026, 1, 10)].map((day) => ({ day, amount: minorUnits(500n) }));
    // 5.00 for 9 days and 10.00 for 22 earn 0.25; 13 days of 31 are 0.1048 of it.
    expect(earned({}, halves)).toBe(10n);
  });
});

describe('the rows of a life', () => {
  it('follow what is lent, and are the same whenever the same is asked for', () => {
    const { rows } = peerLifeSchedule(TERMS);
    expect(rows(LENT, [])).toBe(rows(LENT, []));
    expect(rows(LENT, [])).not.toBe(rows(minorUnits(2_000n), []));
    expect(rows(LENT, [{ day: DAY, amount: LENT }])).toMatchObject({
      value: [{ fromDay: DAY, dueDay: dayOf(2026, 2, 14) }],
    });
  });
});
