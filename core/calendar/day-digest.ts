// The digest of a closed day: SHA-256 over the digest of the day before and everything that the close says.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { formatDay } from '../time/day.ts';
import type { DayClosed } from './day-close.ts';

/** What of a close the digest covers: everything but itself. */
export type DigestedClose = Omit<DayClosed, 'kind' | 'digest'>;

/**
 * The digest as 64 hexadecimal digits. The text under it has one line for each thing said, in this order: the
 * name and version of the form; the previous digest, or `-`; the day; the first and last number of its
 * transfers and their count; the same of its commands; how many accounts changed; the digest of the content;
 * each row of the trial balance as `kind currency balance`; each instruction in transit as `id state`.
 *
 * @example dayDigest({
 *   day: dayOf(2026, 3, 2), firstTransferId: 1n, lastTransferId: 0n, transfers: 0n, firstSequence: 1n,
 *   lastSequence: 2n, commands: 2n, accountsChanged: 0n, contentDigest: digestOfLines([]), trialBalance: [],
 *   inTransit: [],
 * })
 * // digestOfLines([
 * //   'mutua day close 1', '-', '2026-03-02', 'transfers 1 0 0', 'commands 1 2 2', 'accounts 0',
 * //   `content ${digestOfLines([])}`,
 * // ])
 */
export function dayDigest(close: DigestedClose): string {
  const lines = [
    'mutua day close 1',
    close.previousDigest ?? '-',
    formatDay(close.day),
    `transfers ${close.firstTransferId} ${close.lastTransferId} ${close.transfers}`,
    `commands ${close.firstSequence} ${close.lastSequence} ${close.commands}`,
    `accounts ${close.accountsChanged}`,
    `content ${close.contentDigest}`,
    ...close.trialBalance.map(({ kind, currency, balance }) => `${kind} ${currency} ${balance}`),
    ...close.inTransit.map(({ instructionId, state }) => `${instructionId} ${state}`),
  ];
  return digestOfLines(lines);
}

/**
 * SHA-256 over lines that each end with a line feed, as hexadecimal digits.
 *
 * @example digestOfLines([]) // 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
 */
export function digestOfLines(lines: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(lines.map((line) => `${line}\n`).join(''))));
}
