// Signing in and out, and who is signed in.

import {
  OpenedSessionOnWire,
  SessionOnWire,
  SignInRequestOnWire,
} from '@mutua/contract/people/sign-in.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import { isoOf } from '@mutua/core/time/instant.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SIGNED_IN, sessionOf } from '../http/access.ts';
import { isCrossOrigin, SESSION_COOKIE } from '../http/guard.ts';
import { Refused, tooMany } from '../http/problems.ts';
import type { RouteContext } from '../http/route-context.ts';
import type { OpenedSession, Session } from './session.ts';
import { signIn } from './sign-in.ts';
import { nameDigest } from './sign-in-name.ts';

const MINUTE_MS = 60_000;

type SignInRequest = FastifyRequest<{ Body: SignInRequestOnWire }>;

export function registerSignIn(app: FastifyInstance, context: RouteContext): void {
  const requireFewTries = nameLimit(app, context);
  const schema = {
    operationId: 'signIn',
    tags: ['people'],
    summary: 'Sign in',
    description:
      'A name that nobody has and a wrong password get the same answer (`invalid_input`, naming `password`). Repeated failures lock the name for a time that grows.',
    body: SignInRequestOnWire,
    response: { 200: { description: 'The session that was opened.', ...OpenedSessionOnWire } },
    'x-refusals': ['not_allowed', 'sign_in_locked', 'too_many_requests', 'busy'],
  };
  const rateLimit = {
    max: context.signInLimits.perAddress,
    timeWindow: MINUTE_MS,
    errorResponseBuilder: (_: FastifyRequest, { ttl }: { ttl: number }) => tooMany(ttl),
  };
  const config = { access: 'public', rateLimit } as const;
  app.post('/api/sign-in', { schema, config }, async (request: SignInRequest, reply) => {
    // Nobody is to be signed in by a page of somebody else, as somebody else.
    if (isCrossOrigin(request, context.publicOrigin)) {
      throw new Refused(refuse('not_allowed').refusal);
    }
    await requireFewTries(request);
    const { signInName, password, sessionKind } = request.body;
    const userAgent = request.headers['user-agent'] ?? '';
    const opened = await signIn(context, { signInName, password, userAgent });
    if (!opened.ok) throw new Refused(opened.refusal);
    if (sessionKind === 'bearer') return writeOpened(opened.value);
    await endEarlier(request, context);
    giveCookie(request, reply, { context, opened: opened.value });
    return writeSession(opened.value.session);
  });
}

export function registerSession(app: FastifyInstance, { sessions }: RouteContext): void {
  const config = { access: SIGNED_IN };
  const whoAmI = {
    operationId: 'getSession',
    tags: ['people'],
    summary: 'Who is signed in',
    response: { 200: { description: 'The session of this request.', ...SessionOnWire } },
  };
  app.get('/api/session', { schema: whoAmI, config }, async (request) =>
    writeSession(sessionOf(request)),
  );

  const done = { 204: { description: 'The session has ended.', type: 'null' } };
  const signOut = {
    operationId: 'signOut',
    tags: ['people'],
    summary: 'Sign out',
    response: done,
  };
  app.post('/api/sign-out', { schema: signOut, config }, async (request, reply) => {
    await sessions.end(sessionOf(request).sessionId);
    return takeCookie(reply).status(204).send();
  });

  const everywhere = {
    operationId: 'signOutEverywhere',
    tags: ['people'],
    summary: 'Sign out on every device',
    description: 'Ends all sessions of whoever asks, this one too.',
    response: done,
  };
  app.post('/api/sign-out-everywhere', { schema: everywhere, config }, async (request, reply) => {
    await sessions.endAll(sessionOf(request).personId);
    return takeCookie(reply).status(204).send();
  });
}

/** One name is not tried from everywhere at once, whether anybody has it or not. */
function nameLimit(app: FastifyInstance, { signInLimits }: RouteContext) {
  const count = app.createRateLimit({
    max: signInLimits.perName,
    timeWindow: MINUTE_MS,
    keyGenerator: (request) =>
      nameDigest((request as SignInRequest).body.signInName).toString('base64'),
  });
  return async (request: SignInRequest) => {
    const counted = await count(request as FastifyRequest);
    if (!counted.isAllowed && counted.isExceeded) throw tooMany(counted.ttl);
  };
}

/** Whoever signs in again in the same browser leaves no session behind. */
async function endEarlier({ cookies }: FastifyRequest, { sessions }: RouteContext): Promise<void> {
  const token = cookies[SESSION_COOKIE];
  const earlier = token === undefined ? undefined : await sessions.find(token, false);
  if (earlier !== undefined) await sessions.end(earlier.sessionId);
}

interface Giving {
  readonly context: RouteContext;
  readonly opened: OpenedSession;
}

function giveCookie(request: FastifyRequest, reply: FastifyReply, giving: Giving): void {
  const { context, opened } = giving;
  const { publicOrigin = `${request.protocol}:` } = context;
  reply.setCookie(SESSION_COOKIE, opened.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: publicOrigin.startsWith('https:'),
    maxAge: Math.floor((opened.session.expiresForGoodAt - context.clock()) / 1_000),
  });
}

function takeCookie(reply: FastifyReply): FastifyReply {
  return reply.clearCookie(SESSION_COOKIE, { path: '/' });
}

function writeOpened({ session, token }: OpenedSession): OpenedSessionOnWire {
  return { ...writeSession(session), token };
}

function writeSession(session: Session): SessionOnWire {
  const { sessionId, personId, kind, roles, positions } = session;
  return {
    sessionId,
    personId,
    kind,
    roles: [...roles],
    positions: [...positions],
    expiresAt: isoOf(session.expiresAt),
    expiresForGoodAt: isoOf(session.expiresForGoodAt),
  };
}
