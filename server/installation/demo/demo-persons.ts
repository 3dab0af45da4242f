// The persons of a demo. They are nobody: the region 119999 of their numbers stands in no list of regions
// (GB/T 2260), and numbers of mobile phones beginning with 154 are given to nobody.

import type { Id } from '@mutua/core/kit/id.ts';
import type { StaffPosition } from '@mutua/core/people/actor.ts';
import type { PartnerKind } from '@mutua/core/people/client.ts';
import { checkCharacterOf, creditCodeSignOf } from '@mutua/core/people/identity-number.ts';
import type { ClientDetails } from '@mutua/core/people/register-client.ts';
import { derivedId } from '../../rails/rail-door.ts';

export const DEMO_PASSWORD = 'mutua-demo-2026';
export const DEMO_PAYMENT_PASSWORD = '271828';
export const DEMO_PHONE_PIN = '2718';
const REGION = '119999';

type WithoutCredentials = Omit<ClientDetails, 'credentials'>;

interface AnyDemoPerson {
  /** What the person is for. */
  readonly key: string;
  readonly name: string;
}

/** Registers like anybody else. */
export interface DemoClient extends AnyDemoPerson {
  readonly kind: 'client';
  readonly details: WithoutCredentials;
  readonly role: 'borrower' | 'lender';
  readonly isInstitution?: true;
  /** In whole yuan: topped up at the bank. */
  readonly cashYuan?: bigint;
  /** Has come just now: no questionnaire is answered, and nothing topped up. */
  readonly isNew?: true;
}

/** Registered by the administrator. */
export interface DemoPartner extends AnyDemoPerson {
  readonly kind: 'partner';
  readonly details: WithoutCredentials;
  readonly partnerKind: PartnerKind;
}

/** Registered by the administrator. */
export interface DemoStaff extends AnyDemoPerson {
  readonly kind: 'staff';
  readonly positions: readonly StaffPosition[];
}

/** Registered by the administrator. */
export interface DemoObserver extends AnyDemoPerson {
  readonly kind: 'regulator' | 'auditor';
}

export type DemoPerson = DemoClient | DemoPartner | DemoStaff | DemoObserver;

export const DEMO_PERSONS: readonly DemoPerson[] = [
  {
    ...{ key: 'borrower', kind: 'client', name: '沈砚溪', role: 'borrower' },
    details: aPerson('沈砚溪', '19910412', 1),
  },
  {
    ...{ key: 'borrower-organisation', kind: 'client', name: '晴岚木作工坊', role: 'borrower' },
    details: anOrganisation('晴岚木作工坊', 1, aNamed('程望舒', '19840923', 2)),
  },
  {
    ...{ key: 'lender-one', kind: 'client', name: '顾亦禾', role: 'lender', cashYuan: 200_000n },
    details: aPerson('顾亦禾', '19871105', 3),
  },
  {
    ...{ key: 'lender-two', kind: 'client', name: '陆听澜', role: 'lender', cashYuan: 80_000n },
    details: aPerson('陆听澜', '19950218', 4),
  },
  {
    ...{ key: 'lender-new', kind: 'client', name: '温知夏', role: 'lender', isNew: true },
    details: aPerson('温知夏', '19981209', 7),
  },
  {
    ...{ key: 'lender-institution', kind: 'client', name: '澄湖试用资产管理公司', role: 'lender' },
    ...{ isInstitution: true, cashYuan: 500_000n },
    details: anOrganisation('澄湖试用资产管理公司', 2, aNamed('贺知微', '19790630', 5)),
  },
  {
    ...{ key: 'guarantor', kind: 'partner', name: '安禾试用融资担保公司' },
    partnerKind: 'guarantee_company',
    details: anOrganisation('安禾试用融资担保公司', 3, aNamed('方景行', '19760817', 6)),
  },
  staff('loan-officer', '纪云深', 'loan_officer'),
  staff('loan-officer-lead', '白一舟', 'loan_officer_lead'),
  staff('risk-analyst', '苏见山', 'risk_analyst'),
  staff('risk-analyst-lead', '江叙白', 'risk_analyst_lead'),
  staff('committee-member', '温如许', 'committee_member'),
  staff('committee-member-lead', '骆青野', 'committee_member_lead'),
  staff('collector', '简明月', 'collector'),
  staff('collector-lead', '戚远山', 'collector_lead'),
  staff('service-agent', '方晓棠', 'service_agent'),
  staff('finance-officer', '叶疏桐', 'finance_officer'),
  staff('finance-officer-lead', '宋令仪', 'finance_officer_lead'),
  staff('compliance-officer', '秦照晚', 'compliance_officer'),
  staff('compliance-officer-lead', '薛望川', 'compliance_officer_lead'),
  staff('product-officer', '许南乔', 'product_officer'),
  staff('product-officer-lead', '梁怀瑾', 'product_officer_lead'),
  { key: 'regulator', kind: 'regulator', name: '监管员（试用）' },
  { key: 'auditor', kind: 'auditor', name: '审计员（试用）' },
];

export function demoSignInName(key: string): string {
  return `demo-${key}`;
}

/** The id of a person of the demo; each installation has its own. */
export function demoPersonId(installationId: Id, key: string): Id {
  return derivedId(`demo ${installationId} ${key}`);
}

export function demoPersonIds(installationId: Id): readonly Id[] {
  return DEMO_PERSONS.map(({ key }) => demoPersonId(installationId, key));
}

function staff(key: string, name: string, position: StaffPosition): DemoStaff {
  return { key, kind: 'staff', name, positions: [position] };
}

function aPerson(name: string, birthday: string, number: number): WithoutCredentials {
  const { identityNumber, mobile } = aNamed(name, birthday, number);
  return { clientKind: 'natural_person', name, number: identityNumber, mobile, region: REGION };
}

function anOrganisation(
  name: string,
  number: number,
  person: ReturnType<typeof aNamed>,
): WithoutCredentials {
  const first = `91${REGION}MA00DEM0${number}`;
  const { mobile, ...representative } = person;
  return {
    ...{ clientKind: 'organisation', name, region: REGION, mobile },
    number: `${first}${creditCodeSignOf(first)}`,
    legalRepresentative: representative,
    authorisedSignatory: person,
  };
}

function aNamed(name: string, birthday: string, number: number) {
  const first = `${REGION}${birthday}${String(100 + number)}`;
  return {
    name,
    identityNumber: `${first}${checkCharacterOf(first)}`,
    mobile: `154${String(number).padStart(8, '0')}`,
  };
}
