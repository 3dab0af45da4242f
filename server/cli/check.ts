// `mutua check`: audits the whole database, law by law.
import type { Language } from '@mutua/contract/words/language.ts';
import type { Command } from 'commander';
import type { CheckedLaw } from '../check/check.ts';
import type { Law } from '../check/law.ts';
import { dataFolder } from './data-folder.ts';
import { UnusableInput } from './failure.ts';
import { explain } from './help.ts';

interface CheckArguments {
  readonly data?: string;
  readonly language?: string;
  readonly json?: boolean;
}

const NOTES = `The laws are looked at one after the other on one snapshot of the database, in
transactions that change nothing; the platform may go on meanwhile. The last and
strongest one plays the whole command log again and compares every table; it begins
at once, beside the others, and is told of in its place.

Environment:
  MUTUA_DATA          the data folder, if --data is not given
  DATABASE_URL        a PostgreSQL server of your own, instead of the embedded one
  DATABASE_OWNER_URL  the same with the login that owns the tables, if that is another one

With --json one object a law:
  {"law","words","holds","examined","unit","broken","violations":[…],"seconds"}

Exit status:
  0  every law holds
  1  a law does not hold; the laws after it were not looked at
  2  there is no database to check, or arguments are wrong`;

export function addCheck(program: Command): void {
  explain(
    program
      .command('check')
      .option('--data <folder>', "the embedded database's folder (.mutua in the repository)")
      .option('--language <language>', 'en or zh-CN', 'en'),
    {
      summary: 'Audits the whole database: every law of the books, with what was examined.',
      example: 'mutua check --data /var/lib/mutua/first',
      notes: NOTES,
    },
  ).action(async (_options: CheckArguments, command: Command) => {
    process.exitCode = await check(command.optsWithGlobals<CheckArguments>());
  });
}

async function check({ data, language = 'en', json = false }: CheckArguments): Promise<number> {
  if (language !== 'en' && language !== 'zh-CN') {
    throw new UnusableInput(
      `The language "${language}" is not spoken here; there are en and zh-CN.`,
    );
  }
  const { reachDatabase } = await import('../check/reach-database.ts');
  const { checkLaws, everyLaw } = await import('../check/check.ts');
  const { env } = process;
  const database = await reachDatabase({
    folder: dataFolder(data, env),
    url: env.DATABASE_URL,
    ownerUrl: env.DATABASE_OWNER_URL,
  });
  const bar = progressBar(!json && process.stderr.isTTY);
  try {
    const checked = await checkLaws(database.pool, {
      laws: everyLaw(),
      stopAtFirst: true,
      onProgress: (law, done, of) => bar.show(law, done, of),
      onChecked: (one) => {
        bar.clear();
        process.stdout.write(json ? jsonLine(one, language) : textOf(one, language));
      },
    });
    const holds = checked.every(({ broken }) => broken === 0);
    if (!json) process.stdout.write(summary(checked, holds));
    return holds ? 0 : 1;
  } finally {
    bar.clear();
    await database.close();
  }
}

function jsonLine({ law, ...finding }: CheckedLaw, language: Language): string {
  const { name, words, unit } = law;
  const holds = finding.broken === 0;
  const seconds = Math.round(finding.seconds * 1_000) / 1_000;
  return `${JSON.stringify({ law: name, words: words[language], holds, unit, ...finding, seconds })}\n`;
}

function textOf(checked: CheckedLaw, language: Language): string {
  const { law, examined, broken, violations, seconds } = checked;
  const head = `${broken === 0 ? 'holds ' : 'BROKEN'}  ${law.name}: ${law.words[language]}`;
  const counts = `        ${count(examined)} ${law.unit} examined in ${seconds.toFixed(1)} s`;
  if (broken === 0) return `${head}\n${counts}\n`;
  const lines = violations.map((violation) => `        ${violation}\n`).join('');
  return `${head}\n${counts}, ${count(broken)} broken:\n${lines}`;
}

function summary(checked: readonly CheckedLaw[], holds: boolean): string {
  const last = checked.at(-1)?.law.name ?? '';
  return holds
    ? `All ${checked.length} laws hold.\n`
    : `The law ${last} does not hold; the laws after it were not looked at.\n`;
}

function progressBar(isShown: boolean) {
  return {
    show(law: Law, done: number, of: number): void {
      if (!isShown) return;
      const share = of === 0 ? '' : ` ${count(done)} of ${count(of)}`;
      process.stderr.write(`\r\u001b[2K${law.name}${share} …`);
    },
    clear(): void {
      if (isShown) process.stderr.write('\r\u001b[2K');
    },
  };
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
}
