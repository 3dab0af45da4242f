// The places of the office: where each stands in the menu, its key after `G`, and what waits there.
import type { DeskQueue } from '@mutua/contract/office/home.ts';
import type { PageAddress } from '../../ui/page-address.ts';

export interface OfficePlace {
  readonly name:
    | 'home'
    | 'review'
    | 'interviews'
    | 'listings'
    | 'loans'
    | 'close'
    | 'money'
    | 'ledger'
    | 'calendar'
    | 'collections'
    | 'people'
    | 'safeguards'
    | 'products'
    | 'reports';
  readonly to: PageAddress;
  /** Pressed after `G`. */
  readonly letter: string;
  /** What of the desk waits there. */
  readonly queues?: readonly DeskQueue[];
}

export interface PlaceGroup {
  readonly name?: 'groupLoans' | 'groupMoney' | 'groupRisk' | 'groupRules';
  readonly places: readonly OfficePlace[];
}

export const OFFICE_PLACES: readonly PlaceGroup[] = [
  { places: [{ name: 'home', to: '/office', letter: 'H' }] },
  {
    name: 'groupLoans',
    places: [
      {
        ...{ name: 'review', to: '/office/review', letter: 'R' },
        queues: ['in_review', 'to_decide'],
      },
      {
        ...{ name: 'interviews', to: '/office/interviews', letter: 'I' },
        queues: ['interview'],
      },
      {
        ...{ name: 'listings', to: '/office/listings', letter: 'L' },
        queues: ['listing_to_prepare', 'listing_to_publish', 'to_disburse'],
      },
      {
        ...{ name: 'loans', to: '/office/loans', letter: 'O' },
        queues: ['step_to_release'],
      },
    ],
  },
  {
    name: 'groupMoney',
    places: [
      { name: 'close', to: '/office/close', letter: 'D', queues: ['break'] },
      {
        ...{ name: 'money', to: '/office/money', letter: 'M' },
        queues: ['withdrawal', 'receipt', 'instruction', 'alarm'],
      },
      { name: 'ledger', to: '/office/ledger', letter: 'B' },
      { name: 'calendar', to: '/office/calendar', letter: 'C' },
    ],
  },
  {
    name: 'groupRisk',
    places: [
      {
        ...{ name: 'collections', to: '/office/collections', letter: 'K' },
        queues: ['collection', 'hardship'],
      },
      {
        ...{ name: 'people', to: '/office/people', letter: 'P' },
        queues: ['client_held', 'fraud', 'complaint', 'warning'],
      },
      { name: 'safeguards', to: '/office/safeguards', letter: 'S' },
    ],
  },
  {
    name: 'groupRules',
    places: [
      { name: 'products', to: '/office/products', letter: 'F' },
      { name: 'reports', to: '/office/reports', letter: 'T' },
    ],
  },
];

export const ALL_PLACES: readonly OfficePlace[] = OFFICE_PLACES.flatMap(({ places }) => places);
