// `npm run test:faults`: the arguments, the table, and the exit status.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { endProcesses } from '../start/processes.ts';
import { DAY_KILLS, runDayKillCommand } from './end-of-day/day-kill-command.ts';
import { headLines, restLine, strikeLine, summaryLine } from './fault-lines.ts';
import { runFaults } from './faults.ts';

const KILLS = 200;
const REST_EVERY = 20;
const USAGE = `node test.mjs --faults [--end-of-day] [--kills N] [--seed N] [--rest-every N]
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
  const { isOfEndOfDay, kills, seed } = asked;
  if (!isOfEndOfDay) say(headLines());
  try {
    if (isOfEndOfDay) {
      return await runDayKillCommand({ ...asked, signal: stopping.signal });
    }
    const summary = await runFaults({
      ...{ kills, seed, dist: asked.dist, restEvery: asked.restEvery ?? REST_EVERY },
      onStrike: (strike) => say(strikeLine(strike)),
      onRest: (rested) => say(restLine(rested)),
      onViolation: (sentence) => say(`VIOLATION ${sentence}`),
      signal: stopping.signal,
    });
    say(JSON.stringify(summary));
    say(summaryLine(summary));
    const isWhole = summary.kills === kills && 2 * summary.inFlight >= summary.kills;
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
        ...{ 'rest-every': { type: 'string' }, 'end-of-day': { type: 'boolean' } },
      },
    });
    const isOfEndOfDay = values['end-of-day'] === true;
    const kills = Number(values.kills ?? (isOfEndOfDay ? DAY_KILLS : KILLS));
    const seed = Number(values.seed ?? Date.now() % 1_000_000);
    const rest = values['rest-every'];
    const restEvery = rest === undefined ? undefined : Number(rest);
    const isUsable = [kills, seed, restEvery ?? 1].every(
      (one) => Number.isSafeInteger(one) && one >= 1,
    );
    if (!isUsable) return undefined;
    const dist = path.join(import.meta.dirname, '..', '..', 'dist');
    return { isOfEndOfDay, kills, seed, restEvery, dist };
  } catch {
    return undefined;
  }
}
