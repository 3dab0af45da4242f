// A lender takes a bid back, where the terms of funding give a reflection period 冷静期 for it.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import { personIn } from '../../people/actor.ts';
import { isoOf } from '../../time/instant.ts';
import type { KnownWorld, Need, World } from '../../world.ts';
import { reflectionEndsAt } from './funding-terms.ts';
import { bidEndNeeds, returnBid } from './return-bids.ts';

/** Asked by the lender of the bid. */
export interface CancelBid {
  readonly kind: 'CancelBid';
  readonly bidId: Id;
}

export const cancelBid: Rule<CancelBid> = { kind: 'CancelBid', needs, decide };

function needs({ bidId }: CancelBid, known: KnownWorld): readonly Need[] {
  const bid = known.get('bid', bidId);
  return [
    { fact: 'bid', key: bidId },
    ...(bid === undefined ? [] : [{ fact: 'loan' as const, key: bid.loanId }, ...bidEndNeeds(bid)]),
  ];
}

function decide(
  world: World,
  { bidId }: CancelBid,
  circumstances: Circumstances,
): Result<Decision> {
  const lenderId = personIn(circumstances.actor, ['lender']);
  if (lenderId === undefined) return refuse('not_allowed');
  const bid = world.get('bid', bidId);
  if (bid === undefined || bid.lenderId !== lenderId) return refuse('not_found');
  const loan = world.get('loan', bid.loanId);
  assert(loan?.funding !== undefined, 'A bid is for a loan with terms of funding.');
  if (bid.state !== 'accepted') return refuse('wrong_stage', { state: bid.state });
  const endsAt = reflectionEndsAt(loan.funding, bid.placedAt);
  if (endsAt === undefined) return refuse('cancel_not_offered');
  if (loan.state !== 'funding' || circumstances.now >= endsAt) {
    return refuse('cancel_too_late', { endedAt: isoOf(endsAt) });
  }
  return ok(returnBid(world, bid, { kind: 'BidCancelled' }, loan.currency, circumstances));
}
