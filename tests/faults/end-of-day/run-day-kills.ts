// The kills in the end of day as a process: the table, the sums, and the exit status.
import { dayHeadLine, dayRestLine, dayStrikeLine, daySummaryLine } from './day-kill-lines.ts';
import { type DayKillsAsked, runDayKills } from './day-kills.ts';

/** What the process is started with. */
export type DayKillTask = Pick<
  DayKillsAsked,
  'worker' | 'kills' | 'seed' | 'restEvery' | 'days' | 'loansADay' | 'quietDaysMax'
>;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** True only when nothing was lost or doubled, and so many kills as were asked for struck in the middle. */
async function run(task: DayKillTask): Promise<boolean> {
  const stopping = new AbortController();
  const stop = () => stopping.abort(new Error('It was told to stop.'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  try {
    const summary = await runDayKills({
      ...{ ...task, signal: stopping.signal },
      onTown: ({ loans, seconds }) => {
        say(`A town of ${loans} loans was made in ${seconds.toFixed(0)} s.`);
        say(dayHeadLine());
      },
      onStrike: (strike) => say(dayStrikeLine(strike)),
      onRest: (rested) => say(dayRestLine(rested)),
      onViolation: (sentence) => say(`VIOLATION ${sentence}`),
    });
    say(JSON.stringify(summary));
    say(daySummaryLine(summary));
    return summary.inTheMiddle >= task.kills && summary.violations === 0;
  } catch (error) {
    say(error instanceof Error && !stopping.signal.aborted ? String(error.stack) : String(error));
    return false;
  }
}

process.exitCode = (await run(JSON.parse(process.argv[2] ?? '{}') as DayKillTask)) ? 0 : 1;
