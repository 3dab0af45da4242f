// The market as a whole on the wire: totals, and how many listings each value of a filter leaves.
import Type, { type Static } from 'typebox';
import { MoneyOnWire, PpmOnWire } from '../money/on-wire.ts';
import { LISTING_FACETS } from './listing-filters.ts';

const MarketTotals = Type.Object({
  count: Type.Integer({ minimum: 0, description: 'Listings.' }),
  loanAmount: Type.Array(MoneyOnWire, { description: 'What they ask for, one for each currency.' }),
  remaining: Type.Array(MoneyOnWire, {
    description: 'What is left to lend, one for each currency.',
  }),
  annualRatePpm: Type.Optional(
    PpmOnWire('The contracts’ rates, weighted by what is left to lend.'),
  ),
  expectedNetPpm: Type.Optional(
    PpmOnWire('The expected net rates, weighted by what is left to lend.'),
  ),
});
export type MarketTotals = Static<typeof MarketTotals>;

export const MarketOnWire = Type.Object({
  open: Type.Object(MarketTotals.properties, {
    description: 'All listings of that state, whatever the filters.',
  }),
  found: Type.Object(MarketTotals.properties, { description: 'Those that the filters leave.' }),
  coming: Type.Integer({ minimum: 0, description: 'Published listings whose time has not come.' }),
  facets: Type.Array(
    Type.Object({
      facet: Type.Enum([...LISTING_FACETS], { description: 'Which filter.' }),
      values: Type.Array(
        Type.Object({
          value: Type.String({
            description: 'As the filter takes it; of rates, the step’s beginning.',
          }),
          count: Type.Integer({ minimum: 0, description: 'Listings with the other filters.' }),
        }),
        { description: 'Every value that some listing has.' },
      ),
    }),
    { description: 'Counts of each value, with the other filters in force.' },
  ),
});
export type MarketOnWire = Static<typeof MarketOnWire>;
