// What stands on a statement for a line of the book, from its code as it comes over the wire.
import type { Language } from '@mutua/contract/words/language.ts';
import { TRANSFER_WORDS, transferWords } from '@mutua/contract/words/transfer-words.ts';
import type { TransferKind } from '@mutua/core/ledger/transfer.ts';
import type { TransferCode } from '@mutua/core/ledger/transfer-codes.ts';

export interface CodedLine {
  readonly code: string;
  readonly kind: TransferKind;
  readonly isReversal: boolean;
}

/** A code that nobody knows is shown as it stands. */
export function wordsOfCode({ code, ...line }: CodedLine, language: Language): string {
  if (!isCode(code)) return code;
  return transferWords({ code, ...line }, language);
}

function isCode(code: string): code is TransferCode {
  return Object.hasOwn(TRANSFER_WORDS, code);
}
