// Bad input of every kind at the door of every command there is: the requests are made from the description of the
// API, so that a new route is tested by itself.

import type { Id } from '@mutua/core/kit/id.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import type { Role } from '@mutua/core/people/actor.ts';
import { runEndOfDay } from '@mutua/server/calendar/end-of-day.ts';
import type { Read } from '@mutua/server/calendar/end-of-day-read.ts';
import { everybody, newId, TrialHouse } from '@mutua/server/http/trial-house.ts';
import { derivedId } from '@mutua/server/rails/rail-door.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Described,
  isCommand,
  operationsOf,
  sampleBody,
  sampleUrl,
  takesBody,
  wrongBodies,
  wrongUrls,
} from './api-sample.ts';
import { traceOf } from './trace-of-house.ts';

interface User {
  readonly id: Id;
  readonly role: Role;
  readonly positions: readonly string[];
}

const LOOKED_UP = ['verifyIdentity', 'markNoticesRead'];

/** Things that are named otherwise than by an id. */
const NOT_THERE = { code: 'no_such_product', version: '9', number: '999999' };

let house: TrialHouse;
let users: readonly User[];
let all: readonly Described[];

beforeAll(async () => {
  house = await TrialHouse.open();
  users = await everybody(house);
  all = operationsOf((await house.app.inject('/api/openapi.json')).json());
}, 120_000);
afterAll(() => house.close());

function commands(): readonly Described[] {
  return all.filter(isCommand);
}

function nameOf({ method, path }: Described): string {
  return `${method} ${path}`;
}

/** Whether the document says that this user may ask. */
function isLetIn({ role, positions }: User, { operation }: Described): boolean {
  const { 'x-roles': roles = [], 'x-positions': posts } = operation;
  if (!roles.includes(role)) return false;
  if (role !== 'staff' || posts === undefined) return true;
  return positions.some((held) => posts.some((one) => held === one || held === `${one}_lead`));
}

function everyoneFor(described: Described): readonly User[] {
  return users.filter((one) => isLetIn(one, described));
}

function someoneFor(described: Described): Id | undefined {
  return everyoneFor(described)[0]?.id;
}

describe('every command', () => {
  it('is there', () => {
    expect(commands().length).toBeGreaterThan(50);
    expect(commands().map(nameOf)).toContain('POST /api/loans/{loanId}/bids');
  });

  it('that leaves a trace leaves it in one of many tables', async () => {
    const tables = (await traceOf(house)).map(({ name }) => name);
    expect(tables.length).toBeGreaterThan(40);
    expect(tables).toEqual(expect.arrayContaining(['commit.command', 'ledger.transfer']));
  });

  it('refuses a body that is wrong in any one place, naming the place, and leaves no trace', async () => {
    const before = await traceOf(house);
    for (const described of all.filter(takesBody)) {
      const who = someoneFor(described);
      for (const { fault, body } of wrongBodies(described.operation)) {
        const { method } = described;
        const answer = await house.ask(who, method, sampleUrl(described), body);
        const told = `${nameOf(described)} that ${fault}: ${JSON.stringify(answer.body)}`;
        expect(answer.status, told).toBe(400);
        expect(answer.body, told).toMatchObject({ code: 'invalid_input' });
      }
    }
    expect(await traceOf(house)).toEqual(before);
    expect(house.alarms).toEqual([]);
  }, 240_000);

  it('has no id that the platform keeps for what it does by itself', async () => {
    const before = await traceOf(house);
    const kept = [derivedId('whatever it does')];
    const lane = {
      commit: async ({ commandId }: { readonly commandId: Id }) => {
        kept.push(commandId);
        return refuse('busy');
      },
    };
    const read: Read = async ({ text, values }) => (await house.pool.query(text, [...values])).rows;
    await runEndOfDay({ lane, read });
    expect(kept).toHaveLength(2);
    for (const described of commands()) {
      for (const commandId of kept) {
        const body = { ...sampleBody(described.operation), commandId };
        const who = someoneFor(described);
        const answer = await house.ask(who, described.method, sampleUrl(described), body);
        expect(answer, nameOf(described)).toMatchObject({
          ...{ status: 400, body: { errors: [{ in: 'body', field: 'commandId' }] } },
        });
      }
    }
    expect(await traceOf(house)).toEqual(before);
  });

  it('refuses a body that is no JSON, too large, or of another kind', async () => {
    const before = await traceOf(house);
    for (const described of commands()) {
      const who = someoneFor(described);
      const bearer =
        who === undefined ? {} : { authorization: `Bearer ${await house.tokenOf(who)}` };
      const send = async (type: string, payload: string) => {
        const headers = { ...bearer, 'content-type': type };
        const request = { method: described.method, url: sampleUrl(described), headers, payload };
        return (await house.app.inject(request)).statusCode;
      };
      const name = nameOf(described);
      expect(await send('application/json', '{"commandId":'), name).toBe(400);
      expect(await send('application/json', ''), name).toBe(400);
      expect(await send('application/json', '{"__proto__":{"commandId":1}}'), name).toBe(400);
      expect(await send('application/xml', '<commandId/>'), name).toBe(415);
      expect(await send('application/json', `"${'x'.repeat(2_000_000)}"`), name).toBe(413);
    }
    expect(await traceOf(house)).toEqual(before);
  }, 120_000);

  it('about a thing that is not there is refused alike to everybody who is let in, as the description says', async () => {
    const before = await traceOf(house);
    for (const described of commands().filter(({ path }) => path.includes('{'))) {
      const { method, operation } = described;
      const [url, told] = [sampleUrl(described, NOT_THERE), new Set<string>()];
      for (const { id, role, positions } of everyoneFor(described)) {
        const answer = await house.ask(id, method, url, sampleBody(operation));
        const { code } = answer.body as unknown as { readonly code: string };
        const said = `${nameOf(described)} by ${role} ${positions.join()}: ${code}`;
        expect([403, 404, 409, 422], said).toContain(answer.status);
        expect(operation['x-refusals'], said).toContain(code);
        if (code !== 'collector_may_not') told.add(code);
      }
      expect(told.size, `${nameOf(described)}: ${[...told].join()}`).toBe(1);
    }
    expect(await traceOf(house)).toEqual(before);
    expect(house.alarms).toEqual([]);
  }, 60_000);

  it('under an id that was used for something else is refused, whatever it asks', async () => {
    const officer = await house.staff('compliance_officer');
    const licence = { name: 'ICP licence', validUntil: '2027-03-01' };
    const untouched = await traceOf(house);
    const commandId = await house.post(officer, '/api/office/licences', licence);
    const before = await traceOf(house);
    expect(before).not.toEqual(untouched);
    for (const described of commands()) {
      const { method, operation } = described;
      const body = { ...sampleBody(operation), commandId };
      const answer = await house.ask(someoneFor(described), method, sampleUrl(described), body);
      // What is asked about oneself, or about a thing of one's own, is looked up before the door.
      const code = LOOKED_UP.includes(operation.operationId) ? 'not_found' : 'command_id_reused';
      expect(answer.body, nameOf(described)).toMatchObject({ code });
      expect(JSON.stringify(answer.body)).not.toContain('acceptedAt');
    }
    expect(await traceOf(house)).toEqual(before);
  }, 60_000);

  it('answers a repetition as the first time, and refuses its id for anything else or anybody else', async () => {
    const officer = await house.staff('compliance_officer');
    const commandId = newId();
    const url = '/api/office/licences';
    const body = { commandId, name: 'ICP licence', validUntil: '2027-03-01' };
    const first = await house.ask(officer, 'POST', url, body);
    expect(first).toMatchObject({ status: 200, body: { commandId, isRepeat: false } });
    house.later(1_000);
    const second = await house.ask(officer, 'POST', url, body);
    expect(second).toMatchObject({ status: 200, body: { ...first.body, isRepeat: true } });
    const another = await house.staff('compliance_officer');
    const before = await traceOf(house);
    const other = await house.ask(officer, 'POST', url, { ...body, name: 'Another licence' });
    expect(other).toMatchObject({ status: 409, body: { code: 'command_id_reused' } });
    const stolen = await house.ask(another, 'POST', url, body);
    expect(stolen).toMatchObject({ status: 409, body: { code: 'command_id_reused' } });
    expect(JSON.stringify(stolen.body)).not.toContain('acceptedAt');
    expect(await traceOf(house)).toEqual(before);
  }, 60_000);

  it('is closed to a session that has ended', async () => {
    const officer = await house.staff('finance_officer');
    await house.tokenOf(officer);
    house.later(13 * 3_600_000);
    const answer = await house.ask(officer, 'GET', '/api/office/queues');
    expect(answer).toMatchObject({ status: 401, body: { code: 'sign_in_required' } });
    house.forgetSessions();
  });
});

describe('every route', () => {
  it('refuses an address that is wrong in any one place, naming the place, and leaves no trace', async () => {
    const before = await traceOf(house);
    for (const described of all.filter(({ path }) => path.startsWith('/api/'))) {
      const { method, operation } = described;
      const who = someoneFor(described);
      for (const { fault, place, url } of wrongUrls(described)) {
        const body = takesBody(described) ? sampleBody(operation) : undefined;
        const answer = await house.ask(who, method, url, body);
        const told = `${nameOf(described)} that ${fault}: ${JSON.stringify(answer.body)}`;
        // A part of an address that is longer than any of ours is not even looked up.
        const isTooLong = place === 'path' && url.length > 1_000;
        expect(answer.status, told).toBe(isTooLong ? 414 : 400);
        const code = isTooLong ? { code: 'bad_request' } : { errors: [{ in: place }] };
        expect(answer.body, told).toMatchObject(code);
      }
    }
    expect(await traceOf(house)).toEqual(before);
    expect(house.alarms).toEqual([]);
  }, 120_000);

  it('is open to the roles and posts that the description names, and to nobody else', async () => {
    house.forgetSessions();
    for (const described of all.filter(({ operation }) => operation['x-roles'] !== undefined)) {
      if (described.operation.operationId === 'followEvents') continue;
      if (described.path.startsWith('/api/sign-out')) continue;
      const { method, path } = described;
      const name = nameOf(described);
      const body = method === 'GET' ? undefined : { nonsense: 1 };
      const nobody = await house.ask(undefined, method, path, body);
      expect(nobody.status, name).toBe(401);
      for (const user of users) {
        const { status, body: answer } = await house.ask(user.id, method, path, body);
        const isRefused = status === 403 && (answer as { code?: string }).code === 'not_allowed';
        const told = `${name} by ${user.role} ${user.positions.join()}: ${status}`;
        expect(isRefused, told).toBe(!isLetIn(user, described));
      }
    }
  }, 240_000);

  it('that lists or shows answers those whom it is for, also where nothing is there yet', async () => {
    const astray: string[] = [];
    for (const described of all.filter(({ method }) => method === 'GET')) {
      const { path, operation } = described;
      if (!path.startsWith('/api/') || operation.operationId === 'followEvents') continue;
      const who = operation['x-roles'] === undefined ? undefined : someoneFor(described);
      const answer = await house.ask(who, 'GET', sampleUrl(described));
      const told = `${nameOf(described)}: ${JSON.stringify(answer.body)}`;
      expect([200, 404], told).toContain(answer.status);
      if ((answer.status === 404) !== isAboutNothing(path)) astray.push(told);
      if (answer.status === 404) expect(operation['x-refusals'], told).toContain('not_found');
    }
    expect(astray).toEqual([]);
  }, 60_000);
});

/**
 * A thing that is not there; a user who is no client; what was never booked; what is said of a closed day or of a
 * lender's account before there is one. An unused account and a list of what nothing was booked on stand at nothing.
 */
function isAboutNothing(path: string): boolean {
  const isList = path.includes('/accounts/') || LISTS_OF_NOTHING.includes(path);
  if (path.includes('{')) return !isList;
  return NEEDS_A_DAY.test(path) || NEEDS_AN_ACCOUNT.test(path) || OTHERS.includes(path);
}

const LISTS_OF_NOTHING = ['/api/office/account-kinds/{kind}/accounts'];
const NEEDS_A_DAY =
  /^\/api\/(disclosure\/(figures|loans|loan-book)|supervision\/(indicators|samples))/;
const NEEDS_AN_ACCOUNT = /^\/api\/portfolio\//;
const OTHERS = ['/api/clients/me', '/api/top-up-code', '/api/trace', '/api/office/trace'];
