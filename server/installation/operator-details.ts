// Whose platform it is, as the environment says at the first start; afterwards it stands in the database.
import { rulePackOf } from '@mutua/core/law/packs.ts';
import { readCreditCode } from '@mutua/core/people/identity-number.ts';
import type { InstallPlatform } from '@mutua/core/people/install-platform.ts';
import { refusedForName } from '@mutua/core/people/name.ts';
import { StartRefused } from '../start-refused.ts';

export type OperatorDetails = InstallPlatform['operator'];

const NAME = 'MUTUA_OPERATOR_NAME';
const CODE = 'MUTUA_OPERATOR_CREDIT_CODE';
const PACK = 'MUTUA_RULE_PACK';
const DEFAULT_PACK = 'cn';

/**
 * The operator, where the environment names one.
 *
 * @throws StartRefused when only a part is given, or a part cannot be used.
 */
export function givenOperator(env: NodeJS.ProcessEnv): OperatorDetails | undefined {
  const [name, code, pack] = [NAME, CODE, PACK].map((variable) => env[variable]?.trim() ?? '');
  if (!name && !code && !pack) return undefined;
  if (!name || !code) throw new StartRefused(`${NAME} and ${CODE} are given together.`, 2);
  const named = refusedForName(name, NAME);
  if (named !== undefined) {
    throw new StartRefused(`${NAME} cannot be used. ${named.refusal.data.detail ?? ''}`, 2);
  }
  const creditCode = readCreditCode(code, CODE);
  if (!creditCode.ok) {
    throw new StartRefused(`${CODE} cannot be used. ${creditCode.refusal.data.detail ?? ''}`, 2);
  }
  const packId = pack || DEFAULT_PACK;
  const found = rulePackOf(packId);
  if (!found.ok || found.value.isForReplay) {
    throw new StartRefused(`${PACK}: there is no pack "${packId}".`, 2);
  }
  return { name, creditCode: creditCode.value, packId, licences: [] };
}
