// What the custodian says of freezes: the money of bids is frozen there, or it is not and the bid goes back.
//
// Answers may come twice, late and in any order. One that says what is known already changes nothing.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import type { MutuaEvent } from '../../events.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import type { Transfer } from '../../ledger/transfer.ts';
import { type MinorUnits, minus, plus } from '../../money/minor-units.ts';
import type { KnownWorld, Need, World } from '../../world.ts';
import type { Loan } from '../loan.ts';
import type { Bid } from './bid.ts';
import { authoriseUntil, dayAfter, isReflecting, signUntil } from './funding-terms.ts';
import { bidEndNeeds, releaseOf, returnBid } from './return-bids.ts';

/** One answer; the custodian knows a freeze by the id of its bid. */
export interface FreezeResult {
  readonly bidId: Id;
  readonly outcome: 'confirmed' | 'refused' | 'awaiting_authorisation';
  /** Why it was refused, in the custodian's word. */
  readonly reason?: string;
  readonly bankReference?: string;
  /** Where the lender is asked. */
  readonly pageUrl?: string;
}

export interface RecordFreezes {
  readonly kind: 'RecordFreezes';
  readonly results: readonly FreezeResult[];
}

export const recordFreezes: Rule<RecordFreezes> = { kind: 'RecordFreezes', needs, decide };

function needs({ results }: RecordFreezes, known: KnownWorld): readonly Need[] {
  const bids = results.flatMap(({ bidId }) => known.get('bid', bidId) ?? []);
  const loanIds = new Set(bids.map(({ loanId }) => loanId));
  const loans = [...loanIds].flatMap((loanId) => known.get('loan', loanId) ?? []);
  return [
    ...results.map(({ bidId }) => ({ fact: 'bid' as const, key: bidId })),
    ...[...loanIds].map((loanId) => ({ fact: 'loan' as const, key: loanId })),
    ...bids.flatMap(bidEndNeeds),
    ...loans
      .filter(({ funding }) => (funding?.reflectionMinutes ?? 0) > 0)
      .map(({ id }) => ({ list: 'bidsOfLoan' as const, key: id })),
  ];
}

/** How far a loan is filled while the answers are gone through. */
interface Filling {
  readonly loan: Loan;
  accepted: MinorUnits;
  frozen: MinorUnits;
}

function decide(
  world: World,
  { results }: RecordFreezes,
  circumstances: Circumstances,
): Result<Decision> {
  if (circumstances.actor.kind !== 'custodian') return refuse('not_allowed');
  const events: MutuaEvent[] = [];
  const transfers: Transfer[] = [];
  const fillings = new Map<Id, Filling>();
  for (const result of decisive(results)) {
    const bid = world.get('bid', result.bidId);
    if (bid === undefined) return refuse('not_found');
    const filling = fillings.get(bid.loanId) ?? fillingOf(world, bid.loanId);
    fillings.set(bid.loanId, filling);
    const part = decideOne(world, bid, result, filling, circumstances);
    events.push(...part.events);
    transfers.push(...part.transfers);
  }
  for (const filling of fillings.values()) {
    if (isFull(world, filling, circumstances)) {
      const { id: loanId, funding } = filling.loan;
      const nextActionDay = dayAfter(signUntil(funding ?? {}, circumstances.now));
      events.push({ kind: 'LoanFunded', loanId, nextActionDay });
    }
  }
  return ok({ events, transfers });
}

/** Of several answers about one bid the last one counts that says more than that its lender is asked. */
function decisive(results: readonly FreezeResult[]): Iterable<FreezeResult> {
  const counted = new Map<Id, FreezeResult>();
  for (const result of results) {
    const isWaiting = result.outcome === 'awaiting_authorisation';
    if (!isWaiting || !counted.has(result.bidId)) counted.set(result.bidId, result);
  }
  return counted.values();
}

function decideOne(
  world: World,
  bid: Bid,
  result: FreezeResult,
  filling: Filling,
  circumstances: Circumstances,
): Decision {
  const { loan } = filling;
  const isOpen = bid.state === 'accepted' && bid.freezeState !== 'confirmed';
  switch (result.outcome) {
    case 'confirmed': {
      if (bid.freezeState === 'confirmed' || bid.freezeState === 'released') return NOTHING;
      const frozen: MutuaEvent = { kind: 'BidFrozen', bidId: bid.id };
      if (isOpen) {
        filling.frozen = plus(filling.frozen, bid.amount);
        return { events: [frozen], transfers: [] };
      }
      // The bid went back meanwhile: what is frozen there is nobody's commitment any more.
      const instruction = releaseOf(bid, loan.currency, circumstances);
      return { events: [frozen, { kind: 'InstructionMade', instruction }], transfers: [] };
    }
    case 'refused': {
      if (!isOpen) return NOTHING;
      filling.accepted = minus(filling.accepted, bid.amount);
      const end = { kind: 'BidReturned', reason: result.reason ?? 'custodian_refused' } as const;
      return returnBid(world, bid, end, loan.currency, circumstances);
    }
    case 'awaiting_authorisation': {
      if (!isOpen || bid.freezeState === 'awaiting_authorisation') return NOTHING;
      assert(loan.funding !== undefined, 'A loan with bids has its terms of funding.');
      const until = authoriseUntil(loan.funding, circumstances.now);
      const page = result.pageUrl === undefined ? {} : { pageUrl: result.pageUrl };
      return {
        events: [{ kind: 'BidAwaitsAuthorisation', bidId: bid.id, authoriseUntil: until, ...page }],
        transfers: [],
      };
    }
  }
}

const NOTHING: Decision = { events: [], transfers: [] };

function fillingOf(world: World, loanId: Id): Filling {
  const loan = world.get('loan', loanId);
  assert(loan !== undefined, 'A bid is for a loan that exists.');
  return { loan, accepted: loan.accepted, frozen: loan.frozen };
}

/** Everything is accepted, frozen there, and past every reflection period. */
function isFull(world: World, { loan, accepted, frozen }: Filling, { now }: Circumstances) {
  if (loan.state !== 'funding' || frozen !== loan.loanAmount) return false;
  assert(accepted === loan.loanAmount, 'No more is frozen than accepted.');
  const { funding } = loan;
  if ((funding?.reflectionMinutes ?? 0) === 0) return true;
  return !isReflecting(funding ?? {}, world.list('bidsOfLoan', loan.id), now);
}
