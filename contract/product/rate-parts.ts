// A contract's annual rate on the wire, and where it goes: shown to borrower and lenders alike.
import Type, { type Static } from 'typebox';
import { PpmOnWire } from '../money/on-wire.ts';

/** The parts add up to the annual rate. */
export const RatePartsOnWire = Type.Object(
  {
    annualRatePpm: PpmOnWire('What the borrower pays: the rate of the contract.'),
    interestSpreadPpm: Type.Optional(
      PpmOnWire('What the operator keeps of it; there only where it keeps something.'),
    ),
    lenderManagementPpm: PpmOnWire('What lenders pay out of what they receive.'),
    lenderRatePpm: PpmOnWire('What lenders are left with, before losses.'),
  },
  { description: 'The borrower’s rate, and what of it reaches the lenders.' },
);
export type RatePartsOnWire = Static<typeof RatePartsOnWire>;
