import { invalid, refuse } from '@mutua/core/kit/result.ts';
import { GENERAL_LOAN } from '@mutua/core/product/catalogue.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { REPLAY_LOAN } from '@mutua/core/product/replay-loan.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import { anInstalledWorld, STAFF } from '../trial-house.ts';

const FROM = dayOf(2026, 3, 2);
const TERMS: ProductTerms = {
  ...GENERAL_LOAN,
  effectiveFrom: FROM,
  tariff: { ...GENERAL_LOAN.tariff, effectiveFrom: FROM },
};

describe('a product', () => {
  const propose = (terms: ProductTerms = TERMS) =>
    ({ kind: 'ProposeProduct', terms, clientMoney: 'own_accounts' }) as const;
  const approve = { kind: 'ApproveProduct', code: 'general_loan', version: 1 } as const;

  it('is proposed by one person and released by another', () => {
    const trial = anInstalledWorld();
    trial.done(STAFF.productOfficer, propose());
    expect(trial.fact('productVersion', 'general_loan 1')).toEqual({
      code: 'general_loan',
      number: 1,
      terms: TERMS,
      makerId: STAFF.productOfficer.id,
    });
    expect(trial.ask(STAFF.productOfficer, approve)).toEqual(refuse('same_person'));
    trial.done(STAFF.productLead, approve);
    expect(trial.fact('productVersion', 'general_loan 1')).toMatchObject({
      checkerId: STAFF.productLead.id,
      approvedOn: FROM,
    });
    expect(trial.ask(STAFF.productLead, approve)).toEqual(
      refuse('wrong_stage', { state: 'approved' }),
    );
  });

  it('is refused to a lead who made it, and to a checker who is no lead', () => {
    const trial = anInstalledWorld();
    trial.done(STAFF.productLead, propose());
    expect(trial.ask(STAFF.productLead, approve)).toEqual(refuse('same_person'));
    expect(trial.ask(STAFF.productOfficer, approve)).toEqual(refuse('not_allowed'));
  });

  it('is nobody else’s to propose or release', () => {
    const trial = anInstalledWorld();
    expect(trial.ask(STAFF.administrator, propose())).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.administrator, approve)).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.productLead, approve)).toEqual(refuse('not_found'));
  });

  it('that would pool client money is refused', () => {
    const trial = anInstalledWorld();
    const command = { ...propose(), clientMoney: 'pool' } as const;
    expect(trial.ask(STAFF.productOfficer, command)).toEqual(
      refuse('forbidden_by_rule', { clause: 'house_intermediary' }),
    );
  });

  it('has the next number, a first day that has not passed, and terms that can be', () => {
    const trial = anInstalledWorld();
    const ask = (changes: Partial<ProductTerms>) =>
      trial.ask(STAFF.productOfficer, propose({ ...TERMS, ...changes }));
    expect(ask({ version: 2 })).toEqual(refuse('changed_meanwhile'));
    expect(ask({ effectiveFrom: dayOf(2026, 3, 1) })).toEqual(
      invalid('effectiveFrom', 'It must not be before the business date.'),
    );
    expect(ask({ packId: 'mars' })).toEqual(invalid('packId', 'It is not among the choices.'));
    // Past loans are lived through again on a platform of their own, and nobody else assesses as was recorded.
    expect(ask({ ...REPLAY_LOAN, effectiveFrom: FROM })).toEqual(
      invalid('packId', 'It is not among the choices.'),
    );
    expect(ask({ creditPolicy: REPLAY_LOAN.creditPolicy })).toEqual(
      invalid('creditPolicy', 'There is no such version.'),
    );
    expect(ask({ packId: 'cn' })).toMatchObject({ ok: false });
    trial.done(STAFF.productOfficer, propose());
    expect(ask({})).toEqual(refuse('changed_meanwhile'));
    expect(ask({ version: 2 }).ok).toBe(true);
  });
});
