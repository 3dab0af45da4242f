// What the events of compensation change: the lenders' claims, the payer's own, and what is marked on instalments.
import type { Stamp } from '../decision.ts';
import type { Evolutions } from '../evolutions.ts';
import { assert } from '../kit/assert.ts';
import type { PaidByReserve, ServicedAccount } from '../loan/servicing.ts';
import { servicingIn } from '../loan/take-step.ts';
import { minus, plus, ZERO } from '../money/minor-units.ts';
import type { WorldDraft } from '../world.ts';
import type {
  CompensationClaimed,
  CompensationEvent,
  CompensationMark,
  CompensationMissed,
  CompensationPaid,
} from './compensation-events.ts';

export const COMPENSATION_EVOLUTIONS: Evolutions<CompensationEvent> = {
  // It lies in the two accounts of the book.
  GuaranteeDepositMoved: () => undefined,
  CompensationClaimed: evolveClaimed,
  CompensationPaid: evolvePaid,
  CompensationMissed: evolveMissed,
  CompensationEnded: (world, { loanId, through }) =>
    world.put('servicing', { ...servicingIn(world, loanId), coveredThrough: through }),
  ClaimCompensated: (world, { claimId }) => {
    const claim = world.get('claim', claimId);
    assert(claim !== undefined, 'An event is about a claim that exists.');
    world.put('claim', { ...claim, state: 'compensated' });
  },
};

function evolveClaimed(
  world: WorldDraft,
  { kind: _, compensationId: id, underWay, ...claimed }: CompensationClaimed,
  { day }: Stamp,
): void {
  const { instructionId } = underWay;
  world.put('compensation', { ...claimed, id, state: 'claimed', claimedOn: day, instructionId });
  world.put('servicing', { ...servicingIn(world, claimed.loanId), underWay });
}

function evolvePaid(world: WorldDraft, event: CompensationPaid, { day }: Stamp): void {
  const { loanId, compensationId, through, marks, claimId } = event;
  const compensation = world.get('compensation', compensationId);
  assert(compensation !== undefined, 'What is paid was claimed.');
  world.put('compensation', { ...compensation, state: 'paid', endedOn: day });
  const { underWay: _, ...servicing } = servicingIn(world, loanId);
  const accounts = withMarks(servicing.accounts, claimId, marks);
  const covered = event.reserveSchemeId === undefined ? { coveredThrough: through } : {};
  const reserve = paidByReserve(servicing.reserve, event);
  world.put('servicing', {
    ...{ ...servicing, accounts, ...covered },
    ...(reserve !== undefined && { reserve }),
  });
  for (const payment of event.payments) payLender(world, payment);
  raiseClaim(world, event);
}

/**
 * The instalments with what was compensated on them.
 *
 * @example withMarks([], 'a', []) // []
 */
export function withMarks(
  accounts: readonly ServicedAccount[],
  claimId: CompensationPaid['claimId'],
  marks: readonly CompensationMark[],
): readonly ServicedAccount[] {
  const after = [...accounts];
  for (const { number, principal, interest, penaltyBefore } of marks) {
    const account = after[number - 1];
    assert(account !== undefined, 'What is compensated has fallen due.');
    const nothing = { recoveredPrincipal: ZERO, recoveredInterest: ZERO };
    const known = account.compensated;
    // A reserve that was not enough pays the rest later.
    const compensated =
      known?.claimId === claimId
        ? {
            ...{ ...known, principal: plus(known.principal, principal) },
            interest: plus(known.interest, interest),
          }
        : { claimId, principal, interest, ...nothing, penaltyBefore };
    after[number - 1] = { ...account, compensated };
  }
  return after;
}

function payLender(world: WorldDraft, payment: CompensationPaid['payments'][number]): void {
  const { claimId, principal, interest, roundingUnits } = payment;
  const claim = world.get('claim', claimId);
  assert(claim !== undefined, 'A payment is for a claim that exists.');
  world.put('claim', {
    ...claim,
    outstanding: minus(claim.outstanding, principal),
    roundingUnits,
    principalReceived: plus(claim.principalReceived, principal),
    interestReceived: plus(claim.interestReceived, interest),
  });
  const lender = world.get('lender', claim.holderId);
  assert(lender !== undefined, 'Who is compensated is a lender.');
  world.put('lender', { ...lender, exposure: minus(lender.exposure, principal) });
}

/**
 * What a reserve has paid of a loan, with one more payment; nothing where it was no reserve.
 *
 * @example paidByReserve(undefined, { claimId: 'c', principal: ZERO, interest: ZERO }) // undefined
 */
export function paidByReserve(
  before: PaidByReserve | undefined,
  {
    reserveSchemeId,
    claimId,
    principal,
    interest,
    isWhole = false,
  }: Pick<CompensationPaid, 'reserveSchemeId' | 'claimId' | 'principal' | 'interest' | 'isWhole'>,
): PaidByReserve | undefined {
  if (reserveSchemeId === undefined) return before;
  return {
    ...{ claimId, isWhole },
    principal: plus(before?.principal ?? ZERO, principal),
    interest: plus(before?.interest ?? ZERO, interest),
  };
}

/** So much of the debt is the payer's: it bears no units, and is nothing that was lent. */
function raiseClaim(world: WorldDraft, event: CompensationPaid): void {
  const { claimId, isFirst, loanId, borrowerId, guarantorId, principal } = event;
  const { reserveSchemeId } = event;
  const known = isFirst ? undefined : world.get('claim', claimId);
  assert(isFirst || known !== undefined, 'A payer has one claim on a loan.');
  const claim = known ?? {
    ...({ origin: 'subrogation', state: 'active' } as const),
    ...{ id: claimId, loanId, borrowerId, holderId: guarantorId, units: 0n, roundingUnits: 0 },
    ...{ principal: ZERO, outstanding: ZERO },
    ...(reserveSchemeId !== undefined && { reserveSchemeId }),
    ...{ principalReceived: ZERO, interestReceived: ZERO, penaltyReceived: ZERO },
  };
  world.put('claim', {
    ...claim,
    state: 'active',
    principal: plus(claim.principal, principal),
    outstanding: plus(claim.outstanding, principal),
  });
}

function evolveMissed(world: WorldDraft, event: CompensationMissed, { day }: Stamp): void {
  const { kind: _, compensationId: id, instructionId, ...missed } = event;
  const asked = instructionId === undefined ? undefined : world.get('compensation', id);
  world.put('compensation', {
    ...missed,
    ...{ id, state: 'missed', claimedOn: asked?.claimedOn ?? day, endedOn: day },
    ...(instructionId !== undefined && { instructionId }),
  });
  if (instructionId === undefined) return;
  const { underWay: __, ...servicing } = servicingIn(world, missed.loanId);
  world.put('servicing', servicing);
}
