import { mkdtempSync } from 'node:fs';
import { CHINA_TIME } from '@mutua/core/calendar/business-date.ts';
import { expect, it } from 'vitest';
import { checkLaws, everyLaw } from '../../check/check.ts';
import { identityStub } from '../../rails/identity.ts';
import { TrialRails } from '../../rails/trial-rails.ts';
import { startHousehold } from '../household.ts';
import { install } from '../install.ts';
import { Demo } from './demo.ts';

it('time', async () => {
  const trial = await TrialRails.start();
  const { lane, pool, now: clock, custodian } = trial;
  const dataFolder = mkdtempSync('/tmp/mutua-time-');
  const began = performance.now();
  const installed = await install({ lane, pool, clock, dataFolder, operatorTime: CHINA_TIME });
  console.log('installed', performance.now() - began, installed.note);
  const demo = new Demo({ lane, pool, custodian, ...installed, bankUrl: () => trial.bank.url });
  const household = startHousehold({
    lane,
    pool,
    clock,
    demo,
    operatorTime: CHINA_TIME,
    endOfDay: 'by_hand',
    identitySource: identityStub(() => installed.businessDate),
    onFailed: (d, e) => console.log(d, e),
  });
  await trial.until(async () => demo.persons().isReady, 60_000);
  console.log('ready', performance.now() - began);
  await household.close();
  const checked = await checkLaws(pool, { laws: everyLaw() });
  expect(checked.flatMap(({ violations }) => violations)).toEqual([]);
  await trial.end();
});
