import { describe, expect, it } from 'vitest';
import { refusalValue } from './refusal-values.ts';
import { refusalText } from './refusals.ts';

describe('what a refusal carries is said for its reader', () => {
  it.each([
    ['cap', 'CNY 200000.00', '200,000.00元', 'CNY 200,000.00'],
    ['cap', 'JPY -1000', 'JPY -1,000', 'JPY -1,000'],
    ['room', 'CNY 0.01', '0.01元', 'CNY 0.01'],
    ['maximum', 'P36M', '36个月', '36 months'],
    ['minimum', 'P1M', '1个月', '1 month'],
    ['rate', '12.0001%', '12.0001%', '12.0001%'],
    ['day', '2026-11-22', '2026-11-22', '2026-11-22'],
    ['fact', 'monthly_income', '月收入', 'Income a month'],
    ['items', 'home, credit_report', '居住状况、征信报告', 'Home, Credit report'],
    ['items', 'home, unheard_of', '居住状况、unheard_of', 'Home, unheard_of'],
    [
      'steps',
      'open_funding, work_loans',
      '开放募集、借款日终处理',
      'Opening of funding, Work on loans',
    ],
    ['part', 'annual_rate', '年利率', 'Annual rate'],
    ['clause', 'cn_circular_57', '整治办函〔2017〕57号', 'Rectification Office Letter 2017 No. 57'],
    ['clause', 'toString', 'toString', 'toString'],
  ])('%s %s', (name, value, chinese, english) => {
    expect(refusalValue(name, value, 'zh-CN')).toBe(chinese);
    expect(refusalValue(name, value, 'en')).toBe(english);
  });

  it('but what the sender wrote stays as it was written', () => {
    expect(refusalValue('field', 'CNY 5', 'zh-CN')).toBe('CNY 5');
    expect(refusalValue('name', 'P1M', 'en')).toBe('P1M');
  });

  it('in the whole sentence', () => {
    const refusal = {
      code: 'amount_out_of_range',
      data: { minimum: 'CNY 10000.00', maximum: 'CNY 200000.00' },
    } as const;
    expect(refusalText(refusal, 'zh-CN')).toBe('借款金额须在10,000.00元至200,000.00元之间。');
    expect(refusalText(refusal, 'en')).toBe(
      'The amount must be between CNY 10,000.00 and CNY 200,000.00.',
    );
  });
});
