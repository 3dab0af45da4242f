// The tariff for clients changes in two steps: a product officer proposes it whole, and a lead releases it.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { invalid, type Result, refuse } from '../kit/result.ts';
import { rulePackOf } from '../law/packs.ts';
import { leadsPosition, staffIn } from '../people/actor.ts';
import { OPERATOR_NEED } from '../people/operator-need.ts';
import type { World } from '../world.ts';
import { checkTariff } from './check-tariff.ts';
import { CLIENT_TARIFFS_NEED } from './client-tariff-need.ts';
import type { Tariff } from './tariff.ts';

export interface ProposeClientTariff {
  readonly kind: 'ProposeClientTariff';
  /** The whole of it; a kind of fee that is not here costs nothing. */
  readonly tariff: Omit<Tariff, 'code' | 'version'>;
}

export interface ApproveClientTariff {
  readonly kind: 'ApproveClientTariff';
  readonly number: number;
}

export const proposeClientTariff: Rule<ProposeClientTariff> = {
  kind: 'ProposeClientTariff',
  needs: () => [OPERATOR_NEED, CLIENT_TARIFFS_NEED],
  decide: decideProposal,
};

export const approveClientTariff: Rule<ApproveClientTariff> = {
  kind: 'ApproveClientTariff',
  needs: ({ number }) => [
    OPERATOR_NEED,
    CLIENT_TARIFFS_NEED,
    { fact: 'clientTariff', key: `clients ${number}` },
  ],
  decide: decideApproval,
};

function decideProposal(
  world: World,
  command: ProposeClientTariff,
  { actor, today }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, ['product_officer']);
  if (makerId === undefined) return refuse('not_allowed');
  const number = world.list('clientTariffs', 'clients').length + 1;
  const tariff: Tariff = { ...command.tariff, code: 'clients', version: number };
  if (tariff.effectiveFrom < today) {
    return invalid('tariff.effectiveFrom', 'It must not be before the business date.');
  }
  const checked = checkForOperator(world, tariff);
  if (!checked.ok) return checked;
  return decided({ kind: 'ClientTariffProposed', number, tariff, makerId });
}

function decideApproval(
  world: World,
  { number }: ApproveClientTariff,
  { actor }: Circumstances,
): Result<Decision> {
  const checkerId = staffIn(actor, ['product_officer']);
  if (checkerId === undefined) return refuse('not_allowed');
  const version = world.get('clientTariff', `clients ${number}`);
  if (version === undefined) return refuse('not_found');
  if (version.checkerId !== undefined) return refuse('wrong_stage', { state: 'approved' });
  if (version.makerId === checkerId) return refuse('same_person');
  if (!leadsPosition(actor, ['product_officer'])) return refuse('not_allowed');
  const checked = checkForOperator(world, version.tariff);
  if (!checked.ok) return checked;
  return decided({ kind: 'ClientTariffApproved', number, checkerId });
}

/** Clients belong to the operator, and so do the rules under which they pay. */
function checkForOperator(world: World, tariff: Tariff): Result<Tariff> {
  const operator = world.get('operator', 'operator');
  if (operator === undefined) return refuse('function_switched_off');
  const pack = rulePackOf(operator.packId);
  return pack.ok ? checkTariff(tariff, pack.value, 'clients') : pack;
}
