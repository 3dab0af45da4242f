// Every route of the API is registered here, and nowhere else.
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { registerQuote } from '../loan/quote.ts';
import { registerHealth } from './health.ts';
import { registerPlatform } from './platform.ts';

export interface RouteContext {
  readonly pool: pg.Pool;
  readonly version: string;
  /** Whether the database answers at this moment. */
  readonly isDatabaseReachable: () => Promise<boolean>;
}

export function registerRoutes(app: FastifyInstance, context: RouteContext): void {
  registerHealth(app, context);
  registerPlatform(app, context);
  registerQuote(app);
}
