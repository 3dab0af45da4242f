// Authority limits change in two steps, by two persons, from a day on.
import { invalid, refuse } from '@mutua/core/kit/result.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { AuthorityLimit } from '@mutua/core/people/authority.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import {
  ASSESSMENT_RULE,
  aClient,
  anInstalledWorld,
  application,
  aStaff,
  personRegistration,
  STAFF,
  verifyAll,
} from '../trial-house.ts';
import { newTrialId } from '../trial-world.ts';

const COMMITTEE_LEAD = aStaff(newTrialId(), 'committee_member_lead');
const LIMITS: readonly AuthorityLimit[] = [
  { position: 'risk_analyst_lead', amountMax: minorUnits(4_999_999n), worstGrade: 'C' },
  { position: 'committee_member', amountMax: minorUnits(50_000_000n), worstGrade: 'E' },
];

describe('authority limits', () => {
  it('are proposed by one person, released by another, and hold from their first day on', () => {
    const trial = anInstalledWorld();
    const effectiveFrom = addDays(trial.today, 1);
    const propose = { kind: 'ProposeAuthority', limits: LIMITS, effectiveFrom } as const;
    const approve = { kind: 'ApproveAuthority', number: 1 } as const;
    trial.done(COMMITTEE_LEAD, propose);
    expect(trial.ask(COMMITTEE_LEAD, approve)).toEqual(refuse('same_person'));
    expect(trial.ask(STAFF.administrator, approve)).toEqual(refuse('not_allowed'));
    trial.done(STAFF.administrator, propose);
    trial.done(COMMITTEE_LEAD, { ...approve, number: 2 });
    expect(trial.ask(COMMITTEE_LEAD, { ...approve, number: 2 })).toEqual(
      refuse('wrong_stage', { state: 'approved' }),
    );
    expect(trial.ask(COMMITTEE_LEAD, { ...approve, number: 3 })).toEqual(refuse('not_found'));

    const loanId = trial.done(aClient(trial, personRegistration()), application());
    verifyAll(trial, loanId);
    trial.done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
    const decide = { kind: 'ApproveLoan', loanId, safeguard: 'none', reason: '同意' } as const;
    trial.today = effectiveFrom;
    expect(trial.ask(STAFF.analystLead, decide)).toEqual(
      refuse('authority_exceeded', { limit: 'CNY 49999.99' }),
    );
    trial.today = addDays(effectiveFrom, -1);
    expect(trial.ask(STAFF.analystLead, decide).ok).toBe(true);
  });

  it('are nobody else’s to change, and are limits', () => {
    const trial = anInstalledWorld();
    const propose = {
      kind: 'ProposeAuthority',
      limits: LIMITS,
      effectiveFrom: trial.today,
    } as const;
    expect(trial.ask(STAFF.analystLead, propose)).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.analystLead, { kind: 'ApproveAuthority', number: 1 })).toEqual(
      refuse('not_allowed'),
    );
    const ask = (changes: object) => trial.ask(STAFF.administrator, { ...propose, ...changes });
    expect(ask({ limits: [] })).toEqual(invalid('limits', 'There must be at least one.'));
    expect(ask({ limits: [LIMITS[0], LIMITS[0]] })).toEqual(
      invalid('limits', 'None may stand there twice.'),
    );
    expect(ask({ limits: [{ ...LIMITS[0], amountMax: 0n }] })).toEqual(
      invalid('limits', 'It must be greater than 0.'),
    );
    expect(ask({ limits: [{ ...LIMITS[0], worstGrade: 'Z' }] })).toEqual(
      invalid('limits', 'It is not among the choices.'),
    );
    expect(ask({ effectiveFrom: addDays(trial.today, -1) })).toEqual(
      invalid('effectiveFrom', 'It must not be before the business date.'),
    );
  });
});
