// What the bank answers to requests that are too large, and to its own faults.
import Fastify from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { problemCode, TrialBank } from '../trial-bank.ts';
import { answerProblem } from './problems.ts';

const PAGE_BODY_BYTES = 64 * 1024;

let trial: TrialBank;
beforeEach(async () => {
  trial = await TrialBank.start();
});
afterEach(() => trial.end());

it('a body is taken up to its limit, and refused whole one byte beyond it', async () => {
  const ofLength = (length: number) => `{"day":"${'x'.repeat(length - '{"day":""}'.length)}"}`;
  const send = (body: string) =>
    trial.send('POST', '/sandbox/day', body, { 'mutua-sandbox-key': trial.bank.sandboxKey });
  expect(problemCode(await send(ofLength(PAGE_BODY_BYTES)))).toBe('invalid_input');
  const tooLarge = await send(ofLength(PAGE_BODY_BYTES + 1));
  expect([tooLarge.status, problemCode(tooLarge)]).toEqual([413, 'body_too_large']);
});

it('a fault of the bank is told as one, without a word of what it was', async () => {
  const app = Fastify();
  app.setErrorHandler(answerProblem);
  app.get('/fault', () => {
    throw new Error('The vault is at /srv/vault.');
  });
  const answer = await app.inject('/fault');
  expect(answer.statusCode).toBe(500);
  expect(answer.json()).toEqual({ code: 'internal_error', detail: 'The bank has a fault.' });
  await app.close();
});
