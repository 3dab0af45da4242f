// The survey of satisfaction by its rule: who may answer, how often, and what of it is kept where.
import type { Id } from '@mutua/core/kit/id.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { Client } from '@mutua/core/people/client.ts';
import type { SurveyRole, SurveyScore } from '@mutua/core/people/survey.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import { FINANCE, TrialLoan } from '../trial-loan.ts';
import { newTrialId } from '../trial-world.ts';

interface Said {
  readonly role: SurveyRole;
  readonly score?: SurveyScore;
  readonly comment?: string;
  readonly paidOutId?: Id;
}

function answer(loan: TrialLoan, actor: Actor, { score = 4, ...said }: Said) {
  return loan.ask(actor, { kind: 'AnswerSurvey', score, ...said });
}

/** Paid out on 2 March 2026. */
function aRunningLoan() {
  const loan = new TrialLoan();
  loan.disburse();
  const [lender, other] = loan.lenders;
  if (lender === undefined || other === undefined) throw new Error('Two lenders lent for it.');
  const claimOf = ({ id }: { readonly id: Id }) =>
    loan.claims.find(({ holderId }) => holderId === id)?.id ?? newTrialId();
  return {
    loan,
    lender,
    other,
    claimOf,
    borrowed: { role: 'borrower', paidOutId: loan.loanId },
  } as const;
}

function change(loan: TrialLoan, { id }: { readonly id: Id }, changes: Partial<Client>): void {
  loan.given('client', { ...loan.fact('client', id), ...changes });
}

describe('whoever lent or borrowed', () => {
  it('says how content it is in that role, with a comment that the log does not have', () => {
    const { loan, lender, claimOf, borrowed } = aRunningLoan();
    const said = answer(loan, loan.borrower, { ...borrowed, score: 5, comment: '很方便。' });
    const told = { clientId: loan.borrower.id, role: 'borrower', quarter: '2026-Q1', score: 5 };
    expect(said).toMatchObject({
      ok: true,
      value: {
        events: [{ kind: 'SurveyAnswered', ...told, personal: { comment: '很方便。' } }],
        transfers: [],
      },
    });
    expect(loan.fact('surveyAnswer', `${loan.borrower.id} borrower 2026-Q1`)).toMatchObject({
      ...{ ...told, comment: '很方便。', answeredOn: loan.today },
    });
    expect(
      answer(loan, lender, { role: 'lender', score: 1, paidOutId: claimOf(lender) }),
    ).toMatchObject({
      ok: true,
      value: { events: [{ clientId: lender.id, role: 'lender', score: 1 }] },
    });
    expect(loan.fact('surveyAnswer', `${lender.id} lender 2026-Q1`)).not.toHaveProperty('comment');
  });

  it('answers once in a quarter, and again from the first day of the next', () => {
    const { loan, borrowed } = aRunningLoan();
    loan.today = dayOf(2026, 3, 31);
    expect(answer(loan, loan.borrower, borrowed).ok).toBe(true);
    expect(answer(loan, loan.borrower, { ...borrowed, score: 1 })).toEqual(
      refuse('survey_answered', { day: '2026-04-01' }),
    );
    loan.today = dayOf(2026, 4, 1);
    expect(answer(loan, loan.borrower, borrowed).ok).toBe(true);
    expect(answer(loan, loan.borrower, borrowed)).toEqual(
      refuse('survey_answered', { day: '2026-07-01' }),
    );
  });

  it('answers in each of two roles by itself', () => {
    const { loan, other, claimOf, borrowed } = aRunningLoan();
    const { id } = loan.borrower;
    change(loan, loan.borrower, {
      roles: ['borrower', 'lender'],
      custodyAccounts: { borrower: 'B1', lender: 'L1' },
    });
    const claimId = newTrialId();
    loan.given('claim', {
      ...loan.fact('claim', claimOf(other)),
      ...{ id: claimId, borrowerId: newTrialId(), holderId: id },
    });
    expect(answer(loan, loan.borrower, borrowed).ok).toBe(true);
    const lent = { role: 'lender', paidOutId: claimId } as const;
    expect(answer(loan, loan.borrower, lent).ok).toBe(true);
    expect(answer(loan, loan.borrower, lent)).toEqual(
      refuse('survey_answered', { day: '2026-04-01' }),
    );
  });
});

describe('an answer is refused', () => {
  it('to whoever has not that role', () => {
    const { loan, borrowed } = aRunningLoan();
    const partner: Actor = { ...loan.borrower, kind: 'person', roles: ['partner'], positions: [] };
    for (const actor of [FINANCE, partner]) {
      expect(answer(loan, actor, borrowed)).toEqual(refuse('not_allowed'));
    }
  });

  it('to whoever is not verified or not known', () => {
    const { loan, borrowed } = aRunningLoan();
    const stranger: Actor = { ...loan.borrower, kind: 'person', id: newTrialId() } as Actor;
    expect(answer(loan, stranger, borrowed)).toEqual(refuse('identity_not_verified'));
    change(loan, loan.borrower, { status: 'registered' });
    expect(answer(loan, loan.borrower, borrowed)).toEqual(refuse('identity_not_verified'));
  });

  it('to whoever is frozen, until the freeze ends', () => {
    const { loan, borrowed } = aRunningLoan();
    change(loan, loan.borrower, { status: 'frozen' });
    expect(answer(loan, loan.borrower, borrowed)).toEqual(refuse('client_frozen'));
    change(loan, loan.borrower, { status: 'active' });
    expect(answer(loan, loan.borrower, borrowed).ok).toBe(true);
  });

  it('in a role without an account', () => {
    const { loan, lender, claimOf } = aRunningLoan();
    const lent = { role: 'lender', paidOutId: claimOf(lender) } as const;
    expect(answer(loan, loan.borrower, lent)).toEqual(refuse('custody_account_missing'));
    change(loan, lender, { status: 'closed' });
    expect(answer(loan, lender, lent)).toEqual(refuse('custody_account_missing'));
  });

  it('while nothing was paid out, and for what is another’s', () => {
    const nothing = refuse('nothing_paid_out');
    const waiting = new TrialLoan();
    const asked = { role: 'borrower', paidOutId: waiting.loanId } as const;
    expect(answer(waiting, waiting.borrower, asked)).toEqual(nothing);
    const { loan, lender, other, claimOf, borrowed } = aRunningLoan();
    expect(answer(loan, loan.borrower, { role: 'borrower' })).toEqual(nothing);
    expect(answer(loan, loan.aClient('borrower'), borrowed)).toEqual(nothing);
    expect(answer(loan, lender, { role: 'lender', paidOutId: claimOf(other) })).toEqual(nothing);
    expect(answer(loan, lender, { role: 'lender', paidOutId: loan.loanId })).toEqual(nothing);
  });

  it('for a claim that somebody holds for having paid in a borrower’s place', () => {
    const { loan, lender, claimOf } = aRunningLoan();
    const claim = loan.fact('claim', claimOf(lender));
    loan.given('claim', { ...claim, origin: 'subrogation' });
    expect(answer(loan, lender, { role: 'lender', paidOutId: claim.id })).toEqual(
      refuse('nothing_paid_out'),
    );
  });
});
