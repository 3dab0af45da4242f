// What the pages of a lender read.
import type { ClaimOnWire, ClaimRow } from '@mutua/contract/claim/claim.ts';
import type { EvidencePackOnWire } from '@mutua/contract/claim/evidence-pack.ts';
import type {
  CalendarOnWire,
  HealthOnWire,
  PortfolioOnWire,
  ReceiptsOnWire,
  ReturnsOnWire,
  SpreadOnWire,
  TaxYearOnWire,
  ValueOverTimeOnWire,
} from '@mutua/contract/claim/portfolio.ts';
import type { LedgerStatement } from '@mutua/contract/ledger/statement.ts';
import type { BidOnWire } from '@mutua/contract/market/bid.ts';
import type { PageOf } from '../page-of.ts';

export interface LendReads {
  '/api/portfolio': { readonly items: readonly PortfolioOnWire[] };
  '/api/portfolio/health': HealthOnWire;
  '/api/portfolio/returns': ReturnsOnWire;
  '/api/portfolio/spread': SpreadOnWire;
  '/api/portfolio/calendar': CalendarOnWire;
  '/api/portfolio/receipts': ReceiptsOnWire;
  '/api/portfolio/value': ValueOverTimeOnWire;
  '/api/portfolio/tax-years': { readonly items: readonly TaxYearOnWire[] };
  '/api/claims': PageOf<ClaimRow>;
  '/api/claims/:claimId': ClaimOnWire;
  '/api/claims/:claimId/evidence': EvidencePackOnWire;
  '/api/bids': PageOf<BidOnWire>;
  '/api/accounts/lender/:currency/statement': LedgerStatement;
}
