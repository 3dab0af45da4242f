// A PostgreSQL server as an operator has one: another embedded one plays it, with as many databases as are asked for.
import { withClient } from '@mutua/server/database/pool.ts';
import { startEmptyDatabase, type TrialDatabase } from '@mutua/server/database/trial-database.ts';

export class OwnServer {
  #server: TrialDatabase | undefined;
  #count = 0;

  async start(): Promise<void> {
    this.#server = await startEmptyDatabase();
  }

  async remove(): Promise<void> {
    await this.#server?.remove();
  }

  /** A database of its own, and its address for the administrator. */
  async makeDatabase(options = ''): Promise<{ readonly name: string; readonly url: string }> {
    this.#count += 1;
    const name = `operators_own_${this.#count}`;
    await withClient({ ...this.#started.administrator, database: 'postgres' }, (client) =>
      client.query(`create database ${name} ${options}`),
    );
    return { name, url: this.addressOf(name) };
  }

  addressOf(database: string, login: Login = {}): string {
    return addressOf(this.#started, database, login);
  }

  get #started(): TrialDatabase {
    if (this.#server === undefined) throw new Error('The server was not started.');
    return this.#server;
  }
}

interface Login {
  readonly user?: string;
  readonly password?: string;
}

/** As it stands in DATABASE_URL; the administrator’s, unless another login is given. */
export function addressOf(
  { administrator }: TrialDatabase,
  database: string,
  login: Login = {},
): string {
  const { user, password, host } = { ...administrator, ...login };
  const url = new URL(`postgresql://localhost/${database}`);
  url.username = String(user);
  url.password = String(password);
  url.searchParams.set('host', String(host));
  return url.href;
}
