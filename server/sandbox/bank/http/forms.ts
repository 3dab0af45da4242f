// Forms of the bank's pages: how they are read, what may be wrong with their fields, and how a page is answered.
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Bank } from '../bank.ts';
import type { CodeAnswer, CodeSent } from '../dealings/owner-codes.ts';
import {
  checkPassword,
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
} from '../dealings/payment-password.ts';
import { GOOD_NEWS } from '../pages/html.ts';
import type { BankWord } from '../pages/words.ts';

export type Form = Readonly<Record<string, string>>;

export interface FormRoute {
  readonly Body: Form | undefined;
}

/** A page, and what is said on it of the form that was sent. */
export interface Shown {
  readonly text: string;
  readonly isMissing?: true;
}

export function readForms(app: FastifyInstance): void {
  app.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body))),
  );
}

/** What is wrong with a new payment password. */
export function newPasswordFault({ password = '', passwordAgain }: Form): BankWord | undefined {
  if (password.length < PASSWORD_LENGTH_MIN || password.length > PASSWORD_LENGTH_MAX) {
    return 'passwordShort';
  }
  return password === (passwordAgain ?? password) ? undefined : 'passwordsDiffer';
}

export interface CardTyped {
  readonly number: string;
  readonly holderName: string;
}

export function cardIn({ card = '', holderName = '' }: Form): CardTyped | BankWord {
  const number = card.replace(/[\s-]/g, '');
  if (!/^\d{12,19}$/.test(number)) return 'cardWrong';
  if (holderName.trim() === '' || holderName.length > 100) return 'holderMissing';
  return { number, holderName };
}

export async function passwordFault(
  bank: Bank,
  account: string,
  form: Form,
): Promise<BankWord | undefined> {
  const answer = await checkPassword(bank, account, form.password ?? '');
  if (answer === 'right') return undefined;
  return answer === 'wrong' ? 'passwordWrong' : 'passwordLocked';
}

export function codeFault(answer: CodeAnswer): BankWord | undefined {
  const words = { wrong: 'codeWrong', expired: 'codeExpired', locked: 'codeLocked' } as const;
  return answer === 'right' ? undefined : words[answer];
}

export function sentWord(sent: CodeSent): BankWord {
  return ({ sent: 'codeSent', paused: 'codePaused', locked: 'codeLocked' } as const)[sent];
}

const STATUS: Readonly<Partial<Record<BankWord, number>>> = {
  passwordLocked: 429,
  codeLocked: 429,
  codePaused: 429,
  pinLocked: 429,
  passwordWrong: 403,
  accountUnknown: 403,
  codeWrong: 403,
  resetWrong: 403,
  pinWrong: 403,
};

/** Of the answer to a form. @param said what is wrong with it, or was done. */
export function statusOf(said: BankWord | undefined): number {
  return said === undefined || GOOD_NEWS.has(said) ? 200 : (STATUS[said] ?? 400);
}

/** Sends a page when all that it may speak of is on the disk. */
export async function send(
  bank: Bank,
  reply: FastifyReply,
  { text, isMissing }: Shown,
  status = 200,
): Promise<FastifyReply> {
  await bank.settled();
  return reply
    .status(isMissing ? 404 : status)
    .header('vary', 'accept-language')
    .type('text/html; charset=utf-8')
    .send(text);
}
