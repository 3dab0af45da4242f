// How the command ends: its exit statuses, and the words for an end that is not a success.
import { CommanderError } from 'commander';
import { StartRefused } from '../start-refused.ts';

/** 0 success; 1 a check does not hold, or a fault of ours; 2 unusable arguments or input. */
export type ExitStatus = 0 | 1 | 2;

/** Arguments or input that cannot be used; the message says what to do. */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput';
}

interface Failure {
  readonly code: string;
  readonly detail: string;
  readonly status: ExitStatus;
}

/** Says on stderr how it failed, as one JSON object where that was asked for, and gives the exit status. */
export function reportFailure(error: unknown, json: boolean): ExitStatus {
  const failure = describeFailure(error);
  if (failure.status === 0) return 0;
  const { code, detail } = failure;
  if (json) process.stderr.write(`${JSON.stringify({ error: { code, detail } })}\n`);
  // What commander throws it has already said in its own words.
  else if (!(error instanceof CommanderError)) process.stderr.write(`mutua: ${detail}\n`);
  return failure.status;
}

function describeFailure(error: unknown): Failure {
  if (error instanceof CommanderError) {
    const detail =
      error.code === 'commander.help'
        ? 'A subcommand is missing; see --help.'
        : error.message.replace(/^error: /, '');
    return { code: 'unusable_arguments', detail, status: error.exitCode === 0 ? 0 : 2 };
  }
  if (error instanceof UnusableInput) {
    return { code: 'unusable_input', detail: error.message, status: 2 };
  }
  if (error instanceof StartRefused) {
    return { code: 'start_refused', detail: error.message, status: error.status };
  }
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'internal_error', detail: said, status: 1 };
}
