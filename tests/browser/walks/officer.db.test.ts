// An officer works by keys alone from the sign-in to the next case, and a second person decides: four eyes. What else
// can become of a case has a key and a button: its papers, an opinion given anew, an application pulled.
import type { Id } from '@mutua/core/kit/id.ts';
import { PASSWORD } from '@mutua/server/http/trial-house.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APPLICATION, aClient, yuan } from '../../api/trial-life.ts';
import { watchPage } from '../rules/page-watch.ts';
import { tabOrderFaults } from '../rules/tab-order.ts';
import { type Desk, faultsOf, PATIENCE_MS, press, TrialDesks } from './trial-desk.ts';

const WALK_MS = 300_000;

let desks: TrialDesks;

beforeAll(async () => {
  desks = await TrialDesks.open();
}, 300_000);

afterAll(() => desks?.close(), 60_000);

/** An application that the rules refer: a short history, and an income that is less than was written. */
async function aReferredLoan(): Promise<Id> {
  const { house, office } = desks;
  const loanId = await anApplication();
  const file = `/api/office/loans/${loanId}`;
  const found = {
    ...{ monthly_income: yuan(15_000), debt_elsewhere: yuan(10_000) },
    overdue_past_6_months: 0,
  };
  for (const [name, value] of Object.entries(found)) {
    const fact = { name, value, source: 'credit_bureau' };
    await house.post(office.loanOfficer, `${file}/verified-facts`, fact);
  }
  await house.post(office.analyst, `${file}/assessment`);
  house.later(60_000);
  return loanId;
}

async function anApplication(): Promise<Id> {
  const { house } = desks;
  return house.post(await aClient(house, 'borrower'), '/api/loans', {
    ...APPLICATION,
    facts: { ...APPLICATION.facts, employment_months: 3 },
  });
}

/** Signs in by the keyboard: Tab to the name, to the password, Enter. */
async function signInByKeys(personId: Id, language: 'zh-CN' | 'en'): Promise<Desk> {
  const page = await (await desks.context(language)).newPage();
  const watch = watchPage(page);
  await page.goto(`${desks.url}/sign-in`);
  await watch.settled();
  expect(await tabOrderFaults(page)).toEqual([]);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const kindOf = () => page.evaluate(() => document.activeElement?.getAttribute('autocomplete'));
  for (let step = 0; step < 20 && (await kindOf()) !== 'username'; step += 1) {
    await press(page, 'Tab');
  }
  await page.keyboard.type(await desks.signInNameOf(personId));
  await press(page, 'Tab');
  expect(await kindOf()).toBe('current-password');
  await page.keyboard.type(PASSWORD);
  await press(page, 'Enter');
  await page.waitForURL('**/office');
  await watch.settled();
  return { page, watch };
}

describe('An officer', () => {
  it.each([
    { language: 'zh-CN', differs: '不一致', advise: '建议通过', readOnly: '没有可做的决定' },
    { language: 'en', differs: 'differs', advise: 'Advise approval', readOnly: 'nothing for you' },
  ] as const)(
    'takes a case through its review by keys alone, and another person decides ($language)',
    async ({ language, differs, advise, readOnly }) => {
      const { house, office, url } = desks;
      const [first, second] = [await aReferredLoan(), await aReferredLoan()];

      const maker = await signInByKeys(office.analyst, language);
      expect(await tabOrderFaults(maker.page)).toEqual([]);
      await press(maker.page, 'g', 'r');
      await maker.page.waitForURL('**/office/review');
      await maker.watch.settled();
      expect(await tabOrderFaults(maker.page)).toEqual([]);
      await maker.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await press(maker.page, 'j', 'k');
      await maker.page.waitForURL(`**/office/review/${first}?*`);
      expect(await faultsOf(maker)).toEqual([]);
      const main = maker.page.locator('main');
      expect(await main.innerText()).toContain(differs);
      await press(maker.page, '3');
      expect(await main.locator('.line-sum').count()).toBe(1);
      await press(maker.page, '1', 'a', 'n');
      await maker.page.keyboard.type('流水与单位均已核实，按核实收入可以承受。');
      expect(await main.innerText()).toContain(advise);
      await press(maker.page, 'Control+Enter');
      // The next case opens by itself.
      await maker.page.waitForURL(`**/office/review/${second}?*`);
      await maker.watch.settled();

      // What the first person has prepared is not the first person's to decide.
      await maker.page.goto(`${url}/office/review/${first}?tab=to_decide`);
      await maker.watch.settled();
      expect(await desks.stateOf(first)).toBe('assessed');
      expect(await main.innerText()).toContain(readOnly);

      const checker = await desks.deskOf(office.analystLead, language);
      await press(checker.page, 'g', 'r');
      await checker.page.waitForURL('**/office/review');
      await checker.watch.settled();
      await press(checker.page, 't');
      await checker.page.waitForURL('**/office/review?tab=to_decide');
      await checker.watch.settled();
      await press(checker.page, 'k');
      await checker.page.waitForURL(`**/office/review/${first}?*`);
      expect(await faultsOf(checker)).toEqual([]);
      await press(checker.page, 'r', 'a', 'n');
      await checker.page.keyboard.type('同意经办意见。');
      await press(checker.page, 'Control+Enter');
      await expect.poll(() => desks.stateOf(first), { timeout: PATIENCE_MS }).toBe('approved');
      await checker.page.goto(`${url}/office/review/${first}`);
      await checker.watch.settled();
      expect(await checker.page.locator('main').innerText()).toContain(readOnly);
      expect(checker.watch.failures()).toEqual([]);

      await press(checker.page, '?');
      await checker.page.getByRole('dialog').waitFor();
      await press(checker.page, 'Escape');
      expect(await checker.page.getByRole('dialog').count()).toBe(0);
      await maker.page.context().close();
      await checker.page.context().close();
      await house.post(office.analystLead, `/api/office/loans/${second}/rejection`, {
        reason: 'So that the next walk begins with its own cases.',
      });
    },
    WALK_MS,
  );

  it(
    'looks at the papers, gives an opinion anew and pulls an application by keys',
    async () => {
      const { house, office } = desks;
      const [applied, loanId] = [await anApplication(), await aReferredLoan()];
      const stated = async () => {
        const { body } = await house.get(office.analyst, `/api/office/loans/${loanId}/file`);
        return (body as { review?: { opinion: string } }).review?.opinion;
      };
      const maker = await desks.deskOf(office.analyst, 'zh-CN');
      await press(maker.page, 'g', 'r');
      await maker.watch.settled();
      await press(maker.page, 'a', 'n');
      await maker.page.keyboard.type('可以承受。');
      await press(maker.page, 'Control+Enter');
      await expect.poll(stated, { timeout: PATIENCE_MS }).toBe('approve');
      // Nothing else waits for an opinion: the desk opens the next list that has cases.
      await maker.page.goto(`${desks.url}/office/review`);
      await maker.watch.settled();
      const current = maker.page.locator('.review-tabs [aria-pressed="true"]');
      await expect.poll(() => current.innerText()).toContain('待复核');
      await press(maker.page, 'z', 'x', 'n');
      await maker.page.keyboard.type('单位电话不通，改为不通过。');
      await press(maker.page, 'Control+Enter');
      await expect.poll(stated, { timeout: PATIENCE_MS }).toBe('reject');

      await maker.page.goto(`${desks.url}/office/review/${applied}`);
      await maker.watch.settled();
      const main = maker.page.locator('main');
      expect(await main.innerText()).toContain('还待核实：月收入');
      await press(maker.page, 'b');
      expect(await main.locator('.lines').first().innerText()).toContain('收入证明');
      expect(await faultsOf(maker)).toEqual([]);

      const lead = await desks.deskOf(office.loanOfficerLead, 'zh-CN');
      await lead.page.goto(`${desks.url}/office/review/${applied}`);
      await lead.watch.settled();
      await press(lead.page, 'w', 'n');
      await lead.page.keyboard.type('客户来电撤回。');
      await press(lead.page, 'Control+Enter');
      await expect.poll(() => desks.stateOf(applied), { timeout: PATIENCE_MS }).toBe('withdrawn');
      await maker.page.context().close();
      await lead.page.context().close();
    },
    WALK_MS,
  );
});
