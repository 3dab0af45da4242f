// A lender at work: bids, top-ups, withdrawals, mandates; now and then the same once more, or something impossible.
import type { ListingOnWire } from '@mutua/contract/market/listing.ts';
import { addDays, formatDay, parseDay } from '@mutua/core/time/day.ts';
import type { Chance } from './chance.ts';
import { type Desk, type OpenThings, personOf, yuan } from './desk.ts';
import type { SentCommand } from './teller.ts';

const OPEN_MAX = 6;
const REMEMBERED = 50;
const MANDATE_DAYS = 30;
const MANDATE_YUAN = 50_000;

const WEIGHTS = {
  ...{ bid: 34, topUp: 14, withdraw: 14, stopBidding: 5, mandate: 4 },
  ...{ again: 14, againUnknown: 10, otherUnderTheId: 2, impossible: 3 },
} as const;

export function lenderStep(desk: Desk, key: string, chance: Chance) {
  const { teller } = desk;
  const person = personOf(desk, key);
  const open = desk.open.get(key) as OpenThings;
  const done: SentCommand[] = [];

  const remember = (command: SentCommand) => {
    if (command.state !== 'acknowledged') return;
    done.push(command);
    if (done.length > REMEMBERED) done.shift();
  };
  const send = async (url: string, fields?: object) =>
    remember(await teller.send(person, url, fields));

  const acts: Readonly<Record<keyof typeof WEIGHTS, () => Promise<void>>> = {
    bid: async () => {
      const listing = chance.pick(desk.listings);
      if (listing === undefined) return acts.topUp();
      const { loanId, riskNotice } = listing;
      await send(`/api/loans/${loanId}/bids`, {
        ...{ amount: yuan(100 * chance.whole(1, 15)), acknowledgedNotice: riskNotice },
        confirmedRisk: true,
      });
    },
    topUp: async () => {
      if (open.topUps >= OPEN_MAX) return acts.stopBidding();
      open.topUps += 1;
      await send('/api/top-ups', { role: 'lender', amount: yuan(chance.whole(1, 500)) });
    },
    withdraw: async () => {
      if (open.withdrawals >= OPEN_MAX) return acts.stopBidding();
      open.withdrawals += 1;
      await send('/api/withdrawals', { role: 'lender', amount: yuan(chance.whole(1, 400)) });
    },
    stopBidding: async () => {
      await send('/api/clients/me/bidding-stop');
      await send('/api/clients/me/bidding-resumption');
    },
    mandate: async () => {
      // One of them lets the bank freeze without asking; the others are asked each time.
      if (key !== 'lender-institution' || open.mandates > 0) return acts.topUp();
      open.mandates += 1;
      const today = await businessDate(desk);
      await send('/api/mandates', {
        ...{ cap: yuan(MANDATE_YUAN), expiresDay: formatDay(addDays(today, MANDATE_DAYS)) },
      });
    },
    again: async () => {
      const command = chance.pick(done);
      if (command !== undefined) await teller.repeat(command);
    },
    againUnknown: async () => {
      const command = desk.unknown.shift();
      if (command !== undefined) await teller.repeat(command);
    },
    otherUnderTheId: async () => {
      const command = chance.pick(done.filter(({ url }) => url === '/api/top-ups'));
      if (command === undefined) return;
      await teller.misuse(command, { role: 'lender', amount: yuan(chance.whole(501, 900)) });
    },
    impossible: () =>
      teller.sendInVain(person, '/api/withdrawals', { role: 'lender', amount: yuan(900_000_000) }),
  };

  return () => acts[chance.weighted(WEIGHTS)]();
}

/** Looks which listings take bids. */
export function marketStep(desk: Desk) {
  return async (): Promise<void> => {
    const { items } = await desk.teller.read<{ readonly items: readonly { loanId: string }[] }>(
      undefined,
      '/api/listings?limit=50',
    );
    const known = new Map(desk.listings.map((listing) => [listing.loanId, listing]));
    const listings: Desk['listings'][number][] = [];
    for (const { loanId } of items) {
      const seen = known.get(loanId);
      if (seen !== undefined) {
        listings.push(seen);
        continue;
      }
      const url = `/api/listings/${loanId}`;
      const { bidRules } = await desk.teller.read<ListingOnWire>(undefined, url);
      listings.push({ loanId, riskNotice: bidRules.riskNotice });
    }
    desk.listings = listings;
  };
}

async function businessDate(desk: Desk) {
  const { day } = await desk.teller.read<{ readonly day: string }>(
    personOf(desk, 'finance-officer'),
    '/api/office/days/current',
  );
  const read = parseDay(day, 'day');
  if (!read.ok) throw new Error(`The platform says that today is ${day}.`);
  return read.value;
}
