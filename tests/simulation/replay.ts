// The log played again into an empty World: the same events and the same transfers give the same facts.
import { isDeepStrictEqual } from 'node:util';
import { evolve } from '@mutua/core/evolve.ts';
import {
  type Account,
  type AccountAddress,
  addressText,
  emptyAccount,
} from '@mutua/core/ledger/account.ts';
import { type AccountBook, bookTransfer } from '@mutua/core/ledger/book.ts';
import type { Hold, TransferId } from '@mutua/core/ledger/transfer.ts';
import {
  type FactKind,
  type Facts,
  KEY_OF,
  LISTS,
  type ListKind,
  type ListName,
  type WorldDraft,
} from '@mutua/core/world.ts';
import type { CoreDoor } from './core-door.ts';

/** Facts that are counted when they are asked for, and follow from no event. */
const COUNTED: readonly FactKind[] = ['openWork', 'dayTotals', 'loanHistory', 'reserveStanding'];

class Replayed implements WorldDraft, AccountBook {
  readonly #facts = new Map<string, unknown>();

  get<Kind extends FactKind>(kind: Kind, key: string): Facts[Kind] | undefined {
    return this.#facts.get(`${kind} ${key}`) as Facts[Kind] | undefined;
  }

  put<Kind extends FactKind>(kind: Kind, fact: Facts[Kind]): void {
    this.#facts.set(`${kind} ${KEY_OF[kind](fact)}`, fact);
  }

  list<Name extends ListName>(name: Name, key: string): readonly Facts[ListKind[Name]][] {
    const { kind, keyOf } = LISTS[name];
    const all = [...this.#facts]
      .filter(([place]) => place.startsWith(`${kind} `))
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    return all
      .map(([, fact]) => fact as Facts[ListKind[Name]])
      .filter((fact) => keyOf(fact as never) === key);
  }

  account(address: AccountAddress): Account {
    return this.get('account', addressText(address)) ?? emptyAccount(address);
  }

  setAccount(account: Account): void {
    this.put('account', account);
  }

  hold(id: TransferId): Hold | undefined {
    return this.get('hold', String(id));
  }

  openHold(hold: Hold): void {
    this.put('hold', hold);
  }

  endHold(id: TransferId): void {
    this.#facts.delete(`hold ${id}`);
  }
}

/** Which facts the log does not give again. */
export function replayDifferences({ world, log }: CoreDoor): string[] {
  const replayed = new Replayed();
  for (const { events, stamp, transfers } of log.values()) {
    for (const event of events) evolve(replayed, event as never, stamp);
    for (const transfer of transfers) {
      if (!bookTransfer(replayed, transfer).ok)
        return [`transfer ${transfer.id} is not booked again`];
    }
  }
  return world.difference().flatMap(({ kind, key, fact }) => {
    if (COUNTED.includes(kind) || isDeepStrictEqual(replayed.get(kind, key), fact)) return [];
    return [`${kind} ${key} is another one when the log is played again`];
  });
}
