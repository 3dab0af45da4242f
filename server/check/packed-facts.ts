// How much room a fact takes up in memory, and how what takes up much of it is kept short while nobody asks for it.
import type { ServicedAccount } from '@mutua/core/loan/servicing.ts';
import type { FactKind, Facts } from '@mutua/core/world.ts';
import { readPacked, writePacked } from '../database/packed-json.ts';
import { accountsColumn, readAccounts } from '../loan/accounts-column.ts';

/** What V8 takes, about. */
const OBJECT_BYTES = 32;
const FIELD_BYTES = 8;
const BIGINT_BYTES = 24;
const TEXT_BYTES = 24;
/** From here on a text is kept instead. */
const HEAVY_BYTES = 3_000;

/** Bytes, about. */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return TEXT_BYTES + value.length;
  if (typeof value === 'bigint') return BIGINT_BYTES;
  if (typeof value !== 'object' || value === null) return 0;
  let bytes = OBJECT_BYTES;
  for (const name in value) {
    bytes += FIELD_BYTES + weightOf((value as Readonly<Record<string, unknown>>)[name]);
  }
  return bytes;
}

/** Whether it is worth while to keep it as a text: dozens of instalments, each with a dozen amounts. */
export function isHeavy({
  kind,
  weight,
  packed,
}: {
  readonly kind: FactKind;
  readonly weight: number;
  readonly packed: string | undefined;
}): boolean {
  return packed === undefined && weight > HEAVY_BYTES && kind === 'servicing';
}

export function packFact(kind: FactKind, fact: unknown): string {
  if (kind !== 'servicing') return writePacked(fact);
  const { accounts, ...rest } = fact as Facts['servicing'];
  return writePacked({ ...rest, accounts: accountsColumn.write(accounts) });
}

export function unpackFact(kind: FactKind, packed: string): unknown {
  const fact = readPacked(packed);
  if (kind !== 'servicing') return fact;
  const { accounts, ...rest } = fact as Readonly<Record<'accounts', string>>;
  const read: readonly ServicedAccount[] = readAccounts(accounts);
  return { ...rest, accounts: read };
}
