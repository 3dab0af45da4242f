// A drawn mark above each word of a phone's menu.
import type { PageAddress } from '../page-address.ts';

const PATHS: Readonly<Record<string, string>> = {
  '/lend': 'M3 9.5 10 4l7 5.5V16H12v-4H8v4H3z',
  '/market': 'M3 5h14M3 10h14M3 15h9',
  '/lend/claims': 'M5 3h7l3 3v11H5zM8 9h4M8 12h4',
  '/lend/money': 'M3 8h12l-3-3M17 12H5l3 3',
  '/lend/statement': 'M4 4h12v12H4zM10 4v12M4 8h12',
  '/borrow': 'M3 9.5 10 4l7 5.5V16H12v-4H8v4H3z',
  '/borrow/apply': 'M5 3h7l3 3v11H5zM8 9h4M8 12h4',
  '/quote': 'M5 3h10v14H5zM7 6h6M7 10h1M12 10h1M7 13h1M12 13h1',
  '/notices': 'M10 3a4 4 0 0 1 4 4c0 4 2 5 2 6H4c0-1 2-2 2-6a4 4 0 0 1 4-4zM8.5 16h3',
};

/** Its name stands below it. */
export function MenuIcon({ of }: { readonly of: PageAddress }) {
  const path = PATHS[of];
  if (path === undefined) return null;
  return (
    <svg className="menu-icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
