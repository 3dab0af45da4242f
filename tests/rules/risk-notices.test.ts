// An edition of the risk notice stays as it was when somebody confirmed it.
import { createHash } from 'node:crypto';
import { RISK_NOTICES } from '@mutua/contract/words/risk-notices.ts';
import { expect, it } from 'vitest';

/** Of both languages; a new edition gets a line of its own, and none of these ever changes. */
const DIGESTS = {
  risk_notice_1: '79189faa25f019bb71faaa64469e2161b16c1b6ae8c6cfb3852c9c3bb97b91da',
};

it('an edition of the risk notice says for ever what it said', () => {
  const digests = Object.entries(RISK_NOTICES).map(([edition, texts]) => [
    edition,
    createHash('sha256')
      .update(JSON.stringify([texts['zh-CN'], texts.en]))
      .digest('hex'),
  ]);
  expect(Object.fromEntries(digests)).toEqual(DIGESTS);
});
