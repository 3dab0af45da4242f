import type { Id } from '@mutua/core/kit/id.ts';
import { invalid } from '@mutua/core/kit/result.ts';
import type { Role } from '@mutua/core/people/actor.ts';
import type { EventBatch } from '@mutua/server/http/event-stream.ts';
import { LiveFeed } from '@mutua/server/http/live-feed.ts';
import { TrialHouse } from '@mutua/server/http/trial-house.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aClient, aLender, anOffice, anOpenListing, bid, topUp } from './trial-life.ts';

let house: TrialHouse;
let feed: LiveFeed;
let borrower: Id;
let lender: Id;
let other: Id;
let loanId: Id;

beforeAll(async () => {
  house = await TrialHouse.open();
  borrower = await aClient(house, 'borrower');
  [lender, other] = [await aLender(house, 20_000), await aLender(house, 0)];
  loanId = await anOpenListing(house, borrower, await anOffice(house));
  feed = new LiveFeed(house.pool, house.lane);
}, 120_000);
afterAll(() => house.close());

async function readFor(personId: Id, role: Role, after?: string): Promise<EventBatch> {
  const read = await feed.sourceFor({ personId, roles: [role] }).read(after);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
}

/** Settles when somebody was called to read. */
function something(): Promise<void> {
  return new Promise((resolve) => {
    const stop = feed.sourceFor({ personId: lender, roles: [] }).subscribe(() => {
      stop();
      resolve();
    });
  });
}

const typesOf = ({ events }: EventBatch) => events.map(({ type }) => type);

it('tells a lender of the own bid, everybody of the listing, and nobody of another’s bid', async () => {
  const { position } = await readFor(lender, 'lender');
  const woken = something();
  const bidId = await bid(house, lender, loanId, 10_000);
  await woken;
  const own = await readFor(lender, 'lender', position);
  expect(own.events).toMatchObject([
    { type: 'bid_moved', data: { bidId, loanId, state: 'accepted' } },
    { type: 'funding_moved', data: { loanId, bids: 1, accepted: { minorUnits: '1000000' } } },
  ]);
  expect(typesOf(await readFor(other, 'lender', position))).toEqual(['funding_moved']);
  expect(typesOf(await readFor(borrower, 'borrower', position))).toEqual([
    'loan_moved',
    'funding_moved',
  ]);
  expect(typesOf(await readFor(other, 'staff', position))).toEqual(['loan_moved', 'funding_moved']);
  expect(typesOf(await readFor(lender, 'lender', own.position))).toEqual([]);
});

it('goes on where a reader broke off, in the middle too', async () => {
  const { position } = await readFor(lender, 'lender');
  const woken = something();
  await topUp(house, lender, 'lender', 100);
  await woken;
  await bid(house, lender, loanId, 1_000);
  await something();
  const all = await readFor(lender, 'lender', position);
  expect(typesOf(all)).toContain('top_up_moved');
  expect(typesOf(all).at(-1)).toBe('funding_moved');
  const [first] = all.events;
  expect((await readFor(lender, 'lender', first?.id)).events).toEqual(all.events.slice(1));
});

it('tells a reader whose position it does not know to read anew, and refuses what is none', async () => {
  const batch = await readFor(lender, 'lender', 'abc-7');
  expect(batch.events).toMatchObject([{ type: 'read_anew', data: {} }]);
  expect(typesOf(await readFor(lender, 'lender', batch.position))).toEqual([]);
  const source = feed.sourceFor({ personId: lender, roles: ['lender'] });
  const refused = invalid('last-event-id', 'It does not have the right form.');
  expect(await source.read('seven')).toEqual(refused);
});

it('comes to a reader over HTTP as it happens', async () => {
  const url = await house.app.listen({ host: '127.0.0.1', port: 0 });
  const headers = { authorization: `Bearer ${await house.tokenOf(lender)}` };
  const leave = new AbortController();
  const answer = await fetch(`${url}/api/events`, { headers, signal: leave.signal });
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const texts = answer.body?.pipeThrough(new TextDecoderStream()) ?? [];
  const bidId = await bid(house, lender, loanId, 1_000);
  let text = '';
  for await (const part of texts) {
    text += part;
    // What happened just before may still come first.
    if (text.includes(bidId)) break;
  }
  leave.abort();
  expect(text).toMatch(new RegExp(`event: bid_moved\ndata: .*"bidId":"${bidId}"`));
});
