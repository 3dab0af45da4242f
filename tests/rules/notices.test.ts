// Who is told what: each notice follows from an event, goes to a party of its subject, and comes once.
import type { Id } from '@mutua/core/kit/id.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { NoticeKind } from '@mutua/core/notice/notice.ts';
import { addDays, dayOf } from '@mutua/core/time/day.ts';
import { plusMs } from '@mutua/core/time/instant.ts';
import { describe, expect, it } from 'vitest';
import { NO_PENALTY } from '../trial-collection.ts';
import { BANK, CALENDAR, TrialLoan, type TrialTerms } from '../trial-loan.ts';
import { newTrialId } from '../trial-world.ts';

const FIRST_DUE = dayOf(2026, 4, 2);
const INSTALMENT = 88_916n;
const MS_A_DAY = 86_400_000;

/** 10,000 yuan at 10 % for a year, disbursed on 2 March 2026: 2 April is a Thursday, 2 May a Saturday. */
function aRunningLoan(terms: Partial<TrialTerms> = {}): TrialLoan {
  const loan = new TrialLoan({ product: NO_PENALTY, ...terms });
  loan.disburse();
  return loan;
}

function leaveCash(loan: TrialLoan, amount: bigint): void {
  loan.topUpBorrower(amount - loan.cashOf('borrower', loan.borrower));
}

/** What happened since that many notices: kind, and figures where they are asked for. */
function toldTo(loan: TrialLoan, { id }: { readonly id: Id }, since = 0) {
  return loan.notices
    .slice(since)
    .filter(({ receiverId }) => receiverId === id)
    .map(({ kind, figures }) => ({ kind, ...figures }));
}

const kinds = (told: readonly { readonly kind: NoticeKind }[]) => told.map(({ kind }) => kind);

describe('before and at the disbursement', () => {
  it('a borrower is told that the loan is full and then paid out; each lender, of the claim', () => {
    const loan = new TrialLoan();
    const [anna, ben] = [loan.aLender(400_000n), loan.aLender(600_000n)];
    loan.bid(anna, 150_000n);
    loan.bid(anna, 250_000n);
    loan.bid(ben, 600_000n);
    expect(loan.notices).toEqual([]);
    loan.answerAll();
    expect(toldTo(loan, loan.borrower)).toEqual([{ kind: 'loan_funded', amount: 1_000_000n }]);
    loan.authorise();
    loan.done(loan.borrower, { kind: 'SignContract', loanId: loan.loanId });
    loan.answerAll();
    expect(toldTo(loan, loan.borrower).slice(1)).toEqual([
      { kind: 'loan_disbursed', amount: 1_000_000n, day: FIRST_DUE },
    ]);
    // Two bids are two claims, and one notice.
    expect(toldTo(loan, anna)).toEqual([{ kind: 'claim_made', amount: 400_000n, day: FIRST_DUE }]);
    expect(toldTo(loan, ben)).toEqual([{ kind: 'claim_made', amount: 600_000n, day: FIRST_DUE }]);
  });

  it('a listing that is not filled tells its borrower, and each lender once with the whole sum', () => {
    const loan = new TrialLoan();
    const [anna, ben] = [loan.aLender(400_000n), loan.aLender(600_000n)];
    loan.bid(anna, 100_000n);
    loan.bid(anna, 200_000n);
    loan.bid(ben, 50_000n);
    loan.now = plusMs(loan.now, 8 * MS_A_DAY);
    loan.done(CALENDAR, { kind: 'CloseFunding', loanId: loan.loanId });
    expect(kinds(toldTo(loan, loan.borrower))).toEqual(['funding_failed']);
    const returned = { kind: 'bid_returned', reason: 'funding_failed' };
    expect(toldTo(loan, anna)).toEqual([{ ...returned, amount: 300_000n }]);
    expect(toldTo(loan, ben)).toEqual([{ ...returned, amount: 50_000n }]);
  });

  it('a bid that the custodian refuses goes back with a reason of ours, never with its own words', () => {
    const loan = new TrialLoan();
    const anna = loan.aLender(400_000n);
    const bidId = loan.bid(anna, 100_000n);
    const refused = { bidId, outcome: 'refused', reason: 'Account of LIN WEI is blocked' } as const;
    loan.done(BANK, { kind: 'RecordFreezes', results: [refused] });
    expect(toldTo(loan, anna)).toEqual([
      { kind: 'bid_returned', amount: 100_000n, reason: 'custodian_refused' },
    ]);
  });
});

describe('on the due day', () => {
  it('what is collected in full both sides are told, each of the own money', () => {
    const loan = aRunningLoan();
    const before = loan.notices.length;
    loan.goTo(FIRST_DUE);
    const reminded = ['repayment_due', 'repayment_due', 'repayment_due'] as const;
    const told = toldTo(loan, loan.borrower, before);
    expect(kinds(told)).toEqual([...reminded, 'repayment_collected']);
    expect(told.at(-1)).toMatchObject({
      ...{ amount: INSTALMENT, principal: 79_583n, interest: 8_333n, fee: 1_000n, remaining: 0n },
    });
    const [first, second] = loan.lenders.map((one) => toldTo(loan, one, before));
    expect(first).toMatchObject([
      { kind: 'claim_paid', amount: 35_166n, principal: 31_833n, interest: 3_333n },
    ]);
    expect(second).toMatchObject([
      { kind: 'claim_paid', amount: 52_750n, principal: 47_750n, interest: 5_000n },
    ]);
  });

  it('what is collected in part both sides are told, with what is still due, and again when the rest comes', () => {
    const loan = aRunningLoan();
    leaveCash(loan, 20_000n);
    loan.goTo(addDays(FIRST_DUE, -1));
    const before = loan.notices.length;
    loan.goTo(FIRST_DUE);
    expect(toldTo(loan, loan.borrower, before).slice(1)).toMatchObject([
      { kind: 'repayment_collected_in_part', amount: 20_000n, remaining: INSTALMENT - 20_000n },
    ]);
    for (const lender of loan.lenders) {
      expect(kinds(toldTo(loan, lender, before))).toEqual(['claim_paid_in_part']);
    }
    const middle = loan.notices.length;
    loan.topUpBorrower(70_000n);
    loan.goTo(addDays(FIRST_DUE, 1));
    const rest = toldTo(loan, loan.borrower, middle).filter(({ kind }) => /repayment/.test(kind));
    expect(rest).toMatchObject([{ kind: 'repayment_collected', amount: INSTALMENT - 20_000n }]);
    for (const lender of loan.lenders) {
      expect(kinds(toldTo(loan, lender, middle))).toContain('claim_paid');
    }
  });

  it('what is not collected both sides are told once, and the lenders not how much the borrower has', () => {
    const loan = aRunningLoan();
    leaveCash(loan, 0n);
    loan.goTo(addDays(FIRST_DUE, -1));
    const before = loan.notices.length;
    loan.goTo(FIRST_DUE);
    const day = FIRST_DUE;
    expect(toldTo(loan, loan.borrower, before).slice(1)).toEqual([
      { kind: 'repayment_not_collected', amount: INSTALMENT, day },
    ]);
    for (const lender of loan.lenders) {
      expect(toldTo(loan, lender, before)).toEqual([{ kind: 'claim_not_paid', day }]);
    }
    loan.goTo(addDays(FIRST_DUE, 20));
    const missed = loan.notices.filter(({ kind }) => kind === 'repayment_not_collected');
    expect(missed).toHaveLength(1);
  });

  it('what the bank does not pay out its borrower is told', () => {
    const loan = aRunningLoan();
    loan.goTo(addDays(FIRST_DUE, -1));
    const before = loan.notices.length;
    loan.bank = () => 'refused';
    loan.goTo(FIRST_DUE);
    expect(toldTo(loan, loan.borrower, before).slice(1)).toEqual([
      { kind: 'repayment_returned', remaining: INSTALMENT },
    ]);
  });
});

describe('at other times', () => {
  it('an early repayment, and the end of the loan, both sides are told', () => {
    const loan = aRunningLoan();
    loan.topUpBorrower(200_000n);
    const before = loan.notices.length;
    loan.today = dayOf(2026, 3, 20);
    loan.done(loan.borrower, { kind: 'RepayEarly', loanId: loan.loanId, how: 'in_full' });
    loan.answerAll();
    const told = toldTo(loan, loan.borrower, before);
    expect(kinds(told)).toEqual(['early_repayment_made', 'loan_closed']);
    expect(told[1]).toMatchObject({ reason: 'repaid_early', amount: 1_000_000n });
    const [first] = loan.lenders.map((one) => toldTo(loan, one, before));
    expect(first).toMatchObject([
      { kind: 'claim_paid_early', principal: 400_000n },
      { kind: 'claim_closed', principal: 400_000n, penalty: 0n },
    ]);
  });

  it('arrears both sides are told: when they begin, when they are made good, and at default', () => {
    const loan = aRunningLoan();
    leaveCash(loan, 0n);
    loan.goTo(FIRST_DUE);
    const before = loan.notices.length;
    loan.goTo(addDays(FIRST_DUE, 5));
    // Three days of grace have gone by.
    const overdue = { kind: 'loan_overdue', amount: INSTALMENT, day: FIRST_DUE, daysOverdue: 4 };
    expect(toldTo(loan, loan.borrower, before)).toEqual([overdue]);
    const [lender] = loan.lenders;
    expect(toldTo(loan, lender ?? loan.borrower, before)).toEqual([
      { kind: 'claim_overdue', day: FIRST_DUE, daysOverdue: 4 },
      { kind: 'claim_downgraded', reason: 'special_mention' },
    ]);
    const middle = loan.notices.length;
    loan.topUpBorrower(100_000n);
    loan.goTo(addDays(FIRST_DUE, 6));
    expect(kinds(toldTo(loan, loan.borrower, middle))).toContain('arrears_cleared');
    expect(kinds(toldTo(loan, lender ?? loan.borrower, middle))).toContain('claim_arrears_cleared');
    leaveCash(loan, 0n);
    loan.goTo(dayOf(2026, 9, 1));
    const all = (kind: NoticeKind) => loan.notices.filter((notice) => notice.kind === kind);
    expect(all('loan_defaulted')).toHaveLength(1);
    expect(all('claim_defaulted')).toHaveLength(loan.lenders.length);
    expect(all('loan_defaulted')[0]?.figures).toMatchObject({ daysOverdue: 91 });
  });

  it('no notice names anybody but its receiver', () => {
    const loan = aRunningLoan();
    leaveCash(loan, 20_000n);
    loan.goTo(dayOf(2026, 6, 2));
    const parties = [loan.borrower, ...loan.lenders].map(({ id }) => id);
    expect(loan.notices.length).toBeGreaterThan(20);
    for (const { receiverId, subject, figures } of loan.notices) {
      expect(parties).toContain(receiverId);
      expect(subject).toEqual({ kind: 'loan', id: loan.loanId });
      expect(Object.keys(figures)).not.toContain('borrowerId');
      expect(Object.values(figures).filter((figure) => String(figure).includes('-'))).toEqual([]);
    }
  });

  it('money that comes and goes its owner is told', () => {
    const loan = new TrialLoan();
    const anna = loan.aLender(0n);
    const asked = { role: 'lender', amount: minorUnits(5_000n), currency: loan.loan.currency };
    const topUpId = loan.done(anna, { kind: 'RequestTopUp', ...asked, role: 'lender' });
    loan.done(BANK, {
      ...{ kind: 'CreditTopUp', topUpId, amount: minorUnits(5_000n), bankReference: 'R1' },
    });
    const withdraw = { ...asked, role: 'lender', amount: minorUnits(3_000n) } as const;
    const withdrawalId = loan.done(anna, { kind: 'RequestWithdrawal', ...withdraw });
    loan.answer(withdrawalId, 'confirmed');
    loan.done(BANK, { kind: 'RecordBounce', withdrawalId, bankReference: 'R2' });
    const told = loan.notices.map(({ kind, role, subject, figures }) => [
      ...[kind, role, subject.kind, subject.id, figures.amount],
    ]);
    expect(told).toEqual([
      ['top_up_credited', 'lender', 'top_up', topUpId, 5_000n],
      ['withdrawal_paid', 'lender', 'withdrawal', withdrawalId, 3_000n],
      ['withdrawal_bounced', 'lender', 'withdrawal', withdrawalId, 3_000n],
    ]);
  });
});

describe('reminders', () => {
  const reminders = (loan: TrialLoan) =>
    loan.notices
      .filter(({ kind }) => kind === 'repayment_due')
      .map(({ figures: { day = FIRST_DUE, daysBefore, amount } }) => [day, daysBefore, amount]);

  it('come three days before the due day, one day before it, and on it', () => {
    const loan = aRunningLoan();
    expect(loan.loan.reminderDay).toBe(addDays(FIRST_DUE, -3));
    loan.goTo(addDays(FIRST_DUE, -4));
    expect(reminders(loan)).toEqual([]);
    for (const [day, count] of [
      [-3, 1],
      [-2, 1],
      [-1, 2],
      [0, 3],
    ] as const) {
      loan.goTo(addDays(FIRST_DUE, day));
      expect(reminders(loan)).toHaveLength(count);
    }
    expect(reminders(loan)).toEqual([
      [FIRST_DUE, 3, INSTALMENT],
      [FIRST_DUE, 1, INSTALMENT],
      [FIRST_DUE, 0, INSTALMENT],
    ]);
  });

  it('go by the day to which the working-day rule moves the payment', () => {
    const loan = aRunningLoan();
    loan.goTo(dayOf(2026, 5, 2));
    // 2 May is a Saturday: it is paid on Monday the 4th, so Friday is three days before.
    const monday = dayOf(2026, 5, 4);
    expect(loan.loan.reminderDay).toBe(dayOf(2026, 5, 3));
    loan.goTo(monday);
    expect(reminders(loan).slice(3)).toEqual([
      [monday, 3, INSTALMENT],
      [monday, 1, INSTALMENT],
      [monday, 0, INSTALMENT],
    ]);
  });

  it('come once, however often the calendar comes', () => {
    const loan = aRunningLoan();
    loan.goTo(addDays(FIRST_DUE, -3));
    const remind = { kind: 'RemindBorrower', loanId: loan.loanId } as const;
    const nothing = { ok: true, value: { events: [], transfers: [] } };
    expect(loan.ask(CALENDAR, remind)).toEqual(nothing);
    expect(loan.ask(CALENDAR, remind)).toEqual(nothing);
    expect(reminders(loan)).toHaveLength(1);
    expect(loan.ask(BANK, remind)).toEqual(refuse('not_allowed'));
    expect(loan.ask(CALENDAR, { ...remind, loanId: newTrialId() })).toEqual(refuse('not_found'));
  });

  it('that were missed are made up for, each once', () => {
    const loan = aRunningLoan();
    loan.today = addDays(FIRST_DUE, -1);
    loan.remind();
    loan.remind();
    expect(reminders(loan).map(([, daysBefore]) => daysBefore)).toEqual([3, 1]);
    expect(loan.loan.reminderDay).toBe(FIRST_DUE);
  });

  it('do not come for what is paid, and for the rest of what is paid in part', () => {
    const loan = aRunningLoan();
    loan.goTo(addDays(FIRST_DUE, -2));
    loan.done(loan.borrower, {
      ...{ kind: 'RepayEarly', loanId: loan.loanId, how: 'in_part' },
      amount: minorUnits(500_000n),
    });
    loan.answerAll();
    loan.goTo(FIRST_DUE);
    const [, dayBefore, onTheDay] = reminders(loan);
    expect(dayBefore?.[2]).toBeLessThan(INSTALMENT);
    expect(onTheDay).toEqual([FIRST_DUE, 0, dayBefore?.[2]]);
    loan.topUpBorrower(1_000_000n);
    loan.done(loan.borrower, { kind: 'RepayEarly', loanId: loan.loanId, how: 'in_full' });
    loan.answerAll();
    loan.goTo(dayOf(2026, 12, 31));
    expect(reminders(loan)).toHaveLength(3);
    expect(loan.loan.reminderDay).toBeUndefined();
  });

  it('of a loan with arrears go on for what comes next', () => {
    const loan = aRunningLoan({ product: { ...NO_PENALTY, workingDayRule: 'none' } });
    leaveCash(loan, 0n);
    loan.goTo(dayOf(2026, 5, 2));
    expect(reminders(loan).map(([day, daysBefore]) => [day, daysBefore])).toEqual([
      ...[3, 1, 0].map((daysBefore) => [FIRST_DUE, daysBefore]),
      ...[3, 1, 0].map((daysBefore) => [dayOf(2026, 5, 2), daysBefore]),
    ]);
  });
});

describe('what is read', () => {
  it('is marked by the client up to a notice, and never goes back', () => {
    const loan = new TrialLoan();
    const mark = (sequence: bigint, place: number) =>
      loan.ask(loan.borrower, { kind: 'MarkNoticesRead', through: { sequence, place } });
    const clientId = loan.borrower.id;
    expect(mark(7n, 2)).toMatchObject({
      value: { events: [{ clientId, sequence: 7n, place: 2 }] },
    });
    for (const earlier of [mark(7n, 2), mark(7n, 1), mark(6n, 9)]) {
      expect(earlier).toMatchObject({ value: { events: [] } });
    }
    expect(mark(7n, 3)).toMatchObject({ value: { events: [{ kind: 'NoticesRead' }] } });
    expect(loan.fact('noticeReading', clientId)).toEqual({ clientId, sequence: 7n, place: 3 });
    const through = { sequence: 9n, place: 0 };
    expect(loan.ask(CALENDAR, { kind: 'MarkNoticesRead', through })).toEqual(refuse('not_allowed'));
  });
});
