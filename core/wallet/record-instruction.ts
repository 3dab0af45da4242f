// What the custodian says of an instruction: done, refused, or waiting for its owner. Every kind of instruction
// ends here, and what it was for goes on.
//
// Answers may come twice and late: one that says what is known already changes nothing.
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import type { Id } from '../kit/id.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { closeIfRepaid } from '../loan/close/close-loan.ts';
import { disbursementEnd } from '../loan/disburse/end-disbursement.ts';
import { releaseEnd } from '../loan/fund/return-bids.ts';
import { repaymentEnd } from '../loan/repay/end-repayment.ts';
import { compensationEnd, isCompensation } from '../safeguard/end-compensation.ts';
import { reserveMoveEnd, reserveOfMove } from '../safeguard/end-reserve-move.ts';
import { costPaymentEnd } from '../work/pay-cost.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import type { Instruction, InstructionOrder } from './instruction.ts';
import type { InstructionEnd } from './instruction-end.ts';
import { withdrawalEnd } from './withdrawal.ts';

const ENDS: Readonly<Record<InstructionOrder['kind'], InstructionEnd>> = {
  release: releaseEnd,
  disburse: disbursementEnd,
  distribute: repaymentEnd,
  withdraw: withdrawalEnd,
  own_payment: costPaymentEnd,
};

function endOf(instruction: Instruction): InstructionEnd {
  if (reserveOfMove(instruction) !== undefined) return reserveMoveEnd;
  return isCompensation(instruction) ? compensationEnd : ENDS[instruction.order.kind];
}

/** Told by the custodian. */
export interface RecordInstruction {
  readonly kind: 'RecordInstruction';
  readonly instructionId: Id;
  readonly outcome: 'confirmed' | 'refused' | 'awaiting_authorisation';
  /** Why it was refused, in the custodian's word. */
  readonly reason?: string;
  readonly bankReference?: string;
  /** Where the owner is asked. */
  readonly pageUrl?: string;
}

export const recordInstruction: Rule<RecordInstruction> = {
  kind: 'RecordInstruction',
  needs,
  decide,
};

function needs({ instructionId }: RecordInstruction, known: KnownWorld): readonly Need[] {
  const own: Need = { fact: 'instruction', key: instructionId };
  const instruction = known.get('instruction', instructionId);
  if (instruction === undefined) return [own];
  return [own, ...endOf(instruction).needs(instruction, known)];
}

function decide(
  world: World,
  command: RecordInstruction,
  circumstances: Circumstances,
): Result<Decision> {
  if (circumstances.actor.kind !== 'custodian') return refuse('not_allowed');
  const { instructionId, outcome, bankReference, reason, pageUrl } = command;
  const instruction = world.get('instruction', instructionId);
  if (instruction === undefined) return refuse('not_found');
  const { state } = instruction;
  const nothing: Decision = { events: [], transfers: [] };
  if (state === 'confirmed' || state === 'refused') {
    // The custodian's last word is kept; another one is a difference that reconciliation shows.
    const isSame = outcome === state || outcome === 'awaiting_authorisation';
    return isSame ? ok(nothing) : refuse('wrong_stage', { state });
  }
  const page = pageUrl === undefined ? {} : { pageUrl };
  if (outcome === 'awaiting_authorisation') {
    const isKnown = state === 'sent' && (pageUrl === undefined || instruction.pageUrl === pageUrl);
    const waits: MutuaEvent = { kind: 'InstructionAwaitsAuthorisation', instructionId, ...page };
    return ok(isKnown ? nothing : { events: [waits], transfers: [] });
  }
  const ended: MutuaEvent = {
    ...{ kind: 'InstructionEnded', instructionId, outcome },
    ...(bankReference !== undefined && { bankReference }),
    ...(reason !== undefined && { reason }),
  };
  const { loanId } = instruction;
  const last = { outcome, reason: reason ?? 'custodian_refused' };
  const then = endOf(instruction).end(world, instruction, last, circumstances);
  const closed = closeIfRepaid(world, loanId, then);
  return ok({ ...closed, events: [ended, ...closed.events] });
}
