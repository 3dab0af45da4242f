// An offline transfer and whose it is: the code that the payer wrote, and the name from which it came.
import { assert } from '../kit/assert.ts';

/** A transfer as the custodian reports it. */
export interface Slip {
  /** What the payer wrote, in whatever form. */
  readonly remark: string;
  /** The holder of the paying account. */
  readonly payerName: string;
}

/** A client whom a code may name. */
export interface SlipClient {
  readonly clientNumber: number;
  /** As the identity check confirmed it. */
  readonly verifiedName: string;
}

export type UnmatchedReason = 'no_code' | 'unknown_code' | 'two_codes' | 'payer_differs';

export type SlipMatch<Client extends SlipClient> =
  | { readonly kind: 'matched'; readonly client: Client }
  | { readonly kind: 'unmatched'; readonly reason: UnmatchedReason };

/** What a remark says about the payer: one code that may be a client's, or none that can be used. */
export type TopUpCodeReading =
  | { readonly kind: 'code'; readonly clientNumber: number }
  | { readonly kind: 'none'; readonly reason: 'no_code' | 'unknown_code' | 'two_codes' };

/** Thirty-one signs, a prime number of them, without 0, 1, I, O and U, which are read as others. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTVWXYZ';
const SIGN_COUNT = SIGNS.length;

/** A code is this letter pair, the signs of the number, and one check sign. */
const PREFIX = 'MU';
const NUMBER_SIGNS = 6;

/** Clients that the signs can tell apart: 887 million. */
const CLIENT_NUMBER_MAX = SIGN_COUNT ** NUMBER_SIGNS - 1;

/** Longer remarks are cut: a bank's has 300 characters at most. */
const REMARK_LENGTH_MAX = 1_000;

/** Groups of signs between which people put spaces and strokes. */
const CODE = new RegExp(
  `(?<![A-Z0-9])${PREFIX}((?:[ _.·:：/-]{0,2}[A-Z0-9]){${NUMBER_SIGNS + 1}})(?![A-Z0-9])`,
  'g',
);

/**
 * The code that a client writes into the remark of a transfer: `MU`, six signs and a check sign.
 *
 * The check sign makes Σ position × value divisible by 31. Since 31 is prime and the positions are 1 to 7, one
 * wrong sign, or two signs exchanged, never gives another client's code (the scheme of ISBN-10, over 31 signs).
 *
 * @param clientNumber from 1.
 * @example topUpCodeOf(1) // 'MU222223A'
 * @throws BrokenInvariant when there is no such client number.
 */
export function topUpCodeOf(clientNumber: number): string {
  assert(
    Number.isInteger(clientNumber) && clientNumber >= 1 && clientNumber <= CLIENT_NUMBER_MAX,
    'A client number has six signs at most.',
  );
  const values: number[] = [];
  for (
    let rest = clientNumber;
    values.length < NUMBER_SIGNS;
    rest = Math.floor(rest / SIGN_COUNT)
  ) {
    values.unshift(rest % SIGN_COUNT);
  }
  // The check sign stands at position 7, and 7 × 9 = 63 = 1 modulo 31: 9 is its inverse.
  const check = (SIGN_COUNT - (weightedSum(values) % SIGN_COUNT)) * 9;
  return PREFIX + [...values, check % SIGN_COUNT].map((value) => SIGNS[value]).join('');
}

/**
 * The one code in a free text. Full-width signs count as their plain ones and small letters as capitals; spaces,
 * strokes and points may stand inside a code, other words around it. The same code twice is one code.
 *
 * @returns `two_codes` for codes of different clients; `unknown_code` for what looks like a code and is none,
 * because a sign was mistyped.
 * @example readTopUpCode('充值 ｍｕ-222 223a 谢谢') // { kind: 'code', clientNumber: 1 }
 */
export function readTopUpCode(remark: string): TopUpCodeReading {
  const text = plain(remark.slice(0, REMARK_LENGTH_MAX)).toUpperCase();
  const numbers = new Set<number | undefined>();
  for (const [, signs = ''] of text.matchAll(CODE)) numbers.add(clientNumberOf(signs));
  const [clientNumber, ...others] = numbers;
  if (numbers.size === 0) return { kind: 'none', reason: 'no_code' };
  if (others.length > 0) return { kind: 'none', reason: 'two_codes' };
  if (clientNumber === undefined) return { kind: 'none', reason: 'unknown_code' };
  return { kind: 'code', clientNumber };
}

/**
 * Whose money it is: the client whose code the remark carries, if the paying account is in that client's
 * verified name. All else stays unmatched until a person has found out.
 *
 * @param client the client of that number, if there is one.
 * @example matchSlip({ remark: 'MU222223A', payerName: '李 雷' }, () => ({ clientNumber: 1, verifiedName: '李雷' }))
 * // { kind: 'matched', client: { clientNumber: 1, verifiedName: '李雷' } }
 */
export function matchSlip<Client extends SlipClient>(
  { remark, payerName }: Slip,
  client: (clientNumber: number) => Client | undefined,
): SlipMatch<Client> {
  const code = readTopUpCode(remark);
  if (code.kind === 'none') return { kind: 'unmatched', reason: code.reason };
  const found = client(code.clientNumber);
  if (found === undefined) return { kind: 'unmatched', reason: 'unknown_code' };
  const isOwn =
    plainName(payerName) !== '' && plainName(payerName) === plainName(found.verifiedName);
  return isOwn
    ? { kind: 'matched', client: found }
    : { kind: 'unmatched', reason: 'payer_differs' };
}

/**
 * A name as it is compared: full-width signs as plain ones, capitals as small letters, no spaces, and one kind of
 * the point that stands between the parts of many names (阿依古丽·买买提).
 *
 * @example plainName('Ａnna  MÜLLER') // 'annamüller'
 */
export function plainName(name: string): string {
  return plain(name)
    .toLowerCase()
    .replace(/\s/gu, '')
    .replace(/[•‧∙・．.·]/gu, '·');
}

function clientNumberOf(signs: string): number | undefined {
  const values = [...signs.replace(/[^A-Z0-9]/g, '')].map((sign) => SIGNS.indexOf(sign));
  if (values.includes(-1) || weightedSum(values) % SIGN_COUNT !== 0) return undefined;
  const number = values
    .slice(0, NUMBER_SIGNS)
    .reduce((total, value) => total * SIGN_COUNT + value, 0);
  return number >= 1 ? number : undefined;
}

function weightedSum(values: readonly number[]): number {
  return values.reduce((total, value, index) => total + (index + 1) * value, 0);
}

/** Compatibility forms, among them full-width letters, digits and spaces, as their plain ones (Unicode NFKC). */
function plain(text: string): string {
  return text.normalize('NFKC');
}
