// What collecting costs: written down by whoever collects, paid by another person out of the operator's own money, and
// booked when the bank has paid it.
import type { Refused } from '@mutua/core/kit/result.ts';
import { addressText } from '@mutua/core/ledger/account.ts';
import { custodyAccount, ownFundsAccount } from '@mutua/core/ledger/addresses.ts';
import { minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { CollectionCost } from '@mutua/core/work/collection-cost.ts';
import { describe, expect, it } from 'vitest';
import { ask, codeOf, collectionOf, overdueLoan, reason, storyOf, take } from '../trial-cases.ts';
import { COLLECTOR, FINANCE_OFFICER } from '../trial-collection.ts';
import { aStaff } from '../trial-house.ts';
import { BANK, CNY, type TrialLoan } from '../trial-loan.ts';
import { newTrialId } from '../trial-world.ts';

const BOTH = aStaff(newTrialId(), 'collector', 'finance_officer');
const OWN_ACCOUNT = { purpose: 'fees', currency: CNY, account: '8809' } as const;
const COST = {
  ...({
    kind: 'RecordCollectionCost',
    purpose: '诉讼费',
    reference: 'R-1',
    currency: CNY,
  } as const),
  ...{ payeeName: '北京市朝阳区人民法院', payeeAccount: '6222 0001', amount: minorUnits(5_000n) },
};

function worked(owner: Actor = COLLECTOR): TrialLoan {
  const loan = overdueLoan(4);
  take(loan, owner);
  return loan;
}

/** A cost of 50 yuan, and so much that the operator has paid in. */
function withCost(funds: bigint, owner: Actor = COLLECTOR) {
  const loan = worked(owner);
  loan.given('ownAccount', OWN_ACCOUNT);
  if (funds > 0n) payIn(loan, funds);
  const caseId = collectionOf(loan).id;
  const costId = loan.done(owner, { ...COST, caseId });
  const finance = (kind: 'ReleaseCollectionCost' | 'DeclineCollectionCost', who?: Actor) =>
    loan.ask(who ?? FINANCE_OFFICER, { kind, costId, reason } as AnyCommand);
  const cost = (): CollectionCost => loan.fact('collectionCost', costId);
  return { loan, costId, finance, cost };
}

function payIn(loan: TrialLoan, amount: bigint, account: string = OWN_ACCOUNT.account) {
  return loan.ask(BANK, {
    ...{ kind: 'RecordOwnFunds', bankReference: 'B1', account, currency: CNY },
    ...{ amount: minorUnits(amount), bankDay: loan.today },
  });
}

const funds = (loan: TrialLoan) => loan.account(ownFundsAccount(CNY));

describe('a collection cost', () => {
  it('is written down with its payee, and moves nothing by it', () => {
    const loan = worked();
    const code = (changes: object) => codeOf(ask(loan, COLLECTOR, { ...COST, ...changes }));
    expect(code({ amount: ZERO })).toBe('invalid_input');
    expect(code({ currency: 'USD' })).toBe('currencies_mixed');
    expect(code({ purpose: ' ' })).toBe('reason_missing');
    expect(code({ payeeName: ' ' })).toBe('invalid_input');
    expect(code({ payeeAccount: '' })).toBe('invalid_input');
    expect(code({})).toBe('accepted');
    expect(funds(loan)).toMatchObject({ posted: ZERO, pendingDebit: ZERO });
    expect(storyOf(loan).at(-1)).toContain('CollectionCostRecorded');
  });

  it('is paid out of the operator’s own money, by another person, when the bank has said so', () => {
    const { loan, finance, cost } = withCost(8_000n);
    expect(cost()).toMatchObject({ state: 'recorded', recordedBy: COLLECTOR.id });
    expect(codeOf(finance('ReleaseCollectionCost', COLLECTOR))).toBe('not_allowed');
    const custody = loan.account(custodyAccount(CNY)).posted;
    expect(codeOf(finance('ReleaseCollectionCost'))).toBe('accepted');
    expect(cost()).toMatchObject({ state: 'under_way', checkerId: FINANCE_OFFICER.id });
    expect(funds(loan)).toMatchObject({ posted: 8_000n, pendingDebit: 5_000n });
    expect(codeOf(finance('ReleaseCollectionCost'))).toBe('wrong_stage');
    expect(codeOf(finance('DeclineCollectionCost'))).toBe('wrong_stage');
    expect(loan.instructions.at(-1)).toMatchObject({
      ...{ state: 'created', loanId: loan.loanId },
      order: { kind: 'own_payment', amount: 5_000n, payeeAccount: '6222 0001', remark: 'R-1' },
    });
    const { instructionId = newTrialId() } = cost();
    loan.answer(instructionId, 'confirmed');
    expect(cost()).toMatchObject({ state: 'paid', endedOn: loan.today });
    expect(funds(loan)).toMatchObject({ posted: 3_000n, pendingDebit: ZERO });
    expect(loan.account(custodyAccount(CNY)).posted).toBe(custody - 5_000n);
    expect(loan.answer(instructionId, 'confirmed')).toMatchObject({ value: { transfers: [] } });
    expect(loan.brokenLaws()).toEqual([]);
  });

  it('that the bank refuses can be released again, or declined', () => {
    const { loan, costId, finance, cost } = withCost(5_000n);
    finance('ReleaseCollectionCost');
    loan.ask(BANK, {
      ...{ kind: 'RecordInstruction', instructionId: cost().instructionId ?? costId },
      ...{ outcome: 'refused', reason: 'insufficient_funds' },
    });
    expect(cost()).toMatchObject({ state: 'recorded', reason: 'insufficient_funds' });
    expect(cost()).not.toHaveProperty('holdId');
    expect(funds(loan)).toMatchObject({ posted: 5_000n, pendingDebit: ZERO });
    expect(codeOf(finance('ReleaseCollectionCost'))).toBe('accepted');
    expect(cost()).not.toHaveProperty('reason');
    loan.answer(cost().instructionId ?? costId, 'refused');
    expect(codeOf(loan.ask(FINANCE_OFFICER, decline(costId, ' ')))).toBe('reason_missing');
    expect(codeOf(finance('DeclineCollectionCost'))).toBe('accepted');
    expect(cost()).toMatchObject({ state: 'declined', reason, endedOn: loan.today });
    expect(codeOf(finance('ReleaseCollectionCost'))).toBe('wrong_stage');
  });

  it('is not released by whoever wrote it down, nor beyond what the operator has', () => {
    const own = withCost(5_000n, BOTH);
    expect(codeOf(own.finance('ReleaseCollectionCost', BOTH))).toBe('same_person');
    const { finance, loan } = withCost(4_999n);
    expect(finance('ReleaseCollectionCost')).toMatchObject({
      refusal: { code: 'insufficient_cash', data: { available: 'CNY 49.99', missing: 'CNY 0.01' } },
    } satisfies Partial<Refused>);
    payIn(loan, 1n);
    expect(codeOf(finance('ReleaseCollectionCost'))).toBe('accepted');
  });
});

describe('the operator’s own money', () => {
  it('is booked where it came, and on no account of another', () => {
    const loan = worked();
    loan.given('ownAccount', OWN_ACCOUNT);
    expect(payIn(loan, 7n)).toMatchObject({
      value: {
        transfers: [{ code: 'own_funds_in', amount: 7n, credit: ownFundsAccount(CNY) }],
      },
    });
    expect(codeOf(payIn(loan, 0n))).toBe('invalid_input');
    const strange = payIn(loan, 7n, 'L-1');
    expect(strange).toMatchObject({
      value: {
        ...{ transfers: [], events: [{ kind: 'MovementTold', code: 'other' }, {}, {}] },
      },
    });
    expect(addressText(ownFundsAccount(CNY))).toBe('platform_funds/own/CNY');
  });
});

function decline(costId: CollectionCost['id'], why: string): AnyCommand {
  return { kind: 'DeclineCollectionCost', costId, reason: why };
}
