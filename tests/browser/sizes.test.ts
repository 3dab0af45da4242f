// How much script a browser fetches before a page is there, as it is built.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt, ROOT } from '../start/platform.ts';
import { firstLoadOf, routesIn } from './rules/first-load.ts';

const FIRST_SEEN_MAX = 180_000;
const OTHERS_MAX = 400_000;
/** What people see before anything else. */
const FIRST_SEEN = ['/', '/loans/$loanId', '/sign-in'];

const routes = routeFiles().flatMap((file) => [
  ...routesIn(file, readFileSync(path.join(ROOT, file), 'utf8')),
]);

beforeAll(ensureBuilt);

describe('The script of the first load', () => {
  it.each(routes)('of %s is small', (address, source) => {
    const { bytes, files } = firstLoadOf({ folder: path.join(ROOT, 'dist', 'web') }, source);
    const max = FIRST_SEEN.includes(address) ? FIRST_SEEN_MAX : OTHERS_MAX;
    expect(bytes, `${bytes} bytes of ${files.join(', ')}`).toBeLessThanOrEqual(max);
  });

  it('is measured for the pages that people see first', () => {
    const addresses = routes.map(([address]) => address);
    expect(addresses).toEqual(expect.arrayContaining(FIRST_SEEN));
  });
});

/** In each person's room, every file of routes. */
function routeFiles(): readonly string[] {
  const web = path.join(ROOT, 'web');
  const rooms = readdirSync(web, { withFileTypes: true }).filter((room) => room.isDirectory());
  return rooms.flatMap(({ name }) =>
    readdirSync(path.join(web, name))
      .filter((file) => file.endsWith('-routes.ts'))
      .map((file) => `web/${name}/${file}`),
  );
}
