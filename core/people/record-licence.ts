// A licence of the operator was granted or renewed.
import { decided } from '../decided.ts';
import type { Rule } from '../decision.ts';
import { invalid, refuse } from '../kit/result.ts';
import type { Day } from '../time/day.ts';
import { staffIn } from './actor.ts';
import { OPERATOR_NEED } from './operator-need.ts';

export interface RecordLicence {
  readonly kind: 'RecordLicence';
  readonly name: string;
  /** The last day on which it holds. */
  readonly validUntil: Day;
}

export const recordLicence: Rule<RecordLicence> = {
  kind: 'RecordLicence',
  needs: () => [OPERATOR_NEED],
  decide(world, { name, validUntil }, { actor }) {
    if (staffIn(actor, ['compliance_officer']) === undefined) return refuse('not_allowed');
    if (world.get('operator', 'operator') === undefined) return refuse('not_found');
    const { length } = name.trim();
    if (length < 1 || length > 100) return invalid('name', 'It must have 1 to 100 characters.');
    return decided({ kind: 'LicenceRecorded', name: name.trim(), validUntil });
  },
};
