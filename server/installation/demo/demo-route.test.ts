import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildTrialApp } from '../../http/trial-app.ts';
import { registerDemo } from './demo-route.ts';

let app: FastifyInstance;
beforeEach(async () => {
  app = await buildTrialApp();
});
afterEach(() => app.close());

describe('GET /api/demo/persons', () => {
  it('is there for anybody in a demo', async () => {
    const person = {
      ...{ key: 'lender-one', name: '顾亦禾', signInName: 'demo-lender-one', password: 'p' },
      ...{ roles: ['lender' as const], positions: [], isOrganisation: false, isReady: false },
      personId: '00000000-0000-8000-8000-000000000001',
      atBank: { paymentPassword: '1', mobile: '2', phonePin: '3' },
    };
    const answer = { isReady: false, bankUrl: 'http://127.0.0.1:4001', persons: [person] };
    registerDemo(app, { persons: () => answer });
    const response = await app.inject('/api/demo/persons');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual(answer);
    const description = await app.inject('/api/openapi.json');
    expect(description.body).toContain('listDemoPersons');
  });

  it('is nowhere else', async () => {
    expect((await app.inject('/api/demo/persons')).statusCode).toBe(404);
    expect((await app.inject('/api/openapi.json')).body).not.toContain('listDemoPersons');
  });
});
