// Publishes the figures of a day soon after its close, so that nobody who asks for them has to wait until they are
// reckoned.
import type { FastifyInstance } from 'fastify';
import type { Door } from '../http/door.ts';
import type { Publisher } from './publisher.ts';

/** Where days are closed one after the other, the last of them is the one that people ask for. */
const QUIET_MS = 5_000;

/** From when the server is ready until it closes. */
export function publishAfterClose(
  app: FastifyInstance,
  { publisher, lane }: { readonly publisher: Publisher; readonly lane: Pick<Door, 'follow'> },
): void {
  let timer: NodeJS.Timeout | undefined;
  const publish = () => {
    publisher.publishLast().catch((error: unknown) => {
      // Whoever asks for the figures tries again.
      app.log.error(error);
    });
  };
  const publishSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(publish, QUIET_MS).unref();
  };
  const stop = lane.follow((commands) => {
    const isClosed = commands.some(({ events }) => events.some(({ kind }) => kind === 'DayClosed'));
    if (isClosed) publishSoon();
  });
  // A day may have been closed while nobody could ask.
  app.addHook('onReady', async () => publishSoon());
  app.addHook('preClose', async () => {
    stop();
    clearTimeout(timer);
  });
}
