// Whether what was built is what the sources say: one digest over the contents of all of them.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const FOLDERS = ['bench', 'contract', 'core', 'server', 'setup', 'web'];
const FILES = ['build.mjs', 'package.json', 'package-lock.json'];
const STAMP = 'dist/build.json';

export function isBuilt(root) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, STAMP), 'utf8')).sources === digestOf(root);
  } catch {
    // Not built yet, or the stamp is damaged: building once too often does no harm.
    return false;
  }
}

/** Writes into the folder of a build from which sources it came. */
export function stampBuild(folder, sources) {
  fs.writeFileSync(path.join(folder, path.basename(STAMP)), `${JSON.stringify({ sources })}\n`);
}

/** SHA-256 over names and contents of everything that goes into a build; tests do not. */
export function digestOf(root) {
  const hash = createHash('sha256');
  const files = [...FILES, ...FOLDERS.flatMap((folder) => filesUnder(root, folder))];
  for (const file of files) {
    const content = fs.readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesUnder(root, folder) {
  if (!fs.existsSync(path.join(root, folder))) return [];
  return fs
    .readdirSync(path.join(root, folder), { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesUnder(root, file);
      return /\.test\.tsx?$/.test(entry.name) ? [] : [file];
    });
}
