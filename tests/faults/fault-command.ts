// `npm run test:faults`: the arguments, the table, and the exit status.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { endProcesses } from '../start/processes.ts';
import { headLines, restLine, strikeLine, summaryLine } from './fault-lines.ts';
import { runFaults } from './faults.ts';

const KILLS = 200;
const REST_EVERY = 20;
const USAGE = `node test.mjs --faults [--kills N] [--seed N] [--rest-every N]
`;

/** 0 only when nothing was lost, doubled or half, and at least half of the kills met a commit in flight. */
export async function runFaultCommand(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (asked === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const stopping = new AbortController();
  const stop = () => stopping.abort(new Error('It was told to stop.'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  say(headLines());
  try {
    const summary = await runFaults({
      ...asked,
      onStrike: (strike) => say(strikeLine(strike)),
      onRest: (rested) => say(restLine(rested)),
      onViolation: (sentence) => say(`VIOLATION ${sentence}`),
      signal: stopping.signal,
    });
    say(JSON.stringify(summary));
    say(summaryLine(summary));
    const isWhole = summary.kills === asked.kills && 2 * summary.inFlight >= summary.kills;
    return isWhole && summary.violations === 0 ? 0 : 1;
  } catch (error) {
    say(error instanceof Error && !stopping.signal.aborted ? String(error.stack) : String(error));
    return 1;
  } finally {
    await endProcesses();
  }
}

function readArguments(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...{ kills: { type: 'string' }, seed: { type: 'string' } },
        'rest-every': { type: 'string' },
      },
    });
    const kills = Number(values.kills ?? KILLS);
    const seed = Number(values.seed ?? Date.now() % 1_000_000);
    const restEvery = Number(values['rest-every'] ?? REST_EVERY);
    const isUsable = [kills, seed, restEvery].every((one) => Number.isSafeInteger(one) && one >= 1);
    if (!isUsable) return undefined;
    const dist = path.join(import.meta.dirname, '..', '..', 'dist');
    return { kills, seed, restEvery, dist };
  } catch {
    return undefined;
  }
}
