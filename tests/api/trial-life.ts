// For tests: people and loans brought to a stage of their life over HTTP, with a bank that says yes to everything.

import type { Id } from '@mutua/core/kit/id.ts';
import { idOf } from '@mutua/core/kit/id.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { RISK_QUESTIONNAIRE_1 } from '@mutua/core/people/questionnaire.ts';
import { isoOf, plusMs } from '@mutua/core/time/instant.ts';
import { PASSWORD, type TrialHouse } from '@mutua/server/http/trial-house.ts';

export const BANK: Actor = { kind: 'custodian', name: 'bank' };
const CALENDAR: Actor = { kind: 'calendar' };
const HOUR_MS = 3_600_000;

export const yuan = (amount: number) => ({ minorUnits: `${amount}00`, currency: 'CNY' });

let people = 0;

/** A citizen identity number that is well formed, another one each time. */
function identityNumber(): string {
  people += 1;
  const digits = `11010519900307${String(people).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const total = weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
  return `${digits}${'10X98765432'.charAt(total % 11)}`;
}

/** Registered over HTTP, verified by the identity source, with an account at the bank in each role. */
export function aClient(
  house: TrialHouse,
  ...roles: readonly ('lender' | 'borrower')[]
): Promise<Id> {
  return aClientIn(house, 'CNY', ...roles);
}

/** The same with accounts in another currency. */
export async function aClientIn(
  house: TrialHouse,
  code: string,
  ...roles: readonly ('lender' | 'borrower')[]
): Promise<Id> {
  const id = await house.post(undefined, '/api/clients', {
    ...{ clientKind: 'natural_person', name: '林薇', number: identityNumber(), region: '110000' },
    ...{ mobile: '13800000001', roles, signInName: `client-${people}`, password: PASSWORD },
    consents: [
      { document: 'service_agreement', version: '1' },
      { document: 'personal_data', version: '1' },
    ],
  });
  await house.post(id, '/api/clients/me/identity-verification');
  for (const role of roles) {
    const account = `${role}-${id}`;
    await house.command(BANK, {
      kind: 'RecordCustodyAccount',
      clientId: id,
      role,
      account,
      currency: currency(code),
    });
  }
  return id;
}

/** A bold lender with so much cash. */
export async function aLender(house: TrialHouse, cash: number): Promise<Id> {
  const id = await aClient(house, 'lender');
  await dareAll(house, id);
  if (cash > 0) await topUp(house, id, 'lender', cash);
  return id;
}

/** The boldest answer to each question. */
export async function dareAll(house: TrialHouse, id: Id): Promise<void> {
  const { version, questions } = RISK_QUESTIONNAIRE_1;
  const answers = Object.fromEntries(
    questions.map(({ code, options }) => [
      code,
      options.toSorted((a, b) => b.points - a.points)[0]?.code ?? '',
    ]),
  );
  await house.post(id, '/api/questionnaire-answers', { version, answers });
}

export async function topUp(
  house: TrialHouse,
  id: Id,
  role: 'lender' | 'borrower',
  amount: number,
): Promise<Id> {
  const topUpId = await house.post(id, '/api/top-ups', { role, amount: yuan(amount) });
  await house.command(BANK, {
    ...{ kind: 'CreditTopUp', topUpId, amount: minorUnits(BigInt(amount) * 100n) },
    ...{ bankReference: `R-${topUpId}`, bankDay: await house.today() },
  });
  return topUpId;
}

export interface Office {
  readonly loanOfficer: Id;
  readonly loanOfficerLead: Id;
  readonly analyst: Id;
  readonly analystLead: Id;
  readonly finance: Id;
}

export async function anOffice(house: TrialHouse): Promise<Office> {
  return {
    loanOfficer: await house.staff('loan_officer'),
    loanOfficerLead: await house.staff('loan_officer_lead'),
    analyst: await house.staff('risk_analyst'),
    analystLead: await house.staff('risk_analyst_lead'),
    finance: await house.staff('finance_officer'),
  };
}

export const APPLICATION = {
  ...{ productCode: 'small_credit_loan', loanAmount: yuan(50_000), termMonths: 12 },
  ...{ repaymentMethod: 'equal_instalments', purpose: 'consumption', security: 'unsecured' },
  facts: {
    monthly_income: yuan(20_000),
    monthly_debt_payments: yuan(500),
    debt_elsewhere: yuan(10_000),
    employment_months: 60,
    home: 'owned',
    industry: 'services',
    occupation: '软件工程师',
    repayment_source: '工资收入',
  },
  documents: ['identity_document', 'income_proof', 'credit_report'],
  consents: [
    { document: 'credit_inquiry', version: '1' },
    { document: 'loan_application', version: '1' },
  ],
};

/** Applied for, borne out, assessed, approved and accepted. */
export async function anApprovedLoan(
  house: TrialHouse,
  borrower: Id,
  office: Office,
  application: object = APPLICATION,
): Promise<Id> {
  const loanId = await house.post(borrower, '/api/loans', application);
  await approve(house, borrower, office, loanId);
  return loanId;
}

/** An application, borne out, assessed, approved and accepted. */
export async function approve(
  house: TrialHouse,
  borrower: Id,
  { analyst, analystLead }: Office,
  loanId: Id,
): Promise<void> {
  const office = `/api/office/loans/${loanId}`;
  const { monthly_income, debt_elsewhere } = APPLICATION.facts;
  const found = { monthly_income, debt_elsewhere, overdue_past_6_months: 0 };
  for (const [name, value] of Object.entries(found)) {
    await house.post(analyst, `${office}/verified-facts`, { name, value, source: 'credit_bureau' });
  }
  await house.post(analyst, `${office}/assessment`);
  await house.post(analystLead, `${office}/approval`, { safeguard: 'none', reason: 'Fit.' });
  const { body } = await house.get(borrower, `/api/loans/${loanId}`);
  const { allInRatePpm } = body as unknown as { allInRatePpm: number };
  await house.post(borrower, `/api/loans/${loanId}/terms-acceptance`, { allInRatePpm });
}

/** A listing that takes bids. */
export async function anOpenListing(
  house: TrialHouse,
  borrower: Id,
  office: Office,
  application: { readonly termMonths: number } = APPLICATION,
): Promise<Id> {
  const loanId = await anApprovedLoan(house, borrower, office, application);
  await openListing(house, office, loanId, application);
  return loanId;
}

/** An approved loan is listed, and takes bids an hour later. */
export async function openListing(
  house: TrialHouse,
  office: Office,
  loanId: Id,
  { termMonths }: { readonly termMonths: number } = APPLICATION,
): Promise<void> {
  const url = `/api/office/loans/${loanId}`;
  await house.post(office.loanOfficer, `${url}/listing-draft`, {
    ...{ title: '装修借款', summary: '用于自住房屋装修。', loanAmount: yuan(50_000) },
    ...{ termMonths, fundingDays: 5, opensAt: isoOf(plusMs(house.now, HOUR_MS)) },
  });
  await house.post(office.loanOfficerLead, `${url}/publication`, {
    review: { credit: 'Sound.', assets: 'Own flat.', purpose: 'Contract seen.', conclusion: 'fit' },
  });
  house.later(HOUR_MS + 1_000);
  house.forgetSessions();
  await house.command(CALENDAR, { kind: 'OpenFunding', loanId });
}

export function bid(house: TrialHouse, lender: Id, loanId: Id, amount: number): Promise<Id> {
  const acknowledgedNotice = 'risk_notice_1';
  const fields = { amount: yuan(amount), acknowledgedNotice };
  return house.post(lender, `/api/loans/${loanId}/bids`, fields);
}

/** The bank freezes what waits, and does what it is asked. */
export async function letTheBankAnswer(house: TrialHouse): Promise<void> {
  const { rows: bids } = await house.pool.query<{ id: string }>(
    `select id from loan.bid where freeze_state = 'created' and state = 'accepted'`,
  );
  const results = bids.map(({ id }) => ({
    ...{ bidId: idOf(id), outcome: 'confirmed' as const, bankReference: `F-${id}` },
  }));
  if (results.length > 0) await house.command(BANK, { kind: 'RecordFreezes', results });
  const { rows: asked } = await house.pool.query<{ id: string }>(
    `select id from wallet.instruction where state in ('created', 'sent') order by id`,
  );
  for (const { id } of asked) {
    const answer = { outcome: 'confirmed', bankReference: `B-${id}` } as const;
    await house.command(BANK, { kind: 'RecordInstruction', instructionId: idOf(id), ...answer });
  }
}

export async function grant(house: TrialHouse, mandateId: Id): Promise<void> {
  await house.command(BANK, { kind: 'RecordMandate', mandateId, outcome: 'granted' });
}

/** Full, signed and disbursed. */
export async function disburse(house: TrialHouse, borrower: Id, loanId: Id): Promise<void> {
  await sign(house, borrower, loanId);
  await letTheBankAnswer(house);
}

/** Full, with everything authorised and signed; the bank is asked to pay out. */
export async function sign(house: TrialHouse, borrower: Id, loanId: Id): Promise<void> {
  await letTheBankAnswer(house);
  for (const [scope, amount] of [
    ['repayment', 90_000],
    ['fees', 10_000],
  ] as const) {
    const fields = { scope, cap: yuan(amount), expiresDay: '2028-01-01' };
    await grant(house, await house.post(borrower, `/api/loans/${loanId}/mandates`, fields));
  }
  await house.post(borrower, `/api/loans/${loanId}/contract-signature`);
}
