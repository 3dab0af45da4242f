// What the rails read beside what is to be sent: the business date, the operator and its account; and the one thing
// that they keep outside the door, messages that cannot be read.
import { assert } from '@mutua/core/kit/assert.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { type Day, parseDay } from '@mutua/core/time/day.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';

type Row = Readonly<Record<string, unknown>>;

/** Undefined before the calendar was opened. */
export async function readBusinessDate(pool: pg.Pool): Promise<Day | undefined> {
  const [row] = await rowsOf(pool, 'business date', 'select day from calendar.business_day', []);
  return row === undefined ? undefined : dayOfRow(row.day);
}

export async function readOwnAccount(
  pool: pg.Pool,
  purpose: string,
  inCurrency: string,
): Promise<string | undefined> {
  const [row] = await rowsOf(
    pool,
    'own account',
    'select account from wallet.own_account where purpose = $1 and currency = $2',
    [purpose, inCurrency],
  );
  return row === undefined ? undefined : String(row.account);
}

export async function readOperator(
  pool: pg.Pool,
): Promise<{ readonly name: string; readonly creditCode: string } | undefined> {
  const [row] = await rowsOf(pool, 'operator', 'select name, credit_code from people.operator', []);
  return row === undefined
    ? undefined
    : { name: String(row.name), creditCode: String(row.credit_code) };
}

/** A message that could not be read, kept as it came. */
export async function keepUnreadMessage(
  pool: pg.Pool,
  message: { alarmId: Id; rail: 'custodian' | 'payment_provider'; cameAt: Instant; body: Buffer },
): Promise<void> {
  await pool.query(
    `insert into wallet.unread_message (alarm_id, rail, came_at, body)
      values ($1, $2, $3, $4)
      on conflict (alarm_id) do nothing`,
    [message.alarmId, message.rail, isoOf(message.cameAt), message.body],
  );
}

async function rowsOf(
  pool: pg.Pool,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const { rows } = await pool.query<Row>({ name: `rails: ${name}`, text, values: [...values] });
  return rows;
}

function dayOfRow(stored: unknown): Day {
  const day = parseDay(String(stored), 'day');
  assert(day.ok, 'A date of the database is a day.');
  return day.value;
}
