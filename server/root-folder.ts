// Where the repository (or what was made of it for running) begins: the folder of the root package.json.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export function rootFolder(from = import.meta.dirname): string {
  const file = path.join(from, 'package.json');
  if (existsSync(file)) {
    const { name } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string };
    if (name === 'mutua') return from;
  }
  const above = path.dirname(from);
  if (above === from) throw new Error('No package.json named "mutua" stands above the program.');
  return rootFolder(above);
}
