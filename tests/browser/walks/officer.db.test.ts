// An officer works by keys alone from the sign-in to the next case, and a second person decides: four eyes. What else
// can become of a case has a key and a button: its papers, an opinion given anew, an application pulled.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anApplication,
  aReferredLoan,
  decidesByKeys,
  OFFICER_CHINESE,
  OFFICER_ENGLISH,
  type OfficerWalk,
} from './officer-walk.ts';
import { PATIENCE_MS, press, TrialDesks, wrongAt } from './trial-desk.ts';

const WALK_MS = 300_000;

const WALKS: readonly OfficerWalk[] = [
  { language: 'zh-CN', width: 1440, words: OFFICER_CHINESE },
  { language: 'en', width: 1440, words: OFFICER_ENGLISH },
];

let desks: TrialDesks;

beforeAll(async () => {
  desks = await TrialDesks.open();
}, 300_000);

afterAll(() => desks?.close(), 60_000);

describe('An officer', () => {
  it.each(WALKS)(
    'takes a case through its review by keys alone, and another person decides ($language)',
    (walk) => decidesByKeys(desks, walk),
    WALK_MS,
  );

  it(
    'looks at the papers, gives an opinion anew and pulls an application by keys',
    async () => {
      const { house, office } = desks;
      const [applied, loanId] = [await anApplication(desks), await aReferredLoan(desks)];
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
      expect(await wrongAt(maker)).toEqual([]);

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
