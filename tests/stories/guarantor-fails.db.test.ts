// A licensed partner guarantees; the platform looks closer, collects, and guarantees nothing. Then the partner goes
// bankrupt: where another stands behind the same loan it pays in its place; where nobody does, everybody can read it
// and the lenders are told. Who has failed promises nothing more.
import { DUAL_GUARANTEED_LOAN } from '@mutua/core/product/safeguarded-loans.ts';
import { addDays, addMonths, type Day } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aPartner, askFor, guarantee, setStanding, standing } from './house/guarantors.ts';
import {
  anApprovedLoan,
  anOffice,
  bid,
  disburse,
  firstDueDay,
  type Office,
  openListing,
} from './house/loan-stages.ts';
import { withdraw } from './house/money-in-out.ts';
import { type Person, StoryHouse } from './house/story-house.ts';
import {
  aClient,
  aColleague,
  aLender,
  available,
  type Client,
  topUp,
} from './house/story-people.ts';
import { aModelProduct, releaseProduct } from './house/story-products.ts';

interface GuaranteedLoan {
  readonly loanId: string;
  readonly borrower: Client;
  readonly due: Day;
}

let house: StoryHouse;
let office: Office;
let collector: Person;
let failing: Client;
let other: Client;
let lenders: readonly Client[];
/** Behind the first stands the one that fails, alone; behind the second another one too. */
let single: GuaranteedLoan;
let dual: GuaranteedLoan;

/** In yuan. */
const AMOUNT = 30_000;
/** Of each instalment, in minor units: the ordinary share of the amount, and that of who looks closer. */
const [PLAIN_FEE, CLOSE_FEE] = [3_000n, 4_500n];

beforeAll(async () => {
  house = await StoryHouse.open();
  office = await anOffice(house);
  collector = await aColleague(house, 'collector');
  failing = await aPartner(house, '清源融资担保公司');
  other = await aPartner(house, '安禾融资担保公司');
  for (const one of [failing, other]) await setStanding(house, office, one, 200_000);
  await topUp(house, other, 'partner', 40_000);
  lenders = [await aLender(house, AMOUNT), await aLender(house, AMOUNT)];
});
afterAll(async () => {
  await house?.close();
});

async function aLoan(
  productCode: string,
  safeguard: string,
  guarantors: readonly Client[],
): Promise<GuaranteedLoan> {
  const borrower = await aClient(house, { roles: ['borrower'] });
  const loanId = await anApprovedLoan(house, office, borrower, {
    ...{ amount: AMOUNT, months: 3, safeguard, changes: { productCode } },
  });
  for (const [index, guarantor] of guarantors.entries()) {
    await guarantee(house, office, loanId, guarantor, index + 1);
  }
  await openListing(house, office, loanId);
  for (const lender of lenders) await bid(house, lender, loanId, AMOUNT / 2);
  await disburse(house, borrower, loanId);
  return { loanId, borrower, due: await firstDueDay(house, borrower, loanId) };
}

/** What the borrower has is gone. */
async function spendAll({ borrower }: GuaranteedLoan): Promise<void> {
  const cash = await available(house, borrower, 'borrower');
  if (cash > 0n) await withdraw(house, borrower, 'borrower', Number(cash) / 100);
}

async function bookedOn(loanId: string, codes: readonly number[]): Promise<bigint> {
  const { rows } = await house.pool.query<{ amount: bigint }>(
    `select coalesce(sum(amount), 0)::bigint as amount from ledger.transfer
     where subject_id = $1 and code = any ($2) and kind in ('posted', 'post')`,
    [loanId, codes],
  );
  return rows[0]?.amount ?? 0n;
}

/** What left the operator’s own accounts, whatever for. */
async function paidByThePlatform(): Promise<bigint> {
  const { rows } = await house.pool.query<{ amount: bigint }>(
    `select coalesce(sum(amount), 0)::bigint as amount
     from ledger.transfer
     join ledger.account on account_id = debit_account
     where account.kind in ('platform_fees', 'platform_funds')`,
  );
  return rows[0]?.amount ?? 0n;
}

const listingOf = (loanId: string) => house.read(undefined, `/api/listings/${loanId}`);
const kindsOf = async (who: Person) =>
  (await house.list<{ kind: string }>(who, '/api/notices')).map(({ kind }) => kind);

describe('the platform beside a partner that guarantees', () => {
  it('is refused as a guarantor itself, and whoever tries it is told of', async () => {
    const { rows } = await house.pool.query<{ id: string }>('select id from people.operator');
    const url = `/api/office/guarantors/${rows[0]?.id}/standing-proposal`;
    expect(await house.command(office.analyst, url, standing(1_000))).toMatchObject({
      ...{ status: 422, body: { code: 'platform_as_party' } },
    });
    await house.finish();
    const alarms = await house.pool.query(
      `select detail from wallet.alarm where kind = 'red_line_tried'`,
    );
    expect(alarms.rows).toEqual([{ detail: 'platform_as_party' }]);
  });

  it('is paid for looking closer, loan by loan, and less where it does not', async () => {
    single = await aLoan(await aModelProduct(house, 'MOD-03'), 'guarantee', [failing]);
    const payers = [['guarantee_company'], ['guarantee_company']] as const;
    const { dual_guarantee: terms } = DUAL_GUARANTEED_LOAN.safeguardTerms ?? {};
    if (terms === undefined) throw new Error('The product has a dual guarantee.');
    const productCode = await releaseProduct(house, {
      ...{ ...DUAL_GUARANTEED_LOAN, code: 'two_companies' },
      safeguardTerms: { dual_guarantee: { ...terms, payers } },
    });
    dual = await aLoan(productCode, 'dual_guarantee', [failing, other]);
    // The first instalment of both is paid by their borrowers.
    await house.goTo(addDays(single.due, 1));
    expect(await bookedOn(single.loanId, [301])).toBe(CLOSE_FEE);
    expect(await bookedOn(dual.loanId, [301])).toBe(PLAIN_FEE);
    expect(await listingOf(single.loanId)).toMatchObject({
      safeguardDetail: {
        guarantors: [{ name: '清源融资担保公司', status: 'active' }],
        warnings: [],
      },
    });
  });
});

describe('a guarantor that goes bankrupt', () => {
  it('has failed by two persons, and everybody reads it where it stands behind a loan', async () => {
    const waiting = await aClient(house, { roles: ['borrower'] });
    const productCode = 'guaranteed_loan_mod_03';
    const asked = { amount: AMOUNT, months: 3, safeguard: 'guarantee', changes: { productCode } };
    const waitingId = await anApprovedLoan(house, office, waiting, asked);
    const commitmentId = await askFor(house, office, waitingId, failing);
    const { analyst, analystLead } = office;
    const url = `/api/office/guarantors/${failing.id}/standing`;
    await house.do(analyst, `${url}-proposal`, standing(0, 'failed'));
    expect(await house.command(analyst, url)).toMatchObject({ body: { code: 'same_person' } });
    await house.do(analystLead, url);
    expect(await listingOf(single.loanId)).toMatchObject({
      safeguardDetail: {
        warnings: ['lender_bears_loss', 'guarantor_failed'],
        guarantors: [{ status: 'failed', coverLeft: { minorUnits: '0' } }],
      },
    });
    expect(await listingOf(dual.loanId)).toMatchObject({
      safeguardDetail: { warnings: ['guarantor_failed'] },
    });
    for (const lender of lenders) {
      const kinds = await kindsOf(lender);
      // Of both loans behind which it stands.
      expect(kinds.filter((kind) => kind === 'claim_guarantor_failed')).toHaveLength(2);
    }
    // It gives no word any more, neither one for which it was asked before nor a new one.
    const signature = `/api/partner/commitments/${commitmentId}/signature`;
    expect(await house.command(failing, signature)).toMatchObject({
      ...{ status: 422, body: { code: 'guarantor_suspended' } },
    });
    await house.do(failing, `/api/partner/commitments/${commitmentId}/refusal`, {
      reason: '已进入破产程序。',
    });
    const again = { guarantorId: failing.id, place: 1 };
    const commitments = `/api/office/loans/${waitingId}/commitments`;
    expect(await house.command(analyst, commitments, again)).toMatchObject({
      ...{ status: 422, body: { code: 'guarantor_suspended' } },
    });
  });

  it('is followed by the second on the day, so that nobody who lent waits', async () => {
    await Promise.all([single, dual].map(spendAll));
    const [before, fees] = [await available(house, other, 'partner'), await paidByThePlatform()];
    const second = addMonths(dual.due, 1);
    // After a holiday, two days, and the days of grace.
    await house.goTo(addDays(second, 12));
    const paid = await bookedOn(dual.loanId, [410]);
    expect(paid).toBeGreaterThan(1_000_000n);
    expect(await bookedOn(dual.loanId, [411, 412])).toBe(paid);
    expect(before - (await available(house, other, 'partner'))).toBe(paid);
    interface Paid {
      readonly compensations: readonly { readonly place: number; readonly endedOn: string }[];
    }
    const { compensations } = await house.read<Paid>(
      office.analyst,
      `/api/office/loans/${dual.loanId}/safeguard`,
    );
    expect(compensations).toMatchObject([
      { place: 2, state: 'paid' },
      { place: 1, state: 'missed' },
    ]);
    expect(new Set(compensations.map(({ endedOn }) => endedOn)).size).toBe(1);
    expect(await paidByThePlatform()).toBe(fees);
  });

  it('leaves the loan without another uncovered: lenders are told, and the platform collects and pays nothing', async () => {
    expect(await bookedOn(single.loanId, [410, 411, 412])).toBe(0n);
    expect(
      await house.read(office.analyst, `/api/office/loans/${single.loanId}/safeguard`),
    ).toMatchObject({ compensations: [{ place: 1, state: 'missed' }] });
    for (const lender of lenders) {
      const kinds = await kindsOf(lender);
      expect(kinds).toContain('claim_compensated');
      expect(kinds).toContain('claim_not_compensated');
    }
    const cases = await house.list<{ subject: { id: string } }>(
      collector,
      '/api/office/cases?caseKind=collection',
    );
    expect(cases.map(({ subject }) => subject.id).toSorted()).toEqual(
      [single.loanId, dual.loanId].toSorted(),
    );
    // The money that comes after all is the lenders', as if there had never been a guarantor.
    const outstanding = () => bookedOn(single.loanId, [230, 231]);
    const before = await outstanding();
    await topUp(house, single.borrower, 'borrower', 11_000);
    await house.goTo(addDays(await house.today(), 1));
    await house.finish();
    expect((await outstanding()) - before).toBeGreaterThan(1_000_000n);
    expect(await bookedOn(single.loanId, [301])).toBe(2n * CLOSE_FEE);
    expect(await house.violations()).toEqual([]);
  });
});
