// Repayments that are corrected: what they come to for the debt, the holders and the state of a loan.

import { refuse } from '@mutua/core/kit/result.ts';
import { sumsOf } from '@mutua/core/loan/corrected.ts';
import { paidAhead } from '@mutua/core/loan/serviced-accounts.ts';
import { minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import {
  ANALYST_LEAD,
  COLLECTOR,
  COMMITTEE,
  emptyPockets,
  FINANCE_OFFICER,
  FIRST_DUE,
  REASON,
  writeOff,
} from '../trial-collection.ts';
import {
  aLoan,
  type CorrectedLoan,
  expectLaws,
  pay,
  payWhatIsThere,
  standingOf,
  totalOf,
} from '../trial-corrections.ts';
import { aStaff } from '../trial-house.ts';
import { replayed } from '../watched-loan.ts';

describe('a repayment that counts from an earlier day', () => {
  it('takes back the penalty that its money would have avoided, and no money moves', () => {
    const loan = aLoan();
    loan.goTo(addDays(FIRST_DUE, 20));
    pay(loan, 100_000n);
    const [first] = loan.repayments();
    const [rows, cash] = [totalOf(loan), loan.lenders.map((one) => loan.cashOf('lender', one))];
    expect(sumsOf(loan.servicing).paid.penalty).toBe(430n);
    loan.goTo(addDays(FIRST_DUE, 22));
    loan.backDate(first ?? loan.loanId, addDays(FIRST_DUE, 5));
    const { due, paid } = sumsOf(loan.servicing);
    // 860.66 at 9 % for five days of 360 is 1.08: 3.22 less, which is principal of the next instalment now.
    expect(due.penalty).toBe(108n);
    expect(paid).toMatchObject({ penalty: 108n, interest: 5_000n, principal: 81_066n + 322n });
    expect(loan.servicing.accounts[1]?.paid.principal).toBe(322n);
    expect(totalOf(loan)).toEqual(rows);
    expect(loan.lenders.map((one) => loan.cashOf('lender', one))).toEqual(cash);
    expect(loan.servicing.accounts[0]?.settledDay).toBe(addDays(FIRST_DUE, 5));
    expect(loan.fact('borrower', loan.borrower.id).worstDaysOverdue).toBe(5);
    expectLaws(loan);
    loan.goTo(addDays(FIRST_DUE, 30));
    pay(loan, 90_000n);
    expect(loan.loan.state).toBe('repaying');
    expectLaws(loan);
  });

  it('before anything fell due waits for it, and nothing was ever late', () => {
    const loan = aLoan();
    loan.goTo(addDays(FIRST_DUE, 20));
    pay(loan, 100_000n);
    loan.backDate(loan.repayments()[0] ?? loan.loanId, addDays(FIRST_DUE, -5));
    expect(sumsOf(loan.servicing).due.penalty).toBe(ZERO);
    expect(loan.fact('borrower', loan.borrower.id).worstDaysOverdue).toBe(0);
    expectLaws(loan);
  });

  it('brings a loan out of its arrears, and its class back', () => {
    const loan = aLoan();
    loan.goTo(addDays(FIRST_DUE, 95));
    expect(loan.loan).toMatchObject({ state: 'defaulted', assetClass: 'substandard' });
    pay(loan, 400_000n);
    expect(loan.loan.state).toBe('repaying');
    const paid = loan.repayments().at(-1) ?? loan.loanId;
    loan.goTo(addDays(FIRST_DUE, 96));
    loan.backDate(paid, addDays(FIRST_DUE, 40));
    expect(loan.fact('borrower', loan.borrower.id).worstDaysOverdue).toBe(40);
    expectLaws(loan);
  });

  it.each([
    ['repaid in part', (loan: CorrectedLoan) => repayEarly(loan, 300_000n)],
    ['repaid in full', (loan: CorrectedLoan) => repayEarly(loan)],
    ['written off', writeOffLater],
    ['accelerated', accelerate],
    ['given a new plan', giveNewPlan],
  ])('leaves principal in advance, which counts when the loan is %s', (_, goOn) => {
    const loan = aLoan();
    loan.goTo(addDays(FIRST_DUE, 20));
    pay(loan, 100_000n);
    loan.backDate(loan.repayments()[0] ?? loan.loanId, addDays(FIRST_DUE, 5));
    const ahead = sumsOf(loan.servicing).paid.principal - 81_066n;
    expect(ahead).toBe(322n);
    goOn(loan);
    expectLaws(loan);
  });

  it('is refused by the wrong person, for the wrong day, and where something has happened since', () => {
    const loan = aLoan();
    const { loanId } = loan;
    loan.goTo(addDays(FIRST_DUE, 10));
    pay(loan, 50_000n);
    const instructionId = loan.repayments()[0] ?? loanId;
    const ask = (terms: object = {}, actor = FINANCE_OFFICER) =>
      loan.ask(actor, {
        ...{ kind: 'ProposeBackDating', loanId, instructionId, reason: REASON, evidence: 'E1' },
        ...{ day: addDays(FIRST_DUE, 2), ...terms },
      });
    expect(ask({}, COLLECTOR)).toEqual(refuse('not_allowed'));
    expect(ask({ reason: ' ' })).toEqual(refuse('reason_missing'));
    expect(ask({ evidence: '' })).toMatchObject({ refusal: { data: { field: 'evidence' } } });
    expect(ask({ instructionId: loanId })).toEqual(refuse('not_found'));
    for (const day of [addDays(FIRST_DUE, 10), addDays(FIRST_DUE, -40)]) {
      expect(ask({ day })).toMatchObject({ refusal: { code: 'invalid_input' } });
    }
    const release = { kind: 'BackDateRepayment', loanId, reason: REASON } as const;
    expect(loan.ask(ANALYST_LEAD, release)).toEqual(
      refuse('step_skipped', { step: 'propose_back_dating' }),
    );
    expect(ask().ok).toBe(true);
    expect(loan.ask(aStaff(FINANCE_OFFICER.id, 'committee_member'), release)).toEqual(
      refuse('same_person'),
    );
    loan.done(COLLECTOR, { kind: 'ProposeAcceleration', loanId, reason: REASON });
    loan.done(COMMITTEE, { kind: 'AccelerateLoan', loanId, reason: REASON });
    expect(ask()).toEqual(refuse('changed_meanwhile'));
    expectLaws(loan);
  });
});

describe('a repayment that the custodian takes back', () => {
  it('leaves the loan as if it had never been made', () => {
    const [taken, never] = [aLoan(), aLoan()];
    taken.goTo(addDays(FIRST_DUE, 10));
    pay(taken, 100_000n);
    expect(taken.loan.state).toBe('repaying');
    const cash = taken.lenders.map((one) => taken.cashOf('lender', one));
    const mandates = () => {
      taken.world.settle([{ list: 'mandatesOfLoan', key: taken.loanId }]);
      return taken.world.known.list('mandatesOfLoan', taken.loanId).map(({ used }) => used);
    };
    expect(Math.max(...mandates().map(Number))).toBeGreaterThan(0);
    taken.goTo(addDays(FIRST_DUE, 14));
    expect(taken.takeBack(taken.repayments()[0] ?? taken.loanId).ok).toBe(true);
    emptyPockets(taken);
    never.goTo(addDays(FIRST_DUE, 14));
    expect(standingOf(taken)).toEqual(standingOf(never));
    expect(taken.loan.state).toBe('overdue');
    expect(mandates()).toEqual([ZERO, ZERO]);
    expect(taken.lenders.map((one) => taken.cashOf('lender', one))).not.toEqual(cash);
    expect(taken.fact('borrower', taken.borrower.id)).toMatchObject({ owed: 1_000_000n });
    expect(taken.brokenLaws()).toEqual([]);
    expect(replayed(taken).filter((fact) => !fact.startsWith('case'))).toEqual([]);
  });

  it('and is made again, gives the same accounts', () => {
    const loan = aLoan();
    loan.goTo(addDays(FIRST_DUE, 10));
    pay(loan, 50_000n);
    pay(loan, 12_345n);
    const before = [standingOf(loan), loan.lenders.map((one) => loan.cashOf('lender', one))];
    expect(loan.takeBack(loan.repayments()[1] ?? loan.loanId).ok).toBe(true);
    expect(standingOf(loan)).not.toEqual(before[0]);
    payWhatIsThere(loan);
    expect([standingOf(loan), loan.lenders.map((one) => loan.cashOf('lender', one))]).toEqual(
      before,
    );
    expectLaws(loan);
  });

  it('as often as it is made again and taken back, gives the odd cent to the same lender', () => {
    const loan = aLoan([500_000n, 500_000n]);
    loan.goTo(addDays(FIRST_DUE, 10));
    pay(loan, 12_345n);
    const before = [standingOf(loan), totalOf(loan)];
    const [one, other] = totalOf(loan);
    expect(one).not.toBe(other);
    for (const reference of ['B1', 'B2', 'B3']) {
      expect(loan.takeBack(loan.repayments().at(-1) ?? loan.loanId, reference).ok).toBe(true);
      payWhatIsThere(loan);
      expect([standingOf(loan), totalOf(loan)]).toEqual(before);
    }
    expectLaws(loan);
  });

  it('lets later repayments meet what it had met; each holder keeps what they brought', () => {
    const loan = aLoan();
    loan.goTo(addDays(FIRST_DUE, 3));
    pay(loan, 86_200n);
    loan.goTo(addDays(FIRST_DUE, 33));
    pay(loan, 86_300n);
    const [first = loan.loanId] = loan.repayments();
    expect(loan.takeBack(first).ok).toBe(true);
    const { accounts } = loan.servicing;
    expect(accounts[0]?.paid.penalty).toBe(710n);
    expect(accounts[1]?.paid.principal).toBe(ZERO);
    expect(loan.takeBack(first).ok).toBe(true);
    expect(loan.takeBack(first, 'B10')).toEqual(refuse('already_reversed'));
    expectLaws(loan);
  });

  it('early in part leaves the schedule as it was', () => {
    const [taken, never] = [aLoan(), aLoan()];
    taken.goTo(addDays(FIRST_DUE, -12));
    taken.topUpBorrower(500_000n);
    taken.done(taken.borrower, {
      ...{ kind: 'RepayEarly', loanId: taken.loanId, how: 'in_part' },
      amount: minorUnits(300_000n),
    });
    taken.answerAll();
    emptyPockets(taken);
    expect(taken.servicing.changes).toHaveLength(1);
    taken.goTo(addDays(FIRST_DUE, 5));
    expect(taken.takeBack(taken.repayments()[0] ?? taken.loanId).ok).toBe(true);
    never.goTo(addDays(FIRST_DUE, 5));
    expect(standingOf(taken)).toEqual(standingOf(never));
    expect(taken.brokenLaws()).toEqual([]);
  });

  it('is not booked where the money is gone, or the loan has ended', () => {
    const loan = aLoan([300_000n], 1);
    loan.goTo(addDays(FIRST_DUE, 2));
    pay(loan, 100_000n);
    const [first = loan.loanId] = loan.repayments();
    const [lender] = loan.lenders;
    if (lender === undefined) throw new Error('There is a lender.');
    const cash = { kind: 'lender_cash', owner: lender.id, currency: loan.loan.currency } as const;
    loan.topUp(cash, -50_000n);
    expect(loan.takeBack(first)).toEqual(refuse('balance_would_be_negative'));
    expect(
      loan.ask(loan.borrower, {
        ...{ kind: 'RecordRepaymentReversal', instructionId: first, bankReference: 'B1' },
        bankDay: loan.today,
      }),
    ).toEqual(refuse('not_allowed'));
    pay(loan, 250_000n);
    expect(loan.loan.state).toBe('closed');
    expect(loan.takeBack(first)).toEqual(refuse('wrong_stage', { state: 'closed' }));
  });
});

describe('corrections of one loan', () => {
  /** Ten and twenty days late, and a little each time: their penalty goes to two lenders in odd cents. */
  function twiceLate(parts: readonly bigint[] = [500_000n, 500_000n]) {
    const loan = aLoan(parts);
    loan.goTo(addDays(FIRST_DUE, 10));
    pay(loan, 10_215n);
    loan.goTo(addDays(FIRST_DUE, 20));
    pay(loan, 90_000n);
    const [first = loan.loanId, second = loan.loanId] = loan.repayments();
    loan.goTo(addDays(FIRST_DUE, 22));
    return { loan, first, second };
  }

  it.each([
    ['the first one first', [0, 1]],
    ['the last one first', [1, 0]],
  ])('take two repayments back, %s', (_, order) => {
    const { loan, first, second } = twiceLate();
    for (const [place, at] of order.entries()) {
      expect(loan.takeBack([first, second][at] ?? first, `B${place}`).ok).toBe(true);
    }
    const never = aLoan([500_000n, 500_000n]);
    never.goTo(addDays(FIRST_DUE, 22));
    emptyPockets(loan);
    expect(standingOf(loan)).toEqual(standingOf(never));
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('take back what an earlier correction of another one has made into other components', () => {
    const { loan, first, second } = twiceLate();
    loan.backDate(second, addDays(FIRST_DUE, 1));
    loan.backDate(first, FIRST_DUE);
    expect(sumsOf(loan.servicing).paid.penalty).toBeLessThan(215n);
    expect(loan.takeBack(first).ok).toBe(true);
    expect(loan.brokenLaws()).toEqual([]);
    expect(loan.takeBack(second, 'B10').ok).toBe(true);
    expect(totalOf(loan)).toEqual([ZERO, ZERO]);
    expect(loan.brokenLaws()).toEqual([]);
    expect(replayed(loan).filter((fact) => !fact.startsWith('case'))).toEqual([]);
  });

  it('refuse a repayment that the custodian has taken back', () => {
    const { loan, first } = twiceLate();
    expect(loan.takeBack(first).ok).toBe(true);
    const asked = { instructionId: first, day: FIRST_DUE, evidence: 'E1', reason: REASON };
    expect(
      loan.ask(FINANCE_OFFICER, { kind: 'ProposeBackDating', loanId: loan.loanId, ...asked }),
    ).toEqual(refuse('already_reversed'));
  });

  it('may follow each other after what was paid in advance has fallen due', () => {
    const { loan, second } = twiceLate();
    loan.backDate(second, addDays(FIRST_DUE, 1));
    expect(paidAhead(loan.servicing)).toBeGreaterThan(ZERO);
    loan.goTo(addDays(FIRST_DUE, 40));
    pay(loan, 20_000n);
    const third = loan.repayments().at(-1) ?? second;
    loan.goTo(addDays(FIRST_DUE, 41));
    loan.backDate(third, addDays(FIRST_DUE, 35));
    expectLaws(loan);
    expect(loan.takeBack(second).ok).toBe(true);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('make it overdue where it was believed to have been paid earlier than it was', () => {
    const { loan, second } = twiceLate();
    loan.backDate(second, FIRST_DUE);
    loan.goTo(addDays(FIRST_DUE, 31));
    pay(loan, 86_066n - paidAhead(loan.servicing));
    loan.goTo(addDays(FIRST_DUE, 40));
    expect(loan.loan.state).toBe('repaying');
    loan.backDate(second, addDays(FIRST_DUE, 15));
    expect(loan.loan.state).toBe('overdue');
    expectLaws(loan);
  });
});

function repayEarly(loan: CorrectedLoan, part?: bigint): void {
  const { loanId } = loan;
  loan.topUpBorrower(1_500_000n);
  const how =
    part === undefined
      ? { how: 'in_full' as const }
      : { how: 'in_part' as const, amount: minorUnits(part) };
  loan.done(loan.borrower, { kind: 'RepayEarly', loanId, ...how });
  loan.answerAll();
  if (part === undefined) expect(loan.loan.state).toBe('closed');
  else loan.goTo(addDays(FIRST_DUE, 40));
}

function accelerate(loan: CorrectedLoan): void {
  const { loanId } = loan;
  loan.goTo(addDays(FIRST_DUE, 40));
  loan.done(COLLECTOR, { kind: 'ProposeAcceleration', loanId, reason: REASON });
  loan.done(COMMITTEE, { kind: 'AccelerateLoan', loanId, reason: REASON });
}

function writeOffLater(loan: CorrectedLoan): void {
  emptyPockets(loan);
  loan.goTo(addDays(FIRST_DUE, 130));
  writeOff(loan);
}

function giveNewPlan(loan: CorrectedLoan): void {
  const { loanId } = loan;
  const plan = { how: 'payment_holiday', instalments: 1, interest: 'paid', keeps: 'term' } as const;
  loan.done(COLLECTOR, { kind: 'ProposeReschedule', loanId, plan, reason: REASON });
  loan.done(loan.borrower, { kind: 'AcceptReschedule', loanId });
  loan.done(COMMITTEE, { kind: 'RescheduleLoan', loanId, reason: REASON });
  loan.goTo(addDays(FIRST_DUE, 70));
}
