// The identity source 身份核验源 as a port, and the stub that answers in its place while none is connected.
import { readCreditCode, readIdentityNumber } from '@mutua/core/people/identity-number.ts';
import type { Day } from '@mutua/core/time/day.ts';

export interface PersonToVerify {
  readonly name: string;
  readonly identityNumber: string;
}

/** Name, identity number, card number and mobile number have to agree at the card's bank. */
export interface FourElements extends PersonToVerify {
  readonly cardNumber: string;
  readonly mobile: string;
}

export interface OrganisationToVerify {
  readonly name: string;
  readonly creditCode: string;
  readonly representative: PersonToVerify;
}

/**
 * - `verified`: everything agrees; `reference` is the source's own number for this answer.
 * - `mismatch`: what was sent does not belong together.
 * - `representative_mismatch`: the organisation exists, its legal representative is another.
 * - `no_answer`: the source could not be reached or does not say; nothing is known.
 */
export type IdentityAnswer =
  | { readonly kind: 'verified'; readonly reference: string }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'representative_mismatch' }
  | { readonly kind: 'no_answer' };

export interface IdentitySource {
  checkPerson(person: PersonToVerify): Promise<IdentityAnswer>;
  checkFourElements(elements: FourElements): Promise<IdentityAnswer>;
  checkOrganisation(organisation: OrganisationToVerify): Promise<IdentityAnswer>;
}

/** With these surnames the stub answers as real sources do on bad days; everybody else who is well formed is verified. */
export const STUB_SURNAMES = {
  /** Name and number do not agree, and a card or an organisation is another's. */
  mismatch: '错',
  /** The source does not answer. */
  no_answer: '默',
} as const;

/** The same by the last three digits before the check character, for names that must stay ordinary. */
export const STUB_SEQUENCES = { mismatch: '998', no_answer: '999' } as const;

const VERIFIED_REFERENCE = 'stub';

/**
 * A source that answers by rule and asks nobody: the same question always has the same answer, and nothing
 * of it is kept.
 *
 * @param today the business date, by which a day of birth can be in the future.
 */
export function identityStub(today: () => Day): IdentitySource {
  const person = (one: PersonToVerify) => answerFor(one, today());
  return {
    checkPerson: async (one) => person(one),
    checkFourElements: async ({ cardNumber, mobile, ...one }) => {
      const answer = person(one);
      if (answer.kind !== 'verified') return answer;
      return isCardNumber(cardNumber) && isMobile(mobile) ? answer : { kind: 'mismatch' };
    },
    checkOrganisation: async ({ name, creditCode, representative }) => {
      const own = byName(name);
      if (own) return own;
      if (!readCreditCode(creditCode, 'creditCode').ok) return { kind: 'mismatch' };
      const answer = person(representative);
      return answer.kind === 'mismatch' ? { kind: 'representative_mismatch' } : answer;
    },
  };
}

function answerFor({ name, identityNumber }: PersonToVerify, today: Day): IdentityAnswer {
  const own = byName(name);
  if (own) return own;
  const number = readIdentityNumber(identityNumber, 'identityNumber', today);
  if (!number.ok || name.trim() === '') return { kind: 'mismatch' };
  const sequence = number.value.number.slice(-4, -1);
  if (sequence === STUB_SEQUENCES.no_answer) return { kind: 'no_answer' };
  if (sequence === STUB_SEQUENCES.mismatch) return { kind: 'mismatch' };
  return { kind: 'verified', reference: VERIFIED_REFERENCE };
}

function byName(name: string): IdentityAnswer | undefined {
  if (name.startsWith(STUB_SURNAMES.no_answer)) return { kind: 'no_answer' };
  return name.startsWith(STUB_SURNAMES.mismatch) ? { kind: 'mismatch' } : undefined;
}

/** 16 to 19 digits whose last one is the check digit of ISO/IEC 7812 (Luhn). */
function isCardNumber(text: string): boolean {
  if (!/^\d{16,19}$/.test(text)) return false;
  let total = 0;
  for (const [index, digit] of [...text].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    total += value > 9 ? value - 9 : value;
  }
  return total % 10 === 0;
}

function isMobile(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text);
}
