// Who watches is watched: whatever regulator or auditor ask for is written down, for good, before it is answered
// (decision 34).
import type { Instant } from '@mutua/core/time/instant.ts';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Session } from '../people/session.ts';
import { insertView } from './view-store.ts';

/** They say who is signed in, and show nothing of the book. */
const NO_VIEWS = new Set(['getSession', 'signOut', 'signOutEverywhere', 'followEvents']);
const ADDRESS_LENGTH_MAX = 2_000;

export interface ObserverViewsOptions {
  readonly pool: pg.Pool;
  readonly clock: () => Instant;
}

/** To be called after the guard and before any route is registered. */
export function recordObserverViews(
  app: FastifyInstance,
  { pool, clock }: ObserverViewsOptions,
): void {
  // Only when the request has been found to be whole: what is not answered was not seen.
  app.addHook('preHandler', async (request) => {
    const { session } = request;
    if (session === null || !isObserver(session)) return;
    const { operationId = '' } = (request.routeOptions.schema ?? {}) as { operationId?: string };
    if (NO_VIEWS.has(operationId)) return;
    await insertView(pool, {
      ...{ observerId: session.personId, sessionId: session.sessionId, at: clock() },
      ...{ operation: operationId, address: request.url.slice(0, ADDRESS_LENGTH_MAX) },
    });
  });
}

function isObserver({ kind }: Pick<Session, 'kind'>): boolean {
  return kind === 'regulator' || kind === 'auditor';
}
