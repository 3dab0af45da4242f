// The rules of funding from the freeze of a bid on: what the bank says, what the calendar does, what a lender may.

import { refuse } from '@mutua/core/kit/result.ts';
import { loanAccount } from '@mutua/core/ledger/addresses.ts';
import { minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { plusMs } from '@mutua/core/time/instant.ts';
import { describe, expect, it } from 'vitest';
import { BANK, CALENDAR, TrialLoan } from '../trial-loan.ts';
import { newTrialId } from '../trial-world.ts';

const MINUTE = 60_000;

describe('freezes', () => {
  it('make a loan funded when everything accepted is frozen and is the loan amount', () => {
    const loan = new TrialLoan();
    const first = loan.bid(loan.aLender(400_000n), 400_000n);
    loan.done(BANK, { kind: 'RecordFreezes', results: [{ bidId: first, outcome: 'confirmed' }] });
    expect(loan.loan).toMatchObject({ state: 'funding', frozen: 400_000n });
    const second = loan.bid(loan.aLender(600_000n), 600_000n);
    loan.done(BANK, { kind: 'RecordFreezes', results: [{ bidId: second, outcome: 'confirmed' }] });
    expect(loan.loan).toMatchObject({ state: 'funded', frozen: 1_000_000n, fundedAt: loan.now });
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('that the bank refuses give the money back at once, and the part is free for others', () => {
    const loan = new TrialLoan();
    const lender = loan.aLender(400_000n);
    const bidId = loan.bid(lender, 400_000n);
    const results = [{ bidId, outcome: 'refused', reason: 'insufficient_funds' } as const];
    loan.done(BANK, { kind: 'RecordFreezes', results });
    expect(loan.fact('bid', bidId)).toMatchObject({ state: 'returned', freezeState: 'refused' });
    expect(loan.cashOf('lender', lender)).toBe(400_000n);
    expect(loan.fact('lender', lender.id).exposure).toBe(ZERO);
    expect(loan.loan.accepted).toBe(ZERO);
    loan.bid(loan.aLender(1_000_000n), 1_000_000n);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('change nothing when they are told again, or late', () => {
    const loan = new TrialLoan();
    const bidId = loan.bid(loan.aLender(400_000n), 400_000n);
    const say = (outcome: 'confirmed' | 'refused' | 'awaiting_authorisation') =>
      loan.ask(BANK, { kind: 'RecordFreezes', results: [{ bidId, outcome }] });
    say('confirmed');
    const nothing = { ok: true, value: { events: [], transfers: [] } };
    expect(say('confirmed')).toEqual(nothing);
    expect(say('refused')).toEqual(nothing);
    expect(say('awaiting_authorisation')).toEqual(nothing);
    expect(loan.loan.frozen).toBe(400_000n);
  });

  it('count once when a batch tells of one bid twice', () => {
    const loan = new TrialLoan();
    const bidId = loan.bid(loan.aLender(400_000n), 400_000n);
    const results = [
      { bidId, outcome: 'awaiting_authorisation' },
      { bidId, outcome: 'confirmed' },
    ] as const;
    loan.done(BANK, { kind: 'RecordFreezes', results });
    expect(loan.loan.frozen).toBe(400_000n);
  });

  it('count although an older answer comes behind the one that decides', () => {
    const loan = new TrialLoan();
    const bidId = loan.bid(loan.aLender(400_000n), 400_000n);
    const results = [
      { bidId, outcome: 'confirmed' },
      { bidId, outcome: 'awaiting_authorisation' },
    ] as const;
    loan.done(BANK, { kind: 'RecordFreezes', results });
    expect(loan.loan.frozen).toBe(400_000n);
    expect(loan.fact('bid', bidId)).toMatchObject({ freezeState: 'confirmed' });
  });

  it('of a bid that went back meanwhile are released, once', () => {
    const loan = new TrialLoan();
    const bidId = loan.bid(loan.aLender(400_000n), 400_000n);
    loan.now = plusMs(loan.now, 8 * 86_400_000);
    loan.done(CALENDAR, { kind: 'CloseFunding', loanId: loan.loanId });
    expect(loan.instructions).toEqual([]);
    const results = [{ bidId, outcome: 'confirmed' } as const];
    loan.done(BANK, { kind: 'RecordFreezes', results });
    loan.done(BANK, { kind: 'RecordFreezes', results });
    expect(loan.instructions).toMatchObject([{ order: { kind: 'release', freezeId: bidId } }]);
    loan.answerAll();
    expect(loan.fact('bid', bidId)).toMatchObject({ state: 'returned', freezeState: 'released' });
    loan.done(BANK, { kind: 'RecordFreezes', results });
    expect(loan.instructions).toHaveLength(1);
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('are told by the bank alone, and of bids that there are', () => {
    const loan = new TrialLoan();
    const results = [{ bidId: newTrialId(), outcome: 'confirmed' } as const];
    expect(loan.ask(CALENDAR, { kind: 'RecordFreezes', results })).toEqual(refuse('not_allowed'));
    expect(loan.ask(BANK, { kind: 'RecordFreezes', results })).toEqual(refuse('not_found'));
  });
});

describe('a bid that its lender has not authorised', () => {
  const waiting = () => {
    const loan = new TrialLoan({ funding: { authoriseWithinMinutes: 10 } });
    const bidId = loan.bid(loan.aLender(400_000n), 400_000n);
    const page = { pageUrl: 'http://bank/authorise/1' };
    const results = [{ bidId, outcome: 'awaiting_authorisation', ...page } as const];
    loan.done(BANK, { kind: 'RecordFreezes', results });
    return { loan, bidId };
  };

  it('says until when and where that can be done', () => {
    const { loan, bidId } = waiting();
    expect(loan.fact('bid', bidId)).toMatchObject({
      freezeState: 'awaiting_authorisation',
      authoriseUntil: plusMs(loan.now, 10 * MINUTE),
      pageUrl: 'http://bank/authorise/1',
    });
  });

  it('goes back when the time is over and not before', () => {
    const { loan, bidId } = waiting();
    loan.now = plusMs(loan.now, 10 * MINUTE - 1);
    loan.done(CALENDAR, { kind: 'ExpireBid', bidId });
    expect(loan.fact('bid', bidId).state).toBe('accepted');
    loan.now = plusMs(loan.now, 1);
    loan.done(CALENDAR, { kind: 'ExpireBid', bidId });
    loan.done(CALENDAR, { kind: 'ExpireBid', bidId });
    expect(loan.fact('bid', bidId).state).toBe('returned');
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('stays when it is authorised in time', () => {
    const { loan, bidId } = waiting();
    loan.done(BANK, { kind: 'RecordFreezes', results: [{ bidId, outcome: 'confirmed' }] });
    loan.now = plusMs(loan.now, 11 * MINUTE);
    loan.done(CALENDAR, { kind: 'ExpireBid', bidId });
    expect(loan.fact('bid', bidId)).toMatchObject({ state: 'accepted', freezeState: 'confirmed' });
  });

  it('is ended by the calendar alone', () => {
    const { loan, bidId } = waiting();
    expect(loan.ask(BANK, { kind: 'ExpireBid', bidId })).toEqual(refuse('not_allowed'));
    expect(loan.ask(CALENDAR, { kind: 'ExpireBid', bidId: newTrialId() })).toEqual(
      refuse('not_found'),
    );
  });
});

describe('the funding period', () => {
  it('opens when its time has come, for bids', () => {
    const loan = new TrialLoan({ state: 'listed' });
    const { loanId } = loan;
    const opensAt = loan.now;
    loan.given('loan', {
      ...loan.loan,
      funding: { ...loan.loan.funding, opensAt } as NonNullable<typeof loan.loan.funding>,
    });
    loan.now = plusMs(opensAt, -1);
    expect(loan.ask(CALENDAR, { kind: 'OpenFunding', loanId })).toEqual(
      refuse('not_open_yet', { opensAt: '2026-03-02T02:00:00.000Z' }),
    );
    loan.now = opensAt;
    expect(loan.ask(BANK, { kind: 'OpenFunding', loanId })).toEqual(refuse('not_allowed'));
    loan.done(CALENDAR, { kind: 'OpenFunding', loanId });
    loan.done(CALENDAR, { kind: 'OpenFunding', loanId });
    expect(loan.loan).toMatchObject({ state: 'funding', transitions: 2 });
    expect(loan.ask(CALENDAR, { kind: 'OpenFunding', loanId: newTrialId() })).toEqual(
      refuse('not_found'),
    );
  });

  it('that ends short gives everything back to the cent, here and at the bank', () => {
    const loan = new TrialLoan();
    const { loanId } = loan;
    const lenders = [loan.aLender(400_000n), loan.aLender(333_333n)];
    for (const lender of lenders) loan.bid(lender, loan.cashOf('lender', lender));
    loan.answerAll();
    const late = loan.aLender(1_000n);
    loan.bid(late, 1_000n);
    expect(loan.ask(BANK, { kind: 'CloseFunding', loanId })).toEqual(refuse('not_allowed'));
    loan.done(CALENDAR, { kind: 'CloseFunding', loanId });
    expect(loan.loan.state).toBe('funding');
    loan.now = plusMs(loan.now, 7 * 86_400_000);
    loan.done(CALENDAR, { kind: 'CloseFunding', loanId });
    expect(loan.loan).toMatchObject({ state: 'failed', accepted: ZERO, frozen: ZERO });
    expect([...lenders, late].map((one) => loan.cashOf('lender', one))).toEqual([
      400_000n,
      333_333n,
      1_000n,
    ]);
    for (const { id } of lenders) expect(loan.fact('lender', id).exposure).toBe(ZERO);
    expect(loan.instructions.map(({ order }) => order.kind)).toEqual(['release', 'release']);
    expect(loan.fact('borrower', loan.borrower.id).openLoanId).toBeUndefined();
    expect(loan.account(loanAccount('loan_funding', loan.loan)).pendingCredit).toBe(ZERO);
    loan.answerAll();
    expect(loan.bids.map(({ freezeState }) => freezeState)).toEqual([
      'released',
      'released',
      'refused',
    ]);
    expect(loan.brokenLaws()).toEqual([]);
    expect(loan.ask(CALENDAR, { kind: 'CloseFunding', loanId })).toEqual(
      refuse('wrong_stage', { state: 'failed' }),
    );
  });

  it('opens with its business date where that is set ahead of the clock', () => {
    const loan = new TrialLoan({ state: 'listed' });
    const { loanId } = loan;
    const opensAt = plusMs(loan.now, 86_400_000);
    const nextActionDay = addDays(loan.today, 3);
    loan.given('loan', {
      ...{ ...loan.loan, nextActionDay },
      funding: { ...loan.loan.funding, opensAt } as NonNullable<typeof loan.loan.funding>,
    });
    loan.today = nextActionDay;
    loan.done(CALENDAR, { kind: 'OpenFunding', loanId });
    expect(loan.loan.state).toBe('funding');
  });

  it('ends with its business date where that is set ahead of the clock', () => {
    const loan = new TrialLoan();
    const { loanId } = loan;
    const lender = loan.aLender(1_000n);
    loan.bid(lender, 1_000n);
    loan.answerAll();
    const nextActionDay = addDays(loan.today, 9);
    loan.given('loan', { ...loan.loan, nextActionDay });
    loan.today = addDays(nextActionDay, -1);
    loan.done(CALENDAR, { kind: 'CloseFunding', loanId });
    expect(loan.loan.state).toBe('funding');
    loan.today = nextActionDay;
    loan.done(CALENDAR, { kind: 'CloseFunding', loanId });
    expect(loan.loan.state).toBe('failed');
    expect(loan.cashOf('lender', lender)).toBe(1_000n);
    loan.answerAll();
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('of a full loan whose contract nobody signs ends so too', () => {
    const loan = new TrialLoan({ funding: { signWithinMinutes: 60 } });
    const { loanId } = loan;
    loan.bid(loan.aLender(1_000_000n), 1_000_000n);
    loan.answerAll();
    const { nextActionDay } = loan.loan;
    expect(nextActionDay).toBe(addDays(loan.today, 2));
    loan.today = addDays(loan.today, 1);
    loan.done(CALENDAR, { kind: 'LapseUnsigned', loanId });
    expect(loan.loan.state).toBe('funded');
    loan.today = addDays(loan.today, 1);
    loan.done(CALENDAR, { kind: 'LapseUnsigned', loanId });
    expect(loan.loan.state).toBe('withdrawn');
  });

  it('of a loan that waits for its contract for too long ends with every bid back', () => {
    const loan = new TrialLoan({ funding: { signWithinMinutes: 60 } });
    const { loanId } = loan;
    const lender = loan.aLender(1_000_000n);
    loan.bid(lender, 1_000_000n);
    const lapse = { kind: 'LapseUnsigned', loanId } as const;
    expect(loan.ask(CALENDAR, lapse)).toEqual(refuse('wrong_stage', { state: 'funding' }));
    loan.answerAll();
    loan.now = plusMs(loan.now, 60 * MINUTE - 1);
    loan.done(CALENDAR, lapse);
    expect(loan.loan.state).toBe('funded');
    loan.now = plusMs(loan.now, 1);
    expect(loan.ask(BANK, lapse)).toEqual(refuse('not_allowed'));
    loan.done(CALENDAR, lapse);
    expect(loan.loan).toMatchObject({ state: 'withdrawn', withdrawReason: 'not_signed' });
    expect(loan.cashOf('lender', lender)).toBe(1_000_000n);
    loan.answerAll();
    expect(loan.bids).toMatchObject([{ state: 'returned', freezeState: 'released' }]);
    expect(loan.brokenLaws()).toEqual([]);
  });
});

describe('a bid', () => {
  it('cannot be cancelled where no reflection period is given', () => {
    const loan = new TrialLoan();
    const lender = loan.aLender(400_000n);
    const bidId = loan.bid(lender, 400_000n);
    expect(loan.ask(lender, { kind: 'CancelBid', bidId })).toEqual(refuse('cancel_not_offered'));
  });

  it('can be cancelled within its reflection period, frozen or not, and not after', () => {
    const loan = new TrialLoan({ funding: { reflectionMinutes: 30 } });
    const lender = loan.aLender(400_000n);
    const [first, second] = [loan.bid(lender, 150_000n), loan.bid(lender, 250_000n)];
    loan.answerAll();
    loan.now = plusMs(loan.now, 30 * MINUTE - 1);
    loan.done(lender, { kind: 'CancelBid', bidId: first });
    expect(loan.loan).toMatchObject({ accepted: 250_000n, frozen: 250_000n });
    expect(loan.cashOf('lender', lender)).toBe(150_000n);
    expect(loan.instructions).toMatchObject([{ order: { kind: 'release', freezeId: first } }]);
    loan.now = plusMs(loan.now, 1);
    expect(loan.ask(lender, { kind: 'CancelBid', bidId: second })).toEqual(
      refuse('cancel_too_late', { endedAt: '2026-03-02T02:30:00.000Z' }),
    );
    expect(loan.ask(lender, { kind: 'CancelBid', bidId: first })).toEqual(
      refuse('wrong_stage', { state: 'cancelled' }),
    );
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('of another is not there', () => {
    const loan = new TrialLoan();
    const bidId = loan.bid(loan.aLender(400_000n), 400_000n);
    const other = loan.aLender(1n);
    expect(loan.ask(other, { kind: 'CancelBid', bidId })).toEqual(refuse('not_found'));
    expect(loan.ask(BANK, { kind: 'CancelBid', bidId })).toEqual(refuse('not_allowed'));
  });

  it('inside its reflection period keeps a full loan from being funded until the period is over', () => {
    const loan = new TrialLoan({ funding: { reflectionMinutes: 30 } });
    loan.bid(loan.aLender(1_000_000n), 1_000_000n);
    loan.answerAll();
    expect(loan.loan.state).toBe('funding');
    loan.done(CALENDAR, { kind: 'CloseFunding', loanId: loan.loanId });
    expect(loan.loan.state).toBe('funding');
    loan.now = plusMs(loan.now, 30 * MINUTE);
    loan.done(CALENDAR, { kind: 'CloseFunding', loanId: loan.loanId });
    expect(loan.loan.state).toBe('funded');
  });

  it('is not taken when its reflection period would end after the deadline', () => {
    const loan = new TrialLoan({ funding: { reflectionMinutes: 30 } });
    loan.now = plusMs(loan.now, 7 * 86_400_000 - 30 * MINUTE + 1);
    const bid = { kind: 'PlaceBid', loanId: loan.loanId, amount: minorUnits(1_000n) } as const;
    expect(loan.ask(loan.aLender(1_000n), { ...bid, acknowledgedNotice: 'v1' })).toEqual(
      refuse('funding_closed'),
    );
  });
});
