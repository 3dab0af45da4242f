// Staff has the custodian asked again for what it refused: to give back what it froze for nobody.
//
// A disbursement is asked for again by `DisburseLoan`; a repayment comes again by itself; a withdrawal is its
// owner's to ask for again.
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { holdsPosition } from '../people/actor.ts';
import type { KnownWorld, Need, World } from '../world.ts';

/** Asked by staff. */
export interface RetryInstruction {
  readonly kind: 'RetryInstruction';
  readonly instructionId: Id;
}

export const retryInstruction: Rule<RetryInstruction> = {
  kind: 'RetryInstruction',
  needs,
  decide,
};

function needs({ instructionId }: RetryInstruction, known: KnownWorld): readonly Need[] {
  const order = known.get('instruction', instructionId)?.order;
  return [
    { fact: 'instruction', key: instructionId },
    ...(order?.kind === 'release' ? [{ fact: 'bid' as const, key: order.freezeId }] : []),
  ];
}

function decide(
  world: World,
  { instructionId }: RetryInstruction,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor } = circumstances;
  if (!holdsPosition(actor, ['finance_officer'])) return refuse('not_allowed');
  const refused = world.get('instruction', instructionId);
  if (refused === undefined) return refuse('not_found');
  const { state, order, currency, loanId } = refused;
  if (state !== 'refused' || order.kind !== 'release') return refuse('wrong_stage', { state });
  const freeze = world.get('bid', order.freezeId)?.freezeState;
  if (freeze !== 'confirmed') return refuse('wrong_stage', { state: freeze ?? state });
  const again = { id: circumstances.newId(), currency, order, ...(loanId && { loanId }) };
  return ok({ events: [{ kind: 'InstructionMade', instruction: again }], transfers: [] });
}
