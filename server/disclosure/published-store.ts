// What was published of each closed day, in versions: only ever added to.
import type { DisclosedFigure } from '@mutua/core/disclosure/disclosed-figure.ts';
import type { RestatedFigure } from '@mutua/core/disclosure/restatement.ts';
import type { Day } from '@mutua/core/time/day.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { dayColumn } from '../database/column.ts';
import { readPacked, writePacked } from '../database/packed-json.ts';
import type { PageRequest } from '../http/cursor.ts';

export interface PublishedKey {
  readonly day: Day;
  readonly currency: string;
}

export interface Published extends PublishedKey {
  readonly version: number;
  readonly knownThrough: Day;
  readonly publishedAt: string;
  readonly figures: readonly DisclosedFigure[];
}

export interface Restatement extends PublishedKey {
  readonly version: number;
  readonly knownThrough: Day;
  readonly publishedAt: string;
  readonly cause: 'booked_later';
  readonly changes: readonly RestatedFigure[];
}

interface Row {
  readonly day: string;
  readonly currency: string;
  readonly version: number;
  readonly knownThrough: string;
  readonly publishedAt: Date;
  readonly figures: string;
}

/** The last version of a day; nothing where none was published yet. */
export async function readPublished(
  pool: pg.Pool,
  { day, currency }: PublishedKey,
): Promise<Published | undefined> {
  const { rows } = await pool.query<Row>(
    `select day, currency, version, known_through as "knownThrough",
       published_at as "publishedAt", figures
     from disclosure.published
     where day = $1 and currency = $2
     order by version desc
     limit 1`,
    [formatDay(day), currency],
  );
  const [row] = rows;
  return row === undefined ? undefined : readRow(row);
}

/** Nothing happens where that version is there already: whoever came first has published it. */
export async function insertPublished(
  pool: pg.Pool,
  published: Omit<Published, 'publishedAt'> & {
    readonly changes?: readonly RestatedFigure[];
  },
  at: Instant,
): Promise<void> {
  const { day, currency, version, knownThrough, figures, changes } = published;
  await pool.query(
    `insert into disclosure.published
       (day, currency, version, known_through, figures, changes, cause, published_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict do nothing`,
    [
      ...[formatDay(day), currency, version, formatDay(knownThrough), writePacked(figures)],
      ...(changes === undefined ? [null, null] : [writePacked(changes), 'booked_later']),
      isoOf(at),
    ],
  );
}

/**
 * Days that were published knowing less than what is closed now, and to which something was booked back since: the
 * figures of such a day may have become others.
 */
export async function readTouchedDays(
  pool: pg.Pool,
  { checkedThrough, knownThrough }: { readonly checkedThrough?: Day; readonly knownThrough: Day },
): Promise<readonly PublishedKey[]> {
  const { rows } = await pool.query<{ day: string; currency: string }>(
    `with newest as (
       select distinct on (day, currency) day, currency, known_through
       from disclosure.published
       order by day, currency, version desc
     )
     select day, currency
     from newest
     where exists (
       select from ledger.transfer
       where effective_day < booked_day and effective_day <= newest.day
         and booked_day > greatest(newest.known_through, $2::date) and booked_day <= $1
     )
     order by day, currency`,
    [formatDay(knownThrough), checkedThrough === undefined ? null : formatDay(checkedThrough)],
  );
  return rows.map(({ day, currency }) => ({ day: dayColumn.read(day), currency }));
}

/** The newest first. */
export async function readRestatements(
  pool: pg.Pool,
  { after, readLimit }: Pick<PageRequest, 'after' | 'readLimit'>,
): Promise<readonly Restatement[]> {
  const { rows } = await pool.query<
    Omit<Row, 'figures'> & { cause: 'booked_later'; changes: string }
  >(
    `select day, currency, version, known_through as "knownThrough",
       published_at as "publishedAt", cause, changes
     from disclosure.published
     where version > 1
       and ($1::date is null or (day, currency, version) < ($1::date, $2::text, $3::integer))
     order by day desc, currency desc, version desc
     limit $4`,
    [after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, readLimit],
  );
  return rows.map(({ changes, cause, ...row }) => ({
    ...stampOf(row),
    cause,
    changes: readPacked(changes) as readonly RestatedFigure[],
  }));
}

/** How often a published figure was restated so far. */
export async function countRestatements(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    'select count(*)::integer as count from disclosure.published where version > 1',
  );
  return rows[0]?.count ?? 0;
}

function readRow({ figures, ...row }: Row): Published {
  return { ...stampOf(row), figures: readPacked(figures) as readonly DisclosedFigure[] };
}

function stampOf({ day, currency, version, knownThrough, publishedAt }: Omit<Row, 'figures'>) {
  return {
    ...{ day: dayColumn.read(day), currency, version },
    ...{ knownThrough: dayColumn.read(knownThrough), publishedAt: publishedAt.toISOString() },
  };
}
