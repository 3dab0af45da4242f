// The market: listings as everybody sees them, how one stands for the lender who asks, and the lender's own bids.
import { PAGE_FIELDS } from '@mutua/contract/http/page.ts';
import {
  BidBookQuery,
  BidOnWire,
  BidPreview,
  PreviewBidBody,
  PublicBid,
} from '@mutua/contract/market/bid.ts';
import {
  ListingForLender,
  ListingOnWire,
  ListingRow,
  ListingsQuery,
} from '@mutua/contract/market/listing.ts';
import { MarketQuery } from '@mutua/contract/market/listing-filters.ts';
import { ListingSchedule, ListingScheduleQuery } from '@mutua/contract/market/listing-schedule.ts';
import { MarketOnWire } from '@mutua/contract/market/market.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import { minorUnits, parseMinorUnits } from '@mutua/core/money/minor-units.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import { eventOf } from '../http/command-route.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { registerPreview } from '../http/preview-route.ts';
import { orRefused, Refused } from '../http/problems.ts';
import { idIn, moneyIn, present } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { productVersionTable } from '../product/product-store.ts';
import { previewBid } from './bid-preview.ts';
import { readBidBook, readBids, readForLender } from './bid-read.ts';
import { BID_REFUSALS } from './bid-route.ts';
import { readListing, readListings } from './listing-read.ts';
import { readListingSchedule } from './listing-schedule-read.ts';
import { LoanCurrencies } from './loan-currency-read.ts';
import { readMarket } from './market-read.ts';
import { OpenMarket } from './open-market-read.ts';
import { readLoan, rowsOf } from './servicing-read.ts';

const LENDER = { roles: ['lender'] } as const;

export function registerMarket(app: FastifyInstance, { pool }: RouteContext): void {
  const market = new OpenMarket(pool);
  registerList(app, {
    url: '/api/listings',
    access: 'public',
    operationId: 'listListings',
    tag: 'market',
    summary: 'Listings: searched, filtered and sorted',
    query: ListingsQuery,
    item: ListingRow,
    key: [KEY_PARTS.number, KEY_PARTS.id],
    read: async ({ page, query }) =>
      pageOf(await readListings(pool, query, page), page, {
        key: ({ by, loanId }) => [String(by), loanId],
        item: ({ by: _by, ...listing }) => listing,
      }),
  });
  registerRead(app, {
    url: '/api/market',
    access: 'public',
    operationId: 'getMarket',
    tag: 'market',
    summary: 'What all listings and those of a search come to, and what each filter would leave',
    query: MarketQuery,
    answer: MarketOnWire,
    read: ({ query }) => readMarket({ pool, market }, query),
  });
  registerRead(app, {
    url: '/api/listings/:loanId',
    access: 'public',
    operationId: 'getListing',
    tag: 'market',
    summary: 'One listing, with everything that has to be disclosed',
    answer: ListingOnWire,
    read: ({ path }) => readListing(pool, idIn(path.loanId, 'loanId')),
  });
  registerRead(app, {
    url: '/api/listings/:loanId/schedule',
    access: 'public',
    operationId: 'getListingSchedule',
    tag: 'market',
    summary: 'The schedule of a listing, and what an amount lent on it would bring',
    query: ListingScheduleQuery,
    answer: ListingSchedule,
    read: ({ path, query: { amount } }) =>
      readListingSchedule(
        pool,
        idIn(path.loanId, 'loanId'),
        amount === undefined ? undefined : orRefused(parseMinorUnits(amount, 'amount')),
      ),
  });
  registerList(app, {
    url: '/api/listings/:loanId/bids',
    access: 'public',
    operationId: 'listBidsOnListing',
    tag: 'market',
    summary: 'The bids on a listing, in the order in which they came or the newest first',
    description: 'A lender is a number of this listing and of no other.',
    query: BidBookQuery,
    item: PublicBid,
    key: [KEY_PARTS.number],
    read: async ({ path, page, query: { order = 'oldest' } }) => {
      const loanId = idIn(path.loanId, 'loanId');
      const bids = await readBidBook(pool, loanId, order, page);
      return (
        bids && pageOf(bids, page, { key: ({ place }) => [String(place)], item: (bid) => bid })
      );
    },
  });
}

export function registerLending(app: FastifyInstance, { pool, lane, clock }: RouteContext): void {
  registerRead(app, {
    url: '/api/listings/:loanId/standing',
    access: LENDER,
    operationId: 'getListingForMe',
    tag: 'market',
    summary: 'How a listing stands for you: your bids on it, and how much you may bid',
    answer: ListingForLender,
    read: async ({ path, actor }) =>
      actor && readForLender(pool, idIn(path.loanId, 'loanId'), actor.id, clock()),
  });
  registerList(app, {
    url: '/api/bids',
    access: LENDER,
    operationId: 'listBids',
    tag: 'market',
    summary: 'Your bids, the newest first',
    query: Type.Object(
      {
        ...PAGE_FIELDS,
        state: Type.Optional(
          Type.Enum(['placed', 'accepted', 'lost', 'cancelled', 'returned', 'converted']),
        ),
        loanId: Type.Optional(
          Type.String({ format: 'uuid', description: 'Of this listing alone.' }),
        ),
      },
      { additionalProperties: false },
    ),
    item: BidOnWire,
    key: [KEY_PARTS.id],
    read: async ({ actor, page, query: { state, loanId } }) => {
      if (actor === undefined) return undefined;
      const own = { state, loanId: loanId === undefined ? undefined : idIn(loanId, 'loanId') };
      const asked = { lenderId: actor.id, now: clock(), ...present(own) };
      return pageOf(await readBids(pool, asked, page), page, {
        key: ({ bidId }) => [bidId],
        item: (bid) => bid,
      });
    },
  });
  registerRead(app, {
    url: '/api/bids/:bidId',
    access: LENDER,
    operationId: 'getBid',
    tag: 'market',
    summary: 'One of your bids',
    answer: BidOnWire,
    read: async ({ actor, path }) => {
      if (actor === undefined) return undefined;
      const asked = { lenderId: actor.id, id: idIn(path.bidId, 'bidId'), now: clock() };
      return (await readBids(pool, asked, { after: undefined, readLimit: 1 }))[0];
    },
  });
  registerBidPreview(app, { pool, lane, clock });
}

function registerBidPreview(
  app: FastifyInstance,
  { pool, lane, clock }: Pick<RouteContext, 'pool' | 'lane' | 'clock'>,
): void {
  const currencies = new LoanCurrencies(pool);
  registerPreview(app, lane, {
    url: '/api/loans/:loanId/bids/preview',
    access: LENDER,
    operationId: 'previewBid',
    tag: 'market',
    summary: 'What a bid would bring, what is to be expected, and the worst case',
    body: PreviewBidBody,
    answer: BidPreview,
    refusals: BID_REFUSALS,
    read: async ({ body, path }) => {
      const loanId = idIn(path.loanId, 'loanId');
      const { amount, currency } = moneyIn(body.amount, 'amount');
      await currencies.require(loanId, currency);
      const { acknowledgedNotice, confirmedRisk } = body;
      const said = present({ acknowledgedNotice, confirmedRisk });
      return { kind: 'PlaceBid', loanId, amount, ...said };
    },
    write: async (events, { actor }) => {
      const { bidId, loanId, amount } = eventOf(events, 'BidPlaced');
      const [loan, standing, today] = await Promise.all([
        readLoan(pool, loanId),
        readForLender(pool, loanId, actor.id, clock()),
        readBusinessDate(pool),
      ]);
      if (loan === undefined || standing === undefined || today === undefined) throw notThere();
      const key = `${loan.productCode} ${loan.productVersion}`;
      const [version] = await rowsOf(
        pool,
        productVersionTable,
        productVersionTable.loadByKey([key]),
      );
      if (version === undefined) throw notThere();
      return previewBid({
        ...{ bidId, amount, loan, product: version.terms, today },
        available: minorUnits(BigInt(standing.available.minorUnits)),
        yourBids: minorUnits(BigInt(standing.yourBids.minorUnits)),
      });
    },
  });
}

function notThere(): Refused {
  return new Refused(refuse('not_found').refusal);
}
