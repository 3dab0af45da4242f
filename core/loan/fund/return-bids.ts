// Bids that go back: the hold is voided, and what the custodian has frozen is released there.
import type { Circumstances, Decision } from '../../decision.ts';
import type { MutuaEvent } from '../../events.ts';
import { assert } from '../../kit/assert.ts';
import { voidOfHold } from '../../ledger/transfer.ts';
import type { Currency } from '../../money/currency.ts';
import type { NewInstruction } from '../../wallet/instruction.ts';
import type { InstructionEnd } from '../../wallet/instruction-end.ts';
import type { Need, World } from '../../world.ts';
import type { Bid } from './bid.ts';

/** What the end of a bid reads and changes beside the bid and its loan. */
export function bidEndNeeds({ holdId, lenderId, state }: Bid): readonly Need[] {
  const isHeld = state === 'accepted' || state === 'placed';
  return [
    ...(isHeld ? [{ fact: 'hold' as const, key: String(holdId) }] : []),
    { fact: 'lender', key: lenderId },
  ];
}

/** Everything back: to the lender here, and at the custodian if it has frozen the money. */
export function returnBid(
  world: World,
  bid: Bid,
  end:
    | { readonly kind: 'BidReturned'; readonly reason: string }
    | { readonly kind: 'BidCancelled' },
  currency: Currency,
  circumstances: Circumstances,
): Decision {
  const hold = world.get('hold', String(bid.holdId));
  assert(hold !== undefined, 'The money of a bid that stands is held.');
  const ended: MutuaEvent = { ...end, bidId: bid.id };
  const release = bid.freezeState === 'confirmed' ? [releaseOf(bid, currency, circumstances)] : [];
  return {
    events: [
      ended,
      ...release.map((instruction) => ({ kind: 'InstructionMade' as const, instruction })),
    ],
    transfers: [voidOfHold(circumstances, hold)],
  };
}

/** The instruction that lets the custodian give back what it froze for a bid. */
export function releaseOf(
  { id, loanId }: Pick<Bid, 'id' | 'loanId'>,
  currency: Currency,
  circumstances: Circumstances,
): NewInstruction {
  return { id: circumstances.newId(), currency, loanId, order: { kind: 'release', freezeId: id } };
}

/** Whether a bid counts towards its loan: its money is held. */
export function isStanding({ state }: Pick<Bid, 'state'>): boolean {
  return state === 'accepted' || state === 'placed';
}

/** The custodian has given back what it froze; refused, staff has it asked again. */
export const releaseEnd: InstructionEnd = {
  needs: ({ order }) => (order.kind === 'release' ? [{ fact: 'bid', key: order.freezeId }] : []),
  end: (_, { order }, { outcome }) => ({
    events:
      outcome === 'confirmed' && order.kind === 'release'
        ? [{ kind: 'BidReleased', bidId: order.freezeId }]
        : [],
    transfers: [],
  }),
};
