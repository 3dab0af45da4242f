// What the custodian booked and nobody here instructed: something of ours explains it, or there is an alarm within
// seconds, and a break.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import type { Id } from '../kit/id.ts';
import { type Result, refuse } from '../kit/result.ts';
import { formatMinorUnits, minus } from '../money/minor-units.ts';
import type { Need, World } from '../world.ts';
import type { BankMovement } from './bank-movement.ts';

/** Told by the custodian. */
export interface RecordMovement extends Omit<BankMovement, 'id' | 'state' | 'toldAt'> {
  readonly kind: 'RecordMovement';
}

/** Asked by the house a few seconds later, when the message that explains it has been asked for. */
export interface JudgeMovement {
  readonly kind: 'JudgeMovement';
  readonly movementId: Id;
}

/** The movement gets the id of the command. */
export const recordMovement: Rule<RecordMovement> = {
  kind: 'RecordMovement',
  needs: causeNeeds,
  decide: decideRecord,
};

export const judgeMovement: Rule<JudgeMovement> = {
  kind: 'JudgeMovement',
  needs: ({ movementId }, known) => {
    const movement = known.get('bankMovement', movementId);
    return [
      { fact: 'bankMovement', key: movementId },
      ...(movement === undefined ? [] : causeNeeds(movement)),
    ];
  },
  decide: decideJudge,
};

/** A withdrawal that comes back, and the fees that come back with it. */
const BOUNCED: readonly BankMovement['code'][] = ['withdrawal_bounced', 'fee_refund'];

type Told = Omit<BankMovement, 'id' | 'state' | 'toldAt'>;

function causeNeeds({ code, cause, bankReference }: Told): readonly Need[] {
  if (code === 'incoming_transfer') return [{ list: 'receiptsOfReference', key: bankReference }];
  if (cause === undefined) return [];
  if (BOUNCED.includes(code)) return [{ fact: 'withdrawal', key: cause }];
  if (code === 'distribution_reversed') return [{ fact: 'instruction', key: cause }];
  if (code === 'other') return [];
  return [
    { fact: 'topUp', key: cause },
    { fact: 'topUpReversal', key: cause },
  ];
}

function decideRecord(
  world: World,
  { kind: _, ...told }: RecordMovement,
  { actor, commandId, newId }: Circumstances,
): Result<Decision> {
  if (actor.kind !== 'custodian') return refuse('not_allowed');
  const state = stateOf(world, told);
  if (state === 'unexplained') return decided(...unexplainedMovement(told, { commandId, newId }));
  return decided({ kind: 'MovementTold', movementId: commandId, ...told, state });
}

/**
 * What a movement brings about that nothing of ours explains; it gets the id of the command.
 *
 * @example unexplainedMovement({ code: 'other', amount: ZERO }, { commandId: 'c', newId: () => 'b' }).map(({ kind }) => kind)
 * // ['MovementTold', 'AlarmRaised', 'BreakFound']
 */
export function unexplainedMovement(
  told: Told,
  { commandId, newId }: Pick<Circumstances, 'commandId' | 'newId'>,
): readonly MutuaEvent[] {
  return [
    { kind: 'MovementTold', movementId: commandId, ...told, state: 'unexplained' },
    ...alarmsOf(commandId, told, newId),
  ];
}

function decideJudge(
  world: World,
  { movementId }: JudgeMovement,
  { actor, newId }: Circumstances,
): Result<Decision> {
  if (actor.kind !== 'rule') return refuse('not_allowed');
  const movement = world.get('bankMovement', movementId);
  if (movement === undefined) return refuse('not_found');
  if (movement.state !== 'waiting') return decided();
  if (stateOf(world, movement) === 'explained') {
    return decided({ kind: 'MovementJudged', movementId, state: 'explained' });
  }
  return decided(
    { kind: 'MovementJudged', movementId, state: 'unexplained' },
    ...alarmsOf(movementId, movement, newId),
  );
}

/** Waiting where something of ours may be its cause, of which the custodian has not told us yet. */
function stateOf(world: World, told: Told): BankMovement['state'] {
  const { code, cause, bankReference, amount } = told;
  if (code === 'incoming_transfer') {
    const [receipt] = world.list('receiptsOfReference', bankReference);
    if (receipt === undefined) return 'waiting';
    return receipt.amount === amount ? 'explained' : 'unexplained';
  }
  if (code === 'other' || cause === undefined) return 'unexplained';
  if (BOUNCED.includes(code)) {
    const withdrawal = world.get('withdrawal', cause);
    if (withdrawal === undefined) return 'unexplained';
    const fees = minus(withdrawal.held, withdrawal.amount);
    if (amount !== (code === 'fee_refund' ? fees : withdrawal.amount)) return 'unexplained';
    return withdrawal.state === 'bounced' ? 'explained' : 'waiting';
  }
  if (code === 'distribution_reversed') {
    const instruction = world.get('instruction', cause);
    if (instruction?.state !== 'confirmed') return 'unexplained';
    if (instruction.reversedBy === undefined) return 'waiting';
    return instruction.reversedBy === bankReference ? 'explained' : 'unexplained';
  }
  const topUp = world.get('topUp', cause);
  if (topUp === undefined) return 'unexplained';
  if (code === 'top_up') {
    if (topUp.amount !== amount) return 'unexplained';
    if (topUp.bankReference === undefined) return 'waiting';
    return topUp.bankReference === bankReference ? 'explained' : 'unexplained';
  }
  const reversal = world.get('topUpReversal', cause);
  if (reversal === undefined) return 'waiting';
  return reversal.bankReference === bankReference && reversal.debited === amount
    ? 'explained'
    : 'unexplained';
}

/** For a person at once, and for the day's close, which waits until it is explained. */
function alarmsOf(
  movementId: Id,
  { bankReference, bankDay, amount, code }: Told,
  newId: () => Id,
): readonly MutuaEvent[] {
  return [
    {
      kind: 'AlarmRaised',
      alarm: {
        id: movementId,
        kind: 'movement_unexplained',
        reference: bankReference,
        detail: code,
      },
    },
    {
      ...{ kind: 'BreakFound', breakId: newId(), rail: 'custodian', day: bankDay },
      ...{ breakKind: 'movement_unexplained', reference: bankReference },
      theirs: formatMinorUnits(amount),
    },
  ];
}
