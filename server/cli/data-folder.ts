// Where a platform's data lies, as it was typed or as the environment says.
import path from 'node:path';
import { rootFolder } from '../root-folder.ts';

/** The data folder that was named; nothing where none was. An empty text names none, least of all the present folder. */
export function namedDataFolder(
  typed: string | undefined,
  { MUTUA_DATA }: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const named = typed || MUTUA_DATA;
  return named ? path.resolve(named) : undefined;
}

/** The named one, or `.mutua` in the clone. */
export function dataFolder(
  typed: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string {
  return namedDataFolder(typed, env) ?? path.join(rootFolder(), '.mutua');
}
