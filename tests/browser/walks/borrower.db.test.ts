// A borrower on a phone, from the calculator over an interview to the payout and on to the close, from the one page of
// the loan and the bank’s own pages; and at a desk in English a draft that outlives a sign-out. Every page on the way is
// looked at, and every figure recomputed.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { notMet } from '../figures/met-in-walks.ts';
import { BorrowerGround, DESK, PHONE } from './borrower-ground.ts';
import { walkToTheClose } from './borrower-walk.ts';
import { CHINESE_WORDS } from './borrower-walk-words.ts';

let ground: BorrowerGround;

beforeAll(async () => {
  ground = await BorrowerGround.open();
}, 240_000);

afterAll(async () => {
  await ground?.close();
}, 60_000);

it('a borrower goes from the calculator to the close of the loan on a phone, in Chinese', async () => {
  await walkToTheClose(ground, { language: 'zh-CN', viewport: PHONE, words: CHINESE_WORDS });
}, 600_000);

it('two borrowers are asked different things, and a draft outlives a sign-out, at a desk in English', async () => {
  const opened = await ground.opened('en', DESK);
  const { context, page } = opened;
  const key = 'borrower-organisation';
  await page.goto(`${ground.url}/sign-in?next=/borrow/apply`);
  await ground.signIn(page, key);
  await page.getByLabel('Loan amount').fill('50000');
  await page.getByLabel('Term').fill('12');
  await page.getByLabel('Purpose').selectOption('working_capital');
  await page.getByLabel('Repayment method').selectOption('equal_instalments');
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByLabel('Months in business').fill('40');
  await page.getByLabel('Employees').fill('many');
  expect(await page.getByText('Please enter a number').innerText()).toBeTruthy();
  expect(await page.getByLabel('Home').count()).toBe(0);
  await page.getByLabel('Employees').fill('12');
  await ground.inspect(opened, { key, name: 'apply-organisation' });
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByLabel('Costs of the business a month').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor();

  await page.goto(`${ground.url}/sign-in?next=/borrow`);
  await ground.signIn(page, key);
  await page.getByText('2 of 5 steps filled in').waitFor();
  await ground.inspect(opened, { key, name: 'home-with-draft' });
  await page.getByRole('link', { name: 'Go on' }).click();
  await page.getByLabel('Costs of the business a month').waitFor();
  await page.getByRole('button', { name: 'About you' }).click();
  expect(await page.getByLabel('Employees').inputValue()).toBe('12');
  await page.getByRole('button', { name: 'Throw this application away' }).click();
  await page.getByText('You have no loan yet.').waitFor();
  await context.close();
}, 200_000);

it('every figure that is on the way alone is seen, as the book says it', () => {
  expect(notMet('tests/browser/walks/borrower.db.test.ts', ground.met)).toEqual([]);
});
