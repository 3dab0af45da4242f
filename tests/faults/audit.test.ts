import { describe, expect, it } from 'vitest';
import { auditCommands, auditStrangers } from './audit.ts';
import type { Logged } from './log-read.ts';

const AT = '2026-11-23T02:00:00.000Z';
const DAY = '2026-11-23';
const PERSON = { personId: 'p' };
const ANSWER = { acceptedAt: AT, businessDate: DAY, isRepeat: false, result: {} };

type Asked = Parameters<typeof auditCommands>[0][number];

const done = (id: string): Asked => ({
  ...{ id, url: '/api/top-ups', person: PERSON, state: 'acknowledged', accepted: ANSWER },
});
const inState = (id: string, state: Asked['state']): Asked => ({
  ...{ id, url: '/api/top-ups', person: PERSON, state, code: 'no answer' },
});
const log = (...rows: readonly Partial<Logged>[]) =>
  new Map(
    rows.map((row) => {
      const logged = { id: 'a', times: 1, actor: 'person p', at: AT, businessDate: DAY, ...row };
      return [logged.id, logged];
    }),
  );

describe('the audit of what was answered', () => {
  it('finds nothing where the log has what was acknowledged, and may have what nobody knows', () => {
    const asked = [done('a'), inState('b', 'unknown'), inState('c', 'unknown')];
    expect(auditCommands([...asked, inState('d', 'refused')], log({}, { id: 'b' }))).toEqual({
      ...{ acknowledged: 1, found: 1, refused: 1, unknown: 2, unknownFound: 1 },
      ...{ lost: 0, doubled: 0, violations: [] },
    });
  });

  it.each([
    ['that is lost', [done('a')], log(), /was acknowledged, and the log does not have it/],
    ['that stands there twice', [done('a')], log({ times: 2 }), /stands 2 times in the log/],
    ['of another moment', [done('a')], log({ at: `${DAY}T02:00:00.001Z` }), /the log says/],
    ['of another day', [done('a')], log({ businessDate: '2026-11-24' }), /the log says/],
    ['of another person', [done('a')], log({ actor: 'person q' }), /the log says/],
    ['that was refused', [inState('a', 'refused')], log({}), /was refused .* and the log has it/],
  ] as const)('finds a command %s', (_, asked, logged, words) => {
    const { violations } = auditCommands(asked, logged);
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatch(words);
  });

  it('counts what is lost and doubled', () => {
    expect(auditCommands([done('a'), done('b')], log({ times: 2 }))).toMatchObject({
      ...{ acknowledged: 2, found: 1, lost: 1, doubled: 1 },
    });
  });

  it('finds commands that nobody sent', () => {
    expect(auditStrangers(['a', 'b'], new Set(['a']))).toEqual(['Command b was sent by nobody.']);
  });
});
