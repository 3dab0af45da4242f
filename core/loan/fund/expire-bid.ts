// A bid whose lender did not authorise its freeze in time goes back, so that its part is free for others.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import type { KnownWorld, Need, World } from '../../world.ts';
import { bidEndNeeds, returnBid } from './return-bids.ts';

/** Asked by the calendar. */
export interface ExpireBid {
  readonly kind: 'ExpireBid';
  readonly bidId: Id;
}

export const expireBid: Rule<ExpireBid> = { kind: 'ExpireBid', needs, decide };

function needs({ bidId }: ExpireBid, known: KnownWorld): readonly Need[] {
  const bid = known.get('bid', bidId);
  return [
    { fact: 'bid', key: bidId },
    ...(bid === undefined ? [] : [{ fact: 'loan' as const, key: bid.loanId }, ...bidEndNeeds(bid)]),
  ];
}

function decide(
  world: World,
  { bidId }: ExpireBid,
  circumstances: Circumstances,
): Result<Decision> {
  if (circumstances.actor.kind !== 'calendar') return refuse('not_allowed');
  const bid = world.get('bid', bidId);
  if (bid === undefined) return refuse('not_found');
  const { state, freezeState, authoriseUntil } = bid;
  const isLate = authoriseUntil !== undefined && circumstances.now >= authoriseUntil;
  if (state !== 'accepted' || freezeState !== 'awaiting_authorisation' || !isLate) {
    return ok({ events: [], transfers: [] });
  }
  const loan = world.get('loan', bid.loanId);
  assert(loan !== undefined, 'A bid is for a loan that exists.');
  const end = { kind: 'BidReturned', reason: 'authorisation_expired' } as const;
  return ok(returnBid(world, bid, end, loan.currency, circumstances));
}
