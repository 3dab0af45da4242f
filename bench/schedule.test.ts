import { makeSchedule } from '@mutua/core/loan/schedule/make-schedule.ts';
import { describe, expect, it } from 'vitest';
import { compareSchedules, randomLoans } from './schedule.ts';

describe('the schedules that are timed beside decimal.js', () => {
  it('are the same on both sides, but for halves that decimal.js cannot see', () => {
    const { cases, same, limitRoundedWrong, unexplained } = compareSchedules(randomLoans(3_000));
    expect(cases).toBe(3_000);
    expect(same + limitRoundedWrong).toBe(3_000);
    expect(limitRoundedWrong).toBeLessThan(10);
    expect(unexplained).toBe(0);
  });

  it('are the same loans in every run, and all of them can be made', () => {
    const loans = randomLoans(100);
    expect(randomLoans(100)).toEqual(loans);
    for (const { ours } of loans) {
      const made = makeSchedule(ours);
      expect(made.ok && made.value.rows).toHaveLength(36);
    }
  });

  it('do not count as the same when one side reckons another repayment method', () => {
    const [first] = randomLoans(1);
    if (!first) throw new Error('There is no loan.');
    const flat = { ...first.ours, repaymentMethod: 'flat' as const };
    expect(compareSchedules([{ ours: flat, decimal: first.decimal }])).toMatchObject({
      same: 0,
      unexplained: 1,
    });
  });
});
