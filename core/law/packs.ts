// The packs that the house knows, by their id.
import { ok, type Result, refuse } from '../kit/result.ts';
import { CN } from './cn.ts';
import { NEUTRAL } from './neutral.ts';
import { REPLAY } from './replay.ts';
import type { RulePack } from './rule-pack.ts';

export const RULE_PACKS: readonly RulePack[] = [NEUTRAL, CN, REPLAY];

/**
 * The pack of that id.
 *
 * @returns `not_found` for any other text.
 * @example rulePackOf('mars') // refuse('not_found')
 */
export function rulePackOf(id: string): Result<RulePack> {
  const pack = RULE_PACKS.find((one) => one.id === id);
  return pack ? ok(pack) : refuse('not_found');
}
