import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf } from '../kit/id.ts';
import { amountsOf } from '../loan/repay/components.ts';
import { openAccount, payParts } from '../loan/repay/instalment-account.ts';
import { type MinorUnits, minorUnits, ZERO } from '../money/minor-units.ts';
import type { WorkingDayRule } from '../time/calendar.ts';
import { addDays, type Day, dayOf } from '../time/day.ts';
import { nextReminderDay, reminderDayAfter, reminderDayOf, remindersBetween } from './reminder.ts';

const TODAY = dayOf(2026, 3, 2);
const STAFF = idOf('00000000-0000-7000-8000-000000000001');

function instalment(dueDay: Day, principal: MinorUnits = minorUnits(100n)) {
  const terms = { fromDay: TODAY, dueDay, principal, interest: ZERO, fee: ZERO };
  return { ...openAccount(terms), fees: [] };
}

/** Instalments due so many days from today. */
function loanOf(days: readonly number[], workingDayRule: WorkingDayRule = 'none') {
  const rules = { workingDayRule } as const;
  return { accounts: days.map((day) => instalment(addDays(TODAY, day))), rules };
}

describe('the next reminder day', () => {
  it('is three days before the due day, then one day before it, then that day', () => {
    const loan = loanOf([10]);
    expect(nextReminderDay(loan, TODAY)).toBe(addDays(TODAY, 7));
    expect(nextReminderDay(loan, addDays(TODAY, 8))).toBe(addDays(TODAY, 9));
    expect(nextReminderDay(loan, addDays(TODAY, 10))).toBe(addDays(TODAY, 10));
    expect(nextReminderDay(loan, addDays(TODAY, 11))).toBeUndefined();
  });

  it('is as many days before the due day as the product says, or none', () => {
    const { accounts, rules } = loanOf([10]);
    const early = { accounts, rules: { ...rules, reminderDays: [7] } };
    expect(nextReminderDay(early, TODAY)).toBe(addDays(TODAY, 3));
    expect(nextReminderDay(early, addDays(TODAY, 4))).toBeUndefined();
    const reminded = remindersBetween(early, TODAY, addDays(TODAY, 30));
    expect(reminded.map(({ daysBefore }) => daysBefore)).toEqual([7]);
    const never = { accounts, rules: { ...rules, reminderDays: [] } };
    expect(nextReminderDay(never, TODAY)).toBeUndefined();
    expect(remindersBetween(never, TODAY, addDays(TODAY, 30))).toEqual([]);
  });

  it('may belong to a later instalment, where they follow each other by the day', () => {
    expect(nextReminderDay(loanOf([2, 3]), TODAY)).toBe(TODAY);
  });

  it('is none of what is paid', () => {
    const { accounts, rules } = loanOf([10, 20]);
    const part = { index: 0, component: 'principal', amount: minorUnits(100n) } as const;
    const paid = { accounts: payParts(accounts, [part], TODAY), rules };
    expect(nextReminderDay(paid, TODAY)).toBe(addDays(TODAY, 17));
  });

  it('is the first of all reminders that are to come, whatever the instalments', () => {
    const anyLoan = fc.record({
      days: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 }),
      rule: fc.constantFrom<WorkingDayRule>('none', 'following', 'preceding', 'modified_following'),
      from: fc.integer({ min: 0, max: 50 }),
    });
    fc.assert(
      fc.property(anyLoan, ({ days, rule, from }) => {
        const loan = loanOf(
          days.toSorted((left, right) => left - right),
          rule,
        );
        const all = remindersBetween(loan, addDays(TODAY, from), addDays(TODAY, 100));
        expect(nextReminderDay(loan, addDays(TODAY, from))).toBe(all.map(reminderDayOf)[0]);
      }),
    );
  });

  it('stays where it has come and was not given, and goes on where it was', () => {
    const loan = loanOf([10]);
    const [third, fourth] = [addDays(TODAY, 7), addDays(TODAY, 8)];
    expect(reminderDayAfter({ reminderDay: third }, loan, fourth)).toBe(third);
    expect(reminderDayAfter({ reminderDay: addDays(TODAY, 9) }, loan, third)).toBe(
      addDays(TODAY, 9),
    );
    const writtenOff = {
      ...{ day: TODAY, amounts: amountsOf({}) },
      ...{ makerId: STAFF, checkerId: STAFF },
    };
    expect(reminderDayAfter({ reminderDay: third }, { ...loan, writtenOff }, fourth)).toBe(
      undefined,
    );
  });
});

describe('the reminders of some days', () => {
  it('are one where two instalments are asked for on one day, with their sum', () => {
    // The 7th and the 8th of March 2026 are a weekend.
    const loan = loanOf([5, 6], 'following');
    const dueDay = dayOf(2026, 3, 9);
    expect(remindersBetween(loan, dueDay, dueDay)).toEqual([
      { dueDay, daysBefore: 0, amount: 200n },
    ]);
  });

  it('speak of what is left of an instalment', () => {
    const { accounts, rules } = loanOf([3]);
    const part = { index: 0, component: 'principal', amount: minorUnits(30n) } as const;
    const paid = { accounts: payParts(accounts, [part], TODAY), rules };
    expect(remindersBetween(paid, TODAY, TODAY)).toEqual([
      { dueDay: addDays(TODAY, 3), daysBefore: 3, amount: 70n },
    ]);
  });
});
