// A risk reserve by its rules: accrued as a share of what is outstanding, spent on bad debts alone, and refilled by what
// comes of them.
import type { Id } from '@mutua/core/kit/id.ts';
import { cashAccount } from '@mutua/core/ledger/addresses.ts';
import { minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import { checkSafeguardTerms } from '@mutua/core/product/check-safeguard-terms.ts';
import {
  type ReserveSchemeTerms,
  reserveRuleFor,
  reserveTermsOf,
} from '@mutua/core/safeguard/reserve-scheme.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import { anInstalledWorld, STAFF } from '../trial-house.ts';
import { CALENDAR, CNY, FINANCE } from '../trial-loan.ts';
import { ReservedLoan } from '../trial-reserve.ts';
import { aPartner, setStanding, standingOf } from '../trial-safeguard.ts';
import { newTrialId } from '../trial-world.ts';

const BEHIND = { scheme: 'a_reserve', compensationDay: 30 } as const;

/** 10,000.00 over three months, lent by two, whose borrower has spent it. */
function aLoan(terms: ConstructorParameters<typeof ReservedLoan>[0] = {}, safeguard = 'reserve') {
  const trial = new ReservedLoan(terms, safeguard);
  trial.aLender(1_000_000n);
  trial.aLender(1_000_000n);
  return trial;
}

function disbursed(terms: ConstructorParameters<typeof ReservedLoan>[0] = {}): ReservedLoan {
  const trial = aLoan(terms);
  trial.disburse([400_000n, 600_000n]);
  return trial;
}

function codes(trial: ReservedLoan): readonly string[] {
  return trial.booked
    .filter(({ kind, code }) => kind !== 'void' && /^reserve_/.test(code))
    .map(({ kind, code, amount }) => `${kind} ${code} ${amount}`);
}

describe('the accrual of a reserve', () => {
  it('asks its contributor for the published share of what is outstanding, once a day', () => {
    const trial = disbursed();
    trial.fund(500_000n);
    trial.accrue();
    trial.accrue();
    expect(codes(trial)).toEqual([
      'pending reserve_contribution 100000',
      'post reserve_contribution 100000',
    ]);
    expect(trial.reserve.posted).toBe(100_000n);
    expect(trial.scheme).toMatchObject({ contributed: 100_000n });
    trial.goTo(addDays(trial.today, 2));
    expect(trial.reserve.posted).toBe(100_000n);
    const outstanding = minorUnits(1_000_000n);
    expect(trial.fact('reserveAccrual', `${trial.schemeId} 2026-03-03`)).toMatchObject({
      ...{ outstanding, target: 100_000n, balance: 100_000n, asked: 0n, state: 'enough' },
    });
  });

  it('tells people once where nobody pays it, and invents nothing', () => {
    const trial = disbursed();
    trial.goTo(addDays(trial.today, 2));
    expect(codes(trial)).toEqual([]);
    expect(trial.alarms).toEqual(['reserve_contribution_missed insufficient_funds']);
    expect(trial.fact('reserveAccrual', `${trial.schemeId} 2026-03-03`)).toMatchObject({
      ...{ asked: 100_000n, state: 'missed', reason: 'insufficient_funds' },
    });
    trial.fund(500_000n);
    trial.bank = () => 'refused';
    trial.goTo(addDays(trial.today, 1));
    expect(trial.reserve).toMatchObject({ posted: 0n, pendingCredit: 0n });
    expect(trial.account(cashAccount('partner', trial.contributor.id, CNY)).posted).toBe(500_000n);
    trial.bank = () => 'confirmed';
    trial.goTo(addDays(trial.today, 1));
    expect(trial.reserve.posted).toBe(100_000n);
    expect(trial.scheme.missedSince).toBeUndefined();
  });

  it('waits for what was asked before', () => {
    const trial = disbursed();
    trial.fund(500_000n);
    trial.isSilent = true;
    trial.goTo(addDays(trial.today, 2));
    expect(codes(trial)).toEqual(['pending reserve_contribution 100000']);
    expect(trial.fact('reserveAccrual', `${trial.schemeId} 2026-03-03`)).toMatchObject({
      ...{ asked: 100_000n, state: 'waiting' },
    });
  });
});

describe('a bad debt that a reserve covers', () => {
  it('is paid on its day with principal and interest, and becomes the reserve’s own claim', () => {
    const trial = disbursed({ accrualPpm: 1_000_000 });
    trial.fund(2_000_000n);
    trial.fill(100_000n);
    trial.goTo(trial.reserveDay);
    expect(trial.compensations).toEqual([]);
    trial.goTo(addDays(trial.today, 1));
    expect(trial.compensations).toMatchObject([
      { state: 'paid', place: 3, principal: 1_000_000n, reserveSchemeId: trial.schemeId },
    ]);
    const lenders = trial.claims.filter(({ origin }) => origin === 'disbursement');
    expect(lenders.map(({ state, outstanding }) => [state, outstanding])).toEqual([
      ['compensated', 0n],
      ['compensated', 0n],
    ]);
    expect(trial.claimOf(trial.trustee)).toMatchObject({
      ...{ origin: 'subrogation', outstanding: 1_000_000n, reserveSchemeId: trial.schemeId },
    });
    expect(trial.loan.reserveAwaited).toBeUndefined();
    expect(trial.brokenLaws()).toEqual([]);
    const before = trial.reserve.posted;
    trial.topUpBorrower(2_000_000n);
    trial.goTo(addDays(trial.today, 1));
    expect(trial.reserve.posted).toBeGreaterThan(before + 300_000n);
    expect(codes(trial).some((line) => line.startsWith('posted reserve_refilled'))).toBe(true);
    expect(trial.account(cashAccount('partner', trial.trustee.id, CNY)).posted).toBe(ZERO);
    trial.goTo(addDays(trial.today, 90));
    expect(trial.loan).toMatchObject({ state: 'closed' });
    expect(trial.brokenLaws()).toEqual([]);
  });

  it('is paid in principal alone where that is covered, up to the ceiling', () => {
    const trial = disbursed({ accrualPpm: 1_000_000, cover: 'principal', ceilingPpm: 500_000 });
    trial.fund(2_000_000n);
    trial.goTo(addDays(trial.reserveDay, 3));
    expect(trial.compensations).toMatchObject([
      { cover: 'principal', principal: 500_000n, interest: 0n },
    ]);
    expect(trial.servicing.reserve).toMatchObject({ principal: 500_000n, isWhole: true });
    expect(trial.claims.filter(({ state }) => state === 'active')).toHaveLength(3);
    expect(trial.brokenLaws()).toEqual([]);
  });

  it('is paid with what there is, and the rest when there is more', () => {
    const trial = disbursed({ accrualPpm: 300_000 });
    trial.fund(300_000n);
    trial.goTo(addDays(trial.reserveDay, 1));
    expect(trial.compensations).toMatchObject([{ state: 'paid', principal: 300_000n }]);
    expect(trial.alarms).toEqual(['reserve_short oldest_first']);
    const short = trial.scheme;
    expect(short.waiting).toBeGreaterThan(700_000n);
    const asked = { kind: 'AskReserve', schemeId: trial.schemeId, loanId: trial.loanId } as const;
    expect(trial.ask(FINANCE, asked)).toMatchObject({
      refusal: { code: 'reserve_exhausted', data: { paid: 'CNY 0.00' } },
    });
    expect(trial.brokenLaws()).toEqual([]);
    trial.topUpBorrower(100_000n);
    trial.goTo(addDays(trial.today, 3));
    // What the borrower pays of the principal refills the reserve, and the reserve pays it out to the lenders.
    expect(trial.compensations.filter(({ state }) => state === 'paid').length).toBe(2);
    expect(trial.scheme.waiting).toBeLessThan(short.waiting);
    expect(trial.brokenLaws()).toEqual([]);
  });

  it('waits for its guarantor first', () => {
    const trial = aLoan({ accrualPpm: 1_000_000 }, 'guarantee');
    trial.fund(2_000_000n);
    const guarantor = trial.aGuarantor(0n);
    trial.disburse([400_000n, 600_000n]);
    trial.goTo(addDays(trial.reserveDay, 1));
    expect(trial.compensations.map(({ place, state }) => `${place} ${state}`).toSorted()).toEqual([
      '1 missed',
      '3 paid',
    ]);
    expect(trial.fact('guarantor', guarantor.id).standing?.status).toBe('suspended');
    // Once the reserve has paid, the guarantor is not called for later instalments.
    trial.goTo(addDays(trial.today, 40));
    expect(trial.compensations).toHaveLength(2);
    expect(trial.brokenLaws()).toEqual([]);
  });
});

describe('a borrower with two loans that wait for a reserve', () => {
  it('pays with the same cash for one of them only', () => {
    const trial = disbursed({ accrualPpm: 1_000_000 });
    trial.goTo(addDays(trial.reserveDay, 1));
    const second = anotherLike(trial);
    trial.topUpBorrower(2_000n);
    const asked = { kind: 'AskReserve', schemeId: trial.schemeId, loanId: trial.loanId } as const;
    expect(trial.ask(FINANCE, asked)).toMatchObject({ refusal: { code: 'reserve_use_forbidden' } });
    const scheme = trial.scheme;
    trial.given('reserveScheme', { ...scheme, spendDay: trial.today });
    trial.done(CALENDAR, { kind: 'SpendReserve', schemeId: trial.schemeId, day: trial.today });
    const cash = trial.account(cashAccount('borrower', trial.borrower.id, CNY));
    expect(cash.pendingDebit).toBe(cash.posted);
    const sent = [trial.loanId, second].filter(
      (id) => trial.fact('servicing', id).underWay !== undefined,
    );
    expect(sent).toHaveLength(1);
  });
});

/** Another loan of the same borrower that is as late, with the same word at the bank. */
function anotherLike(trial: ReservedLoan): Id {
  const id = newTrialId();
  trial.given('loan', { ...trial.loan, id });
  trial.given('servicing', { ...trial.servicing, loanId: id });
  for (const claim of trial.claims)
    trial.given('claim', { ...claim, id: newTrialId(), loanId: id });
  trial.world.settle([{ list: 'mandatesOfLoan', key: trial.loanId }]);
  for (const mandate of trial.world.known.list('mandatesOfLoan', trial.loanId)) {
    trial.given('mandate', { ...mandate, id: newTrialId(), loanId: id });
  }
  return id;
}

describe('what a reserve is not for', () => {
  it('is refused, whoever asks', () => {
    const trial = disbursed({ accrualPpm: 1_000_000 });
    trial.fund(2_000_000n);
    trial.accrue();
    const asked = { kind: 'AskReserve', schemeId: trial.schemeId, loanId: trial.loanId } as const;
    trial.world.settle([{ list: 'loansAwaitingReserve', key: trial.schemeId }]);
    expect(trial.ask(FINANCE, asked)).toMatchObject({
      refusal: { code: 'reserve_use_forbidden' },
    });
    const day = trial.today;
    expect(
      trial.ask(FINANCE, { kind: 'SpendReserve', schemeId: trial.schemeId, day }),
    ).toMatchObject({ refusal: { code: 'not_allowed' } });
    trial.done(CALENDAR, { kind: 'SpendReserve', schemeId: trial.schemeId, day });
    expect(codes(trial).filter((line) => line.includes('spent'))).toEqual([]);
  });
});

describe('a plan that protects principal', () => {
  it('may pay for its plan, or after its guarantor, where no loan is covered by it alone', () => {
    const plan = {
      ...{ compensationDay: 91, payers: [], fromReserve: true, ceilingPpm: 1_000_000 },
      lossReliefPpm: 0,
    } as const;
    const terms = { principal_only: { ...plan, compensationDay: 60 }, reserve: BEHIND };
    const asked = {
      securities: ['unsecured'],
      ...({ safeguards: ['none', 'principal_only'] } as const),
      safeguardTerms: terms,
    } as const;
    expect(checkSafeguardTerms(asked)).toBeUndefined();
    const named = reserveTermsOf(terms, 'principal_only');
    const scheme = {
      id: newTrialId(),
      cover: 'principal_and_interest',
      ceilingPpm: 800_000,
    } as const;
    expect(named && reserveRuleFor(scheme, named, minorUnits(1_000n))).toEqual({
      ...{ schemeId: scheme.id, day: 60, cover: 'principal', ceiling: 800n },
    });
    const { reserve: _, ...without } = terms;
    expect(checkSafeguardTerms({ ...asked, safeguardTerms: without })).toMatchObject({
      refusal: { data: { field: 'safeguardTerms.principal_only.fromReserve' } },
    });
    const guarantee = {
      ...plan,
      cover: 'instalments',
      payers: [['bank']],
      thenReserve: true,
    } as const;
    expect(
      checkSafeguardTerms({
        securities: ['unsecured'],
        ...{ safeguards: ['guarantee'], safeguardTerms: { guarantee, reserve: BEHIND } },
      }),
    ).toMatchObject({ refusal: { data: { field: 'safeguardTerms.guarantee.thenReserve' } } });
  });
});

describe('the beginning and the end of a reserve', () => {
  it('take two persons, partners that are apart, and a law that allows it', () => {
    const trial = anInstalledWorld();
    const [trustee, contributor] = [aPartner(trial, 'bank'), aPartner(trial)];
    const terms: ReserveSchemeTerms = {
      ...{ code: 'a_reserve', names: { 'zh-CN': '准备金', en: 'Reserve' }, currency: CNY },
      ...{ trusteeId: trustee.id, contributorId: contributor.id, accrualPpm: 10_000 },
      ...{ cover: 'principal', ceilingPpm: 1_000_000, shortRule: 'pro_rata' },
    };
    const reason = '与受托方已签约';
    const propose = (changes: Partial<ReserveSchemeTerms> = {}) =>
      trial.ask(STAFF.analyst, {
        ...({ kind: 'ProposeReserve', reason } as const),
        terms: { ...terms, ...changes },
      });
    expect(propose()).toMatchObject({
      refusal: { code: 'forbidden_by_rule', data: { clause: 'cn_circular_57' } },
    });
    trial.given('operator', { ...trial.fact('operator', 'operator'), packId: 'neutral' });
    expect(propose({ contributorId: trustee.id })).toMatchObject({
      refusal: { data: { field: 'trusteeId' } },
    });
    setStanding(trial, contributor.id, standingOf(1_000n));
    const exchanged = { trusteeId: contributor.id, contributorId: trustee.id };
    expect(propose(exchanged)).toMatchObject({ refusal: { data: { field: 'trusteeId' } } });
    expect(propose({ code: 'A reserve' })).toMatchObject({ refusal: { data: { field: 'code' } } });
    expect(propose({ accrualPpm: 0 })).toMatchObject({
      refusal: { data: { field: 'accrualPpm' } },
    });
    const schemeId = trial.done(STAFF.analyst, { kind: 'ProposeReserve', terms, reason });
    const approve = { kind: 'ApproveReserve', schemeId } as const;
    expect(trial.ask(STAFF.analyst, approve)).toMatchObject({ refusal: { code: 'same_person' } });
    trial.done(STAFF.analystLead, approve);
    expect(propose()).toMatchObject({ refusal: { data: { field: 'trusteeId' } } });
    const standing = standingOf(1_000n);
    const asGuarantor = { kind: 'ProposeGuarantor', guarantorId: trustee.id, standing } as const;
    expect(trial.ask(STAFF.analyst, { ...asGuarantor, reason })).toMatchObject({
      refusal: { data: { field: 'guarantorId' } },
    });
    expect(trial.fact('reserveScheme', schemeId)).toMatchObject({ state: 'active' });
    trial.done(STAFF.analyst, { kind: 'ProposeReserveEnd', schemeId, reason });
    trial.done(STAFF.analystLead, approve);
    expect(trial.fact('reserveScheme', schemeId)).toMatchObject({ state: 'ended' });
  });

  it('give back what was recovered too, and ask for nothing because of it', () => {
    const trial = disbursed({ accrualPpm: 1_000_000 });
    trial.fund(1_000_000n);
    trial.fill(100_000n);
    trial.goTo(addDays(trial.reserveDay, 1));
    trial.given('reserveScheme', { ...trial.scheme, state: 'ended' });
    trial.topUpBorrower(2_000_000n);
    trial.goTo(addDays(trial.today, 100));
    expect(trial.loan.state).toBe('closed');
    const { contributed, released } = trial.scheme;
    expect(contributed).toBe(1_000_000n);
    expect(released).toBeGreaterThan(contributed);
    expect(trial.reserve.posted).toBe(0n);
    expect(codes(trial).filter((line) => line.startsWith('pending reserve_contr'))).toHaveLength(1);
    expect(trial.brokenLaws()).toEqual([]);
  });

  it('keep the money for a loan that was listed with it and is not disbursed yet', () => {
    const trial = aLoan();
    trial.fill(100_000n);
    trial.given('reserveScheme', { ...trial.scheme, state: 'ended' });
    trial.accrue();
    expect(codes(trial)).toEqual([]);
    trial.given('loan', { ...trial.loan, state: 'failed' });
    trial.given('reserveScheme', { ...trial.scheme, accrualDay: trial.today });
    trial.accrue();
    expect(codes(trial)).toEqual([
      'pending reserve_released 100000',
      'post reserve_released 100000',
    ]);
  });

  it('give back what is left when it covers nothing any more', () => {
    const trial = disbursed();
    trial.fund(100_000n);
    trial.accrue();
    trial.given('reserveScheme', { ...trial.scheme, state: 'ended' });
    trial.goTo(addDays(trial.today, 2));
    expect(trial.reserve.posted).toBe(100_000n);
    trial.topUpBorrower(2_000_000n);
    trial.goTo(addDays(trial.today, 100));
    expect(trial.loan.state).toBe('closed');
    expect(codes(trial).slice(2)).toEqual([
      'pending reserve_released 100000',
      'post reserve_released 100000',
    ]);
    expect(trial.reserve.posted).toBe(0n);
    expect(trial.account(cashAccount('partner', trial.contributor.id, CNY)).posted).toBe(100_000n);
    expect(trial.scheme).toMatchObject({ contributed: 100_000n, released: 100_000n });
  });
});
