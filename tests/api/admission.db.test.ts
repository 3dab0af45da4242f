// The way in over HTTP: registering, being verified, an account at the custodian, and products changed by two.
import type { Id } from '@mutua/core/kit/id.ts';
import { newId, PASSWORD, TrialHouse } from '@mutua/server/http/trial-house.ts';
import type { Custodian } from '@mutua/server/rails/custodian/custodian.ts';
import { RailRefused, RailSilent } from '@mutua/server/rails/signed-client.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient } from './trial-life.ts';

let house: TrialHouse;
let answer: () => Awaited<ReturnType<Custodian['openAccount']>>;

const CUSTODIAN = { openAccount: async () => answer() } as unknown as Custodian;

beforeAll(async () => {
  house = await TrialHouse.open({ custodian: CUSTODIAN, publicOrigin: 'https://mutua.example' });
}, 120_000);
afterAll(() => house.close());

let people = 0;

function registration(changes: object = {}) {
  people += 1;
  return {
    ...{ commandId: newId(), clientKind: 'natural_person', name: '王静', region: '110000' },
    ...{ number: '110105199003071239', mobile: '13800000009', roles: ['lender'] },
    ...{ signInName: `newcomer-${people}`, password: PASSWORD },
    consents: [
      { document: 'service_agreement', version: '1' },
      { document: 'personal_data', version: '1' },
    ],
    ...changes,
  };
}

const register = (body: object) => house.ask(undefined, 'POST', '/api/clients', body);

describe('registering', () => {
  it('twice at once under one id makes one client, and both are told so', async () => {
    const body = registration();
    const answers = await Promise.all([register(body), register(body)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const repeats = answers.map(({ body: told }) => (told as { isRepeat?: boolean }).isRepeat);
    expect(repeats.sort()).toEqual([false, true]);
    expect(await register(body)).toMatchObject({ status: 200, body: { isRepeat: true } });
    const other = await register({ ...body, password: 'another horse battery' });
    expect(other).toMatchObject({ status: 409, body: { code: 'command_id_reused' } });
  });

  it('without a consent, or with a name or a password that will not do, is refused', async () => {
    const wrong: readonly [object, object][] = [
      [{ consents: [] }, { code: 'consent_missing' }],
      [{ password: 'password12' }, { errors: [{ field: 'password' }] }],
      [{ password: 'short' }, { errors: [{ field: 'password' }] }],
      [{ signInName: 'a b' }, { errors: [{ field: 'signInName' }] }],
      [{ number: '110105199003071230' }, { errors: [{ field: 'number' }] }],
      [{ signInName: 'first-administrator' }, { errors: [{ field: 'signInName' }] }],
    ];
    for (const [change, told] of wrong) {
      expect((await register(registration(change))).body, JSON.stringify(change)).toMatchObject(
        told,
      );
    }
  });

  it('under a name and number that do not belong together is found out at the verification', async () => {
    const { commandId, ...body } = registration({ name: '错某' });
    expect(await register({ commandId, ...body })).toMatchObject({ status: 200 });
    const url = '/api/clients/me/identity-verification';
    const verified = await house.ask(commandId, 'POST', url, { commandId: newId() });
    expect(verified).toMatchObject({ status: 422, body: { code: 'identity_mismatch' } });
    expect(await house.get(commandId, '/api/clients/me')).toMatchObject({
      body: { status: 'registered', paths: [{ next: 'verify_identity' }] },
    });
  });
});

describe('an account at the custodian', () => {
  const ask = (who: Id, role = 'lender') =>
    house.ask(who, 'POST', '/api/custody-accounts', { role, currency: 'CNY' });

  it('is opened on the bank’s own page, and known when the bank says that it is open', async () => {
    const body = registration({ number: '11010519491231002X' });
    await register(body);
    const id = body.commandId;
    expect(await ask(id)).toMatchObject({ status: 422, body: { code: 'identity_not_verified' } });
    await house.post(id, '/api/clients/me/identity-verification');
    const pageUrl = 'https://bank.example/open/1';
    answer = () => ({ account: 'C1', state: 'opening', pageUrl });
    expect(await ask(id)).toMatchObject({ status: 200, body: { state: 'opening', pageUrl } });
    answer = () => ({ account: 'C1', state: 'open' });
    for (let times = 0; times < 2; times += 1) {
      expect(await ask(id)).toMatchObject({ status: 200, body: { state: 'open', account: 'C1' } });
    }
    expect(await house.get(id, '/api/clients/me')).toMatchObject({
      body: { custodyAccounts: [{ role: 'lender', account: 'C1' }] },
    });
    expect(await ask(id, 'borrower')).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
  });

  it('is refused with the bank’s word, and not at all when the bank is silent', async () => {
    const id = await aClient(house, 'lender');
    answer = () => {
      throw new RailRefused(422, { code: 'owner_unknown', detail: 'No.' });
    };
    expect(await ask(id)).toMatchObject({ status: 422, body: { code: 'custodian_refused' } });
    answer = () => {
      throw new RailSilent('No answer.');
    };
    expect(await ask(id)).toMatchObject({ status: 503, body: { code: 'busy' } });
  });
});

describe('a product', () => {
  it('is changed by two persons, as a whole, and offered from its first day', async () => {
    const [officer, lead] = [
      await house.staff('product_officer'),
      await house.staff('product_officer_lead'),
    ];
    const { body } = await house.get(undefined, '/api/products');
    const { items } = body as unknown as { items: { terms: { code: string; version: number } }[] };
    const small = items.find(({ terms }) => terms.code === 'small_credit_loan');
    const terms = { ...small?.terms, version: 2, effectiveFrom: '2026-03-02', fundingDays: 3 };
    const url = '/api/office/products';
    const pool = await house.ask(officer, 'POST', url, {
      ...{ commandId: newId(), terms, clientMoney: 'pool' },
    });
    expect(pool).toMatchObject({ status: 422, body: { code: 'forbidden_by_rule' } });
    await house.post(officer, url, { terms, clientMoney: 'own_accounts' });
    const approval = `${url}/small_credit_loan/versions/2/approval`;
    const alone = await house.ask(officer, 'POST', approval, { commandId: newId() });
    expect(alone).toMatchObject({ status: 403, body: { code: 'same_person' } });
    await house.post(lead, approval);
    const { body: now } = await house.get(undefined, '/api/products');
    expect(now).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ terms, isApproved: true })]),
    });
  });
});
