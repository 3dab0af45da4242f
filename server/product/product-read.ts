// The versions of products, as they are kept.
import type { ProductVersionOnWire } from '@mutua/contract/product/product.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { isLive } from '@mutua/core/product/versions.ts';
import type pg from 'pg';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import { dayColumn } from '../database/column.ts';
import { readPacked } from '../database/packed-json.ts';
import { mayUse, type PersonActor } from '../http/access.ts';
import type { PageRequest } from '../http/cursor.ts';
import { present } from '../http/read-fields.ts';
import { writeProductTerms } from './product-terms.ts';

interface Row {
  readonly terms: string;
  readonly makerId: Id;
  readonly checkerId: Id | null;
  readonly approvedOn: string | null;
}

const COLUMNS = `terms, maker_id as "makerId", checker_id as "checkerId", approved_on as "approvedOn"`;

/** The approved version of each product that is in force on the business date, by code. */
export async function readProductsInForce(
  pool: pg.Pool,
  { after, readLimit }: PageRequest,
): Promise<readonly ProductVersionOnWire[]> {
  const today = await readBusinessDate(pool);
  if (today === undefined) return [];
  const { rows } = await pool.query<Row>(
    `select ${COLUMNS}
     from product.product_version
     where checker_id is not null and code > $1
     order by code, number desc`,
    [after?.[0] ?? ''],
  );
  const latest = new Map<string, ProductVersionOnWire>();
  for (const row of rows) {
    const terms = termsOf(row);
    const approval = approvalOf(row);
    const product = { ...terms, maker: row.makerId, ...(approval && { approval }) };
    if (isLive(product, today) && !latest.has(terms.code)) latest.set(terms.code, written(row, []));
  }
  return [...latest.values()].slice(0, readLimit);
}

/** All versions, by code and number. */
export async function readProductVersions(
  pool: pg.Pool,
  { after, readLimit }: PageRequest,
  actor: PersonActor | undefined,
): Promise<readonly ProductVersionOnWire[]> {
  const { rows } = await pool.query<Row>(
    `select ${COLUMNS}
     from product.product_version
     where (code, number) > ($1, $2::integer)
     order by code, number
     limit $3`,
    [after?.[0] ?? '', after?.[1] ?? '0', readLimit],
  );
  const officer = { roles: ['staff'], positions: ['product_officer'] } as const;
  const mayRelease = actor !== undefined && mayUse(actor, officer);
  return rows.map((row) => {
    const isOwn = row.makerId === actor?.id;
    return written(row, mayRelease && !isOwn && row.checkerId === null ? ['approve'] : []);
  });
}

function written(row: Row, actions: string[]): ProductVersionOnWire {
  return {
    terms: writeProductTerms(termsOf(row)),
    isApproved: row.checkerId !== null,
    ...present({ approvedOn: row.approvedOn }),
    actions,
  };
}

function termsOf({ terms }: Row): ProductTerms {
  return readPacked(terms) as ProductTerms;
}

function approvalOf({ checkerId, approvedOn }: Row) {
  if (checkerId === null || approvedOn === null) return undefined;
  return { checker: checkerId, approvedOn: dayColumn.read(approvedOn) };
}
