// Whether an account may take part in a payment, and in which currency.
import type { AccountClass } from '@mutua/contract/custodian/accounts.ts';
import type { RefusalReason } from '@mutua/contract/custodian/instructions.ts';
import type { Turn } from '../books/turn.ts';

export interface Party {
  readonly account: string;
  readonly classes: readonly AccountClass[];
  readonly currency: string;
}

/** Nothing if the account is there, open, of one of the classes, and in the currency. */
export function refusedParty(turn: Turn, party: Party): RefusalReason | undefined {
  const row = turn.books.accounts.get(party.account);
  if (row === undefined) return 'account_unknown';
  if (row.state !== 'open') return 'account_not_open';
  if (!party.classes.includes(row.class)) return 'class_differs';
  return row.currency === party.currency ? undefined : 'currency_differs';
}

/** The first refusal among many accounts. */
export function refusedParties(turn: Turn, parties: readonly Party[]): RefusalReason | undefined {
  for (const party of parties) {
    const reason = refusedParty(turn, party);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
