import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputDetail } from './input-details.ts';

describe('what is wrong with a field', () => {
  it('is said in English as the code says it', () => {
    expect(inputDetail('It must be greater than 0.', 'en')).toBe('It must be greater than 0.');
    expect(inputDetail('It is odd.', 'en')).toBe('It is odd.');
  });

  it.each([
    ['It must be less than the loan amount.', '须小于借款金额。'],
    ['It must be greater than 0.', '须大于 0。'],
    ['It must be greater than -1.', '须大于 -1。'],
    ['It must be from 1 to 1200.', '须在 1 至 1200 之间。'],
    ['It must be from 0 to 11: one row must pay.', '须在 0 至 11 之间，因为至少须有一期还款。'],
    ['It must be a whole number from 0 to 36.', '须为 0 至 36 之间的整数。'],
    ['There is no day 2026-02-30.', '没有 2026-02-30 这一天。'],
    ['JPY has 0 decimals.', 'JPY 的小数位数为 0。'],
    ['It must have at most 2 decimals.', '至多 2 位小数。'],
    ['It must have 2 to 5 numbers.', '须有 2 至 5 个数字。'],
    ['There must be at most 100.', '至多 100 项。'],
  ])('is said in Chinese with what was put in: %s', (english, chinese) => {
    expect(inputDetail(english, 'zh-CN')).toBe(chinese);
  });

  it.each([
    ['It must be a date such as 2026-11-21.', '须为日期，例如 2026-11-21。'],
    ['It is missing; it must be a list.', '此项必填，须为列表。'],
    ['It must be "CUSTOM".', '须为 "CUSTOM"。'],
    ['It must be 0 or 1.', '须为 0 或 1。'],
    ['It must be a whole number, at least 1 or null.', '须为不小于 1 的整数或空值（null）。'],
    ['It must be one of "DAYS", "WEEKS".', '须为以下之一："DAYS"、"WEEKS"。'],
    ['It must be a text, a number or null.', '须为文本、数字或空值（null）。'],
    ['It must be a whole number, at least 1 and at most 12.', '须为不小于 1 且不大于 12 的整数。'],
    ['It must be a number, greater than -1.', '须为大于 -1 的数字。'],
    [
      'It must be a text of at least 1 and at most 60 characters.',
      '须为长度不小于 1 且不大于 60 个字符的文本。',
    ],
  ])('is said in Chinese with what was expected: %s', (english, chinese) => {
    expect(inputDetail(english, 'zh-CN')).toBe(chinese);
  });

  it.each([
    'It is odd.',
    'It must be odd.',
    'It must be one of odd, "EVEN".',
    'It must be a whole number, at least odd and even.',
    'There must be at most 5 odd ones.',
    'It must be greater than 0. It is odd.',
    'It must be {expected}.',
    '须为整数。',
    'constructor',
    '',
  ])('stays as it is where the table does not have it: "%s"', (sentence) => {
    expect(inputDetail(sentence, 'zh-CN')).toBe(sentence);
  });

  it('never fails, whatever the sentence is', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'It must be ',
        ' or ',
        ' and ',
        ', ',
        'a list',
        '"',
        'one of ',
        '.',
        '{',
        '$&',
      ),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const sentence = parts.join('');
        expect(inputDetail(sentence, 'en')).toBe(sentence);
        expect(typeof inputDetail(sentence, 'zh-CN')).toBe('string');
      }),
    );
  });

  it.each(['0, ', '1 or ', 'one of ', 'a whole number, ', 'one of 0, 1 or '])(
    'is looked for in bounded time and depth, however often it says "%s"',
    (part) => {
      for (const length of [4900, 1_000_000]) {
        const sentence = `It must be ${part.repeat(length / part.length)}odd.`;
        expect(inputDetail(sentence, 'zh-CN')).toBe(sentence);
      }
    },
  );

  it('takes what is put in literally, whatever signs it has in it', () => {
    expect(inputDetail('There is no day $&{day}$1.', 'zh-CN')).toBe('没有 $&{day}$1 这一天。');
  });
});
