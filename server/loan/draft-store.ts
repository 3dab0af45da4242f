// The rows of `loan.draft`: applications that are not filed yet, changed and deleted as their borrowers like.
import type { SaveLoanDraftBody } from '@mutua/contract/loan/draft.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import type { PageRequest } from '../http/cursor.ts';

/** One borrower has one draft for each product. */
export interface DraftKey {
  readonly borrowerId: Id;
  readonly productCode: string;
}

export interface StoredDraft {
  readonly productCode: string;
  readonly fields: SaveLoanDraftBody;
  readonly startedAt: Date;
  readonly savedAt: Date;
}

interface Row extends Omit<StoredDraft, 'fields'> {
  readonly fields: string;
}

const COLUMNS = `product_code as "productCode", fields, started_at as "startedAt", saved_at as "savedAt"`;

/** By the code of their products. */
export async function readDrafts(
  pool: pg.Pool,
  borrowerId: Id,
  { after, readLimit }: PageRequest,
): Promise<readonly StoredDraft[]> {
  const { rows } = await pool.query<Row>(
    `select ${COLUMNS}
     from loan.draft
     where borrower_id = $1 and product_code > $2
     order by product_code
     limit $3`,
    [borrowerId, after?.[0] ?? '', readLimit],
  );
  return rows.map(written);
}

export async function readDraft(
  pool: pg.Pool,
  { borrowerId, productCode }: DraftKey,
): Promise<StoredDraft | undefined> {
  const { rows } = await pool.query<Row>(
    `select ${COLUMNS} from loan.draft where borrower_id = $1 and product_code = $2`,
    [borrowerId, productCode],
  );
  return rows.map(written)[0];
}

/** Whatever was saved last holds, from whichever device. */
export async function saveDraft(
  pool: pg.Pool,
  { borrowerId, productCode }: DraftKey,
  fields: SaveLoanDraftBody,
  now: Instant,
): Promise<StoredDraft | undefined> {
  const { rows } = await pool.query<Row>(
    `insert into loan.draft (borrower_id, product_code, fields, started_at, saved_at)
     values ($1, $2, $3, $4, $4)
     on conflict (borrower_id, product_code)
     do update set fields = excluded.fields, saved_at = excluded.saved_at
     returning ${COLUMNS}`,
    [borrowerId, productCode, JSON.stringify(fields), isoOf(now)],
  );
  return rows.map(written)[0];
}

/** One that is not there is deleted too. */
export async function deleteDraft(
  pool: pg.Pool,
  { borrowerId, productCode }: DraftKey,
): Promise<void> {
  await pool.query('delete from loan.draft where borrower_id = $1 and product_code = $2', [
    borrowerId,
    productCode,
  ]);
}

function written(row: Row): StoredDraft {
  return { ...row, fields: JSON.parse(row.fields) as SaveLoanDraftBody };
}
