// `mutua replay`: real loans of the past through the whole platform, and the ledger's books beside the file's.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Language } from '@mutua/contract/words/language.ts';
import type { Command } from 'commander';
import type { ReplayProgress } from '../replay/run-replay.ts';
import type { ReplaySummary } from '../replay/summary.ts';
import { namedDataFolder } from './data-folder.ts';
import { UnusableInput } from './failure.ts';
import { explain } from './help.ts';

interface ReplayArguments {
  readonly limit?: string;
  readonly lenders?: string;
  readonly data?: string;
  readonly language?: string;
  readonly check?: boolean;
  readonly json?: boolean;
}

const NOTES = `Each loan is registered, applied for, assessed as recorded, listed, funded in about ten claims,
disbursed and repaid day by day. The file says what a borrower paid, and by its amounts when;
how a payment is split the ledger alone decides. Then the ledger is compared with the file: a
difference is explained by a stated rule within its bound, or it is unexplained.

Environment:
  MUTUA_DATA          a data folder to keep, if --data is not given; without either a new one is
                      made and removed afterwards
  DATABASE_URL        a PostgreSQL server of your own, instead of the embedded one
  DATABASE_OWNER_URL  the same with the login that owns the tables, if that is another one

With --json one object:
  {"loans","lenders","lines","byGrade":[…],"seconds","unexplained", …}

Exit status:
  0  every difference is explained, and with --check the laws of the books hold
  1  a difference is not explained, or a law does not hold
  2  the file cannot be used, the database is not empty, or arguments are wrong`;

export function addReplay(program: Command): void {
  explain(
    program
      .command('replay')
      .argument('<file>', 'a CSV file of loans, plain or compressed (.gz)')
      .option('--limit <number>', 'only the first so many loans of the file')
      .option('--lenders <number>', 'how many simulated lenders there are')
      .option('--data <folder>', "the embedded database's folder, empty before and kept afterwards")
      .option('--language <language>', 'en or zh-CN', 'en')
      .option('--check', 'audit the books at the end as `mutua check` does'),
    {
      summary: 'Lives real loans of the past through the whole platform and compares the books.',
      example: 'mutua replay loans.csv.gz --limit 300 --lenders 100',
      notes: NOTES,
    },
  ).action(async (file: string, _options: ReplayArguments, command: Command) => {
    process.exitCode = await replay(file, command.optsWithGlobals<ReplayArguments>());
  });
}

async function replay(file: string, asked: ReplayArguments): Promise<number> {
  const { language = 'en', json = false } = asked;
  if (language !== 'en' && language !== 'zh-CN') {
    throw new UnusableInput(
      `The language "${language}" is not spoken here; there are en and zh-CN.`,
    );
  }
  const limit = readCount(asked.limit, '--limit');
  const lenders = readCount(asked.lenders, '--lenders');
  requireFile(file);
  const { env } = process;
  const began = performance.now();
  const kept = namedDataFolder(asked.data, env);
  const folder = kept ?? newFolder();
  const bar = progressBar(!json && process.stderr.isTTY);
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    const done = await runIn(file, {
      ...{ limit, lenders, isChecked: asked.check === true },
      place: { folder, url: env.DATABASE_URL, ownerUrl: env.DATABASE_OWNER_URL },
      ...{ onProgress: bar.show, signal: stop.signal },
    });
    bar.clear();
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const peakMemoryMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
    const told = { ...done, seconds, peakMemoryMegabytes };
    process.stdout.write(json ? `${JSON.stringify(told)}\n` : await textOf(told, language));
    return done.unexplained === 0 && done.brokenLaws.length === 0 ? 0 : 1;
  } finally {
    bar.clear();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    if (kept === undefined) removeFolder(folder);
  }
}

interface Told extends ReplaySummary {
  readonly days: number;
  readonly commands: number;
  readonly databaseMegabytes: number;
  readonly lawsChecked: number;
  readonly brokenLaws: readonly string[];
  readonly seconds: number;
  readonly peakMemoryMegabytes: number;
}

async function runIn(
  file: string,
  options: Omit<Parameters<typeof import('../replay/run-replay.ts').runReplay>[0], 'file'>,
): Promise<Omit<Told, 'seconds' | 'peakMemoryMegabytes'>> {
  // Read only here: the calculator should not wait for them.
  const { runReplay, UnusableReplay } = await import('../replay/run-replay.ts');
  const { summaryOf } = await import('../replay/summary.ts');
  try {
    const replayed = await runReplay({ file, ...options });
    const { size, days, lawsChecked, brokenLaws } = replayed;
    const { commands, bytes } = size;
    const databaseMegabytes = Math.round(bytes / 1_048_576);
    return { ...summaryOf(replayed), days, commands, databaseMegabytes, lawsChecked, brokenLaws };
  } catch (error) {
    if (error instanceof UnusableReplay) throw new UnusableInput(error.message);
    throw error;
  }
}

async function textOf(told: Told, language: Language): Promise<string> {
  const { reportOf } = await import('../replay/report.ts');
  const { loans, lenders, lines, days, commands, lawsChecked, brokenLaws } = told;
  const { databaseMegabytes, peakMemoryMegabytes, seconds } = told;
  const laws =
    language === 'en'
      ? lawsText(lawsChecked, brokenLaws)
      : lawsChecked === 0
        ? '未检查账本：请加 --check，或用 --data 保留后运行 mutua check。'
        : `账本检查: ${lawsChecked} 条规律，${brokenLaws.length} 条不成立 ${brokenLaws.join(' ')}`.trimEnd();
  const end =
    language === 'en'
      ? `${count(loans)} loans, ${count(lenders)} lenders, ${count(days)} days, ${count(commands)} commands, ${count(lines)} transfers in ${seconds} s; database ${databaseMegabytes} MB, memory at most ${peakMemoryMegabytes} MB.`
      : `${count(loans)} 笔借款，${count(lenders)} 名出借人，${count(days)} 天，${count(commands)} 条指令，${count(lines)} 条资金流水，用时 ${seconds} 秒；数据库 ${databaseMegabytes} MB，内存最多 ${peakMemoryMegabytes} MB。`;
  return `${reportOf(told, language)}${laws}\n${end}\n`;
}

function lawsText(checked: number, broken: readonly string[]): string {
  if (checked === 0)
    return 'The laws of the books were not looked at: --check does, and so does mutua check on a folder kept with --data.';
  return broken.length === 0
    ? `All ${checked} laws of the books hold.`
    : `A law of the books does not hold: ${broken.join(' ')}`;
}

function readCount(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (value > 0) return value;
  throw new UnusableInput(`${option} is "${text}"; it is a whole number from 1.`);
}

function requireFile(file: string): void {
  if (fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true) return;
  throw new UnusableInput(`There is no file ${file}.`);
}

function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mutua-replay-'));
  // As root, the account of PostgreSQL passes through here.
  fs.chmodSync(folder, 0o755);
  return path.join(folder, 'data');
}

function removeFolder(folder: string): void {
  const cluster = path.join(folder, 'postgres');
  if (fs.existsSync(cluster)) {
    fs.rmSync(path.dirname(fs.realpathSync(cluster)), { recursive: true, force: true });
  }
  fs.rmSync(path.dirname(folder), { recursive: true, force: true });
}

function progressBar(isShown: boolean) {
  return {
    show({ day, closed, of }: ReplayProgress): void {
      if (isShown) process.stderr.write(`\r\u001b[2K${day}  ${count(closed)} of ${count(of)} …`);
    },
    clear(): void {
      if (isShown) process.stderr.write('\r\u001b[2K');
    },
  };
}

function count(value: number): string {
  return value.toLocaleString('en-GB');
}
