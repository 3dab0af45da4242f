// A law of the books: what must be true of the whole database, and how it is looked at.
import type { Language } from '@mutua/contract/words/language.ts';
import type { Connection } from '../ledger/standing.ts';

/** What looking at it gave. */
export interface Finding {
  /** How many things were looked at. */
  readonly examined: number;
  /** How many of them break the law. */
  readonly broken: number;
  /** The first few, each as a sentence for the person who has to look into it. */
  readonly violations: readonly string[];
}

export interface Law {
  readonly name: string;
  /** What holds, as a sentence. */
  readonly words: Readonly<Record<Language, string>>;
  /** What is counted, such as `accounts`. */
  readonly unit: string;
  /** It takes long and asks the database for little at a time: the other laws are looked at meanwhile. */
  readonly runsAside?: true;
  /** Reads one snapshot; tells how far it is where it takes long. */
  readonly examine: (connection: Connection, progress: Progress) => Promise<Finding>;
}

export type Progress = (done: number, of: number) => void;

/** More of them would not tell more. */
export const VIOLATIONS_SHOWN = 5;

export interface SqlLaw extends Omit<Law, 'examine'> {
  /** The rows that are looked at, as a query. */
  readonly examined: string;
  /** One row for each violation, with its sentence as `violation`. */
  readonly broken: string;
  readonly values?: readonly unknown[];
}

/** A law that one query sees. */
export function sqlLaw({ examined, broken, values = [], ...law }: SqlLaw): Law {
  return {
    ...law,
    examine: async (connection) => {
      const counted = await connection.query<{ count: bigint }>(
        `select count(*) as count from (${examined}) as looked_at`,
      );
      const { rows } = await connection.query<{ violation: string; count: bigint }>(
        `select violation, count(*) over () as count
         from (${broken}) as found
         order by violation
         limit ${VIOLATIONS_SHOWN}`,
        [...values],
      );
      return {
        examined: Number(counted.rows[0]?.count ?? 0n),
        broken: Number(rows[0]?.count ?? 0n),
        violations: rows.map(({ violation }) => violation),
      };
    },
  };
}
