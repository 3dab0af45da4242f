// A lender with thousands of claims in no time: one of its running loans, again and again.
import type pg from 'pg';

/** Each table's own loan, and what is another in the copies. A transfer's key is its number and its loan. */
const TABLES = [
  { table: 'loan.loan', loan: 'id', changed: { id: 'copy.id' } },
  { table: 'loan.listing', loan: 'loan_id', changed: { loan_id: 'copy.id' } },
  { table: 'loan.servicing', loan: 'loan_id', changed: { loan_id: 'copy.id' } },
  {
    table: 'claim.claim',
    loan: 'loan_id',
    changed: { loan_id: 'copy.id', id: 'gen_random_uuid()' },
  },
  {
    table: 'ledger.transfer',
    loan: 'subject_id',
    changed: { subject_id: 'copy.id' },
    also: `one.kind in ('posted', 'post') and $2::bigint in (one.debit_account, one.credit_account)`,
  },
] as const;

/**
 * The lender's longest running loan with other ids: its claims, and all that went through the lender's cash for it. The
 * days before it are closed, and were closed without the copies.
 *
 * @param client of the owner of the tables.
 */
export async function insertClaims(
  client: Pick<pg.ClientBase, 'query'>,
  { holderId, count }: { readonly holderId: string; readonly count: number },
): Promise<void> {
  const { rows } = await client.query<{ loanId: string; accountId: string }>(
    `select claim.loan_id as "loanId", account.account_id::text as "accountId"
     from claim.claim
     join loan.loan on loan.id = claim.loan_id and loan.state = 'repaying'
     join ledger.account on account.owner = claim.holder_id::text
       and account.kind = 'lender_cash' and account.currency = loan.currency
     where claim.holder_id = $1 and claim.outstanding > 0
     order by loan.value_day, claim.id
     limit 1`,
    [holderId],
  );
  const [found] = rows;
  if (found === undefined) throw new Error('The lender has no running claim.');
  await client.query('create temporary table copy (id uuid)');
  await client.query(
    'insert into copy select gen_random_uuid() from generate_series(1, $1::integer)',
    [count],
  );
  for (const one of TABLES) await copyRows(client, one, found);
  await client.query('drop table copy');
  await client.query('analyze');
}

interface CopiedTable {
  readonly table: string;
  readonly loan: string;
  readonly changed: Readonly<Record<string, string>>;
  readonly also?: string;
}

async function copyRows(
  client: Pick<pg.ClientBase, 'query'>,
  { table, loan, changed, also = '$2::bigint is not null' }: CopiedTable,
  { loanId, accountId }: { readonly loanId: string; readonly accountId: string },
): Promise<void> {
  const [schema, name] = table.split('.');
  const { rows } = await client.query<{ column: string }>(
    `select column_name as column from information_schema.columns
     where table_schema = $1 and table_name = $2 and is_generated = 'NEVER'`,
    [schema, name],
  );
  const columns = rows.map(({ column }) => column);
  const values = columns.map((column) => changed[column] ?? `one."${column}"`);
  await client.query(
    `insert into ${table} (${columns.map((column) => `"${column}"`).join(', ')})
     select ${values.join(', ')} from ${table} as one cross join copy
     where one.${loan} = $1 and ${also}`,
    [loanId, accountId],
  );
}
