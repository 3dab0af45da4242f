// A risk reserve begins and ends by two persons, as the standing of a guarantor does; what is published of it stays.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { invalid, type Refused, type Result, refuse } from '../kit/result.ts';
import { checkAllowed } from '../law/checks.ts';
import { leadsPosition, staffIn } from '../people/actor.ts';
import { packOfOperator } from '../people/operator.ts';
import { OPERATOR_NEED } from '../people/operator-need.ts';
import { RESERVE_COVERS, RESERVE_SHORT_RULES } from '../product/safeguard-terms.ts';
import type { Day } from '../time/day.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import { guarantorNeeds, refusedForPartner } from './change-guarantor.ts';
import type { ReserveScheme, ReserveSchemeTerms } from './reserve-scheme.ts';

const MILLION = 1_000_000;
const CODE = /^[a-z][a-z0-9_]{0,63}$/;

/** Asked by a risk analyst; the reserve gets the id of the command. */
export interface ProposeReserve {
  readonly kind: 'ProposeReserve';
  readonly terms: ReserveSchemeTerms;
  readonly reason: string;
}

/** Asked by a risk analyst: it is to take no new loans. */
export interface ProposeReserveEnd {
  readonly kind: 'ProposeReserveEnd';
  readonly schemeId: Id;
  readonly reason: string;
}

/** Asked by another person, who leads. */
export interface ApproveReserve {
  readonly kind: 'ApproveReserve';
  readonly schemeId: Id;
}

export const proposeReserve: Rule<ProposeReserve> = {
  kind: 'ProposeReserve',
  needs: ({ terms }) => termNeeds(terms),
  decide: decideProposal,
};

export const proposeReserveEnd: Rule<ProposeReserveEnd> = {
  kind: 'ProposeReserveEnd',
  needs: ({ schemeId }) => [{ fact: 'reserveScheme', key: schemeId }],
  decide: decideEndProposal,
};

export const approveReserve: Rule<ApproveReserve> = {
  kind: 'ApproveReserve',
  needs: approvalNeeds,
  decide: decideApproval,
};

function termNeeds({ trusteeId, contributorId, code }: ReserveSchemeTerms): readonly Need[] {
  return [
    OPERATOR_NEED,
    ...guarantorNeeds({ guarantorId: trusteeId }),
    ...guarantorNeeds({ guarantorId: contributorId }),
    { list: 'reservesOfTrustee', key: trusteeId },
    ...(CODE.test(code) ? [{ list: 'reservesOfCode' as const, key: code }] : []),
  ];
}

function approvalNeeds({ schemeId }: ApproveReserve, known: KnownWorld): readonly Need[] {
  const scheme = known.get('reserveScheme', schemeId);
  const own: Need = { fact: 'reserveScheme', key: schemeId };
  return scheme === undefined ? [own] : [own, ...termNeeds(scheme)];
}

function decideProposal(
  world: World,
  { terms, reason }: ProposeReserve,
  { actor, commandId: schemeId, today }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, ['risk_analyst']);
  if (makerId === undefined) return refuse('not_allowed');
  const refused = refusedForReserve(world, terms, today);
  if (refused !== undefined) return refused;
  if (reason.trim() === '') return refuse('reason_missing');
  const proposal = { to: 'active', reason: reason.trim(), makerId, proposedOn: today } as const;
  return decided({ kind: 'ReserveProposed', schemeId, terms, proposal });
}

/** By the law, by who keeps it and who pays into it, and by what is published of it. */
function refusedForReserve(
  world: World,
  terms: ReserveSchemeTerms,
  today: Day,
): Refused | undefined {
  const operator = world.get('operator', 'operator');
  if (operator === undefined) return refuse('function_switched_off');
  const allowed = checkAllowed(packOfOperator(operator), 'risk_reserve', today);
  if (!allowed.ok) return allowed;
  const { trusteeId, contributorId, currency } = terms;
  return (
    refusedForKeeper(world, trusteeId, currency, today) ??
    refusedForKeeper(world, contributorId, currency, today) ??
    refusedForApartness(world, terms) ??
    refusedForTerms(terms)
  );
}

function refusedForKeeper(
  world: World,
  partnerId: Id,
  currency: ReserveSchemeTerms['currency'],
  today: Day,
): Refused | undefined {
  const refused = refusedForPartner(world, partnerId, today);
  if (refused !== undefined) return refused;
  const client = world.get('client', partnerId);
  if (client?.custodyAccounts.partner === undefined) return refuse('custody_account_missing');
  return client.custodyCurrencies?.partner === currency ? undefined : refuse('currencies_mixed');
}

/** It lies in an account in which nothing else is kept for anybody. */
function refusedForApartness(
  world: World,
  { trusteeId, contributorId, code }: ReserveSchemeTerms,
): Refused | undefined {
  if (trusteeId === contributorId) {
    return invalid('trusteeId', 'Who keeps a reserve does not pay into it.');
  }
  const isKeeping = world.list('reservesOfTrustee', trusteeId).some(isSet);
  if (isKeeping || world.get('guarantor', trusteeId)?.standing !== undefined) {
    return invalid('trusteeId', 'Its account serves for something else already.');
  }
  if (!CODE.test(code)) return invalid('code', 'It must be in snake case.');
  const isKnown = world.list('reservesOfCode', code).some(({ state }) => state === 'active');
  return isKnown ? invalid('code', 'There is a reserve of that name.') : undefined;
}

function isSet({ state }: ReserveScheme): boolean {
  return state !== 'proposed';
}

function refusedForTerms(terms: ReserveSchemeTerms): Refused | undefined {
  const { names, accrualPpm, ceilingPpm, cover, shortRule } = terms;
  for (const language of ['zh-CN', 'en'] as const) {
    if (names[language].trim() === '') return invalid(`names.${language}`, 'It is missing.');
  }
  const sentence = `It must be a whole number from 1 to ${MILLION}.`;
  if (!isShare(accrualPpm)) return invalid('accrualPpm', sentence);
  if (!isShare(ceilingPpm)) return invalid('ceilingPpm', sentence);
  if (!RESERVE_COVERS.includes(cover)) return invalid('cover', 'It is not among the choices.');
  return RESERVE_SHORT_RULES.includes(shortRule)
    ? undefined
    : invalid('shortRule', 'It is not among the choices.');
}

function isShare(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MILLION;
}

function decideEndProposal(
  world: World,
  { schemeId, reason }: ProposeReserveEnd,
  { actor, today }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, ['risk_analyst']);
  if (makerId === undefined) return refuse('not_allowed');
  const scheme = world.get('reserveScheme', schemeId);
  if (scheme === undefined) return refuse('not_found');
  if (scheme.state !== 'active') return refuse('wrong_stage', { state: scheme.state });
  if (reason.trim() === '') return refuse('reason_missing');
  const proposal = { to: 'ended', reason: reason.trim(), makerId, proposedOn: today } as const;
  return decided({ kind: 'ReserveProposed', schemeId, proposal });
}

function decideApproval(
  world: World,
  { schemeId }: ApproveReserve,
  { actor, today }: Circumstances,
): Result<Decision> {
  const checkerId = staffIn(actor, ['risk_analyst', 'compliance_officer']);
  if (checkerId === undefined) return refuse('not_allowed');
  const scheme = world.get('reserveScheme', schemeId);
  if (scheme === undefined) return refuse('not_found');
  const { proposal } = scheme;
  if (proposal === undefined) return refuse('step_skipped', { step: 'propose_reserve' });
  if (proposal.makerId === checkerId) return refuse('same_person');
  if (!leadsPosition(actor, ['risk_analyst', 'compliance_officer'])) return refuse('not_allowed');
  const { to: state, reason, makerId } = proposal;
  const refused = state === 'active' ? refusedForReserve(world, scheme, today) : undefined;
  if (refused !== undefined) return refused;
  return decided({ kind: 'ReserveSet', schemeId, state, reason, makerId, checkerId });
}
