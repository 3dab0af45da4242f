// What stands behind a loan: recorded by one and registered by another, worth enough, kept while somebody may have to be
// paid out of it, and let go when nobody has.
import type { Id } from '@mutua/core/kit/id.ts';
import { invalid, refuse } from '@mutua/core/kit/result.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import { GUARANTEED_LOAN, SECURED_LOAN } from '@mutua/core/product/safeguarded-loans.ts';
import type { CollateralDetails, CollateralKind } from '@mutua/core/safeguard/collateral.ts';
import { addDays, dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import { ANALYST_LEAD, aDefaultedLoan } from '../trial-collection.ts';
import { anInstalledWorld, aStaff, listingOf, REVIEW, STAFF } from '../trial-house.ts';
import { aCommitment, aFlat, aGuarantor, aLoanUnder, aPartner } from '../trial-safeguard.ts';
import { newTrialId, type TrialWorld } from '../trial-world.ts';

const CNY = currency('CNY');
const RULE = { kind: 'rule', name: 'release' } as const;
const yuan = (amount: bigint) => minorUnits(amount * 100n);

describe('collateral behind a loan', () => {
  it('is recorded by one person and borne out by another; only then may the loan be listed', () => {
    const trial = anInstalledWorld();
    const { loanId } = aSecuredLoan(trial);
    expect(publish(trial, loanId, [])).toEqual(refuse('collateral_missing'));
    const collateralId = record(trial, loanId, aFlat(80_000n));
    expect(publish(trial, loanId, [collateralId])).toEqual(refuse('collateral_missing'));
    expect(trial.ask(STAFF.loanOfficer, registration(collateralId))).toEqual(refuse('same_person'));
    trial.done(STAFF.analyst, registration(collateralId));
    expect(trial.fact('collateral', collateralId)).toMatchObject({
      ...{ state: 'registered', kind: 'real_estate', owner: 'borrower', rank: 1 },
      ...{ value: yuan(80_000n), valuer: '恒信评估', registrationNumber: 'BJ-2026-1' },
    });
    expect(publish(trial, loanId, [collateralId, newTrialId()])).toEqual(
      refuse('collateral_missing'),
    );
    expect(publish(trial, loanId, ['C-1'])).toEqual(refuse('collateral_missing'));
    expect(publish(trial, loanId, [collateralId]).ok).toBe(true);
  });

  it('has to be worth enough, with the debts of higher rank; twice named it is not worth twice', () => {
    const trial = anInstalledWorld();
    const { loanId } = aSecuredLoan(trial);
    // 50,000 lent and 10,000 owed before, on 80,000.
    const collateralId = record(trial, loanId, aFlat(80_000n, 10_000n));
    trial.done(STAFF.analyst, registration(collateralId));
    const tooMuch = refuse('ltv_exceeded', { ltv: '75.00%', cap: '70.00%' });
    expect(publish(trial, loanId, [collateralId])).toEqual(tooMuch);
    expect(publish(trial, loanId, [collateralId, collateralId])).toEqual(tooMuch);
    const value = {
      ...({ kind: 'ValueCollateral', collateralId, currency: CNY, valuer: '恒信评估' } as const),
      ...{ value: yuan(90_000n), valuedOn: trial.today },
    };
    expect(trial.ask(STAFF.analyst, { ...value, valuedOn: addDays(trial.today, 1) })).toEqual(
      invalid('valuedOn', 'It must not be after the business date.'),
    );
    expect(trial.ask(STAFF.analyst, { ...value, valuedOn: dayOf(2026, 2, 1) })).toEqual(
      invalid('valuedOn', 'It must be after the valuation before.'),
    );
    expect(trial.ask(STAFF.analyst, { ...value, currency: currency('USD') })).toEqual(
      refuse('currencies_mixed'),
    );
    trial.done(STAFF.analyst, value);
    expect(publish(trial, loanId, [collateralId]).ok).toBe(true);
  });

  it('stands for one debt of each rank: the former one has to be let go first', () => {
    const trial = anInstalledWorld();
    const first = aSecuredLoan(trial);
    const second = aSecuredLoan(trial);
    const [one, other] = [first, second].map(({ loanId }) =>
      record(trial, loanId, aFlat(80_000n)),
    ) as [Id, Id];
    trial.done(STAFF.analyst, registration(one));
    expect(trial.ask(STAFF.analyst, registration(other))).toEqual(
      refuse('collateral_not_released'),
    );
    const reason = '申请人另行提供抵押物';
    trial.done(STAFF.analyst, { kind: 'ReleaseCollateral', collateralId: one, reason });
    trial.done(STAFF.analyst, registration(other));
    expect(trial.ask(STAFF.analyst, registration(one))).toEqual(
      refuse('wrong_stage', { state: 'released' }),
    );
  });

  it('is released by itself when the loan has ended, and by nobody before', () => {
    const trial = anInstalledWorld();
    const { loanId, borrower } = aSecuredLoan(trial);
    const collateralId = record(trial, loanId, aFlat(80_000n));
    trial.done(STAFF.analyst, registration(collateralId));
    const published = publish(trial, loanId, [collateralId]);
    expect(published.ok).toBe(true);
    const reason = 'x';
    const release = { kind: 'ReleaseCollateral', collateralId, reason } as const;
    expect(trial.ask(STAFF.analyst, release)).toEqual(refuse('wrong_stage', { state: 'listed' }));
    trial.done(STAFF.analystLead, { kind: 'WithdrawLoan', loanId, reason });
    expect(borrower.kind).toBe('person');
    trial.done(RULE, { kind: 'ReleaseSafeguards', loanId });
    expect(trial.fact('collateral', collateralId)).toMatchObject({
      ...{ state: 'released', endReason: 'withdrawn', endedOn: trial.today },
    });
  });

  it('is sold for a debt in default by two persons who say the same sum, and kept while it is owed', () => {
    const trial = aDefaultedLoan();
    const collateralId = newTrialId();
    trial.given('collateral', {
      ...{ ...aFlat(10_000n), id: collateralId, loanId: trial.loanId, state: 'registered' },
      ...{ makerId: newTrialId(), register: '登记中心', registrationNumber: 'BJ-2026-1' },
      registeredOn: dayOf(2026, 2, 2),
    });
    const release = { kind: 'ReleaseCollateral', collateralId, reason: '误录' } as const;
    expect(trial.ask(STAFF.analyst, release)).toMatchObject({
      refusal: { code: 'still_owed', data: { amount: expect.stringMatching(/^CNY \d+\.\d\d$/) } },
    });
    const finance = aStaff(newTrialId(), 'finance_officer');
    const dispose = (proceeds: bigint) => ({
      ...({ kind: 'DisposeCollateral', collateralId, currency: CNY, reason: '拍卖' } as const),
      proceeds: yuan(proceeds),
    });
    trial.done(finance, dispose(8_000n));
    expect(trial.ask(finance, dispose(8_000n))).toEqual(refuse('same_person'));
    // Another sum is another sale.
    trial.done(ANALYST_LEAD, dispose(7_000n));
    trial.done(finance, dispose(7_000n));
    expect(trial.fact('collateral', collateralId)).toMatchObject({
      ...{ state: 'disposed', proceeds: yuan(7_000n), endReason: '拍卖' },
    });
    expect(trial.ask(finance, dispose(7_000n))).toEqual(
      refuse('wrong_stage', { state: 'disposed' }),
    );
  });

  it('is not sold for a debt that is no default', () => {
    const trial = anInstalledWorld();
    const { loanId } = aSecuredLoan(trial);
    const collateralId = record(trial, loanId, aFlat(80_000n));
    expect(
      trial.ask(STAFF.analyst, {
        ...{ kind: 'DisposeCollateral', collateralId, proceeds: ZERO, currency: CNY, reason: 'x' },
      }),
    ).toEqual(refuse('not_defaulted'));
  });

  it.each<[string, Partial<CollateralDetails>]>([
    ['description', { description: ' ' }],
    ['owner', { owner: '' }],
    ['rank', { rank: 0 }],
    ['priorDebts', { priorDebts: minorUnits(-1n) }],
    ['value', { value: ZERO }],
    ['valuer', { valuer: '' }],
    ['valuedOn', { valuedOn: dayOf(2027, 1, 1) }],
  ])('is refused where it cannot be: %s', (field, changes) => {
    const trial = anInstalledWorld();
    const { loanId } = aSecuredLoan(trial);
    const details = { ...aFlat(80_000n), ...changes };
    const command = { kind: 'RecordCollateral', loanId, details } as const;
    expect(trial.ask(STAFF.loanOfficer, command)).toMatchObject({
      refusal: { code: 'invalid_input', data: { field } },
    });
  });
});

describe('pledges behind a commitment', () => {
  it('are of any kind, the guarantor’s own to record, and let go only when the obligation has ended', () => {
    const trial = anInstalledWorld();
    const { loanId, borrower } = aLoanUnder(trial, GUARANTEED_LOAN, 'guarantee');
    const guarantor = aGuarantor(trial, 60_000n);
    const commitmentId = aCommitment(trial, loanId, guarantor);
    const kinds: readonly CollateralKind[] = ['vehicle', 'inventory', 'shares'];
    const record = (kind: CollateralKind) =>
      ({
        ...({ kind: 'RecordPledge', commitmentId } as const),
        details: { ...aFlat(10_000n), kind, owner: '清茶商贸' },
        releaseCondition: 'commitment_ended',
      }) as const;
    expect(trial.ask(aPartner(trial), record('vehicle'))).toEqual(refuse('not_found'));
    const pledges = kinds.map((kind) => trial.done(guarantor, record(kind)));
    const [first] = pledges as [Id];
    const release = { kind: 'ReleaseCollateral', collateralId: first, reason: '置换' } as const;
    expect(trial.ask(STAFF.analyst, release)).toEqual(refuse('wrong_stage', { state: 'approved' }));
    trial.done(borrower, { kind: 'WithdrawLoan', loanId, reason: '' });
    trial.done(RULE, { kind: 'ReleaseSafeguards', loanId });
    for (const [index, id] of pledges.entries()) {
      expect(trial.fact('collateral', id)).toMatchObject({
        ...{ state: 'released', kind: kinds[index], commitmentId, value: yuan(10_000n) },
      });
    }
    expect(trial.ask(guarantor, record('vehicle'))).toEqual(
      refuse('wrong_stage', { state: 'released' }),
    );
  });

  it('of a declined commitment may go at once', () => {
    const trial = anInstalledWorld();
    const { loanId } = aLoanUnder(trial, GUARANTEED_LOAN, 'guarantee');
    const guarantor = aGuarantor(trial, 60_000n);
    const asked = { kind: 'AskCommitment', loanId, guarantorId: guarantor.id, place: 1 } as const;
    const commitmentId = trial.done(STAFF.analyst, asked);
    const collateralId = trial.done(guarantor, {
      ...{ kind: 'RecordPledge', commitmentId, details: aFlat(10_000n) },
      releaseCondition: 'commitment_ended',
    });
    trial.done(guarantor, { kind: 'DeclineCommitment', commitmentId, reason: '超出限额' });
    trial.done(STAFF.analyst, { kind: 'ReleaseCollateral', collateralId, reason: '未承保' });
    expect(trial.fact('collateral', collateralId).state).toBe('released');
  });
});

function aSecuredLoan(trial: TrialWorld) {
  return aLoanUnder(trial, { ...SECURED_LOAN, safeguards: ['none'] }, 'none', {
    security: 'mortgage',
  });
}

function record(trial: TrialWorld, loanId: Id, details: CollateralDetails): Id {
  return trial.done(STAFF.loanOfficer, { kind: 'RecordCollateral', loanId, details });
}

function registration(collateralId: Id) {
  return {
    ...({ kind: 'RegisterCollateral', collateralId, register: '不动产登记中心' } as const),
    ...{ registrationNumber: 'BJ-2026-1', registeredOn: dayOf(2026, 2, 20) },
  };
}

function publish(trial: TrialWorld, loanId: Id, collateralIds: readonly string[]) {
  trial.done(STAFF.loanOfficer, listingOf(loanId, trial.now, { collateralIds }));
  return trial.ask(STAFF.loanOfficerLead, { kind: 'ListLoan', loanId, review: REVIEW });
}
