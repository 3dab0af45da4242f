// What the events of guarantors, commitments and collateral change.
import type { Stamp } from '../decision.ts';
import type { Evolutions } from '../evolutions.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { type MinorUnits, minus, plus, ZERO } from '../money/minor-units.ts';
import type { WorldDraft } from '../world.ts';
import type { Collateral } from './collateral.ts';
import type { GuaranteeCommitment } from './commitment.ts';
import type { GuarantorSet, SafeguardEvent } from './events.ts';
import { COMPENSATION_EVOLUTIONS } from './evolve-compensation.ts';
import { RESERVE_EVOLUTIONS } from './evolve-reserve.ts';
import type { Guarantor } from './guarantor.ts';

export const SAFEGUARD_EVOLUTIONS: Evolutions<SafeguardEvent> = {
  ...COMPENSATION_EVOLUTIONS,
  ...RESERVE_EVOLUTIONS,
  GuarantorProposed: (world, { guarantorId, proposal }) =>
    world.put('guarantor', { ...guarantorIn(world, guarantorId), proposal }),
  GuarantorSet: evolveGuarantorSet,
  // Its standing says it; those who hold what it stands behind are told.
  GuarantorFailed: () => undefined,
  CommitmentAsked: (world, { kind: _, commitmentId: id, ...asked }, { at }) =>
    world.put('commitment', { ...asked, id, state: 'asked', askedAt: at }),
  CommitmentSigned: (world, { commitmentId }, { at }) => {
    const commitment = commitmentIn(world, commitmentId);
    world.put('commitment', { ...commitment, state: 'signed', signedAt: at });
    addCommitted(world, commitment, commitment.amount);
  },
  CommitmentDeclined: (world, { commitmentId, reason }, { at }) =>
    world.put('commitment', {
      ...commitmentIn(world, commitmentId),
      ...{ state: 'declined', endedAt: at, endReason: reason },
    }),
  CommitmentReleased: (world, { commitmentId, reason }, { at }) => {
    const commitment = commitmentIn(world, commitmentId);
    world.put('commitment', {
      ...commitment,
      ...{ state: 'released', endedAt: at, endReason: reason },
    });
    if (commitment.state === 'signed') {
      addCommitted(world, commitment, minus(ZERO, commitment.amount));
    }
  },
  CollateralRecorded: (world, { collateralId: id, loanId, details, makerId, ...behind }) => {
    const { commitmentId, releaseCondition } = behind;
    world.put('collateral', {
      ...{ ...details, id, loanId, makerId, state: 'recorded' },
      ...(commitmentId === undefined ? {} : { commitmentId }),
      ...(releaseCondition === undefined ? {} : { releaseCondition }),
    });
  },
  CollateralRegistered: (world, { kind: _, collateralId, ...registration }) =>
    changeCollateral(world, collateralId, { ...registration, state: 'registered' }),
  CollateralValued: (world, { kind: _, collateralId, ...valuation }) =>
    changeCollateral(world, collateralId, valuation),
  CollateralReleased: (world, { collateralId, reason }, { day }) =>
    changeCollateral(world, collateralId, {
      ...{ state: 'released', endedOn: day, endReason: reason },
    }),
  CollateralDisposalAsked: (world, { collateralId, asked }) =>
    changeCollateral(world, collateralId, { disposalAsked: asked }),
  CollateralDisposed: (world, { collateralId, proceeds, reason }, { day }) =>
    changeCollateral(world, collateralId, {
      ...{ state: 'disposed', endedOn: day, endReason: reason, proceeds },
    }),
};

function evolveGuarantorSet(world: WorldDraft, event: GuarantorSet, { at, day }: Stamp): void {
  const { kind: _, guarantorId, standing, ...stood } = event;
  const { proposal: __, ...guarantor } = guarantorIn(world, guarantorId);
  const number = guarantor.changes + 1;
  world.put('guarantor', { ...guarantor, standing, changes: number });
  world.put('guarantorChange', { ...stood, guarantorId, number, standing, at, day });
}

function guarantorIn(world: WorldDraft, id: Id): Guarantor {
  return world.get('guarantor', id) ?? { id, committed: ZERO, changes: 0 };
}

function commitmentIn(world: WorldDraft, id: Id): GuaranteeCommitment {
  const commitment = world.get('commitment', id);
  assert(commitment !== undefined, 'An event is about a commitment that was asked for.');
  return commitment;
}

function addCommitted(
  world: WorldDraft,
  { guarantorId }: GuaranteeCommitment,
  amount: MinorUnits,
): void {
  const guarantor = guarantorIn(world, guarantorId);
  world.put('guarantor', { ...guarantor, committed: plus(guarantor.committed, amount) });
}

function changeCollateral(world: WorldDraft, id: Id, changes: Partial<Collateral>): void {
  const collateral = world.get('collateral', id);
  assert(collateral !== undefined, 'An event is about collateral that was recorded.');
  const { disposalAsked: _, ...own } = collateral;
  world.put('collateral', { ...own, ...changes });
}
