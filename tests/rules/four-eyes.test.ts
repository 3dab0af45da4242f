// Nobody checks what he or she entered: one person tries both steps of every decision that takes two, in whatever
// position, and only the second person is let through.
import { refuse } from '@mutua/core/kit/result.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { GENERAL_LOAN } from '@mutua/core/product/catalogue.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addDays, dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import { ANALYST_LEAD, aDefaultedLoan, COMMITTEE, REASON } from '../trial-collection.ts';
import {
  ASSESSMENT_RULE,
  aClient,
  anInstalledWorld,
  application,
  aStaff,
  BANK,
  PERSON_FACTS,
  personRegistration,
  STAFF,
  verifyAll,
} from '../trial-house.ts';
import { CNY } from '../trial-loan.ts';
import { newTrialId, type TrialWorld } from '../trial-world.ts';

type Person = ReturnType<typeof aStaff>;

interface TwoSteps {
  readonly world: Pick<TrialWorld, 'ask' | 'done'>;
  readonly first: AnyCommand;
  readonly second: AnyCommand;
  readonly maker: Person;
  readonly checker: Person;
}

const [FINANCE, OTHER_FINANCE, COMPLIANCE_LEAD] = [
  aStaff(newTrialId(), 'finance_officer_lead'),
  aStaff(newTrialId(), 'finance_officer'),
  STAFF.complianceLead,
];

/** The four of which requirement ROL-07 speaks, and what else takes two. */
const DECISIONS: Readonly<Record<string, () => TwoSteps>> = {
  'the approval of a loan': () => {
    const world = anInstalledWorld();
    const loanId = world.done(aClient(world, personRegistration()), application());
    verifyAll(world, loanId);
    const value = PERSON_FACTS.monthly_income ?? { kind: 'count', count: 0 };
    world.done(STAFF.analystLead, {
      ...{ kind: 'VerifyFact', loanId, name: 'monthly_income', value, source: 'bank_statement' },
    });
    world.done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
    return {
      ...{ world, maker: STAFF.analystLead, checker: STAFF.committee },
      first: { kind: 'ReviewLoan', loanId, opinion: 'approve', reason: REASON },
      second: { kind: 'ApproveLoan', loanId, safeguard: 'none', reason: REASON },
    };
  },
  'the payment of money that is nobody’s yet': () => {
    const world = anInstalledWorld();
    const receiptId = world.done(BANK, {
      ...{ kind: 'RecordIncomingTransfer', bankReference: 'B1', bankDay: dayOf(2026, 3, 2) },
      ...{ amount: minorUnits(5_000n), currency: CNY, payerName: '某人', remark: '' },
    });
    return {
      ...{ world, maker: FINANCE, checker: OTHER_FINANCE },
      first: { kind: 'SendBackReceipt', receiptId, note: REASON },
      second: { kind: 'ConfirmReceiptEnd', receiptId },
    };
  },
  'a product': () => {
    const world = anInstalledWorld();
    const effectiveFrom = dayOf(2026, 3, 2);
    const tariff = { ...GENERAL_LOAN.tariff, effectiveFrom };
    const terms = { ...GENERAL_LOAN, effectiveFrom, tariff };
    return {
      ...{ world, maker: STAFF.productLead, checker: aStaff(newTrialId(), 'product_officer_lead') },
      first: { kind: 'ProposeProduct', terms, clientMoney: 'own_accounts' },
      second: { kind: 'ApproveProduct', code: terms.code, version: 1 },
    };
  },
  'a tariff of clients': () => {
    const world = anInstalledWorld();
    const effectiveFrom = addDays(dayOf(2026, 3, 2), 1);
    const tariff = { currency: CNY, effectiveFrom, rounding: 'half_up', fees: [] } as const;
    return {
      ...{ world, maker: STAFF.productLead, checker: aStaff(newTrialId(), 'product_officer_lead') },
      first: { kind: 'ProposeClientTariff', tariff },
      second: { kind: 'ApproveClientTariff', number: 1 },
    };
  },
  'limits of authority': () => {
    const world = anInstalledWorld();
    const limit = { position: 'committee_member', worstGrade: 'E' } as const;
    const limits = [{ ...limit, amountMax: minorUnits(50_000_000n) }];
    return {
      world,
      maker: STAFF.administrator,
      checker: aStaff(newTrialId(), 'committee_member_lead'),
      first: { kind: 'ProposeAuthority', limits, effectiveFrom: dayOf(2026, 3, 3) },
      second: { kind: 'ApproveAuthority', number: 1 },
    };
  },
  'the write-off of a debt': () => {
    const loan = aDefaultedLoan();
    const { loanId } = loan;
    return {
      ...{ world: loan, maker: ANALYST_LEAD, checker: COMMITTEE },
      first: { kind: 'ProposeWriteOff', loanId, reason: REASON },
      second: { kind: 'WriteOffLoan', loanId, reason: REASON },
    };
  },
  'the end of a collection': () => {
    const loan = aDefaultedLoan();
    loan.done(ANALYST_LEAD, { kind: 'ProposeWriteOff', loanId: loan.loanId, reason: REASON });
    loan.done(COMMITTEE, { kind: 'WriteOffLoan', loanId: loan.loanId, reason: REASON });
    const { loanId } = loan;
    return {
      ...{ world: loan, maker: ANALYST_LEAD, checker: COMMITTEE },
      first: { kind: 'ProposeCollectionEnd', loanId, reason: REASON },
      second: { kind: 'EndCollection', loanId, reason: REASON },
    };
  },
  'the freeze of a client': () => {
    const world = anInstalledWorld();
    const client = aClient(world, personRegistration());
    return {
      ...{ world, maker: COMPLIANCE_LEAD, checker: STAFF.compliance },
      first: { kind: 'FreezeClient', clientId: client.id, reason: REASON },
      second: { kind: 'FreezeClient', clientId: client.id, reason: REASON },
    };
  },
};

describe.each(Object.entries(DECISIONS))('%s', (_, steps) => {
  it('is refused to whoever took the first step, and to nobody else who may take the second', () => {
    const { world, first, second, maker, checker } = steps();
    world.done(maker, first);
    expect(world.ask(maker, second)).toEqual(refuse('same_person'));
    expect(world.ask(checker, second).ok).toBe(true);
  });
});
