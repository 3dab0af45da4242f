// A loan in yen: from the product to the first repayment, and on the pages of everybody, its borrower and its lender every
// amount is the book's to the yen, which has no smaller unit.
import path from 'node:path';
import type { Id } from '@mutua/core/kit/id.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { GENERAL_LOAN } from '@mutua/core/product/catalogue.ts';
import { isoOf, plusMs } from '@mutua/core/time/instant.ts';
import { PASSWORD, TrialHouse } from '@mutua/server/http/trial-house.ts';
import { readSignInNameOf } from '@mutua/server/people/sign-in-read.ts';
import { writeProductTerms } from '@mutua/server/product/product-terms.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  APPLICATION,
  aClientIn,
  anOffice,
  BANK,
  dareAll,
  grant,
  letTheBankAnswer,
  type Office,
} from '../api/trial-life.ts';
import { ensureBuilt, ROOT } from '../start/platform.ts';
import type { FigureQuery } from './figures/figure-query.ts';
import { allFigures } from './figures/registry.ts';
import { PageReader, type ReadAs } from './rules/page-reader.ts';

const JPY = currency('JPY');
const HOUR_MS = 3_600_000;
const LOAN = 1_000_000;
const PRODUCT = {
  ...GENERAL_LOAN,
  ...{ code: 'yen_loan', names: { 'zh-CN': '日元借款', en: 'Loan in yen' }, currency: JPY },
  tariff: { ...GENERAL_LOAN.tariff, code: 'yen_fee', currency: JPY },
};

let house: TrialHouse;
let reader: PageReader;
let office: Office;
let borrower: Id;
let lender: Id;
let loanId: Id;

beforeAll(async () => {
  await ensureBuilt();
  house = await TrialHouse.open({ webFolder: path.join(ROOT, 'dist', 'web') });
  office = await anOffice(house);
  await releaseProduct();
  [borrower, lender] = [await aClientIn(house, 'JPY', 'borrower'), await aYenLender()];
  loanId = await aLoan();
  const url = await house.app.listen({ host: '127.0.0.1', port: 0 });
  reader = await PageReader.open({ url, db: house.pool, queries: inYen(allFigures()) });
}, 180_000);

afterAll(async () => {
  await reader?.close();
  await house?.close();
}, 60_000);

describe('A loan in a second currency', () => {
  it('is right to its minor unit, on every page and in both languages', async () => {
    const pages = [
      await reader.read({ path: `/loans/${loanId}`, language: 'en' }),
      await reader.read({ path: `/borrow/loans/${loanId}`, as: await signedIn(borrower) }),
      await reader.read({ path: `/lend/claims/${await claimOf()}`, as: await signedIn(lender) }),
      await reader.read({
        ...{ path: `/office/loans/${loanId}`, language: 'en' },
        as: await signedIn(office.analyst),
      }),
    ];
    expect(pages.flatMap(({ complaints }) => complaints)).toEqual([]);
    const met = pages.flatMap((page) => page.met);
    for (const id of ['loan.amount', 'borrow.rowTotal', 'lend.claim.outstanding', 'loans.paid']) {
      expect(met).toContain(id);
    }
    for (const { text } of pages) expect(text).not.toMatch(/JPY\s?[\d,]+\.\d/);
  });

  it('adds up in the book: what the borrower owed is what its schedule said, to the yen', async () => {
    const { rows } = await house.pool.query<{ owed: bigint; currency: string }>(
      `select sum(amount)::bigint as owed, min(currency) as currency from ledger.transfer
       join ledger.account on account_id = debit_account
       where code = 600 and subject_id = $1`,
      [loanId],
    );
    expect(rows).toEqual([{ owed: BigInt(LOAN), currency: 'JPY' }]);
  });
});

/** The same statements, which say yuan and fen, of a currency without a smaller unit. */
function inYen(queries: ReadonlyMap<string, FigureQuery>): ReadonlyMap<string, FigureQuery> {
  const yenOf = (value: string) =>
    value.replace(/^CNY (-?)(\d+)\.(\d\d)$/, (_, sign: string, whole: string, rest: string) => {
      return `JPY ${sign}${BigInt(whole + rest)}`;
    });
  return new Map([...queries].map(([id, query]) => [id, async (ask) => yenOf(await query(ask))]));
}

const yen = (amount: number) => ({ minorUnits: String(amount), currency: 'JPY' });

async function releaseProduct(): Promise<void> {
  const [officer, lead] = [
    await house.staff('product_officer'),
    await house.staff('product_officer_lead'),
  ];
  const terms = writeProductTerms({ ...PRODUCT, effectiveFrom: await house.today() });
  await house.post(officer, '/api/office/products', { terms, clientMoney: 'own_accounts' });
  await house.post(lead, `/api/office/products/${PRODUCT.code}/versions/1/approval`);
}

async function aYenLender(): Promise<Id> {
  const id = await aClientIn(house, 'JPY', 'lender');
  await dareAll(house, id);
  await paidIn(id, 'lender', 2 * LOAN);
  return id;
}

async function paidIn(id: Id, role: 'lender' | 'borrower', amount: number): Promise<void> {
  const topUpId = await house.post(id, '/api/top-ups', { role, amount: yen(amount) });
  await house.command(BANK, {
    ...{ kind: 'CreditTopUp', topUpId, amount: minorUnits(BigInt(amount)) },
    ...{ bankReference: `R-${topUpId}`, bankDay: await house.today() },
  });
}

/** Applied for, funded by one lender, paid out, and partly repaid early. */
async function aLoan(): Promise<Id> {
  const means = { monthly_income: yen(400_000), debt_elsewhere: yen(100_000) };
  const id = await house.post(borrower, '/api/loans', {
    ...{ ...APPLICATION, productCode: PRODUCT.code, loanAmount: yen(LOAN) },
    facts: { ...APPLICATION.facts, ...means, monthly_debt_payments: yen(10_000) },
  });
  const url = `/api/office/loans/${id}`;
  for (const [name, value] of Object.entries({ ...means, overdue_past_6_months: 0 })) {
    const fact = { name, value, source: 'credit_bureau' };
    await house.post(office.analyst, `${url}/verified-facts`, fact);
  }
  await house.post(office.analyst, `${url}/assessment`);
  const decided = { safeguard: 'none', reason: 'Fit.' };
  await house.post(office.analystLead, `${url}/approval`, decided);
  const { body } = await house.get(borrower, `/api/loans/${id}`);
  const { allInRatePpm } = body as unknown as { allInRatePpm: number };
  await house.post(borrower, `/api/loans/${id}/terms-acceptance`, { allInRatePpm });
  await house.post(office.loanOfficer, `${url}/listing-draft`, {
    ...{ title: '日元借款', summary: '用于自住房屋装修。', loanAmount: yen(LOAN) },
    ...{ termMonths: APPLICATION.termMonths, fundingDays: 5 },
    opensAt: isoOf(plusMs(house.now, HOUR_MS)),
  });
  await house.post(office.loanOfficerLead, `${url}/publication`, {
    review: { credit: 'Sound.', assets: 'Own flat.', purpose: 'Seen.', conclusion: 'fit' },
  });
  house.later(HOUR_MS + 1_000);
  house.forgetSessions();
  await house.command({ kind: 'calendar' }, { kind: 'OpenFunding', loanId: id });
  const acknowledgedNotice = 'risk_notice_1';
  await house.post(lender, `/api/loans/${id}/bids`, { amount: yen(LOAN), acknowledgedNotice });
  await letTheBankAnswer(house);
  for (const [scope, cap] of [
    ['repayment', 2 * LOAN],
    ['fees', LOAN],
  ] as const) {
    const fields = { scope, cap: yen(cap), expiresDay: '2028-01-01' };
    await grant(house, await house.post(borrower, `/api/loans/${id}/mandates`, fields));
  }
  await house.post(borrower, `/api/loans/${id}/contract-signature`);
  await letTheBankAnswer(house);
  await house.post(borrower, `/api/loans/${id}/early-repayments`, {
    ...{ how: 'in_part', amount: yen(333_333) },
  });
  await letTheBankAnswer(house);
  return id;
}

async function claimOf(): Promise<string> {
  const { rows } = await house.pool.query<{ id: string }>(
    'select id from claim.claim where loan_id = $1',
    [loanId],
  );
  return rows[0]?.id ?? '';
}

async function signedIn(personId: Id): Promise<ReadAs> {
  const signInName = (await readSignInNameOf(house.pool, personId)) ?? '';
  return { personId, signInName, password: PASSWORD };
}
