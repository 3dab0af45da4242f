// Connections that serve, and the one place that says how PostgreSQL's types arrive here.
import pg from 'pg';

const BIGINT = 20;
const DATE = 1082;
const JSON_TEXT = 114;
const BIGINT_ARRAY = 1016;
const DATE_ARRAY = 1182;
const TEXT_ARRAY: number = 1009;
const CONNECTIONS_MAX = 10;
const CONNECT_MS = 5_000;
const STATEMENT_MS = 30_000;
const IDLE_IN_TRANSACTION_MS = 60_000;

/** `bigint` is a BigInt, since a number would lose digits; `date` stays text, since it has no time zone,
 * and `json` does, since whoever asked for it knows how it was written. */
export const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') {
      if (type === BIGINT) return BigInt;
      if (type === DATE || type === JSON_TEXT) return String;
      if (type === BIGINT_ARRAY) return parseBigintArray;
      if (type === DATE_ARRAY) return pg.types.getTypeParser(TEXT_ARRAY);
    }
    return format === 'binary'
      ? pg.types.getTypeParser(type, 'binary')
      : pg.types.getTypeParser(type);
  },
};

function parseBigintArray(text: string): unknown {
  const entries: unknown = pg.types.getTypeParser(TEXT_ARRAY)(text);
  return toBigints(entries);
}

function toBigints(entry: unknown): unknown {
  if (Array.isArray(entry)) return entry.map(toBigints);
  return entry === null ? null : BigInt(String(entry));
}

/** A pool whose idle connections may break without ending the process. */
export function makePool(config: pg.ClientConfig): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    types: TYPES,
    max: CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    application_name: 'mutua',
  });
  // The pool drops a connection that breaks while idle and makes a new one; without a listener the
  // process would end. Whoever asks next learns the truth, as does /health.
  pool.on('error', () => undefined);
  return pool;
}

/** One connection for one piece of work, closed afterwards whatever happens. */
export async function withClient<Value>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client({ ...config, types: TYPES, connectionTimeoutMillis: CONNECT_MS });
  // A break fails the statement that is under way; the client's own event says it a second time.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
