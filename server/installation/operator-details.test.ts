import { describe, expect, it } from 'vitest';
import { StartRefused } from '../start-refused.ts';
import { givenOperator } from './operator-details.ts';
import { givenTime } from './operator-time.ts';

const NAMED = {
  MUTUA_OPERATOR_NAME: '互信网络借贷信息中介有限公司',
  MUTUA_OPERATOR_CREDIT_CODE: '91350100m000100y43',
};

describe('the operator that the environment names', () => {
  it('has a name, a code and the law it keeps', () => {
    expect(givenOperator(NAMED)).toEqual({
      ...{ name: NAMED.MUTUA_OPERATOR_NAME, creditCode: '91350100M000100Y43' },
      ...{ packId: 'cn', licences: [] },
    });
    expect(givenOperator({ ...NAMED, MUTUA_RULE_PACK: 'neutral' })?.packId).toBe('neutral');
  });

  it('is none where nothing is said', () => {
    expect(givenOperator({})).toBeUndefined();
    expect(givenOperator({ MUTUA_OPERATOR_NAME: ' ' })).toBeUndefined();
  });

  it.each([
    ['MUTUA_OPERATOR_NAME and', { ...NAMED, MUTUA_OPERATOR_CREDIT_CODE: '' }],
    ['MUTUA_OPERATOR_NAME and', { MUTUA_RULE_PACK: 'cn' }],
    ['1 to 100', { ...NAMED, MUTUA_OPERATOR_NAME: '名'.repeat(101) }],
    ['one line', { ...NAMED, MUTUA_OPERATOR_NAME: '互信\n公司' }],
    ['check character', { ...NAMED, MUTUA_OPERATOR_CREDIT_CODE: '91350100M000100Y44' }],
    ['no pack "mars"', { ...NAMED, MUTUA_RULE_PACK: 'mars' }],
    ['no pack "replay"', { ...NAMED, MUTUA_RULE_PACK: 'replay' }],
  ])('does not start the platform where it cannot be used: %s', (said, env) => {
    expect(() => givenOperator(env)).toThrow(StartRefused);
    expect(() => givenOperator(env)).toThrow(said);
  });
});

describe('the time that the environment says', () => {
  it('has a zone with its offsets, a cut-off, and how days end; what is left out stays', () => {
    expect(givenTime({})).toEqual({});
    const given = {
      ...{ MUTUA_TIME_ZONE: 'Asia/Kolkata', MUTUA_CUT_OFF: '22:30' },
      MUTUA_END_OF_DAY: 'by_hand',
    };
    expect(givenTime(given)).toEqual({
      ...{ zone: 'Asia/Kolkata', cutOffMinutes: 1_350, daysEnd: 'by_hand' },
      offsets: [{ since: expect.any(Number), minutes: 330 }],
    });
  });

  it.each([
    ['time zone', { MUTUA_TIME_ZONE: 'Mars/Base' }],
    ['12:00 to 36:00', { MUTUA_CUT_OFF: '11:59' }],
    ['12:00 to 36:00', { MUTUA_CUT_OFF: 'midnight' }],
    ['one of by_clock, by_hand', { MUTUA_END_OF_DAY: 'never' }],
  ])('does not start the platform where it cannot be used: %s', (said, env) => {
    expect(() => givenTime(env)).toThrow(StartRefused);
    expect(() => givenTime(env)).toThrow(said);
  });
});
