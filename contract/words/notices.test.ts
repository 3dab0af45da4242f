import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import { MONEY_FIGURES, NOTICE_KINDS, type NoticeFigures } from '@mutua/core/notice/notice.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { describe, expect, it } from 'vitest';
import { NOTICE_REASON_LABELS } from './notice-reasons.ts';
import { NOTICE_WORDS } from './notice-words.ts';
import { noticeText } from './notices.ts';

const CNY = currency('CNY');

/** Whatever a notice may carry. */
const FIGURES: NoticeFigures = {
  ...Object.fromEntries(
    MONEY_FIGURES.map((name, index) => [name, minorUnits(100_000n + BigInt(index))]),
  ),
  ...{ day: dayOf(2026, 4, 2), time: '09:30', daysBefore: 3, daysOverdue: 4, reason: 'repaid' },
};

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();
}

describe('the words of notices', () => {
  it.each(NOTICE_KINDS)(
    'are there for %s in both languages, each in its own, and short',
    (kind) => {
      const { title, text } = NOTICE_WORDS[kind];
      expect(placeholders(text.en)).toEqual(placeholders(text['zh-CN']));
      for (const words of [title, text]) {
        const chinese = words['zh-CN'].replace(/\{\w+\}|[[\]]/g, '');
        expect(chinese).toMatch(/^[\p{Script=Han}，。：；、（）]+$/u);
        expect(words.en).toMatch(/^[A-Z{]/);
        expect(words.en).not.toMatch(/\p{Script=Han}|!/u);
      }
      const [chinese, english] = [
        noticeText({ kind, figures: FIGURES, currency: CNY }, 'zh-CN'),
        noticeText({ kind, figures: FIGURES, currency: CNY }, 'en'),
      ];
      expect(chinese.title.length).toBeLessThanOrEqual(10);
      expect(chinese.text.length).toBeLessThanOrEqual(110);
      expect(english.text.length).toBeLessThanOrEqual(220);
      for (const { text: filled } of [chinese, english]) expect(filled).not.toMatch(/[{}[\]]/);
    },
  );

  it('speak of the borrower’s debt and of the lender’s money, with the day and what to do', () => {
    const due = { amount: minorUnits(88_916n), day: dayOf(2026, 4, 2), daysBefore: 1 };
    const notice = { kind: 'repayment_due', figures: due, currency: CNY } as const;
    expect(noticeText(notice, 'zh-CN').text).toBe(
      '您的借款应于2026-04-02还款889.16元，请在当日前将资金存入存管账户。',
    );
    expect(noticeText(notice, 'en').text).toBe(
      'CNY 889.16 of your loan is due on 2026-04-02. Please have it in your custody account by then.',
    );
  });

  it('leave out what is nothing', () => {
    const paid = { principal: minorUnits(31_833n), interest: minorUnits(3_333n), penalty: ZERO };
    const figures = { ...paid, amount: minorUnits(35_166n), fee: ZERO };
    const notice = { kind: 'claim_paid', figures, currency: CNY } as const;
    expect(noticeText(notice, 'zh-CN').text).toBe(
      '收到回款351.66元，其中本金318.33元、利息33.33元。',
    );
    const withFee = { ...notice, figures: { ...figures, fee: minorUnits(200n) } };
    expect(noticeText(withFee, 'en').text).toBe(
      'You received CNY 351.66: principal CNY 318.33, interest CNY 33.33; a fee of CNY 2.00 was taken.',
    );
  });

  it('count days as each language does', () => {
    const figures = { day: dayOf(2026, 4, 2), daysOverdue: 1 };
    const notice = { kind: 'claim_overdue', figures, currency: CNY } as const;
    expect(noticeText(notice, 'zh-CN').text).toContain('已逾期1天，');
    expect(noticeText(notice, 'en').text).toContain('is 1 day overdue.');
    const later = { ...notice, figures: { ...figures, daysOverdue: 4 } };
    expect(noticeText(later, 'en').text).toContain('is 4 days overdue.');
  });

  it('say every reason in both languages', () => {
    for (const [reason, label] of Object.entries(NOTICE_REASON_LABELS)) {
      const figures = { amount: minorUnits(100n), reason };
      const notice = { kind: 'bid_returned', figures, currency: CNY } as const;
      expect(label['zh-CN']).toMatch(/^\p{Script=Han}+$/u);
      expect(noticeText(notice, 'zh-CN').text).toContain(`（${label['zh-CN']}）`);
      expect(noticeText(notice, 'en').text).toContain(`(${label.en})`);
    }
  });

  it('are not filled where a figure is missing', () => {
    const notice = { kind: 'repayment_due', figures: {}, currency: CNY } as const;
    expect(() => noticeText(notice, 'en')).toThrow(
      'The notice repayment_due carries its "amount".',
    );
  });
});
