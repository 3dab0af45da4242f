// The `mutua` command: what operators, auditors and analysts type.
import { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { addBench } from './bench.ts';
import { addCalc } from './calc.ts';
import { addCheck } from './check.ts';
import { reportFailure, UnusableInput } from './failure.ts';
import { explain } from './help.ts';
import { addReplay } from './replay.ts';
import { addStart } from './start.ts';

const STATUSES = `Exit status:
  0  success
  1  a check does not hold
  2  arguments or input that cannot be used`;

function mutua(json: boolean): Command {
  const program = new Command('mutua')
    .version(packageJson.version, '-V, --version', 'say which version this is')
    .option('--json', 'machine output, on every subcommand; errors as one JSON object on stderr')
    .helpCommand('help [command]', 'say what a command does')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput(json ? { writeErr: () => undefined } : {})
    .exitOverride();
  explain(program, {
    summary: packageJson.description,
    example: `echo '{"id":1,"convention":"ACT/365","start":"2026-01-31","end":"2026-07-31"}' | mutua calc day-count`,
    notes: STATUSES,
  });
  addStart(program);
  addCalc(program);
  addReplay(program);
  addCheck(program);
  addBench(program);
  return program;
}

/** A reader that has seen enough, as `head` has, ends the command, and that is no failure. */
function endWhenReaderLeaves(error: Error & { readonly code?: string }): void {
  if (error.code !== 'EPIPE') {
    process.exitCode = reportFailure(
      new UnusableInput(`The output cannot be written: ${error.message}`),
      json,
    );
  }
  process.exit();
}

const json = process.argv.includes('--json');
process.stdout.on('error', endWhenReaderLeaves);
process.stderr.on('error', endWhenReaderLeaves);
try {
  await mutua(json).parseAsync(process.argv);
} catch (error) {
  process.exitCode = reportFailure(error, json);
}
