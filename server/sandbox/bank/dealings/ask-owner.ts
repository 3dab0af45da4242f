// One question to the owner of money: whether one payment may be made.
import type { AuthorisationRow } from '../books/rows.ts';
import type { Turn } from '../books/turn.ts';
import { newToken, pageUntil } from './deadlines.ts';

/** What is asked. */
export type Question = Pick<
  AuthorisationRow,
  'kind' | 'account' | 'payee' | 'loanId' | 'amount' | 'fees' | 'text' | 'returnUrl'
>;

/** Asks the owner for one payment. */
export function askOwner(turn: Turn, instructionId: string, question: Question): AuthorisationRow {
  const row: AuthorisationRow = {
    authorisation: turn.newId(),
    instructionId,
    ...question,
    state: 'waiting',
    token: newToken(),
    expiresAt: pageUntil(turn.now),
  };
  turn.put({ is: 'authorisation', row });
  return row;
}
