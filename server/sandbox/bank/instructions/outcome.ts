// What comes of one instruction.
import type { RefusalReason } from '@mutua/contract/custodian/instructions.ts';
import type { Question } from '../dealings/ask-owner.ts';

export type Outcome =
  | { readonly outcome: 'confirmed'; readonly bankReference: string }
  | { readonly outcome: 'refused'; readonly reason: RefusalReason }
  /** It came without an authorisation and with words for the page. */
  | { readonly outcome: 'awaiting_authorisation'; readonly question: Question };

/** Where an instruction comes from, as its movements say it in the statement. */
export interface Source {
  readonly batchId: string;
  readonly instructionId: string;
  /** After its batch, when the owner had confirmed it. */
  readonly isAlone?: true;
}

export function confirmed(bankReference: string): Outcome {
  return { outcome: 'confirmed', bankReference };
}

export function refused(reason: RefusalReason): Outcome {
  return { outcome: 'refused', reason };
}

export function awaiting(question: Question): Outcome {
  return { outcome: 'awaiting_authorisation', question };
}
