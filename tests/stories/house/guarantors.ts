// Guarantors of a story: partners that compliance registers, that open their account on the bank's pages, and whose
// standing two persons set.
import { addMonths, formatDay } from '@mutua/core/time/day.ts';
import { organisationRegistration } from '../../trial-house.ts';
import type { Office } from './loan-stages.ts';
import { PASSWORD, type StoryHouse } from './story-house.ts';
import {
  aColleague,
  type Client,
  nextName,
  openAccount,
  organisation,
  yuan,
} from './story-people.ts';

/** A partner with an account at the bank in its own name. */
export async function aPartner(
  house: StoryHouse,
  name: string,
  partnerKind = 'guarantee_company',
): Promise<Client> {
  const signInName = nextName('partner');
  const mobile = `139${signInName.replace(/\D/g, '').padStart(8, '0')}`;
  const compliance = await aColleague(house, 'compliance_officer');
  const { commandId: id } = await house.do(compliance, '/api/office/partners', {
    ...{ ...organisation(mobile), name, mobile, region: '110000', signInName },
    ...{ password: PASSWORD, partnerKind, number: organisationRegistration().number },
  });
  const person = { id, signInName };
  await house.until(`${name} is verified`, async () => {
    const { status } = await house.read<{ status: string }>(person, '/api/clients/me');
    return status !== 'registered';
  });
  const partner = await openAccount(house, { person, name, mobile, role: 'partner' });
  return { ...person, name, mobile, accounts: { partner } };
}

export const standing = (line: number, status = 'active') => ({
  ...{ status, line: yuan(line), riskControl: 'strong', guarantorClass: 'A' },
  ...{ leveragePpm: 4_000_000, reason: '年报与代偿记录' },
});

/** Set by two persons; the line in yuan. */
export async function setStanding(
  house: StoryHouse,
  { analyst, analystLead }: Office,
  { id }: Client,
  line: number,
  status = 'active',
): Promise<void> {
  const url = `/api/office/guarantors/${id}/standing`;
  await house.do(analyst, `${url}-proposal`, standing(line, status));
  await house.do(analystLead, url);
}

/** Asked for by the office. */
export async function askFor(
  house: StoryHouse,
  { analyst }: Office,
  loanId: string,
  guarantor: Client,
  place = 1,
): Promise<string> {
  const asked = { guarantorId: guarantor.id, place };
  const { commandId } = await house.do(analyst, `/api/office/loans/${loanId}/commitments`, asked);
  return commandId;
}

/** Its mandate for compensations, granted on the bank's own page. */
export async function authorise(
  house: StoryHouse,
  guarantor: Client,
  loanId: string,
  cap: number,
): Promise<string> {
  const expiresDay = formatDay(addMonths(await house.today(), 48));
  const url = `/api/partner/loans/${loanId}/mandates`;
  const { commandId } = await house.do(guarantor, url, { cap: yuan(cap), expiresDay });
  interface Mandate {
    readonly mandateId: string;
    readonly state: string;
    readonly pageUrl?: string;
  }
  const find = () => house.read<Mandate>(guarantor, `/api/mandates/${commandId}`);
  const page = await house.until('the page of the mandate', async () => (await find()).pageUrl);
  await house.bank.confirm(page);
  await house.until('the mandate', async () => (await find()).state === 'granted');
  return commandId;
}

/** Asked for, signed in the guarantor's own portal, and authorised at the bank. */
export async function guarantee(
  house: StoryHouse,
  office: Office,
  loanId: string,
  guarantor: Client,
  place = 1,
): Promise<string> {
  const commitmentId = await askFor(house, office, loanId, guarantor, place);
  await house.do(guarantor, `/api/partner/commitments/${commitmentId}/signature`);
  await authorise(house, guarantor, loanId, 1_000_000);
  return commitmentId;
}
