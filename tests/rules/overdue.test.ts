// The rules of lateness: from which day a loan is overdue and in default, and what makes it good again.
import { refuse } from '@mutua/core/kit/result.ts';
import { planDisbursement } from '@mutua/core/loan/disburse/plan-disbursement.ts';
import { minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { addDays, dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import {
  ANALYST,
  ANALYST_LEAD,
  aDefaultedLoan,
  aPoorLoan,
  COLLECTOR,
  COMMITTEE,
  FIRST_DUE,
  lifeOf,
  REASON,
} from '../trial-collection.ts';
import { BANK, CALENDAR, TrialLoan } from '../trial-loan.ts';
import { newTrialId } from '../trial-world.ts';

/** 87,916 of principal and interest, 1,000 of fee. */
const INSTALMENT = 88_916n;
/** The product gives three days of grace. */
const GRACE_DAYS = 3;

function worstDays(loan: TrialLoan): number | undefined {
  return loan.fact('borrower', loan.borrower.id).worstDaysOverdue;
}

function pay(loan: TrialLoan, amount: bigint) {
  const { loanId } = loan;
  return loan.asBorrower({ kind: 'RepayLoan', loanId, amount: minorUnits(amount) });
}

describe('a loan of which an instalment is not paid', () => {
  it('is overdue on the first day after its grace days, counted from the due day', () => {
    const loan = aPoorLoan();
    loan.goTo(addDays(FIRST_DUE, GRACE_DAYS));
    expect(loan.loan.state).toBe('repaying');
    expect(worstDays(loan)).toBeUndefined();
    loan.goTo(addDays(FIRST_DUE, GRACE_DAYS + 1));
    expect(loan.loan).toMatchObject({ state: 'overdue', nextActionDay: addDays(FIRST_DUE, 5) });
    expect(lifeOf(loan)).toEqual([['LoanFellOverdue', addDays(FIRST_DUE, GRACE_DAYS + 1)]]);
    expect(worstDays(loan)).toBe(GRACE_DAYS + 1);
    loan.goTo(addDays(FIRST_DUE, 30));
    expect(worstDays(loan)).toBe(30);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('is overdue on the day after the due day where the product gives no grace', () => {
    const penalty = { ...SMALL_CREDIT_LOAN.penalty, graceDays: 0 };
    const loan = aPoorLoan({ product: { ...SMALL_CREDIT_LOAN, penalty } });
    loan.goTo(FIRST_DUE);
    expect(loan.loan.state).toBe('repaying');
    loan.goTo(addDays(FIRST_DUE, 1));
    expect(loan.loan.state).toBe('overdue');
    expect(worstDays(loan)).toBe(1);
  });

  it('counts from the due day after the working-day rule, so nobody is overdue for a weekend', () => {
    const loan = aPoorLoan();
    loan.topUpBorrower(INSTALMENT);
    loan.goTo(dayOf(2026, 5, 4));
    // 2 May is a Saturday: the instalment is to be paid by the end of Monday the 4th.
    loan.goTo(dayOf(2026, 5, 7));
    expect(loan.loan.state).toBe('repaying');
    loan.goTo(dayOf(2026, 5, 8));
    expect(loan.loan.state).toBe('overdue');
    expect(worstDays(loan)).toBe(4);
  });

  it('is told of with the day, the days and what is owed', () => {
    const loan = aPoorLoan();
    loan.goTo(addDays(FIRST_DUE, GRACE_DAYS));
    loan.today = addDays(FIRST_DUE, GRACE_DAYS + 1);
    const worked = loan.ask(CALENDAR, { kind: 'WorkLoan', loanId: loan.loanId });
    expect(worked).toMatchObject({
      value: {
        events: [
          {
            ...{ kind: 'LoanFellOverdue', since: FIRST_DUE, daysOverdue: 4 },
            arrears: { principal: 79_583n, interest: 8_333n, penalty: ZERO, fee: 1_000n },
          },
          { kind: 'AssetClassChanged', from: 'normal', to: 'special_mention' },
          { kind: 'LoanWorked', daysOverdue: 4 },
          { kind: 'CaseOpened', cause: 'loan_overdue' },
        ],
        transfers: [],
      },
    });
  });

  it('is repaying again as soon as all that is due is paid, and not before', () => {
    const loan = aPoorLoan();
    loan.goTo(addDays(FIRST_DUE, 10));
    loan.topUpBorrower(INSTALMENT - 1n);
    loan.goTo(addDays(FIRST_DUE, 11));
    expect(loan.loan.state).toBe('overdue');
    expect(loan.servicing.accounts[0]?.paid).toMatchObject({ fee: 1_000n, interest: 8_333n });
    loan.topUpBorrower(1n);
    loan.goTo(addDays(FIRST_DUE, 12));
    expect(lifeOf(loan)).toEqual([
      ['LoanFellOverdue', addDays(FIRST_DUE, 4)],
      ['ArrearsCleared', addDays(FIRST_DUE, 12)],
    ]);
    expect(worstDays(loan)).toBe(12);
    expect(loan.loan.nextActionDay).toBe(dayOf(2026, 5, 4));
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('that is paid within the grace days was never overdue', () => {
    const loan = aPoorLoan();
    loan.goTo(addDays(FIRST_DUE, GRACE_DAYS));
    loan.topUpBorrower(INSTALMENT);
    expect(pay(loan, INSTALMENT).ok).toBe(true);
    loan.answerAll();
    expect(lifeOf(loan)).toEqual([]);
    expect(worstDays(loan)).toBeUndefined();
  });

  it('is overdue for whoever comes first on that day, by the calendar all the same', () => {
    const loan = aPoorLoan();
    loan.goTo(addDays(FIRST_DUE, GRACE_DAYS));
    loan.today = addDays(FIRST_DUE, GRACE_DAYS + 1);
    loan.topUpBorrower(INSTALMENT);
    expect(pay(loan, INSTALMENT).ok).toBe(true);
    const { transitions } = loan.loan;
    expect(loan.fact('transition', `${loan.loanId} ${transitions}`)).toMatchObject({
      ...{ event: 'LoanFellOverdue', actor: 'calendar' },
    });
    loan.answerAll();
    expect(loan.loan.state).toBe('repaying');
  });

  it('that was paid in time is not overdue, however long the bank takes', () => {
    const loan = new TrialLoan();
    loan.disburse();
    loan.isSilent = true;
    loan.goTo(addDays(FIRST_DUE, 20));
    expect(loan.loan.state).toBe('repaying');
    loan.isSilent = false;
    loan.answerAll();
    expect(loan.servicing.accounts[0]?.settledDay).toBe(FIRST_DUE);
    expect(lifeOf(loan)).toEqual([]);
  });

  it('of which a part is on its way is overdue with the rest', () => {
    const loan = aPoorLoan();
    loan.topUpBorrower(50_000n);
    loan.isSilent = true;
    loan.goTo(addDays(FIRST_DUE, 4));
    expect(loan.loan.state).toBe('overdue');
    expect(loan.servicing.underWay).toMatchObject({ amount: 50_000n });
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('falls overdue when the bank has not paid out in the end', () => {
    const loan = new TrialLoan();
    loan.disburse();
    loan.isSilent = true;
    loan.goTo(addDays(FIRST_DUE, 20));
    loan.isSilent = false;
    loan.bank = () => 'refused';
    loan.answerAll();
    expect(lifeOf(loan)).toEqual([['LoanFellOverdue', addDays(FIRST_DUE, 20)]]);
    expect(worstDays(loan)).toBe(20);
  });

  it('keeps its worst days, whatever the next ones are', () => {
    const loan = aPoorLoan();
    loan.goTo(addDays(FIRST_DUE, 25));
    loan.topUpBorrower(INSTALMENT);
    loan.goTo(dayOf(2026, 5, 12));
    expect(loan.loan.state).toBe('overdue');
    expect(worstDays(loan)).toBe(26);
  });
});

describe('a default', () => {
  it('comes on day 91, not on day 90, and nothing becomes due by it', () => {
    const loan = aPoorLoan();
    loan.goTo(addDays(FIRST_DUE, 90));
    expect(loan.loan.state).toBe('overdue');
    const { fallenDue } = loan.servicing;
    loan.goTo(addDays(FIRST_DUE, 91));
    expect(loan.loan.state).toBe('defaulted');
    expect(lifeOf(loan).at(-1)).toEqual(['LoanDefaulted', addDays(FIRST_DUE, 91)]);
    expect(loan.fact('transition', `${loan.loanId} ${loan.loan.transitions}`)).toMatchObject({
      ...{ reason: 'days_overdue', actor: 'calendar' },
    });
    expect(fallenDue).toBe(3);
    // 2 July is the day of the fourth instalment.
    expect(loan.servicing.fallenDue).toBe(4);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('comes at the days of the pack on the day of the contract', () => {
    const product = { ...SMALL_CREDIT_LOAN, maker: newTrialId() };
    const loan = new TrialLoan();
    const plan = planDisbursement(loan.loan, product, 'payee', loan.today);
    expect(plan.ok && plan.value.rules.overdue).toEqual({ graceDays: 3, defaultDays: 90 });
    const late = aPoorLoan();
    late.given('servicing', {
      ...late.servicing,
      rules: { ...late.servicing.rules, overdue: { graceDays: 0, defaultDays: 180 } },
    });
    late.goTo(addDays(FIRST_DUE, 180));
    expect(late.loan.state).toBe('overdue');
    late.goTo(addDays(FIRST_DUE, 181));
    expect(late.loan.state).toBe('defaulted');
  });

  it('is cured when all that is due is paid, and instalments go on', () => {
    const loan = aDefaultedLoan();
    loan.topUpBorrower(4n * INSTALMENT);
    loan.goTo(addDays(loan.today, 1));
    expect(lifeOf(loan).at(-1)).toEqual(['DefaultCured', addDays(FIRST_DUE, 92)]);
    expect(loan.loan).toMatchObject({ state: 'repaying', nextActionDay: dayOf(2026, 8, 3) });
    expect(worstDays(loan)).toBe(92);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('ends with the loan when the whole of it is repaid', () => {
    const loan = aDefaultedLoan();
    loan.topUpBorrower(2_000_000n);
    expect(loan.asBorrower({ kind: 'RepayEarly', loanId: loan.loanId, how: 'in_full' }).ok).toBe(
      true,
    );
    loan.answerAll();
    expect(lifeOf(loan).slice(-2)).toEqual([
      ['LoanDefaulted', addDays(FIRST_DUE, 91)],
      ['LoanClosed', addDays(FIRST_DUE, 91)],
    ]);
    expect(loan.loan.closeReason).toBe('repaid_early');
    expect(loan.brokenLaws()).toEqual([]);
  });
});

describe('a default that is found', () => {
  const propose = (loan: TrialLoan, actor = COLLECTOR, reason = REASON) =>
    loan.ask(actor, { kind: 'ProposeDefault', loanId: loan.loanId, reason });
  const declare = (loan: TrialLoan, actor = COMMITTEE, reason = REASON) =>
    loan.ask(actor, { kind: 'DeclareDefault', loanId: loan.loanId, reason });

  it('is proposed by one, declared by another, and stands until something is paid', () => {
    const loan = aPoorLoan();
    loan.goTo(dayOf(2026, 3, 20));
    expect(propose(loan).ok).toBe(true);
    expect(loan.servicing.proposal).toEqual({
      ...{ step: 'default', makerId: COLLECTOR.id, reason: REASON, proposedOn: loan.today },
    });
    expect(declare(loan).ok).toBe(true);
    expect(loan.loan.state).toBe('defaulted');
    expect(loan.servicing.proposal).toBeUndefined();
    expect(loan.fact('transition', `${loan.loanId} ${loan.loan.transitions}`)).toMatchObject({
      ...{ reason: REASON, actor: `person ${COMMITTEE.id}` },
    });
    loan.goTo(dayOf(2026, 4, 1));
    expect(loan.loan.state).toBe('defaulted');
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('brings the loan up to date first', () => {
    const loan = aPoorLoan();
    loan.goTo(addDays(FIRST_DUE, -1));
    propose(loan);
    loan.today = addDays(FIRST_DUE, 4);
    expect(declare(loan)).toMatchObject({
      value: {
        events: [
          { kind: 'InstalmentFellDue' },
          { kind: 'LoanFellOverdue' },
          { kind: 'AssetClassChanged' },
          { kind: 'LoanDefaulted', cause: 'unlikely_to_pay' },
          { kind: 'LoanWorked', daysOverdue: 4 },
          { kind: 'CaseOpened', cause: 'loan_defaulted' },
        ],
      },
    });
  });

  it('comes too late where the days say so already', () => {
    const loan = aPoorLoan();
    loan.goTo(addDays(FIRST_DUE, 90));
    propose(loan);
    loan.today = addDays(FIRST_DUE, 91);
    expect(declare(loan)).toEqual(refuse('wrong_stage', { state: 'defaulted' }));
  });

  it('is proposed by risk, finance or collection, of a loan that is repaid, with a reason', () => {
    const loan = aPoorLoan();
    expect(propose(loan, loan.borrower)).toEqual(refuse('not_allowed'));
    expect(propose(loan, COMMITTEE)).toEqual(refuse('not_allowed'));
    const other = { kind: 'ProposeDefault', loanId: newTrialId(), reason: REASON } as const;
    expect(loan.ask(ANALYST, other)).toEqual(refuse('not_found'));
    expect(propose(new TrialLoan())).toEqual(refuse('wrong_stage', { state: 'funding' }));
    expect(propose(aDefaultedLoan())).toEqual(refuse('wrong_stage', { state: 'defaulted' }));
    expect(propose(loan, COLLECTOR, ' ')).toEqual(refuse('reason_missing'));
  });

  it('is declared by whoever may decide, and not by its maker', () => {
    const loan = aPoorLoan();
    expect(declare(loan)).toEqual(refuse('step_skipped', { step: 'propose_default' }));
    propose(loan, ANALYST_LEAD);
    expect(declare(loan, COLLECTOR)).toEqual(refuse('not_allowed'));
    expect(declare(loan, BANK as never)).toEqual(refuse('not_allowed'));
    expect(declare(loan, ANALYST_LEAD)).toEqual(refuse('same_person'));
    expect(declare(loan, ANALYST)).toEqual(refuse('not_allowed'));
    expect(declare(loan, COMMITTEE, '')).toEqual(refuse('reason_missing'));
    expect(declare(loan).ok).toBe(true);
  });

  it('is void once all that is due is paid', () => {
    const loan = aPoorLoan();
    loan.goTo(addDays(FIRST_DUE, 5));
    propose(loan);
    loan.topUpBorrower(INSTALMENT);
    loan.goTo(addDays(FIRST_DUE, 6));
    expect(loan.loan.state).toBe('repaying');
    expect(loan.servicing.proposal).toBeUndefined();
    expect(declare(loan)).toEqual(refuse('step_skipped', { step: 'propose_default' }));
  });
});
