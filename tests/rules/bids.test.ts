// A bid by hand: every refusal that it can meet, on both sides of each bound, and in the order of the glossary (8.6).
import { type Refused, refuse } from '@mutua/core/kit/result.ts';
import type { PlaceBid } from '@mutua/core/loan/fund/place-bid.ts';
import type { LoanState } from '@mutua/core/loan/life.ts';
import type { FundingTerms, Loan } from '@mutua/core/loan/loan.ts';
import { minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import type { Client, Lender } from '@mutua/core/people/client.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { isoOf, plusMs } from '@mutua/core/time/instant.ts';
import { describe, expect, it } from 'vitest';
import { BANK, CALENDAR, TrialLoan } from '../trial-loan.ts';
import { newTrialId } from '../trial-world.ts';

const LOAN_AMOUNT = 1_000_000n;
const MINUTE = 60_000;

/** A listing of 10,000 yuan that takes bids of 100 yuan and more, and a lender who may bid on it. */
class Bidding extends TrialLoan {
  readonly lender: ReturnType<TrialLoan['aLender']>;

  constructor(funding: Partial<FundingTerms> = {}, cash = LOAN_AMOUNT) {
    super({
      funding: { minimumBid: minorUnits(10_000n), bidStep: minorUnits(10_000n), ...funding },
    });
    this.lender = this.aLender(cash);
  }

  place(amount: bigint, changes: Partial<PlaceBid> = {}) {
    const command = { kind: 'PlaceBid', loanId: this.loanId, amount: minorUnits(amount) } as const;
    return this.ask(this.lender, { ...command, acknowledgedNotice: 'v1', ...changes });
  }

  change(changes: { client?: Partial<Client>; lender?: Partial<Lender>; state?: LoanState }) {
    const { id } = this.lender;
    this.given('client', { ...this.fact('client', id), ...changes.client });
    this.given('lender', { ...this.fact('lender', id), ...changes.lender });
    const { state = this.loan.state } = changes;
    this.given('loan', { ...this.loan, state });
    return this;
  }
}

const client = (changes: Partial<Client>) => new Bidding().change({ client: changes });
const lender = (changes: Partial<Lender>) => new Bidding().change({ lender: changes });
function unasked(): Bidding {
  const bidding = new Bidding();
  const { questionnaireUntil: _, ...others } = bidding.fact('lender', bidding.lender.id);
  bidding.given('lender', others);
  return bidding;
}

const inState = (state: LoanState) => new Bidding().change({ state });

describe('whoever bids', () => {
  it('is a lender who is signed in, and a client of the platform', () => {
    const bidding = new Bidding();
    const bid = { kind: 'PlaceBid', loanId: bidding.loanId, amount: minorUnits(10_000n) } as const;
    for (const actor of [BANK, CALENDAR]) {
      expect(bidding.ask(actor, bid)).toEqual(refuse('not_allowed'));
    }
    const borrower = { ...bidding.borrower, roles: ['borrower'] } as const;
    expect(bidding.ask(borrower, bid)).toEqual(refuse('not_allowed'));
    const nobody = { kind: 'person', id: newTrialId(), roles: ['lender'], positions: [] } as const;
    expect(bidding.ask(nobody, bid)).toEqual(refuse('identity_not_verified'));
  });

  it.each<[string, Bidding, Refused]>([
    ['is frozen', client({ status: 'frozen' }), refuse('client_frozen')],
    ['is not verified', client({ status: 'registered' }), refuse('identity_not_verified')],
    ['has left', client({ status: 'closed' }), refuse('identity_not_verified')],
    ['has no account', client({ custodyAccounts: {} }), refuse('custody_account_missing')],
    [
      'has only a borrower’s account',
      client({ custodyAccounts: { borrower: 'B1' } }),
      refuse('custody_account_missing'),
    ],
    ['answered no questionnaire', unasked(), refuse('questionnaire_missing')],
    [
      'answered one that ended yesterday',
      lender({ questionnaireUntil: dayOf(2026, 3, 1) }),
      refuse('questionnaire_expired', { day: '2026-03-01' }),
    ],
    ['switched bidding off', lender({ biddingStopped: true }), refuse('bidding_stopped')],
  ])('and %s, is refused', (_, bidding, refused) => {
    expect(bidding.place(10_000n)).toEqual(refused);
    expect(bidding.bids).toEqual([]);
    expect(bidding.cashOf('lender', bidding.lender)).toBe(LOAN_AMOUNT);
  });

  it('may be verified and no more, and bid on the last day of the questionnaire', () => {
    const verified = client({ status: 'verified' });
    expect(verified.place(10_000n).ok).toBe(true);
    expect(lender({ questionnaireUntil: dayOf(2026, 3, 2) }).place(10_000n).ok).toBe(true);
  });

  it('does not bid on the own loan', () => {
    const bidding = new Bidding();
    bidding.given('loan', { ...bidding.loan, borrowerId: bidding.lender.id });
    expect(bidding.place(10_000n)).toEqual(refuse('own_loan'));
  });
});

describe('a listing', () => {
  it('that is not there takes no bid', () => {
    const bidding = new Bidding();
    expect(bidding.place(10_000n, { loanId: newTrialId() })).toEqual(refuse('not_found'));
  });

  it('that was never published takes no bid, and says no more than its stage', () => {
    const bidding = new Bidding();
    const { funding: _, ...unpublished } = bidding.loan;
    bidding.given('loan', { ...unpublished, state: 'approved' });
    expect(bidding.place(10_000n)).toEqual(refuse('wrong_stage', { state: 'approved' }));
  });

  it('that is published but not open says when it opens', () => {
    const bidding = inState('listed');
    const opensAt = isoOf(plusMs(bidding.now, -1_000));
    expect(bidding.place(10_000n)).toEqual(refuse('not_open_yet', { opensAt }));
  });

  it.each(['funded', 'disbursed', 'repaying'] as const)('that is %s is full', (state) => {
    expect(inState(state).place(10_000n)).toEqual(refuse('listing_full'));
  });

  it.each(['failed', 'withdrawn', 'closed'] as const)('that %s is over', (state) => {
    expect(inState(state).place(10_000n)).toEqual(refuse('funding_closed'));
  });

  it('takes bids until the moment at which it closes', () => {
    const bidding = new Bidding();
    const { closesAt = bidding.now } = bidding.loan.funding ?? {};
    bidding.now = closesAt;
    expect(bidding.place(10_000n)).toEqual(refuse('funding_closed'));
    bidding.now = plusMs(closesAt, -1);
    expect(bidding.place(10_000n).ok).toBe(true);
  });

  it('with a time to think takes bids as long as that time ends before the listing', () => {
    const bidding = new Bidding({ reflectionMinutes: 10 });
    const { closesAt = bidding.now } = bidding.loan.funding ?? {};
    bidding.now = plusMs(closesAt, -10 * MINUTE + 1);
    expect(bidding.place(10_000n)).toEqual(refuse('funding_closed'));
    bidding.now = plusMs(closesAt, -10 * MINUTE);
    expect(bidding.place(10_000n).ok).toBe(true);
  });
});

describe('the risk', () => {
  const riskOf = (minimumTolerance: number, tolerance: number) =>
    new Bidding({ minimumTolerance }).change({ lender: { tolerance } });

  it('has to be acknowledged, in the version that is shown', () => {
    const bidding = new Bidding();
    const command = {
      kind: 'PlaceBid',
      loanId: bidding.loanId,
      amount: minorUnits(10_000n),
    } as const;
    expect(bidding.ask(bidding.lender, command)).toEqual(refuse('risk_not_acknowledged'));
    const old = { acknowledgedNotice: 'v0' };
    expect(bidding.place(10_000n, old)).toEqual(refuse('risk_not_acknowledged'));
  });

  it('may be one step above the tolerance if that is confirmed, and no further', () => {
    expect(riskOf(3, 1).place(10_000n)).toEqual(refuse('risk_above_tolerance'));
    expect(riskOf(3, 1).place(10_000n, { confirmedRisk: true })).toEqual(
      refuse('risk_above_tolerance'),
    );
    for (const changes of [{}, { confirmedRisk: false }]) {
      expect(riskOf(3, 2).place(10_000n, changes)).toEqual(refuse('second_confirmation_required'));
    }
    expect(riskOf(3, 2).place(10_000n, { confirmedRisk: true }).ok).toBe(true);
    expect(riskOf(3, 3).place(10_000n).ok).toBe(true);
  });
});

describe('the amount', () => {
  it('is at least the minimum, and a multiple of the step', () => {
    const funding = { bidStep: minorUnits(5_000n) };
    for (const amount of [0n, 1n, 5_000n, 9_999n]) {
      expect(new Bidding(funding).place(amount)).toEqual(
        refuse('below_minimum', { minimum: 'CNY 100.00' }),
      );
    }
    for (const amount of [10_001n, 14_999n, 15_001n]) {
      expect(new Bidding(funding).place(amount)).toEqual(
        refuse('not_a_step', { step: 'CNY 50.00' }),
      );
    }
    for (const amount of [10_000n, 15_000n]) {
      expect(new Bidding(funding).place(amount).ok).toBe(true);
    }
  });

  it('may be the whole rest of the listing, whatever that is', () => {
    const bidding = new Bidding();
    bidding.given('loan', { ...bidding.loan, accepted: minorUnits(LOAN_AMOUNT - 5_001n) });
    expect(bidding.place(5_000n)).toEqual(refuse('below_minimum', { minimum: 'CNY 100.00' }));
    expect(bidding.place(5_001n).ok).toBe(true);
  });

  it('comes with the lender’s other bids to no more than the maximum for one', () => {
    const bidding = new Bidding({ maximumBid: minorUnits(300_000n) });
    const above = refuse('above_maximum', { maximum: 'CNY 3000.00' });
    expect(bidding.place(310_000n)).toEqual(above);
    bidding.bid(bidding.lender, 100_000n);
    expect(bidding.place(210_000n)).toEqual(above);
    expect(bidding.place(200_000n).ok).toBe(true);
  });

  it('counts no bid of the lender that went back', () => {
    const bidding = new Bidding({ maximumBid: minorUnits(300_000n) });
    const bidId = bidding.bid(bidding.lender, 100_000n);
    bidding.done(BANK, { kind: 'RecordFreezes', results: [{ bidId, outcome: 'refused' }] });
    expect(bidding.place(300_000n).ok).toBe(true);
  });

  it('is no more than what is left, and leaves either nothing or a whole minimum', () => {
    const left = () => {
      const bidding = new Bidding();
      bidding.given('loan', { ...bidding.loan, accepted: minorUnits(900_000n) });
      return bidding;
    };
    expect(left().place(110_000n)).toEqual(
      refuse('exceeds_remaining', { remaining: 'CNY 1000.00' }),
    );
    expect(left().place(100_000n).ok).toBe(true);
    expect(left().place(90_000n).ok).toBe(true);
    const odd = left();
    odd.given('loan', { ...odd.loan, accepted: minorUnits(900_001n) });
    expect(odd.place(90_000n)).toEqual(
      refuse('remainder_below_minimum', { rest: 'CNY 99.99', remaining: 'CNY 999.99' }),
    );
    expect(odd.place(80_000n).ok).toBe(true);
  });

  it('finds no room in a listing whose bids come to the whole, before it is funded', () => {
    const bidding = new Bidding();
    bidding.bid(bidding.aLender(LOAN_AMOUNT), LOAN_AMOUNT);
    expect(bidding.loan.state).toBe('funding');
    expect(bidding.place(10_000n)).toEqual(refuse('listing_full'));
  });

  it('is no more than what the lender may still lend in all', () => {
    const changes = { exposure: minorUnits(70_000n), exposureCeiling: minorUnits(100_000n) };
    const over = refuse('over_limit', { ceiling: 'CNY 1000.00', room: 'CNY 300.00' });
    expect(lender(changes).place(40_000n)).toEqual(over);
    expect(lender(changes).place(30_000n).ok).toBe(true);
    expect(lender({ ...changes, exposure: minorUnits(200_000n) }).place(10_000n)).toEqual(
      refuse('over_limit', { ceiling: 'CNY 1000.00', room: 'CNY 0.00' }),
    );
  });

  it('is no more than the cash that no other bid holds', () => {
    const bidding = new Bidding({}, 30_000n);
    bidding.bid(bidding.lender, 10_000n);
    expect(bidding.place(30_000n)).toEqual(
      refuse('insufficient_cash', { available: 'CNY 200.00', missing: 'CNY 100.00' }),
    );
    expect(bidding.place(20_000n).ok).toBe(true);
    expect(bidding.cashOf('lender', bidding.lender)).toBe(ZERO);
    expect(bidding.brokenLaws()).toEqual([]);
  });
});

/** What each of the bids is told, when before it one more thing was put right. */
function saidTo(bidding: Bidding, puttingRight: readonly (() => Partial<PlaceBid>)[]): string[] {
  return puttingRight.map((change) => {
    const { amount = minorUnits(1n), ...others } = change();
    const answer = bidding.place(amount, others);
    return answer.ok ? 'accepted' : answer.refusal.code;
  });
}

describe('a bid that is wrong in everything', () => {
  const old = { acknowledgedNotice: 'v0' };
  const confirmed = (amount: bigint) => ({ confirmedRisk: true, amount: minorUnits(amount) });

  it('is refused for the first in the glossary’s order, and then for the next', () => {
    const maximumBid = minorUnits(20_000n);
    const bidding = new Bidding({ minimumTolerance: 4, maximumBid }, 0n);
    const { id } = bidding.lender;
    const { borrowerId } = bidding.loan;
    bidding.change({ state: 'listed', lender: { biddingStopped: true, tolerance: 2 } });
    bidding.change({ lender: { exposureCeiling: ZERO } });
    const loan = (changes: Partial<Loan>) => bidding.given('loan', { ...bidding.loan, ...changes });
    loan({ borrowerId: id, accepted: minorUnits(LOAN_AMOUNT) });
    const said = saidTo(bidding, [
      () => old,
      () => {
        bidding.change({ state: 'failed' });
        return old;
      },
      () => {
        bidding.change({ state: 'funding' });
        return old;
      },
      () => {
        loan({ borrowerId });
        return old;
      },
      () => {
        bidding.change({ lender: { biddingStopped: false } });
        return old;
      },
      () => ({}),
      () => {
        bidding.change({ lender: { tolerance: 3 } });
        return {};
      },
      () => confirmed(1n),
      () => confirmed(30_001n),
      () => confirmed(30_000n),
      () => confirmed(20_000n),
      () => {
        loan({ accepted: minorUnits(985_000n) });
        return confirmed(20_000n);
      },
      () => confirmed(10_000n),
      () => confirmed(15_000n),
      () => {
        bidding.change({ lender: { exposureCeiling: minorUnits(15_000n) } });
        return confirmed(15_000n);
      },
      () => {
        bidding.topUp({ kind: 'lender_cash', owner: id, currency: bidding.loan.currency }, 15_000n);
        return confirmed(15_000n);
      },
    ]);
    expect(said).toEqual([
      ...['not_open_yet', 'funding_closed', 'own_loan', 'bidding_stopped'],
      ...['risk_not_acknowledged', 'risk_above_tolerance', 'second_confirmation_required'],
      ...['below_minimum', 'not_a_step', 'above_maximum', 'listing_full'],
      ...['exceeds_remaining', 'remainder_below_minimum'],
      ...['over_limit', 'insufficient_cash', 'accepted'],
    ]);
  });

  it.each(['funded', 'disbursed', 'repaying'] as const)(
    'hears that the listing is full at its place in that order, once it is %s',
    (state) => {
      const bidding = new Bidding({ maximumBid: minorUnits(20_000n) });
      const { borrowerId } = bidding.loan;
      bidding.change({ state, lender: { biddingStopped: true } });
      bidding.given('loan', { ...bidding.loan, borrowerId: bidding.lender.id });
      const { closesAt = bidding.now } = bidding.loan.funding ?? {};
      const opened = bidding.now;
      bidding.now = closesAt;
      const said = saidTo(bidding, [
        () => old,
        () => {
          bidding.now = opened;
          return old;
        },
        () => {
          bidding.given('loan', { ...bidding.loan, borrowerId });
          return old;
        },
        () => {
          bidding.change({ lender: { biddingStopped: false } });
          return old;
        },
        () => ({}),
        () => confirmed(30_000n),
        () => confirmed(20_000n),
      ]);
      expect(said).toEqual([
        ...['funding_closed', 'own_loan', 'bidding_stopped', 'risk_not_acknowledged'],
        ...['below_minimum', 'above_maximum', 'listing_full'],
      ]);
    },
  );
});
