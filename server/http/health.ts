// GET /health: whether the platform can do its work, for whoever watches it.
import { Health } from '@mutua/contract/http/platform.ts';
import { Problem } from '@mutua/contract/http/problem.ts';
import type { FastifyInstance } from 'fastify';
import { httpProblem, languageOfRequest, sendProblem } from './problems.ts';
import type { PlatformContext } from './route-context.ts';

export function registerHealth(
  app: FastifyInstance,
  { isDatabaseReachable }: PlatformContext,
): void {
  const schema = {
    operationId: 'getHealth',
    tags: ['platform'],
    summary: 'Whether the platform can do its work',
    description: 'Asks the database. 503 when it does not answer within two seconds.',
    response: { 200: { description: 'All is well.', ...Health }, 503: Problem },
  };
  const config = { access: 'public' } as const;
  app.get('/health', { schema, config }, async (request, reply) => {
    if (await isDatabaseReachable()) {
      const health: Health = { status: 'ok', database: 'reachable' };
      return health;
    }
    return sendProblem(reply, httpProblem('unavailable', 503, languageOfRequest(request)));
  });
}
