// What the bank sends is what the contract says: every kind of callback, and every kind of answer.
import { randomUUID } from 'node:crypto';
import { AccountAtBank, BalancesPage } from '@mutua/contract/custodian/accounts.ts';
import { AuthorisationAtBank, MandateAtBank } from '@mutua/contract/custodian/authorisations.ts';
import { CALLBACK_KINDS, Callback } from '@mutua/contract/custodian/callbacks.ts';
import { BatchAtBank, InstructionAtBank } from '@mutua/contract/custodian/instructions.ts';
import {
  ProviderReversalTaken,
  ProviderSettlementTaken,
} from '@mutua/contract/custodian/provider-settlements.ts';
import { PhoneMessages, SandboxState } from '@mutua/contract/custodian/sandbox.ts';
import { StatementLinesPage } from '@mutua/contract/custodian/statement-lines.ts';
import { TopUpAtBank } from '@mutua/contract/custodian/top-ups.ts';
import { BankProblem } from '@mutua/contract/custodian/wire.ts';
import { CustodianStatement } from '@mutua/contract/custodian-statement.ts';
import Fastify from 'fastify';
import type { TSchema } from 'typebox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newSigningKeyPem, readSigningKey, signRequest } from '../../rails/signed-request.ts';
import { confirmPage } from './customer.ts';
import { LOAN, MOBILE, PASSWORD, START_DAY, TrialBank, yuan } from './trial-bank.ts';

let trial: TrialBank;
let lender: string;
const ids = { topUp: '', authorisation: '', mandate: '', batch: randomUUID(), withdrawal: '' };

beforeAll(async () => {
  trial = await TrialBank.start();
  lender = await trial.account('lender');
  await everyTurn();
  await trial.hears('mandate_revoked');
  await trial.hears('authorisation_expired');
  await trial.hears('top_up_expired');
});
afterAll(() => trial.end());

/** One of everything that the bank calls back about. */
async function everyTurn(): Promise<void> {
  ids.topUp = await trial.topUp(lender, '10000');
  const declined = await askTopUp();
  await confirmPage(declined, PASSWORD, 'decline');
  await trial.control(`/sandbox/top-ups/${await trial.topUp(lender, '77')}/reverse`);
  await trial.control('/sandbox/incoming-transfers', {
    payerName: 'Li Na',
    payerAccount: '6217',
    amount: yuan('5'),
    remark: '',
  });
  await withdrawAndBounce();
  ids.mandate = await trial.mandate(lender, { scope: 'auto_bid', perInstructionCap: yuan('5') });
  await trial.ask('POST', `/api/mandates/${ids.mandate}/revoke`);
  const mandate = { id: randomUUID(), account: lender, scope: 'bid', cap: yuan('5') };
  const asked = { ...mandate, expiresDay: '2027-01-01' };
  const { body } = await trial.ask<{ pageUrl: string }>('POST', '/api/mandates', asked);
  await confirmPage(body.pageUrl, PASSWORD, 'decline');
  const payee = await trial.account('borrower');
  await trial.lend(lender, payee, '100');
  const repaid = await trial.repay(payee, lender, '40');
  await trial.control(`/sandbox/distributions/${repaid}/reverse`);
  const freeze = { kind: 'freeze', account: lender, payee, loanId: LOAN, pageText: 'Bid' } as const;
  const bids = [0, 1, 2].map(() => ({ ...freeze, id: randomUUID(), amount: yuan('100') }));
  await trial.ask('POST', '/api/batches', { batchId: ids.batch, instructions: bids });
  const { body: batch } = await trial.ask<BatchAtBank>('GET', `/api/batches/${ids.batch}`);
  const [first, second] = batch.results;
  await confirmPage(first?.pageUrl ?? '', PASSWORD);
  await confirmPage(second?.pageUrl ?? '', PASSWORD, 'decline');
  await askTopUp();
  await trial.control('/sandbox/clock', { advanceMs: 3_600_000 });
  await trial.control('/sandbox/day', { day: '2026-11-24' });
}

async function askTopUp(): Promise<string> {
  const request = { id: randomUUID(), account: lender, amount: yuan('100') };
  return (await trial.ask<TopUpAtBank>('POST', '/api/top-ups', request)).body.pageUrl;
}

async function withdrawAndBounce(): Promise<void> {
  const amount = yuan('300');
  ids.withdrawal = randomUUID();
  const asked = { instructionId: ids.withdrawal, kind: 'withdraw', account: lender, amount };
  ids.authorisation = await trial.authorisation(asked);
  const { authorisation } = ids;
  const withdraw = { kind: 'withdraw', id: ids.withdrawal, account: lender, amount } as const;
  await trial.batch({ ...withdraw, authorisation });
  await trial.control(`/sandbox/withdrawals/${ids.withdrawal}/bounce`);
}

/** Takes a body only if it fits the schema, as the platform does. */
async function fits(schema: TSchema, body: unknown): Promise<string> {
  const app = Fastify({ ajv: { customOptions: { discriminator: true, coerceTypes: false } } });
  app.post('/', { schema: { body: schema } }, () => 'fits');
  const answer = await app.inject({ method: 'POST', url: '/', payload: body as object });
  await app.close();
  return answer.body;
}

it('every kind of callback is sent, and each fits the contract', async () => {
  const kinds = new Set(trial.heard.callbacks.map(({ kind }) => kind));
  expect(CALLBACK_KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
  for (const kind of kinds) {
    const some = trial.heard.callbacks.filter((callback) => callback.kind === kind);
    for (const callback of some) expect(await fits(Callback, callback)).toBe('fits');
  }
});

it('every answer fits the contract', async () => {
  const answers = [
    [AccountAtBank, `/api/accounts/${lender}`],
    [BalancesPage, '/api/balances'],
    [TopUpAtBank, `/api/top-ups/${ids.topUp}`],
    [AuthorisationAtBank, `/api/authorisations/${ids.authorisation}`],
    [MandateAtBank, `/api/mandates/${ids.mandate}`],
    [BatchAtBank, `/api/batches/${ids.batch}`],
    [InstructionAtBank, `/api/instructions/${ids.withdrawal}`],
    [CustodianStatement, `/api/statements/${START_DAY}`],
    [StatementLinesPage, `/api/statements/${START_DAY}/lines`],
    [BankProblem, '/api/accounts/nobody'],
  ] as const;
  for (const [schema, target] of answers) {
    const { body } = await trial.ask('GET', target);
    expect(await fits(schema, body), target).toBe('fits');
  }
});

it('every answer to a payment provider, and every message to a phone, fits the contract', async () => {
  const key = readSigningKey(newSigningKeyPem());
  const { publicKeyPem: publicKey } = key;
  await trial.control('/sandbox/providers', { name: 'card-pay', publicKey });
  const [paymentId, amount] = [randomUUID(), yuan('5')];
  const told = { provider: 'card-pay', day: START_DAY };
  const line = { paymentId, account: lender, amount };
  for (const [schema, target, content] of [
    [ProviderSettlementTaken, 'settlements', { settlementId: 'P1', lines: [line], total: amount }],
    [ProviderReversalTaken, 'reversals', { reversalId: 'P2', ...line }],
  ] as const) {
    const [path, body] = [`/api/provider/${target}`, JSON.stringify({ ...told, ...content })];
    const headers = { ...signRequest(key, { method: 'POST', path, body }, trial.now) };
    const answer = await trial.send('POST', path, body, headers);
    expect(await fits(schema, answer.body), target).toBe('fits');
  }
  const credited = await trial.hears('top_up_credited', 1, ({ id }) => id === paymentId);
  expect(await fits(Callback, credited[0])).toBe('fits');
  for (const [schema, target] of [
    [PhoneMessages, `/sandbox/messages?mobile=${MOBILE}`],
    [SandboxState, '/sandbox/state'],
  ] as const) {
    const answer = await trial.control(target, undefined, 'GET');
    expect(await fits(schema, answer.body), target).toBe('fits');
  }
});

it('neither password nor card number stands in anything that the platform is sent', async () => {
  const said = [JSON.stringify(trial.heard.callbacks)];
  for (const target of [`/api/accounts/${lender}`, `/api/batches/${ids.batch}`]) {
    said.push(JSON.stringify((await trial.ask('GET', target)).body));
  }
  for (const text of said) {
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain('6222020200112233445');
  }
});
