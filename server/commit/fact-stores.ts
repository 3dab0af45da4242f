// Every kind of fact with its table: how the World is filled from the database, and its difference written there.

import { type FactKind, LISTS, type ListName, type Need } from '@mutua/core/world.ts';
import type { Change, WorldInMemory } from '@mutua/core/world-in-memory.ts';
import { businessDayTable } from '../calendar/calendar-store.ts';
import { claimTable } from '../claim/claim-store.ts';
import type { FactTable, Statement } from '../database/fact-table.ts';
import {
  type AccountNumbers,
  loadAccounts,
  loadHolds,
  readAccount,
  readHold,
  saveAccounts,
  saveHolds,
} from '../ledger/book-store.ts';
import { bidTable, loanTable, servicingTable, transitionTable } from '../loan/loan-store.ts';
import { borrowerTable, clientTable, lenderTable } from '../people/client-store.ts';
import { instructionTable, topUpTable, withdrawalTable } from '../wallet/wallet-store.ts';

type TableKind = Exclude<FactKind, 'account' | 'hold'>;
type Row = Readonly<Record<string, unknown>>;

/** Runs one statement and gives its rows. */
export type Reader = (statement: Statement) => Promise<readonly Row[]>;

/** In the order in which they are written: what others are about comes first. */
const TABLES: { readonly [Kind in TableKind]: FactTable<Kind> } = {
  businessDay: businessDayTable,
  client: clientTable,
  lender: lenderTable,
  borrower: borrowerTable,
  loan: loanTable,
  transition: transitionTable,
  bid: bidTable,
  claim: claimTable,
  servicing: servicingTable,
  topUp: topUpTable,
  withdrawal: withdrawalTable,
  instruction: instructionTable,
};

/** Loads facts and lists that are not in memory, one statement a kind. */
export async function loadNeeds(
  world: WorldInMemory,
  needs: readonly Need[],
  numbers: AccountNumbers,
  read: Reader,
): Promise<void> {
  const facts = new Map<FactKind, Set<string>>();
  const lists = new Map<ListName, Set<string>>();
  for (const need of needs) {
    if ('fact' in need) add(facts, need.fact, need.key);
    else add(lists, need.list, need.key);
  }
  await Promise.all([
    ...[...facts].map(async ([kind, keys]) => {
      if (kind === 'account') {
        const rows = await read(loadAccounts([...keys]));
        world.load(
          'account',
          rows.map((row) => readAccount(row, numbers)),
        );
      } else if (kind === 'hold') {
        world.load('hold', (await read(loadHolds([...keys]))).map(readHold));
      } else {
        await loadInto(world, TABLES[kind], TABLES[kind].loadByKey([...keys]), read);
      }
    }),
    ...[...lists].map(async ([list, keys]) => {
      const table = TABLES[LISTS[list].kind];
      await loadInto(world, table, table.loadList(list, [...keys]), read);
    }),
  ]);
  world.settle(needs);
}

/** The statements that save a difference. */
export function saveChanges(
  changes: readonly Change[],
  numbers: AccountNumbers,
): readonly Statement[] {
  const of = (wanted: FactKind) => changes.filter(({ kind }) => kind === wanted) as never[];
  return [
    ...Object.values(TABLES).flatMap((table) => table.save(of(table.kind))),
    ...saveAccounts(of('account'), numbers),
    ...saveHolds(of('hold'), numbers),
  ];
}

async function loadInto<Kind extends TableKind>(
  world: WorldInMemory,
  table: FactTable<Kind>,
  statement: Statement,
  read: Reader,
): Promise<void> {
  const rows = await read(statement);
  world.load(
    table.kind,
    rows.map((row) => table.read(row)),
  );
}

function add<Key>(groups: Map<Key, Set<string>>, group: Key, key: string): void {
  groups.set(group, (groups.get(group) ?? new Set()).add(key));
}
