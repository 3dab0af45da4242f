// A guarantor's own word: it signs the commitment for which it was asked, or declines it.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { personIn } from '../people/actor.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import { refusedByStanding } from './ask-commitment.ts';
import { guarantorNeeds, refusedForPartner } from './change-guarantor.ts';
import type { GuaranteeCommitment } from './commitment.ts';

/** Asked by the guarantor. */
export interface SignCommitment {
  readonly kind: 'SignCommitment';
  readonly commitmentId: Id;
}

export interface DeclineCommitment {
  readonly kind: 'DeclineCommitment';
  readonly commitmentId: Id;
  readonly reason: string;
}

export const signCommitment: Rule<SignCommitment> = {
  kind: 'SignCommitment',
  needs: commitmentNeeds,
  decide: decideSignature,
};

export const declineCommitment: Rule<DeclineCommitment> = {
  kind: 'DeclineCommitment',
  needs: commitmentNeeds,
  decide: decideRefusal,
};

/** A commitment with its loan and its guarantor. */
function commitmentNeeds(
  { commitmentId }: { readonly commitmentId: Id },
  known: KnownWorld,
): readonly Need[] {
  const commitment = known.get('commitment', commitmentId);
  return [
    { fact: 'commitment', key: commitmentId },
    ...(commitment === undefined
      ? []
      : [
          { fact: 'loan' as const, key: commitment.loanId },
          ...guarantorNeeds({ guarantorId: commitment.guarantorId }),
        ]),
  ];
}

function decideSignature(
  world: World,
  { commitmentId }: SignCommitment,
  circumstances: Circumstances,
): Result<Decision> {
  const asked = askedOf(world, commitmentId, circumstances);
  if (!asked.ok) return asked;
  const { guarantorId, loanId } = asked.value;
  const state = world.get('loan', loanId)?.state ?? '';
  if (state !== 'approved') return refuse('wrong_stage', { state });
  const partner = refusedForPartner(world, guarantorId, circumstances.today);
  if (partner !== undefined) return partner;
  const refused = refusedByStanding(world.get('guarantor', guarantorId), asked.value);
  if (refused !== undefined) return refused;
  // What it promises it has to be able to pay.
  const account = world.get('client', guarantorId)?.custodyAccounts.partner;
  if (account === undefined) return refuse('custody_account_missing');
  return decided({ kind: 'CommitmentSigned', commitmentId });
}

function decideRefusal(
  world: World,
  { commitmentId, reason }: DeclineCommitment,
  circumstances: Circumstances,
): Result<Decision> {
  const asked = askedOf(world, commitmentId, circumstances);
  if (!asked.ok) return asked;
  if (reason.trim() === '') return refuse('reason_missing');
  return decided({ kind: 'CommitmentDeclined', commitmentId, reason: reason.trim() });
}

/** The commitment, if it is the asker's own and waits for a word; another's is not there for a partner. */
function askedOf(
  world: World,
  commitmentId: Id,
  { actor }: Circumstances,
): Result<GuaranteeCommitment> {
  const partnerId = personIn(actor, ['partner']);
  if (partnerId === undefined) return refuse('not_allowed');
  const commitment = world.get('commitment', commitmentId);
  if (commitment === undefined || commitment.guarantorId !== partnerId) return refuse('not_found');
  const { state } = commitment;
  return state === 'asked' ? ok(commitment) : refuse('wrong_stage', { state });
}
