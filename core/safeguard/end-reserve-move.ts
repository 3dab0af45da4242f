// The custodian has brought money into a risk reserve or back to its contributor, or has not.
import type { Circumstances, Decision } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { postOfHold, voidOfHold } from '../ledger/transfer.ts';
import type { Instruction } from '../wallet/instruction.ts';
import type { InstructionEnd, InstructionOutcome } from '../wallet/instruction-end.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import { contributionMissed } from './accrue-reserve.ts';
import { reserveDayKey } from './reserve-scheme.ts';

/** The end of a contribution, or of a release. */
export const reserveMoveEnd: InstructionEnd = { needs, end };

/**
 * The reserve into which an instruction pays, or out of which it gives back; nothing for what is of a loan.
 *
 * @example reserveOfMove({ order: { kind: 'release' } }) // undefined
 */
export function reserveOfMove({ order }: Pick<Instruction, 'order'>): Id | undefined {
  return order.kind === 'distribute' ? order.reserveSchemeId : undefined;
}

function needs(instruction: Instruction, known: KnownWorld): readonly Need[] {
  const schemeId = reserveOfMove(instruction) ?? '';
  const scheme = known.get('reserveScheme', schemeId);
  const own: Need = { fact: 'reserveScheme', key: schemeId };
  if (scheme?.move === undefined) return [own];
  const { holdId, day } = scheme.move;
  return [
    own,
    { fact: 'hold', key: String(holdId) },
    { fact: 'reserveAccrual', key: reserveDayKey({ schemeId: scheme.id, day }) },
    ...mandateNeed(instruction),
  ];
}

function mandateNeed({ order }: Instruction): readonly Need[] {
  const mandateId = order.kind === 'distribute' ? order.mandateId : undefined;
  return mandateId === undefined ? [] : [{ fact: 'mandate', key: mandateId }];
}

function end(
  world: World,
  instruction: Instruction,
  { outcome, reason }: InstructionOutcome,
  circumstances: Circumstances,
): Decision {
  const { order } = instruction;
  const scheme = world.get('reserveScheme', reserveOfMove(instruction) ?? '');
  assert(scheme !== undefined && order.kind === 'distribute', 'What moves is of a reserve.');
  const { id: schemeId, move } = scheme;
  assert(move?.instructionId === instruction.id, 'What is open is what is on its way.');
  const hold = world.get('hold', String(move.holdId));
  assert(hold !== undefined, 'What is on its way is held.');
  const { amount, day, kind, instructionId } = move;
  if (outcome === 'confirmed') {
    const { mandateId } = order;
    return {
      events: [
        { kind: 'ReserveMoved', schemeId, move },
        ...(mandateId === undefined ? [] : [{ kind: 'MandateUsed' as const, mandateId, amount }]),
      ],
      transfers: [postOfHold(circumstances, hold)],
    };
  }
  return {
    events:
      kind === 'contribution'
        ? contributionMissed(scheme, { day, amount, reason, instructionId }, circumstances)
        : [{ kind: 'ReserveReleaseReturned', schemeId, instructionId, reason }],
    transfers: [voidOfHold(circumstances, hold)],
  };
}
