// Who and what stands behind loans: guarantors, each by its own word in its own portal, within its line, and free when
// the loan has ended; and collateral. A listing says who pays, when, and what, as it stands now; with nobody behind it, it says that first.
import { SECURED_LOAN } from '@mutua/core/product/safeguarded-loans.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aPartner,
  askFor,
  authorise,
  guarantee,
  setStanding,
  standing,
} from './house/guarantors.ts';
import {
  anApprovedLoan,
  anOffice,
  bid,
  disburse,
  draftOf,
  type Office,
  openListing,
  REVIEW,
  stateOf,
} from './house/loan-stages.ts';
import { StoryHouse } from './house/story-house.ts';
import { aClient, aColleague, aLender, type Client, topUp, yuan } from './house/story-people.ts';
import { aModelProduct, releaseProduct } from './house/story-products.ts';

let house: StoryHouse;
let office: Office;
let company: Client;
let smallLoans: Client;
let lender: Client;

beforeAll(async () => {
  house = await StoryHouse.open();
  office = await anOffice(house);
  company = await aPartner(house, '安禾融资担保公司');
  smallLoans = await aPartner(house, '清源小额贷款公司', 'small_loan_company');
  lender = await aLender(house, 60_000);
});
afterAll(async () => {
  await house?.close();
});

const projectsOf = (partner: Client) => house.list(partner, '/api/partner/commitments');
const own = (partner: Client) => house.read(partner, '/api/partner/standing');

describe('a guarantor', () => {
  it('has its standing from two persons, and sees its own', async () => {
    const url = `/api/office/guarantors/${company.id}/standing`;
    const { analyst, analystLead } = office;
    await house.do(analystLead, `${url}-proposal`, standing(50_000));
    expect(await house.command(analystLead, url)).toMatchObject({ body: { code: 'same_person' } });
    expect(await own(company)).toEqual({});
    await house.do(analyst, `${url}-proposal`, standing(50_000));
    await house.do(analystLead, url);
    await setStanding(house, office, smallLoans, 50_000);
    expect(await own(company)).toMatchObject({
      ...{ standing: { status: 'active', line: yuan(50_000) }, committed: yuan(0) },
      remaining: yuan(50_000),
    });
    const [first] = await house.list<{ actions: string[] }>(analyst, '/api/office/guarantors');
    expect(first?.actions).toContain('propose_standing');
  });

  it('is never linked to the operator, and whoever tries it is told of', async () => {
    const related = await aPartner(house, '互信关联担保公司');
    const compliance = await aColleague(house, 'compliance_officer');
    await house.do(compliance, `/api/office/clients/${related.id}/relation`, {
      ...{ isRelatedParty: true, reason: '控股股东' },
    });
    const url = `/api/office/guarantors/${related.id}/standing-proposal`;
    expect(await house.command(office.analyst, url, standing(1_000))).toMatchObject({
      ...{ status: 422, body: { code: 'forbidden_by_rule' } },
    });
    await house.finish();
    const { rows } = await house.pool.query(
      `select detail from wallet.alarm where kind = 'red_line_tried' and reference like 'ProposeGuarantor%'`,
    );
    expect(rows).toEqual([{ detail: 'forbidden_by_rule' }]);
  });
});

describe('a guaranteed loan', () => {
  let loanId: string;
  let borrower: Client;
  let commitmentId: string;

  it('is a project of its guarantor alone', async () => {
    const productCode = await aModelProduct(house, 'MOD-02');
    borrower = await aClient(house, { roles: ['borrower'] });
    loanId = await anApprovedLoan(house, office, borrower, {
      ...{ amount: 30_000, months: 3, safeguard: 'guarantee', changes: { productCode } },
    });
    commitmentId = await askFor(house, office, loanId, company);
    expect(await projectsOf(company)).toMatchObject([
      {
        commitmentId,
        state: 'asked',
        loan: { loanAmount: yuan(30_000) },
        ...{ actions: ['sign', 'decline', 'record_pledge'], compensated: yuan(0) },
      },
    ]);
    expect(JSON.stringify(await projectsOf(company))).not.toContain(borrower.name);
    expect(await projectsOf(smallLoans)).toEqual([]);
    const project = `/api/partner/commitments/${commitmentId}`;
    expect(await house.ask(smallLoans, 'GET', project)).toMatchObject({ status: 404 });
    expect(await house.command(smallLoans, `${project}/signature`)).toMatchObject({ status: 404 });
    for (const stranger of [lender, office.analystLead]) {
      expect(await house.ask(stranger, 'GET', project)).toMatchObject({ status: 403 });
      expect(await house.command(stranger, `${project}/signature`)).toMatchObject({ status: 403 });
    }
    for (const url of [`/api/office/loans/${loanId}`, '/api/office/guarantors']) {
      expect(await house.ask(company, 'GET', url)).toMatchObject({ status: 403 });
    }
  });

  it('is published with the signature, and says who pays, when, and what', async () => {
    const publication = `/api/office/loans/${loanId}/publication`;
    const draft = await draftOf(house, loanId);
    await house.do(office.loanOfficer, `/api/office/loans/${loanId}/listing-draft`, draft);
    expect(
      await house.command(office.loanOfficerLead, publication, { review: REVIEW }),
    ).toMatchObject({
      ...{ status: 422, body: { code: 'step_skipped' } },
    });
    await house.do(company, `/api/partner/commitments/${commitmentId}/signature`);
    await authorise(house, company, loanId, 60_000);
    expect(await own(company)).toMatchObject({ committed: yuan(30_000), remaining: yuan(20_000) });
    await openListing(house, office, loanId);
    const said = {
      safeguard: 'guarantee',
      safeguardDetail: {
        ...{ cover: 'instalments', compensationDay: 2, warnings: [] },
        guarantors: [
          {
            ...{ place: 1, guarantorId: company.id, name: company.name, status: 'active' },
            ...{ partnerKind: 'guarantee_company', guarantorClass: 'A', coverLeft: yuan(30_000) },
          },
        ],
      },
    };
    expect(await house.read(undefined, `/api/listings/${loanId}`)).toMatchObject(said);
    expect(await house.list(undefined, '/api/listings')).toMatchObject([said]);
  });

  it('may be backed by pledges of several kinds, which go back with the obligation', async () => {
    const pledge = {
      ...{ description: '反担保', owner: '清茶商贸', rank: 1, priorDebts: yuan(0) },
      ...{ value: yuan(9_000), valuer: '恒信评估', valuedOn: '2026-02-01' },
      releaseCondition: 'commitment_ended',
    };
    const url = `/api/partner/commitments/${commitmentId}`;
    for (const kind of ['vehicle', 'inventory', 'shares']) {
      await house.do(company, `${url}/pledges`, { ...pledge, kind });
    }
    const { pledges } = await house.read<{ pledges: { collateralId: string }[] }>(company, url);
    expect(pledges).toMatchObject([{ kind: 'vehicle' }, { kind: 'inventory' }, { kind: 'shares' }]);
    const release = `/api/office/collateral/${pledges[0]?.collateralId}/release`;
    expect(await house.command(office.analyst, release, { reason: '置换' })).toMatchObject({
      ...{ status: 409, body: { code: 'wrong_stage' } },
    });
  });

  it('frees its guarantor’s line when it is repaid, and lets the pledges go', async () => {
    await bid(house, lender, loanId, 15_000);
    const other = await aLender(house, 15_000);
    await bid(house, other, loanId, 15_000);
    await disburse(house, borrower, loanId);
    expect(
      await house.command(office.analyst, `/api/office/loans/${loanId}/commitments`, {
        ...{ guarantorId: company.id, place: 1 },
      }),
    ).toMatchObject({ body: { code: 'wrong_stage' } });
    await topUp(house, borrower, 'borrower', 1_000);
    await house.do(borrower, `/api/loans/${loanId}/early-repayments`, { how: 'in_full' });
    await house.until('the payoff', async () => (await stateOf(house, loanId)) === 'closed');
    await house.finish();
    expect(await own(company)).toMatchObject({ committed: yuan(0), remaining: yuan(50_000) });
    expect(await house.read(company, `/api/partner/commitments/${commitmentId}`)).toMatchObject({
      ...{ state: 'released', endReason: 'closed', actions: [] },
      pledges: [{ state: 'released' }, { state: 'released' }, { state: 'released' }],
    });
  });
});

describe('a loan with two guarantors', () => {
  let loanId: string;
  let borrower: Client;

  it('needs both, in their order, within the line of each', async () => {
    const productCode = await aModelProduct(house, 'MOD-27');
    borrower = await aClient(house, { roles: ['borrower'] });
    loanId = await anApprovedLoan(house, office, borrower, {
      ...{ amount: 40_000, months: 12, safeguard: 'dual_guarantee', changes: { productCode } },
    });
    const ask = `/api/office/loans/${loanId}/commitments`;
    const wrongOrder = { guarantorId: company.id, place: 1 };
    expect(await house.command(office.analyst, ask, wrongOrder)).toMatchObject({
      ...{ status: 400, body: { errors: [{ field: 'guarantorId' }] } },
    });
    await guarantee(house, office, loanId, smallLoans, 1);
    await setStanding(house, office, company, 35_000);
    expect(
      await house.command(office.analyst, ask, { guarantorId: company.id, place: 2 }),
    ).toMatchObject({
      ...{ status: 422, body: { code: 'guarantee_line_exceeded' } },
    });
    await setStanding(house, office, company, 50_000);
    await guarantee(house, office, loanId, company, 2);
    await openListing(house, office, loanId);
    expect(await house.read(undefined, `/api/listings/${loanId}`)).toMatchObject({
      safeguardDetail: { guarantors: [{ name: smallLoans.name }, { name: company.name }] },
    });
  });

  it('says at once when one of them is suspended, who then signs nothing more', async () => {
    const reason = { reason: '媒体报道其代偿困难' };
    await house.do(office.analyst, `/api/office/guarantors/${company.id}/suspension`, reason);
    expect(await house.read(undefined, `/api/listings/${loanId}`)).toMatchObject({
      safeguardDetail: { warnings: ['guarantor_suspended'] },
    });
    expect(await house.read(office.analyst, `/api/office/guarantors/${company.id}`)).toMatchObject({
      standing: { status: 'suspended' },
      changes: [{ number: 4, reason: reason.reason }, {}, {}, {}],
      commitments: [{ loanId, loanState: 'funding', place: 2 }, { state: 'released' }],
    });
  });

  it('is not paid out when one of them has failed', async () => {
    await setStanding(house, office, company, 0, 'failed');
    const other = await aLender(house, 20_000);
    await bid(house, lender, loanId, 20_000);
    await bid(house, other, loanId, 20_000);
    await expect(disburse(house, borrower, loanId)).rejects.toThrow('condition_open');
    expect(await house.read(borrower, `/api/loans/${loanId}`)).toMatchObject({
      missing: ['guarantee_commitment'],
    });
    await house.do(office.analystLead, `/api/office/loans/${loanId}/withdrawal`, {
      reason: '担保人失去代偿能力',
    });
    await house.finish();
    expect(await own(smallLoans)).toMatchObject({ committed: yuan(0) });
  });
});

describe('a secured loan', () => {
  it('is published on collateral that is registered and worth enough, and lets it go when it is repaid', async () => {
    const productCode = await releaseProduct(house, SECURED_LOAN);
    const borrower = await aClient(house, { roles: ['borrower'] });
    const changes = { productCode, security: 'mortgage' };
    const loanId = await anApprovedLoan(house, office, borrower, {
      ...{ amount: 20_000, months: 3, changes },
    });
    const { commandId: flat } = await house.do(
      office.loanOfficer,
      `/api/office/loans/${loanId}/collateral`,
      {
        ...{ kind: 'real_estate', description: '89平方米住宅', owner: 'borrower', rank: 2 },
        ...{ priorDebts: yuan(10_000), value: yuan(40_000), valuer: '恒信评估' },
        valuedOn: '2026-02-01',
      },
    );
    const url = `/api/office/collateral/${flat}`;
    const registration = {
      ...{ register: '不动产登记中心', registrationNumber: 'BJ-2026-000123' },
      registeredOn: '2026-02-20',
    };
    const publish = async () => {
      const draft = { ...(await draftOf(house, loanId)), collateralIds: [flat] };
      await house.do(office.loanOfficer, `/api/office/loans/${loanId}/listing-draft`, draft);
      const publication = `/api/office/loans/${loanId}/publication`;
      const { body } = await house.command(office.loanOfficerLead, publication, { review: REVIEW });
      return body.code;
    };
    expect(await publish()).toBe('collateral_missing');
    await house.do(office.analyst, `${url}/registration`, registration);
    expect(await publish()).toBe('ltv_exceeded');
    const value = { value: yuan(50_000), valuer: '恒信评估', valuedOn: '2026-03-01' };
    await house.do(office.analyst, `${url}/valuation`, value);
    await openListing(house, office, loanId, { collateralIds: [flat] });
    expect(await house.read(office.analyst, `/api/office/loans/${loanId}/safeguard`)).toMatchObject(
      {
        ...{ security: 'mortgage', safeguard: 'none', ltvPpm: 600_000 },
        collateral: [{ collateralId: flat, state: 'registered', owner: 'borrower', rank: 2 }],
      },
    );
    await bid(house, lender, loanId, 10_000);
    await bid(house, await aLender(house, 10_000), loanId, 10_000);
    await disburse(house, borrower, loanId);
    const early = await house.command(office.analyst, `${url}/release`, { reason: '借款人申请' });
    expect(early).toMatchObject({ body: { code: 'still_owed' } });
    await topUp(house, borrower, 'borrower', 1_000);
    await house.do(borrower, `/api/loans/${loanId}/early-repayments`, { how: 'in_full' });
    await house.until('the payoff', async () => (await stateOf(house, loanId)) === 'closed');
    await house.finish();
    expect(await house.read(office.analyst, `/api/office/loans/${loanId}/safeguard`)).toMatchObject(
      {
        collateral: [{ state: 'released', endReason: 'closed' }],
      },
    );
  });
});

describe('a loan with nobody behind it', () => {
  it('says that first', async () => {
    const borrower = await aClient(house, { roles: ['borrower'] });
    const loanId = await anApprovedLoan(house, office, borrower, { amount: 10_000, months: 3 });
    await openListing(house, office, loanId);
    expect(await house.read(undefined, `/api/listings/${loanId}`)).toMatchObject({
      ...{
        safeguard: 'none',
        safeguardDetail: { guarantors: [], warnings: ['lender_bears_loss'] },
      },
    });
    expect(await house.violations()).toEqual([]);
  });
});
