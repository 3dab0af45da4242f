// What a browser has to fetch of scripts before a page is there: the first script of `index.html`, the chunk of the
// page, and all that these import at once. What is asked for only later (charts, a date picker) does not count.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';

export interface BuiltPages {
  /** Where `index.html` lies. */
  readonly folder: string;
}

export interface FirstLoad {
  readonly files: readonly string[];
  /** Bytes, as a server sends them with Brotli. */
  readonly bytes: number;
}

const sizes = new Map<string, number>();

/**
 * The first load of a page whose source is that file, as `web/lend/home/lender-home.tsx`.
 *
 * @throws Error where no chunk was made of it.
 */
export function firstLoadOf({ folder }: BuiltPages, source: string): FirstLoad {
  const files = new Set<string>();
  for (const script of [...entriesOf(folder), chunkOf(folder, source)]) follow(script, files);
  const bytes = [...files].reduce((sum, file) => sum + brotliSize(file), 0);
  return { files: [...files].map((file) => path.relative(folder, file)), bytes };
}

/** The addresses of an area's pages, each with the file that it is made of. */
export function routesIn(routesFile: string, text: string): ReadonlyMap<string, string> {
  const found = text.matchAll(/pageRoute\(\s*'([^']+)',\s*\(\)\s*=>\s*import\(\s*'([^']+)'/g);
  const folder = path.posix.dirname(routesFile);
  return new Map(
    [...found].map(([, address = '', file = '']) => [address, path.posix.join(folder, file)]),
  );
}

function entriesOf(folder: string): readonly string[] {
  const html = readFileSync(path.join(folder, 'index.html'), 'utf8');
  const tags = html.match(/<(script|link)\b[^>]*>/g) ?? [];
  return tags.flatMap((tag) => {
    const [, address] = /\b(?:src|href)="\/([^"]+\.js)"/.exec(tag) ?? [];
    return address === undefined ? [] : [path.join(folder, address)];
  });
}

/** By the source map beside it, which names every file that a chunk was made of. */
function chunkOf(folder: string, source: string): string {
  const assets = path.join(folder, 'assets');
  const maps = readdirSync(assets).filter((name) => name.endsWith('.js.map'));
  const found = maps.find((name) => {
    const { sources } = JSON.parse(readFileSync(path.join(assets, name), 'utf8')) as {
      sources: readonly string[];
    };
    return sources.some((one) => one.endsWith(`/${source.replace(/^web\//, '')}`));
  });
  if (found === undefined) throw new Error(`No chunk was made of ${source}.`);
  return path.join(assets, found.replace(/\.map$/, ''));
}

/** A script and what it imports at once; `import(…)` is asked for later. */
function follow(file: string, files: Set<string>): void {
  if (files.has(file) || !existsSync(file)) return;
  files.add(file);
  const text = readFileSync(file, 'utf8');
  for (const [, address = ''] of text.matchAll(
    /(?:^|[;\n}])\s*(?:import|export)\s*(?:[\w$*{}\s,]+\bfrom\s*|[\w$*{}\s,]*\}\s*from\s*)?["'](\.\.?\/[^"']+\.js)["']/g,
  )) {
    follow(path.join(path.dirname(file), address), files);
  }
}

function brotliSize(file: string): number {
  const known = sizes.get(file);
  if (known !== undefined) return known;
  const size = brotliCompressSync(readFileSync(file)).length;
  sizes.set(file, size);
  return size;
}
