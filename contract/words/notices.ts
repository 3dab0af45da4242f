// A notice in the reader's language: the one place that fills its words with its figures.
import { assert } from '@mutua/core/kit/assert.ts';
import { moneyText } from '@mutua/core/money/figure-text.ts';
import { ZERO } from '@mutua/core/money/minor-units.ts';
import { MONEY_FIGURES, type MoneyFigure, type Notice } from '@mutua/core/notice/notice.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import type { Language } from './language.ts';
import { NOTICE_REASON_LABELS } from './notice-reasons.ts';
import { NOTICE_WORDS } from './notice-words.ts';
import { refusalValue } from './refusal-values.ts';

export interface NoticeText {
  readonly title: string;
  readonly text: string;
}

type Told = Pick<Notice, 'kind' | 'figures' | 'currency'>;

/**
 * What a reader of that language is told.
 *
 * @throws BrokenInvariant when the notice lacks a figure that its text speaks of outside brackets.
 */
export function noticeText(notice: Told, language: Language): NoticeText {
  const { title, text } = NOTICE_WORDS[notice.kind];
  const whole = text[language].replace(/\[([^\]]*)\]/g, (_, part: string) =>
    namesIn(part).every((name) => hasFigure(notice, name)) ? part : '',
  );
  const filled = whole.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = figureText(notice, name, language);
    assert(value !== undefined, `The notice ${notice.kind} carries its "${name}".`);
    return value;
  });
  return { title: title[language], text: filled };
}

function namesIn(part: string): readonly string[] {
  return [...part.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

function isMoney(name: string): name is MoneyFigure {
  return MONEY_FIGURES.some((known) => known === name);
}

/** A sum of nothing is not spoken of in brackets. */
function hasFigure({ figures }: Told, name: string): boolean {
  if (isMoney(name)) return (figures[name] ?? ZERO) !== ZERO;
  return name in figures;
}

function figureText(
  { figures, currency }: Told,
  name: string,
  language: Language,
): string | undefined {
  if (isMoney(name)) {
    const amount = figures[name];
    if (amount === undefined) return undefined;
    return refusalValue('amount', moneyText(amount, currency), language);
  }
  if (name === 'day') return figures.day === undefined ? undefined : formatDay(figures.day);
  if (name === 'time') return figures.time;
  if (name === 'daysOverdue') return daysText(figures.daysOverdue, language);
  const { reason } = figures;
  return reason === undefined ? undefined : (NOTICE_REASON_LABELS[reason]?.[language] ?? reason);
}

function daysText(days: number | undefined, language: Language): string | undefined {
  if (days === undefined) return undefined;
  if (language === 'zh-CN') return `${days}天`;
  return days === 1 ? '1 day' : `${days} days`;
}
