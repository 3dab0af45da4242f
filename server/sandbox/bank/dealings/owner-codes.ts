// Codes to the phone of an account's owner. They go to the number with which the account was opened and nowhere
// else, so that who opens a page is known to hold the owner's phone.
import { randomInt, timingSafeEqual } from 'node:crypto';
import { plusMs } from '@mutua/core/time/instant.ts';
import { codeKey } from '../books/phone-book.ts';
import type { AccountRow, CodePurpose, CodeRow, MessageRow } from '../books/rows.ts';
import type { Turn } from '../books/turn.ts';
import { countTry, isLocked } from './secrets.ts';

const CODE_MS = 10 * 60_000;
const PAUSE_MS = 60_000;
const CODE_FIGURES = 6;

export type CodeSent = 'sent' | 'paused' | 'locked';

/** Sends a code if none is good at present, and one may be sent. */
export function sendFirstCode(turn: Turn, owner: AccountRow, purpose: CodePurpose): void {
  const { account } = owner;
  const last = turn.books.phones.codes.get(codeKey({ account, purpose }));
  if (last === undefined || !isGood(turn, last)) sendCode(turn, owner, purpose);
}

/** Sends a new code, with which an earlier one ends. */
export function sendCode(turn: Turn, owner: AccountRow, purpose: CodePurpose): CodeSent {
  const { account } = owner;
  const key = codeKey({ account, purpose });
  if (isLocked(turn, key)) return 'locked';
  const sentBefore = turn.books.phones.codes.get(key)?.sentAt;
  if (sentBefore !== undefined && turn.now < sentBefore + PAUSE_MS) return 'paused';
  const code = String(randomInt(10 ** CODE_FIGURES)).padStart(CODE_FIGURES, '0');
  const times = { sentAt: turn.now, expiresAt: plusMs(turn.now, CODE_MS) };
  turn.put({ is: 'code', row: { account, purpose, code, ...times } });
  sendMessage(turn, owner, { purpose, code });
  return 'sent';
}

export type CodeAnswer = 'right' | 'wrong' | 'expired' | 'locked';

/**
 * Takes what the owner typed in for the code. One that is right is used up; any other counts as a wrong try, and
 * the code ends with the fifth.
 *
 * @param isRightElse whether what was asked for beside the code is right too.
 */
export function takeCode(
  turn: Turn,
  { account, purpose }: Pick<CodeRow, 'account' | 'purpose'>,
  typed: string,
  isRightElse = true,
): CodeAnswer {
  const key = codeKey({ account, purpose });
  if (isLocked(turn, key)) return 'locked';
  const row = turn.books.phones.codes.get(key);
  const isLive = row !== undefined && isGood(turn, row);
  const isRight = isLive && isRightElse && isSameCode(row.code, typed);
  const isFull = countTry(turn, key, isRight);
  if (isLive && (isRight || isFull)) turn.put({ is: 'code', row: { ...row, isOver: true } });
  if (isRight) return 'right';
  return isLive ? 'wrong' : 'expired';
}

/** Tells the owner that something was changed. */
export function sendNotice(
  turn: Turn,
  owner: AccountRow,
  purpose: 'password_changed' | 'card_changed',
): void {
  sendMessage(turn, owner, { purpose });
}

function sendMessage(
  turn: Turn,
  { account, mobile }: AccountRow,
  message: Pick<MessageRow, 'purpose' | 'code'>,
): void {
  const row = { id: turn.newId(), mobile, at: turn.now, account, ...message };
  turn.put({ is: 'message', row });
}

function isGood(turn: Turn, { expiresAt, isOver }: CodeRow): boolean {
  return isOver === undefined && turn.now < expiresAt;
}

function isSameCode(code: string, typed: string): boolean {
  const figures = typed.normalize('NFKC').replace(/\s/g, '');
  const [known, given] = [Buffer.from(code), Buffer.from(figures)];
  return known.length === given.length && timingSafeEqual(known, given);
}
