import { assess } from '@mutua/core/credit/assess.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { invalid, refuse } from '@mutua/core/kit/result.ts';
import { CN } from '@mutua/core/law/cn.ts';
import type { ApplyForLoan } from '@mutua/core/loan/apply/apply-for-loan.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import {
  ASSESSMENT_RULE,
  aClient,
  anApprovedLoan,
  anInstalledWorld,
  application,
  CALENDAR,
  ORGANISATION_APPLICATION,
  ORGANISATION_FACTS,
  organisationRegistration,
  PERSON_FACTS,
  personRegistration,
  STAFF,
  verifyAll,
} from '../trial-house.ts';
import { newTrialId, type TrialWorld } from '../trial-world.ts';

const REASON = '符合准入条件';
const count = (number: number) => ({ kind: 'count', count: number }) as const;
/** Instalments overdue elsewhere: with so many the rules hand it to a person, or reject it. */
const REFERRED = 1;
const REJECTED = 3;

describe('an assessment', () => {
  it('gives score, grade and price, and can be repeated from what it kept', () => {
    const { trial, loanId } = aFiledLoan();
    trial.done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
    const record = trial.fact('assessment', `${loanId} 1`);
    expect(trial.fact('loan', loanId)).toMatchObject({
      state: 'assessed',
      grade: record.result.grade,
      riskClass: 'personal_unsecured',
    });
    expect(record.result.decision).toBe('approve');
    if (record.request === undefined) throw new Error('Nothing was kept.');
    const again = assess(record.request, SMALL_CREDIT_LOAN, CN, record.assessedOn);
    expect(again).toEqual({ ok: true, value: { ...record.result, features: record.features } });
  });

  it('rejects by itself what the rules reject, and the borrower may apply again', () => {
    const { trial, loanId, borrower } = aFiledLoan({}, REJECTED);
    trial.done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
    expect(trial.fact('loan', loanId).state).toBe('rejected');
    expect(trial.fact('transition', `${loanId} 3`)).toMatchObject({
      from: 'assessed',
      to: 'rejected',
      actor: 'rule assessment',
      reason: 'several_recent_overdues',
    });
    expect(trial.fact('borrower', borrower.id).openLoanId).toBeUndefined();
    expect(trial.ask(borrower, application()).ok).toBe(true);
  });

  it('waits until the file is complete and borne out', () => {
    const trial = anInstalledWorld();
    const borrower = aClient(trial, personRegistration());
    const loanId = trial.done(borrower, application());
    const command = { kind: 'AssessLoan', loanId } as const;
    expect(trial.ask(ASSESSMENT_RULE, command)).toEqual(
      refuse('file_incomplete', { items: 'overdue_past_6_months' }),
    );
    const verify = { kind: 'VerifyFact', loanId, name: 'overdue_past_6_months' } as const;
    trial.done(STAFF.loanOfficer, { ...verify, value: count(0), source: 'credit_bureau' });
    expect(trial.ask(ASSESSMENT_RULE, command)).toEqual(
      refuse('fact_not_verified', { fact: 'monthly_income' }),
    );
  });

  it('is made by rule or by an analyst, of a loan that is there', () => {
    const { trial, loanId, borrower } = aFiledLoan();
    const command = { kind: 'AssessLoan', loanId } as const;
    expect(trial.ask(borrower, command)).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.loanOfficer, command)).toEqual(refuse('not_allowed'));
    expect(trial.ask(ASSESSMENT_RULE, { ...command, loanId: newTrialId() })).toEqual(
      refuse('not_found'),
    );
    trial.done(STAFF.analyst, command);
    expect(trial.fact('application', loanId).preparedBy).toContain(STAFF.analyst.id);
  });

  it('is made again when the file changed, and the former one is kept', () => {
    const { trial, loanId } = aFiledLoan();
    trial.done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
    const value = count(80);
    trial.done(STAFF.loanOfficer, { kind: 'RecordFact', loanId, name: 'employment_months', value });
    expect(approve(trial, loanId)).toEqual(refuse('changed_meanwhile'));
    const review = { kind: 'ReviewLoan', loanId, opinion: 'approve', reason: REASON } as const;
    expect(trial.ask(STAFF.analyst, review)).toEqual(refuse('changed_meanwhile'));
    trial.done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
    expect(trial.fact('transition', `${loanId} 3`)).toMatchObject({
      event: 'LoanReassessed',
      from: 'assessed',
      to: 'assessed',
    });
    expect(trial.fact('assessment', `${loanId} 1`).number).toBe(1);
    expect(approve(trial, loanId).ok).toBe(true);
  });

  it('counts what the borrower did here before', () => {
    const { trial, loanId, borrower } = aFiledLoan();
    const known = trial.fact('borrower', borrower.id);
    trial.given('borrower', { ...known, worstDaysOverdue: 91 });
    trial.done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
    expect(trial.fact('loan', loanId).state).toBe('rejected');
  });
});

describe('an approval', () => {
  it('fixes amount, price, fees and safeguard for so many days', () => {
    const { trial, loanId } = anAssessedLoan();
    expect(approve(trial, loanId).ok).toBe(true);
    const approvedUntil = addDays(trial.today, 30);
    const loan = trial.fact('loan', loanId);
    expect(loan).toMatchObject({
      state: 'approved',
      safeguard: 'none',
      approvedUntil,
      nextActionDay: addDays(approvedUntil, 1),
      annualRatePpm: trial.fact('assessment', `${loanId} 1`).result.price?.annualRatePpm,
      allInRatePpm: trial.fact('assessment', `${loanId} 1`).result.price?.allInRatePpm,
    });
    expect(loan.fees).toHaveLength(12);
    expect(loan.fees[0]).toEqual({ kind: 'service', amount: minorUnits(5_000n), dueWith: 1 });
    expect(trial.fact('transition', `${loanId} 3`)).toMatchObject({
      actor: `person ${STAFF.analystLead.id}`,
      reason: REASON,
    });
  });

  it('of an organisation is the same', () => {
    const trial = anInstalledWorld();
    const borrower = aClient(trial, organisationRegistration());
    const asked = application(ORGANISATION_APPLICATION);
    const loanId = trial.done(borrower, asked);
    verifyAll(trial, loanId, ORGANISATION_FACTS);
    trial.done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
    expect(approve(trial, loanId).ok).toBe(true);
    expect(trial.fact('loan', loanId).riskClass).toBe('business_unsecured');
  });

  it('is refused to whoever prepared it, however high', () => {
    const { trial, loanId } = anAssessedLoan();
    const value = PERSON_FACTS.monthly_income ?? count(0);
    const verify = { kind: 'VerifyFact', loanId, name: 'monthly_income', value } as const;
    trial.done(STAFF.analystLead, { ...verify, source: 'bank_statement' });
    trial.done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
    expect(approve(trial, loanId)).toEqual(refuse('same_person'));
    const reject = { kind: 'RejectLoan', loanId, reason: REASON } as const;
    expect(trial.ask(STAFF.analystLead, reject)).toEqual(refuse('same_person'));
    expect(approve(trial, loanId, STAFF.committee).ok).toBe(true);
  });

  it('of what the rules referred needs the opinion of a person, and another who decides', () => {
    const { trial, loanId } = anAssessedLoan({}, REFERRED);
    expect(trial.fact('assessment', `${loanId} 1`).result.decision).toBe('refer');
    expect(approve(trial, loanId)).toEqual(refuse('step_skipped', { step: 'manual_review' }));
    const review = { kind: 'ReviewLoan', loanId, opinion: 'reject', reason: REASON } as const;
    expect(trial.ask(STAFF.loanOfficer, review)).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.analyst, { ...review, reason: '' })).toEqual(refuse('reason_missing'));
    trial.done(STAFF.analyst, review);
    expect(approve(trial, loanId)).toEqual(refuse('step_skipped', { step: 'manual_review' }));
    trial.done(STAFF.analystLead, { ...review, opinion: 'approve' });
    expect(approve(trial, loanId)).toEqual(refuse('same_person'));
    expect(approve(trial, loanId, STAFF.committee).ok).toBe(true);
  });

  it('is within the authority of the position', () => {
    const { trial, loanId } = anAssessedLoan({ loanAmount: minorUnits(10_010_000n) });
    expect(approve(trial, loanId)).toEqual(
      refuse('authority_exceeded', { limit: 'CNY 100000.00' }),
    );
    expect(approve(trial, loanId, STAFF.analyst)).toEqual(refuse('not_allowed'));
    expect(approve(trial, loanId, STAFF.loanOfficerLead)).toEqual(refuse('not_allowed'));
    expect(approve(trial, loanId, STAFF.analystLead, 10_000_000n).ok).toBe(true);
    expect(trial.fact('loan', loanId).loanAmount).toBe(10_000_000n);
  });

  it('goes neither beyond the limit of the borrower nor beyond what was asked', () => {
    const weak = { ...PERSON_FACTS, home: { kind: 'choice', choice: 'other' } as const };
    const asked = { facts: weak, loanAmount: minorUnits(15_000_000n), termMonths: 36 };
    const { trial, loanId } = anAssessedLoan(asked, REFERRED);
    const { limit } = trial.fact('assessment', `${loanId} 1`).result;
    expect(limit).toBeLessThan(15_000_000n);
    const review = { kind: 'ReviewLoan', loanId, opinion: 'approve', reason: REASON } as const;
    trial.done(STAFF.analyst, review);
    expect(approve(trial, loanId, STAFF.committee)).toMatchObject({
      refusal: { code: 'authority_exceeded' },
    });
    expect(approve(trial, loanId, STAFF.committee, 15_010_000n)).toEqual(
      refuse('amount_out_of_range', { minimum: 'CNY 10000.00', maximum: 'CNY 150000.00' }),
    );
    expect(approve(trial, loanId, STAFF.committee, 999_900n)).toMatchObject({
      refusal: { code: 'amount_out_of_range' },
    });
    expect(approve(trial, loanId, STAFF.committee, 1_005_000n)).toEqual(
      invalid('loanAmount', 'It must be a multiple of 100.00.'),
    );
    expect(approve(trial, loanId, STAFF.committee, 1_000_000n).ok).toBe(true);
  });

  it('wants a reason, a safeguard of the product, and a client in good standing', () => {
    const { trial, loanId, borrower } = anAssessedLoan();
    const command = { kind: 'ApproveLoan', loanId, safeguard: 'none', reason: '' } as const;
    expect(trial.ask(STAFF.analystLead, command)).toEqual(refuse('reason_missing'));
    expect(
      trial.ask(STAFF.analystLead, { ...command, safeguard: 'reserve', reason: REASON }),
    ).toEqual(refuse('safeguard_missing'));
    const client = trial.fact('client', borrower.id);
    trial.given('client', { ...client, status: 'frozen' });
    expect(approve(trial, loanId)).toEqual(refuse('client_frozen'));
    trial.given('client', { ...client, isHeld: true });
    expect(approve(trial, loanId)).toEqual(refuse('screening_hold'));
  });

  it('counts the debt elsewhere that was borne out', () => {
    const trial = anInstalledWorld();
    const borrower = aClient(trial, personRegistration());
    const loanId = trial.done(borrower, application());
    const debt = { kind: 'money', amount: minorUnits(95_000_001n) } as const;
    verifyAll(trial, loanId, { ...PERSON_FACTS, debt_elsewhere: debt });
    trial.done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
    expect(trial.fact('loan', loanId).state).toBe('assessed');
    const { decision } = trial.fact('assessment', `${loanId} 1`).result;
    if (decision === 'refer') {
      const review = { kind: 'ReviewLoan', loanId, opinion: 'approve', reason: REASON } as const;
      trial.done(STAFF.analyst, review);
    }
    expect(approve(trial, loanId, STAFF.committee)).toMatchObject({
      refusal: { code: 'total_debt_cap_exceeded' },
    });
  });
});

describe('a rejection', () => {
  it('is a checker’s, with a reason, and lets the borrower go', () => {
    const { trial, loanId, borrower } = aFiledLoan();
    const command = { kind: 'RejectLoan', loanId, reason: '资料不实' } as const;
    expect(trial.ask(STAFF.analyst, command)).toEqual(refuse('not_allowed'));
    expect(trial.ask(borrower, command)).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.analystLead, { ...command, reason: ' ' })).toEqual(
      refuse('reason_missing'),
    );
    trial.done(STAFF.analystLead, command);
    expect(trial.fact('loan', loanId).state).toBe('rejected');
    expect(trial.fact('borrower', borrower.id).openLoanId).toBeUndefined();
  });
});

describe('the approved terms', () => {
  it('are accepted by the borrower who was shown what they cost a year', () => {
    const { trial, loanId, borrower } = anAssessedLoan();
    approve(trial, loanId);
    const { allInRatePpm = 0 } = trial.fact('loan', loanId);
    const command = { kind: 'AcceptTerms', loanId, allInRatePpm } as const;
    expect(trial.ask(STAFF.loanOfficer, command)).toEqual(refuse('not_allowed'));
    expect(trial.ask(aClient(trial, personRegistration()), command)).toEqual(refuse('not_found'));
    expect(trial.ask(borrower, { ...command, allInRatePpm: 90_000 })).toMatchObject({
      refusal: { code: 'quote_differs', data: { quoted: '9.00%' } },
    });
    trial.done(borrower, command);
    expect(trial.fact('loan', loanId)).toMatchObject({
      state: 'approved',
      termsAcceptedAt: trial.now,
    });
  });

  it('are not accepted without an account to pay into, or by a frozen client', () => {
    const { trial, loanId, borrower } = anAssessedLoan();
    approve(trial, loanId);
    const { allInRatePpm = 0 } = trial.fact('loan', loanId);
    const command = { kind: 'AcceptTerms', loanId, allInRatePpm } as const;
    const client = trial.fact('client', borrower.id);
    trial.given('client', { ...client, custodyAccounts: {} });
    expect(trial.ask(borrower, command)).toEqual(refuse('custody_account_missing'));
    trial.given('client', { ...client, status: 'frozen' });
    expect(trial.ask(borrower, command)).toEqual(refuse('client_frozen'));
  });

  it('hold through their last day and not a day longer', () => {
    const { trial, loanId, borrower } = anAssessedLoan();
    approve(trial, loanId);
    const { allInRatePpm = 0, approvedUntil = trial.today } = trial.fact('loan', loanId);
    const command = { kind: 'AcceptTerms', loanId, allInRatePpm } as const;
    const expire = { kind: 'ExpireApproval', loanId } as const;
    trial.today = approvedUntil;
    expect(trial.ask(CALENDAR, expire)).toMatchObject({ ok: true, value: { events: [] } });
    expect(trial.ask(borrower, command).ok).toBe(true);
    trial.today = addDays(approvedUntil, 1);
    expect(trial.ask(borrower, command)).toEqual(refuse('wrong_stage', { state: 'withdrawn' }));
    expect(trial.ask(STAFF.analystLead, expire)).toEqual(refuse('not_allowed'));
    trial.done(CALENDAR, expire);
    expect(trial.fact('loan', loanId)).toMatchObject({
      state: 'withdrawn',
      withdrawReason: 'approval_expired',
    });
    expect(trial.fact('loan', loanId).nextActionDay).toBeUndefined();
    expect(trial.fact('borrower', borrower.id).openLoanId).toBeUndefined();
  });

  it('are the same for a loan that is accepted by the house’s own steps', () => {
    const trial = anInstalledWorld();
    const loanId = anApprovedLoan(trial, aClient(trial, personRegistration()));
    expect(trial.fact('loan', loanId).termsAcceptedAt).toBe(trial.now);
  });
});

interface Filed {
  readonly trial: TrialWorld;
  readonly loanId: Id;
  readonly borrower: Actor & { readonly id: Id };
}

function aFiledLoan(changes: Partial<ApplyForLoan> = {}, overdue = 0): Filed {
  const trial = anInstalledWorld();
  const borrower = aClient(trial, personRegistration());
  const asked = application(changes);
  const loanId = trial.done(borrower, asked);
  verifyAll(trial, loanId, asked.facts, overdue);
  return { trial, loanId, borrower };
}

function anAssessedLoan(changes: Partial<ApplyForLoan> = {}, overdue = 0): Filed {
  const filed = aFiledLoan(changes, overdue);
  filed.trial.done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId: filed.loanId });
  return filed;
}

function approve(trial: TrialWorld, loanId: Id, actor: Actor = STAFF.analystLead, amount?: bigint) {
  const loanAmount = amount === undefined ? {} : { loanAmount: minorUnits(amount) };
  const command = { kind: 'ApproveLoan', loanId, safeguard: 'none', reason: REASON } as const;
  return trial.ask(actor, { ...command, ...loanAmount });
}
