// Each bad turn that the sandbox can be told to take.
import { randomUUID } from 'node:crypto';
import type { Behaviour } from '@mutua/contract/custodian/sandbox.ts';
import type { TopUpAtBank } from '@mutua/contract/custodian/top-ups.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { confirmPage } from './customer.ts';
import { LOAN, PASSWORD, problemCode, START_DAY, TrialBank, yuan } from './trial-bank.ts';

let trial: TrialBank;
let lender: string;
beforeEach(async () => {
  trial = await TrialBank.start();
  lender = await trial.funded('lender', '10000');
  await trial.hears('movement');
  trial.heard.callbacks.length = 0;
});
afterEach(() => trial.end());

const tell = (...behaviours: Behaviour[]) => trial.control('/sandbox/behaviours', { behaviours });

/** An instruction that is refused, and so calls back and does nothing else. */
const empty = (id: string = randomUUID()) =>
  ({ kind: 'send_back', id, bankReference: 'B1' }) as const;

const sequences = () => trial.heard.callbacks.map(({ sequence }) => sequence);

it('an answer never comes, although the batch was worked: the status query says so', async () => {
  await tell({ kind: 'answer_never', path: '/api/batches' });
  const [batchId, id] = [randomUUID(), randomUUID()];
  const content = { batchId, instructions: [empty(id)] };
  const sent = trial.ask('POST', '/api/batches', content).then(
    () => 'answered',
    () => 'cut off',
  );
  const waited = new Promise((resolve) => setTimeout(resolve, 500, 'waiting'));
  expect(await Promise.race([sent, waited])).toBe('waiting');
  expect((await trial.hears('batch_done'))[0]?.data.batchId).toBe(batchId);
  expect((await trial.ask('GET', `/api/instructions/${id}`)).status).toBe(200);
  expect((await trial.ask('POST', '/api/batches', content)).status).toBe(202);
  await trial.reopen();
  expect(await sent).toBe('cut off');
});

it('a callback comes twice, under one id', async () => {
  await tell({ kind: 'callback_twice' });
  await trial.batch(empty());
  const [first, second] = await trial.hears('batch_done', 2);
  expect(second).toEqual(first);
});

it('a callback is lost, and the next one comes', async () => {
  await tell({ kind: 'callback_lost', callback: 'batch_done' });
  const [lost, kept] = [empty(), empty()];
  await trial.batch(lost);
  await trial.batch(kept);
  const [heard] = await trial.hears('batch_done');
  expect(heard?.data.results[0]?.id).toBe(kept.id);
});

it('callbacks come in reversed order', async () => {
  await tell({ kind: 'callbacks_out_of_order', count: 3 });
  for (let count = 0; count < 4; count += 1) await trial.batch(empty());
  await trial.hears('batch_done', 4);
  const [a = 0, b = 0, c = 0, d = 0] = sequences();
  expect([b, c]).toEqual([a - 1, a - 2]);
  expect(d).toBe(a + 1);
});

it('callbacks of an unfinished group come all the same, a few seconds later', async () => {
  await tell({ kind: 'callbacks_out_of_order', count: 3 });
  await trial.batch(empty());
  await trial.batch(empty());
  await trial.hears('batch_done', 2);
  const [first = 0, second = 0] = sequences();
  expect(first).toBe(second + 1);
});

it('a callback comes hours late by the bank’s clock, and others overtake it', async () => {
  await tell({ kind: 'callback_late', milliseconds: 2 * 3_600_000 });
  const [late, next] = [empty(), empty()];
  await trial.batch(late);
  await trial.batch(next);
  await trial.hears('batch_done');
  trial.pass(3_600_000);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(trial.heard.callbacks).toHaveLength(1);
  await trial.control('/sandbox/clock', { advanceMs: 3_600_000 });
  const [overtaking, overtaken] = await trial.hears('batch_done', 2);
  expect(overtaking?.data.results[0]?.id).toBe(next.id);
  expect(overtaken?.data.results[0]?.id).toBe(late.id);
});

it('a freeze is refused, once', async () => {
  await tell({ kind: 'refuse_freeze', reason: 'account_not_open' });
  const payee = await trial.account('borrower');
  const authorisation = await trial.mandate(lender, {});
  const freeze = { kind: 'freeze', account: lender, payee, loanId: LOAN } as const;
  const outcome = () =>
    trial.outcome({ ...freeze, id: randomUUID(), amount: yuan('100'), authorisation });
  expect(await outcome()).toBe('account_not_open');
  expect(await outcome()).toBe('confirmed');
});

it('a withdrawal is paid and comes back, by order or by the control', async () => {
  await tell({ kind: 'bounce_withdrawal' });
  const withdraw = async () => {
    const id = randomUUID();
    const amount = yuan('4000');
    const asked = { instructionId: id, kind: 'withdraw', account: lender, amount };
    const authorisation = await trial.authorisation(asked);
    expect(
      await trial.outcome({ kind: 'withdraw', id, account: lender, amount, authorisation }),
    ).toBe('confirmed');
    return id;
  };
  const first = await withdraw();
  const [bounced] = await trial.hears('withdrawal_bounced');
  expect(bounced?.data).toMatchObject({ id: first, amount: yuan('4000'), day: START_DAY });
  expect(await trial.standing(lender)).toEqual(['10000', '0']);
  const kinds = trial.heard.callbacks.map(({ kind }) => kind);
  expect(kinds.indexOf('batch_done')).toBeLessThan(kinds.indexOf('withdrawal_bounced'));
  const second = await withdraw();
  expect(await trial.standing(lender)).toEqual(['6000', '0']);
  expect((await trial.control(`/sandbox/withdrawals/${second}/bounce`)).status).toBe(200);
  const again = await trial.control(`/sandbox/withdrawals/${second}/bounce`);
  expect(problemCode(again)).toBe('wrong_stage');
  expect(await trial.standing(lender)).toEqual(['10000', '0']);
});

it('a top-up fails although its owner confirmed it', async () => {
  await tell({ kind: 'fail_top_up' });
  const request = { id: randomUUID(), account: lender, amount: yuan('100') };
  const { body } = await trial.ask<TopUpAtBank>('POST', '/api/top-ups', request);
  expect((await confirmPage(body.pageUrl, PASSWORD)).text).toContain('did not succeed');
  expect((await trial.hears('top_up_failed'))[0]?.data.id).toBe(request.id);
  expect(await trial.standing(lender)).toEqual(['10000', '0']);
});

it('a top-up is reversed: what is available is debited, what is frozen or gone is owed', async () => {
  const id = await trial.topUp(lender, '5000');
  const payee = await trial.account('borrower');
  const authorisation = await trial.mandate(lender, {});
  const freeze = {
    kind: 'freeze',
    id: randomUUID(),
    account: lender,
    payee,
    loanId: LOAN,
  } as const;
  await trial.outcome({ ...freeze, amount: yuan('12000'), authorisation });
  expect((await trial.control(`/sandbox/top-ups/${id}/reverse`)).status).toBe(200);
  const [reversed] = await trial.hears('top_up_reversed');
  expect(reversed?.data).toMatchObject({
    id,
    amount: yuan('5000'),
    debited: yuan('3000'),
    shortfall: yuan('2000'),
  });
  expect(await trial.standing(lender)).toEqual(['12000', '12000']);
  expect(problemCode(await trial.control(`/sandbox/top-ups/${id}/reverse`))).toBe('wrong_stage');
});

it('money leaves that nobody authorised, and the platform hears of it at once', async () => {
  const began = performance.now();
  const body = { amount: yuan('700') };
  expect((await trial.control(`/sandbox/accounts/${lender}/debit`, body)).status).toBe(200);
  const [movement] = await trial.hears('movement');
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(movement?.data).toMatchObject({
    account: lender,
    direction: 'debit',
    amount: yuan('700'),
    code: 'other_debit',
    booked: yuan('9300'),
  });
  const tooMuch = await trial.control(`/sandbox/accounts/${lender}/debit`, {
    amount: yuan('9301'),
  });
  expect(problemCode(tooMuch)).toBe('insufficient_funds');
});

it('a balance is tampered with by one minor unit, and nobody is called', async () => {
  const other = await trial.account('lender');
  const tamper = (content: object) => trial.control(`/sandbox/accounts/${lender}/tamper`, content);
  await tamper({ by: '1' });
  await tamper({ by: '-1', against: other });
  await tamper({ by: '-1' });
  expect(await trial.standing(lender)).toEqual(['9999', '0']);
  expect(await trial.standing(other)).toEqual(['1', '0']);
  await trial.batch(empty());
  await trial.hears('batch_done');
  expect(trial.heard.callbacks.some(({ kind }) => kind === 'movement')).toBe(false);
});

it('something happens by chance, the same each time with the same seed', async () => {
  const outcomes = async () => {
    await trial.control('/sandbox/behaviours', {
      behaviours: [{ kind: 'callback_lost', chancePpm: 500_000, seed: 7 }],
      replace: true,
    });
    return trial.control<{ behaviours: unknown[] }>('/sandbox/state', undefined, 'GET');
  };
  expect((await outcomes()).body.behaviours).toHaveLength(1);
  for (let count = 0; count < 40; count += 1) await trial.batch(empty());
  await trial.control('/sandbox/behaviours', { behaviours: [], replace: true });
  const last = empty();
  await trial.batch(last);
  await trial.hears('batch_done');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(trial.heard.callbacks.length).toBeGreaterThan(8);
  expect(trial.heard.callbacks.length).toBeLessThan(33);
});

it('callbacks wait for a platform that does not listen, over a restart, in their order', async () => {
  trial.heard.isDeaf = true;
  for (let count = 0; count < 3; count += 1) await trial.batch(empty());
  const { body } = await trial.control<{ undeliveredCount: number }>(
    '/sandbox/state',
    undefined,
    'GET',
  );
  expect(body.undeliveredCount).toBe(3);
  await trial.reopen();
  trial.heard.isDeaf = false;
  await trial.hears('batch_done', 3);
  expect(sequences()).toEqual([...sequences()].sort((left, right) => left - right));
});
