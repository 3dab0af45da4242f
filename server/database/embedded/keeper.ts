// Keeps PostgreSQL running: brings it back when it dies, and gives up when it dies again and again.
import { type Postmaster, type PostmasterOptions, startPostmaster } from './postmaster.ts';

const REVIVALS_MAX = 5;
const REVIVALS_WITHIN_MS = 300_000;

export interface Keeper {
  /** Settles with the reason when the database died and cannot be brought back. */
  readonly lost: Promise<Error>;
  /** Called again with `immediate`, it no longer waits for what is open. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
}

/** @param say gets a line when the database died, and when it is back. */
export async function keepRunning(
  options: PostmasterOptions,
  say: (line: string) => void,
): Promise<Keeper> {
  const stopping = new AbortController();
  let postmaster: Postmaster = await startPostmaster(options);
  const revivals: number[] = [];

  async function watch(): Promise<Error | undefined> {
    for (;;) {
      await postmaster.ended;
      if (stopping.signal.aborted) return undefined;
      const now = Date.now();
      const recent = revivals.filter((moment) => now - moment < REVIVALS_WITHIN_MS);
      if (recent.length >= REVIVALS_MAX) {
        return new Error(`PostgreSQL died ${recent.length + 1} times within 5 minutes.`);
      }
      revivals.splice(0, revivals.length, ...recent, now);
      say('PostgreSQL ended unexpectedly; bringing it back …');
      try {
        postmaster = await startPostmaster({ ...options, signal: stopping.signal });
      } catch (error) {
        if (stopping.signal.aborted) return undefined;
        return error instanceof Error ? error : new Error(String(error));
      }
      say('PostgreSQL is back.');
    }
  }

  const watching = watch();
  return {
    lost: new Promise((resolve) => {
      void watching.then((reason) => reason && resolve(reason));
    }),
    async stop(mode) {
      stopping.abort();
      await postmaster.stop(mode);
      await watching;
    },
  };
}
