// A licence of the operator was granted or renewed.
import { decided } from '../decided.ts';
import type { Rule } from '../decision.ts';
import { refuse } from '../kit/result.ts';
import type { Day } from '../time/day.ts';
import { staffIn } from './actor.ts';
import { refusedForName } from './name.ts';
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
    const refused = refusedForName(name, 'name');
    if (refused !== undefined) return refused;
    return decided({ kind: 'LicenceRecorded', name: name.trim(), validUntil });
  },
};
