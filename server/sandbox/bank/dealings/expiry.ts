// What owners did not decide in time.
import type { AuthorisationRow, TopUpRow } from '../books/rows.ts';
import type { Turn } from '../books/turn.ts';
import { workPending } from '../instructions/batch.ts';

/** Whether some question is open whose time is over. @param now the bank's clock. */
export function hasExpired(books: Turn['books'], now: number): boolean {
  for (const token of books.waiting) {
    const row = rowOf(books, token);
    if (row !== undefined && row.expiresAt < now) return true;
  }
  return false;
}

/** Ends every open question whose time is over by the bank's clock. */
export function expire(turn: Turn): void {
  for (const token of [...turn.books.waiting]) {
    const row = rowOf(turn.books, token);
    if (row === undefined || row.expiresAt >= turn.now) continue;
    if ('instructionId' in row) expireAuthorisation(turn, row);
    else if ('mandate' in row) turn.put({ is: 'mandate', row: { ...row, state: 'expired' } });
    else expireTopUp(turn, row);
  }
}

function rowOf({ pages, topUps, authorisations, mandates }: Turn['books'], token: string) {
  const { of, id } = pages.get(token) ?? { of: undefined, id: '' };
  if (of === 'top_up') return topUps.get(id);
  return of === 'authorisation' ? authorisations.get(id) : mandates.get(id);
}

function expireAuthorisation(turn: Turn, row: AuthorisationRow): void {
  const { authorisation, instructionId } = row;
  turn.put({ is: 'authorisation', row: { ...row, state: 'expired' } });
  turn.call('authorisation_expired', { authorisation, instructionId });
  const pending = turn.books.pending.get(instructionId);
  if (pending?.authorisation !== authorisation) return;
  workPending(turn, pending, 'authorisation_expired');
}

function expireTopUp(turn: Turn, row: TopUpRow): void {
  const { id, account } = row;
  const currency = turn.books.balances.get(account)?.currency ?? '';
  turn.put({ is: 'top_up', row: { ...row, state: 'expired' } });
  turn.call('top_up_expired', { id, account, amount: { minorUnits: row.amount, currency } });
}
