// How a town begins: the operator, its staff, and the first people who borrow, lend and stand behind loans.

import { CHINA_TIME } from '@mutua/core/calendar/business-date.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { StaffPosition } from '@mutua/core/people/actor.ts';
import type { PartnerKind } from '@mutua/core/people/client.ts';
import { GENERAL_LOAN, SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { creditCode, installation } from '../trial-house.ts';
import type { Asked } from './asked.ts';
import { standing } from './families/guarantors.ts';
import { CNY, identityNumber, registration } from './families/people.ts';
import { TEMPERS } from './families/standing.ts';
import { BANK, CALENDAR, type Person, REGISTER, type Town, VISITOR } from './town.ts';
import type { CashRole } from './town-money.ts';

export const PLAIN = SMALL_CREDIT_LOAN;
export const WIDE: ProductTerms = {
  ...GENERAL_LOAN,
  bids: { ...GENERAL_LOAN.bids, minimum: minorUnits(50_000n) },
  penalty: { ...GENERAL_LOAN.penalty, base: 'principal' },
};
/** For another province. */
export const FAR: ProductTerms = { ...PLAIN, code: 'far_loan', regions: ['440000'] };
/** At a rate for which nobody lends. */
export const CHEAP: ProductTerms = {
  ...PLAIN,
  code: 'cheap_loan',
  annualRatePpm: { minimum: 40_000, maximum: 41_000, step: 1_000 },
};
/** Somebody pays each instalment that is late by two days, or one after the other do. */
export const GUARDED: ProductTerms = {
  ...PLAIN,
  code: 'guarded_loan',
  safeguards: ['none', 'guarantee', 'dual_guarantee'],
  safeguardTerms: {
    guarantee: {
      ...{ compensationDay: 2, cover: 'instalments', payers: [['guarantee_company']] },
      lossReliefPpm: 800_000,
    },
    dual_guarantee: {
      ...{ compensationDay: 5, cover: 'instalments', lossReliefPpm: 800_000 },
      payers: [['small_loan_company'], ['guarantee_company']],
    },
  },
  services: [...PLAIN.services, 'compensation'],
};
/** Somebody pays the whole debt as soon as a part of it is late, or principal alone and not all of it. */
export const PROMISED: ProductTerms = {
  ...WIDE,
  code: 'promised_loan',
  safeguards: ['guarantee', 'principal_only'],
  safeguardTerms: {
    guarantee: {
      ...{ compensationDay: 10, cover: 'accelerated', payers: [['guarantee_company']] },
      lossReliefPpm: 500_000,
    },
    principal_only: {
      ...{ compensationDay: 20, payers: [['guarantee_company', 'small_loan_company']] },
      ...{ ceilingPpm: 600_000, lossReliefPpm: 300_000 },
    },
  },
  services: [...WIDE.services, 'compensation'],
};
export const PRODUCTS: readonly ProductTerms[] = [PLAIN, WIDE, FAR, CHEAP, GUARDED, PROMISED];

const TRADES = ['guarantee_company', 'guarantee_company', 'small_loan_company'] as const;

const POSTS: readonly StaffPosition[] = [
  ...([
    'loan_officer',
    'loan_officer',
    'loan_officer_lead',
    'risk_analyst',
    'risk_analyst',
  ] as const),
  ...([
    'risk_analyst_lead',
    'committee_member',
    'committee_member',
    'committee_member_lead',
  ] as const),
  ...([
    'compliance_officer',
    'compliance_officer',
    'compliance_officer_lead',
    'product_officer',
  ] as const),
  ...(['product_officer_lead', 'finance_officer', 'finance_officer', 'collector'] as const),
  ...(['collector', 'collector_lead', 'service_agent'] as const),
];

export type Ask = (asked: Omit<Asked, 'commandId'>, commandId?: Id) => Promise<Id>;

/** Everything that has to be there before anybody lives in the town. */
export async function found(town: Town, ask: Ask, products = PRODUCTS): Promise<void> {
  const administrator = staffMember(town, 'administrator', town.chance.newId());
  await ask({ actor: CALENDAR, command: { kind: 'OpenFirstDay', day: town.today } });
  await ask({ actor: VISITOR, command: registration(town, ['lender']) });
  const { operator, ...rest } = installation(administrator.id);
  const time = { ...CHINA_TIME, daysEnd: 'by_hand' } as const;
  town.operatorName = operator.creditCode;
  for (const { name, validUntil } of operator.licences) town.licences.set(name, validUntil);
  for (const terms of products)
    town.products.push({ terms, makerId: administrator.id, approved: true });
  await ask({
    actor: CALENDAR,
    command: { ...rest, operator: { ...operator, time, packId: town.law }, products },
  });
  town.installed = true;
  for (const [place, position] of POSTS.entries())
    await hire(town, ask, administrator, position, place);
  await ask({ actor: administrator, command: { kind: 'SetOperatorTime', time } });
  await ask({ actor: administrator, command: observer() });
  if (town.chance.isIn(50)) await charge(town, ask);
  const roles: readonly (readonly ('borrower' | 'lender')[])[] = [
    ...Array.from({ length: 4 }, () => ['borrower'] as const),
    ...Array.from({ length: 5 }, () => ['lender'] as const),
    ['borrower', 'lender'],
  ];
  for (const own of roles) await settle(town, ask, own);
  for (const [index, trade] of TRADES.entries()) await settlePartner(town, ask, index, trade);
}

function staffMember(town: Town, position: StaffPosition, id: Id): Person {
  const person: Person = { kind: 'person', id, roles: ['staff'], positions: [position] };
  town.staff.set(position, [...(town.staff.get(position) ?? []), person]);
  return person;
}

async function hire(
  town: Town,
  ask: Ask,
  actor: Person,
  position: StaffPosition,
  place: number,
): Promise<void> {
  const credentials = {
    signInName: `staff${place}`,
    passwordHash: '$scrypt$ln=15,r=8,p=1$c2FsdA$a2V5',
  };
  const command = {
    kind: 'RegisterStaff',
    name: `员工${place}`,
    positions: [position],
    credentials,
  } as const;
  staffMember(town, position, await ask({ actor, command }));
}

function observer() {
  const credentials = {
    signInName: 'regulator',
    passwordHash: '$scrypt$ln=15,r=8,p=1$c2FsdA$a2V5',
  };
  return { kind: 'RegisterObserver', userKind: 'regulator', name: '监管员', credentials } as const;
}

/** A tariff for clients: lenders pay two yuan for a withdrawal, and five for the registration. */
async function charge(town: Town, ask: Ask): Promise<void> {
  const fixed = (amount: bigint) => ({ kind: 'fixed', amount: minorUnits(amount) }) as const;
  const tariff = {
    currency: CNY,
    effectiveFrom: town.today,
    rounding: 'half_up',
    fees: [
      { kind: 'registration', payer: 'lender', due: 'event', rule: fixed(500n) },
      { kind: 'withdrawal', payer: 'lender', due: 'event', rule: fixed(200n) },
    ],
  } as const;
  await ask({
    actor: town.officer('product_officer'),
    command: { kind: 'ProposeClientTariff', tariff },
  });
  await ask({
    actor: town.officer('product_officer_lead'),
    command: { kind: 'ApproveClientTariff', number: 1 },
  });
}

/** Somebody who has come, is verified, and has an account for each role. */
async function settle(
  town: Town,
  ask: Ask,
  roles: readonly ('borrower' | 'lender')[],
): Promise<void> {
  const clientId = await ask({ actor: VISITOR, command: registration(town, roles) });
  // Somebody with another's number is not let in.
  if (!town.clients.has(clientId)) return;
  const answer = { kind: 'verified', reference: 'R1' } as const;
  await ask({
    actor: REGISTER,
    command: { kind: 'VerifyIdentity', clientId, answer, screening: 'clear' },
  });
  const client = town.client(clientId);
  if (client.status !== 'verified') return;
  for (const role of roles) await open(ask, clientId, role);
  if (!roles.includes('lender')) return;
  const { answers } = TEMPERS[town.chance.among('bold', 'bold', 'plain', 'careful')];
  await ask({ actor: client.actor, command: { kind: 'AnswerQuestionnaire', version: 1, answers } });
}

async function open(ask: Ask, clientId: Id, role: CashRole): Promise<void> {
  const told = { clientId, role, account: `${role}-${clientId}`, currency: CNY };
  await ask({ actor: BANK, command: { kind: 'RecordCustodyAccount', ...told } });
}

/** One that may stand behind loans, with its line and some money. */
async function settlePartner(
  town: Town,
  ask: Ask,
  index: number,
  trade: (typeof TRADES)[number],
): Promise<void> {
  const guarantorId = await letInPartner(town, ask, index, trade);
  const asked = { guarantorId, standing: standing(town), reason: '首次授信' };
  await ask({
    actor: town.officer('risk_analyst'),
    command: { kind: 'ProposeGuarantor', ...asked },
  });
  const actor = town.officer('compliance_officer_lead');
  await ask({ actor, command: { kind: 'ApproveGuarantor', guarantorId } });
}

/** One with its account at the bank. */
export async function letInPartner(
  town: Town,
  ask: Ask,
  index: number,
  trade: PartnerKind,
): Promise<Id> {
  const command = partner(town, index, trade);
  const partnerId = await ask({ actor: town.officer('compliance_officer'), command });
  const answer = { kind: 'verified', reference: 'R1' } as const;
  const told = { clientId: partnerId, answer, screening: 'clear' } as const;
  await ask({ actor: REGISTER, command: { kind: 'VerifyIdentity', ...told } });
  await open(ask, partnerId, 'partner');
  return partnerId;
}

function partner(town: Town, index: number, trade: PartnerKind) {
  const person = registration(town, ['borrower']);
  const { roles: _, consents: __, ...details } = person;
  const representative = { name: '陈志', identityNumber: identityNumber(1980, 500) };
  return {
    ...details,
    kind: 'RegisterPartner',
    clientKind: 'organisation',
    partnerKind: trade,
    ...{ name: `城南担保${index + 1}有限公司`, number: creditCode(`91350100M000100Y${index + 4}`) },
    legalRepresentative: representative,
    authorisedSignatory: { ...representative, mobile: '13900139000' },
  } as const;
}
