// For tests: whether a request left anything behind.
import type { TrialHouse } from '@mutua/server/http/trial-house.ts';

interface TableTrace {
  readonly name: string;
  readonly rows: string;
  readonly digest: string;
}

/**
 * How many rows each table of the database has, and a digest of all that stands in them. Left out is what signing in
 * leaves behind, which every request of a test may need.
 */
export async function traceOf({ pool }: TrialHouse): Promise<readonly TableTrace[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select schemaname || '.' || quote_ident(tablename) as name
     from pg_tables
     where schemaname !~ '^(pg_|information_schema)'
       and has_table_privilege(schemaname || '.' || quote_ident(tablename), 'select')
       and tablename not in ('session', 'sign_in_failure')`,
  );
  const digests = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) as rows,
         md5(coalesce(string_agg(one::text, '|' order by one::text), '')) as digest
       from ${name} as one`,
  );
  const traces = (await pool.query<TableTrace>(digests.join(' union all '))).rows;
  return traces.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
