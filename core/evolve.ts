// What each event changes: one entry for everything that can happen.
import type { Stamp } from './decision.ts';
import type { MutuaEvent } from './events.ts';
import { evolveBidFrozen, evolveBidPlaced, evolveBidReturned } from './loan/fund/evolve-bids.ts';
import { takeStep } from './loan/take-step.ts';
import { evolveTopUpCredited, evolveTopUpRequested } from './wallet/top-up.ts';
import type { WorldDraft } from './world.ts';

type EventKind = MutuaEvent['kind'];
type EventOf<Kind extends EventKind> = Extract<MutuaEvent, { readonly kind: Kind }>;
type Evolution<Kind extends EventKind> = (
  world: WorldDraft,
  event: EventOf<Kind>,
  stamp: Stamp,
) => void;

const EVOLUTIONS: { readonly [Kind in EventKind]: Evolution<Kind> } = {
  DayOpened: (world, { day }) => world.put('businessDay', { id: 'current', day, state: 'open' }),
  FundingOpened: stepOnly,
  LoanFunded: stepOnly,
  FundingFailed: stepOnly,
  BidPlaced: evolveBidPlaced,
  BidFrozen: evolveBidFrozen,
  BidReturned: evolveBidReturned,
  TopUpRequested: evolveTopUpRequested,
  TopUpCredited: evolveTopUpCredited,
};

/**
 * Changes the facts as the event says. It never refuses: what may not happen was refused before; and it reads
 * no clock and makes no id, so that the log, played again, gives the same facts.
 */
export function evolve<Kind extends EventKind>(
  world: WorldDraft,
  event: EventOf<Kind>,
  stamp: Stamp,
): void {
  const evolution: Evolution<Kind> = EVOLUTIONS[event.kind as Kind];
  evolution(world, event, stamp);
}

/** Nothing changes but the state of the loan. */
function stepOnly(
  world: WorldDraft,
  { kind, loanId }: EventOf<'FundingOpened' | 'LoanFunded' | 'FundingFailed'>,
  stamp: Stamp,
): void {
  takeStep(world, loanId, { event: kind }, stamp);
}
