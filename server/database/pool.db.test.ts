import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDatabaseUnavailable } from './failure.ts';
import { makePool, withClient } from './pool.ts';
import { startEmptyDatabase, type TrialDatabase } from './trial-database.ts';

let server: TrialDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  server = await startEmptyDatabase();
  pool = makePool(server.application);
});
afterAll(async () => {
  await pool.end();
  await server.remove();
});

async function evaluate(expression: string): Promise<unknown> {
  const { rows } = await pool.query<{ value: unknown }>(`select ${expression} as value`);
  return rows[0]?.value;
}

describe('what PostgreSQL sends', () => {
  it.each([
    ['9223372036854775807::bigint', 9_223_372_036_854_775_807n],
    ['(-9223372036854775808)::bigint', -9_223_372_036_854_775_808n],
    ['null::bigint', null],
    ["'{9007199254740993,null,-1}'::bigint[]", [9_007_199_254_740_993n, null, -1n]],
    [
      "'{{1,2},{3,4}}'::bigint[]",
      [
        [1n, 2n],
        [3n, 4n],
      ],
    ],
    ["'2026-02-28'::date", '2026-02-28'],
    ["'0001-01-01'::date", '0001-01-01'],
    ["'{2026-02-28,null}'::date[]", ['2026-02-28', null]],
    ['12.50::numeric', '12.50'],
    ['7::integer', 7],
    ["'互信'::text", '互信'],
  ])('%s arrives without a digit lost', async (expression, value) => {
    expect(await evaluate(expression)).toEqual(value);
  });

  it('comes back as it was sent', async () => {
    const sent = 9_007_199_254_740_993n;
    const { rows } = await pool.query('select $1::bigint as value', [sent]);
    expect(rows).toEqual([{ value: sent }]);
  });

  it('sorts by code point on every machine, and Chinese by its sound when asked', async () => {
    expect(
      await evaluate(
        `(select string_agg(word, '' order by word) from unnest(array['b','A','a','B']) as word)`,
      ),
    ).toBe('ABab');
    expect(
      await evaluate(
        `(select string_agg(word, '' order by word collate "zh-Hans-x-icu") from unnest(array['张','李','王','安','赵']) as word)`,
      ),
    ).toBe('安李王张赵');
  });
});

describe('a connection that breaks', () => {
  it('while idle is replaced', async () => {
    await evaluate('1');
    await withClient(server.administrator, (administrator) =>
      administrator.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'mutua_application'`,
      ),
    );
    // The pool learns of it when the socket closes.
    await expect.poll(() => pool.totalCount).toBe(0);
    expect(await evaluate('2')).toBe(2);
  });

  it('during a statement means: not available now', async () => {
    const asked = pool.query('select pg_sleep(10)').catch((error: unknown) => error);
    await expect
      .poll(async () => {
        const { rows } = await withClient(server.administrator, (administrator) =>
          administrator.query(
            `select pg_terminate_backend(pid) from pg_stat_activity where query = 'select pg_sleep(10)'`,
          ),
        );
        return rows.length;
      })
      .toBeGreaterThan(0);
    expect(isDatabaseUnavailable(await asked)).toBe(true);
  });

  it('is told apart from a wrong statement', async () => {
    const error = await pool.query('select nonsense').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(pg.DatabaseError);
    expect(isDatabaseUnavailable(error)).toBe(false);
  });
});
