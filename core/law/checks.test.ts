import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ok, refuse } from '../kit/result.ts';
import { currency } from '../money/currency.ts';
import { minorUnits, plus, ZERO } from '../money/minor-units.ts';
import { addDays, dayOf } from '../time/day.ts';
import { fullYears } from '../time/full-years.ts';
import { borrowerCap, checkBorrowerDebt, roomUnderCap } from './borrower-cap.ts';
import {
  checkAge,
  checkAllowed,
  checkFirstCharge,
  checkPurpose,
  checkWithdrawalFromListed,
  reflectionHours,
  requiredDisclosure,
} from './checks.ts';
import { CN } from './cn.ts';
import { NEUTRAL } from './neutral.ts';
import { checkRate, rateCap } from './rate-cap.ts';
import { withReferenceRates } from './rule-pack.ts';

const TODAY = dayOf(2026, 11, 22);
const CNY = currency('CNY');
const yuan = (amount: bigint) => minorUnits(amount * 100n);

describe('the cap on what a borrower owes', () => {
  const person = {
    kind: 'natural_person',
    currency: CNY,
    owedHere: ZERO,
    owedElsewhere: ZERO,
  } as const;
  const organisation = { ...person, kind: 'organisation' } as const;

  it('is 200,000 and 1,000,000 yuan for a person, 1,000,000 and 5,000,000 for an organisation', () => {
    expect(borrowerCap(CN, 'natural_person', TODAY)).toMatchObject({
      onePlatform: yuan(200_000n),
      allPlatforms: yuan(1_000_000n),
      clause: 'cn_measures_17',
    });
    expect(borrowerCap(CN, 'organisation', TODAY)).toMatchObject({
      onePlatform: yuan(1_000_000n),
      allPlatforms: yuan(5_000_000n),
    });
  });

  it.each([
    [person, 200_000n],
    [organisation, 1_000_000n],
  ])('lets a borrower reach it and no cent more: %o', (debt, cap) => {
    expect(checkBorrowerDebt(CN, debt, yuan(cap), TODAY)).toEqual(ok(yuan(cap)));
    const over = checkBorrowerDebt(CN, debt, plus(yuan(cap), minorUnits(1n)), TODAY);
    expect(over).toMatchObject({
      refusal: { code: 'borrower_cap_exceeded', data: { clause: 'cn_measures_17' } },
    });
  });

  it('counts what is owed on other platforms against the cap on all', () => {
    const debt = { ...person, owedHere: yuan(100_000n), owedElsewhere: yuan(850_000n) };
    expect(checkBorrowerDebt(CN, debt, yuan(50_000n), TODAY).ok).toBe(true);
    expect(checkBorrowerDebt(CN, debt, minorUnits(5_000_001n), TODAY)).toEqual(
      refuse('total_debt_cap_exceeded', { cap: 'CNY 1000000.00', clause: 'cn_measures_17' }),
    );
  });

  it('says no room, and not less, to who is above it already', () => {
    const debt = { ...person, owedHere: yuan(300_000n) };
    expect(checkBorrowerDebt(CN, debt, yuan(100n), TODAY)).toMatchObject({
      refusal: { data: { room: 'CNY 0.00' } },
    });
    expect(roomUnderCap(CN, debt, TODAY)).toEqual(ok(ZERO));
  });

  it('is in yuan, and says nothing of other money', () => {
    const debt = { ...person, currency: currency('EUR') };
    expect(checkBorrowerDebt(CN, debt, yuan(1n), TODAY)).toEqual(refuse('currencies_mixed'));
    expect(roomUnderCap(CN, debt, TODAY)).toEqual(refuse('currencies_mixed'));
  });

  it('is none in the neutral pack', () => {
    expect(checkBorrowerDebt(NEUTRAL, person, yuan(9_000_000n), TODAY).ok).toBe(true);
    expect(roomUnderCap(NEUTRAL, person, TODAY)).toEqual(ok(undefined));
  });

  it('leaves exactly the room that it says', () => {
    const amount = fc.bigInt({ min: 0n, max: 200_000_000n }).map(minorUnits);
    fc.assert(
      fc.property(amount, amount, (owedHere, owedElsewhere) => {
        const debt = { ...person, owedHere, owedElsewhere };
        const room = roomUnderCap(CN, debt, TODAY);
        if (!room.ok || room.value === undefined) throw new Error('There is a cap.');
        const more = plus(room.value, minorUnits(1n));
        expect(checkBorrowerDebt(CN, debt, more, TODAY).ok).toBe(false);
        if (room.value > 0n) expect(checkBorrowerDebt(CN, debt, room.value, TODAY).ok).toBe(true);
      }),
    );
  });
});

describe('the cap on the rate', () => {
  it.each([
    [dayOf(2016, 8, 17), 240_000],
    [dayOf(2020, 8, 19), 240_000],
    [dayOf(2020, 8, 20), 154_000],
    [dayOf(2021, 12, 19), 154_000],
    [dayOf(2021, 12, 20), 152_000],
    [dayOf(2024, 10, 21), 124_000],
    [dayOf(2025, 5, 20), 120_000],
    [TODAY, 120_000],
  ])('is what it was on day %i: %i ppm', (day, cap) => {
    expect(rateCap(CN, day)?.annualRatePpm).toBe(cap);
    expect(checkRate(CN, cap, day)).toEqual(ok(cap));
    expect(checkRate(CN, cap + 1, day).ok).toBe(false);
  });

  it('names rate, cap and clause, so exactly that they differ', () => {
    expect(checkRate(CN, 120_001, TODAY)).toEqual(
      refuse('rate_above_cap', {
        rate: '12.0001%',
        cap: '12.00%',
        clause: 'cn_private_lending_25',
      }),
    );
  });

  it('is provisional as soon as the next reference rate should be out, and not once it is handed in', () => {
    expect(rateCap(CN, dayOf(2025, 6, 19))?.provisional).toBe(false);
    expect(rateCap(CN, dayOf(2025, 6, 20))?.provisional).toBe(true);
    // A later rate is known, so none is missing in between: it did not change for 20 months.
    expect(rateCap(CN, dayOf(2021, 6, 1))?.provisional).toBe(false);
    const handedIn = withReferenceRates(CN, [
      { name: 'cn_lpr_1y', publishedOn: dayOf(2026, 11, 20), annualRatePpm: 29_000 },
    ]);
    expect(rateCap(handedIn, TODAY)).toMatchObject({ annualRatePpm: 116_000, provisional: false });
    expect(rateCap(handedIn, dayOf(2026, 11, 19))?.annualRatePpm).toBe(120_000);
  });

  it('is not there before the pack begins, and only a slip of the pen in the neutral one', () => {
    expect(rateCap(CN, dayOf(2016, 8, 16))).toBeUndefined();
    expect(checkRate(CN, 9_000_000, dayOf(2016, 8, 16)).ok).toBe(true);
    expect(checkRate(NEUTRAL, 1_000_000, TODAY).ok).toBe(true);
    expect(checkRate(NEUTRAL, 1_000_001, TODAY).ok).toBe(false);
  });
});

describe('age', () => {
  it('is reached on the birthday', () => {
    expect(checkAge(CN, dayOf(2008, 11, 22), TODAY)).toEqual(ok(18));
    expect(checkAge(CN, dayOf(2008, 11, 23), TODAY)).toEqual(
      refuse('age_not_met', { age: '18', clause: 'cn_civil_code_17' }),
    );
  });

  it('of who was born on 29 February grows on 1 March where there is none', () => {
    expect(fullYears(dayOf(2008, 2, 29), dayOf(2026, 2, 28))).toBe(17);
    expect(fullYears(dayOf(2008, 2, 29), dayOf(2026, 3, 1))).toBe(18);
    expect(fullYears(dayOf(2008, 2, 29), dayOf(2028, 2, 29))).toBe(20);
  });

  it('never falls as time goes by, and grows by one in a year', () => {
    const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays(dayOf(1930, 1, 1), days));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 40_000 }), (born, days) => {
        const then = addDays(born, days);
        const age = fullYears(born, then);
        expect(fullYears(born, addDays(then, 1)) - age).toBeOneOf([0, 1]);
        expect(fullYears(born, addDays(then, 366)) - age).toBeOneOf([1, 2]);
      }),
    );
  });
});

describe('what a pack allows', () => {
  it('no fee before the first due day where the pack says so, the day itself included', () => {
    const first = dayOf(2026, 12, 22);
    expect(checkFirstCharge(CN, first, first, TODAY).ok).toBe(true);
    expect(checkFirstCharge(CN, addDays(first, -1), first, TODAY)).toEqual(
      refuse('fee_in_advance', { clause: 'cn_circular_141' }),
    );
    expect(checkFirstCharge(CN, TODAY, first, dayOf(2017, 11, 30)).ok).toBe(true);
    expect(checkFirstCharge(NEUTRAL, TODAY, first, TODAY).ok).toBe(true);
  });

  it('no loan for shares, derivatives, a down payment or re-lending', () => {
    for (const purpose of [
      'securities',
      'derivatives',
      'property_down_payment',
      'relending',
    ] as const) {
      expect(checkPurpose(CN, purpose, TODAY)).toMatchObject({
        refusal: { code: 'purpose_forbidden', data: { purpose } },
      });
      expect(checkPurpose(NEUTRAL, purpose, TODAY).ok).toBe(false);
    }
    expect(checkPurpose(CN, 'medical', TODAY)).toEqual(ok('medical'));
  });

  it('a risk reserve only where no clause forbids it', () => {
    expect(checkAllowed(CN, 'risk_reserve', TODAY)).toEqual(
      refuse('forbidden_by_rule', { clause: 'cn_circular_57' }),
    );
    expect(checkAllowed(NEUTRAL, 'risk_reserve', TODAY)).toEqual(ok(true));
    expect(checkAllowed({ ...NEUTRAL, rules: [] }, 'splitting', TODAY)).toEqual(ok(true));
  });

  it('a borrower to take a public loan back in one pack and not in the other', () => {
    expect(checkWithdrawalFromListed(CN, TODAY)).toEqual(ok(true));
    expect(checkWithdrawalFromListed(NEUTRAL, TODAY)).toEqual(
      refuse('forbidden_by_rule', { clause: 'house_life' }),
    );
  });

  it('says how long a bid may be cancelled, and what a listing discloses', () => {
    expect(reflectionHours(CN, TODAY)).toBe(0);
    expect(reflectionHours({ ...CN, rules: [] }, TODAY)).toBe(0);
    expect(requiredDisclosure(CN, 'organisation', TODAY)).toContain('debts_on_other_platforms');
    expect(requiredDisclosure(CN, 'organisation', dayOf(2017, 8, 22))).not.toContain(
      'debts_on_other_platforms',
    );
    expect(requiredDisclosure({ ...CN, rules: [] }, 'organisation', TODAY)).toEqual([]);
  });
});
