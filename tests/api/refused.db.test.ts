// What is another's is not there, whoever asks and however; what is over is refused; and what was done is not done
// again: along one loan's life, through every route that names a thing.
import type { Id } from '@mutua/core/kit/id.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import { checkLaws, everyLaw } from '@mutua/server/check/check.ts';
import { openLane } from '@mutua/server/commit/lane.ts';
import { newId, TrialHouse } from '@mutua/server/http/trial-house.ts';
import type { Custodian } from '@mutua/server/rails/custodian/custodian.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Described, operationsOf, sampleBody, sampleUrl, takesBody } from './api-sample.ts';
import { traceOf } from './trace-of-house.ts';
import {
  APPLICATION,
  aClient,
  aLender,
  anOffice,
  anOpenListing,
  BANK,
  bid,
  disburse,
  grant,
  topUp,
  yuan,
} from './trial-life.ts';

/** How many commands may wait at the door. */
const WAITING_MAX = 20_000;

/** A command that was accepted. */
interface Done {
  readonly who: Id | undefined;
  readonly url: string;
  readonly fields: object;
  readonly commandId: Id;
}

/** It is never asked: whoever asks here is refused before. */
const NO_BANK = {} as unknown as Custodian;

let house: TrialHouse;
let routes: readonly Described[];
let borrower: Id;
let secondBorrower: Id;
let lender: Id;
let strangers: Readonly<Record<'lender' | 'borrower', Id>>;
/** By the name that an address has for it, whose it is and which. */
let things: Readonly<Record<string, { readonly owner: Id; readonly id: Id }>>;
let fundingLoanId: Id;
const done: Done[] = [];

beforeAll(async () => {
  house = await TrialHouse.open({ custodian: NO_BANK });
  remember(house);
  routes = operationsOf((await house.app.inject('/api/openapi.json')).json());
  borrower = await aClient(house, 'borrower');
  secondBorrower = await aClient(house, 'borrower');
  lender = await aLender(house, 60_000);
  const office = await anOffice(house);
  const repaid = await anOpenListing(house, borrower, office);
  const claimId = await bid(house, lender, repaid, 25_000);
  await bid(house, await aLender(house, 25_000), repaid, 25_000);
  await disburse(house, borrower, repaid);
  fundingLoanId = await anOpenListing(house, secondBorrower, office);
  const bidId = await bid(house, lender, fundingLoanId, 10_000);
  const withdrawal = { role: 'lender', amount: yuan(1_000) };
  const cap = { cap: yuan(50_000), expiresDay: '2026-12-31' };
  const own = async (owner: Id, url: string, fields: object) => ({
    ...{ owner, id: await house.post(owner, url, fields) },
  });
  things = {
    loanId: { owner: borrower, id: repaid },
    bidId: { owner: lender, id: bidId },
    claimId: { owner: lender, id: claimId },
    topUpId: { owner: lender, id: await topUp(house, lender, 'lender', 100) },
    withdrawalId: await own(lender, '/api/withdrawals', withdrawal),
    mandateId: await own(lender, '/api/mandates', cap),
  };
  strangers = { lender: await aLender(house, 5_000), borrower: await aClient(house, 'borrower') };
  await moreThatIsDone();
}, 120_000);
afterAll(() => house.close());

/** What no life of a loan needs, so that more is there to be asked again. */
async function moreThatIsDone(): Promise<void> {
  const [administrator, compliance] = [
    await house.staff('administrator'),
    await house.staff('compliance_officer'),
  ];
  const credentials = (signInName: string) => ({ signInName, password: 'correct horse battery' });
  await house.post(administrator, '/api/office/staff', {
    ...{ name: '王芳', positions: ['collector'], ...credentials('wang-fang') },
  });
  await house.post(administrator, '/api/office/observers', {
    ...{ userKind: 'regulator', name: '陈局', ...credentials('chen-ju') },
  });
  const office = '/api/office';
  await house.post(compliance, `${office}/licences`, { name: 'ICP', validUntil: '2027-03-01' });
  const clientId = strangers.borrower;
  const relation = { isRelatedParty: false, reason: 'Looked up.' };
  await house.post(compliance, `${office}/clients/${clientId}/relation`, relation);
  await house.post(compliance, `${office}/clients/${clientId}/freeze`, { reason: 'A look.' });
  await house.post(compliance, `${office}/advances`, {
    ...{ borrowerId: clientId, payer: 'Mutua Ltd', amount: yuan(100), receivedOn: '2026-03-01' },
  });
  await house.post(strangers.lender, '/api/clients/me/bidding-stop');
  await house.post(strangers.lender, '/api/clients/me/bidding-resumption');
  const mandate = { cap: yuan(100), expiresDay: '2026-12-31' };
  const mandateId = await house.post(strangers.lender, '/api/mandates', mandate);
  await house.post(strangers.lender, `/api/mandates/${mandateId}/revocation`);
}

/** Keeps every command that this house accepts over HTTP. */
function remember(one: TrialHouse): void {
  const post = one.post.bind(one);
  one.post = async (who, url, fields = {}) => {
    const commandId = await post(who, url, fields);
    done.push({ who, url, fields, commandId });
    return commandId;
  };
}

/** The thing of a client that an address names; listings are everybody's. */
function thingIn({ path, operation }: Described): string | undefined {
  const isPublic = operation.tags.includes('market') && path.includes('{loanId}');
  const [, name = ''] = /\{(\w+)\}/.exec(path) ?? [];
  return isPublic || things[name] === undefined ? undefined : name;
}

function clientRoutes(): readonly Described[] {
  return routes.filter((route) => {
    const { 'x-roles': roles = [] } = route.operation;
    return thingIn(route) !== undefined && roles.some((role) => role in strangers);
  });
}

const nameOf = ({ method, path }: Described) => `${method} ${path}`;

describe('what is another’s', () => {
  it('is named by many routes, and answered to its owner', async () => {
    const names = clientRoutes().map((route) => thingIn(route) ?? '');
    expect([...new Set(names)].sort()).toEqual(Object.keys(things).sort());
    expect(names.length).toBeGreaterThan(15);
    for (const route of clientRoutes().filter(({ method }) => method === 'GET')) {
      const name = thingIn(route) ?? '';
      const { owner, id } = things[name] ?? { owner: lender, id: '' };
      const { status } = await house.get(owner, sampleUrl(route, { [name]: id }));
      expect(status, nameOf(route)).toBe(200);
    }
  });

  it('is as little there for anybody else as what is nowhere, and stays as it is', async () => {
    const before = await traceOf(house);
    for (const route of clientRoutes()) {
      const [name, { 'x-roles': roles = [] }] = [thingIn(route) ?? '', route.operation];
      for (const role of ['lender', 'borrower'] as const) {
        if (!roles.includes(role)) continue;
        const ask = (id: string) => {
          const body = takesBody(route) ? sampleBody(route.operation) : undefined;
          const url = sampleUrl(route, { [name]: id });
          return house.ask(strangers[role], route.method, url, body);
        };
        const answer = await ask(things[name]?.id ?? '');
        const told = `${nameOf(route)} by a ${role}: ${JSON.stringify(answer)}`;
        expect(answer, told).toMatchObject({ status: 404, body: { code: 'not_found' } });
        expect(answer, told).toEqual(await ask(newId()));
      }
    }
    expect(await traceOf(house)).toEqual(before);
  }, 60_000);

  it('cannot be seen in the book either: no account, no transfer, no notice', async () => {
    const period = 'from=2026-03-01&to=2026-03-31';
    const statement = await house.get(lender, `/api/accounts/lender/CNY/statement?${period}`);
    const { lines } = statement.body as unknown as { lines: { transferId: string }[] };
    expect(lines.length).toBeGreaterThan(3);
    const owned: number[] = [];
    for (const { transferId } of lines) {
      const url = (id: string) => `/api/trace?transferId=${id}&direction=backwards`;
      owned.push((await house.get(lender, url(transferId))).status);
      const answer = await house.get(strangers.borrower, url(transferId));
      expect(answer, transferId).toMatchObject({ status: 404 });
      expect(answer).toEqual(await house.get(strangers.borrower, url('999999999')));
    }
    // A hold moves nothing, so there is nothing to trace.
    expect(owned).toContain(200);
    const balance = await house.get(strangers.borrower, '/api/accounts/lender/CNY/balance');
    expect(balance).toMatchObject({ status: 404 });
    const { body } = await house.get(borrower, '/api/notices');
    const { items } = body as unknown as { items: { noticeId: string }[] };
    const url = '/api/notices/read-mark';
    for (const { noticeId: through } of items) {
      const mark = { commandId: newId(), through };
      const answer = await house.ask(strangers.borrower, 'POST', url, mark);
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
    await house.post(borrower, url, { through: items[0]?.noticeId });
  });
});

describe('what is over', () => {
  it('is a listing at the moment at which it closes, and not before', async () => {
    const url = `/api/loans/${fundingLoanId}/bids`;
    const fields = { amount: yuan(1_000), acknowledgedNotice: 'risk_notice_1' };
    const { body } = await house.get(undefined, `/api/listings/${fundingLoanId}`);
    const { closesAt } = body as unknown as { closesAt: string };
    house.later(Date.parse(closesAt) - house.now - 1);
    house.forgetSessions();
    await house.post(lender, url, fields);
    house.later(1);
    const before = await traceOf(house);
    const late = await house.ask(lender, 'POST', url, { commandId: newId(), ...fields });
    expect(late).toMatchObject({ status: 422, body: { code: 'funding_closed' } });
    expect(await traceOf(house)).toEqual(before);
  });

  it('is a top-up whose page has ended: nothing comes of it but late money, once', async () => {
    const fields = { role: 'lender', amount: yuan(200) };
    const topUpId = await house.post(lender, '/api/top-ups', fields);
    await house.command(BANK, { kind: 'EndTopUp', topUpId, outcome: 'expired' });
    expect(await house.get(lender, `/api/top-ups/${topUpId}`)).toMatchObject({
      body: { state: 'expired' },
    });
    const before = await house.get(lender, '/api/accounts/lender/CNY/balance');
    await house.command(BANK, { kind: 'EndTopUp', topUpId, outcome: 'failed' });
    expect(await house.get(lender, '/api/accounts/lender/CNY/balance')).toEqual(before);
  });

  it('is a mandate that has ended: it is not revoked, and pays for nothing', async () => {
    const mandateId = things.mandateId?.id ?? newId();
    await house.command(BANK, { kind: 'RecordMandate', mandateId, outcome: 'expired' });
    const before = await traceOf(house);
    const url = `/api/mandates/${mandateId}/revocation`;
    const revoked = await house.ask(lender, 'POST', url, { commandId: newId() });
    expect(revoked).toMatchObject({ status: 409, body: { code: 'wrong_stage' } });
    const yesterday = { cap: yuan(100), expiresDay: '2026-03-01' };
    const asked = { commandId: newId(), ...yesterday };
    expect(await house.ask(lender, 'POST', '/api/mandates', asked)).toMatchObject({
      ...{ status: 400, body: { errors: [{ field: 'expiresDay' }] } },
    });
    expect(await traceOf(house)).toEqual(before);
    await grant(
      house,
      await house.post(lender, '/api/mandates', { ...yesterday, expiresDay: '2026-03-02' }),
    );
  });
});

describe('what cannot be asked so', () => {
  const ask = (who: Id | undefined, url: string, fields: object) =>
    house.ask(who, 'POST', url, fields);

  it('is a price for terms that the product does not offer', async () => {
    const { facts: _, documents: __, consents: ___, ...terms } = APPLICATION;
    const price = (changes: object) =>
      ask(undefined, '/api/loans/preview', { ...terms, ...changes });
    expect(await price({ termMonths: 36 })).toMatchObject({ status: 200 });
    expect(await price({ termMonths: 37 })).toMatchObject({
      ...{ status: 422, body: { code: 'term_out_of_range', data: { maximum: 'P36M' } } },
    });
    expect(await price({ loanAmount: yuan(9_999) })).toMatchObject({
      body: { code: 'amount_out_of_range' },
    });
    expect(await price({ productCode: 'no_such_product' })).toMatchObject({
      body: { code: 'product_not_live' },
    });
    expect(await price({ repaymentMethod: 'flat' })).toMatchObject({
      ...{ status: 400, body: { errors: [{ field: 'repaymentMethod' }] } },
    });
  });

  it('is the end of a loan that was not paid out', async () => {
    const answer = await house.get(secondBorrower, `/api/loans/${fundingLoanId}/payoff`);
    expect(answer).toMatchObject({ status: 409, body: { code: 'wrong_stage' } });
  });

  it('is an early repayment with too little said, or too much', async () => {
    const url = `/api/loans/${things.loanId?.id}/early-repayments/preview`;
    expect(await ask(borrower, url, { how: 'in_part' })).toMatchObject({
      ...{ status: 400, body: { errors: [{ field: 'amount' }] } },
    });
    const effect = { how: 'in_full', effect: 'shorter_term' };
    expect((await ask(borrower, url, effect)).body).toMatchObject({
      errors: [{ field: 'effect' }],
    });
  });

  it('is a part of a trace of which only the beginning is said', async () => {
    const url = '/api/trace?transferId=1&direction=forwards&from=1';
    expect(await house.get(lender, url)).toMatchObject({
      ...{ status: 400, body: { errors: [{ in: 'query', field: 'to' }] } },
    });
  });

  it('is an account at the bank for somebody stopped, or for nobody’s client', async () => {
    const url = '/api/custody-accounts';
    const wanted = { role: 'lender', currency: 'CNY' };
    const { lender: stopped } = strangers;
    for (const officer of [
      await house.staff('compliance_officer'),
      await house.staff('compliance_officer'),
    ]) {
      await house.post(officer, `/api/office/clients/${stopped}/freeze`, { reason: 'A look.' });
    }
    expect(await ask(stopped, url, wanted)).toMatchObject({ body: { code: 'client_frozen' } });
    const nobody = await house.user('lender');
    expect(await ask(nobody, url, wanted)).toMatchObject({ body: { code: 'not_found' } });
  });

  it('is a registration by a page of somebody else', async () => {
    const fields = {
      commandId: newId(),
      ...done.find(({ url }) => url === '/api/clients')?.fields,
    };
    const foreign = await house.app.inject({
      ...{ method: 'POST', url: '/api/clients', headers: { origin: 'https://elsewhere.example' } },
      payload: fields,
    });
    expect(foreign.statusCode).toBe(403);
    expect(foreign.json()).toMatchObject({ code: 'not_allowed' });
  });
});

describe('what was done', () => {
  it('is answered again as the first time, to the same person and for the same request alone', async () => {
    const kinds = new Set(done.map(({ url }) => url.replace(/[0-9a-f-]{36}/g, '')));
    expect(kinds.size).toBeGreaterThan(24);
    house.later(1_000);
    const before = await traceOf(house);
    for (const [index, { who, url, fields, commandId }] of done.entries()) {
      const again = await house.ask(who, 'POST', url, { commandId, ...fields });
      expect(again, url).toMatchObject({ status: 200, body: { commandId, isRepeat: true } });
      const other = done.findLast((one, place) => one.who === who && place !== index);
      if (other === undefined || who === undefined) continue;
      const reused = await house.ask(who, 'POST', other.url, { commandId, ...other.fields });
      expect(reused, `${other.url} as ${url}`).toMatchObject({
        ...{ status: 409, body: { code: 'command_id_reused' } },
      });
    }
    expect(await traceOf(house)).toEqual(before);
    const stolen = done.find(({ url }) => url === '/api/top-ups');
    const { url = '', fields, commandId } = stolen ?? {};
    const answer = await house.ask(strangers.lender, 'POST', url, { commandId, ...fields });
    expect(answer).toMatchObject({ status: 409, body: { code: 'command_id_reused' } });
    expect(await traceOf(house)).toEqual(before);
  }, 60_000);

  it('and the books agree after all of it', async () => {
    const checked = await checkLaws(house.pool, { laws: everyLaw() });
    expect(checked.flatMap(({ violations }) => violations)).toEqual([]);
    expect(house.alarms).toEqual([]);
  });

  it('more than the door can hold is told to come again, and all before it are answered', async () => {
    const command = { kind: 'StopBidding' } as const;
    const asked = () => house.lane.preview({ commandId: newId(), actor: BANK, command });
    const answers = await Promise.all(Array.from({ length: WAITING_MAX + 1 }, asked));
    const refused = answers.map((answer) => (answer.ok ? 'accepted' : answer.refusal.code));
    expect(refused.slice(0, -1).every((code) => code === 'not_allowed')).toBe(true);
    expect(refused.at(-1)).toBe('busy');
    expect(await asked()).toEqual(refuse('not_allowed'));
  });

  it('a door that has closed takes nothing more', async () => {
    const { application: database } = house.server;
    const lane = await openLane({ database, clock: () => house.now, alarm: () => undefined });
    await lane.close();
    const command = { kind: 'StopBidding' } as const;
    const answer = await lane.commit({ commandId: newId(), actor: BANK, command });
    expect(answer).toEqual(refuse('busy'));
    // It had taken the lease, so the door before it can save nothing any more, and says so.
    const late = await house.ask(lender, 'POST', '/api/top-ups', {
      ...{ commandId: newId(), role: 'lender', amount: yuan(100) },
    });
    expect(late).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  });
});
