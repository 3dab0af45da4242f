// Which users there are, and in which positions staff work (glossary 4.1 and 4.2).
import type { Position, Role } from '@mutua/core/people/actor.ts';

export const ROLES = [
  'borrower',
  'lender',
  'partner',
  'staff',
  'regulator',
  'auditor',
] as const satisfies readonly Role[];

/** What kind of user a sign-in belongs to: a client may have several roles, all others have the one. */
export const SIGN_IN_KINDS = ['client', 'staff', 'regulator', 'auditor'] as const;
export type SignInKind = (typeof SIGN_IN_KINDS)[number];

const POSTS = [
  'loan_officer',
  'risk_analyst',
  'committee_member',
  'collector',
  'finance_officer',
  'compliance_officer',
  'service_agent',
  'marketing_officer',
  'product_officer',
  'branch_officer',
  'internal_auditor',
  'administrator',
] as const satisfies readonly Position[];

/** A post, or that of the lead, who checks where a higher rank is asked for. */
export type HeldPosition = Position | `${Position}_lead`;
export const POSITIONS: readonly HeldPosition[] = POSTS.flatMap((post): readonly HeldPosition[] => [
  post,
  `${post}_lead`,
]);
