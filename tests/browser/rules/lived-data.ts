// A data folder on which a demo has lived for some months before today. It is lived once for a build and a day, kept in
// the repository's cache, and copied for whoever asks.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { DemoPersonsOnWire } from '@mutua/contract/installation/demo.ts';
import { waitForLock } from '../../../setup/lock.mjs';
import { newData, ROOT, stopPlatform } from '../../start/platform.ts';
import { eventually, type Process, startProcess } from '../../start/processes.ts';

/** Enough for loans in every state, with few people, so that pages and SQL have little to read. */
const TRIED_PAST = { MUTUA_PAST: '22', MUTUA_PAST_PERCENT: '12' };
const CACHE = path.join(ROOT, '.cache', 'lived-past');
const LIVING_MS = 400_000;
const READY_MS = 90_000;
/** Days end there when it is midnight in China. */
const ZONE = 'Asia/Shanghai';

/**
 * The path of a copy that nobody else uses.
 *
 * @param months of a past as a demo has it; left out, the long and small one of the tests.
 */
export async function livedData(months?: string): Promise<string> {
  const lock = await waitForLock(path.join(ROOT, '.cache', 'lived-past.lock'));
  try {
    const name = nameOfBuildAndDay();
    const kept = path.join(CACHE, `${name}-${months ?? 'tried'}`);
    if (!fs.existsSync(kept)) {
      const lived = await live(months);
      // As root, on a closed temporary folder, the database lies elsewhere, and a copy is no second one.
      if (fs.lstatSync(path.join(lived, 'postgres')).isSymbolicLink()) return lived;
      fs.mkdirSync(CACHE, { recursive: true });
      for (const other of fs.readdirSync(CACHE)) {
        if (other.startsWith(name)) continue;
        fs.rmSync(path.join(CACHE, other), { recursive: true, force: true });
      }
      execFileSync('cp', ['-a', lived, `${kept}-draft`]);
      fs.renameSync(`${kept}-draft`, kept);
    }
    return copyOfData(kept);
  } finally {
    lock.release();
  }
}

/** The path of a copy that nobody else uses, of a data folder on which nothing runs. */
export function copyOfData(folder: string): string {
  const data = newData();
  execFileSync('cp', ['-a', folder, data]);
  // Where the sandboxes stood is another copy's place by now.
  for (const port of ['bank-port', 'payment-port']) {
    fs.rmSync(path.join(data, 'sandbox', port), { force: true });
  }
  return data;
}

/** Another build or another day has another past. */
function nameOfBuildAndDay(): string {
  const stamp = fs.readFileSync(path.join(ROOT, 'dist', 'build.json'), 'utf8');
  const { sources } = JSON.parse(stamp) as { sources: string };
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date());
  return `${sources.slice(0, 16)}-${day}`;
}

async function live(months: string | undefined): Promise<string> {
  const data = newData();
  const command = [path.join(ROOT, 'dist', 'mutua.mjs'), 'start', '--data', data, '--port', '0'];
  const env = {
    ...{ PATH: process.env.PATH, HOME: '/', MUTUA_DEMO: 'on' },
    ...(months === undefined ? TRIED_PAST : { MUTUA_PAST: months }),
  };
  const platform = startProcess(process.execPath, command, { cwd: '/', env });
  const url = () => /^ {2}Open {6}(http:\S+)$/m.exec(platform.stdout())?.[1];
  let hasEnded = false;
  void platform.ended.then(() => {
    hasEnded = true;
  });
  await eventually('a past is lived', () => url() !== undefined || hasEnded, LIVING_MS);
  if (hasEnded) throw new Error(`No past was lived:\n${said(platform)}`);
  await demoReady(url() ?? '');
  await stopPlatform(platform);
  return data;
}

/** Waits until everybody of the demo is ready, and gives them. */
export async function demoReady(url: string): Promise<DemoPersonsOnWire['persons']> {
  let persons: DemoPersonsOnWire['persons'] = [];
  await eventually(
    'the persons of the demo are ready',
    async () => {
      const answer = await fetch(`${url}/api/demo/persons`);
      const demo = (await answer.json()) as DemoPersonsOnWire;
      persons = demo.persons;
      return demo.isReady;
    },
    READY_MS,
  );
  return persons;
}

function said(platform: Process): string {
  return `${platform.stdout()}\n${platform.stderr()}`;
}
