// Plain connections to the database, as a program without a door has them.
import { withClient } from '@mutua/server/database/pool.ts';

type Config = Parameters<typeof withClient>[0];
export type Connection = Parameters<Parameters<typeof withClient>[1]>[0];

export interface Connections {
  /** The database's process behind each. */
  readonly processIds: readonly number[];
  /** One for each caller, counted from 0. */
  at(caller: number): Connection;
  close(): Promise<void>;
}

export async function openConnections(config: Config, count: number): Promise<Connections> {
  let letGo: () => void = () => undefined;
  const isOver = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const ended: Promise<void>[] = [];
  const open = () =>
    new Promise<Connection>((resolve, reject) => {
      const whole = withClient(config, async (connection) => {
        resolve(connection);
        await isOver;
      });
      ended.push(whole.catch(reject));
    });
  const connections = await Promise.all(Array.from({ length: count }, open));
  const processIds = await Promise.all(
    connections.map(async (connection) => {
      const { rows } = await connection.query<{ pid: number }>('select pg_backend_pid() as pid');
      return rows[0]?.pid ?? 0;
    }),
  );
  return {
    processIds,
    at(caller) {
      const connection = connections[caller];
      if (connection === undefined) throw new RangeError(`There is no caller ${caller}.`);
      return connection;
    },
    async close() {
      letGo();
      await Promise.all(ended);
    },
  };
}
