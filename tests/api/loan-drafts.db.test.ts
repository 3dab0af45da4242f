// Drafts of applications over HTTP: saved by step, seen from any device, asked by product, gone when filed.
import type { LoanDraftOnWire } from '@mutua/contract/loan/draft.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { checkLaws, everyLaw } from '@mutua/server/check/check.ts';
import { newId, PASSWORD, TrialHouse } from '@mutua/server/http/trial-house.ts';
import { readSignInNameOf } from '@mutua/server/people/sign-in-read.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { APPLICATION, aClient, yuan } from './trial-life.ts';

const URL = '/api/loan-drafts/small_credit_loan';
const EMPTY = { step: 'loan', facts: {}, documents: [] };

let house: TrialHouse;
let borrower: Id;
let other: Id;

beforeAll(async () => {
  house = await TrialHouse.open();
  [borrower, other] = [await aClient(house, 'borrower'), await aClient(house, 'borrower')];
}, 120_000);
afterAll(async () => {
  const checked = await checkLaws(house.pool, { laws: everyLaw() });
  await house.close();
  expect(checked.flatMap(({ violations }) => violations)).toEqual([]);
}, 60_000);

async function save(who: Id, fields: object, url = URL) {
  const { status, body } = await house.ask(who, 'PUT', url, { ...EMPTY, ...fields });
  return { status, body: body as unknown as LoanDraftOnWire };
}

function missingIn({ steps }: LoanDraftOnWire): Record<string, readonly string[]> {
  return Object.fromEntries(steps.map(({ step, missing }) => [step, missing]));
}

it('a draft says step by step what is still missing, until nothing is', async () => {
  const first = await save(borrower, { loanAmount: yuan(50_000), termMonths: 12 });
  expect(first.status).toBe(200);
  expect(missingIn(first.body)).toEqual({
    loan: ['repaymentMethod', 'purpose', 'security'],
    person: ['facts.home'],
    work: [
      ...['facts.monthly_income', 'facts.employment_months', 'facts.industry'],
      ...['facts.occupation', 'facts.repayment_source'],
    ],
    debts: ['facts.monthly_debt_payments', 'facts.debt_elsewhere'],
    documents: [
      ...['documents.identity_document', 'documents.income_proof', 'documents.credit_report'],
    ],
    check: [],
  });
  const { consents: _, productCode: __, ...filledIn } = APPLICATION;
  const whole = await save(borrower, { ...filledIn, step: 'check' });
  expect(Object.values(missingIn(whole.body)).flat()).toEqual([]);
  expect(whole.body.startedAt).toBe(first.body.startedAt);
});

it('a draft outlives a sign-out, and is seen from another device', async () => {
  const signIn = await house.app.inject({
    ...{ method: 'POST', url: '/api/sign-in' },
    payload: {
      ...{ signInName: await readSignInNameOf(house.pool, borrower), password: PASSWORD },
      sessionKind: 'bearer',
    },
  });
  const { token } = signIn.json() as { token: string };
  const headers = { authorization: `Bearer ${token}` };
  await house.app.inject({ method: 'POST', url: '/api/sign-out', headers });
  expect(await house.app.inject({ method: 'GET', url: URL, headers })).toMatchObject({
    statusCode: 401,
  });
  expect(await house.get(borrower, URL)).toMatchObject({
    ...{ status: 200, body: { step: 'check', loanAmount: yuan(50_000), facts: { home: 'owned' } } },
  });
  const list = await house.get(borrower, '/api/loan-drafts');
  expect(list.body).toMatchObject({ items: [{ productCode: 'small_credit_loan' }] });
});

it('nobody sees or ends another’s draft', async () => {
  expect(await house.get(other, URL)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  expect((await house.get(other, '/api/loan-drafts')).body).toEqual({ items: [] });
  expect(await house.ask(other, 'DELETE', URL)).toMatchObject({ status: 204 });
  expect(await house.get(borrower, URL)).toMatchObject({ status: 200 });
});

it('a draft holds only what its product offers and asks for, and the refusal names the field', async () => {
  const refused = async (fields: object) => (await save(other, fields)).body as unknown;
  const named = (field: string) => ({ code: 'invalid_input', errors: [{ field }] });
  expect(await refused({ facts: { employees: 3 } })).toMatchObject(named('facts.employees'));
  expect(await refused({ facts: { home: 'castle' } })).toMatchObject(named('facts.home'));
  expect(await refused({ facts: { employment_months: yuan(1) } })).toMatchObject(
    named('facts.employment_months'),
  );
  expect(await refused({ documents: ['credit_report', 'business_licence'] })).toMatchObject(
    named('documents[1]'),
  );
  expect(await refused({ repaymentMethod: 'flat' })).toMatchObject(named('repaymentMethod'));
  expect(await refused({ security: 'mortgage' })).toMatchObject(named('security'));
  expect(await refused({ loanAmount: { minorUnits: '5000001', currency: 'CNY' } })).toMatchObject(
    named('loanAmount'),
  );
  expect(await refused({ loanAmount: yuan(300_000) })).toMatchObject({
    ...{ code: 'amount_out_of_range', data: { maximum: 'CNY 200000.00' } },
  });
  expect(await refused({ termMonths: 48 })).toMatchObject({ code: 'term_out_of_range' });
  expect(await refused({ purpose: 'securities' })).toMatchObject({ code: 'purpose_forbidden' });
  const dollars = { minorUnits: '5000000', currency: 'USD' };
  expect(await refused({ loanAmount: dollars })).toMatchObject({ code: 'currencies_mixed' });
  expect(await refused({ facts: { monthly_income: dollars } })).toMatchObject({
    code: 'currencies_mixed',
  });
  const unknown = await save(other, {}, '/api/loan-drafts/no_such_loan');
  expect(unknown.body).toMatchObject({ code: 'product_not_live' });
  expect((await house.get(other, '/api/loan-drafts')).body).toEqual({ items: [] });
});

it('an organisation is asked for other facts and documents than a person', async () => {
  const id = await house.post(undefined, '/api/clients', {
    ...{ clientKind: 'organisation', name: '福州榕江商贸有限公司', region: '350000' },
    ...{ number: '91350200M000200P72', mobile: '13800000002', roles: ['borrower'] },
    ...{ signInName: 'rongjiang', password: PASSWORD },
    legalRepresentative: { name: '林薇', identityNumber: '110105199003071239' },
    authorisedSignatory: {
      ...{ name: '林薇', identityNumber: '110105199003071239', mobile: '13800000002' },
    },
    consents: APPLICATION_AGREEMENTS,
  });
  const draft = await save(id, {});
  expect(missingIn(draft.body)).toMatchObject({
    person: ['facts.months_in_business', 'facts.employees'],
    documents: [
      ...['documents.business_licence', 'documents.bank_statement', 'documents.credit_report'],
    ],
  });
  expect((await save(id, { facts: { home: 'owned' } })).body).toMatchObject({
    errors: [{ field: 'facts.home' }],
  });
});

it('filing the application deletes its draft, also when the request comes twice', async () => {
  const application = { commandId: newId(), ...APPLICATION };
  expect(await house.ask(borrower, 'POST', '/api/loans', application)).toMatchObject({
    status: 200,
  });
  expect(await house.get(borrower, URL)).toMatchObject({ status: 404 });
  expect(await house.ask(borrower, 'POST', '/api/loans', application)).toMatchObject({
    ...{ status: 200, body: { isRepeat: true } },
  });
});

it('an application that is refused leaves its draft', async () => {
  await save(other, { loanAmount: yuan(50_000) });
  const refused = await house.ask(other, 'POST', '/api/loans', {
    ...{ commandId: newId(), ...APPLICATION, documents: [] },
  });
  expect(refused).toMatchObject({ body: { code: 'evidence_missing' } });
  expect(await house.get(other, URL)).toMatchObject({ status: 200 });
  expect(await house.ask(other, 'DELETE', URL)).toMatchObject({ status: 204 });
  expect(await house.get(other, URL)).toMatchObject({ status: 404 });
});

const APPLICATION_AGREEMENTS = [
  { document: 'service_agreement', version: '1' },
  { document: 'personal_data', version: '1' },
];
