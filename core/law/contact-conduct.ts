// What a pack says of contacts with borrowers who are behind: at what hours, how often, and with whom.
import type { Day } from '../time/day.ts';
import { type RulePack, ruleInForce } from './rule-pack.ts';

export interface ContactConduct {
  /** Minutes after midnight, where the operator is: from the first of them until before the second. */
  readonly fromMinutes: number;
  readonly toMinutes: number;
  readonly contactsPerDay: number;
  /** Of seven days. */
  readonly contactsPerWeek: number;
  /** Whether others than the borrower may be contacted about the debt. */
  readonly thirdParties: boolean;
}

const MINUTES_A_DAY = 24 * 60;

/** Where a pack is silent, the law sets no limit; the plan of the stage still does. */
const UNLIMITED: ContactConduct = {
  ...{ fromMinutes: 0, toMinutes: MINUTES_A_DAY },
  ...{ contactsPerDay: 1_000, contactsPerWeek: 1_000, thirdParties: false },
};

/**
 * The conduct that a pack asks for on a day.
 *
 * @example contactConduct(CN, dayOf(2026, 11, 22)).fromMinutes // 480
 */
export function contactConduct(pack: RulePack, day: Day): ContactConduct {
  return {
    ...UNLIMITED,
    ...ruleInForce(pack, 'contact_hours', day)?.value,
    ...ruleInForce(pack, 'contact_limits', day)?.value,
    ...ruleInForce(pack, 'contact_third_parties', day)?.value,
  };
}
