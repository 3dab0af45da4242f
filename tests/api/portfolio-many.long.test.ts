import type { PortfolioOnWire } from '@mutua/contract/claim/portfolio.ts';
import { makePool } from '@mutua/server/database/pool.ts';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aPortfolioTown, PARTS, type PortfolioTown } from './portfolio-town.ts';

const COPIES = 5_000;

let story: PortfolioTown;
let owner: pg.Pool;

const QUESTIONS = [
  '/api/portfolio',
  '/api/portfolio/health',
  '/api/portfolio/returns',
  '/api/portfolio/spread',
  '/api/portfolio/calendar?from=2026-07-06&to=2026-08-02',
  '/api/portfolio/receipts?months=13',
  '/api/portfolio/value',
  '/api/portfolio/tax-years',
  '/api/claims?tab=running&limit=100',
  '/api/claims?tab=late&limit=100',
];

beforeAll(async () => {
  story = await aPortfolioTown();
  owner = makePool(story.town.house.server.owner);
  await copyTheLoan();
}, 300_000);
afterAll(async () => {
  await owner?.end();
  await story?.town.close();
}, 60_000);

/** Rows of other ids, and nothing else changed. */
async function copyTheLoan(): Promise<void> {
  const loanId = story.loans.steady;
  await owner.query('create table public.copy (id uuid default gen_random_uuid(), n integer)');
  await owner.query(`insert into public.copy (n) select generate_series(1, ${COPIES})`);
  for (const [table, column] of [
    ['loan.loan', 'id'],
    ['loan.listing', 'loan_id'],
    ['loan.servicing', 'loan_id'],
  ] as const) {
    await copyRows(table, `one.${column} = $1`, loanId, { [column]: 'copy.id' });
  }
  const other = { id: 'gen_random_uuid()', loan_id: 'copy.id' };
  await copyRows('claim.claim', 'one.loan_id = $1', loanId, other);
  await owner.query('update calendar.business_day set first_transfer_id = first_transfer_id');
  const { rows } = await owner.query<{ last: string }>(
    'select max(transfer_id)::text as last from ledger.transfer',
  );
  await copyRows('ledger.transfer', `one.subject_id = $1 and one.kind = 'posted'`, loanId, {
    subject_id: 'copy.id',
    transfer_id: `${rows[0]?.last} + row_number() over ()`,
  });
  await copyRows(
    'ledger.transfer',
    `one.subject_id = $1 and one.kind = 'post' and one.code = 200`,
    loanId,
    {
      subject_id: 'copy.id',
      transfer_id: `${rows[0]?.last} + 10000000 + row_number() over ()`,
    },
  );
  await owner.query('analyze');
}

async function copyRows(
  table: string,
  where: string,
  loanId: string,
  changed: Readonly<Record<string, string>>,
): Promise<void> {
  const [schema, name] = table.split('.');
  const { rows } = await owner.query<{ column: string }>(
    `select column_name as column from information_schema.columns
     where table_schema = $1 and table_name = $2 and is_generated = 'NEVER'`,
    [schema, name],
  );
  const columns = rows.map(({ column }) => column);
  const values = columns.map((column) => changed[column] ?? `one."${column}"`);
  await owner.query(
    `insert into ${table} (${columns.map((column) => `"${column}"`).join(', ')})
     select ${values.join(', ')} from ${table} as one cross join public.copy where ${where}`,
    [loanId],
  );
}

it('is answered of every part of its account, which adds up', async () => {
  for (const url of QUESTIONS) await story.town.read(story.lender, url);
  const { items } = await story.town.read<{ items: [PortfolioOnWire] }>(
    story.lender,
    '/api/portfolio',
  );
  expect(items[0].claims).toBe(COPIES + 3);
  const [lent] = PARTS.steady;
  expect(BigInt(items[0].outstanding.minorUnits)).toBeGreaterThan((lent * BigInt(COPIES)) / 2n);
}, 300_000);
