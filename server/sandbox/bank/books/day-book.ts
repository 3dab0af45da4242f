// What the open day will have in its statement: entries by batch or alone, and the accounts that moved.
import type { StatementEntry } from '@mutua/contract/custodian-statement.ts';
import {
  formatMinorUnits,
  type MinorUnits,
  minorUnits,
  plus,
} from '@mutua/core/money/minor-units.ts';
import { type DayBookRow, type EntryRow, isOutside, type MovementRow } from './rows.ts';

interface Entry extends Omit<EntryRow, 'count' | 'sum'> {
  count: number;
  sum: MinorUnits;
}

/** One day in one currency. */
export class DayBook {
  readonly currency: string;
  readonly opening: MinorUnits;
  readonly touched: Set<string>;
  readonly #entries = new Map<string, Entry>();

  constructor({ currency, opening, entries, touched }: DayBookRow) {
    this.currency = currency;
    this.opening = minorUnits(BigInt(opening));
    this.touched = new Set(touched);
    for (const row of entries) {
      this.#entries.set(row.key, { ...row, sum: minorUnits(BigInt(row.sum)) });
    }
  }

  note(row: MovementRow, amount: MinorUnits): void {
    if (row.isHidden) return;
    const direction = directionOf(row);
    const key = keyOf(row, direction);
    const entry = this.#entries.get(key);
    if (entry !== undefined) {
      entry.count += 1;
      entry.sum = plus(entry.sum, amount);
      return;
    }
    const { bankReference, batchId, instructionId, isAlone, code } = row;
    this.#entries.set(key, {
      key,
      bankReference,
      ...(batchId !== undefined && { batchId }),
      ...(instructionId !== undefined && isAlone && { instructionId }),
      kind: code,
      direction,
      count: 1,
      sum: amount,
    });
  }

  entries(day: string): StatementEntry[] {
    return [...this.#entries.values()].map(({ key: _key, ...entry }, index) => ({
      ...entry,
      entryReference: `E${day.replaceAll('-', '')}.${String(index + 1).padStart(6, '0')}`,
      sum: formatMinorUnits(entry.sum),
      bookingDay: day,
      valueDay: day,
    }));
  }

  row(): DayBookRow {
    return {
      currency: this.currency,
      opening: formatMinorUnits(this.opening),
      entries: [...this.#entries.values()].map((entry) => ({
        ...entry,
        sum: formatMinorUnits(entry.sum),
      })),
      touched: [...this.touched],
    };
  }
}

function directionOf({ debit, credit }: MovementRow): Entry['direction'] {
  if (isOutside(debit)) return 'credit';
  return isOutside(credit) ? 'debit' : 'internal';
}

/** One entry for a batch and what it did, or for a settlement; one for each movement that came alone. */
function keyOf(row: MovementRow, direction: string): string {
  const { batchId, bankReference, code, isAlone } = row;
  // All movements of a settlement have one reference.
  const name = batchId === undefined || isAlone ? bankReference : batchId;
  return `${name} ${code} ${direction}`;
}
