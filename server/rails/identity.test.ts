import { checkCharacterOf } from '@mutua/core/people/identity-number.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import { identityStub } from './identity.ts';

const SOURCE = identityStub(() => dayOf(2026, 11, 22));
const numberOf = (sequence: string) => {
  const digits = `11010519900505${sequence}`;
  return digits + checkCharacterOf(digits);
};
const PERSON = { name: '张三', identityNumber: numberOf('002') };
const CARD = { ...PERSON, cardNumber: '6222020000000000018', mobile: '13800000000' };
const FIRM = {
  name: '甲乙商贸有限公司',
  creditCode: '91350100M000100Y43',
  representative: PERSON,
};

describe('the identity stub', () => {
  it('verifies who is well formed, and says the same each time', async () => {
    expect(await SOURCE.checkPerson(PERSON)).toEqual({ kind: 'verified', reference: 'stub' });
    expect(await SOURCE.checkPerson(PERSON)).toEqual(await SOURCE.checkPerson(PERSON));
  });

  it.each([
    ['mismatch', { ...PERSON, identityNumber: '110105199005050021' }],
    ['mismatch', { ...PERSON, name: ' ' }],
    ['mismatch', { ...PERSON, name: '错误' }],
    ['no_answer', { ...PERSON, name: '默默' }],
    ['mismatch', { ...PERSON, identityNumber: numberOf('998') }],
    ['no_answer', { ...PERSON, identityNumber: numberOf('999') }],
  ])('answers %s to %o', async (kind, person) => {
    expect(await SOURCE.checkPerson(person)).toEqual({ kind });
    expect((await SOURCE.checkFourElements({ ...CARD, ...person })).kind).toBe(kind);
  });

  it('checks all four elements', async () => {
    expect((await SOURCE.checkFourElements(CARD)).kind).toBe('verified');
    for (const change of [
      { cardNumber: '6222020000000000019' },
      { cardNumber: '62220200000' },
      { mobile: '23800000000' },
    ]) {
      expect((await SOURCE.checkFourElements({ ...CARD, ...change })).kind).toBe('mismatch');
    }
  });

  it('checks an organisation with its legal representative', async () => {
    expect((await SOURCE.checkOrganisation(FIRM)).kind).toBe('verified');
    const kindOf = async (change: Partial<typeof FIRM>) =>
      (await SOURCE.checkOrganisation({ ...FIRM, ...change })).kind;
    expect(await kindOf({ creditCode: '91350100M000100Y44' })).toBe('mismatch');
    expect(await kindOf({ name: '错公司' })).toBe('mismatch');
    expect(await kindOf({ name: '默公司' })).toBe('no_answer');
    const other = { ...PERSON, identityNumber: numberOf('998') };
    expect(await kindOf({ representative: other })).toBe('representative_mismatch');
    expect(await kindOf({ representative: { ...PERSON, name: '默' } })).toBe('no_answer');
  });
});
