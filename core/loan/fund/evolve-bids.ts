// What the events of funding change: the bid, what of the loan is accepted, and the lender's exposure.
import type { Stamp } from '../../decision.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { type MinorUnits, minus, negate, plus } from '../../money/minor-units.ts';
import { newLender } from '../../people/client.ts';
import type { WorldDraft } from '../../world.ts';
import type { BidFrozen, BidPlaced, BidReturned } from '../events.ts';
import { loanIn } from '../take-step.ts';
import type { Bid } from './bid.ts';

export function evolveBidPlaced(world: WorldDraft, event: BidPlaced, { at }: Stamp): void {
  const { bidId, loanId, lenderId, amount, holdId, source } = event;
  const loan = loanIn(world, loanId);
  world.put('bid', {
    ...{ id: bidId, loanId, lenderId, amount, holdId, source },
    ...{ state: 'accepted', freezeState: 'created', placedAt: at },
  });
  world.put('loan', { ...loan, accepted: plus(loan.accepted, amount) });
  addExposure(world, lenderId, amount);
}

export function evolveBidFrozen(world: WorldDraft, { bidId }: BidFrozen): void {
  const bid = bidIn(world, bidId);
  const loan = loanIn(world, bid.loanId);
  world.put('bid', { ...bid, freezeState: 'confirmed' });
  world.put('loan', { ...loan, frozen: plus(loan.frozen, bid.amount) });
}

export function evolveBidReturned(world: WorldDraft, { bidId }: BidReturned): void {
  const bid = bidIn(world, bidId);
  const loan = loanIn(world, bid.loanId);
  const wasFrozen = bid.freezeState === 'confirmed';
  world.put('bid', { ...bid, state: 'returned', ...(wasFrozen ? {} : { freezeState: 'refused' }) });
  world.put('loan', {
    ...loan,
    accepted: minus(loan.accepted, bid.amount),
    frozen: wasFrozen ? minus(loan.frozen, bid.amount) : loan.frozen,
  });
  addExposure(world, bid.lenderId, negate(bid.amount));
}

/** The bid that an event is about. */
export function bidIn(world: WorldDraft, bidId: Id): Bid {
  const bid = world.get('bid', bidId);
  assert(bid !== undefined, 'An event is about a bid that exists.');
  return bid;
}

function addExposure(world: WorldDraft, lenderId: Id, change: MinorUnits): void {
  const lender = world.get('lender', lenderId) ?? newLender(lenderId);
  world.put('lender', { ...lender, exposure: plus(lender.exposure, change) });
}
