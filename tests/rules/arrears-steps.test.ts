// What two persons may decide about a loan that is not paid as agreed: its class, its acceleration, a waiver, a
// compromise, a new plan. Of every step the ladder of refusals, what becomes due, and what each side is told.
import { invalid, refuse } from '@mutua/core/kit/result.ts';
import { amountsOf, totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import { wholeDebt } from '@mutua/core/loan/written-off.ts';
import { minorUnits, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addDays, dayOf } from '@mutua/core/time/day.ts';
import { afterEach, describe, expect, it } from 'vitest';
import {
  accelerate,
  aLoan,
  inDefault,
  lawsHold,
  overdue,
  owedBy,
  step,
  told,
  WITH_PENALTY,
} from '../trial-arrears.ts';
import {
  ANALYST,
  ANALYST_LEAD,
  COLLECTOR,
  COMMITTEE,
  FINANCE_OFFICER,
  FIRST_DUE,
  lifeOf,
} from '../trial-collection.ts';
import type { WatchedLoan } from '../watched-loan.ts';

afterEach(lawsHold);

describe('the asset class', () => {
  it('follows the days overdue, and lenders hear once of each step down', () => {
    const loan = aLoan();
    const classOn = (days: number) => {
      loan.goTo(addDays(FIRST_DUE, days));
      return loan.loan.assetClass ?? 'normal';
    };
    expect([3, 4, 90, 91, 270, 271, 360, 361].map(classOn)).toEqual([
      ...['normal', 'special_mention', 'special_mention', 'substandard'],
      ...['substandard', 'doubtful', 'doubtful', 'loss'],
    ]);
    expect(told(loan, 'lender').filter((kind) => kind === 'claim_downgraded')).toHaveLength(8);
    expect(told(loan, 'borrower')).not.toContain('claim_downgraded');
    loan.topUpBorrower(2_000_000n);
    loan.goTo(addDays(loan.today, 1));
    expect(loan.loan.assetClass).toBe('normal');
    expect(told(loan, 'lender').filter((kind) => kind === 'claim_downgraded')).toHaveLength(8);
  });

  it('may be worse than the days say, by two persons, and never better', () => {
    const loan = inDefault();
    const propose = (assetClass: string) => step(loan, 'ProposeAssetClass', { assetClass });
    expect(loan.ask(COLLECTOR, propose('loss'))).toEqual(refuse('not_allowed'));
    expect(loan.ask(ANALYST, propose('special_mention'))).toEqual(
      invalid('assetClass', 'It must not be better than the days overdue say.'),
    );
    expect(loan.ask(ANALYST_LEAD, step(loan, 'ClassifyLoan'))).toEqual(
      refuse('step_skipped', { step: 'propose_asset_class' }),
    );
    loan.done(ANALYST_LEAD, propose('doubtful'));
    expect(loan.ask(ANALYST_LEAD, step(loan, 'ClassifyLoan'))).toEqual(refuse('same_person'));
    loan.done(COMMITTEE, step(loan, 'ClassifyLoan'));
    expect(loan.loan.assetClass).toBe('doubtful');
    // What is paid does not make it better than the two have found.
    loan.topUpBorrower(400_000n);
    loan.goTo(addDays(loan.today, 1));
    expect(loan.loan).toMatchObject({ state: 'repaying', assetClass: 'doubtful' });
    loan.done(ANALYST, propose('normal'));
    loan.done(COMMITTEE, step(loan, 'ClassifyLoan'));
    expect(loan.loan.assetClass).toBe('normal');
  });

  it('counts no days of grace against the class that a person may choose', () => {
    const loan = aLoan(WITH_PENALTY);
    loan.goTo(addDays(FIRST_DUE, 2));
    const propose = step(loan, 'ProposeAssetClass', { assetClass: 'normal' });
    expect(loan.ask(ANALYST, propose).ok).toBe(true);
  });

  it('is looked at again on the day of its release', () => {
    const loan = aLoan();
    loan.goTo(addDays(FIRST_DUE, 90));
    loan.done(ANALYST, step(loan, 'ProposeAssetClass', { assetClass: 'special_mention' }));
    loan.goTo(addDays(FIRST_DUE, 90));
    loan.today = addDays(FIRST_DUE, 91);
    expect(loan.ask(COMMITTEE, step(loan, 'ClassifyLoan'))).toMatchObject({
      refusal: { code: 'invalid_input', data: { field: 'assetClass' } },
    });
  });
});

describe('an acceleration', () => {
  it('makes the whole principal due today, with its interest to the day and nothing after it', () => {
    const loan = overdue();
    accelerate(loan);
    const [first, last] = loan.servicing.accounts;
    expect(loan.servicing.accounts).toHaveLength(2);
    expect(first?.due).toMatchObject({ principal: 79_583n, interest: 8_333n, fee: 1_000n });
    // 9,204.17 at 10 % for ten of the thirty days of the period.
    expect(last).toMatchObject({
      ...{ dueDay: loan.today, due: { principal: 920_417n, interest: 2_557n, fee: ZERO } },
    });
    expect(lifeOf(loan).map(([event]) => event)).toEqual(['LoanFellOverdue', 'LoanDefaulted']);
    expect(owedBy(loan)).toBe(88_916n + 922_974n);
    expect(told(loan, 'borrower').slice(-2)).toEqual(['loan_accelerated', 'loan_defaulted']);
    expect(told(loan, 'lender').filter((kind) => kind === 'claim_accelerated')).toHaveLength(2);
  });

  it('is followed by penalty on all of it, and by the end of the loan once all is paid', () => {
    const loan = overdue(WITH_PENALTY);
    accelerate(loan);
    const before = owedBy(loan);
    // The 12th of April is a Sunday: it is late since the 13th, and in grace for three days more.
    loan.goTo(addDays(loan.today, 4));
    const inGrace = owedBy(loan) - before;
    expect(inGrace).toBeLessThan(110n);
    loan.goTo(addDays(loan.today, 1));
    // Four days at 9 % on 9,189.34 and its interest.
    const grown = owedBy(loan) - before - inGrace;
    expect(Number(grown)).toBeGreaterThan(900);
    loan.topUpBorrower(2_000_000n);
    loan.goTo(addDays(loan.today, 1));
    expect(loan.loan).toMatchObject({ state: 'closed', closeReason: 'repaid' });
  });

  it('has a ladder of its own', () => {
    const loan = aLoan();
    const propose = step(loan, 'ProposeAcceleration');
    expect(loan.ask(COLLECTOR, propose)).toEqual(refuse('wrong_stage', { state: 'repaying' }));
    loan.goTo(addDays(FIRST_DUE, 10));
    expect(loan.ask(COLLECTOR, { ...propose, reason: ' ' } as AnyCommand)).toEqual(
      refuse('reason_missing'),
    );
    loan.done(ANALYST_LEAD, propose);
    const release = step(loan, 'AccelerateLoan');
    expect(loan.ask(COLLECTOR, release)).toEqual(refuse('not_allowed'));
    expect(loan.ask(ANALYST_LEAD, release)).toEqual(refuse('same_person'));
    loan.done(COMMITTEE, release);
    expect(loan.ask(ANALYST, propose)).toEqual(refuse('wrong_stage', { state: 'defaulted' }));
  });
});

describe('a waiver', () => {
  const part = (amounts: Parameters<typeof amountsOf>[0]) => ({
    waiver: { how: 'in_part', amounts: amountsOf(amounts) },
  });

  it('of penalty and fee is by two persons, and what is waived is owed no more', () => {
    const loan = overdue(WITH_PENALTY);
    const before = owedBy(loan);
    const asked = part({ penalty: minorUnits(215n), fee: minorUnits(400n) });
    expect(loan.ask(COLLECTOR, step(loan, 'ProposeWaiver', asked))).toEqual(
      refuse('collector_may_not'),
    );
    loan.done(FINANCE_OFFICER, step(loan, 'ProposeWaiver', asked));
    expect(loan.ask(COLLECTOR, step(loan, 'WaiveDebt'))).toEqual(refuse('collector_may_not'));
    loan.done(COMMITTEE, step(loan, 'WaiveDebt'));
    expect(owedBy(loan)).toBe(before - 615n);
    const waived = loan.booked.filter(({ code }) => code === 'debt_waived');
    expect(waived.map(({ credit, amount }) => [credit.kind, amount])).toEqual([
      ['loan_penalty', 215n],
      ['loan_fee', 400n],
    ]);
    const [notice] = loan.notices.filter(({ kind }) => kind === 'claim_debt_waived');
    expect(notice?.figures).toMatchObject({ amount: 215n, penalty: 215n });
    expect(loan.loan.state).toBe('overdue');
  });

  it('gives up no more than is left on its day, and waits for what is under way', () => {
    const loan = overdue(WITH_PENALTY);
    loan.done(ANALYST, step(loan, 'ProposeWaiver', part({ penalty: minorUnits(9_999n) })));
    loan.topUpBorrower(100n);
    const pay = { kind: 'RepayLoan', loanId: loan.loanId, amount: minorUnits(100n) } as const;
    loan.done(loan.borrower, pay);
    expect(loan.ask(COMMITTEE, step(loan, 'WaiveDebt'))).toEqual(refuse('money_in_transit'));
    loan.answerAll();
    const before = owedBy(loan);
    loan.done(COMMITTEE, step(loan, 'WaiveDebt'));
    expect(owedBy(loan)).toBe(before - 115n);
  });

  it('brings a loan back to repaying where nothing else was overdue', () => {
    const loan = overdue({ ...WITH_PENALTY, method: 'interest_first' });
    const all = minorUnits(9_999n);
    const asked = part({ penalty: all, fee: all, interest: all });
    loan.done(ANALYST, step(loan, 'ProposeWaiver', asked));
    loan.done(COMMITTEE, step(loan, 'WaiveDebt'));
    expect(loan.loan).toMatchObject({ state: 'repaying', assetClass: 'normal' });
    expect(loan.loan.nextActionDay).toBe(dayOf(2026, 5, 4));
  });

  it('of principal is of the whole debt alone, which ends the loan and is each lender’s loss', () => {
    const loan = inDefault();
    expect(
      loan.ask(ANALYST, step(loan, 'ProposeWaiver', part({ principal: minorUnits(1n) }))),
    ).toEqual(invalid('amounts.principal', 'Principal is given up only with the whole debt.'));
    expect(loan.ask(ANALYST, step(loan, 'ProposeWaiver', part({})))).toEqual(
      invalid('amounts', 'Something must be given up.'),
    );
    loan.done(ANALYST, step(loan, 'ProposeWaiver', { waiver: { how: 'whole' } }));
    loan.done(COMMITTEE, step(loan, 'WaiveDebt'));
    expect(loan.loan).toMatchObject({ state: 'closed', closeReason: 'waived' });
    expect(loan.claims.map(({ loss }) => loss)).toEqual([400_000n, 600_000n]);
    expect(loan.fact('borrower', loan.borrower.id)).toMatchObject({ owed: ZERO });
  });

  it('of the whole debt waits for a default, and of nothing is refused', () => {
    const loan = overdue();
    expect(loan.ask(ANALYST, step(loan, 'ProposeWaiver', { waiver: { how: 'whole' } }))).toEqual(
      refuse('not_defaulted'),
    );
    loan.done(ANALYST, step(loan, 'ProposeWaiver', part({ penalty: minorUnits(5n) })));
    expect(loan.ask(COMMITTEE, step(loan, 'WaiveDebt'))).toEqual(refuse('nothing_owed'));
  });
});

describe('a compromise', () => {
  const terms = (loan: WatchedLoan, amount = 500_000n) => ({
    ...{ amount: minorUnits(amount), until: addDays(loan.today, 10) },
  });

  function agreed(): WatchedLoan {
    const loan = inDefault(WITH_PENALTY);
    accelerate(loan);
    loan.done(ANALYST, step(loan, 'ProposeCompromise', terms(loan)));
    loan.done(COMMITTEE, step(loan, 'AgreeCompromise'));
    return loan;
  }

  it('ends the loan when its sum is paid in time: the rest is waived, and the lenders know their loss', () => {
    const loan = agreed();
    loan.topUpBorrower(200_000n);
    loan.goTo(addDays(loan.today, 3));
    expect(loan.servicing.compromise).toMatchObject({ paid: 200_000n });
    // No more is taken than was agreed, however much there is.
    loan.topUpBorrower(900_000n);
    loan.goTo(addDays(loan.today, 1));
    expect(loan.loan).toMatchObject({ state: 'closed', closeReason: 'compromise' });
    expect(loan.cashOf('borrower', loan.borrower)).toBe(600_000n);
    const received = loan.claims.map(({ principalReceived, loss = ZERO }) =>
      sum([principalReceived, loss]),
    );
    expect(received).toEqual([400_000n, 600_000n]);
    expect(loan.claims.every(({ loss = ZERO }) => loss > ZERO)).toBe(true);
    expect(loan.fact('borrower', loan.borrower.id)).toMatchObject({ owed: ZERO });
    expect(loan.fact('borrower', loan.borrower.id).loansRepaid).toBeUndefined();
  });

  it('keeps the loan from being written off as long as it stands', () => {
    const loan = agreed();
    loan.done(ANALYST, step(loan, 'ProposeWriteOff'));
    expect(loan.ask(COMMITTEE, step(loan, 'WriteOffLoan'))).toEqual(
      refuse('step_skipped', { step: 'compromise' }),
    );
    loan.topUpBorrower(500_000n);
    loan.goTo(addDays(loan.today, 1));
    expect(loan.loan.closeReason).toBe('compromise');
  });

  it('lapses when it is not paid in time, and everything is owed as before', () => {
    const loan = agreed();
    loan.topUpBorrower(200_000n);
    loan.goTo(addDays(loan.today, 10));
    expect(loan.servicing.compromise).toBeDefined();
    loan.goTo(addDays(loan.today, 1));
    expect(loan.servicing.compromise).toBeUndefined();
    expect(loan.loan.state).toBe('defaulted');
    expect(told(loan, 'borrower')).toContain('compromise_lapsed');
    expect(owedBy(loan)).toBe(totalOfAmounts(wholeDebt(loan.servicing)));
    expect(loan.claims.every(({ loss }) => loss === undefined)).toBe(true);
  });

  it('counts what was sent in time, however long the bank takes', () => {
    const loan = agreed();
    loan.goTo(addDays(loan.today, 10));
    loan.isSilent = true;
    loan.topUpBorrower(500_000n);
    loan.done(loan.borrower, {
      ...{ kind: 'RepayLoan', loanId: loan.loanId, amount: minorUnits(500_000n) },
    });
    loan.goTo(addDays(loan.today, 5));
    loan.isSilent = false;
    loan.answerAll();
    expect(loan.loan.closeReason).toBe('compromise');
  });

  it('is what the borrower is asked for', () => {
    const loan = agreed();
    const repay = (amount: bigint) => ({
      ...{ kind: 'RepayLoan' as const, loanId: loan.loanId, amount: minorUnits(amount) },
    });
    expect(loan.asBorrower(repay(500_001n))).toEqual(
      refuse('exceeds_payoff', { payoff: 'CNY 5000.00' }),
    );
  });

  it('has a ladder of its own', () => {
    const loan = overdue();
    const propose = (amount?: bigint) => step(loan, 'ProposeCompromise', terms(loan, amount));
    expect(loan.ask(COLLECTOR, propose())).toEqual(refuse('collector_may_not'));
    expect(loan.ask(ANALYST, propose())).toEqual(refuse('not_defaulted'));
    loan.goTo(addDays(FIRST_DUE, 91));
    expect(loan.ask(ANALYST, propose())).toEqual(refuse('step_skipped', { step: 'accelerate' }));
    accelerate(loan);
    expect(loan.ask(ANALYST, propose(0n))).toMatchObject({ refusal: { code: 'invalid_input' } });
    expect(loan.ask(ANALYST, propose(9_000_000n))).toEqual(
      invalid('amount', 'It must be less than what is owed.'),
    );
    loan.done(ANALYST, propose());
    expect(loan.ask(COLLECTOR, step(loan, 'AgreeCompromise'))).toEqual(refuse('collector_may_not'));
    loan.goTo(addDays(loan.today, 11));
    expect(loan.ask(COMMITTEE, step(loan, 'AgreeCompromise'))).toEqual(
      invalid('until', 'It must not be before today.'),
    );
  });
});
