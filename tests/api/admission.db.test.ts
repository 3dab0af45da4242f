// The way in over HTTP: registering, being verified, an account at the custodian, and products changed by two.
import type { Id } from '@mutua/core/kit/id.ts';
import { type AccountKind, CHART } from '@mutua/core/ledger/chart.ts';
import { mayMove, TRANSFER_CODES, type TransferCode } from '@mutua/core/ledger/transfer-codes.ts';
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

  const LINE = /one line|一行/;

  it('without a consent, or with a name or a password that will not do, is refused', async () => {
    const wrong: readonly [object, object][] = [
      [{ consents: [] }, { code: 'consent_missing' }],
      [{ password: 'password12' }, { errors: [{ field: 'password' }] }],
      [{ password: 'short' }, { errors: [{ field: 'password' }] }],
      [{ signInName: 'a b' }, { errors: [{ field: 'signInName' }] }],
      [{ number: '110105199003071230' }, { errors: [{ field: 'number' }] }],
      [{ signInName: 'first-administrator' }, { errors: [{ field: 'signInName' }] }],
      [{ name: 'Lin\nWei' }, { errors: [{ field: 'name', detail: expect.stringMatching(LINE) }] }],
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

describe('money of different owners', () => {
  /** Each class apart: lenders', borrowers' and partners' money, the reserve, and the operator's own. */
  const CLASSES: readonly AccountKind[] = [
    ...(['lender_cash', 'borrower_cash', 'partner_cash', 'risk_reserve'] as const),
    ...(['platform_fees', 'platform_funds'] as const),
  ];

  /** What the tables take between any two of them, under any code, from whoever can write. */
  async function written(): Promise<readonly string[]> {
    const kinds = CLASSES.map((kind) => `('${kind}', ${CHART[kind].number})`).join(', ');
    const codes = Object.values(TRANSFER_CODES).map(({ number }) => `(${number})`);
    const everyTry = `
      do $$
      declare
        pair record;
        broken text;
        written text[] := '{}';
      begin
        for pair in
          select code.number as code, debit.kind as from_kind, credit.kind as to_kind,
            debit.digits * 1000000000000000 + 17140000000001 as debit,
            credit.digits * 1000000000000000 + 17140000000002 as credit
          from (values ${kinds}) as debit(kind, digits), (values ${kinds}) as credit(kind, digits),
            (values ${codes.join(', ')}) as code(number)
        loop
          begin
            insert into ledger.transfer
            values (900000, '00000000-0000-7000-8000-000000000009', 'posted', pair.code, pair.debit,
              pair.credit, 1, '2026-03-02', '2026-03-02', 1, null, null);
            written := written || format('%s %s %s', pair.code, pair.from_kind, pair.to_kind);
            raise exception 'enough' using errcode = 'P0002';
          exception
            when no_data_found then null;
            when check_violation then
              get stacked diagnostics broken = constraint_name;
              if broken <> 'code_fits_accounts' then raise; end if;
          end;
        end loop;
        raise exception '%', array_to_string(written, ', ');
      end $$`;
    const error = await house.pool.query(everyTry).catch((one: unknown) => one);
    return (error as Error).message.split(', ');
  }

  it('meets in no transfer that is not for it: the tables themselves refuse, netting too', async () => {
    const codes = Object.keys(TRANSFER_CODES) as TransferCode[];
    const allowed = CLASSES.flatMap((debit) =>
      CLASSES.flatMap((credit) =>
        codes
          .filter((code) => mayMove(code, debit, credit))
          .map((code) => `${TRANSFER_CODES[code].number} ${debit} ${credit}`),
      ),
    );
    const taken = await written();
    expect(taken.toSorted()).toEqual(allowed.toSorted());
    // A lender's money goes to nobody else here, not even to its owner as a borrower; and nothing comes from others.
    const ofLenders = taken.filter((line) => line.includes('lender_cash'));
    const isFee = (line: string) => / lender_cash platform_fees$/.test(line);
    const fromOperator = (line: string) => / platform_(fees|funds) lender_cash$/.test(line);
    expect(ofLenders.filter((line) => !isFee(line) && !fromOperator(line))).toEqual([]);
    // The reserve has what its contributors paid in, and goes back to them alone.
    expect(taken.filter((line) => line.includes('risk_reserve')).toSorted()).toEqual([
      '420 borrower_cash risk_reserve',
      '420 partner_cash risk_reserve',
      '425 risk_reserve borrower_cash',
      '425 risk_reserve partner_cash',
    ]);
  });
});
