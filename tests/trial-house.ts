// A platform in trial: its operator, its staff, and the commands by which people come in and borrow.

import type { FiledFacts } from '@mutua/core/credit/credit-file.ts';
import type { FactName } from '@mutua/core/credit/fact.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { ApplyForLoan } from '@mutua/core/loan/apply/apply-for-loan.ts';
import type { VerifyFact } from '@mutua/core/loan/apply/record-fact.ts';
import type { PrepareListing } from '@mutua/core/loan/list/prepare-listing.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor, Role, StaffPosition } from '@mutua/core/people/actor.ts';
import { checkCharacterOf, creditCodeSignOf } from '@mutua/core/people/identity-number.ts';
import type { InstallPlatform } from '@mutua/core/people/install-platform.ts';
import type { RegisterClient } from '@mutua/core/people/register-client.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { type Instant, plusMs } from '@mutua/core/time/instant.ts';
import { newTrialId, TrialWorld } from './trial-world.ts';

export const OPERATOR_CODE = creditCode('91110108MA00PERAT');
export const CALENDAR: Actor = { kind: 'calendar' };
export const VISITOR: Actor = { kind: 'visitor' };
export const BANK: Actor = { kind: 'custodian', name: 'bank' };
export const IDENTITY_SOURCE: Actor = { kind: 'identity_source', name: 'stub' };
export const ASSESSMENT_RULE: Actor = { kind: 'rule', name: 'assessment' };

/** Who works there: each with one position, and the leads beside them. */
export function staffOf(newId: () => Id) {
  const staff = (position: StaffPosition) => aStaff(newId(), position);
  return {
    administrator: staff('administrator'),
    loanOfficer: staff('loan_officer'),
    loanOfficerLead: staff('loan_officer_lead'),
    analyst: staff('risk_analyst'),
    analystLead: staff('risk_analyst_lead'),
    committee: staff('committee_member'),
    compliance: staff('compliance_officer'),
    complianceLead: staff('compliance_officer_lead'),
    productOfficer: staff('product_officer'),
    productLead: staff('product_officer_lead'),
    collector: staff('collector'),
  };
}

export const STAFF = staffOf(newTrialId);

export function aStaff(id: Id, ...positions: readonly StaffPosition[]): Actor & { id: Id } {
  return { kind: 'person', id, roles: ['staff'], positions };
}

export function aPerson(id: Id, ...roles: readonly Role[]): Actor & { id: Id } {
  return { kind: 'person', id, roles, positions: [] };
}

export function installation(administratorId: Id): InstallPlatform {
  return {
    kind: 'InstallPlatform',
    operator: {
      ...{ name: '互信网络借贷信息中介有限公司', creditCode: OPERATOR_CODE, packId: 'cn' },
      licences: [{ name: 'ICP', validUntil: dayOf(2028, 12, 31) }],
    },
    administrator: { id: administratorId, name: '管理员', credentials: credentials('admin') },
    products: [SMALL_CREDIT_LOAN],
  };
}

let people = 0;

/** A citizen identity number of somebody born on that day; each call another person's. */
export function identityNumber(birthday = '19900307'): string {
  people += 1;
  const first = `110105${birthday}${String(people % 900).padStart(3, '0')}`;
  return `${first}${checkCharacterOf(first)}`;
}

/** A whole unified social credit code from its first 17 signs. */
export function creditCode(first: string): string {
  return `${first}${creditCodeSignOf(first)}`;
}

export function credentials(signInName: string) {
  return { signInName, passwordHash: '$scrypt$ln=15,r=8,p=1$c2FsdA$a2V5' };
}

const CONSENTS = [
  { document: 'service_agreement', version: '1' },
  { document: 'personal_data', version: '1' },
] as const;

/** A natural person who wants to borrow and to lend. */
export function personRegistration(changes: Partial<RegisterClient> = {}): RegisterClient {
  const number = identityNumber();
  return {
    ...{ kind: 'RegisterClient', clientKind: 'natural_person', roles: ['borrower'] },
    ...{ name: '林薇', number, mobile: '13800138000', region: '110000', consents: CONSENTS },
    credentials: credentials(`p${number.toLowerCase()}`),
    ...changes,
  };
}

/** A small enterprise that wants to borrow. */
export function organisationRegistration(changes: Partial<RegisterClient> = {}): RegisterClient {
  people += 1;
  const number = creditCode(`91350100M0001${String(people).padStart(4, '0')}`);
  const representative = { name: '陈志', identityNumber: identityNumber('19800101') };
  return {
    ...{ kind: 'RegisterClient', clientKind: 'organisation', roles: ['borrower'] },
    ...{ name: '福州清茶商贸有限公司', number, mobile: '13900139000', region: '350100' },
    legalRepresentative: representative,
    authorisedSignatory: { ...representative, mobile: '13900139000' },
    consents: CONSENTS,
    credentials: credentials(`o${number.toLowerCase()}`),
    ...changes,
  };
}

const money = (yuan: bigint) => ({ kind: 'money', amount: minorUnits(yuan * 100n) }) as const;
const count = (number: number) => ({ kind: 'count', count: number }) as const;
const choice = (code: string) => ({ kind: 'choice', choice: code }) as const;
const text = (words: string) => ({ kind: 'text', text: words }) as const;

type Facts = FiledFacts;

/** Of somebody with a steady income and no overdue: grade A or B. */
export const PERSON_FACTS: Facts = {
  monthly_income: money(20_000n),
  monthly_debt_payments: money(500n),
  debt_elsewhere: money(10_000n),
  employment_months: count(72),
  home: choice('owned'),
  industry: choice('services'),
  occupation: text('会计'),
  repayment_source: text('工资收入'),
};

export const ORGANISATION_FACTS: Facts = {
  monthly_income: money(200_000n),
  monthly_costs: money(120_000n),
  monthly_debt_payments: money(2_000n),
  debt_elsewhere: money(50_000n),
  months_in_business: count(80),
  employees: count(15),
  industry: choice('trade'),
  repayment_source: text('销售回款'),
};

/** 50,000 yuan for a year. */
export function application(changes: Partial<ApplyForLoan> = {}): ApplyForLoan {
  return {
    ...{ kind: 'ApplyForLoan', productCode: 'small_credit_loan', termMonths: 12 },
    ...{ loanAmount: minorUnits(5_000_000n), repaymentMethod: 'equal_instalments' },
    ...{ purpose: 'consumption', security: 'unsecured', channel: 'online', facts: PERSON_FACTS },
    documents: ['identity_document', 'income_proof', 'credit_report'],
    consents: [
      { document: 'credit_inquiry', version: '1' },
      { document: 'loan_application', version: '1' },
    ],
    ...changes,
  };
}

export const ORGANISATION_APPLICATION: Partial<ApplyForLoan> = {
  purpose: 'working_capital',
  facts: ORGANISATION_FACTS,
  documents: ['business_licence', 'bank_statement', 'credit_report'],
};

/** The facts of the small credit loan that somebody has to bear out. */
export const TO_VERIFY: readonly FactName[] = [
  'monthly_income',
  'monthly_costs',
  'debt_elsewhere',
  'months_in_business',
  'overdue_past_6_months',
];

export function listingOf(
  loanId: Id,
  now: Instant,
  changes: Partial<PrepareListing> = {},
): PrepareListing {
  return {
    ...{ kind: 'PrepareListing', loanId, title: '装修借款', summary: '用于自住房屋装修。' },
    ...{ loanAmount: minorUnits(5_000_000n), termMonths: 12, fundingDays: 5, collateralIds: [] },
    opensAt: plusMs(now, 3_600_000),
    ...changes,
  };
}

export const REVIEW = {
  credit: '收入稳定，近六个月无逾期。',
  assets: '有自有住房。',
  purpose: '用途真实，有装修合同。',
  conclusion: 'fit',
} as const;

/** A platform that is installed. */
export function anInstalledWorld(): TrialWorld {
  const trial = new TrialWorld();
  trial.done(CALENDAR, installation(STAFF.administrator.id));
  return trial;
}

/** Registered, verified, and with an account at the custodian for each role. */
export function aClient(trial: TrialWorld, registration: RegisterClient): Actor & { id: Id } {
  const clientId = trial.done(VISITOR, registration);
  const answer = { kind: 'verified', reference: 'R1' } as const;
  trial.done(IDENTITY_SOURCE, { kind: 'VerifyIdentity', clientId, answer, screening: 'clear' });
  for (const role of registration.roles) {
    const account = `${role}-${clientId}`;
    trial.done(BANK, {
      kind: 'RecordCustodyAccount',
      clientId,
      role,
      account,
      currency: currency('CNY'),
    });
  }
  return aPerson(clientId, ...registration.roles);
}

/** Everything borne out that the product wants borne out, with so many overdue instalments elsewhere. */
export function verifyAll(
  trial: TrialWorld,
  loanId: Id,
  facts: Facts = PERSON_FACTS,
  overdue = 0,
): void {
  for (const command of verifications(loanId, facts, overdue)) {
    trial.done(STAFF.loanOfficer, command);
  }
}

/** What staff bear out of such facts, and what the credit bureau says beside them. */
export function verifications(loanId: Id, facts: Facts, overdue = 0): readonly VerifyFact[] {
  const found = { ...facts, overdue_past_6_months: count(overdue) };
  return TO_VERIFY.flatMap((name) => {
    const value = found[name];
    const source = 'credit_bureau';
    return value === undefined ? [] : [{ kind: 'VerifyFact', loanId, name, value, source }];
  });
}

/** A loan that was assessed and approved, and whose terms the borrower accepted. */
export function anApprovedLoan(
  trial: TrialWorld,
  borrower: Actor,
  asked: ApplyForLoan = application(),
): Id {
  const loanId = trial.done(borrower, asked);
  verifyAll(trial, loanId, asked.facts);
  trial.done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
  const reason = '符合准入条件';
  trial.done(STAFF.analystLead, { kind: 'ApproveLoan', loanId, safeguard: 'none', reason });
  const { allInRatePpm = 0 } = trial.fact('loan', loanId);
  trial.done(borrower, { kind: 'AcceptTerms', loanId, allInRatePpm });
  return loanId;
}
