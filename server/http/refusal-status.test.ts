import { refuse } from '@mutua/core/kit/result.ts';
import { describe, expect, it } from 'vitest';
import { Refused } from './problems.ts';
import { statusOfRefusal } from './refusal-status.ts';
import { buildTrialApp } from './trial-app.ts';

describe('the status of a refusal', () => {
  it.each([
    ['invalid_input', 400],
    ['sign_in_required', 401],
    ['not_allowed', 403],
    ['same_person', 403],
    ['client_frozen', 403],
    ['not_found', 404],
    ['command_id_reused', 409],
    ['changed_meanwhile', 409],
    ['wrong_stage', 409],
    ['exceeds_remaining', 422],
    ['insufficient_cash', 422],
    ['too_many_requests', 429],
    ['sign_in_locked', 429],
    ['busy', 503],
  ] as const)('%s is %d', (code, status) => {
    expect(statusOfRefusal(code)).toBe(status);
  });
});

describe('a refusal on the wire', () => {
  async function answerTo(refused: Refused) {
    const app = await buildTrialApp();
    app.get('/api/refused', { config: { access: 'public' } }, async () => {
      throw refused;
    });
    const answer = await app.inject('/api/refused');
    await app.close();
    return answer;
  }

  it('carries what its text speaks of, for programs', async () => {
    const { refusal } = refuse('wrong_stage', { state: 'funding' });
    const answer = await answerTo(new Refused(refusal));
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({ code: 'wrong_stage', data: { state: 'funding' } });
  });

  it('says when to come again', async () => {
    const { refusal } = refuse('too_many_requests', { seconds: '17' });
    const answer = await answerTo(new Refused(refusal));
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['retry-after']).toBe('17');
    const busy = await answerTo(new Refused(refuse('busy').refusal));
    expect(busy.statusCode).toBe(503);
    expect(busy.headers['retry-after']).toBe('5');
  });

  it('that nothing is there reads as when there is no such address', async () => {
    const answer = await answerTo(new Refused(refuse('not_found').refusal));
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ title: 'Not found', code: 'not_found' });
  });
});
