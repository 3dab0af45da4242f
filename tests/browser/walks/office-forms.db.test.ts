// What the office proposes by forms is taken as it is typed, and released by a second person: a version of a product, a
// tariff of clients, a listing.
import type { Id } from '@mutua/core/kit/id.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, anApprovedLoan } from '../../api/trial-life.ts';
import { type Desk, PATIENCE_MS, TrialDesks, wrongAt } from './trial-desk.ts';

const WALK_MS = 300_000;
const PRODUCT = 'small_credit_loan';

let desks: TrialDesks;
let officer: Id;
let lead: Id;

beforeAll(async () => {
  desks = await TrialDesks.open();
  officer = await desks.house.staff('product_officer');
  lead = await desks.house.staff('product_officer_lead');
}, 300_000);

afterAll(() => desks?.close(), 60_000);

async function at(personId: Id, path: string): Promise<Desk> {
  const desk = await desks.deskOf(personId, 'zh-CN');
  await desk.page.goto(`${desks.url}${path}`);
  await desk.watch.settled();
  return desk;
}

async function count(text: string): Promise<number> {
  const { rows } = await desks.house.pool.query<{ count: number }>(
    `select count(*)::integer as count from ${text}`,
  );
  return rows[0]?.count ?? 0;
}

describe('By its form the office proposes, and another person releases,', () => {
  it(
    'a version of a product, with what was changed in it',
    async () => {
      const maker = await at(officer, `/office/products/${PRODUCT}`);
      await maker.page
        .getByRole('tab', { name: '新版本' })
        .or(maker.page.getByText('新版本'))
        .first()
        .click();
      await maker.page.getByLabel('最低金额').fill('20000');
      expect(await wrongAt(maker)).toEqual([]);
      await maker.page.getByRole('button', { name: /提交版本|版本 2/ }).click();
      const proposed = () =>
        count(`product.product_version where code = '${PRODUCT}' and number = 2`);
      await expect.poll(proposed, { timeout: PATIENCE_MS }).toBe(1);

      const checker = await at(lead, `/office/products/${PRODUCT}`);
      await checker.page.locator('.office-blocked').getByRole('button').click();
      const released = async () => {
        const { body } = await desks.house.get(lead, '/api/office/products?limit=200');
        const { items } = body as unknown as {
          items: readonly {
            isApproved: boolean;
            terms: { code: string; version: number; amount: { minimum: string } };
          }[];
        };
        const found = items.find(({ terms }) => terms.code === PRODUCT && terms.version === 2);
        return found?.isApproved === true ? found.terms.amount.minimum : undefined;
      };
      await expect.poll(released, { timeout: PATIENCE_MS }).toBe('2000000');
      expect(await wrongAt(checker)).toEqual([]);
      await maker.page.context().close();
      await checker.page.context().close();
    },
    WALK_MS,
  );

  it(
    'a tariff of clients',
    async () => {
      const maker = await at(officer, '/office/products');
      await maker.page.getByRole('button', { name: '提交新的费用表' }).click();
      expect(await wrongAt(maker)).toEqual([]);
      await maker.page.locator('form button[type="submit"]').click();
      await expect.poll(() => tariffs(false), { timeout: PATIENCE_MS }).toBe(1);
      const checker = await at(lead, '/office/products');
      await checker.page.locator('.tariff-version').getByRole('button').click();
      await expect.poll(() => tariffs(true), { timeout: PATIENCE_MS }).toBe(1);
      expect(await wrongAt(checker)).toEqual([]);
      await maker.page.context().close();
      await checker.page.context().close();
    },
    WALK_MS,
  );

  it(
    'a listing of an approved loan',
    async () => {
      const { house, office } = desks;
      const loanId = await anApprovedLoan(house, await aClient(house, 'borrower'), office);
      const maker = await at(office.loanOfficer, '/office/listings');
      await maker.page.getByRole('button', { name: '编制' }).click();
      const sheet = maker.page.getByRole('dialog');
      await sheet.getByLabel('标题').fill('门店装修');
      await sheet.getByLabel('说明').fill('用于店面翻新，两个月完工。');
      expect(await wrongAt(maker)).toEqual([]);
      await sheet.getByRole('button', { name: '提交复核' }).click();
      const stateIs = (state: string) => () =>
        count(`loan.listing where loan_id = '${loanId}' and state = '${state}'`);
      await expect.poll(stateIs('prepared'), { timeout: PATIENCE_MS }).toBe(1);

      const checker = await at(office.loanOfficerLead, '/office/listings');
      await checker.page.getByRole('button', { name: '复核上架' }).click();
      for (const label of ['信用状况', '资产与担保', '用途真实性']) {
        await checker.page.getByRole('dialog').getByLabel(label).fill('已核对原件，情况属实。');
      }
      expect(await wrongAt(checker)).toEqual([]);
      await checker.page.getByRole('button', { name: '同意上架' }).click();
      await expect.poll(stateIs('published'), { timeout: PATIENCE_MS }).toBe(1);
      await maker.page.context().close();
      await checker.page.context().close();
    },
    WALK_MS,
  );
});

async function tariffs(isApproved: boolean): Promise<number> {
  const { body } = await desks.house.get(officer, '/api/office/client-tariffs?limit=200');
  const { items } = body as unknown as { items: readonly { isApproved: boolean }[] };
  return items.filter((one) => one.isApproved === isApproved).length;
}
