// GET /api/demo/persons: who can be tried out, in a demo and nowhere else.
import { DemoPersonsOnWire } from '@mutua/contract/installation/demo.ts';
import type { FastifyInstance } from 'fastify';
import type { Demo } from './demo.ts';

/** To be called before the platform listens, and only where `demoAllowed` says nothing. */
export function registerDemo(app: FastifyInstance, demo: Pick<Demo, 'persons'>): void {
  const schema = {
    operationId: 'listDemoPersons',
    tags: ['platform'],
    summary: 'The persons of this demo, with their passwords',
    description: 'Only a demo on this machine has them; they are nobody.',
    response: { 200: { description: 'The persons.', ...DemoPersonsOnWire } },
  };
  const config = { access: 'public' } as const;
  app.get('/api/demo/persons', { schema, config }, async () => demo.persons());
}
