// A new lender walks all six steps on a phone, in Chinese and with the keyboard alone, to a first repayment received:
// from the first page on, by links and keys.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TriedPlatform } from '../rules/tried-platform.ts';
import { DemoDesk } from './demo-desk.ts';
import { type LenderWalk, newcomerOf, walkToFirstRepayment } from './lender-walk.ts';
import { CHINESE } from './lender-walk-words.ts';

const ON_PHONE: LenderWalk = {
  language: 'zh-CN',
  viewport: { width: 390, height: 844 },
  words: CHINESE,
};

let tried: TriedPlatform;
let desk: DemoDesk;

beforeAll(async () => {
  tried = await TriedPlatform.open({ MUTUA_PAST: 'off' });
  desk = await DemoDesk.open(tried.url);
}, 240_000);

afterAll(() => tried?.close(), 60_000);

it('walks a new lender through all six steps to the first repayment, by keyboard alone', async () => {
  await walkToFirstRepayment(tried, desk, ON_PHONE);
}, 600_000);

it('reads from the registration how it works, where money is and what it costs, without an account', async () => {
  const { context, page, keys } = await newcomerOf(tried, ON_PHONE);
  await page.goto(tried.url);
  await keys.press(page.getByRole('link', { name: '开户', exact: true }));
  await keys.press(page.getByRole('link', { name: '怎么运作，钱在哪里，有什么风险' }));
  for (const name of ['一笔借款怎么走', '钱在哪里，怎么动', '出借有什么风险']) {
    await page.getByRole('heading', { name }).waitFor();
  }
  await keys.press(page.getByRole('link', { name: '看全部费用' }));
  await page.getByRole('heading', { name: '费用与规则' }).waitFor();
  expect(await page.request.get(`${tried.url}/api/session`).then((answer) => answer.status())).toBe(
    401,
  );
  await context.close();
}, 120_000);
