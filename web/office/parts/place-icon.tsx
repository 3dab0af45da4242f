// A drawn mark for each place of the office, where there is no room for its name.
import type { OfficePlace } from './office-places.ts';

const PATHS: Readonly<Record<OfficePlace['name'], string>> = {
  home: 'M3 9.5 10 4l7 5.5V16H12v-4H8v4H3z',
  review: 'M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  interviews: 'M3 4h9v7H7l-4 3zM14 8h3v9l-3-3H8',
  listings: 'M3 5h14M3 10h14M3 15h9',
  loans: 'M5 3h7l3 3v11H5zM8 9h4M8 12h4',
  close: 'M4 5h12v11H4zM4 8h12M7 3v3M13 3v3M7.5 12l2 2 3.5-3.5',
  money: 'M3 8h12l-3-3M17 12H5l3 3',
  ledger: 'M4 4h12v12H4zM10 4v12M4 8h12',
  calendar: 'M4 5h12v11H4zM4 8h12M7 3v3M13 3v3',
  collections: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM10 6v4l3 2',
  safeguards: 'M10 3l6 2v5c0 4-3 6-6 7-3-1-6-3-6-7V5z',
  people: 'M10 4a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM4 17c0-3 3-5 6-5s6 2 6 5',
  products: 'M3 7l7-4 7 4-7 4zM3 7v6l7 4 7-4V7M10 11v6',
  reports: 'M4 16V9M8 16V5M12 16v-6M16 16V7M3 17h14',
};

/** Its name is said by the link around it. */
export function PlaceIcon({ name }: { readonly name: OfficePlace['name'] }) {
  return (
    <svg className="place-icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
