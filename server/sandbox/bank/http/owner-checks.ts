// What the bank wants to know before it asks an owner anything.
import type { Bank } from '../bank.ts';
import type { AccountRow } from '../books/rows.ts';
import type { BankContext } from './context.ts';
import { found, RequestRefused } from './problems.ts';

/** An open account of a client, in this currency. */
export function requireOpen(bank: Bank, account: string, currency: string): AccountRow {
  const row = found(bank.books.accounts.get(account), 'account');
  if (row.class === 'platform') {
    throw new RequestRefused(
      'platform_has_no_page',
      'An account of the platform has no owner who could be asked.',
    );
  }
  if (row.state !== 'open') {
    throw new RequestRefused('account_not_open', 'The owner has not opened the account yet.');
  }
  if (row.currency !== currency) {
    throw new RequestRefused('invalid_input', `The account is kept in ${row.currency}.`);
  }
  return row;
}

/** Owners are sent back to the platform and to nobody else. */
export function requireReturnUrl(context: BankContext, returnUrl: string | undefined): void {
  if (returnUrl === undefined) return;
  const isOfPlatform =
    URL.canParse(returnUrl) && new URL(returnUrl).origin === context.platformOrigin;
  if (isOfPlatform) return;
  throw new RequestRefused('return_url_refused', 'The returnUrl is not a page of the platform.');
}
