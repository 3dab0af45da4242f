// The rules of repaying: what falls due, what is collected, what a borrower may pay, and how a loan ends.
import { refuse } from '@mutua/core/kit/result.ts';
import { feeAccount } from '@mutua/core/ledger/addresses.ts';
import { payoffOf } from '@mutua/core/loan/repay/payoff.ts';
import { minorUnits, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import { BOTH_SIDES_TARIFF, SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { addDays, dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import { NO_PENALTY } from '../trial-collection.ts';
import { BANK, CALENDAR, CNY, TrialLoan, type TrialTerms } from '../trial-loan.ts';
import { newTrialId } from '../trial-world.ts';

/** 10,000 yuan at 10 % for a year, disbursed on 2 March 2026: 2 April is a Thursday, 2 May a Saturday. */
function aRunningLoan(terms: Partial<TrialTerms> = {}): TrialLoan {
  const loan = new TrialLoan({ product: NO_PENALTY, ...terms });
  loan.disburse();
  return loan;
}

const FIRST_DUE = dayOf(2026, 4, 2);
/** 87,916 of principal and interest, 1,000 of fee. */
const INSTALMENT = 88_916n;

describe('an instalment', () => {
  it('falls due on its day, is collected, and reaches every lender to the cent', () => {
    const loan = aRunningLoan();
    loan.goTo(FIRST_DUE);
    expect(loan.loan.nextActionDay).toBe(dayOf(2026, 5, 4));
    expect(loan.servicing).toMatchObject({ fallenDue: 1, workedThrough: FIRST_DUE });
    expect(loan.cashOf('borrower', loan.borrower)).toBe(1_000_000n - INSTALMENT);
    expect(loan.account(feeAccount('service', CNY)).posted).toBe(1_000n);
    expect(loan.lenders.map((one) => loan.cashOf('lender', one))).toEqual([35_166n, 52_750n]);
    expect(loan.claims).toMatchObject([
      { principalReceived: 31_833n, interestReceived: 3_333n, outstanding: 368_167n },
      { principalReceived: 47_750n, interestReceived: 5_000n, outstanding: 552_250n },
    ]);
    expect(loan.fact('borrower', loan.borrower.id).owed).toBe(1_000_000n - 79_583n);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('waits for the next working day, and its interest does not grow by that', () => {
    const loan = aRunningLoan();
    loan.goTo(dayOf(2026, 5, 3));
    expect(loan.servicing.fallenDue).toBe(1);
    loan.goTo(dayOf(2026, 5, 4));
    expect(loan.servicing.fallenDue).toBe(2);
    expect(loan.servicing.accounts[1]).toMatchObject({ dueDay: dayOf(2026, 5, 2) });
  });

  it('is worked once, however often the calendar comes', () => {
    const loan = aRunningLoan();
    loan.goTo(addDays(FIRST_DUE, -1));
    const work = { kind: 'WorkLoan', loanId: loan.loanId } as const;
    const nothing = { ok: true, value: { events: [], transfers: [] } };
    expect(loan.ask(CALENDAR, work)).toEqual(nothing);
    loan.today = FIRST_DUE;
    loan.done(CALENDAR, work);
    expect(loan.ask(CALENDAR, work)).toEqual(nothing);
    loan.answerAll();
    expect(loan.ask(CALENDAR, work)).toEqual(nothing);
    expect(loan.ask(BANK, work)).toEqual(refuse('not_allowed'));
    expect(loan.ask(CALENDAR, { ...work, loanId: newTrialId() })).toEqual(refuse('not_found'));
  });

  it('is caught up with by one command, when the calendar was away for months', () => {
    const loan = aRunningLoan();
    loan.today = dayOf(2026, 7, 6);
    loan.done(CALENDAR, { kind: 'WorkLoan', loanId: loan.loanId });
    loan.answerAll();
    expect(loan.servicing.fallenDue).toBe(4);
    expect(loan.cashOf('borrower', loan.borrower)).toBe(1_000_000n - 4n * INSTALMENT);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('is paid as far as the cash goes, fees and interest before principal, and again the next day', () => {
    const loan = aRunningLoan();
    const spent = loan.cashOf('borrower', loan.borrower) - 20_000n;
    loan.topUpBorrower(-spent);
    loan.goTo(FIRST_DUE);
    expect(loan.cashOf('borrower', loan.borrower)).toBe(ZERO);
    expect(loan.servicing.accounts[0]?.paid).toEqual({
      ...{ penalty: ZERO, fee: 1_000n, interest: 8_333n, principal: 10_667n },
    });
    expect(loan.loan.nextActionDay).toBe(addDays(FIRST_DUE, 1));
    loan.topUpBorrower(70_000n);
    expect(loan.ask(CALENDAR, { kind: 'WorkLoan', loanId: loan.loanId })).toMatchObject({
      value: { events: [] },
    });
    loan.goTo(addDays(FIRST_DUE, 1));
    expect(loan.servicing.accounts[0]?.settledDay).toBe(addDays(FIRST_DUE, 1));
    expect(loan.cashOf('borrower', loan.borrower)).toBe(1_084n);
    expect(loan.loan.nextActionDay).toBe(dayOf(2026, 5, 4));
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('that the bank does not pay out is owed as before, and tried again the next day', () => {
    const loan = aRunningLoan();
    loan.bank = () => 'refused';
    loan.goTo(FIRST_DUE);
    expect(loan.cashOf('borrower', loan.borrower)).toBe(1_000_000n);
    expect(loan.servicing.underWay).toBeUndefined();
    expect(loan.loan.nextActionDay).toBe(addDays(FIRST_DUE, 1));
    expect(loan.brokenLaws()).toEqual([]);
    loan.bank = () => 'confirmed';
    loan.goTo(addDays(FIRST_DUE, 1));
    expect(loan.cashOf('borrower', loan.borrower)).toBe(1_000_000n - INSTALMENT);
  });

  it('is not taken without the borrower’s mandate', () => {
    const loan = aRunningLoan();
    for (const { id } of loan.world.known.list('mandatesOfLoan', loan.loanId)) {
      loan.done(loan.borrower, { kind: 'RevokeMandate', mandateId: id });
    }
    loan.goTo(FIRST_DUE);
    expect(loan.servicing).toMatchObject({ fallenDue: 1 });
    expect(loan.servicing.underWay).toBeUndefined();
    expect(loan.cashOf('borrower', loan.borrower)).toBe(1_000_000n);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('without the service of collection is taken on its day alone', () => {
    const services = SMALL_CREDIT_LOAN.services.filter((service) => service !== 'collection');
    const loan = aRunningLoan({ product: { ...NO_PENALTY, services } });
    loan.topUpBorrower(20_000n - loan.cashOf('borrower', loan.borrower));
    loan.goTo(FIRST_DUE);
    expect(loan.cashOf('borrower', loan.borrower)).toBe(ZERO);
    // What is overdue waits for the borrower, also on the day of the next instalment.
    loan.topUpBorrower(500_000n);
    loan.goTo(dayOf(2026, 5, 3));
    expect(loan.cashOf('borrower', loan.borrower)).toBe(500_000n);
    loan.goTo(dayOf(2026, 5, 4));
    expect(loan.cashOf('borrower', loan.borrower)).toBe(500_000n - INSTALMENT);
    const amount = minorUnits(INSTALMENT - 20_000n);
    expect(loan.asBorrower({ kind: 'RepayLoan', loanId: loan.loanId, amount }).ok).toBe(true);
    loan.answerAll();
    expect(loan.servicing.accounts.map(({ settledDay }) => settledDay).slice(0, 2)).toEqual([
      dayOf(2026, 5, 4),
      dayOf(2026, 5, 4),
    ]);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('costs lenders their own fee where the tariff has one', () => {
    const loan = aRunningLoan({ product: { ...NO_PENALTY, tariff: BOTH_SIDES_TARIFF } });
    loan.goTo(FIRST_DUE);
    expect(loan.account(feeAccount('lender_management', CNY)).posted).toBe(417n);
    expect(loan.lenders.map((one) => loan.cashOf('lender', one))).toEqual([34_999n, 52_500n]);
    const { order } = loan.instructions.find((one) => one.order.kind === 'distribute') ?? {};
    expect(order).toMatchObject({
      ...{ fees: 1_417n, shares: [{ amount: 34_999n }, { amount: 52_500n }] },
    });
  });
});

describe('a borrower who pays', () => {
  const pay = (loan: TrialLoan, amount: bigint) =>
    loan.asBorrower({ kind: 'RepayLoan', loanId: loan.loanId, amount: minorUnits(amount) });

  it('pays what is due, and what is too much stays in cash', () => {
    const loan = aRunningLoan();
    loan.today = dayOf(2026, 5, 2);
    expect(pay(loan, 500_000n).ok).toBe(true);
    loan.answerAll();
    expect(loan.servicing.fallenDue).toBe(2);
    expect(loan.cashOf('borrower', loan.borrower)).toBe(1_000_000n - 2n * INSTALMENT);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('owes nothing before the due day, and no more than the payoff ever', () => {
    const loan = aRunningLoan();
    loan.today = addDays(FIRST_DUE, -1);
    expect(pay(loan, 1n)).toEqual(refuse('nothing_owed'));
    loan.today = FIRST_DUE;
    expect(pay(loan, 0n)).toMatchObject({ refusal: { data: { field: 'amount' } } });
    expect(pay(loan, 2_000_000n)).toEqual(refuse('exceeds_payoff', { payoff: 'CNY 10139.35' }));
  });

  it('needs the cash, and waits while another repayment is under way', () => {
    const loan = aRunningLoan();
    loan.topUpBorrower(-950_000n);
    loan.today = FIRST_DUE;
    expect(pay(loan, 60_000n)).toEqual(
      refuse('insufficient_cash', { available: 'CNY 500.00', missing: 'CNY 100.00' }),
    );
    expect(pay(loan, 30_000n).ok).toBe(true);
    expect(pay(loan, 10_000n)).toEqual(refuse('money_in_transit'));
    loan.answerAll();
    expect(pay(loan, 10_000n).ok).toBe(true);
  });

  it('pays the own loan, and only while it is owed', () => {
    const loan = aRunningLoan();
    const amount = minorUnits(1n);
    const command = { kind: 'RepayLoan', loanId: loan.loanId, amount } as const;
    expect(loan.ask(CALENDAR, command)).toEqual(refuse('not_allowed'));
    expect(loan.ask(loan.aClient('borrower'), command)).toEqual(refuse('not_found'));
    expect(pay(new TrialLoan(), 1n)).toEqual(refuse('wrong_stage', { state: 'funding' }));
  });

  it('without a mandate is asked by the bank for this one payment', () => {
    const loan = aRunningLoan();
    for (const { id } of loan.world.known.list('mandatesOfLoan', loan.loanId)) {
      loan.done(loan.borrower, { kind: 'RevokeMandate', mandateId: id });
    }
    loan.today = FIRST_DUE;
    expect(pay(loan, INSTALMENT).ok).toBe(true);
    const instruction = loan.instructions.find(({ order }) => order.kind === 'distribute');
    expect(instruction?.order).not.toHaveProperty('mandateId');
    const instructionId = instruction?.id ?? newTrialId();
    const waits = {
      kind: 'RecordInstruction',
      instructionId,
      outcome: 'awaiting_authorisation',
      pageUrl: 'http://bank/page',
    } as const;
    loan.done(BANK, waits);
    expect(loan.ask(BANK, waits)).toMatchObject({ value: { events: [] } });
    expect(loan.fact('instruction', instructionId)).toMatchObject({
      ...{ state: 'sent', pageUrl: 'http://bank/page' },
    });
    loan.answerAll();
    expect(loan.brokenLaws()).toEqual([]);
    expect(loan.cashOf('borrower', loan.borrower)).toBe(1_000_000n - INSTALMENT);
  });
});

describe('an early repayment', () => {
  const inFull = (loan: TrialLoan, payoffAmount?: bigint) =>
    loan.asBorrower({
      ...{ kind: 'RepayEarly', loanId: loan.loanId, how: 'in_full' },
      ...(payoffAmount !== undefined && { payoffAmount: minorUnits(payoffAmount) }),
    });
  const inPart = (loan: TrialLoan, amount: bigint) =>
    loan.asBorrower({
      ...{ kind: 'RepayEarly', loanId: loan.loanId, how: 'in_part' },
      amount: minorUnits(amount),
    });

  it('in full closes the loan: every claim at zero, nothing owed, and why', () => {
    const loan = aRunningLoan();
    loan.goTo(dayOf(2026, 5, 20));
    loan.topUpBorrower(200_000n);
    const { total, early } = payoffOf(loan.servicing, loan.today);
    expect(early).toMatchObject({ principal: 840_171n, interest: 4_065n, fee: 4_201n });
    const before = loan.cashOf('borrower', loan.borrower);
    expect(inFull(loan, total).ok).toBe(true);
    loan.answerAll();
    expect(loan.cashOf('borrower', loan.borrower)).toBe(before - total);
    expect(loan.loan).toMatchObject({ state: 'closed', closeReason: 'repaid_early' });
    expect(loan.loan.nextActionDay).toBeUndefined();
    expect(loan.claims.map(({ state, outstanding }) => [state, outstanding])).toEqual([
      ['closed', ZERO],
      ['closed', ZERO],
    ]);
    expect(loan.fact('borrower', loan.borrower.id)).toMatchObject({ owed: ZERO, loansRepaid: 1 });
    for (const { id } of loan.lenders) expect(loan.fact('lender', id).exposure).toBe(ZERO);
    expect(loan.account(feeAccount('early_repayment', CNY)).posted).toBe(4_201n);
    expect(loan.brokenLaws()).toEqual([]);
    expect(inFull(loan)).toEqual(refuse('wrong_stage', { state: 'closed' }));
  });

  it('in full pays what is due with it, and is refused under an old payoff amount', () => {
    const loan = aRunningLoan();
    loan.topUpBorrower(200_000n);
    loan.today = FIRST_DUE;
    expect(inFull(loan, 1_013_934n)).toEqual(refuse('payoff_expired'));
    expect(inFull(loan, 1_013_936n)).toEqual(refuse('exceeds_payoff', { payoff: 'CNY 10139.35' }));
    expect(inFull(loan, 1_013_935n).ok).toBe(true);
    loan.answerAll();
    expect(loan.loan.state).toBe('closed');
    expect(loan.cashOf('borrower', loan.borrower)).toBe(1_200_000n - 1_013_935n);
  });

  it('in part makes a new version of the schedule, once the bank has confirmed it', () => {
    const loan = aRunningLoan();
    loan.today = dayOf(2026, 3, 20);
    expect(inPart(loan, 500_000n).ok).toBe(true);
    expect(loan.servicing.changes).toEqual([]);
    loan.answerAll();
    expect(loan.servicing).toMatchObject({ fallenDue: 1, changes: [{ kind: 'early_repayment' }] });
    expect(loan.servicing.accounts).toHaveLength(13);
    expect(loan.servicing.accounts[0]?.settledDay).toBe(loan.today);
    expect(loan.loan).toMatchObject({ state: 'repaying', nextActionDay: FIRST_DUE });
    expect(loan.brokenLaws()).toEqual([]);
    loan.topUpBorrower(200_000n);
    loan.goTo(dayOf(2027, 3, 3));
    expect(loan.loan).toMatchObject({ state: 'closed', closeReason: 'repaid' });
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('that the bank refuses changes nothing', () => {
    const loan = aRunningLoan();
    loan.today = dayOf(2026, 3, 20);
    expect(inPart(loan, 500_000n).ok).toBe(true);
    loan.bank = () => 'refused';
    loan.answerAll();
    expect(loan.servicing).toMatchObject({ fallenDue: 0, changes: [] });
    expect(loan.cashOf('borrower', loan.borrower)).toBe(1_000_000n);
    expect(loan.loan.nextActionDay).toBe(FIRST_DUE);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('that is confirmed days later counts from its own day, and what came due meanwhile follows', () => {
    const loan = aRunningLoan();
    loan.today = addDays(FIRST_DUE, -1);
    expect(inPart(loan, 500_000n).ok).toBe(true);
    loan.today = FIRST_DUE;
    loan.done(CALENDAR, { kind: 'WorkLoan', loanId: loan.loanId });
    expect(loan.servicing.fallenDue).toBe(0);
    loan.today = addDays(FIRST_DUE, 1);
    loan.answerAll();
    expect(loan.servicing.fallenDue).toBe(2);
    expect(loan.servicing.accounts.slice(0, 2).map(({ dueDay }) => dueDay)).toEqual([
      addDays(FIRST_DUE, -1),
      FIRST_DUE,
    ]);
    expect(loan.loan.nextActionDay).toBe(addDays(FIRST_DUE, 2));
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('in part has a least amount, and less than all', () => {
    const loan = aRunningLoan();
    loan.topUpBorrower(500_000n);
    loan.today = dayOf(2026, 3, 20);
    expect(inPart(loan, 99_999n)).toEqual(refuse('part_below_minimum', { minimum: 'CNY 1000.00' }));
    expect(inPart(loan, 1_000_000n)).toEqual(refuse('exceeds_payoff', { payoff: 'CNY 10098.39' }));
    expect(inPart(loan, 100_000n).ok).toBe(true);
    expect(inPart(loan, 100_000n)).toEqual(refuse('money_in_transit'));
  });

  it('needs the cash for principal, interest and fee', () => {
    const loan = aRunningLoan();
    loan.today = dayOf(2026, 3, 20);
    expect(inFull(loan)).toEqual(
      refuse('insufficient_cash', { available: 'CNY 10000.00', missing: 'CNY 98.39' }),
    );
  });

  it('is refused where the product does not offer it', () => {
    const none = { ...NO_PENALTY.earlyRepayment, fullAllowed: false, partAllowed: false };
    const loan = aRunningLoan({ product: { ...NO_PENALTY, earlyRepayment: none } });
    loan.today = dayOf(2026, 3, 20);
    const refused = { refusal: { code: 'invalid_input', data: { field: 'how' } } };
    expect(inFull(loan)).toMatchObject(refused);
    expect(inPart(loan, 500_000n)).toMatchObject(refused);
  });

  it('of a loan of which nothing is ahead is none', () => {
    const loan = aRunningLoan({ months: 1 });
    loan.topUpBorrower(100_000n);
    loan.today = FIRST_DUE;
    expect(inPart(loan, 100_000n)).toEqual(refuse('nothing_owed'));
    expect(inFull(loan).ok).toBe(true);
    loan.answerAll();
    expect(loan.loan).toMatchObject({ state: 'closed', closeReason: 'repaid' });
    expect(plus(loan.claims[0]?.principalReceived ?? ZERO, ZERO)).toBe(400_000n);
  });
});
