// Who stands behind a loan: a guarantor's standing and line, its word for one loan, and what a listing then needs.
import type { Id } from '@mutua/core/kit/id.ts';
import { invalid, refuse } from '@mutua/core/kit/result.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { DUAL_GUARANTEED_LOAN, GUARANTEED_LOAN } from '@mutua/core/product/safeguarded-loans.ts';
import { redLineTried } from '@mutua/core/red-lines.ts';
import type { GuarantorStanding } from '@mutua/core/safeguard/guarantor.ts';
import { describe, expect, it } from 'vitest';
import { anInstalledWorld, listingOf, REVIEW, STAFF } from '../trial-house.ts';
import {
  aCommitment,
  aGuarantor,
  aLoanUnder,
  aPartner,
  setStanding,
  standingOf,
} from '../trial-safeguard.ts';
import { newTrialId, type TrialWorld } from '../trial-world.ts';

const RULE = { kind: 'rule', name: 'release' } as const;
const reason = '风险上升';

describe('a guarantor', () => {
  it('has its standing from two persons, and every standing is kept', () => {
    const trial = anInstalledWorld();
    const { id: guarantorId } = aPartner(trial);
    const standing = standingOf(100_000n);
    const propose = { kind: 'ProposeGuarantor', guarantorId, standing, reason } as const;
    const approve = { kind: 'ApproveGuarantor', guarantorId } as const;
    expect(trial.ask(STAFF.analystLead, approve)).toEqual(refuse('not_found'));
    trial.done(STAFF.analystLead, propose);
    expect(trial.fact('guarantor', guarantorId)).not.toHaveProperty('standing');
    expect(trial.ask(STAFF.analystLead, approve)).toEqual(refuse('same_person'));
    expect(trial.ask(STAFF.compliance, approve)).toEqual(refuse('not_allowed'));
    trial.done(STAFF.complianceLead, approve);
    expect(trial.fact('guarantor', guarantorId)).toEqual({
      ...{ id: guarantorId, standing, committed: ZERO, changes: 1 },
    });
    expect(trial.ask(STAFF.complianceLead, approve)).toEqual(
      refuse('step_skipped', { step: 'propose_guarantor' }),
    );
    trial.done(STAFF.compliance, { kind: 'SuspendGuarantor', guarantorId, reason });
    expect(trial.fact('guarantorChange', `${guarantorId} 2`)).toMatchObject({
      ...{ standing: { status: 'suspended' }, reason, makerId: STAFF.compliance.id },
    });
    expect(trial.ask(STAFF.compliance, { kind: 'SuspendGuarantor', guarantorId, reason })).toEqual(
      refuse('wrong_stage', { state: 'suspended' }),
    );
  });

  it.each<[string, Partial<GuarantorStanding>]>([
    ['line', { line: minorUnits(-1n) }],
    ['line', { line: ZERO }],
    ['leveragePpm', { leveragePpm: -1 }],
  ])('has a standing that can be one: %s', (field, changes) => {
    const trial = anInstalledWorld();
    const { id: guarantorId } = aPartner(trial);
    const standing = standingOf(1n, changes);
    const command = { kind: 'ProposeGuarantor', guarantorId, standing, reason } as const;
    expect(trial.ask(STAFF.analyst, command)).toMatchObject({
      refusal: { code: 'invalid_input', data: { field } },
    });
  });

  it('is never the operator, nor anybody linked to it, nor somebody who is no partner', () => {
    const trial = anInstalledWorld();
    const { id: related } = aPartner(trial);
    const declared = { clientId: related, isRelatedParty: true, reason };
    trial.done(STAFF.compliance, { kind: 'DeclareRelation', ...declared });
    const propose = (guarantorId: Id) => ({
      ...({ kind: 'ProposeGuarantor', guarantorId } as const),
      ...{ standing: standingOf(1n), reason },
    });
    const { id: operatorId } = trial.fact('operator', 'operator');
    expect(trial.ask(STAFF.analyst, propose(operatorId))).toEqual(refuse('platform_as_party'));
    const asked = propose(related);
    expect(trial.ask(STAFF.analyst, asked)).toEqual(
      refuse('forbidden_by_rule', { clause: 'cn_measures_10_3' }),
    );
    expect(redLineTried(asked, STAFF.analyst, 'forbidden_by_rule')).toMatchObject({
      ...{ reference: `ProposeGuarantor by person ${STAFF.analyst.id}`, part: '' },
    });
    const { borrower } = aLoanUnder(trial, GUARANTEED_LOAN, 'guarantee');
    const borrowerId = borrower.kind === 'person' ? borrower.id : newTrialId();
    expect(trial.ask(STAFF.analyst, propose(borrowerId))).toEqual(refuse('not_found'));
  });

  it('that came to be linked to the operator is not set, and signs nothing', () => {
    const trial = anInstalledWorld();
    const { loanId } = aLoanUnder(trial, GUARANTEED_LOAN, 'guarantee');
    const guarantor = aGuarantor(trial, 100_000n);
    const commitmentId = trial.done(STAFF.analyst, ask(loanId, guarantor.id));
    const declared = { clientId: guarantor.id, isRelatedParty: true, reason };
    trial.done(STAFF.compliance, { kind: 'DeclareRelation', ...declared });
    expect(trial.ask(guarantor, { kind: 'SignCommitment', commitmentId })).toMatchObject({
      refusal: { code: 'forbidden_by_rule' },
    });
  });
});

describe('a commitment', () => {
  it('uses up the line when it is signed, and the line is free when the loan has ended', () => {
    const trial = anInstalledWorld();
    const { loanId, borrower } = aLoanUnder(trial, GUARANTEED_LOAN, 'guarantee');
    const guarantor = aGuarantor(trial, 60_000n);
    const commitmentId = trial.done(STAFF.analyst, ask(loanId, guarantor.id));
    expect(trial.fact('guarantor', guarantor.id).committed).toBe(ZERO);
    trial.done(guarantor, { kind: 'SignCommitment', commitmentId });
    expect(trial.fact('commitment', commitmentId)).toMatchObject({
      ...{ state: 'signed', place: 1, cover: 'instalments', compensationDay: 2 },
      amount: minorUnits(5_000_000n),
    });
    expect(trial.fact('guarantor', guarantor.id).committed).toBe(minorUnits(5_000_000n));

    const other = aLoanUnder(trial, GUARANTEED_LOAN, 'guarantee').loanId;
    expect(trial.ask(STAFF.analyst, ask(other, guarantor.id))).toEqual(
      refuse('guarantee_line_exceeded', { remaining: 'CNY 10000.00' }),
    );
    const release = { kind: 'ReleaseSafeguards', loanId } as const;
    expect(trial.ask(RULE, release)).toEqual(refuse('wrong_stage', { state: 'approved' }));
    trial.done(borrower, { kind: 'WithdrawLoan', loanId, reason: '' });
    trial.done(RULE, release);
    expect(trial.fact('commitment', commitmentId)).toMatchObject({
      ...{ state: 'released', endReason: 'withdrawn' },
    });
    expect(trial.fact('guarantor', guarantor.id).committed).toBe(ZERO);
    const told = trial.notices.filter(({ receiverId }) => receiverId === guarantor.id);
    const figures = { amount: minorUnits(5_000_000n) };
    expect(told).toMatchObject([
      { kind: 'commitment_asked', role: 'partner', subject: { id: loanId }, figures },
      { kind: 'commitment_released', role: 'partner', subject: { id: loanId }, figures },
    ]);
    // Asked again, nothing is left to be released.
    trial.done(RULE, release);
    expect(trial.fact('guarantor', guarantor.id).committed).toBe(ZERO);
    expect(trial.ask(STAFF.analyst, ask(other, guarantor.id)).ok).toBe(true);
  });

  it('is the guarantor’s own word: another partner does not find it, and it may be declined', () => {
    const trial = anInstalledWorld();
    const { loanId } = aLoanUnder(trial, GUARANTEED_LOAN, 'guarantee');
    const guarantor = aGuarantor(trial, 60_000n);
    const commitmentId = trial.done(STAFF.analyst, ask(loanId, guarantor.id));
    const sign = { kind: 'SignCommitment', commitmentId } as const;
    expect(trial.ask(aPartner(trial), sign)).toEqual(refuse('not_found'));
    expect(trial.ask(STAFF.analystLead, sign)).toEqual(refuse('not_allowed'));
    const decline = { kind: 'DeclineCommitment', commitmentId } as const;
    expect(trial.ask(guarantor, { ...decline, reason: ' ' })).toEqual(refuse('reason_missing'));
    trial.done(guarantor, { ...decline, reason });
    expect(trial.ask(guarantor, sign)).toEqual(refuse('wrong_stage', { state: 'declined' }));
    // The place is free for somebody else.
    aCommitment(trial, loanId, aGuarantor(trial, 60_000n));
  });

  it('is for a partner of the trade that the product names, in a place that there is, once', () => {
    const trial = anInstalledWorld();
    const { loanId } = aLoanUnder(trial, DUAL_GUARANTEED_LOAN, 'dual_guarantee');
    const lender = aGuarantor(trial, 60_000n, 'small_loan_company');
    const company = aGuarantor(trial, 60_000n);
    const trade = 'Its trade is not among those that the product names.';
    expect(trial.ask(STAFF.analyst, ask(loanId, company.id))).toEqual(
      invalid('guarantorId', trade),
    );
    expect(trial.ask(STAFF.analyst, ask(loanId, company.id, 3))).toEqual(
      invalid('place', 'The safeguard of this loan has no such place.'),
    );
    trial.done(STAFF.analyst, ask(loanId, lender.id));
    expect(trial.ask(STAFF.analyst, ask(loanId, lender.id))).toEqual(
      refuse('wrong_stage', { state: 'asked' }),
    );
    expect(trial.ask(STAFF.analyst, ask(loanId, aPartner(trial).id, 2))).toEqual(
      refuse('guarantor_suspended'),
    );
  });

  it('has nobody in two places', () => {
    const trial = anInstalledWorld();
    const payers = [['guarantee_company'], ['guarantee_company']] as const;
    const terms = { ...DUAL_GUARANTEED_LOAN.safeguardTerms?.dual_guarantee, payers };
    const safeguardTerms = { dual_guarantee: terms } as ProductTerms['safeguardTerms'] & object;
    const product = { ...DUAL_GUARANTEED_LOAN, safeguardTerms };
    const { loanId } = aLoanUnder(trial, product, 'dual_guarantee');
    const guarantor = aGuarantor(trial, 200_000n);
    aCommitment(trial, loanId, guarantor);
    expect(trial.ask(STAFF.analyst, ask(loanId, guarantor.id, 2))).toEqual(
      invalid('guarantorId', 'It stands behind this loan in another place already.'),
    );
  });

  it('stops with the guarantor: one that is suspended signs nothing more', () => {
    const trial = anInstalledWorld();
    const { loanId } = aLoanUnder(trial, GUARANTEED_LOAN, 'guarantee');
    const guarantor = aGuarantor(trial, 60_000n);
    const commitmentId = trial.done(STAFF.analyst, ask(loanId, guarantor.id));
    trial.done(STAFF.analyst, { kind: 'SuspendGuarantor', guarantorId: guarantor.id, reason });
    const sign = { kind: 'SignCommitment', commitmentId } as const;
    expect(trial.ask(guarantor, sign)).toEqual(refuse('guarantor_suspended'));
    setStanding(trial, guarantor.id, standingOf(40_000n));
    expect(trial.ask(guarantor, sign)).toEqual(
      refuse('guarantee_line_exceeded', { remaining: 'CNY 40000.00' }),
    );
    setStanding(trial, guarantor.id, standingOf(40_000n, { currency: currency('USD') }));
    expect(trial.ask(guarantor, sign)).toEqual(refuse('currencies_mixed'));
  });
});

describe('a listing with guarantors', () => {
  it('is published when everybody in the order of payment has signed and is active', () => {
    const trial = anInstalledWorld();
    const { loanId } = aLoanUnder(trial, DUAL_GUARANTEED_LOAN, 'dual_guarantee');
    trial.done(STAFF.loanOfficer, listingOf(loanId, trial.now));
    const missing = refuse('step_skipped', { step: 'guarantee_commitment' });
    expect(publish(trial, loanId)).toEqual(missing);
    const first = aGuarantor(trial, 60_000n, 'small_loan_company');
    const second = aGuarantor(trial, 60_000n);
    aCommitment(trial, loanId, first);
    expect(publish(trial, loanId)).toEqual(missing);
    const commitmentId = trial.done(STAFF.analyst, ask(loanId, second.id, 2));
    expect(publish(trial, loanId)).toEqual(missing);
    trial.done(second, { kind: 'SignCommitment', commitmentId });
    trial.done(STAFF.analyst, { kind: 'SuspendGuarantor', guarantorId: first.id, reason });
    expect(publish(trial, loanId)).toEqual(refuse('guarantor_suspended'));
    setStanding(trial, first.id, standingOf(60_000n));
    expect(publish(trial, loanId).ok).toBe(true);
  });

  it('costs the borrower less than the same loan without one', () => {
    const trial = anInstalledWorld();
    const none: ProductTerms = {
      ...GUARANTEED_LOAN,
      ...{ code: 'bare_loan', safeguards: ['none'] },
    };
    const bare = trial.fact('loan', aLoanUnder(trial, none, 'none').loanId);
    const backed = trial.fact('loan', aLoanUnder(trial, GUARANTEED_LOAN, 'guarantee').loanId);
    expect(backed.grade).toBe(bare.grade);
    expect(backed.annualRatePpm).toBeLessThan(bare.annualRatePpm ?? 0);
    expect(backed.expectedLossPpm).toBeLessThan(bare.expectedLossPpm ?? 0);
  });
});

function ask(loanId: Id, guarantorId: Id, place = 1) {
  return { kind: 'AskCommitment', loanId, guarantorId, place } as const;
}

function publish(trial: TrialWorld, loanId: Id) {
  return trial.ask(STAFF.loanOfficerLead, { kind: 'ListLoan', loanId, review: REVIEW });
}
