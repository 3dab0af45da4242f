import type { Id } from '@mutua/core/kit/id.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { RegisterClient } from '@mutua/core/people/register-client.ts';
import type { VerifyIdentity } from '@mutua/core/people/verify-identity.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  aStaff,
  credentials,
  identityNumber,
  organisationRegistration,
  personRegistration,
  VISITOR,
} from '../../tests/trial-house.ts';
import { newTrialId, TrialStart } from '../installation/trial-start.ts';
import type { IdentityAnswer, IdentitySource } from '../rails/identity.ts';
import { IdentityChecks } from './identity-check.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let house: TrialStart;
let asked: string[];
let answer: (name: string) => Promise<IdentityAnswer>;
let screening: VerifyIdentity['screening'];

const verified = async (): Promise<IdentityAnswer> => ({ kind: 'verified', reference: 'R1' });
const noAnswer = async (): Promise<IdentityAnswer> => ({ kind: 'no_answer' });

beforeAll(async () => {
  house = await TrialStart.open();
});
afterAll(() => house.close());
beforeEach(async () => {
  answer = verified;
  screening = 'clear';
  await finish(newChecks());
  house.later(14 * 24 * HOUR_MS);
  asked = [];
});

describe('whoever has registered', () => {
  it('is asked for by itself and verified, a person and an organisation, once', async () => {
    const person = await register(personRegistration());
    const organisation = await register(organisationRegistration());
    const checks = newChecks();
    await finish(checks);
    expect(await statusOf(person)).toBe('verified answered');
    expect(await statusOf(organisation)).toBe('verified answered');
    expect(asked.toSorted()).toEqual(['林薇', '福州清茶商贸有限公司 陈志'].toSorted());
    await finish(checks);
    await finish(newChecks());
    expect(asked).toHaveLength(2);
    expect(await logged(person)).toBe(1);
  });

  it('is asked for again with growing pauses while the source says nothing, also over restarts', async () => {
    answer = noAnswer;
    const client = await register(personRegistration());
    const pauses: number[] = [];
    let last = house.now;
    for (let minute = 0; minute < 2 * 60; minute += 1) {
      const before = asked.length;
      await finish(newChecks());
      if (asked.length > before) {
        pauses.push((house.now - last) / MINUTE_MS);
        last = house.now;
      }
      house.later(MINUTE_MS);
    }
    // Looked for each minute: after 5, 10, 20, 40 and 80 seconds, and so on.
    expect(pauses).toEqual([0, 1, 1, 1, 1, 2, 3, 6, 11, 22, 43]);
    answer = verified;
    house.later(6 * HOUR_MS);
    await finish(newChecks());
    expect(await statusOf(client)).toBe('verified answered');
  });

  it('is given up when the source has said nothing for some weeks', async () => {
    answer = noAnswer;
    const client = await register(personRegistration());
    for (let hour = 0; hour < 30 * 24; hour += 6) {
      await finish(newChecks());
      house.later(6 * HOUR_MS);
    }
    expect(await statusOf(client)).toBe('registered given_up');
    expect(asked).toHaveLength(64);
  });

  it('is asked for as if the source said nothing when it cannot be reached, or takes too long', async () => {
    const unreachable = await register(personRegistration({ name: '甲' }));
    const slow = await register(personRegistration({ name: '乙' }));
    const other = await register(personRegistration({ name: '丙' }));
    answer = async (name) => {
      if (name === '甲') throw new Error('It cannot be reached.');
      return name === '乙' ? new Promise(() => undefined) : verified();
    };
    await finish(newChecks());
    expect(await statusOf(unreachable)).toBe('registered waiting');
    expect(await statusOf(slow)).toBe('registered waiting');
    expect(await statusOf(other)).toBe('verified answered');
    answer = verified;
    house.later(MINUTE_MS);
    await finish(newChecks());
    expect(await statusOf(slow)).toBe('verified answered');
  });

  it('is asked for once when name and number do not agree', async () => {
    answer = async () => ({ kind: 'mismatch' });
    const client = await register(personRegistration());
    await finish(newChecks());
    house.later(HOUR_MS);
    await finish(newChecks());
    expect(await statusOf(client)).toBe('registered refused');
    expect(asked).toHaveLength(1);
    expect(await logged(client)).toBe(0);
  });

  it('waits for a person where a list has somebody who may be this one, and goes on when let go', async () => {
    screening = 'hit';
    const client = await register(personRegistration());
    await finish(newChecks());
    house.later(3 * HOUR_MS);
    const checks = newChecks();
    await finish(checks);
    expect(asked).toHaveLength(1);
    screening = 'clear';
    const unfollow = house.lane.follow((commands) => checks.note(commands));
    const officer = aStaff(newTrialId(), 'compliance_officer');
    await house.command(officer, { kind: 'ClearClient', clientId: client, reason: '同名' });
    unfollow();
    await finish(checks);
    expect(await statusOf(client)).toBe('verified answered');
  });

  it('is not asked for when somebody was faster', async () => {
    const client = await register(personRegistration());
    const source: Actor = { kind: 'identity_source', name: 'source' };
    const command = { kind: 'VerifyIdentity', clientId: client, screening: 'clear' } as const;
    await house.command(source, { ...command, answer: { kind: 'verified', reference: 'R0' } });
    await finish(newChecks());
    expect(asked).toEqual([]);
    expect(await logged(client)).toBe(1);
  });

  it('is asked for when the platform ended between the answer and the door', async () => {
    const client = await register(personRegistration());
    const ending = new IdentityChecks({
      ...optionsOf(),
      lane: { commit: () => Promise.reject(new Error('It ended.')) },
    });
    await expect(ending.check()).rejects.toThrow('It ended.');
    house.later(MINUTE_MS);
    await finish(newChecks());
    expect(await statusOf(client)).toBe('verified answered');
    expect(await logged(client)).toBe(1);
  });
});

function newChecks(): IdentityChecks {
  return new IdentityChecks(optionsOf());
}

function optionsOf(): ConstructorParameters<typeof IdentityChecks>[0] {
  const { lane, pool } = house;
  const source: IdentitySource = {
    checkPerson: ({ name }) => ask(name, name),
    checkFourElements: ({ name }) => ask(name, name),
    checkOrganisation: ({ name, representative }) => ask(`${name} ${representative.name}`, name),
  };
  return {
    ...{ lane, pool, source, clock: house.clock, answerMs: 100 },
    screen: async () => screening,
  };
}

function ask(said: string, name: string): Promise<IdentityAnswer> {
  asked.push(said);
  return answer(name);
}

async function finish(checks: IdentityChecks): Promise<void> {
  while (await checks.check());
}

async function register(registration: RegisterClient): Promise<Id> {
  const number = registration.clientKind === 'natural_person' ? identityNumber() : undefined;
  return house.command(VISITOR, {
    ...registration,
    ...(number !== undefined && { number, credentials: credentials(`c${number.toLowerCase()}`) }),
  });
}

async function statusOf(clientId: Id): Promise<string> {
  const { rows } = await house.pool.query<{ standing: string }>(
    `select client.status || ' ' || identity_check.state as standing
     from people.client
     join people.identity_check on identity_check.client_id = client.id
     where client.id = $1`,
    [clientId],
  );
  return rows[0]?.standing ?? '';
}

async function logged(clientId: Id): Promise<number> {
  const { rows } = await house.pool.query<{ events: string }>(
    `select events from commit.command where kind = 'VerifyIdentity'`,
  );
  return rows.filter(({ events }) => events.includes(clientId)).length;
}
