// Products change in two steps: a product officer proposes the whole version, and a lead releases it.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { invalid, type Result, refuse } from '../kit/result.ts';
import { rulePackOf } from '../law/packs.ts';
import { leadsPosition, staffIn } from '../people/actor.ts';
import { OPERATOR_NEED } from '../people/operator-need.ts';
import type { World } from '../world.ts';
import { checkProduct } from './check-product.ts';
import type { ProductTerms } from './product.ts';
import { productOfVersion } from './product-version.ts';
import { versionKey, versionsNeed } from './version-need.ts';
import { approveProduct } from './versions.ts';

export interface ProposeProduct {
  readonly kind: 'ProposeProduct';
  /** The whole version as data; its number follows the last one. */
  readonly terms: ProductTerms;
  /** In whose name client money stands. A pool of several owners' money is no product. */
  readonly clientMoney: 'own_accounts' | 'pool';
}

export interface ApproveProduct {
  readonly kind: 'ApproveProduct';
  readonly code: string;
  readonly version: number;
}

export const proposeProductVersion: Rule<ProposeProduct> = {
  kind: 'ProposeProduct',
  needs: ({ terms }) => [OPERATOR_NEED, ...versionsNeed(terms.code)],
  decide: decideProposal,
};

export const approveProductVersion: Rule<ApproveProduct> = {
  kind: 'ApproveProduct',
  needs: ({ code, version }) => [{ fact: 'productVersion', key: versionKey(code, version) }],
  decide: decideApproval,
};

function decideProposal(
  world: World,
  { terms, clientMoney }: ProposeProduct,
  { actor, today }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, ['product_officer']);
  if (makerId === undefined) return refuse('not_allowed');
  if (clientMoney === 'pool') return refuse('forbidden_by_rule', { clause: 'house_intermediary' });
  const pack = rulePackOf(terms.packId);
  const own = world.get('operator', 'operator')?.packId;
  if (!pack.ok || (pack.value.isForReplay && own !== pack.value.id)) {
    return invalid('packId', 'It is not among the choices.');
  }
  const checked = checkProduct(terms, pack.value);
  if (!checked.ok) return checked;
  if (terms.effectiveFrom < today) {
    return invalid('effectiveFrom', 'It must not be before the business date.');
  }
  const versions = world.list('versionsOfProduct', terms.code).map(({ number }) => number);
  // Whoever made it saw another last version.
  if (terms.version !== Math.max(0, ...versions) + 1) return refuse('changed_meanwhile');
  return decided({ kind: 'ProductProposed', terms, makerId });
}

function decideApproval(
  world: World,
  { code, version }: ApproveProduct,
  { actor, today }: Circumstances,
): Result<Decision> {
  const checkerId = staffIn(actor, ['product_officer']);
  if (checkerId === undefined) return refuse('not_allowed');
  const fact = world.get('productVersion', versionKey(code, version));
  if (fact === undefined) return refuse('not_found');
  if (fact.makerId !== checkerId && !leadsPosition(actor, ['product_officer'])) {
    return refuse('not_allowed');
  }
  const pack = rulePackOf(fact.terms.packId);
  if (!pack.ok) return pack;
  const approved = approveProduct(productOfVersion(fact), pack.value, checkerId, today);
  if (!approved.ok) return approved;
  return decided({ kind: 'ProductApproved', code, version, checkerId, approvedOn: today });
}
