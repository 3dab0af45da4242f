import fc from 'fast-check';
import { it } from 'vitest';
import { anyTerms } from './any-terms.test.ts';
import { makeSchedule } from './make-schedule.ts';
import { scheduleFaults } from './schedule-laws.ts';
it('debug', () => {
  const codes = new Map<string, number>();
  let n = 0;
  for (const t of fc.sample(anyTerms, { numRuns: 20000, seed: 5 })) {
    let s;
    try { s = makeSchedule(t); } catch (e) { console.log('THROW', e, t); throw e; }
    if (!s.ok) { const k = `${s.refusal.data.field} ${s.refusal.data.detail} ${t.repaymentMethod} ${t.custom?.kind}`; codes.set(k, (codes.get(k) ?? 0) + 1); continue; }
    n++;
    const f = scheduleFaults(s.value);
    if (f.length) { console.log(f.slice(0, 3), t, s.value.rows.slice(-4)); throw 1; }
  }
  console.log(n, [...codes].sort((a, b) => b[1] - a[1]).slice(0, 40));
});
