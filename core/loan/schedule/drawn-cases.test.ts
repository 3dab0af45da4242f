// That the terms and the changes that the properties draw leave nothing out.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyWishes, versions } from './any-changes.test.ts';
import { anyTerms } from './any-terms.test.ts';
import { applyChange } from './apply-change.ts';
import { makeSchedule } from './make-schedule.ts';

it('leaves no method, unit, relief or custom repayment out, and makes mostly terms that can be kept', () => {
  const samples = fc.sample(anyTerms, { numRuns: 3_000, seed: 1 });
  const made = samples.filter((terms) => makeSchedule(terms).ok);
  expect(made.length / samples.length).toBeGreaterThan(0.8);
  const met = new Set(
    made.flatMap((terms) => [
      terms.repaymentMethod,
      terms.unit,
      terms.interestBasis.kind,
      terms.rounding.instalment,
      terms.custom?.kind,
      ...Object.keys(terms),
      ...(terms.holidays ?? []).map(({ on, interest }) => `${on.kind} ${interest}`),
      ...(terms.fees ?? []).map(({ charged, amount }) => `${charged} ${amount.kind}`),
      `${terms.graceOnInterest?.relief} ${terms.repaymentMethod}`,
    ]),
  );
  for (const each of [
    'equal_instalments equal_principal interest_first bullet flat custom',
    'days weeks months equal_periods day_count half_even half_up up down',
    'seasonal stepped balloon principals',
    'instalmentMultiple firstDueDay oddFirstPeriod endOfMonth downPayment graceOnPrincipal fees',
    'graceOnInterest holidays earlyRepaymentFee',
  ].flatMap((words) => words.split(' '))) {
    expect(met).toContain(each);
  }
  expect(met).toContain('instalments deferred');
  expect(met).toContain('months free');
  expect(met).toContain('each_instalment share_of_outstanding');
  expect(met).toContain('deferred equal_instalments');
});

it('makes changes of every kind that are accepted, several on one loan', () => {
  const met = new Map<string, number>();
  const samples = fc.sample(fc.tuple(anyTerms, anyWishes), { numRuns: 2_000, seed: 1 });
  for (const [terms, wishes] of samples) {
    const last = versions(applyChange, terms, wishes).at(-1);
    for (const { kind } of last?.changes ?? []) met.set(kind, (met.get(kind) ?? 0) + 1);
    const several = `${last?.changes.length ?? 0} changes`;
    met.set(several, (met.get(several) ?? 0) + 1);
  }
  for (const each of [
    'early_repayment',
    'rate_change',
    'recast',
    'payment_holiday',
    'reschedule',
    'early_repayment_in_full',
    '3 changes',
  ]) {
    expect(met.get(each) ?? 0, each).toBeGreaterThan(50);
  }
});
