// The market, and one listing as everybody may see it. What is disclosed was frozen when it was published.
import type { ListingOnWire, ListingRow, ListingsQuery } from '@mutua/contract/market/listing.ts';
import { PUBLIC_STATES } from '@mutua/contract/market/listing-filters.ts';
import type { ExpectedOutcome } from '@mutua/core/credit/expected-net.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { CloseReason } from '@mutua/core/loan/life.ts';
import type { ListingFace } from '@mutua/core/loan/list/disclosure.ts';
import type { ListingReview } from '@mutua/core/loan/list/listing.ts';
import type { FundingTerms, LoanFee } from '@mutua/core/loan/loan.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { readPacked } from '../database/packed-json.ts';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { writeRateParts } from '../product/rate-parts.ts';
import {
  type BehindListing,
  NOBODY_BEHIND,
  readBehindListings,
  writeListingSafeguard,
} from '../safeguard/listing-safeguard-read.ts';
import { outlookOf, productTermsIn } from './listing-outlook.ts';
import { readListingParties } from './listing-parties-read.ts';
import { type Found, searchListings } from './listing-search-read.ts';
import { readTimeline } from './timeline-read.ts';

interface Row {
  readonly loanId: Id;
  readonly state: string;
  readonly productCode: string;
  readonly productVersion: number;
  readonly currency: string;
  readonly loanAmount: bigint;
  readonly termMonths: number;
  readonly repaymentMethod: string;
  readonly purpose: string;
  readonly annualRatePpm: number;
  readonly allInRatePpm: number | null;
  readonly expectedLossPpm: number | null;
  readonly grade: string;
  readonly riskClass: string | null;
  readonly security: string | null;
  readonly safeguard: string | null;
  readonly accepted: bigint;
  readonly funding: string;
  readonly fees: string;
  readonly loansRepaid: number | null;
  readonly valueDay: string | null;
  readonly closeReason: CloseReason | null;
  readonly title: string;
  readonly summary: string;
  readonly publishedOn: string;
  readonly face: string;
  readonly review: string;
  readonly terms: string;
  readonly bids: number;
  readonly lenders: number;
}

const SELECT = `
  select
    loan.id as "loanId", loan.state, loan.product_code as "productCode",
    loan.product_version as "productVersion", loan.currency, loan.loan_amount as "loanAmount",
    loan.term_months as "termMonths", loan.repayment_method as "repaymentMethod", loan.purpose,
    loan.annual_rate_ppm as "annualRatePpm", loan.all_in_rate_ppm as "allInRatePpm",
    loan.expected_loss_ppm as "expectedLossPpm", loan.grade, loan.risk_class as "riskClass",
    loan.security, loan.safeguard, loan.accepted, loan.funding, loan.fees,
    loan.value_day as "valueDay", loan.close_reason as "closeReason",
    listing.title, listing.summary, listing.published_on as "publishedOn", listing.face, listing.review,
    borrower.loans_repaid as "loansRepaid", product.terms,
    stand.bids, stand.lenders
  from loan.loan
  join loan.listing on listing.loan_id = loan.id and listing.state = 'published'
  join product.product_version as product
    on product.code = loan.product_code and product.number = loan.product_version
  left join people.borrower on borrower.id = loan.borrower_id
  cross join lateral (
    select count(*)::integer as bids, count(distinct lender_id)::integer as lenders
    from loan.bid
    where loan_id = loan.id and state in ('placed', 'accepted', 'converted')
  ) as stand`;

/** A page of what a search finds; those that take bids now where no state is asked for. */
export async function readListings(
  pool: pg.Pool,
  { sort = 'newest', cursor: _cursor, limit: _limit, ...filters }: ListingsQuery,
  page: PageRequest,
): Promise<readonly (ListingRow & Found)[]> {
  const found = await searchListings(pool, filters, sort, page);
  const ids = found.map(({ loanId }) => loanId);
  if (ids.length === 0) return [];
  const [{ rows }, behind] = await Promise.all([
    pool.query<Row>(`${SELECT} where loan.id = any ($1::uuid[])`, [ids]),
    readBehindListings(pool, ids),
  ]);
  const byId = new Map<string, Row>(rows.map((row) => [row.loanId, row]));
  return found.flatMap(({ loanId, by }) => {
    const row = byId.get(loanId);
    return row === undefined
      ? []
      : [{ ...writeRow(row, behind.get(row.loanId) ?? NOBODY_BEHIND), by }];
  });
}

/** Nothing where there is no public listing: an application is nobody's business. */
export async function readListing(pool: pg.Pool, loanId: Id): Promise<ListingOnWire | undefined> {
  const [{ rows }, timeline, behind, parties] = await Promise.all([
    pool.query<Row>(`${SELECT} where loan.id = $1 and loan.state = any ($2)`, [
      loanId,
      [...PUBLIC_STATES],
    ]),
    readTimeline(pool, loanId, 'public'),
    readBehindListings(pool, [loanId]),
    readListingParties(pool, loanId),
  ]);
  const [row] = rows;
  const known = behind.get(loanId) ?? NOBODY_BEHIND;
  if (row === undefined || parties === undefined) return undefined;
  const outlook = outlookIn(row);
  return { ...writeListing(row, known), ...parties, ...present({ outlook }), timeline };
}

function writeRow(row: Row, behind: BehindListing): ListingRow {
  const face = readPacked(row.face) as ListingFace;
  const { minimumTolerance } = readPacked(row.funding) as FundingTerms;
  const rateParts = writeRateParts(row.annualRatePpm, termsOf(row).tariff);
  const { loanId, title, state, currency, termMonths, repaymentMethod, purpose, grade } = row;
  const { annualRatePpm, expectedLossPpm, allInRatePpm, riskClass, safeguard, security } = row;
  return {
    ...{ loanId, title, state, loanAmount: moneyOf(row.loanAmount, currency), termMonths },
    ...{ repaymentMethod, purpose, annualRatePpm, grade, minimumTolerance },
    ...present({ expectedLossPpm, allInRatePpm, riskClass, safeguard, security }),
    ...present({
      region: face.items.borrower_region,
      industry: face.items.borrower_industry,
      expectedReturnPpm: rateParts.lenderRatePpm,
      expectedNetPpm: outlookIn(row)?.expectedNetPpm,
    }),
    isRepeat: (row.loansRepaid ?? 0) > 0,
    rateParts,
    safeguardDetail: writeListingSafeguard(termsOf(row), safeguard, behind),
    ...writeFunding(row),
  };
}

function writeListing(
  row: Row,
  behind: BehindListing,
): Omit<ListingOnWire, 'timeline' | 'borrower' | 'risk'> {
  const face = readPacked(row.face) as ListingFace;
  const funding = readPacked(row.funding) as FundingTerms;
  const fees = readPacked(row.fees) as readonly LoanFee[];
  const { currency, title, summary, publishedOn } = row;
  return {
    ...writeRow(row, behind),
    ...{ productCode: row.productCode, productVersion: row.productVersion },
    ...present({ valueDay: row.valueDay, closeReason: row.closeReason }),
    ...{ title, summary, publishedOn, disclosure: face.items as Record<string, string> },
    review: readPacked(row.review) as ListingReview,
    services: [...termsOf(row).services],
    collateralIds: [...face.collateralIds],
    bidRules: {
      minimum: moneyOf(funding.minimumBid, currency),
      step: moneyOf(funding.bidStep, currency),
      ...(funding.maximumBid === undefined
        ? {}
        : { maximum: moneyOf(funding.maximumBid, currency) }),
      riskNotice: funding.riskNotice,
      minimumTolerance: funding.minimumTolerance,
      reflectionMinutes: funding.reflectionMinutes ?? 0,
    },
    fees: fees.map(({ kind, amount, dueWith }) => ({ kind, amount: String(amount), dueWith })),
  };
}

function writeFunding(row: Row) {
  const { opensAt, closesAt } = readPacked(row.funding) as FundingTerms;
  const { currency, accepted, loanAmount, bids, lenders } = row;
  return {
    accepted: moneyOf(accepted, currency),
    remaining: moneyOf(loanAmount - accepted, currency),
    fundedPpm: Number((accepted * 1_000_000n) / loanAmount),
    ...{ bids, lenders, opensAt: isoOf(opensAt), closesAt: isoOf(closesAt) },
  };
}

/** Of the version under which the loan is made. */
function termsOf({ terms }: Row): ProductTerms {
  return productTermsIn(terms);
}

/** Nothing where the listing says no expected loss. */
function outlookIn({ terms, ...row }: Row): ExpectedOutcome | undefined {
  const { expectedLossPpm, security } = row;
  if (expectedLossPpm === null) return undefined;
  return outlookOf(terms, { ...row, expectedLossPpm, security: security ?? undefined });
}
