// A collector works a case, in a real browser: takes it from the board, is refused at night and with somebody else than
// the borrower, records a contact by day in approved words, and takes a promise to pay that the case then waits for.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { COLLECTOR_CHINESE, CollectorDesk, handsACaseOver, worksACase } from './collector-walk.ts';

let desk: CollectorDesk;

beforeAll(async () => {
  desk = await CollectorDesk.open({ language: 'zh-CN', width: 1440, words: COLLECTOR_CHINESE });
}, 300_000);

afterAll(async () => {
  await desk?.close();
}, 60_000);

describe('A collector', () => {
  it('works a case: refused outside the hours, a contact by day, a promise that is recorded', async () => {
    await worksACase(desk);
  }, 240_000);

  it('takes a case by its key, and hands it over to a colleague by name', async () => {
    await handsACaseOver(desk);
  }, 240_000);
});
