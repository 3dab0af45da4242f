// The order in which a risk-managed loan is paid when its borrower stops: the borrower, the guarantor, the reserve with
// what is in it, and at last the lenders' own loss. Two loans fall to the reserve on one day, and it is not enough.

import { RISK_MANAGED_LOAN } from '@mutua/core/product/safeguarded-loans.ts';
import { addDays, type Day, dayOf } from '@mutua/core/time/day.ts';
import { TRIAL_OPERATOR } from '@mutua/server/installation/install.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notMet } from '../browser/figures/met-in-walks.ts';
import { PageReader } from '../browser/rules/page-reader.ts';
import { aPartner, guarantee, setStanding } from './house/guarantors.ts';
import {
  anApprovedLoan,
  anOffice,
  bid,
  disburse,
  type Office,
  openListing,
  stateOf,
} from './house/loan-stages.ts';
import { withdraw } from './house/money-in-out.ts';
import { aReserve, authoriseReserve } from './house/reserves.ts';
import { PASSWORD, StoryHouse } from './house/story-house.ts';
import { aClient, aLender, available, type Client, topUp, yuan } from './house/story-people.ts';
import { releaseProduct } from './house/story-products.ts';

const LOAN = 3_000_000n;
/** The model's own product, but the reserve pays after five days. */
const PRODUCT = {
  ...RISK_MANAGED_LOAN,
  safeguardTerms: {
    ...RISK_MANAGED_LOAN.safeguardTerms,
    reserve: { scheme: 'general_reserve', compensationDay: 5 },
  },
};
/** 10 % of what both loans have outstanding at first. */
const FUNDED = 600_000n;

let house: StoryHouse;
let office: Office;
let company: Client;
let trustee: Client;
let contributor: Client;
let lenders: Client[];
let productCode: string;
let schemeId: string;
let guaranteed: CoveredLoan;
let plain: CoveredLoan;

interface CoveredLoan {
  readonly loanId: string;
  readonly borrower: Client;
  readonly dueDays: readonly Day[];
}

interface Money {
  readonly minorUnits: string;
}

interface Reserve {
  readonly balance: Money;
  readonly spent: Money;
  readonly refilled: Money;
  readonly waiting: Money;
  readonly shortSince?: string;
}

beforeAll(async () => {
  house = await StoryHouse.open({ operator: { ...TRIAL_OPERATOR, packId: 'neutral' } });
  office = await anOffice(house);
  company = await aPartner(house, '安禾融资担保公司');
  trustee = await aPartner(house, '汇信银行', 'bank');
  contributor = await aPartner(house, '清源资产管理公司', 'asset_manager');
  await setStanding(house, office, company, 200_000);
  await topUp(house, company, 'partner', 11_000);
  await topUp(house, contributor, 'partner', 50_000);
  lenders = [await aLender(house, 60_000), await aLender(house, 60_000)];
  productCode = await releaseProduct(house, PRODUCT);
});
afterAll(async () => {
  await house?.close();
});

/** 30,000 yuan over three months, whose borrower has left so much of one instalment and spent the rest. */
async function aCoveredLoan(safeguard: string, share: 'half' | 'whole'): Promise<CoveredLoan> {
  const borrower = await aClient(house, { roles: ['borrower'] });
  const loanId = await anApprovedLoan(house, office, borrower, {
    ...{ amount: 30_000, months: 3, safeguard, changes: { productCode } },
  });
  if (safeguard === 'guarantee') await guarantee(house, office, loanId, company);
  await openListing(house, office, loanId);
  for (const lender of lenders) await bid(house, lender, loanId, 15_000);
  await disburse(house, borrower, loanId);
  interface Row {
    readonly dueDay: string;
    readonly principal: string;
    readonly interest: string;
    readonly fee: string;
  }
  const { schedule } = await house.read<{ schedule: readonly Row[] }>(
    borrower,
    `/api/loans/${loanId}`,
  );
  const [row] = schedule;
  if (row === undefined) throw new Error('A schedule has instalments.');
  const whole = BigInt(row.principal) + BigInt(row.interest) + BigInt(row.fee);
  const left = share === 'whole' ? whole : whole / 2n;
  const cash = await available(house, borrower, 'borrower');
  await withdraw(house, borrower, 'borrower', Number(cash - left) / 100);
  const dueDays = schedule.map(({ dueDay }) => {
    const [year = 0, month = 0, day = 0] = dueDay.split('-').map(Number);
    return dayOf(year, month, day);
  });
  return { loanId, borrower, dueDays };
}

function dueDay({ dueDays }: CoveredLoan, number: number): Day {
  const day = dueDays[number - 1];
  if (day === undefined) throw new Error(`There is no instalment ${number}.`);
  return day;
}

/** What moved for a loan by these codes, as `421 risk_reserve > loan_repayment 300000`. */
async function movedFor(loanId: string, codes: readonly number[]): Promise<readonly string[]> {
  const { rows } = await house.pool.query<{ line: string }>(
    `select format('%s %s > %s %s', code, debit.kind, credit.kind, sum(amount)) as line
     from ledger.transfer
     join ledger.account as debit on debit.account_id = debit_account
     join ledger.account as credit on credit.account_id = credit_account
     where subject_id = $1 and code = any($2::smallint[]) and transfer.kind in ('posted', 'post')
     group by code, debit.kind, credit.kind
     order by code`,
    [loanId, codes],
  );
  return rows.map(({ line }) => line);
}

/** What ever left or reached the operator, but fees. */
async function ofThePlatform(): Promise<bigint> {
  const { rows } = await house.pool.query<{ amount: bigint }>(
    `select coalesce(sum(amount), 0)::bigint as amount
     from ledger.transfer
     join ledger.account on account_id in (debit_account, credit_account)
     where account.kind = 'platform_funds' or account.kind = 'platform_fees' and account_id = debit_account`,
  );
  return rows[0]?.amount ?? 0n;
}

async function reserveNow(): Promise<Reserve> {
  const { items } = await house.read<{ items: readonly Reserve[] }>(
    office.analyst,
    '/api/reserves',
  );
  const [reserve] = items;
  if (reserve === undefined) throw new Error('There is no reserve.');
  return reserve;
}

describe('a risk reserve', () => {
  it('covers no loan before it is set up by two persons', async () => {
    const borrower = await aClient(house, { roles: ['borrower'] });
    const loanId = await anApprovedLoan(house, office, borrower, {
      ...{ amount: 10_000, months: 3, safeguard: 'reserve', changes: { productCode } },
    });
    await expect(openListing(house, office, loanId)).rejects.toThrow('safeguard');
    await authoriseReserve(house, trustee, 1_000_000);
    await authoriseReserve(house, contributor, 1_000_000);
    schemeId = await aReserve(house, office, { trustee, contributor });
    expect(await house.read(office.analyst, '/api/reserves')).toMatchObject({
      items: [
        {
          ...{ schemeId, state: 'active', balance: yuan(0), target: yuan(0) },
          ...{ trusteeName: '汇信银行', contributorName: '清源资产管理公司' },
        },
      ],
    });
    expect(await house.read(trustee, '/api/partner/reserves')).toMatchObject({
      items: [{ schemeId, part: 'trustee' }],
    });
  });

  it('is accrued as a share of what is outstanding, by its contributor', async () => {
    guaranteed = await aCoveredLoan('guarantee', 'half');
    plain = await aCoveredLoan('reserve', 'whole');
    expect(await house.read(lenders[0] as Client, `/api/listings/${plain.loanId}`)).toMatchObject({
      safeguardDetail: {
        ...{ cover: 'principal_and_interest', compensationDay: 5 },
        reserve: { trusteeName: '汇信银行', shortRule: 'pro_rata', coverLeft: yuan(30_000) },
      },
    });
    await house.goTo(addDays(await house.today(), 1));
    await house.until('the contribution', async () => {
      return (await reserveNow()).balance.minorUnits === String(FUNDED);
    });
    expect(await house.read(office.analyst, `/api/office/reserves/${schemeId}`)).toMatchObject({
      accruals: [{ state: 'paid', asked: yuan(6_000), outstanding: yuan(60_000) }],
      reserveRatioPpm: 100_000,
    });
    expect(await house.violations()).toEqual([]);
  });

  it('pays nothing that its rule does not say', async () => {
    const url = `/api/office/reserves/${schemeId}/payments`;
    expect(await house.command(office.finance, url, { loanId: plain.loanId })).toMatchObject({
      body: { code: 'reserve_use_forbidden' },
    });
    expect(
      await house.command(trustee, '/api/withdrawals', {
        ...{ role: 'partner', amount: yuan(1_000) },
      }),
    ).toMatchObject({ status: 422 });
  });
});

describe('a loan whose borrower stops', () => {
  it('is paid by the borrower, then by the guarantor', async () => {
    await house.goTo(addDays(dueDay(guaranteed, 1), 2));
    await house.until('the compensation', async () => {
      return (await movedFor(guaranteed.loanId, [410])).length > 0;
    });
    const moved = await movedFor(guaranteed.loanId, [220, 410, 421]);
    expect(moved.map((line) => line.replace(/ \d+$/, ''))).toEqual([
      '220 borrower_cash > loan_repayment',
      '410 partner_cash > loan_repayment',
    ]);
  });

  it('is paid by the reserve when the guarantor fails, by the published rule', async () => {
    const platform = await ofThePlatform();
    // It falls due on a Saturday, and is asked for on the Monday.
    await house.goTo(addDays(dueDay(guaranteed, 2), 8));
    await house.until('the use of the reserve', async () => {
      return (await movedFor(plain.loanId, [421])).length > 0;
    });
    await house.until('the other use', async () => {
      return (await movedFor(guaranteed.loanId, [421])).length > 0;
    });
    interface Office {
      readonly spendings: readonly {
        readonly available: Money;
        readonly paid: Money;
        readonly due: Money;
        readonly shares: readonly { loanId: string; due: Money; paid: Money }[];
      }[];
    }
    const { spendings } = await house.read<Office>(
      office.analyst,
      `/api/office/reserves/${schemeId}`,
    );
    const [use] = spendings;
    if (use === undefined || spendings.length > 1) throw new Error('It is used once.');
    expect([use.available, use.paid]).toEqual([yuan(6_000), yuan(6_000)]);
    const due = BigInt(use.due.minorUnits);
    for (const share of use.shares) {
      const exact = (FUNDED * BigInt(share.due.minorUnits)) / due;
      const paid = BigInt(share.paid.minorUnits);
      expect(paid - exact === 0n || paid - exact === 1n).toBe(true);
      expect(await movedFor(share.loanId, [421])).toEqual([
        `421 risk_reserve > loan_repayment ${paid}`,
      ]);
    }
    expect(use.shares.map(({ loanId }) => loanId).toSorted()).toEqual(
      [guaranteed.loanId, plain.loanId].toSorted(),
    );
    const { balance, waiting, shortSince } = await reserveNow();
    expect([balance, waiting]).toEqual([
      yuan(0),
      { minorUnits: String(due - FUNDED), currency: 'CNY' },
    ]);
    expect(shortSince).toBeDefined();
    const { rows } = await house.pool.query(
      `select detail from wallet.alarm where kind = 'reserve_short'`,
    );
    expect(rows).toEqual([{ detail: 'pro_rata' }]);
    expect(await ofThePlatform()).toBe(platform);
    const asked = { loanId: plain.loanId };
    const url = `/api/office/reserves/${schemeId}/payments`;
    const { body } = await house.command(office.finance, url, asked);
    expect(body).toMatchObject({ code: 'reserve_exhausted' });
    expect(await house.violations()).toEqual([]);
  });

  it('refills the reserve with what its borrower pays later, and the reserve pays on', async () => {
    const { spent } = await reserveNow();
    await topUp(house, plain.borrower, 'borrower', 2_000);
    await house.do(plain.borrower, `/api/loans/${plain.loanId}/repayments`, {
      amount: yuan(2_000),
    });
    await house.until('the refill', async () => {
      return (await movedFor(plain.loanId, [424])).length > 0;
    });
    const { refilled } = await reserveNow();
    expect(BigInt(refilled.minorUnits)).toBeGreaterThan(0n);
    await house.goTo(addDays(await house.today(), 1));
    await house.until('the next use', async () => {
      return BigInt((await reserveNow()).spent.minorUnits) > BigInt(spent.minorUnits);
    });
    expect(await house.violations()).toEqual([]);
  });

  it('is at last its lenders’ loss', async () => {
    const { analyst, analystLead, finance } = office;
    const { loanId } = guaranteed;
    const reason = { reason: 'The borrower has left and answers nobody.' };
    const url = (step: string) => `/api/office/loans/${loanId}/${step}`;
    await house.finish();
    await house.do(analyst, url('default-proposal'), reason);
    await house.do(analystLead, url('default'), reason);
    await house.do(finance, url('write-off-proposal'), reason);
    await house.do(analystLead, url('write-off'), reason);
    await house.do(finance, url('collection-end-proposal'), reason);
    await house.do(analystLead, url('collection-end'), reason);
    expect(await stateOf(house, loanId)).toBe('closed');
    const moved = await movedFor(loanId, [220, 410, 421, 630, 632]);
    expect(moved.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(
      expect.arrayContaining([
        ...['220 borrower_cash', '410 partner_cash', '421 risk_reserve'],
        ...['630 loan_written_off', '632 loan_owed'],
      ]),
    );
    const { rows } = await house.pool.query<{ origin: string; loss: bigint }>(
      `select origin, sum(coalesce(loss, 0))::bigint as loss
       from claim.claim
       where loan_id = $1
       group by origin
       order by origin`,
      [loanId],
    );
    expect(rows.map(({ origin }) => origin)).toEqual(['disbursement', 'subrogation']);
    expect(rows.every(({ loss }) => loss > 0n)).toBe(true);
    expect(rows.reduce((all, { loss }) => all + loss, 0n)).toBeLessThan(LOAN);
    expect(await house.violations()).toEqual([]);
  });
});

describe('a risk reserve on the pages', () => {
  it('is what the book says, in the office and among the public figures', async () => {
    await house.goTo(addDays(await house.today(), 1));
    const { id: personId, signInName } = office.analyst;
    const reader = await PageReader.open({ url: house.url, db: house.pool });
    const inOffice = await reader.read({
      ...{ path: '/office/safeguards?view=reserves', language: 'en' },
      as: { personId, signInName, password: PASSWORD },
    });
    const published = await reader.read({ path: '/statistics/indicators' });
    await reader.close();
    expect([...inOffice.complaints, ...published.complaints]).toEqual([]);
    const met = [...inOffice.met, ...published.met];
    expect(notMet('tests/stories/reserve.db.test.ts', met)).toEqual([]);
  });
});
