// The operator 运营机构: the company that runs the platform, by what law, and with which licences.
import type { OperatorTime } from '../calendar/business-date.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { rulePackOf } from '../law/packs.ts';
import type { RulePack } from '../law/rule-pack.ts';
import type { Day } from '../time/day.ts';

/** A permission to do business that ends on a day unless it is renewed. */
export interface Licence {
  readonly name: string;
  /** The last day on which it holds. */
  readonly validUntil: Day;
}

/** There is one; its key is `operator`. */
export interface Operator {
  readonly key: 'operator';
  readonly id: Id;
  readonly name: string;
  readonly creditCode: string;
  /** By whose rules people are admitted. */
  readonly packId: string;
  readonly licences: readonly Licence[];
  /** By which its business dates end. */
  readonly time: OperatorTime;
}

/**
 * The pack by whose rules people are admitted.
 *
 * @example packOfOperator({ packId: 'cn' }).id // 'cn'
 * @throws BrokenInvariant when there is no such pack: the installation took only one that is there.
 */
export function packOfOperator({ packId }: Pick<Operator, 'packId'>): RulePack {
  const pack = rulePackOf(packId);
  assert(pack.ok, 'The operator has a pack that is there.');
  return pack.value;
}
