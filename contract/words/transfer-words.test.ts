import { describe, expect, it } from 'vitest';
import { TRANSFER_WORDS, transferWords } from './transfer-words.ts';

describe('a line of a statement', () => {
  it.each([
    ['posted', false, '充值', 'Top-up'],
    ['posted', true, '冲正：充值', 'Reversal: Top-up'],
  ] as const)('says what was %s (a reversal: %s)', (kind, isReversal, chinese, english) => {
    const line = { code: 'top_up', kind, isReversal } as const;
    expect([transferWords(line, 'zh-CN'), transferWords(line, 'en')]).toEqual([chinese, english]);
  });

  it.each([
    ['pending', '投标冻结', 'held for bid'],
    ['post', '出借', 'Lent'],
    ['void', '投标解冻', 'bid released'],
  ] as const)('says of a hold whether it is %s', (kind, chinese, english) => {
    const line = { code: 'bid', kind, isReversal: false } as const;
    expect([transferWords(line, 'zh-CN'), transferWords(line, 'en')]).toEqual([chinese, english]);
  });

  it('has as many texts in the one language as in the other', () => {
    for (const [code, words] of Object.entries(TRANSFER_WORDS)) {
      expect([code, words['zh-CN'].length]).toEqual([code, words.en.length]);
    }
  });
});
