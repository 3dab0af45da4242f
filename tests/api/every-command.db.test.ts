// Bad input of every kind at the door of every command there is: the requests are made from the description of the
// API, so that a new route is tested by itself.

import type { Id } from '@mutua/core/kit/id.ts';
import type { Role } from '@mutua/core/people/actor.ts';
import { everybody, newId, TrialHouse } from '@mutua/server/http/trial-house.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Described,
  isCommand,
  operationsOf,
  sampleBody,
  sampleUrl,
  wrongBodies,
} from './api-sample.ts';

interface User {
  readonly id: Id;
  readonly role: Role;
  readonly positions: readonly string[];
}

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

function someoneFor(described: Described): Id | undefined {
  const user = users.find((one) => isLetIn(one, described));
  return user?.id;
}

/** How many rows there are of everything that a command could leave behind. */
async function rowsOfTheHouse(): Promise<unknown> {
  const { rows } = await house.pool.query<{ name: string }>(
    `select schemaname || '.' || quote_ident(tablename) as name
     from pg_tables
     where schemaname in ('commit', 'ledger', 'people', 'product', 'loan', 'claim', 'wallet', 'calendar')
       and tablename not in ('session', 'sign_in_failure')
     order by name`,
  );
  const counts = rows.map(({ name }) => `select '${name}' as name, count(*) as rows from ${name}`);
  return (await house.pool.query(counts.join(' union all '))).rows;
}

describe('every command', () => {
  it('is there', () => {
    expect(commands().length).toBeGreaterThan(50);
    expect(commands().map(nameOf)).toContain('POST /api/loans/{loanId}/bids');
  });

  it('refuses a body that is wrong in any one place, naming the place, and leaves no trace', async () => {
    const before = await rowsOfTheHouse();
    for (const described of commands()) {
      const who = someoneFor(described);
      for (const { fault, body } of wrongBodies(described.operation)) {
        const { method } = described;
        const answer = await house.ask(who, method, sampleUrl(described), body);
        const told = `${nameOf(described)} that ${fault}: ${JSON.stringify(answer.body)}`;
        expect(answer.status, told).toBe(400);
        expect(answer.body, told).toMatchObject({ code: 'invalid_input' });
      }
    }
    expect(await rowsOfTheHouse()).toEqual(before);
    expect(house.alarms).toEqual([]);
  }, 240_000);

  it('refuses a body that is no JSON, too large, or of another kind', async () => {
    const before = await rowsOfTheHouse();
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
      expect(await send('application/xml', '<commandId/>'), name).toBe(415);
      expect(await send('application/json', `"${'x'.repeat(2_000_000)}"`), name).toBe(413);
    }
    expect(await rowsOfTheHouse()).toEqual(before);
  }, 120_000);

  it('about a thing that is not there is refused, with a code that the description names', async () => {
    const before = await rowsOfTheHouse();
    for (const described of commands().filter(({ path }) => path.includes('{'))) {
      const who = someoneFor(described);
      const body = sampleBody(described.operation);
      const answer = await house.ask(who, described.method, sampleUrl(described), body);
      const { code } = answer.body as unknown as { readonly code: string };
      const told = `${nameOf(described)}: ${JSON.stringify(answer.body)}`;
      expect(answer.status, told).toBeGreaterThanOrEqual(400);
      expect(answer.status, told).toBeLessThan(500);
      const known = [
        ...(described.operation['x-refusals'] ?? []),
        ...['not_allowed', 'invalid_input'],
      ];
      expect(known, told).toContain(code);
    }
    expect(await rowsOfTheHouse()).toEqual(before);
    expect(house.alarms).toEqual([]);
  }, 60_000);

  it('refuses an id in the address that is none', async () => {
    for (const described of commands().filter(({ path }) => /\{\w+Id\}/.test(path))) {
      const url = described.path.replaceAll(/\{\w+\}/g, 'seven');
      const body = sampleBody(described.operation);
      const answer = await house.ask(someoneFor(described), described.method, url, body);
      expect(answer.status, nameOf(described)).toBe(400);
      expect(answer.body, nameOf(described)).toMatchObject({ errors: [{ in: 'path' }] });
    }
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
    const before = await rowsOfTheHouse();
    const other = await house.ask(officer, 'POST', url, { ...body, name: 'Another licence' });
    expect(other).toMatchObject({ status: 409, body: { code: 'command_id_reused' } });
    const another = await house.staff('compliance_officer');
    const stolen = await house.ask(another, 'POST', url, body);
    expect(stolen).toMatchObject({ status: 409, body: { code: 'command_id_reused' } });
    expect(JSON.stringify(stolen.body)).not.toContain('acceptedAt');
    const unlike = (rows: unknown) =>
      (rows as { name: string }[]).filter(({ name }) => name !== 'people.sign_in');
    expect(unlike(await rowsOfTheHouse())).toEqual(unlike(before));
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
    for (const described of all.filter(({ method }) => method === 'GET')) {
      const { path, operation } = described;
      if (!path.startsWith('/api/') || operation.operationId === 'followEvents') continue;
      const who = operation['x-roles'] === undefined ? undefined : someoneFor(described);
      const answer = await house.ask(who, 'GET', sampleUrl(described));
      const told = `${nameOf(described)}: ${JSON.stringify(answer.body)}`;
      expect([200, 404], told).toContain(answer.status);
      expect(answer.status === 404, told).toBe(isAboutNothing(path));
    }
  }, 60_000);
});

/** A thing that is not there; a user who is no client; what was never booked. An unused account stands at nothing. */
function isAboutNothing(path: string): boolean {
  const others = ['/api/clients/me', '/api/top-up-code', '/api/trace', '/api/office/trace'];
  return (path.includes('{') && !path.includes('/accounts/')) || others.includes(path);
}
