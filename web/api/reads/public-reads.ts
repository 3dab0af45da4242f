// What pages for everybody read.
import type { DemoPersonsOnWire } from '@mutua/contract/installation/demo.ts';
import type { BidOnWire, PublicBid } from '@mutua/contract/market/bid.ts';
import type {
  ListingForLender,
  ListingOnWire,
  ListingRow,
} from '@mutua/contract/market/listing.ts';
import type { ListingSchedule } from '@mutua/contract/market/listing-schedule.ts';
import type { MarketOnWire } from '@mutua/contract/market/market.ts';
import type { PageOf } from '../page-of.ts';

export interface PublicReads {
  '/api/listings': PageOf<ListingRow>;
  '/api/market': MarketOnWire;
  '/api/listings/:loanId': ListingOnWire;
  '/api/listings/:loanId/schedule': ListingSchedule;
  '/api/listings/:loanId/bids': PageOf<PublicBid>;
  '/api/listings/:loanId/standing': ListingForLender;
  '/api/bids': PageOf<BidOnWire>;
  '/api/bids/:bidId': BidOnWire;
  '/api/demo/persons': DemoPersonsOnWire;
}
