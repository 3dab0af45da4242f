// What the events of listings change.
import type { Evolutions } from '../../evolutions.ts';
import { assert } from '../../kit/assert.ts';
import { takeStep } from '../take-step.ts';
import type { ListingEvent } from './events.ts';

export const LISTING_EVOLUTIONS: Evolutions<ListingEvent> = {
  ListingPrepared: (world, { listing }) => world.put('listing', { ...listing, state: 'prepared' }),
  LoanListed: (world, event, stamp) => {
    const { loanId, checkerId, review, face, funding, nextActionDay, reserve } = event;
    const listing = world.get('listing', loanId);
    assert(listing !== undefined, 'Only what was prepared is published.');
    world.put('listing', {
      ...listing,
      ...{ state: 'published', checkerId, review, face, publishedOn: stamp.day },
    });
    const reason = review.conclusion;
    takeStep(world, loanId, { event: 'LoanListed', reason }, stamp, {
      funding,
      nextActionDay,
      makerId: listing.makerId,
      ...(reserve !== undefined && { reserve, reserveSchemeId: reserve.schemeId }),
    });
  },
  AdvanceRecorded: (world, { kind: _, advanceId, ...advance }) =>
    world.put('advance', { ...advance, id: advanceId }),
  AdvanceExplained: (world, { advanceId, explanation }) => {
    const advance = world.get('advance', advanceId);
    assert(advance !== undefined, 'Only what was recorded is explained.');
    world.put('advance', { ...advance, explanation });
  },
};
