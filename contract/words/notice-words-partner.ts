// The words of the notices to guarantors, in both languages.
import type { NoticeKind } from '@mutua/core/notice/notice.ts';
import type { Language } from './language.ts';

type Words = Readonly<Record<Language, string>>;
type PartnerNotice = Extract<NoticeKind, `commitment_${string}`>;

export const PARTNER_NOTICE_WORDS: Readonly<
  Record<PartnerNotice, { readonly title: Words; readonly text: Words }>
> = {
  commitment_asked: {
    title: { 'zh-CN': '请确认担保承诺', en: 'Your commitment is asked for' },
    text: {
      'zh-CN': '有一笔借款请您提供{amount}的担保，请在合作机构后台查看并签署或拒绝。',
      en: 'You are asked to stand behind a loan with {amount}. Please look at it in your portal, and sign or decline.',
    },
  },
  commitment_released: {
    title: { 'zh-CN': '担保承诺已解除', en: 'Your commitment is released' },
    text: {
      'zh-CN': '您{amount}的担保承诺已解除，相应额度已恢复。',
      en: 'You are free of your commitment of {amount}, and its part of your line is free again.',
    },
  },
};
