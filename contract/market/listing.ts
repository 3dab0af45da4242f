// Listings on the wire: the market, and one listing with everything that has to be disclosed.
import { DISCLOSURE_ITEMS } from '@mutua/core/law/disclosure-item.ts';
import Type, { type Static } from 'typebox';
import { PAGE_FIELDS } from '../http/page.ts';
import { LOAN_FIELDS, TransitionOnWire } from '../loan/servicing.ts';
import {
  DayOnWire,
  InstantOnWire,
  MinorUnitsOnWire,
  MoneyOnWire,
  PpmOnWire,
} from '../money/on-wire.ts';
import { RatePartsOnWire } from '../product/rate-parts.ts';
import { SafeguardOnListing } from '../safeguard/listing-safeguard.ts';
import { LISTING_FILTERS, LISTING_SORTS } from './listing-filters.ts';
import { BorrowerOnListing, OutlookOnListing, RiskOnListing } from './listing-risk.ts';

export const ListingsQuery = Type.Object(
  {
    ...PAGE_FIELDS,
    ...LISTING_FILTERS,
    sort: Type.Optional(
      Type.Enum([...LISTING_SORTS], {
        description:
          'The newest first (if left out); that which closes first; the highest rate; the most left to lend.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type ListingsQuery = Static<typeof ListingsQuery>;

const FUNDING = {
  accepted: MoneyOnWire,
  remaining: MoneyOnWire,
  fundedPpm: PpmOnWire('How much of the loan amount is accepted.'),
  bids: Type.Integer({ minimum: 0, description: 'Bids that stand.' }),
  lenders: Type.Integer({ minimum: 0, description: 'Lenders who bid.' }),
  opensAt: InstantOnWire('From when bids are taken.'),
  closesAt: InstantOnWire('Until when it has to be full, or every bid goes back.'),
};

export const ListingRow = Type.Object({
  loanId: Type.String({ format: 'uuid' }),
  title: Type.String(),
  state: Type.String(),
  loanAmount: MoneyOnWire,
  termMonths: Type.Integer(),
  repaymentMethod: Type.String(),
  purpose: Type.String(),
  region: Type.Optional(Type.String()),
  annualRatePpm: PpmOnWire('In the contract.'),
  expectedReturnPpm: Type.Optional(PpmOnWire('After the lender’s fees, before losses.')),
  rateParts: RatePartsOnWire,
  expectedLossPpm: Type.Optional(PpmOnWire('A year, of the outstanding principal.')),
  expectedNetPpm: Type.Optional(
    PpmOnWire(
      'A year, after fees and expected loss: twelve times the monthly rate of return of the instalments, each weighted by survival, with recoveries.',
    ),
  ),
  industry: Type.Optional(Type.String({ description: 'Of the borrower, as it was published.' })),
  isRepeat: Type.Boolean({ description: 'The borrower has repaid a loan here before.' }),
  allInRatePpm: Type.Optional(PpmOnWire('What the borrower pays a year in all.')),
  grade: Type.String(),
  riskClass: Type.Optional(Type.String()),
  safeguard: Type.Optional(Type.String()),
  safeguardDetail: SafeguardOnListing,
  security: Type.Optional(Type.String()),
  minimumTolerance: Type.Integer({
    description: 'The least tolerance, 1 to 5, for which it is meant.',
  }),
  ...FUNDING,
});
export type ListingRow = Static<typeof ListingRow>;

const DISCLOSED = Object.fromEntries(
  DISCLOSURE_ITEMS.map((item) => [item, Type.Optional(Type.String())]),
);

export const ListingOnWire = Type.Object({
  ...LOAN_FIELDS,
  rateParts: RatePartsOnWire,
  safeguardDetail: SafeguardOnListing,
  title: Type.String(),
  summary: Type.String(),
  publishedOn: DayOnWire('When a second person published it.'),
  disclosure: Type.Unsafe<Readonly<Record<string, string>>>({
    ...Type.Object(DISCLOSED),
    description: 'What it says, item by item, as it was published.',
  }),
  review: Type.Object({
    credit: Type.String(),
    assets: Type.String(),
    purpose: Type.String(),
    conclusion: Type.String(),
  }),
  services: Type.Array(Type.String({ examples: ['collection'] }), {
    description: 'What the platform does for this loan, from listing to its end.',
  }),
  collateralIds: Type.Array(Type.String()),
  borrower: BorrowerOnListing,
  risk: RiskOnListing,
  expectedLossPpm: Type.Optional(PpmOnWire('A year, of the outstanding principal.')),
  outlook: Type.Optional(OutlookOnListing),
  ...FUNDING,
  bidRules: Type.Object({
    minimum: MoneyOnWire,
    step: MoneyOnWire,
    maximum: Type.Optional(MoneyOnWire),
    riskNotice: Type.String({ description: 'The version that a lender has to have read.' }),
    minimumTolerance: Type.Integer(),
    reflectionMinutes: Type.Integer({ description: '0: a bid cannot be taken back.' }),
  }),
  fees: Type.Array(
    Type.Object({
      kind: Type.String(),
      amount: MinorUnitsOnWire('How much.'),
      dueWith: Type.Union([Type.Literal('disbursement'), Type.Integer()]),
    }),
  ),
  timeline: Type.Array(TransitionOnWire),
});
export type ListingOnWire = Static<typeof ListingOnWire>;

/** How a listing stands for the lender who asks. */
export const ListingForLender = Type.Object({
  loanId: Type.String({ format: 'uuid' }),
  available: MoneyOnWire,
  yourBids: MoneyOnWire,
  room: MoneyOnWire,
  tolerance: Type.Integer(),
  isRiskier: Type.Boolean({ description: 'A second confirmation is asked for.' }),
  actions: Type.Array(Type.String()),
});
export type ListingForLender = Static<typeof ListingForLender>;
