// The payment password: known to its owner, checked at the bank and nowhere else, and set only by who holds the
// owner's phone.
import type { Bank } from '../bank.ts';
import { isSameName } from '../books/names.ts';
import type { AccountRow, CardRow, PasswordRow } from '../books/rows.ts';
import type { Turn } from '../books/turn.ts';
import { sendNotice } from './owner-codes.ts';
import { checkSecret, countTry, SECRET_LENGTH_MAX, type SecretAnswer } from './secrets.ts';

export const PASSWORD_LENGTH_MIN = 6;
export const PASSWORD_LENGTH_MAX = SECRET_LENGTH_MAX;

/** Checks the password of an account's owner. */
export function checkPassword(
  bank: Bank,
  account: string,
  password: string,
): Promise<SecretAnswer> {
  const known = () => bank.books.accounts.get(account)?.password;
  return checkSecret(bank, account, known, password);
}

/** The owner has forgotten the password: whatever waits for the owner goes on waiting. */
export function resetPassword(turn: Turn, row: AccountRow, password: PasswordRow): void {
  turn.put({ is: 'account', row: { ...row, password } });
  countTry(turn, row.account, true);
  sendNotice(turn, row, 'password_changed');
}

/** Withdrawals go to this card from now on. */
export function changeCard(
  turn: Turn,
  row: AccountRow,
  card: Pick<CardRow, 'number' | 'holderName'>,
): void {
  const holderNameMatches = isSameName(card.holderName, row.name);
  turn.put({ is: 'account', row: { ...row, card: { ...card, holderNameMatches } } });
  sendNotice(turn, row, 'card_changed');
}
