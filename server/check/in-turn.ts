// One connection for several readers: what is asked meanwhile waits for its turn.
import type { Connection } from '../ledger/standing.ts';

export function inTurn(connection: Connection): Connection {
  let last: Promise<unknown> = Promise.resolve();
  const query = (...asked: Parameters<Connection['query']>) => {
    const answer = last.then(() => connection.query(...asked));
    last = answer.then(
      () => undefined,
      () => undefined,
    );
    return answer;
  };
  return { query: query as unknown as Connection['query'] };
}
