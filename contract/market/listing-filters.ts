// By what the market is searched; the same for the list and for the counts beside it.
import Type, { type Static } from 'typebox';

/** States in which a loan has a public face. */
export const PUBLIC_STATES = [
  'listed',
  'funding',
  'funded',
  'disbursed',
  'repaying',
  'overdue',
  'defaulted',
  'written_off',
  'closed',
  'failed',
] as const;

/** In which order a list of listings comes. */
export const LISTING_SORTS = ['newest', 'closing', 'rate', 'remaining'] as const;
export type ListingSort = (typeof LISTING_SORTS)[number];

const words = (description: string, example: string) =>
  Type.Optional(
    Type.String({
      pattern: '^[a-z_]{1,40}(,[a-z_]{1,40}){0,19}$',
      description: `${description} One or several, divided by commas.`,
      examples: [example],
    }),
  );
const ppm = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000, description, examples: [80_000] }));
const months = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum: 600, description, examples: [12] }));
const minorUnits = (description: string) =>
  Type.Optional(
    Type.String({ pattern: '^(0|[1-9][0-9]{0,17})$', description, examples: ['10000'] }),
  );

export const LISTING_FILTERS = {
  state: Type.Optional(
    Type.Enum([...PUBLIC_STATES], { description: 'Left out: those that take bids now.' }),
  ),
  text: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 60,
      description: 'Words of the title, or the beginning of the listing’s id.',
      examples: ['设备'],
    }),
  ),
  grade: Type.Optional(
    Type.String({
      pattern: '^[A-G](,[A-G]){0,6}$',
      description: 'One or several, divided by commas.',
      examples: ['A,B'],
    }),
  ),
  termMonths: Type.Optional(
    Type.String({
      pattern: '^[1-9][0-9]{0,2}(,[1-9][0-9]{0,2}){0,59}$',
      description: 'Terms in months. One or several, divided by commas.',
      examples: ['12,24'],
    }),
  ),
  termMonthsMin: months('At least this term.'),
  termMonthsMax: months('At most this term.'),
  annualRatePpmMin: ppm('At least this rate in the contract.'),
  annualRatePpmMax: ppm('At most this rate in the contract.'),
  safeguard: words('Who pays if the borrower does not.', 'none,guarantee'),
  repaymentMethod: words('How principal and interest are repaid.', 'equal_instalments'),
  purpose: words('What the money is for.', 'working_capital'),
  industry: words('Of the borrower.', 'services'),
  region: Type.Optional(
    Type.String({
      pattern: '^[0-9A-Z-]{2,12}(,[0-9A-Z-]{2,12}){0,49}$',
      description: 'Of the borrower. One or several, divided by commas.',
      examples: ['110000'],
    }),
  ),
  remainingMin: minorUnits('At least so much is left to lend, in minor units.'),
  remainingMax: minorUnits('At most so much is left to lend, in minor units.'),
};

export const ListingFilters = Type.Object(LISTING_FILTERS, { additionalProperties: false });
export type ListingFilters = Static<typeof ListingFilters>;

/** States in which a listing stands on the market: it takes bids, or is going to. */
export const MARKET_STATES = ['listed', 'funding'] as const;

export const MarketQuery = Type.Object(
  {
    ...LISTING_FILTERS,
    state: Type.Optional(
      Type.Enum([...MARKET_STATES], { description: 'Left out: those that take bids now.' }),
    ),
  },
  { additionalProperties: false },
);
export type MarketQuery = Static<typeof MarketQuery>;

/** The filters that have counts beside their values. */
export const LISTING_FACETS = [
  'grade',
  'termMonths',
  'annualRate',
  'safeguard',
  'repaymentMethod',
  'purpose',
  'industry',
  'region',
] as const;
export type ListingFacet = (typeof LISTING_FACETS)[number];

/** How wide a step of the histogram of rates is. */
export const RATE_STEP_PPM = 10_000;
