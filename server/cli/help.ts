// How every command says what it does: one sentence, an example that works, and what else one must know.
import type { Command } from 'commander';

export interface Help {
  /** One sentence. */
  readonly summary: string;
  /** One command line, as it is typed. */
  readonly example: string;
  /** What stands after the options: shapes, exit statuses. */
  readonly notes?: string;
}

/** Puts a command's help together; every level of `--help` looks the same. */
export function explain(command: Command, help: Help): Command {
  const notes = help.notes === undefined ? '' : `\n${help.notes}\n`;
  return command
    .description(help.summary)
    .helpOption('-h, --help', 'say what this command does')
    .addHelpText('after', `${notes}\nExample:\n  ${help.example}\n`);
}
