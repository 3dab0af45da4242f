// Opening custody accounts: asked for by the platform, finished by the owner on the bank's page.
import type { OpenAccountRequest } from '@mutua/contract/custodian/accounts.ts';
import { clientKey } from '../books/books.ts';
import { isSameName } from '../books/names.ts';
import type { AccountRow, CardRow, PasswordRow } from '../books/rows.ts';
import type { Turn } from '../books/turn.ts';
import { newToken } from './deadlines.ts';

/** @returns nothing if the client has such an account under another name or number. */
export function requestAccount(turn: Turn, request: OpenAccountRequest): AccountRow | undefined {
  const { accounts, accountsByClient } = turn.books;
  const known = accounts.get(accountsByClient.get(clientKey(request)) ?? '');
  if (known !== undefined) {
    const fields = ['name', 'identityNumber', 'mobile'] as const;
    return fields.every((field) => known[field] === request[field]) ? known : undefined;
  }
  const row: AccountRow = {
    ...request,
    account: turn.newAccountNumber(),
    // The platform's own accounts hold no client's money, and it instructs their payments itself: nobody is asked.
    state: request.class === 'platform' ? 'open' : 'opening',
    token: newToken(),
  };
  turn.put({ is: 'account', row });
  return row;
}

/** The owner has set a payment password and named a card. */
export function openAccount(
  turn: Turn,
  row: AccountRow,
  password: PasswordRow,
  card: Pick<CardRow, 'number' | 'holderName'>,
): void {
  const holderNameMatches = isSameName(card.holderName, row.name);
  const opened: AccountRow = {
    ...row,
    state: 'open',
    password,
    card: { ...card, holderNameMatches },
  };
  turn.put({ is: 'account', row: opened });
  turn.call('account_opened', {
    clientId: row.clientId,
    class: row.class,
    account: row.account,
    currency: row.currency,
    card: { lastFour: card.number.slice(-4), holderNameMatches },
  });
}
