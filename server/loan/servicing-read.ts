// Facts of a loan as they are saved, for reads that calculate with the rules of the house.
import type { Id } from '@mutua/core/kit/id.ts';
import type { Loan } from '@mutua/core/loan/loan.ts';
import type { Servicing } from '@mutua/core/loan/servicing.ts';
import type { FactKind, Facts } from '@mutua/core/world.ts';
import type pg from 'pg';
import type { FactTable, Statement } from '../database/fact-table.ts';
import { loanTable, servicingTable } from './loan-store.ts';

/** What a statement of a table finds. */
export async function rowsOf<Kind extends FactKind>(
  pool: pg.Pool,
  table: FactTable<Kind>,
  { text, values }: Statement,
): Promise<readonly Facts[Kind][]> {
  const { rows } = await pool.query<Record<string, unknown>>(text, [...values]);
  return rows.map((row) => table.read(row).fact);
}

export async function readServicing(pool: pg.Pool, loanId: Id): Promise<Servicing | undefined> {
  return (await rowsOf(pool, servicingTable, servicingTable.loadByKey([loanId])))[0];
}

export async function readLoan(pool: pg.Pool, loanId: Id): Promise<Loan | undefined> {
  return (await rowsOf(pool, loanTable, loanTable.loadByKey([loanId])))[0];
}
