// Every route of the API is registered here, and nowhere else.
import type { FastifyInstance } from 'fastify';
import { registerQuote } from '../loan/quote.ts';
import { registerSession, registerSignIn } from '../people/sign-in-route.ts';
import { registerHealth } from './health.ts';
import { registerPlatform } from './platform.ts';
import type { RouteContext } from './route-context.ts';

export function registerRoutes(app: FastifyInstance, context: RouteContext): void {
  registerHealth(app, context);
  registerPlatform(app, context);
  registerSignIn(app, context);
  registerSession(app, context);
  registerQuote(app);
}
