// A new lender walks all six steps at a desk, in English and with the keyboard alone, to a first repayment received.
import { afterAll, beforeAll, it } from 'vitest';
import { TriedPlatform } from '../rules/tried-platform.ts';
import { DemoDesk } from './demo-desk.ts';
import { walkToFirstRepayment } from './lender-walk.ts';
import { ENGLISH } from './lender-walk-words.ts';

let tried: TriedPlatform;
let desk: DemoDesk;

beforeAll(async () => {
  tried = await TriedPlatform.open({ MUTUA_PAST: 'off' });
  desk = await DemoDesk.open(tried.url);
}, 240_000);

afterAll(() => tried?.close(), 60_000);

it('walks a new lender at a desk through all six steps to the first repayment, in English', async () => {
  const viewport = { width: 1440, height: 900 };
  await walkToFirstRepayment(tried, desk, { language: 'en', viewport, words: ENGLISH });
}, 600_000);
