// A borrower asks for help, and nobody calls until two persons have answered; and a loan in default goes to court by
// the decision of another person than collects it.
import { ZERO } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import {
  ask,
  codeOf,
  collectionOf,
  contact,
  goTo,
  overdueLoan,
  reason,
  take,
} from '../trial-cases.ts';
import { ANALYST, COLLECTOR, COMMITTEE, FIRST_DUE, writeOff } from '../trial-collection.ts';
import { aStaff } from '../trial-house.ts';
import { newTrialId } from '../trial-world.ts';

const AUDITOR = aStaff(newTrialId(), 'internal_auditor');
const PAPERS = [
  { kind: 'loan_contract', reference: 'C-1' },
  { kind: 'debt_statement', reference: 'S-1' },
] as const;
const COURT_PAPER = [{ kind: 'court_document', reference: 'D-1' }] as const;

describe('a hardship request', () => {
  it('pauses contacts until two persons have answered it', () => {
    const loan = overdueLoan(4);
    take(loan);
    const { loanId } = loan;
    const asked = { kind: 'RequestHardship', loanId, relief: 'payment_holiday' } as const;
    const told = { ...asked, circumstances: '五月失业。' };
    expect(codeOf(loan.asBorrower({ ...asked, circumstances: ' ' }))).toBe('reason_missing');
    expect(codeOf(loan.ask(loan.lenders[0] ?? COLLECTOR, told))).toBe('not_found');
    const caseId = loan.done(loan.borrower, told);
    expect(codeOf(loan.asBorrower(told))).toBe('case_open');
    expect(codeOf(contact(loan))).toBe('contact_paused');
    goTo(loan, addDays(loan.today, 4));
    expect(collectionOf(loan)).toMatchObject({ late: false, escalationLevel: 0 });

    const act = (actor: Actor, command: object) =>
      codeOf(loan.ask(actor, { caseId, reason, ...command } as AnyCommand));
    expect(act(ANALYST, { kind: 'TakeCase' })).toBe('accepted');
    const submit = { kind: 'SubmitCase', result: 'payment_holiday' };
    const step = (name: string, evidence: object[] = []) => ({
      ...{ kind: 'FinishCaseStep', step: name, evidence },
    });
    expect(act(ANALYST, submit)).toBe('step_skipped');
    expect(act(ANALYST, step('propose_relief'))).toBe('step_skipped');
    expect(act(ANALYST, step('gather_facts'))).toBe('evidence_missing');
    const proof = [{ kind: 'hardship_proof', reference: 'H-1' }];
    expect(act(ANALYST, step('gather_facts', proof))).toBe('accepted');
    expect(act(ANALYST, step('gather_facts', proof))).toBe('invalid_input');
    expect(act(ANALYST, step('propose_relief'))).toBe('accepted');
    expect(act(ANALYST, { ...submit, result: 'gift' })).toBe('invalid_input');
    expect(act(ANALYST, submit)).toBe('accepted');
    expect(act(ANALYST, { kind: 'CloseCase' })).toBe('same_person');
    expect(act(COLLECTOR, { kind: 'CloseCase' })).toBe('not_allowed');
    expect(act(COMMITTEE, { kind: 'SendBackCase' })).toBe('accepted');
    expect(act(ANALYST, submit)).toBe('accepted');
    expect(act(COMMITTEE, { kind: 'CloseCase' })).toBe('accepted');
    expect(loan.fact('case', caseId)).toMatchObject({ state: 'closed', result: 'payment_holiday' });
    expect(codeOf(contact(loan))).toBe('accepted');
    expect(act(COLLECTOR, { kind: 'ReopenCase' })).toBe('not_allowed');
    expect(act(AUDITOR, { kind: 'ReopenCase' })).toBe('accepted');
    expect(codeOf(contact(loan))).toBe('contact_paused');
    expect(
      loan.notices.map(({ kind }) => kind).filter((kind) => kind.startsWith('hardship')),
    ).toEqual(['hardship_received', 'hardship_answered', 'hardship_received']);
  });
});

describe('a suit', () => {
  it('is decided by another person, and comes to its stages in their order', () => {
    const loan = overdueLoan(60);
    take(loan);
    const decide = { kind: 'DecideLegalAction', reason, evidence: PAPERS };
    expect(codeOf(ask(loan, ANALYST, decide))).toBe('wrong_stage');
    goTo(loan, addDays(FIRST_DUE, 91));
    writeOff(loan);
    expect(collectionOf(loan)).toMatchObject({ state: 'in_progress' });
    expect(codeOf(ask(loan, COLLECTOR, decide))).toBe('not_allowed');
    expect(codeOf(ask(loan, ANALYST, { ...decide, evidence: [] }))).toBe('evidence_missing');
    expect(codeOf(ask(loan, ANALYST, { ...decide, reason: '' }))).toBe('reason_missing');
    const stage = { kind: 'RecordCourtStage', courtStage: 'filed', reference: '(2026)1' };
    const filed = { ...stage, evidence: COURT_PAPER };
    expect(codeOf(ask(loan, COLLECTOR, filed))).toBe('wrong_stage');
    expect(codeOf(ask(loan, ANALYST, decide))).toBe('accepted');
    expect(codeOf(ask(loan, ANALYST, decide))).toBe('wrong_stage');
    expect(ask(loan, COLLECTOR, { ...filed, courtStage: 'accepted' })).toMatchObject({
      refusal: { code: 'step_skipped', data: { step: 'filed' } },
    });
    expect(codeOf(ask(loan, COLLECTOR, { ...filed, evidence: [] }))).toBe('evidence_missing');
    expect(codeOf(ask(loan, COLLECTOR, filed))).toBe('accepted');
    expect(codeOf(ask(loan, COLLECTOR, filed))).toBe('invalid_input');
    expect(collectionOf(loan).collection).toMatchObject({
      ...{ stage: 'legal', legal: { courtStage: 'filed', paidBefore: ZERO } },
    });
    const kinds = loan.notices.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'claim_in_legal_action')).toHaveLength(2);
    expect(kinds.filter((kind) => kind === 'loan_in_legal_action')).toHaveLength(1);
  });

  it('is not decided by whoever collects, whatever else that person is', () => {
    const loan = overdueLoan(91);
    const both = aStaff(newTrialId(), 'collector', 'risk_analyst');
    take(loan, both);
    const decide = { kind: 'DecideLegalAction', reason, evidence: PAPERS };
    expect(codeOf(ask(loan, both, decide))).toBe('same_person');
  });
});
