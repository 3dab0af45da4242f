// What the events of funding change: the bid, what of the loan is accepted, and the lender's exposure.
import type { Stamp } from '../../decision.ts';
import type { Evolutions } from '../../evolutions.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { type MinorUnits, minus, negate, plus } from '../../money/minor-units.ts';
import { newLender } from '../../people/client.ts';
import type { WorldDraft } from '../../world.ts';
import type {
  BidAwaitsAuthorisation,
  BidCancelled,
  BidConverted,
  BidFrozen,
  BidPlaced,
  BidReleased,
  BidReturned,
  FundingEvent,
  FundingFailed,
  LoanFunded,
} from '../events.ts';
import { endOpenLoan } from '../open-loan.ts';
import { loanIn, takeStep } from '../take-step.ts';
import type { Bid } from './bid.ts';

export const FUNDING_EVOLUTIONS: Evolutions<FundingEvent> = {
  FundingOpened: (world, { loanId, nextActionDay }, stamp) =>
    takeStep(world, loanId, { event: 'FundingOpened' }, stamp, { nextActionDay }),
  BidPlaced: evolveBidPlaced,
  BidAwaitsAuthorisation: evolveBidAwaits,
  BidFrozen: evolveBidFrozen,
  BidReturned: evolveBidReturned,
  BidCancelled: evolveBidReturned,
  BidReleased: evolveBidReleased,
  BidConverted: evolveBidConverted,
  LoanFunded: evolveLoanFunded,
  FundingFailed: evolveFundingFailed,
};

function evolveBidPlaced(world: WorldDraft, event: BidPlaced, { at }: Stamp): void {
  const { bidId, loanId, lenderId, amount, holdId, source } = event;
  const loan = loanIn(world, loanId);
  world.put('bid', {
    ...{ id: bidId, loanId, lenderId, amount, holdId, source },
    ...{ state: 'accepted', freezeState: 'created', placedAt: at },
  });
  world.put('loan', { ...loan, accepted: plus(loan.accepted, amount) });
  addExposure(world, lenderId, amount);
}

function evolveBidAwaits(
  world: WorldDraft,
  { bidId, authoriseUntil, pageUrl }: BidAwaitsAuthorisation,
): void {
  world.put('bid', {
    ...bidIn(world, bidId),
    ...{ freezeState: 'awaiting_authorisation', authoriseUntil },
    ...(pageUrl !== undefined && { pageUrl }),
  });
}

/** A freeze that comes when its bid has gone back counts for no loan; it is released at once. */
function evolveBidFrozen(world: WorldDraft, { bidId }: BidFrozen): void {
  const bid = bidIn(world, bidId);
  world.put('bid', { ...bid, freezeState: 'confirmed' });
  if (bid.state !== 'accepted') return;
  const loan = loanIn(world, bid.loanId);
  world.put('loan', { ...loan, frozen: plus(loan.frozen, bid.amount) });
}

function evolveBidReturned(world: WorldDraft, { kind, bidId }: BidReturned | BidCancelled): void {
  const bid = bidIn(world, bidId);
  const loan = loanIn(world, bid.loanId);
  const wasFrozen = bid.freezeState === 'confirmed';
  const state = kind === 'BidCancelled' ? 'cancelled' : 'returned';
  world.put('bid', { ...bid, state, ...(wasFrozen ? {} : { freezeState: 'refused' }) });
  world.put('loan', {
    ...loan,
    accepted: minus(loan.accepted, bid.amount),
    frozen: wasFrozen ? minus(loan.frozen, bid.amount) : loan.frozen,
  });
  addExposure(world, bid.lenderId, negate(bid.amount));
}

/** The custodian has given back what it had frozen for a bid that went back here. */
function evolveBidReleased(world: WorldDraft, { bidId }: BidReleased): void {
  world.put('bid', { ...bidIn(world, bidId), freezeState: 'released' });
}

function evolveBidConverted(world: WorldDraft, { bidId }: BidConverted): void {
  world.put('bid', { ...bidIn(world, bidId), state: 'converted' });
}

function evolveLoanFunded(
  world: WorldDraft,
  { loanId, nextActionDay }: LoanFunded,
  stamp: Stamp,
): void {
  const changes = { fundedAt: stamp.at, nextActionDay };
  takeStep(world, loanId, { event: 'LoanFunded' }, stamp, changes);
}

/** The borrower may apply for another loan. */
function evolveFundingFailed(world: WorldDraft, { loanId }: FundingFailed, stamp: Stamp): void {
  const { nextActionDay: _, ...loan } = loanIn(world, loanId);
  world.put('loan', loan);
  takeStep(world, loanId, { event: 'FundingFailed' }, stamp);
  endOpenLoan(world, loanIn(world, loanId).borrowerId);
}

/** The bid that an event is about. */
function bidIn(world: WorldDraft, bidId: Id): Bid {
  const bid = world.get('bid', bidId);
  assert(bid !== undefined, 'An event is about a bid that exists.');
  return bid;
}

function addExposure(world: WorldDraft, lenderId: Id, change: MinorUnits): void {
  const lender = world.get('lender', lenderId) ?? newLender(lenderId);
  world.put('lender', { ...lender, exposure: plus(lender.exposure, change) });
}
