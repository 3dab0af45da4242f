// The contract 合同 of a loan as a record: what all parties agreed to, in one canonical text, with its hash.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Id } from '../kit/id.ts';
import type { Instant } from '../time/instant.ts';

/** The one contract of a loan. */
export interface LoanContract {
  readonly loanId: Id;
  readonly borrowerId: Id;
  /** The borrower's account at the custodian, to which alone is disbursed. */
  readonly payee: string;
  /** Canonical JSON: fields in the order of their names, money in minor units as texts, no spaces. */
  readonly document: string;
  /** SHA-256 of the document's UTF-8 bytes, in 64 hexadecimal digits. */
  readonly hash: string;
  readonly signedAt: Instant;
}

/** What can stand in a canonical document. */
export type DocumentValue =
  | string
  | number
  | boolean
  | bigint
  | readonly DocumentValue[]
  | { readonly [field: string]: DocumentValue | undefined };

/**
 * The one text of a document: the same value always gives the same text, whatever the order of its fields.
 * Whole numbers of money, which may be large, are texts in it.
 *
 * @example canonicalText({ term: 12, amount: 10n, lenders: ['b', 'a'] })
 * // '{"amount":"10","lenders":["b","a"],"term":12}'
 */
export function canonicalText(value: DocumentValue): string {
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalText).join(',')}]`;
  const fields = Object.keys(value)
    .toSorted()
    .flatMap((name) => {
      const field = value[name];
      return field === undefined ? [] : [`${JSON.stringify(name)}:${canonicalText(field)}`];
    });
  return `{${fields.join(',')}}`;
}

/**
 * The hash of a text: SHA-256 of its UTF-8 bytes (FIPS 180-4), in hexadecimal digits.
 *
 * @example hashOfText('abc') // 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
 */
export function hashOfText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

function isList(value: DocumentValue & object): value is readonly DocumentValue[] {
  return Array.isArray(value);
}
