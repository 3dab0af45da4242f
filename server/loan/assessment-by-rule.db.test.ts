import type { Id } from '@mutua/core/kit/id.ts';
import { currency } from '@mutua/core/money/currency.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aPerson,
  application,
  aStaff,
  BANK,
  IDENTITY_SOURCE,
  PERSON_FACTS,
  personRegistration,
  VISITOR,
  verifications,
} from '../../tests/trial-house.ts';
import { newTrialId, TrialStart } from '../installation/trial-start.ts';
import { AssessmentsByRule } from './assessment-by-rule.ts';

let house: TrialStart;
let officer: Actor;

beforeAll(async () => {
  house = await TrialStart.open();
  officer = aStaff(newTrialId(), 'loan_officer');
});
afterAll(() => house.close());

describe('an application', () => {
  it('is assessed by itself when its file has become complete, and not before, and once', async () => {
    const assessments = newAssessments();
    const unfollow = house.lane.follow((commands) => assessments.note(commands));
    const loanId = await anApplication();
    const [last, ...others] = verifications(loanId, PERSON_FACTS).toReversed();
    for (const command of others) await house.command(officer, command);
    await finish(assessments);
    expect(await standing(loanId)).toEqual({ state: 'applied', assessments: 0 });
    if (last !== undefined) await house.command(officer, last);
    await finish(assessments);
    await finish(newAssessments());
    unfollow();
    expect(await standing(loanId)).toEqual({ state: 'assessed', assessments: 1 });
  });

  it('whose file was completed while the platform was off is assessed at the next start', async () => {
    const loanIds: Id[] = [];
    for (let number = 0; number < 110; number += 1) loanIds.push(await anApplication());
    for (const loanId of loanIds) await complete(loanId);
    const ending = new AssessmentsByRule({
      pool: house.pool,
      lane: {
        commit: async (request) => {
          const outcome = await house.lane.commit(request);
          if (request.command.kind === 'AssessLoan' && request.command.loanId === loanIds[3]) {
            throw new Error('It ended.');
          }
          return outcome;
        },
      },
    });
    await expect(ending.assess()).rejects.toThrow('It ended.');
    await finish(newAssessments());
    for (const loanId of loanIds) {
      expect(await standing(loanId)).toEqual({ state: 'assessed', assessments: 1 });
    }
  });

  it('that a person has assessed is left alone, whatever comes to its file', async () => {
    const loanId = await anApplication();
    await complete(loanId);
    await house.command(aStaff(newTrialId(), 'risk_analyst'), {
      kind: 'AssessLoan',
      loanId,
    });
    const assessments = newAssessments();
    const unfollow = house.lane.follow((commands) => assessments.note(commands));
    const value = { kind: 'count', count: 80 } as const;
    await house.command(officer, { kind: 'RecordFact', loanId, name: 'employment_months', value });
    unfollow();
    await finish(assessments);
    expect(await standing(loanId)).toEqual({ state: 'assessed', assessments: 1 });
  });
});

function newAssessments(): AssessmentsByRule {
  return new AssessmentsByRule(house);
}

async function finish(assessments: AssessmentsByRule): Promise<void> {
  while (await assessments.assess());
}

async function anApplication(): Promise<Id> {
  const clientId = await house.command(VISITOR, personRegistration());
  const answer = { kind: 'verified', reference: 'R1' } as const;
  const asked = { kind: 'VerifyIdentity', clientId, answer, screening: 'clear' } as const;
  await house.command(IDENTITY_SOURCE, asked);
  const account = `B${clientId}`;
  const opened = {
    ...({ kind: 'RecordCustodyAccount', clientId, role: 'borrower', account } as const),
    currency: currency('CNY'),
  } as const;
  await house.command(BANK, opened);
  return house.command(aPerson(clientId, 'borrower'), application());
}

async function complete(loanId: Id): Promise<void> {
  for (const command of verifications(loanId, PERSON_FACTS)) await house.command(officer, command);
}

async function standing(loanId: Id) {
  const { rows } = await house.pool.query<{ state: string; assessments: number }>(
    `select loan.state, application.assessments
     from loan.loan
     join loan.application on application.loan_id = loan.id
     where loan.id = $1`,
    [loanId],
  );
  return rows[0];
}
