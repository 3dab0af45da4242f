// What a guarantor is told: that its word is asked for, and that it is free of it.
import type { Id } from '../kit/id.ts';
import type { KnownWorld } from '../world.ts';
import type { Notice } from './notice.ts';
import { knownFact, type NoticeTable } from './notice-parts.ts';

export const SAFEGUARD_NOTICES: NoticeTable = {
  CommitmentAsked: (world, { commitmentId }) => [
    toGuarantor(world, commitmentId, 'commitment_asked'),
  ],
  CommitmentReleased: (world, { commitmentId }) => [
    toGuarantor(world, commitmentId, 'commitment_released'),
  ],
};

function toGuarantor(
  world: KnownWorld,
  commitmentId: Id,
  kind: 'commitment_asked' | 'commitment_released',
): Notice {
  const { guarantorId, loanId, amount, currency } = knownFact(world, 'commitment', commitmentId);
  return {
    ...{ receiverId: guarantorId, role: 'partner', kind, currency, figures: { amount } },
    subject: { kind: 'loan', id: loanId },
  };
}
