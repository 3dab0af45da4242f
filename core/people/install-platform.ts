// The first command after the first day: whose platform it is, who may let others in, and which products it has.
import { CHINA_TIME, type OperatorTime } from '../calendar/business-date.ts';
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import type { Id } from '../kit/id.ts';
import { invalid, type Refused, type Result, refuse } from '../kit/result.ts';
import { rulePackOf } from '../law/packs.ts';
import { checkProduct } from '../product/check-product.ts';
import type { ProductTerms } from '../product/product.ts';
import { versionsNeed } from '../product/version-need.ts';
import type { World } from '../world.ts';
import { readCreditCode } from './identity-number.ts';
import { refusedForName } from './name.ts';
import type { Licence } from './operator.ts';
import { OPERATOR_NEED } from './operator-need.ts';
import { refusedForTime } from './set-operator-time.ts';
import type { Credentials } from './sign-in.ts';
import { signInNeed, takenName } from './sign-in-need.ts';

/** Asked by the installation, which acts as the calendar; the operator gets the id of the command. */
export interface InstallPlatform {
  readonly kind: 'InstallPlatform';
  readonly operator: {
    readonly name: string;
    readonly creditCode: string;
    readonly packId: string;
    readonly licences: readonly Licence[];
    /** Left out: China's, with days that end by the clock at midnight. */
    readonly time?: OperatorTime;
  };
  readonly administrator: {
    readonly id: Id;
    readonly name: string;
    readonly credentials: Credentials;
  };
  /** Handed over by the installation and released by the administrator. */
  readonly products: readonly ProductTerms[];
}

export const installPlatform: Rule<InstallPlatform> = {
  kind: 'InstallPlatform',
  needs: ({ administrator, products }) => [
    OPERATOR_NEED,
    signInNeed(administrator.credentials),
    ...products.flatMap(({ code }) => versionsNeed(code)),
  ],
  decide,
};

function decide(
  world: World,
  command: InstallPlatform,
  { actor, commandId, today }: Circumstances,
): Result<Decision> {
  if (actor.kind !== 'calendar') return refuse('not_allowed');
  if (world.get('operator', 'operator') !== undefined) {
    return refuse('wrong_stage', { state: 'installed' });
  }
  const { operator, administrator, products } = command;
  const creditCode = readCreditCode(operator.creditCode, 'operator.creditCode');
  if (!creditCode.ok) return creditCode;
  if (!rulePackOf(operator.packId).ok) {
    return invalid('operator.packId', 'It is not among the choices.');
  }
  const { time = CHINA_TIME } = operator;
  const refused =
    refusedForTime(time) ?? refusedForNames(command) ?? takenName(world, administrator.credentials);
  if (refused !== undefined) return refused;
  if (administrator.id === commandId) return refuse('same_person');
  const released = releaseProducts(products, commandId, administrator.id, today);
  if (!released.ok) return released;
  const { id, name, credentials } = administrator;
  return decided(
    {
      ...{ kind: 'OperatorInstalled', operatorId: commandId, ...operator, time },
      creditCode: creditCode.value,
    },
    {
      ...{ kind: 'UserRegistered', userId: id, userKind: 'staff', positions: ['administrator'] },
      personal: { identity: { personId: id, name }, credentials },
    },
    ...released.value,
  );
}

function refusedForNames({ operator, administrator }: InstallPlatform): Refused | undefined {
  const named = [
    [operator.name, 'operator.name'],
    ...operator.licences.map(({ name }, index) => [name, `operator.licences.${index}.name`]),
    [administrator.name, 'administrator.name'],
  ] as const;
  return named
    .map(([name = '', field = '']) => refusedForName(name, field))
    .find((refused) => refused !== undefined);
}

/** Each product proposed by the operator's installation and released by another, the administrator. */
function releaseProducts(
  products: readonly ProductTerms[],
  makerId: Id,
  checkerId: Id,
  today: Circumstances['today'],
): Result<readonly MutuaEvent[]> {
  const events: MutuaEvent[] = [];
  for (const terms of products) {
    const pack = rulePackOf(terms.packId);
    if (!pack.ok) return invalid('products.packId', 'It is not among the choices.');
    const checked = checkProduct(terms, pack.value);
    if (!checked.ok) return checked;
    const { code, version } = terms;
    events.push(
      { kind: 'ProductProposed', terms, makerId },
      { kind: 'ProductApproved', code, version, checkerId, approvedOn: today },
    );
  }
  return { ok: true, value: events };
}
