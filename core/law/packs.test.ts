import { describe, expect, it } from 'vitest';
import { dayOf } from '../time/day.ts';
import { CLAUSES, clauseOfCode } from './clause.ts';
import { CN } from './cn.ts';
import { NEUTRAL } from './neutral.ts';
import { RULE_PACKS, rulePackOf } from './packs.ts';
import { isInForce, type RuleName, ruleInForce, withReferenceRates } from './rule-pack.ts';

const TODAY = dayOf(2026, 11, 22);

describe('every pack', () => {
  it('has at most one rule of a name on any day', () => {
    for (const { rules } of RULE_PACKS) {
      for (const rule of rules) {
        const sameDay = rules.filter(
          (other) => other.name === rule.name && isInForce(other, rule.effectiveFrom),
        );
        expect(sameDay).toEqual([rule]);
      }
    }
  });

  it('cites for each rule a clause that is there, with words in both languages', () => {
    for (const { rules } of RULE_PACKS) {
      for (const { clause } of rules) expect(clauseOfCode(clause)).toBeDefined();
    }
    for (const { words } of Object.values(CLAUSES)) {
      expect(words['zh-CN']).toMatch(/\p{Script=Han}/u);
      expect(words.en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('tells its operator what to know before use, in both languages', () => {
    for (const { notice } of RULE_PACKS) {
      expect(notice['zh-CN']).toMatch(/\p{Script=Han}/u);
      expect(notice.en.length).toBeGreaterThan(40);
    }
  });

  it('is found by its id', () => {
    for (const pack of RULE_PACKS) expect(rulePackOf(pack.id)).toEqual({ ok: true, value: pack });
    expect(rulePackOf('toString').ok).toBe(false);
  });
});

describe('a rule', () => {
  it('is in force from its first day until the day before its last', () => {
    const reserve = (day: number) =>
      ruleInForce(CN, 'risk_reserve', dayOf(2017, day === 30 ? 11 : 12, day))?.value.allowed;
    expect(reserve(30)).toBe(true);
    expect(reserve(1)).toBe(false);
  });

  it('is none before the pack begins, nor where the pack has none', () => {
    expect(ruleInForce(CN, 'borrower_cap', dayOf(2016, 8, 16))).toBeUndefined();
    expect(ruleInForce(CN, 'borrower_cap', dayOf(2016, 8, 17))?.clause).toBe('cn_measures_17');
    expect(ruleInForce(NEUTRAL, 'borrower_cap', TODAY)).toBeUndefined();
  });

  it('of the pack of mainland China: no reserve, no fee in advance, no splitting, no reflection period', () => {
    const value = <Name extends RuleName>(name: Name) => ruleInForce(CN, name, TODAY)?.value;
    expect(value('risk_reserve')).toEqual({ allowed: false });
    expect(value('first_charge')).toEqual({ earliest: 'first_due_day' });
    expect(value('splitting')).toEqual({ allowed: false });
    expect(value('reflection_period')).toEqual({ hours: 0 });
    expect(value('adult_age')).toEqual({ years: 18 });
    expect(value('risk_questionnaire')).toEqual({ required: true, validityDays: 365 });
  });
});

it('later reference rates are added behind those that are known, and only there', () => {
  const later = {
    name: 'cn_lpr_1y',
    publishedOn: dayOf(2026, 12, 21),
    annualRatePpm: 29_000,
  } as const;
  expect(withReferenceRates(CN, [later]).referenceRates.at(-1)).toBe(later);
  expect(CN.referenceRates).not.toContain(later);
  const earlier = { ...later, publishedOn: dayOf(2025, 5, 20) };
  expect(() => withReferenceRates(CN, [earlier])).toThrow('in the order of their days');
});
