// The rules of loss: a loan is written off by two persons, what comes in afterwards reaches the lenders by their
// shares, and what is missing at the end is lost to them and to nobody else.
import { refuse } from '@mutua/core/kit/result.ts';
import { feeAccount, loanAccount } from '@mutua/core/ledger/addresses.ts';
import type { Transfer } from '@mutua/core/ledger/transfer.ts';
import { minorUnits, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { addDays, dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import {
  ANALYST,
  ANALYST_LEAD,
  aDefaultedLoan,
  aPoorLoan,
  aWrittenOffLoan,
  COLLECTOR,
  COMMITTEE,
  endCollection,
  FINANCE_OFFICER,
  FIRST_DUE,
  lifeOf,
  NO_PENALTY,
  REASON,
} from '../trial-collection.ts';
import { CALENDAR, CNY, TrialLoan } from '../trial-loan.ts';
import { newTrialId } from '../trial-world.ts';

const propose = (loan: TrialLoan, actor = ANALYST, reason = REASON) =>
  loan.ask(actor, { kind: 'ProposeWriteOff', loanId: loan.loanId, reason });
const writeOffBy = (loan: TrialLoan, actor = COMMITTEE, reason = REASON) =>
  loan.ask(actor, { kind: 'WriteOffLoan', loanId: loan.loanId, reason });
const pay = (loan: TrialLoan, amount: bigint) =>
  loan.asBorrower({ kind: 'RepayLoan', loanId: loan.loanId, amount: minorUnits(amount) });

/** Code and amount of each transfer, the money side and the debt side. */
function lines(transfers: readonly Transfer[]): readonly string[] {
  return transfers.map(({ code, debit, credit, amount }) =>
    [code, debit.kind, credit.kind, amount].join(' '),
  );
}

/**
 * 1,000,000 at 10 % in 12 instalments of 87,916 and a fee of 1,000; the fourth falls due on day 91, 2 July. Interest
 * of the four: 8,333 + 7,670 + 7,001 + 6,327.
 */
const OWED = { penalty: ZERO, fee: 4_000n, interest: 29_331n, principal: 1_000_000n };
const DEBT = 1_033_331n;

describe('a write-off', () => {
  it('moves the whole debt out of its components, and takes nothing from anybody', () => {
    const loan = aDefaultedLoan();
    loan.goTo(addDays(loan.today, 1));
    loan.done(ANALYST, { kind: 'ProposeWriteOff', loanId: loan.loanId, reason: REASON });
    const before = loan.lenders.map((one) => loan.cashOf('lender', one));
    const decided = writeOffBy(loan);
    if (!decided.ok) throw new Error(decided.refusal.code);
    expect(lines(decided.value.transfers)).toEqual([
      'written_off loan_written_off loan_fee 4000',
      'written_off loan_written_off loan_interest 29331',
      'written_off loan_written_off loan_principal 1000000',
    ]);
    expect(loan.loan.state).toBe('written_off');
    expect(loan.loan.nextActionDay).toBeUndefined();
    expect(loan.servicing.writtenOff).toEqual({
      ...{ day: loan.today, amounts: OWED, makerId: ANALYST.id, checkerId: COMMITTEE.id },
    });
    expect(loan.servicing.proposal).toBeUndefined();
    expect(loan.account(loanAccount('loan_written_off', loan.loan)).posted).toBe(DEBT);
    expect(loan.account(loanAccount('loan_owed', loan.loan)).posted).toBe(DEBT);
    for (const part of ['principal', 'interest', 'penalty', 'fee'] as const) {
      expect(loan.account(loanAccount(`loan_${part}`, loan.loan)).posted).toBe(ZERO);
    }
    // Nothing is given up yet: claims, exposure and what the borrower owes stay as they were.
    expect(loan.claims).toMatchObject([
      { state: 'active', outstanding: 400_000n },
      { state: 'active', outstanding: 600_000n },
    ]);
    expect(loan.lenders.map((one) => loan.cashOf('lender', one))).toEqual(before);
    expect(loan.lenders.map(({ id }) => loan.fact('lender', id).exposure)).toEqual([
      400_000n,
      600_000n,
    ]);
    expect(loan.fact('borrower', loan.borrower.id)).toMatchObject({ owed: 1_000_000n });
    expect(loan.account(feeAccount('service', CNY)).posted).toBe(ZERO);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('asks for nothing more: no day falls due, and the interest to come is never asked for', () => {
    const loan = aWrittenOffLoan();
    const { accounts, fallenDue } = loan.servicing;
    expect(fallenDue).toBe(12);
    expect(accounts.slice(4).every(({ due }) => due.interest === ZERO && due.fee === ZERO)).toBe(
      true,
    );
    loan.goTo(dayOf(2027, 6, 1));
    expect(loan.servicing.accounts).toEqual(accounts);
    expect(loan.ask(CALENDAR, { kind: 'WorkLoan', loanId: loan.loanId })).toEqual({
      ...{ ok: true, value: { events: [], transfers: [] } },
    });
  });

  it('brings the loan up to date first: what falls due on that day is written off with the rest', () => {
    const loan = aDefaultedLoan();
    loan.goTo(dayOf(2026, 8, 2));
    propose(loan);
    loan.today = dayOf(2026, 8, 3);
    const decided = writeOffBy(loan);
    expect(decided.ok && lines(decided.value.transfers).slice(0, 2)).toEqual([
      'interest_due loan_interest loan_owed 5647',
      'fee_due loan_fee loan_owed 1000',
    ]);
    expect(loan.servicing.writtenOff?.amounts).toMatchObject({ interest: 34_978n, fee: 5_000n });
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('is proposed by risk or finance, of a loan in default, with a reason', () => {
    const loan = aDefaultedLoan();
    expect(propose(loan, COLLECTOR)).toEqual(refuse('collector_may_not'));
    expect(propose(loan, loan.borrower)).toEqual(refuse('not_allowed'));
    expect(propose(loan, COMMITTEE)).toEqual(refuse('not_allowed'));
    const other = { kind: 'ProposeWriteOff', loanId: newTrialId(), reason: REASON } as const;
    expect(loan.ask(ANALYST, other)).toEqual(refuse('not_found'));
    expect(propose(new TrialLoan())).toEqual(refuse('wrong_stage', { state: 'funding' }));
    const overdue = aPoorLoan();
    expect(propose(overdue)).toEqual(refuse('not_defaulted'));
    overdue.goTo(addDays(FIRST_DUE, 90));
    expect(propose(overdue)).toEqual(refuse('not_defaulted'));
    expect(propose(aWrittenOffLoan())).toEqual(refuse('wrong_stage', { state: 'written_off' }));
    expect(propose(loan, ANALYST, ' ')).toEqual(refuse('reason_missing'));
    expect(propose(loan, FINANCE_OFFICER).ok).toBe(true);
  });

  it('is released by another person with the authority, and by no collector', () => {
    const loan = aDefaultedLoan();
    expect(writeOffBy(loan, COLLECTOR)).toEqual(refuse('collector_may_not'));
    expect(writeOffBy(loan, FINANCE_OFFICER)).toEqual(refuse('not_allowed'));
    const other = { kind: 'WriteOffLoan', loanId: newTrialId(), reason: REASON } as const;
    expect(loan.ask(COMMITTEE, other)).toEqual(refuse('not_found'));
    expect(writeOffBy(aPoorLoan())).toEqual(refuse('not_defaulted'));
    expect(writeOffBy(loan)).toEqual(refuse('step_skipped', { step: 'propose_write_off' }));
    propose(loan, ANALYST_LEAD);
    expect(writeOffBy(loan, ANALYST_LEAD)).toEqual(refuse('same_person'));
    expect(writeOffBy(loan, ANALYST)).toEqual(refuse('not_allowed'));
    expect(writeOffBy(loan, COMMITTEE, '')).toEqual(refuse('reason_missing'));
    expect(loan.loan.state).toBe('defaulted');
    expect(writeOffBy(loan).ok).toBe(true);
    expect(writeOffBy(loan)).toEqual(refuse('wrong_stage', { state: 'written_off' }));
  });

  it('beyond the authority of the position goes to a higher one', () => {
    const loan = aDefaultedLoan({ amount: 10_000_100n }, [4_000_000n, 6_000_100n]);
    propose(loan);
    expect(writeOffBy(loan, ANALYST_LEAD)).toEqual(
      refuse('authority_exceeded', { limit: 'CNY 100000.00' }),
    );
    expect(writeOffBy(loan, COMMITTEE).ok).toBe(true);
    const within = aDefaultedLoan({ amount: 10_000_000n }, [4_000_000n, 6_000_000n]);
    propose(within);
    expect(writeOffBy(within, ANALYST_LEAD).ok).toBe(true);
  });

  it('waits for money that is on its way', () => {
    const loan = aDefaultedLoan();
    propose(loan);
    loan.topUpBorrower(50_000n);
    loan.isSilent = true;
    expect(pay(loan, 50_000n).ok).toBe(true);
    expect(writeOffBy(loan)).toEqual(refuse('money_in_transit'));
    loan.isSilent = false;
    loan.answerAll();
    expect(writeOffBy(loan).ok).toBe(true);
    expect(loan.servicing.writtenOff?.amounts).toEqual({
      ...{ penalty: ZERO, fee: 3_000n, interest: 20_998n, principal: 959_333n },
    });
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('is void when the borrower pays first', () => {
    const loan = aDefaultedLoan();
    propose(loan);
    loan.topUpBorrower(400_000n);
    loan.goTo(addDays(loan.today, 1));
    expect(lifeOf(loan).at(-1)?.[0]).toBe('DefaultCured');
    expect(writeOffBy(loan)).toEqual(refuse('not_defaulted'));
  });

  it('that another proposes anew has the later one as its maker', () => {
    const loan = aDefaultedLoan();
    propose(loan, ANALYST_LEAD);
    propose(loan, FINANCE_OFFICER, '另行核实');
    expect(loan.servicing.proposal).toMatchObject({
      ...{ makerId: FINANCE_OFFICER.id, reason: '另行核实' },
    });
    expect(writeOffBy(loan, ANALYST_LEAD).ok).toBe(true);
  });
});

describe('a proposed step', () => {
  const giveBack = (loan: TrialLoan, actor = COMMITTEE, reason = REASON) =>
    loan.ask(actor, { kind: 'ReturnCollectionStep', loanId: loan.loanId, reason });

  it('goes back with a reason, and then nobody releases it', () => {
    const loan = aDefaultedLoan();
    expect(giveBack(loan)).toEqual(refuse('wrong_stage', { state: 'defaulted' }));
    propose(loan);
    expect(giveBack(loan, COLLECTOR)).toEqual(refuse('not_allowed'));
    const other = { kind: 'ReturnCollectionStep', loanId: newTrialId(), reason: REASON } as const;
    expect(loan.ask(COMMITTEE, other)).toEqual(refuse('not_found'));
    expect(giveBack(loan, COMMITTEE, ' ')).toEqual(refuse('reason_missing'));
    expect(giveBack(loan).ok).toBe(true);
    expect(writeOffBy(loan)).toEqual(refuse('step_skipped', { step: 'propose_write_off' }));
    propose(loan);
    expect(giveBack(loan, ANALYST).ok).toBe(true);
  });
});

describe('a loan that is written off', () => {
  // Of 100,000 the first instalment takes 1,000 + 8,333 + 79,583, the second 1,000 + 7,670 + 2,414 of its principal.
  it('is paid by its borrower, and every lender gets the own share of it', () => {
    const loan = aWrittenOffLoan();
    loan.topUpBorrower(200_000n);
    expect(pay(loan, 100_000n).ok).toBe(true);
    expect(loan.servicing.underWay).toMatchObject({ kind: 'recovery', amount: 100_000n });
    const [open] = loan.instructions.filter(({ state }) => state === 'created');
    const booked = loan.answer(open?.id ?? newTrialId(), 'confirmed');
    if (!booked.ok) throw new Error(booked.refusal.code);
    expect(lines(booked.value.transfers)).toEqual([
      'repayment borrower_cash loan_repayment 100000',
      'principal_paid loan_repayment lender_cash 32799',
      'interest_paid loan_repayment lender_cash 6401',
      'principal_paid loan_repayment lender_cash 49198',
      'interest_paid loan_repayment lender_cash 9602',
      'fee_service loan_repayment platform_fees 2000',
      'written_off_recovered loan_owed loan_written_off 100000',
    ]);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('takes nothing by itself, whatever the borrower has', () => {
    const loan = aWrittenOffLoan();
    loan.topUpBorrower(500_000n);
    loan.goTo(addDays(loan.today, 60));
    expect(loan.cashOf('borrower', loan.borrower)).toBe(500_000n);
  });

  it('may be paid to the last cent, and is closed by that', () => {
    const loan = aWrittenOffLoan();
    loan.topUpBorrower(2_000_000n);
    expect(pay(loan, DEBT + 1n)).toEqual(refuse('exceeds_payoff', { payoff: 'CNY 10333.31' }));
    expect(pay(loan, 433_331n).ok).toBe(true);
    loan.answerAll();
    expect(loan.loan.state).toBe('written_off');
    expect(pay(loan, 600_000n).ok).toBe(true);
    loan.answerAll();
    expect(loan.loan).toMatchObject({ state: 'closed', closeReason: 'recovered' });
    expect(loan.claims).toMatchObject([
      { state: 'closed', outstanding: ZERO, principalReceived: 400_000n },
      { state: 'closed', outstanding: ZERO, principalReceived: 600_000n },
    ]);
    expect(loan.claims.map(({ loss }) => loss)).toEqual([undefined, undefined]);
    expect(sum(loan.claims.map((claim) => claim.interestReceived))).toBe(OWED.interest);
    expect(loan.account(feeAccount('service', CNY)).posted).toBe(OWED.fee);
    expect(loan.fact('borrower', loan.borrower.id)).toMatchObject({ owed: ZERO });
    expect(loan.fact('borrower', loan.borrower.id).loansRepaid).toBeUndefined();
    expect(loan.brokenLaws()).toEqual([]);
    expect(pay(loan, 1n)).toEqual(refuse('wrong_stage', { state: 'closed' }));
  });

  it('is due with everything, also where the product’s order has no place for what is not due', () => {
    const { waterfall } = NO_PENALTY;
    const places = waterfall.places.filter(({ bucket }) => bucket !== 'in_advance');
    const product = { ...NO_PENALTY, waterfall: { ...waterfall, places } };
    const loan = aWrittenOffLoan({ product });
    loan.topUpBorrower(2_000_000n);
    expect(pay(loan, DEBT).ok).toBe(true);
    loan.answerAll();
    expect(loan.loan).toMatchObject({ state: 'closed', closeReason: 'recovered' });
  });

  it('owes as before when the bank does not pay out', () => {
    const loan = aWrittenOffLoan();
    loan.topUpBorrower(100_000n);
    expect(pay(loan, 100_000n).ok).toBe(true);
    loan.bank = () => 'refused';
    loan.answerAll();
    expect(loan.cashOf('borrower', loan.borrower)).toBe(100_000n);
    expect(loan.account(loanAccount('loan_written_off', loan.loan)).posted).toBe(DEBT);
    expect(loan.loan.nextActionDay).toBeUndefined();
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('has nothing left that could be repaid early', () => {
    const loan = aWrittenOffLoan();
    loan.topUpBorrower(2_000_000n);
    const { loanId } = loan;
    const early = loan.asBorrower({ kind: 'RepayEarly', loanId, how: 'in_full' });
    expect(early).toEqual(refuse('wrong_stage', { state: 'written_off' }));
  });
});

describe('the end of collection', () => {
  const proposeEnd = (loan: TrialLoan, actor = ANALYST, reason = REASON) =>
    loan.ask(actor, { kind: 'ProposeCollectionEnd', loanId: loan.loanId, reason });
  const endBy = (loan: TrialLoan, actor = COMMITTEE, reason = REASON) =>
    loan.ask(actor, { kind: 'EndCollection', loanId: loan.loanId, reason });

  it('closes the loan, and what is missing is each lender’s loss', () => {
    const loan = aWrittenOffLoan();
    loan.topUpBorrower(100_000n);
    pay(loan, 100_000n);
    loan.answerAll();
    const cash = loan.lenders.map((one) => loan.cashOf('lender', one));
    proposeEnd(loan);
    const decided = endBy(loan);
    if (!decided.ok) throw new Error(decided.refusal.code);
    expect(lines(decided.value.transfers)).toEqual([
      'written_off_ended loan_owed loan_written_off 933331',
    ]);
    expect(loan.loan).toMatchObject({ state: 'closed', closeReason: 'collection_ended' });
    expect(loan.claims).toMatchObject([
      { state: 'closed', outstanding: ZERO, principalReceived: 32_799n, loss: 367_201n },
      { state: 'closed', outstanding: ZERO, principalReceived: 49_198n, loss: 550_802n },
    ]);
    expect(loan.lenders.map(({ id }) => loan.fact('lender', id).exposure)).toEqual([ZERO, ZERO]);
    expect(loan.lenders.map((one) => loan.cashOf('lender', one))).toEqual(cash);
    const { owed, loansRepaid, worstDaysOverdue } = loan.fact('borrower', loan.borrower.id);
    expect([owed, loansRepaid, worstDaysOverdue]).toEqual([ZERO, undefined, 92]);
    expect(loan.account(loanAccount('loan_owed', loan.loan)).posted).toBe(ZERO);
    expect(loan.brokenLaws()).toEqual([]);
    expect(lifeOf(loan).map(([event]) => event)).toEqual([
      ...['LoanFellOverdue', 'LoanDefaulted', 'LoanWrittenOff', 'LoanClosed'],
    ]);
  });

  it('is proposed of a loan that is written off, by one who does not collect', () => {
    const loan = aWrittenOffLoan();
    expect(proposeEnd(loan, COLLECTOR)).toEqual(refuse('collector_may_not'));
    expect(proposeEnd(loan, COMMITTEE)).toEqual(refuse('not_allowed'));
    const other = { kind: 'ProposeCollectionEnd', loanId: newTrialId(), reason: REASON } as const;
    expect(loan.ask(ANALYST, other)).toEqual(refuse('not_found'));
    expect(proposeEnd(aDefaultedLoan())).toEqual(refuse('wrong_stage', { state: 'defaulted' }));
    expect(proposeEnd(loan, ANALYST, '')).toEqual(refuse('reason_missing'));
  });

  it('is released by another with the authority, when no money is on its way', () => {
    const loan = aWrittenOffLoan({ amount: 10_000_100n }, [4_000_000n, 6_000_100n]);
    expect(endBy(loan, COLLECTOR)).toEqual(refuse('collector_may_not'));
    expect(endBy(loan, FINANCE_OFFICER)).toEqual(refuse('not_allowed'));
    const other = { kind: 'EndCollection', loanId: newTrialId(), reason: REASON } as const;
    expect(loan.ask(COMMITTEE, other)).toEqual(refuse('not_found'));
    expect(endBy(loan)).toEqual(refuse('step_skipped', { step: 'propose_collection_end' }));
    proposeEnd(loan, ANALYST_LEAD);
    expect(endBy(loan, ANALYST_LEAD)).toEqual(refuse('same_person'));
    expect(endBy(loan, ANALYST)).toEqual(refuse('not_allowed'));
    expect(endBy(loan, COMMITTEE, ' ')).toEqual(refuse('reason_missing'));
    proposeEnd(loan);
    expect(endBy(loan, ANALYST_LEAD)).toEqual(
      refuse('authority_exceeded', { limit: 'CNY 100000.00' }),
    );
    loan.topUpBorrower(50_000n);
    loan.isSilent = true;
    pay(loan, 50_000n);
    expect(endBy(loan)).toEqual(refuse('money_in_transit'));
    loan.isSilent = false;
    loan.answerAll();
    expect(endBy(loan).ok).toBe(true);
    expect(endBy(loan)).toEqual(refuse('wrong_stage', { state: 'closed' }));
  });

  it('of a loan on which nothing came in costs the lenders all that they lent', () => {
    const loan = aWrittenOffLoan({ months: 1, method: 'bullet' });
    endCollection(loan);
    expect(loan.claims.map(({ loss }) => loss)).toEqual([400_000n, 600_000n]);
    expect(loan.brokenLaws()).toEqual([]);
  });
});
