// Deny by default: a route that does not say who may use it cannot be registered, and of those that do,
// each request is let in or refused before anything of it is read.
import { refuse } from '@mutua/core/kit/result.ts';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { Session, Sessions } from '../people/session.ts';
import { accessFault, mayUse, type RoleAccess } from './access.ts';
import { Refused } from './problems.ts';

export const SESSION_COOKIE = 'mutua_session';

export interface GuardOptions {
  readonly sessions: Pick<Sessions, 'find'>;
  /** Scheme and host under which browsers reach the platform, where a proxy changes them. */
  readonly publicOrigin?: string | undefined;
  /** Addresses of routes whose makers let nothing be declared; anybody may read them. */
  readonly publicPaths: readonly string[];
}

/** To be called before any route is registered, and after the cookies are read. */
export function guardRoutes(app: FastifyInstance, options: GuardOptions): void {
  app.decorateRequest('session', null);
  app.addHook('onRoute', (route) => {
    if (isOpenByName(route, options.publicPaths)) {
      route.config = { ...route.config, access: 'public' };
    }
    requireDeclaration(route);
  });
  app.addHook('onRequest', async (request) => {
    if (request.is404) return;
    const { access } = request.routeOptions.config;
    if (access === 'public' || access === 'signed_request') return;
    if (access === undefined) throw new Refused(refuse('not_allowed').refusal);
    request.session = await admit(request, access, options);
  });
}

function isOpenByName(
  { path, method, config }: RouteOptions & { path: string },
  open: readonly string[],
) {
  const onlyReads = [method].flat().every((one) => one === 'GET' || one === 'HEAD');
  return onlyReads && open.includes(path) && config?.access === undefined;
}

function requireDeclaration(route: RouteOptions & { path: string }): void {
  const access: unknown = route.config?.access;
  const fault = accessFault(access);
  const checksSignature =
    route.preParsing !== undefined ||
    route.preValidation !== undefined ||
    route.preHandler !== undefined;
  const unsigned =
    access === 'signed_request' && !checksSignature ? 'brings no check of the signature' : fault;
  if (unsigned === undefined) return;
  throw new Error(`The route ${String(route.method)} ${route.path} ${unsigned}.`);
}

async function admit(
  request: FastifyRequest,
  access: RoleAccess,
  { sessions, publicOrigin }: GuardOptions,
): Promise<Session> {
  const credential = credentialOf(request);
  if (credential === undefined) throw new Refused(refuse('sign_in_required').refusal);
  const isForeign = credential.by === 'cookie' && !isHarmless(request, publicOrigin);
  if (isForeign) throw new Refused(refuse('not_allowed').refusal);
  const session = await sessions.find(credential.token, access.isBackground !== true);
  if (session === undefined) throw new Refused(refuse('sign_in_required').refusal);
  if (!mayUse(session, access)) throw new Refused(refuse('not_allowed').refusal);
  return session;
}

interface Credential {
  readonly by: 'cookie' | 'bearer';
  readonly token: string;
}

/** A program's header goes before a browser's cookie: only a program can send it. */
function credentialOf({ headers, cookies }: FastifyRequest): Credential | undefined {
  if (headers.authorization !== undefined) {
    const [, token] = /^Bearer +([\w-]+) *$/i.exec(headers.authorization) ?? [];
    return token === undefined ? undefined : { by: 'bearer', token };
  }
  const token = cookies[SESSION_COOKIE];
  return token === undefined ? undefined : { by: 'cookie', token };
}

/**
 * A browser sends the cookie along whichever page made it ask; what changes something is done only for
 * pages of ours, as the browser itself says.
 */
function isHarmless(request: FastifyRequest, publicOrigin: string | undefined): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(request.method) || isSameOrigin(request, publicOrigin);
}

/** Whether the browser says that a page of ours asks; a request that says nothing may come from any. */
export function isSameOrigin(request: FastifyRequest, publicOrigin?: string): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined) return site === 'same-origin';
  return origin !== undefined && origin === (publicOrigin ?? ownOrigin(request));
}

/** Whether the browser says that a page of somebody else asks. */
export function isCrossOrigin(request: FastifyRequest, publicOrigin?: string): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  return (origin !== undefined || site !== undefined) && !isSameOrigin(request, publicOrigin);
}

function ownOrigin({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${host}`;
}
