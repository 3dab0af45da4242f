// For tests: a bookkeeper who writes lines into the book without a door, by the same law and the same statements.
import { assert } from '@mutua/core/kit/assert.ts';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import type { Refused } from '@mutua/core/kit/result.ts';
import { type AccountAddress, addressText } from '@mutua/core/ledger/account.ts';
import { bookTransfer } from '@mutua/core/ledger/book.ts';
import type { Hold, Movement, Transfer } from '@mutua/core/ledger/transfer.ts';
import {
  pendingTransfer,
  posted,
  postOfHold,
  reversalOf,
  voidOfHold,
} from '@mutua/core/ledger/transfer.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { type Day, dayOf } from '@mutua/core/time/day.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import { WorldInMemory } from '@mutua/core/world-in-memory.ts';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { loadNeeds, saveChanges } from '../commit/fact-stores.ts';
import { type Lane, openLane } from '../commit/lane.ts';
import { insertCommands, LAST_NUMBERS } from '../commit/log-store.ts';
import { dayColumn } from '../database/column.ts';
import type { Statement } from '../database/fact-table.ts';
import { AccountNumbers, insertTransfers } from './book-store.ts';

const CNY = currency('CNY');
const NO_DIGEST = Buffer.alloc(32);

/** One command of the bookkeeper: what to write, given what was written before. */
export type Entry =
  | (Omit<Movement, 'amount' | 'subjectId'> & {
      readonly amount: number;
      readonly subjectId?: Id;
      readonly isPending?: true;
    })
  | { readonly ends: Transfer; readonly by: 'post' | 'void' }
  | { readonly reverses: Transfer };

export class TrialBook {
  readonly #client: pg.ClientBase;
  readonly #application: pg.ClientConfig;
  readonly #clock: () => Instant;

  constructor(client: pg.ClientBase, application: pg.ClientConfig, clock: () => Instant) {
    this.#client = client;
    this.#application = application;
    this.#clock = clock;
  }

  /** Writes the entries as one command on the open day, and gives the transfers. */
  async write(...entries: readonly Entry[]): Promise<readonly Transfer[]> {
    const { day, counters, numbers } = await this.#standing();
    const transfers = entries.map((entry) => {
      counters.transferId += 1n;
      return transferOf(entry, counters.transferId);
    });
    const world = new WorldInMemory();
    const addresses = transfers.flatMap(({ debit, credit }) => [debit, credit]);
    const ended = transfers.flatMap((one) => ('endsId' in one ? [one.endsId] : []));
    await loadNeeds(
      world,
      [
        ...addresses.map((address) => ({ fact: 'account' as const, key: addressText(address) })),
        ...ended.map((id) => ({ fact: 'hold' as const, key: String(id) })),
      ],
      numbers,
      (statement) => this.#rows(statement),
    );
    for (const transfer of transfers) {
      const booked = bookTransfer(world, transfer);
      assert(booked.ok, `The entry may be written: ${(booked as Refused).refusal?.code}.`);
    }
    const commandSequence = counters.sequence + 1n;
    await this.#save([
      insertCommands([
        {
          ...{ sequence: commandSequence, commandId: idOf(uuid()), batch: counters.batch + 1n },
          ...{ kind: 'Entry', actor: 'calendar', digest: NO_DIGEST, events: [] },
          ...{ at: this.#clock(), businessDate: day },
        },
      ]),
      ...saveChanges(world.difference(), numbers),
      insertTransfers(
        transfers.map((transfer) => ({ transfer, commandSequence })),
        day,
        numbers,
      ),
    ]);
    return transfers;
  }

  /** Opens the book on a day, or closes the open day and opens the next one. */
  async turn(firstDay?: Day): Promise<void> {
    const lane: Lane = await openLane({
      database: this.#application,
      clock: this.#clock,
      alarm: () => undefined,
    });
    try {
      const day = firstDay ?? (await this.#standing()).day;
      const close = ['StartEndOfDay', 'CloseDay'] as const;
      for (const kind of firstDay === undefined ? close : (['OpenFirstDay'] as const)) {
        const outcome = await lane.commit({
          commandId: idOf(uuid()),
          actor: { kind: 'calendar' },
          command: { kind, day },
        });
        assert(outcome.ok, `The calendar may ${kind}: ${outcome.ok ? '' : outcome.refusal.code}.`);
      }
    } finally {
      await lane.close();
    }
  }

  async #standing() {
    const [last] = await this.#rows(LAST_NUMBERS);
    const [open] = await this.#rows({
      name: 'open day',
      text: 'select day from calendar.business_day',
      values: [],
      rows: 1,
    });
    const numbers = new AccountNumbers();
    numbers.begin((await this.#rows(AccountNumbers.lastNumbers)) as never);
    const counters = last as { sequence: bigint; batch: bigint; transferId: bigint };
    const day = open === undefined ? dayOf(1970, 1, 1) : dayColumn.read(String(open.day));
    return { day, counters: { ...counters }, numbers };
  }

  async #rows({ text, values }: Statement) {
    const { rows } = await this.#client.query<Record<string, unknown>>(text, [...values]);
    return rows;
  }

  async #save(statements: readonly Statement[]): Promise<void> {
    await this.#client.query('begin');
    for (const { name, text, values, rows } of statements) {
      const { rowCount } = await this.#client.query(text, [...values]);
      assert(rowCount === rows, `The statement "${name}" met ${rowCount} of ${rows} rows.`);
    }
    await this.#client.query('commit');
  }
}

/** An entry of so many minor units of yuan. */
export function entry(
  code: Movement['code'],
  debit: readonly [AccountAddress['kind'], string],
  credit: readonly [AccountAddress['kind'], string],
  amount: number,
  more: { subjectId?: Id; isPending?: true; effectiveDay?: Day } = {},
): Entry {
  const address = ([kind, owner]: readonly [AccountAddress['kind'], string]) => ({
    ...{ kind, owner },
    currency: CNY,
  });
  return { code, debit: address(debit), credit: address(credit), amount, ...more };
}

function transferOf(entry: Entry, id: bigint): Transfer {
  const numbers = { nextTransferId: () => id };
  if ('ends' in entry) {
    const hold = entry.ends as Hold;
    return entry.by === 'post' ? postOfHold(numbers, hold) : voidOfHold(numbers, hold);
  }
  if ('reverses' in entry) return reversalOf(numbers, entry.reverses);
  const { amount, subjectId, isPending, ...rest } = entry;
  const movement: Movement = {
    ...rest,
    amount: minorUnits(BigInt(amount)),
    subjectId: subjectId ?? idOf('00000000-0000-7000-8000-000000000000'),
  };
  return isPending === true ? pendingTransfer(numbers, movement) : posted(numbers, movement);
}
