// Top-ups: asked for by the platform, confirmed by the owner on the bank's page, credited from outside.
import type { TopUpRequest } from '@mutua/contract/custodian/top-ups.ts';
import { type MovementRow, outsideAccount, type TopUpRow } from '../books/rows.ts';
import type { Turn } from '../books/turn.ts';
import { newToken, pageUntil } from './deadlines.ts';

/** @returns nothing if the id was used for another top-up. */
export function requestTopUp(turn: Turn, request: TopUpRequest): TopUpRow | undefined {
  const { id, account, amount, returnUrl } = request;
  const known = turn.books.topUps.get(id);
  if (known !== undefined) {
    const isSame =
      known.provider === undefined &&
      known.account === account &&
      known.amount === amount.minorUnits;
    return isSame ? known : undefined;
  }
  const row: TopUpRow = {
    id,
    account,
    amount: amount.minorUnits,
    state: 'requested',
    token: newToken(),
    expiresAt: pageUntil(turn.now),
    ...(returnUrl !== undefined && { returnUrl }),
  };
  turn.put({ is: 'top_up', row });
  return row;
}

/** The owner pays, or turns away. */
export function decideTopUp(turn: Turn, row: TopUpRow, agrees: boolean): void {
  const { id, account } = row;
  const currency = turn.books.balances.get(account)?.currency ?? '';
  const amount = { minorUnits: row.amount, currency };
  if (!agrees || turn.takeBehaviour({ of: 'top_up' }) !== undefined) {
    turn.put({ is: 'top_up', row: { ...row, state: 'failed' } });
    turn.call('top_up_failed', { id, account, amount });
    return;
  }
  const bankReference = turn.newReference();
  const { day } = turn.books;
  const movement: MovementRow = {
    bankReference,
    debit: outsideAccount(currency),
    credit: account,
    amount: row.amount,
    code: 'top_up',
  };
  turn.move(movement);
  turn.put({ is: 'top_up', row: { ...row, state: 'credited', bankReference, day } });
  turn.call('top_up_credited', { id, account, amount, bankReference, day });
  turn.callMovement(movement, account, id);
}
