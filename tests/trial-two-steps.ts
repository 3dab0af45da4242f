// For tests: decisions that take two persons, each up to its first step. Here those about people, products, listings and
// the house's money; those about a loan that was paid out stand in trial-two-steps-after.ts.
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { GENERAL_LOAN } from '@mutua/core/product/catalogue.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addDays, dayOf } from '@mutua/core/time/day.ts';
import { REASON } from './trial-collection.ts';
import {
  ASSESSMENT_RULE,
  aClient,
  anApprovedLoan,
  anInstalledWorld,
  application,
  aStaff,
  BANK,
  CALENDAR,
  listingOf,
  PERSON_FACTS,
  personRegistration,
  REVIEW,
  STAFF,
  verifyAll,
} from './trial-house.ts';
import { CNY } from './trial-loan.ts';
import { aFlat, aPartner, standingOf } from './trial-safeguard.ts';
import { newTrialId, type TrialWorld } from './trial-world.ts';

type Person = ReturnType<typeof aStaff>;

export interface TwoSteps {
  readonly world: Pick<TrialWorld, 'ask' | 'done'>;
  readonly first: AnyCommand;
  readonly second: AnyCommand;
  readonly maker: Person;
  readonly checker: Person;
  /** What somebody else has to do between the two. */
  readonly between?: () => void;
}

/** What takes two, by the command of the second person. */
export type Decisions = readonly (readonly [
  what: string,
  second: AnyCommand['kind'],
  steps: () => TwoSteps,
])[];

const [FINANCE, OTHER_FINANCE, COMPLIANCE_LEAD] = [
  aStaff(newTrialId(), 'finance_officer_lead'),
  aStaff(newTrialId(), 'finance_officer'),
  STAFF.complianceLead,
];
const FIRST_DAY = dayOf(2026, 3, 2);

export const BEFORE_THE_PAYOUT: Decisions = [
  [
    'the payment of money that is nobody’s yet',
    'ConfirmReceiptEnd',
    () => {
      const world = anInstalledWorld();
      const receiptId = world.done(BANK, {
        ...{ kind: 'RecordIncomingTransfer', bankReference: 'B1', bankDay: FIRST_DAY },
        ...{ amount: minorUnits(5_000n), currency: CNY, payerName: '某人', remark: '' },
      });
      return {
        ...{ world, maker: FINANCE, checker: OTHER_FINANCE },
        first: { kind: 'SendBackReceipt', receiptId, note: REASON },
        second: { kind: 'ConfirmReceiptEnd', receiptId },
      };
    },
  ],
  [
    'a product',
    'ApproveProduct',
    () => {
      const world = anInstalledWorld();
      const effectiveFrom = FIRST_DAY;
      const tariff = { ...GENERAL_LOAN.tariff, effectiveFrom };
      const terms = { ...GENERAL_LOAN, effectiveFrom, tariff };
      return {
        ...{
          world,
          maker: STAFF.productLead,
          checker: aStaff(newTrialId(), 'product_officer_lead'),
        },
        first: { kind: 'ProposeProduct', terms, clientMoney: 'own_accounts' },
        second: { kind: 'ApproveProduct', code: terms.code, version: 1 },
      };
    },
  ],
  [
    'a tariff of clients',
    'ApproveClientTariff',
    () => {
      const world = anInstalledWorld();
      const effectiveFrom = addDays(FIRST_DAY, 1);
      const tariff = { currency: CNY, effectiveFrom, rounding: 'half_up', fees: [] } as const;
      return {
        ...{
          world,
          maker: STAFF.productLead,
          checker: aStaff(newTrialId(), 'product_officer_lead'),
        },
        first: { kind: 'ProposeClientTariff', tariff },
        second: { kind: 'ApproveClientTariff', number: 1 },
      };
    },
  ],
  [
    'limits of authority',
    'ApproveAuthority',
    () => {
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
  ],
  [
    'the freeze of a client',
    'FreezeClient',
    () => {
      const world = anInstalledWorld();
      const client = aClient(world, personRegistration());
      return {
        ...{ world, maker: COMPLIANCE_LEAD, checker: STAFF.compliance },
        first: { kind: 'FreezeClient', clientId: client.id, reason: REASON },
        second: { kind: 'FreezeClient', clientId: client.id, reason: REASON },
      };
    },
  ],
  [
    'that a frozen client goes on',
    'UnfreezeClient',
    () => {
      const world = anInstalledWorld();
      const { id: clientId } = aClient(world, personRegistration());
      for (const one of [COMPLIANCE_LEAD, STAFF.compliance]) {
        world.done(one, { kind: 'FreezeClient', clientId, reason: REASON });
      }
      const command = { kind: 'UnfreezeClient', clientId, reason: REASON } as const;
      const people = { maker: COMPLIANCE_LEAD, checker: STAFF.compliance };
      return { world, first: command, second: command, ...people };
    },
  ],
  [
    'the approval of a loan',
    'ApproveLoan',
    () => {
      const { loanId, ...steps } = reviewed('approve');
      const second = { kind: 'ApproveLoan', loanId, safeguard: 'none', reason: REASON } as const;
      return { ...steps, second };
    },
  ],
  [
    'the rejection of a loan',
    'RejectLoan',
    () => {
      const { loanId, ...steps } = reviewed('reject');
      return { ...steps, second: { kind: 'RejectLoan', loanId, reason: REASON } };
    },
  ],
  [
    'a listing',
    'ListLoan',
    () => {
      const world = anInstalledWorld();
      const loanId = anApprovedLoan(world, aClient(world, personRegistration()));
      return {
        ...{ world, maker: STAFF.loanOfficerLead },
        checker: aStaff(newTrialId(), 'loan_officer_lead'),
        first: listingOf(loanId, world.now),
        second: { kind: 'ListLoan', loanId, review: REVIEW },
      };
    },
  ],
  [
    'that money from a party to the listing is explained',
    'ExplainAdvance',
    () => {
      const world = anInstalledWorld();
      const { id: borrowerId } = aClient(world, personRegistration());
      const paid = { amount: minorUnits(5_000n), currency: CNY, receivedOn: FIRST_DAY };
      const advanceId = newTrialId();
      return {
        world: {
          done: (actor, command) => {
            world.ask(actor, command, advanceId);
            return advanceId;
          },
          ask: (actor, command) => world.ask(actor, command),
        },
        ...{ maker: COMPLIANCE_LEAD, checker: STAFF.compliance },
        first: { kind: 'RecordAdvance', borrowerId, payer: '某公司', ...paid },
        second: { kind: 'ExplainAdvance', advanceId, reason: '货款' },
      };
    },
  ],
  [
    'that a difference of the books is mended',
    'MendBreak',
    () => {
      const world = anInstalledWorld();
      const reference = 'custody/CNY';
      const found = { kind: 'control_total_differs', reference, ours: '5', theirs: '4' } as const;
      const breaks = { kind: 'RecordBreaks', rail: 'custodian', day: FIRST_DAY } as const;
      const decided = world.ask(CALENDAR, { ...breaks, breaks: [found] });
      const [event] = decided.ok ? decided.value.events : [];
      if (event?.kind !== 'BreakFound') throw new Error('A difference is found.');
      const { breakId } = event;
      return {
        ...{ world, maker: FINANCE, checker: OTHER_FINANCE },
        first: { kind: 'ExplainBreak', breakId, explanation: '银行次日入账' },
        second: { kind: 'MendBreak', breakId, note: '已核对' },
      };
    },
  ],
  [
    'the standing of a guarantor',
    'ApproveGuarantor',
    () => {
      const world = anInstalledWorld();
      const { id: guarantorId } = aPartner(world);
      const standing = standingOf(50_000n);
      return {
        ...{ world, maker: STAFF.analystLead },
        checker: aStaff(newTrialId(), 'compliance_officer_lead'),
        first: { kind: 'ProposeGuarantor', guarantorId, standing, reason: REASON },
        second: { kind: 'ApproveGuarantor', guarantorId },
      };
    },
  ],
  [
    'a thing that is registered for a debt',
    'RegisterCollateral',
    () => {
      const world = anInstalledWorld();
      const loanId = anApprovedLoan(world, aClient(world, personRegistration()));
      const collateralId = newTrialId();
      const details = aFlat(80_000n);
      return {
        world: {
          done: (actor, command) => {
            world.ask(actor, command, collateralId);
            return collateralId;
          },
          ask: (actor, command) => world.ask(actor, command),
        },
        ...{ maker: STAFF.loanOfficer, checker: STAFF.analyst },
        first: { kind: 'RecordCollateral', loanId, details },
        second: {
          ...{ kind: 'RegisterCollateral', collateralId, register: '不动产登记中心' },
          ...{ registrationNumber: 'BJ-2026-1', registeredOn: FIRST_DAY },
        },
      };
    },
  ],
];

/** A loan that was assessed, and what one person thinks of it who might decide as well. */
function reviewed(opinion: 'approve' | 'reject') {
  const world = anInstalledWorld();
  const loanId = world.done(aClient(world, personRegistration()), application());
  verifyAll(world, loanId);
  const value = PERSON_FACTS.monthly_income ?? { kind: 'count', count: 0 };
  world.done(STAFF.analystLead, {
    ...{ kind: 'VerifyFact', loanId, name: 'monthly_income', value, source: 'bank_statement' },
  });
  world.done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
  return {
    ...{ world, loanId, maker: STAFF.analystLead, checker: STAFF.committee },
    first: { kind: 'ReviewLoan', loanId, opinion, reason: REASON } as const,
  };
}
