// What a route declares about who may use it, and who that was in a request.
import { type HeldPosition, POSITIONS, ROLES } from '@mutua/contract/people/role.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Actor, Role } from '@mutua/core/people/actor.ts';
import type { FastifyRequest } from 'fastify';
import type { Session } from '../people/session.ts';

export interface RoleAccess {
  readonly roles: readonly Role[];
  /** Of staff, only those in one of these positions; a lead may do what the position may. */
  readonly positions?: readonly HeldPosition[];
  /** Asked by a page by itself: it does not keep the session open. */
  readonly isBackground?: boolean;
}

/**
 * `public`: anybody. `signed_request`: whoever has a key on record; the route brings its own check of the
 * signature. Otherwise somebody who has signed in in one of these roles.
 */
export type Access = 'public' | 'signed_request' | RoleAccess;

/** Anybody who has signed in, in whatever role. */
export const SIGNED_IN: RoleAccess = { roles: ROLES };

/** Who asks, as the guard found it. */
export type PersonActor = Extract<Actor, { kind: 'person' }> & { readonly sessionId: Id };

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Set by the guard where a route asks for a role. */
    session: Session | null;
  }
}

/**
 * Who asks, in a route that is open to roles.
 *
 * @throws BrokenInvariant in a route that did not ask for anybody.
 */
export function actorOf(request: FastifyRequest): PersonActor {
  const { sessionId, personId, roles, positions } = sessionOf(request);
  return { kind: 'person', id: personId, roles, positions, sessionId };
}

/** The session in which a request was made, in a route that is open to roles. */
export function sessionOf({ session }: FastifyRequest): Session {
  assert(session !== null, 'The route declares which roles it is open to.');
  return session;
}

/** What is wrong with a route's declaration; nothing where it can be guarded. */
export function accessFault(access: unknown): string | undefined {
  if (access === undefined) return 'does not declare config.access';
  if (access === 'public' || access === 'signed_request') return undefined;
  if (typeof access !== 'object' || access === null) return 'declares an access that there is not';
  const { roles, positions } = access as Partial<RoleAccess>;
  if (!Array.isArray(roles) || roles.length === 0) return 'declares no role';
  if (!roles.every((role) => ROLES.includes(role))) return 'declares a role that there is not';
  if (positions === undefined) return undefined;
  if (!roles.includes('staff')) return 'declares positions, but not the role of staff';
  const areKnown = positions.length > 0 && positions.every((one) => POSITIONS.includes(one));
  return areKnown ? undefined : 'declares a position that there is not';
}

/** Whether these roles and positions open what is declared. */
export function mayUse(
  { roles, positions }: Pick<Session, 'roles' | 'positions'>,
  access: RoleAccess,
): boolean {
  return roles.some((role) => {
    if (!access.roles.includes(role)) return false;
    if (role !== 'staff' || access.positions === undefined) return true;
    return positions.some((held) => isAmong(held, access.positions ?? []));
  });
}

function isAmong(held: HeldPosition, positions: readonly HeldPosition[]): boolean {
  return positions.some((position) => held === position || held === `${position}_lead`);
}
