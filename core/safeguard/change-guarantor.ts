// A guarantor's standing: a risk analyst prepares it and another person sets it. To suspend takes one person and no
// time; to lift a suspension takes two.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import type { Id } from '../kit/id.ts';
import { invalid, type Refused, type Result, refuse } from '../kit/result.ts';
import { checkAllowed } from '../law/checks.ts';
import { ZERO } from '../money/minor-units.ts';
import { leadsPosition, staffIn } from '../people/actor.ts';
import { packOfOperator } from '../people/operator.ts';
import { OPERATOR_NEED } from '../people/operator-need.ts';
import type { Day } from '../time/day.ts';
import type { Need, World } from '../world.ts';
import type { GuarantorStanding } from './guarantor.ts';

const LEVERAGE_PPM_MAX = 100_000_000;

/** Asked by a risk analyst. */
export interface ProposeGuarantor {
  readonly kind: 'ProposeGuarantor';
  /** The partner. */
  readonly guarantorId: Id;
  readonly standing: GuarantorStanding;
  readonly reason: string;
}

/** Asked by another person, who leads. */
export interface ApproveGuarantor {
  readonly kind: 'ApproveGuarantor';
  readonly guarantorId: Id;
}

/** Asked by whoever sees first that it may not pay. */
export interface SuspendGuarantor {
  readonly kind: 'SuspendGuarantor';
  readonly guarantorId: Id;
  readonly reason: string;
}

export const proposeGuarantor: Rule<ProposeGuarantor> = {
  kind: 'ProposeGuarantor',
  needs: guarantorNeeds,
  decide: decideProposal,
};

export const approveGuarantor: Rule<ApproveGuarantor> = {
  kind: 'ApproveGuarantor',
  needs: (command, known) => {
    const { guarantorId: key } = command;
    const status = known.get('guarantor', key)?.proposal?.standing.status;
    const promised: Need = { list: 'commitmentsOfGuarantor', key };
    return [...guarantorNeeds(command), ...(status === 'failed' ? [promised] : [])];
  },
  decide: decideApproval,
};

export const suspendGuarantor: Rule<SuspendGuarantor> = {
  kind: 'SuspendGuarantor',
  needs: guarantorNeeds,
  decide: decideSuspension,
};

/** A partner with its standing, and by whose law it may be a guarantor. */
export function guarantorNeeds({ guarantorId }: { readonly guarantorId: Id }): readonly Need[] {
  return [
    OPERATOR_NEED,
    { fact: 'client', key: guarantorId },
    { fact: 'guarantor', key: guarantorId },
    { list: 'reservesOfTrustee', key: guarantorId },
  ];
}

function decideProposal(
  world: World,
  { guarantorId, standing, reason }: ProposeGuarantor,
  { actor, today }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, ['risk_analyst']);
  if (makerId === undefined) return refuse('not_allowed');
  const refused =
    refusedForPartner(world, guarantorId, today) ??
    refusedForTrustee(world, guarantorId) ??
    refusedForStanding(standing) ??
    (reason.trim() === '' ? refuse('reason_missing') : undefined);
  if (refused !== undefined) return refused;
  const proposal = { standing, reason: reason.trim(), makerId, proposedOn: today };
  return decided({ kind: 'GuarantorProposed', guarantorId, proposal });
}

/** The operator is never a guarantor, nor anybody linked to it: that would be its own guarantee under another name. */
export function refusedForPartner(world: World, partnerId: Id, today: Day): Refused | undefined {
  const operator = world.get('operator', 'operator');
  if (operator === undefined) return refuse('function_switched_off');
  if (partnerId === operator.id) return refuse('platform_as_party');
  const client = world.get('client', partnerId);
  if (client?.roles.includes('partner') !== true) return refuse('not_found');
  if (client.isRelatedParty) {
    const allowed = checkAllowed(packOfOperator(operator), 'related_party_guarantor', today);
    if (!allowed.ok) return allowed;
  }
  if (client.status === 'frozen') return refuse('client_frozen');
  return client.status === 'registered' ? refuse('identity_not_verified') : undefined;
}

/** In the account in which a reserve is kept nothing else lies, and a guarantor pays out of its own. */
function refusedForTrustee(world: World, partnerId: Id): Refused | undefined {
  const reserves = world.list('reservesOfTrustee', partnerId);
  return reserves.some(({ state }) => state !== 'proposed')
    ? invalid('guarantorId', 'Its account serves for something else already.')
    : undefined;
}

function refusedForStanding({ status, line, leveragePpm }: GuarantorStanding): Refused | undefined {
  if (line < ZERO) return invalid('line', 'It must not be negative.');
  if (status === 'active' && line === ZERO) {
    return invalid('line', 'A line of 0 goes with a standing that is not active.');
  }
  const isRatio =
    Number.isInteger(leveragePpm) && leveragePpm >= 0 && leveragePpm <= LEVERAGE_PPM_MAX;
  return isRatio
    ? undefined
    : invalid('leveragePpm', `It must be a whole number from 0 to ${LEVERAGE_PPM_MAX}.`);
}

function decideApproval(
  world: World,
  { guarantorId }: ApproveGuarantor,
  { actor, today }: Circumstances,
): Result<Decision> {
  const checkerId = staffIn(actor, ['risk_analyst', 'compliance_officer']);
  if (checkerId === undefined) return refuse('not_allowed');
  const guarantor = world.get('guarantor', guarantorId);
  if (guarantor === undefined) return refuse('not_found');
  const { proposal } = guarantor;
  if (proposal === undefined) return refuse('step_skipped', { step: 'propose_guarantor' });
  if (proposal.makerId === checkerId) return refuse('same_person');
  if (!leadsPosition(actor, ['risk_analyst', 'compliance_officer'])) return refuse('not_allowed');
  const { standing, reason, makerId } = proposal;
  // A failing guarantor is taken out of service however it stands with the house.
  const refused =
    standing.status === 'active'
      ? (refusedForPartner(world, guarantorId, today) ?? refusedForTrustee(world, guarantorId))
      : undefined;
  if (refused !== undefined) return refused;
  return decided(
    { kind: 'GuarantorSet', guarantorId, standing, reason, makerId, checkerId },
    ...(standing.status === 'failed' && guarantor.standing?.status !== 'failed'
      ? failure(world, guarantorId)
      : []),
  );
}

/** Whoever holds a claim behind which it stands has to know. */
function failure(world: World, guarantorId: Id): readonly MutuaEvent[] {
  const loanIds = world.list('commitmentsOfGuarantor', guarantorId).map(({ loanId }) => loanId);
  return loanIds.length === 0 ? [] : [{ kind: 'GuarantorFailed', guarantorId, loanIds }];
}

function decideSuspension(
  world: World,
  { guarantorId, reason }: SuspendGuarantor,
  { actor }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, ['risk_analyst', 'compliance_officer']);
  if (makerId === undefined) return refuse('not_allowed');
  const standing = world.get('guarantor', guarantorId)?.standing;
  if (standing === undefined) return refuse('not_found');
  const { status } = standing;
  if (status !== 'active') return refuse('wrong_stage', { state: status });
  if (reason.trim() === '') return refuse('reason_missing');
  return decided({
    ...{ kind: 'GuarantorSet', guarantorId, reason: reason.trim(), makerId },
    standing: { ...standing, status: 'suspended' },
  });
}
