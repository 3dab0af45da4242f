// A sign-in 账号: the credentials with which one user enters.
import type { Id } from '../kit/id.ts';
import type { Instant } from '../time/instant.ts';
import type { Role, StaffPosition } from './actor.ts';

export type UserKind = 'client' | 'staff' | 'regulator' | 'auditor';

export interface SignIn {
  readonly personId: Id;
  readonly kind: UserKind;
  /** In the form in which names are compared; nobody else has it. */
  readonly signInName: string;
  readonly passwordHash: string;
  readonly roles: readonly Role[];
  /** Of staff only. */
  readonly positions: readonly StaffPosition[];
  readonly createdAt: Instant;
}

/** What somebody chose to sign in with. */
export interface Credentials {
  readonly signInName: string;
  readonly passwordHash: string;
}
