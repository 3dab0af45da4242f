// The operator lends first and lists afterwards: money from its side reaches a borrower before the listing. The listing
// is blocked and the regulator told, until somebody else has explained it. And the operator itself is nobody's lender,
// borrower or guarantor.
import { TRIAL_OPERATOR } from '@mutua/server/installation/install.ts';
import { TEST_CARDS } from '@mutua/server/sandbox/payment/cards.ts';
import { v7 as newUuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityNumber } from '../trial-house.ts';
import { forge } from './house/forgery.ts';
import {
  anApprovedLoan,
  anOffice,
  application,
  draftOf,
  type Office,
  REVIEW,
} from './house/loan-stages.ts';
import { PASSWORD, type Person, StoryHouse } from './house/story-house.ts';
import {
  aClient,
  aColleague,
  anObserver,
  atBank,
  available,
  type Client,
  yuan,
} from './house/story-people.ts';
import { alarmLines, refusalOf } from './house/watch.ts';

const HOUR_MS = 3_600_000;
const RELATED = '周启明';
const WHOLE = { amount: 20_000, months: 6 };

interface Advance {
  readonly advanceId: string;
  readonly borrowerId: string;
  readonly payer: string;
  readonly amount: object;
  readonly state: string;
  readonly makerId?: string;
}

interface Receipt {
  readonly receiptId: string;
  readonly state: string;
  readonly reason?: string;
  readonly payerName?: string;
}

let house: StoryHouse;
let office: Office;
let compliance: Person;
let complianceLead: Person;
let finance: Person;
let regulator: Person;
let related: Client;

beforeAll(async () => {
  house = await StoryHouse.open();
  [office, compliance, complianceLead, finance, regulator, related] = await Promise.all([
    anOffice(house),
    aColleague(house, 'compliance_officer'),
    aColleague(house, 'compliance_officer_lead'),
    aColleague(house, 'finance_officer'),
    anObserver(house, 'regulator'),
    aClient(house, { roles: ['lender', 'borrower'], name: RELATED }),
  ]);
  await house.do(compliance, `/api/office/clients/${related.id}/relation`, {
    ...{ isRelatedParty: true, reason: '平台实际控制人的配偶' },
  });
});
afterAll(async () => {
  await house?.close();
});

async function aPreparedLoan(borrower: Client): Promise<string> {
  const loanId = await anApprovedLoan(house, office, borrower, WHOLE);
  const draft = await draftOf(house, loanId);
  await house.do(office.loanOfficer, `/api/office/loans/${loanId}/listing-draft`, draft);
  return loanId;
}

const publish = (loanId: string) =>
  refusalOf(house, office.loanOfficerLead, `/api/office/loans/${loanId}/publication`, {
    review: REVIEW,
  });

/** Pays by bank transfer under the code of the client, and waits until the platform has heard of it. */
async function payIn(payee: Client, payerName: string, amount: number): Promise<Receipt> {
  const { code } = await house.read<{ code: string }>(payee, '/api/top-up-code');
  const payerAccount = `6222${newUuid().slice(0, 8)}`;
  await house.bank.control('incoming-transfers', {
    ...{ payerName, payerAccount, amount: yuan(amount), remark: `借款 ${code}` },
  });
  return house.until('the receipt', async () => {
    const all = await house.list<Receipt & { payerAccount: string }>(
      office.finance,
      '/api/office/unmatched',
    );
    return all.find((one) => one.payerAccount === payerAccount);
  });
}

const advances = (state: string) =>
  house.list<Advance>(regulator, `/api/office/advances?state=${state}`);

describe('money from a related person before the listing', () => {
  let borrower: Client;
  let loanId: string;
  let receipt: Receipt;

  beforeAll(async () => {
    borrower = await aClient(house, { roles: ['borrower'] });
    loanId = await aPreparedLoan(borrower);
    receipt = await payIn(borrower, RELATED, 20_000);
  });

  it('reaches nobody, blocks the listing by itself, and is told to the regulator', async () => {
    expect(receipt).toMatchObject({ state: 'unmatched', reason: 'payer_differs' });
    expect(await available(house, borrower, 'borrower')).toBe(0n);
    expect((await atBank(house, borrower, 'borrower')).booked).toBe(0n);
    expect(await advances('open')).toEqual([
      expect.objectContaining({
        ...{ borrowerId: borrower.id, payer: related.id, amount: yuan(20_000) },
      }),
    ]);
    expect(await publish(loanId)).toBe('422 money_advanced');
    expect(await alarmLines(house, regulator)).toEqual([
      `red_line_tried money_advanced ${borrower.id}`,
      `red_line_tried money_advanced ${loanId}`,
    ]);
  });

  it('is not given to the borrower by the office either: it goes back to where it came from', async () => {
    const url = `/api/office/unmatched/${receipt.receiptId}`;
    const claim = { clientId: borrower.id, role: 'borrower', note: '代为转入' };
    expect(await refusalOf(house, office.finance, `${url}/claim`, claim)).toBe('422 payer_differs');
    await house.do(office.finance, `${url}/return`, { note: '原路退回' });
    await house.do(finance, `${url}/confirmation`);
    await house.until('the return', async () => {
      const all = await house.list<Receipt>(finance, '/api/office/unmatched?state=sent_back');
      return all.some(({ receiptId }) => receiptId === receipt.receiptId);
    });
    expect(await publish(loanId)).toBe('422 money_advanced');
  });

  it('stays so until compliance has explained it; then the loan is listed', async () => {
    const [advance] = await advances('open');
    const url = `/api/office/advances/${advance?.advanceId}/explanation`;
    const explanation = { reason: '已查明：误付，款项已原路退回' };
    expect(await refusalOf(house, regulator, url, explanation)).toBe('403 not_allowed');
    expect(await refusalOf(house, office.loanOfficer, url, explanation)).toBe('403 not_allowed');
    await house.do(complianceLead, url, explanation);
    expect(await advances('open')).toEqual([]);
    expect(await publish(loanId)).toBe('accepted');
    await house.later(HOUR_MS + 1_000);
    const shown = await house.read<{ state: string }>(undefined, `/api/listings/${loanId}`);
    expect(shown.state).toBe('funding');
    expect(await house.violations()).toEqual([]);
  });
});

describe('money from the operator itself', () => {
  it('blocks as much, whether the platform saw it or somebody recorded it; and nobody explains the own record', async () => {
    const borrower = await aClient(house, { roles: ['borrower'] });
    const loanId = await aPreparedLoan(borrower);
    await payIn(borrower, TRIAL_OPERATOR.name, 500);
    const { commandId } = await house.do(compliance, '/api/office/advances', {
      ...{ borrowerId: borrower.id, payer: '互信科技服务（关联公司）', amount: yuan(20_000) },
      receivedOn: '2026-03-01',
    });
    const open = await advances('open');
    expect(open.map(({ payer, makerId }) => [payer, makerId])).toEqual([
      ['互信科技服务（关联公司）', compliance.id],
      ['operator', undefined],
    ]);
    const own = `/api/office/advances/${commandId}/explanation`;
    const reason = { reason: '货款' };
    expect(await refusalOf(house, compliance, own, reason)).toBe('403 same_person');
    for (const { advanceId } of open) {
      expect(await publish(loanId)).toBe('422 money_advanced');
      await house.do(complianceLead, `/api/office/advances/${advanceId}/explanation`, reason);
    }
    expect(await publish(loanId)).toBe('accepted');
  });

  it('does not come in by a card of somebody else', async () => {
    const borrower = await aClient(house, { roles: ['borrower'] });
    const { commandId } = await house.do(borrower, '/api/top-ups', {
      ...{ role: 'borrower', amount: yuan(300), rail: 'card' },
    });
    interface TopUp {
      readonly topUpId: string;
      readonly state: string;
      readonly pageUrl?: string;
    }
    const find = async () => {
      const all = await house.list<TopUp>(borrower, '/api/top-ups');
      return all.find(({ topUpId }) => topUpId === commandId);
    };
    const page = await house.until('the page', async () => (await find())?.pageUrl);
    const body = new URLSearchParams({ card: TEST_CARDS.otherHolder, holderName: borrower.name });
    await fetch(page, { method: 'POST', body });
    await house.until('the refusal', async () => (await find())?.state === 'failed');
    expect(await available(house, borrower, 'borrower')).toBe(0n);
    expect(await house.violations()).toEqual([]);
  });
});

describe('the operator', () => {
  const { name, creditCode } = TRIAL_OPERATOR;
  const representative = { name: '陈志', identityNumber: identityNumber('19800101') };
  const organisation = (signInName: string) => ({
    ...{ clientKind: 'organisation', name, number: creditCode, mobile: '13900139000' },
    ...{ region: '350100', signInName, password: PASSWORD },
    legalRepresentative: representative,
    authorisedSignatory: { ...representative, mobile: '13900139000' },
  });
  const consents = [
    { document: 'service_agreement', version: '1' },
    { document: 'personal_data', version: '1' },
  ];

  it('is no lender, no borrower and no guarantor; each attempt is told', async () => {
    const before = new Set(await alarmLines(house, regulator));
    for (const role of ['lender', 'borrower']) {
      const asked = { ...organisation(`operator-${role}`), roles: [role], consents };
      expect(await refusalOf(house, undefined, '/api/clients', asked)).toBe(
        '422 platform_as_party',
      );
    }
    const guarantor = {
      ...{ ...organisation('operator-guarantor'), partnerKind: 'guarantee_company' },
    };
    expect(await refusalOf(house, compliance, '/api/office/partners', guarantor)).toBe(
      '422 platform_as_party',
    );
    const told = (await alarmLines(house, regulator)).filter((line) => !before.has(line));
    expect(told).toEqual(Array.from({ length: 3 }, () => 'red_line_tried platform_as_party'));
  });

  it('does not borrow through a related person, nor lend or borrow through its own staff', async () => {
    expect(await refusalOf(house, related, '/api/loans', application(WHOLE))).toBe(
      '422 related_party_borrower',
    );
    expect(await alarmLines(house, regulator)).toContain(
      `red_line_tried related_party_borrower ${related.id}`,
    );
    for (const one of [house.administrator, compliance, office.finance]) {
      expect(await refusalOf(house, one, '/api/loans', application(WHOLE))).toBe('403 not_allowed');
      const bid = { amount: yuan(100), acknowledgedNotice: 'risk_notice_1', confirmedRisk: true };
      expect(await refusalOf(house, one, `/api/loans/${newUuid()}/bids`, bid)).toBe(
        '403 not_allowed',
      );
    }
  });

  it('can do none of it with its own account at the bank, although it has the key', async () => {
    const { account: own } = await house.bank.asPlatform.openAccount({
      ...{ clientId: 'own_funds', class: 'platform', name, identityNumber: creditCode },
      ...{ mobile: '00000', currency: 'CNY' as never },
    });
    const account = related.accounts.borrower ?? '';
    const lender = related.accounts.lender ?? '';
    const amount = yuan(100);
    const loanId = newUuid();
    const shares = [{ account: lender, amount }];
    const frozen = { account: own, payee: account, loanId, amount };
    expect(await forge(house, { kind: 'freeze', ...frozen })).toBe('class_differs');
    const taken = { account: lender, payee: own, loanId, amount };
    expect(await forge(house, { kind: 'freeze', ...taken })).toBe('class_differs');
    const paid = { payer: own, loanId, total: amount, shares };
    expect(await forge(house, { kind: 'distribute', ...paid })).toBe('class_differs');
    expect(await house.violations()).toEqual([]);
  });
});
