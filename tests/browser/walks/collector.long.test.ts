// A collector works a case at a desk in English, and on a phone in Chinese: as in `collector.db.test.ts`, each with
// loans in arrears of their own.
import { afterAll, beforeAll, describe, it } from 'vitest';
import {
  COLLECTOR_CHINESE,
  COLLECTOR_ENGLISH,
  CollectorDesk,
  type CollectorWalk,
  handsACaseOver,
  worksACase,
} from './collector-walk.ts';

const WALKS: readonly CollectorWalk[] = [
  { language: 'en', width: 1440, words: COLLECTOR_ENGLISH },
  { language: 'zh-CN', width: 390, words: COLLECTOR_CHINESE },
];

describe.each(WALKS)('A collector ($language, $width)', (walk) => {
  let desk: CollectorDesk;

  beforeAll(async () => {
    desk = await CollectorDesk.open(walk);
  }, 300_000);

  afterAll(async () => {
    await desk?.close();
  }, 60_000);

  it('works a case from the board to a promise', async () => {
    await worksACase(desk);
  }, 240_000);

  it('takes another case, and hands it over to a colleague by name', async () => {
    await handsACaseOver(desk);
  }, 240_000);
});
