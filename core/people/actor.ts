// Who acts: a person who signed in, an institution that sent a signed message, the calendar, or a rule.
import type { Id } from '../kit/id.ts';

export type Role = 'borrower' | 'lender' | 'partner' | 'staff' | 'regulator' | 'auditor';

/** The posts of the operator's staff (glossary 4.2); a lead is the checker of higher rank. */
export type Position =
  | 'loan_officer'
  | 'risk_analyst'
  | 'committee_member'
  | 'collector'
  | 'finance_officer'
  | 'compliance_officer'
  | 'service_agent'
  | 'marketing_officer'
  | 'product_officer'
  | 'branch_officer'
  | 'internal_auditor'
  | 'administrator';

/** A post, or that of the lead, who checks where a higher rank is asked for. */
export type StaffPosition = Position | `${Position}_lead`;

export type Actor =
  | {
      readonly kind: 'person';
      readonly id: Id;
      readonly roles: readonly Role[];
      readonly positions: readonly StaffPosition[];
    }
  | { readonly kind: 'custodian'; readonly name: string }
  | { readonly kind: 'payment_provider'; readonly name: string }
  | { readonly kind: 'identity_source'; readonly name: string }
  /** A rule of the house that follows from what happened, such as an assessment when a file is complete. */
  | { readonly kind: 'rule'; readonly name: string }
  /** Somebody who has not signed in, and wants to be a client. */
  | { readonly kind: 'visitor' }
  | { readonly kind: 'calendar' };

/**
 * The actor as one text, one for one: under which the log keeps what was asked.
 *
 * @example actorText({ kind: 'custodian', name: 'bank' }) // 'custodian bank'
 */
export function actorText(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return `person ${actor.id}`;
    case 'custodian':
    case 'payment_provider':
    case 'identity_source':
    case 'rule':
      return `${actor.kind} ${actor.name}`;
    case 'visitor':
    case 'calendar':
      return actor.kind;
  }
}

/**
 * The actor's own id, if it is a person in one of these roles.
 *
 * @example personIn({ kind: 'calendar' }, ['lender']) // undefined
 */
export function personIn(actor: Actor, roles: readonly Role[]): Id | undefined {
  if (actor.kind !== 'person') return undefined;
  return actor.roles.some((role) => roles.includes(role)) ? actor.id : undefined;
}

/**
 * Whether the actor is staff in one of these positions; a lead may do what the position may.
 *
 * @example holdsPosition({ kind: 'calendar' }, ['risk_analyst']) // false
 */
export function holdsPosition(actor: Actor, positions: readonly Position[]): boolean {
  if (actor.kind !== 'person' || !actor.roles.includes('staff')) return false;
  return actor.positions.some((held) => positions.includes(held.replace(/_lead$/, '') as Position));
}

/**
 * Whether the actor is the lead of one of these positions.
 *
 * @example leadsPosition({ kind: 'calendar' }, ['risk_analyst']) // false
 */
export function leadsPosition(actor: Actor, positions: readonly Position[]): boolean {
  if (actor.kind !== 'person' || !actor.roles.includes('staff')) return false;
  return positions.some((position) => actor.positions.includes(`${position}_lead`));
}

/**
 * The actor's own id, if it is staff in one of these positions.
 *
 * @example staffIn({ kind: 'calendar' }, ['risk_analyst']) // undefined
 */
export function staffIn(actor: Actor, positions: readonly Position[]): Id | undefined {
  return actor.kind === 'person' && holdsPosition(actor, positions) ? actor.id : undefined;
}
