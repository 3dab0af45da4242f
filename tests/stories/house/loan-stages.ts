// The stages of a loan in a story: each brought about over HTTP by those whose work it is.
import { addMonths, type Day, formatDay, parseDay } from '@mutua/core/time/day.ts';
import { isoOf, plusMs } from '@mutua/core/time/instant.ts';
import type { Person, StoryHouse } from './story-house.ts';
import { aColleague, anObserver, type Client, yuan } from './story-people.ts';

const HOUR_MS = 3_600_000;

/** Those of the staff whom every loan needs. */
export interface Office {
  readonly loanOfficer: Person;
  readonly loanOfficerLead: Person;
  readonly analyst: Person;
  readonly analystLead: Person;
  readonly finance: Person;
}

export async function anOffice(house: StoryHouse): Promise<Office> {
  const [loanOfficer, loanOfficerLead, analyst, analystLead, finance] = await Promise.all([
    aColleague(house, 'loan_officer'),
    aColleague(house, 'loan_officer_lead'),
    aColleague(house, 'risk_analyst'),
    aColleague(house, 'risk_analyst_lead'),
    aColleague(house, 'finance_officer'),
  ]);
  return { loanOfficer, loanOfficerLead, analyst, analystLead, finance };
}

const onlookers = new WeakMap<StoryHouse, Promise<Person>>();

/** An auditor, who may read every loan and do nothing about it. */
export function onlooker(house: StoryHouse): Promise<Person> {
  const known = onlookers.get(house) ?? anObserver(house, 'auditor');
  onlookers.set(house, known);
  return known;
}

export interface Asked {
  /** In yuan. */
  readonly amount: number;
  readonly months: number;
  readonly isOrganisation?: boolean;
  /** Who pays if the borrower does not; left out: nobody. */
  readonly safeguard?: string;
  readonly changes?: object;
}

const PERSON_FACTS = {
  monthly_income: yuan(20_000),
  monthly_debt_payments: yuan(500),
  debt_elsewhere: yuan(10_000),
  employment_months: 60,
  home: 'owned',
  industry: 'services',
  occupation: '软件工程师',
  repayment_source: '工资收入',
};

const ORGANISATION_FACTS = {
  monthly_income: yuan(200_000),
  monthly_costs: yuan(120_000),
  monthly_debt_payments: yuan(2_000),
  debt_elsewhere: yuan(50_000),
  months_in_business: 80,
  employees: 15,
  industry: 'trade',
  repayment_source: '销售回款',
};

/** What the borrower files, as it goes over the wire. */
export function application({ amount, months, isOrganisation = false, changes }: Asked): object {
  return {
    ...{ productCode: 'small_credit_loan', loanAmount: yuan(amount), termMonths: months },
    ...{ repaymentMethod: 'equal_instalments', security: 'unsecured' },
    purpose: isOrganisation ? 'working_capital' : 'consumption',
    facts: isOrganisation ? ORGANISATION_FACTS : PERSON_FACTS,
    documents: isOrganisation
      ? ['business_licence', 'bank_statement', 'credit_report']
      : ['identity_document', 'income_proof', 'credit_report'],
    consents: [
      { document: 'credit_inquiry', version: '1' },
      { document: 'loan_application', version: '1' },
    ],
    ...changes,
  };
}

/** Applied for, borne out, assessed by rule, approved by a second person, and its terms accepted. */
export async function anApprovedLoan(
  house: StoryHouse,
  { analyst, analystLead }: Office,
  borrower: Client,
  asked: Asked,
): Promise<string> {
  const { result } = await house.do(borrower, '/api/loans', application(asked));
  const { loanId } = result as { readonly loanId: string };
  const office = `/api/office/loans/${loanId}`;
  for (const [name, value] of Object.entries(borneOut(asked))) {
    await house.do(analyst, `${office}/verified-facts`, { name, value, source: 'credit_bureau' });
  }
  await house.until('the assessment', async () => (await stateOf(house, loanId)) === 'assessed');
  const approval = { safeguard: asked.safeguard ?? 'none', reason: '符合准入条件' };
  const { body } = await house.command(analystLead, `${office}/approval`, approval);
  // What the rules refer is looked at by a person before.
  if (body.code === 'step_skipped') {
    await house.do(analyst, `${office}/review`, { opinion: 'approve', reason: '收入稳定' });
    await house.do(analystLead, `${office}/approval`, approval);
  }
  const { allInRatePpm } = await house.read<{ allInRatePpm: number }>(
    borrower,
    `/api/loans/${loanId}`,
  );
  await house.do(borrower, `/api/loans/${loanId}/terms-acceptance`, { allInRatePpm });
  return loanId;
}

/** What somebody else than the borrower says of it, fact by fact. */
function borneOut({ isOrganisation }: Asked): object {
  const { monthly_income, debt_elsewhere } = isOrganisation ? ORGANISATION_FACTS : PERSON_FACTS;
  const { monthly_costs, months_in_business } = ORGANISATION_FACTS;
  const ofOrganisation = isOrganisation ? { monthly_costs, months_in_business } : {};
  return { monthly_income, debt_elsewhere, overdue_past_6_months: 0, ...ofOrganisation };
}

/** Prepared by one person and published by another, and taking bids. */
export async function openListing(
  house: StoryHouse,
  { loanOfficer, loanOfficerLead }: Office,
  loanId: string,
  changes: object = {},
): Promise<void> {
  await house.do(loanOfficer, `/api/office/loans/${loanId}/listing-draft`, {
    ...(await draftOf(house, loanId)),
    ...changes,
  });
  await house.do(loanOfficerLead, `/api/office/loans/${loanId}/publication`, { review: REVIEW });
  await house.later(HOUR_MS + 1_000);
  await house.until('the listing opens', async () => (await stateOf(house, loanId)) === 'funding');
}

export const REVIEW = {
  credit: '良好',
  assets: '自有住房',
  purpose: '合同已核',
  conclusion: 'fit',
};

/** What a listing of the loan as it stands says; it opens in an hour. */
export async function draftOf(house: StoryHouse, loanId: string): Promise<object> {
  interface Terms {
    readonly loanAmount: object;
    readonly termMonths: number;
  }
  const { loanAmount, termMonths } = await house.read<Terms>(
    await onlooker(house),
    `/api/office/loans/${loanId}`,
  );
  return {
    ...{ title: '装修借款', summary: '用于自住房屋装修。', loanAmount, termMonths },
    ...{ fundingDays: 5, opensAt: isoOf(plusMs(house.now, HOUR_MS)) },
  };
}

export interface BidRow {
  readonly bidId: string;
  readonly loanId: string;
  readonly state: string;
  readonly freezeState: string;
  readonly pageUrl?: string;
}

/** Placed here; its owner has not been asked by the bank yet. */
export async function placeBid(
  house: StoryHouse,
  lender: Client,
  loanId: string,
  amount: number,
): Promise<string> {
  const { result } = await house.do(lender, `/api/loans/${loanId}/bids`, bidOf(amount));
  return (result as { readonly bidId: string }).bidId;
}

export const bidOf = (amount: number) => ({
  ...{ amount: yuan(amount), acknowledgedNotice: 'risk_notice_1', confirmedRisk: true },
});

/** Placed, authorised by its owner on the bank's page, and frozen there. */
export async function bid(
  house: StoryHouse,
  lender: Client,
  loanId: string,
  amount: number,
): Promise<string> {
  const bidId = await placeBid(house, lender, loanId, amount);
  await authoriseBid(house, lender, bidId);
  return bidId;
}

export async function authoriseBid(house: StoryHouse, lender: Client, bidId: string) {
  const read = () => house.read<BidRow>(lender, `/api/bids/${bidId}`);
  const page = await house.until('the page of the bid', async () => (await read()).pageUrl);
  await house.bank.confirm(page);
  await house.until('the freeze', async () => (await read()).freezeState === 'confirmed');
}

/** The borrower's mandates for repayment and fees, granted on the bank's pages. */
export async function grantMandates(
  house: StoryHouse,
  borrower: Client,
  loanId: string,
): Promise<void> {
  const { loanAmount, termMonths } = await house.read<{
    readonly loanAmount: { readonly minorUnits: string };
    readonly termMonths: number;
  }>(borrower, `/api/loans/${loanId}`);
  const expiresDay = formatDay(addMonths(await house.today(), 2 * termMonths));
  for (const [scope, share] of [
    ['repayment', 2n],
    ['fees', 1n],
  ] as const) {
    const cap = { minorUnits: String(BigInt(loanAmount.minorUnits) * share), currency: 'CNY' };
    const { commandId } = await house.do(borrower, `/api/loans/${loanId}/mandates`, {
      ...{ scope, cap, expiresDay },
    });
    interface Mandate {
      readonly mandateId: string;
      readonly state: string;
      readonly pageUrl?: string;
    }
    const find = async () => {
      const all = await house.list<Mandate>(borrower, '/api/mandates');
      return all.find(({ mandateId }) => mandateId === commandId);
    };
    const page = await house.until('the page of the mandate', async () => (await find())?.pageUrl);
    await house.bank.confirm(page);
    await house.until('the mandate', async () => (await find())?.state === 'granted');
  }
}

/** Of a full loan: mandates granted, contract signed, and paid out by the bank. */
export async function disburse(house: StoryHouse, borrower: Client, loanId: string): Promise<void> {
  await house.until('the loan is full', async () => (await stateOf(house, loanId)) === 'funded');
  await grantMandates(house, borrower, loanId);
  await house.do(borrower, `/api/loans/${loanId}/contract-signature`);
  await house.until('the payout', async () => (await stateOf(house, loanId)) === 'repaying');
}

export async function stateOf(house: StoryHouse, loanId: string): Promise<string> {
  const { state } = await house.read<{ state: string }>(
    await onlooker(house),
    `/api/office/loans/${loanId}`,
  );
  return state;
}

/** When the first instalment of a loan is due that was paid out. */
export async function firstDueDay(
  house: StoryHouse,
  borrower: Client,
  loanId: string,
): Promise<Day> {
  const { schedule } = await house.read<{ schedule: readonly { dueDay: string }[] }>(
    borrower,
    `/api/loans/${loanId}`,
  );
  const due = parseDay(schedule[0]?.dueDay ?? '', 'dueDay');
  if (!due.ok) throw new Error('The schedule has a first due day.');
  return due.value;
}
