// A borrower at a desk, in English, from the calculator over an interview to the payout and on to the close: the walk that
// `borrower.db.test.ts` takes on a phone in Chinese.
import { afterAll, beforeAll, it } from 'vitest';
import { BorrowerGround, DESK } from './borrower-ground.ts';
import { walkToTheClose } from './borrower-walk.ts';
import { ENGLISH_WORDS } from './borrower-walk-words.ts';

let ground: BorrowerGround;

beforeAll(async () => {
  ground = await BorrowerGround.open();
}, 240_000);

afterAll(async () => {
  await ground?.close();
}, 60_000);

it('a borrower goes from the calculator to the close of the loan at a desk, in English', async () => {
  await walkToTheClose(ground, { language: 'en', viewport: DESK, words: ENGLISH_WORDS });
}, 600_000);
