// Who pays when the borrower does not: when, how much, to whom, and what becomes of the claims.
import { refuse } from '@mutua/core/kit/result.ts';
import { minorUnits, plus, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { DUAL_GUARANTEED_LOAN, GUARANTEED_LOAN } from '@mutua/core/product/safeguarded-loans.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import { CoveredLoan } from '../trial-compensation.ts';
import { aStaff } from '../trial-house.ts';
import { CALENDAR, CNY } from '../trial-loan.ts';
import { newTrialId } from '../trial-world.ts';

/** 10,000.00 for three months from the second of March: the first instalment is due on the second of April. */
const DUE = dayOf(2026, 4, 2);
const D1 = dayOf(2026, 4, 3);
const D2 = dayOf(2026, 4, 4);

describe('compensation of an instalment', () => {
  it('is paid to the lenders on the second day of delay, in full, and the borrower owes as before', () => {
    const trial = new CoveredLoan();
    const guarantor = trial.aGuarantor(1_000_000n);
    trial.disburse();
    const owed = trial.servicing.accounts[0]?.due;
    trial.goTo(D1);
    trial.endDay();
    expect(trial.loan).toMatchObject({ state: 'repaying', compensationDay: D2 });
    expect(trial.compensations).toEqual([]);
    const before = trial.lenders.map((lender) => trial.cashOf('lender', lender));
    trial.goTo(D2);
    const paid = plus(owed?.principal ?? ZERO, owed?.interest ?? ZERO);
    const after = trial.lenders.map((lender) => trial.cashOf('lender', lender));
    expect(sum(after)).toBe(plus(sum(before), paid));
    expect(trial.compensations).toMatchObject([
      { state: 'paid', claimedOn: D2, through: 1, principal: owed?.principal },
    ]);
    expect(trial.claimOf(guarantor)).toMatchObject({
      ...{ origin: 'subrogation', state: 'active', units: 0n },
      ...{ principal: owed?.principal, outstanding: owed?.principal },
    });
    expect(trial.fact('borrower', trial.borrower.id).owed).toBe(minorUnits(1_000_000n));
    expect(trial.brokenLaws()).toEqual([]);
    const codes = trial.booked.map(({ code }) => code);
    expect(codes.filter((code) => code === 'principal_repaid')).toEqual([]);
    expect(trial.notices.filter(({ receiverId }) => receiverId === guarantor.id)).toMatchObject([
      { kind: 'compensation_paid', role: 'partner', figures: { amount: paid } },
    ]);
  });

  it('is paid on the first day where the contract says so', () => {
    const terms = GUARANTEED_LOAN.safeguardTerms?.guarantee;
    const product = {
      ...GUARANTEED_LOAN,
      safeguardTerms: terms === undefined ? {} : { guarantee: { ...terms, compensationDay: 1 } },
    };
    const trial = new CoveredLoan('guarantee', { product });
    trial.aGuarantor(1_000_000n);
    trial.disburse();
    trial.goTo(DUE);
    trial.endDay();
    expect(trial.compensations).toEqual([]);
    trial.goTo(D1);
    expect(trial.compensations).toMatchObject([{ state: 'paid', claimedOn: D1 }]);
  });

  it('comes back to the guarantor and not again to the lenders, and ends with the loan', () => {
    const trial = new CoveredLoan();
    const guarantor = trial.aGuarantor(1_000_000n);
    trial.disburse();
    trial.goTo(dayOf(2026, 4, 20));
    const lenders = trial.lenders.map((lender) => trial.cashOf('lender', lender));
    const paid = trial.compensations[0];
    const back = plus(paid?.principal ?? ZERO, paid?.interest ?? ZERO);
    const cash = trial.cashOf('partner' as 'lender', guarantor);
    // In two pieces, and then the rest of the loan with it.
    trial.topUpBorrower(200_000n);
    trial.endDay();
    trial.topUpBorrower(800_000n);
    trial.goTo(dayOf(2026, 4, 22));
    const now = trial.lenders.map((lender) => trial.cashOf('lender', lender));
    const penalty = trial.claimOf(guarantor)?.penaltyReceived ?? ZERO;
    expect(trial.cashOf('partner' as 'lender', guarantor)).toBe(sum([cash, back, penalty]));
    const toLenders = sum(trial.claims.map((claim) => claim.penaltyReceived));
    expect(plus(sum(now), penalty)).toBe(plus(sum(lenders), toLenders));
    expect(trial.claimOf(guarantor)).toMatchObject({
      ...{ outstanding: ZERO, principalReceived: paid?.principal },
      interestReceived: paid?.interest,
    });
    expect(trial.loan.state).toBe('repaying');
    expect(trial.brokenLaws()).toEqual([]);
    trial.topUpBorrower(500_000n);
    trial.goTo(dayOf(2026, 6, 3));
    expect(trial.loan.state).toBe('closed');
    expect(trial.brokenLaws()).toEqual([]);
    expect(trial.compensations).toHaveLength(1);
  });

  it('takes the deposit first, then the cash', () => {
    const trial = new CoveredLoan();
    const guarantor = trial.aGuarantor(1_000_000n);
    const deposit = { amount: minorUnits(100_000n), currency: trial.loan.currency };
    trial.done(guarantor, { kind: 'PayGuaranteeDeposit', ...deposit });
    expect(trial.ask(guarantor, { kind: 'TakeGuaranteeDeposit', ...deposit })).toEqual(
      refuse('still_owed', { amount: 'CNY 10000.00' }),
    );
    trial.disburse();
    trial.goTo(D2);
    const held = trial.booked.filter(
      ({ code, kind }) => code === 'compensation' && kind === 'post',
    );
    expect(held).toMatchObject([
      { debit: { kind: 'guarantee_deposit' }, amount: deposit.amount },
      { debit: { kind: 'partner_cash' } },
    ]);
    expect(trial.brokenLaws()).toEqual([]);
  });

  it('is not asked of a guarantor whose borrower pays in the morning', () => {
    const trial = new CoveredLoan();
    trial.aGuarantor(1_000_000n);
    trial.disburse();
    trial.goTo(D1);
    trial.endDay();
    trial.topUpBorrower(400_000n);
    trial.goTo(D2);
    expect(trial.compensations).toEqual([]);
    expect(trial.loan.state).toBe('repaying');
  });
});

describe('who does not pay', () => {
  it('is told of, suspended by rule, and the next one is charged in the same run', () => {
    const trial = new CoveredLoan('dual_guarantee', { product: DUAL_GUARANTEED_LOAN });
    const first = trial.aGuarantor(0n);
    const second = trial.aGuarantor(1_000_000n);
    trial.disburse();
    trial.goTo(D2);
    expect(trial.compensations).toMatchObject([
      { state: 'missed', guarantorId: first.id, reason: 'insufficient_funds', endedOn: D2 },
      { state: 'paid', guarantorId: second.id, claimedOn: D2, endedOn: D2 },
    ]);
    expect(trial.fact('guarantor', first.id).standing?.status).toBe('suspended');
    expect(trial.fact('guarantorChange', `${first.id} 2`)).toMatchObject({
      reason: 'compensation_missed',
    });
    expect(trial.fact('guarantor', second.id).standing?.status).toBe('active');
    const pay = { kind: 'PayCompensation', commitmentId: first.commitmentId } as const;
    expect(trial.ask(first, pay)).toMatchObject({ refusal: { code: 'nothing_owed' } });
    expect(trial.brokenLaws()).toEqual([]);
  });

  it('is refused by the bank, and the next one is charged at once', () => {
    const trial = new CoveredLoan('dual_guarantee', { product: DUAL_GUARANTEED_LOAN });
    const first = trial.aGuarantor(1_000_000n);
    const second = trial.aGuarantor(1_000_000n);
    trial.disburse();
    trial.goTo(D1);
    trial.bank = (asked) =>
      typeof asked !== 'string' && asked.clientId === first.id ? 'refused' : 'confirmed';
    trial.goTo(D2);
    expect(trial.compensations).toMatchObject([
      { state: 'missed', guarantorId: first.id, reason: 'custodian_refused' },
      { state: 'paid', guarantorId: second.id },
    ]);
    expect(trial.claimOf(first)).toBeUndefined();
    expect(trial.brokenLaws()).toEqual([]);
  });

  it('has until the end of the day where nobody stands behind it, and may still pay late', () => {
    const trial = new CoveredLoan();
    const guarantor = trial.aGuarantor(0n);
    trial.disburse();
    trial.goTo(D1);
    const pay = { kind: 'PayCompensation', commitmentId: guarantor.commitmentId } as const;
    expect(trial.ask(guarantor, pay)).toEqual(
      refuse('compensation_not_due', { day: '2026-04-04' }),
    );
    trial.goTo(D2);
    expect(trial.compensations).toEqual([]);
    const claim = { kind: 'ClaimCompensation', loanId: trial.loanId } as const;
    for (const refused of [trial.ask(CALENDAR, claim), trial.ask(guarantor, pay)]) {
      expect(refused).toMatchObject({ refusal: { code: 'insufficient_cash' } });
    }
    expect(trial.ask(guarantor, claim)).toEqual(refuse('not_allowed'));
    trial.endDay();
    expect(trial.compensations).toMatchObject([{ state: 'missed', reason: 'insufficient_funds' }]);
    expect(trial.loan.compensationDay).toBeUndefined();
    trial.topUp(trial.cashAccountOf(guarantor), 1_000_000n);
    trial.goTo(dayOf(2026, 4, 6));
    trial.revokeMandate(guarantor);
    trial.done(guarantor, pay);
    expect(trial.ask(guarantor, pay)).toEqual(refuse('money_in_transit'));
    trial.answerAll();
    expect(trial.compensations).toMatchObject([{ state: 'missed' }, { state: 'paid' }]);
    expect(trial.ask(guarantor, pay)).toMatchObject({ refusal: { code: 'nothing_owed' } });
    // Without a mandate the next instalment is missed.
    trial.goTo(dayOf(2026, 5, 8));
    expect(trial.compensations.at(-1)).toMatchObject({ state: 'missed', reason: 'no_mandate' });
    expect(trial.brokenLaws()).toEqual([]);
  });

  it('is not called again once the next one was', () => {
    const trial = new CoveredLoan('dual_guarantee', { product: DUAL_GUARANTEED_LOAN });
    const first = trial.aGuarantor(0n);
    trial.aGuarantor(0n);
    trial.disburse();
    trial.goTo(D2);
    const pay = { kind: 'PayCompensation', commitmentId: first.commitmentId } as const;
    expect(trial.ask(first, pay)).toEqual(refuse('compensation_unpaid', { next: '2' }));
    trial.endDay();
    expect(trial.compensations).toMatchObject([{ state: 'missed' }, { state: 'missed' }]);
    expect(trial.servicing.coveredThrough).toBe(1);
    const told = trial.notices.filter(({ kind }) => kind === 'claim_not_compensated');
    expect(told).toHaveLength(2);
  });

  it('is waited for while the bank has not answered: nobody is charged twice', () => {
    const trial = new CoveredLoan('dual_guarantee', { product: DUAL_GUARANTEED_LOAN });
    trial.aGuarantor(1_000_000n);
    trial.aGuarantor(1_000_000n);
    trial.disburse();
    trial.goTo(D1);
    trial.endDay();
    trial.isSilent = true;
    trial.goTo(dayOf(2026, 4, 10));
    expect(trial.compensations).toMatchObject([{ state: 'claimed' }]);
    expect(trial.brokenLaws()).toEqual([]);
    trial.isSilent = false;
    trial.answerAll();
    expect(trial.compensations).toMatchObject([{ state: 'paid', claimedOn: D2 }]);
    expect(trial.brokenLaws()).toEqual([]);
  });
});

describe('principal-only cover', () => {
  const payers = [['guarantee_company']] as const;
  const product = (ceilingPpm: number) => ({
    ...GUARANTEED_LOAN,
    safeguards: ['principal_only' as const],
    safeguardTerms: {
      principal_only: { compensationDay: 91, payers, ceilingPpm, lossReliefPpm: 500_000 },
    },
  });

  it('pays all principal and no interest on its day, and the interest stays the lenders’', () => {
    const trial = new CoveredLoan('principal_only', { product: product(1_000_000) });
    const guarantor = trial.aGuarantor(2_000_000n);
    trial.disburse();
    const pay = { kind: 'PayCompensation', commitmentId: guarantor.commitmentId } as const;
    expect(trial.ask(guarantor, pay)).toEqual(refuse('nothing_owed'));
    trial.goTo(dayOf(2026, 7, 1));
    trial.endDay();
    expect(trial.compensations).toEqual([]);
    trial.goTo(dayOf(2026, 7, 2));
    expect(trial.compensations).toMatchObject([
      { state: 'paid', cover: 'principal', principal: 1_000_000n, interest: ZERO, parts: [] },
    ]);
    const codes = trial.booked.map(({ code }) => code);
    expect(codes).not.toContain('compensated_interest');
    expect(trial.brokenLaws()).toEqual([]);
    const owed = trial.servicing.accounts.map(({ due }) => due.interest);
    trial.topUpBorrower(1_500_000n);
    trial.goTo(dayOf(2026, 7, 4));
    expect(trial.loan.state).toBe('closed');
    expect(trial.claimOf(guarantor)).toMatchObject({
      ...{ principalReceived: 1_000_000n, interestReceived: ZERO },
    });
    const received = trial.claims.map((claim) => claim.interestReceived);
    expect(sum(received) > ZERO && sum(received) <= sum(owed)).toBe(true);
    expect(trial.brokenLaws()).toEqual([]);
  });

  it('pays up to its ceiling, and what comes later goes to the payer first', () => {
    const trial = new CoveredLoan('principal_only', { product: product(400_000) });
    const guarantor = trial.aGuarantor(2_000_000n);
    trial.disburse();
    trial.goTo(dayOf(2026, 7, 3));
    expect(trial.compensations).toMatchObject([{ state: 'paid', principal: 400_000n }]);
    const left = trial.claims.filter(({ origin }) => origin === 'disbursement');
    expect(sum(left.map(({ outstanding }) => outstanding))).toBe(600_000n);
    expect(trial.brokenLaws()).toEqual([]);
    trial.topUpBorrower(500_000n);
    trial.goTo(dayOf(2026, 7, 4));
    expect(trial.claimOf(guarantor)?.principalReceived).toBe(400_000n);
    expect(trial.brokenLaws()).toEqual([]);
  });
});

describe('what was compensated', () => {
  it('comes back to the guarantor after a write-off too, and what is lost of it at the end is the guarantor’s', () => {
    const trial = new CoveredLoan();
    const guarantor = trial.aGuarantor(5_000_000n);
    trial.disburse();
    trial.goTo(dayOf(2026, 5, 7));
    expect(trial.compensations).toHaveLength(2);
    // The last instalment nobody pays.
    trial.revokeMandate(guarantor);
    trial.goTo(dayOf(2026, 8, 3));
    const maker = aStaff(newTrialId(), 'risk_analyst');
    const checker = aStaff(newTrialId(), 'risk_analyst_lead');
    const { loanId } = trial;
    const step = { loanId, reason: '失联' } as const;
    trial.done(maker, { kind: 'ProposeWriteOff', ...step });
    trial.done(checker, { kind: 'WriteOffLoan', ...step });
    expect(trial.brokenLaws()).toEqual([]);
    const before = trial.claimOf(guarantor);
    trial.topUpBorrower(300_000n);
    const amount = minorUnits(300_000n);
    trial.done(trial.borrower, { kind: 'RepayLoan', loanId, amount });
    trial.answerAll();
    expect((trial.claimOf(guarantor)?.principalReceived ?? ZERO) > ZERO).toBe(true);
    expect(trial.brokenLaws()).toEqual([]);
    trial.done(maker, { kind: 'ProposeCollectionEnd', ...step });
    trial.done(checker, { kind: 'EndCollection', ...step });
    expect(trial.claimOf(guarantor)).toMatchObject({ state: 'closed', outstanding: ZERO });
    expect((trial.claimOf(guarantor)?.loss ?? ZERO) > ZERO).toBe(true);
    expect((before?.outstanding ?? ZERO) > ZERO).toBe(true);
    const exposures = trial.lenders.map(({ id }) => trial.fact('lender', id).exposure);
    expect(exposures).toEqual([ZERO, ZERO]);
    expect(trial.brokenLaws()).toEqual([]);
  });

  it('is planned anew by nobody: there is no new plan until it has come back', () => {
    const trial = new CoveredLoan();
    trial.aGuarantor(5_000_000n);
    trial.disburse();
    trial.goTo(D1);
    proposePlan(trial);
    trial.goTo(dayOf(2026, 4, 8));
    expect(trial.servicing.accounts[0]?.compensated?.principal).toBeGreaterThan(ZERO);
    expect(trial.ask(CHECKER, { kind: 'RescheduleLoan', ...stepOf(trial) })).toEqual(
      refuse('changed_meanwhile'),
    );
    const plan = { how: 'reschedule' } as const;
    expect(trial.ask(MAKER, { kind: 'ProposeReschedule', ...stepOf(trial), plan })).toEqual(
      refuse('changed_meanwhile'),
    );
    const lenders = trial.lenders.map((lender) => trial.cashOf('lender', lender));
    trial.topUpBorrower(400_000n);
    trial.endDay();
    const penalty = sum(trial.claims.map((claim) => claim.penaltyReceived));
    const now = trial.lenders.map((lender) => trial.cashOf('lender', lender));
    expect(sum(now) - sum(lenders)).toBeLessThanOrEqual(penalty);
    proposePlan(trial);
    trial.done(CHECKER, { kind: 'RescheduleLoan', ...stepOf(trial) });
    expect(trial.servicing.planNumber).toBe(2);
    expect(trial.brokenLaws()).toEqual([]);
  });
});

describe('a guarantor’s mandate', () => {
  it('is for a loan for which it has signed, and not for one that is not there', () => {
    const trial = new CoveredLoan();
    const guarantor = trial.aGuarantor(0n);
    const asked = {
      ...({ kind: 'RequestMandate', scope: 'compensation', currency: CNY } as const),
      ...{ cap: minorUnits(5n), expiresDay: dayOf(2030, 1, 1) },
    };
    expect(trial.ask(guarantor, { ...asked, loanId: newTrialId() })).toEqual(refuse('not_found'));
    trial.done(guarantor, { ...asked, loanId: trial.loanId });
  });
});

const MAKER = aStaff(newTrialId(), 'risk_analyst');
const CHECKER = aStaff(newTrialId(), 'risk_analyst_lead');

function stepOf({ loanId }: CoveredLoan) {
  return { loanId, reason: '住院' } as const;
}

function proposePlan(trial: CoveredLoan): void {
  const plan = { how: 'reschedule' } as const;
  trial.done(MAKER, { kind: 'ProposeReschedule', ...stepOf(trial), plan });
  trial.done(trial.borrower, { kind: 'AcceptReschedule', loanId: trial.loanId });
}
