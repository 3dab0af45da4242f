// Identity: the personal data of a user, in a table of its own that can be blotted out; no event carries it.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Id } from '../kit/id.ts';
import type { Instant } from '../time/instant.ts';

/** A natural person by name and identity number. */
export interface NamedPerson {
  readonly name: string;
  /** As `readIdentityNumber` gives it. */
  readonly identityNumber: string;
}

/** Who signs for an organisation on the platform. */
export interface AuthorisedSignatory extends NamedPerson {
  readonly mobile: string;
}

export interface Identity {
  readonly personId: Id;
  readonly name: string;
  readonly mobile?: string;
  /** The identity number of a person, the unified social credit code of an organisation. */
  readonly number?: string;
  /** Under which the same number is found again. */
  readonly numberDigest?: string;
  /** Of an organisation. */
  readonly legalRepresentative?: NamedPerson;
  readonly authorisedSignatory?: AuthorisedSignatory;
  /** From the verification on: when it was, and the source's own number of its answer. */
  readonly verifiedAt?: Instant;
  readonly verificationReference?: string;
}

/**
 * The SHA-256 of a number, in hexadecimal digits: the same number is known again without being read.
 *
 * @example numberDigestOf('11010519491231002X').length // 64
 */
export function numberDigestOf(number: string): string {
  return bytesToHex(sha256(utf8ToBytes(number)));
}
