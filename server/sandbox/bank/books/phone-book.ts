// The phones of owners as the bank knows them: what it sent them, and the codes that are still good. The network of
// phones is part of the sandbox, so the PINs that unlock its phones are kept here too.
import type { CodePurpose, CodeRow, MessageRow, PasswordRow } from './rows.ts';

/** So many messages a phone keeps. */
const MESSAGES_KEPT = 100;

export class PhoneBook {
  /** By account and purpose: the last one, good or not. */
  readonly codes = new Map<string, CodeRow>();
  /** By number, the newest first. */
  readonly messages = new Map<string, readonly MessageRow[]>();
  readonly pins = new Map<string, PasswordRow>();

  putCode(row: CodeRow): void {
    this.codes.set(codeKey(row), row);
  }

  putMessage(row: MessageRow): void {
    const before = this.messages.get(row.mobile) ?? [];
    this.messages.set(row.mobile, [row, ...before].slice(0, MESSAGES_KEPT));
  }
}

/** The code's place, and that of the tries at it. */
export function codeKey({ account, purpose }: { account: string; purpose: CodePurpose }): string {
  return `${account}/${purpose}`;
}
