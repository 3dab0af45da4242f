// An owner of money, who goes through what waits for a decision at the bank and decides it there.

import type { Chance } from './chance.ts';
import { type Desk, LENDERS, type OpenThings, personOf } from './desk.ts';

const PAGES_AT_ONCE = 3;
const DECLINED = 0.05;

interface Waiting {
  readonly pageUrl?: string;
  readonly state: string;
  readonly scope?: string;
}

interface Items {
  readonly items: readonly Waiting[];
}

/** @param isThorough decides everything that waits, and agrees to it. */
export function ownerStep(desk: Desk, key: string, chance: Chance, isThorough = () => false) {
  const person = personOf(desk, key);
  const password = person.atBank?.paymentPassword ?? '';
  const { teller, owners } = desk;
  const open = desk.open.get(key) as OpenThings;
  const isLender = LENDERS.some((lender) => lender === key);

  return async (): Promise<void> => {
    const [topUps, withdrawals, mandates, bids] = await Promise.all([
      teller.read<Items>(person, '/api/top-ups?limit=100'),
      teller.read<Items>(person, '/api/withdrawals?limit=100'),
      teller.read<Items>(person, '/api/mandates?limit=50'),
      isLender ? teller.read<Items>(person, '/api/bids?state=accepted&limit=200') : { items: [] },
    ]);
    open.topUps = topUps.items.filter(({ state }) => state === 'requested').length;
    open.withdrawals = withdrawals.items.filter(({ state }) =>
      ['requested', 'sent', 'unknown'].includes(state),
    ).length;
    open.mandates = mandates.items.filter(({ state }) => state === 'requested').length;
    const waiting = [topUps, withdrawals, mandates, bids].flatMap(({ items }) => items);
    const pages = waiting.filter(({ pageUrl }) => pageUrl !== undefined);
    const most = isThorough() ? pages.length : PAGES_AT_ONCE;
    for (const { pageUrl = '', scope } of pages.slice(0, most)) {
      // Without its mandates a loan goes no further.
      const declines = scope === undefined && !isThorough() && chance.happens(DECLINED);
      await owners.decide(pageUrl, password, declines ? 'decline' : 'confirm');
    }
  };
}
