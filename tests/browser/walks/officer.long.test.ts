// A case goes through its review with four eyes on two phones, in Chinese: one person prepares it by touch, another one
// decides.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { decidesByTouch, OFFICER_CHINESE, type OfficerWalk } from './officer-walk.ts';
import { TrialDesks } from './trial-desk.ts';

const WALK: OfficerWalk = { language: 'zh-CN', width: 390, words: OFFICER_CHINESE };

let desks: TrialDesks;

beforeAll(async () => {
  desks = await TrialDesks.open();
}, 300_000);

afterAll(() => desks?.close(), 60_000);

describe('An officer on a phone', () => {
  it(
    'takes a case through its review by touch, and another person decides, in Chinese',
    () => decidesByTouch(desks, WALK),
    300_000,
  );
});
