// A lender switches bidding off, and on again.
import { decided } from '../decided.ts';
import type { Circumstances, Rule } from '../decision.ts';
import { refuse } from '../kit/result.ts';
import type { Need, World } from '../world.ts';
import { personIn } from './actor.ts';

export interface StopBidding {
  readonly kind: 'StopBidding';
}

export interface ResumeBidding {
  readonly kind: 'ResumeBidding';
}

export const stopBidding: Rule<StopBidding> = {
  kind: 'StopBidding',
  needs: (_, __, circumstances) => needsOf(circumstances),
  decide: (world, _, circumstances) => decide(world, 'BiddingStopped', circumstances),
};

export const resumeBidding: Rule<ResumeBidding> = {
  kind: 'ResumeBidding',
  needs: (_, __, circumstances) => needsOf(circumstances),
  decide: (world, _, circumstances) => decide(world, 'BiddingResumed', circumstances),
};

function needsOf({ actor }: Circumstances): readonly Need[] {
  const lenderId = personIn(actor, ['lender']);
  if (lenderId === undefined) return [];
  return [
    { fact: 'client', key: lenderId },
    { fact: 'lender', key: lenderId },
  ];
}

/** To switch off what is off already changes nothing, and is no mistake. */
function decide(world: World, kind: 'BiddingStopped' | 'BiddingResumed', { actor }: Circumstances) {
  const lenderId = personIn(actor, ['lender']);
  if (lenderId === undefined) return refuse('not_allowed');
  if (world.get('client', lenderId) === undefined) return refuse('identity_not_verified');
  return decided({ kind, lenderId });
}
