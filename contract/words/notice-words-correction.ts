// The words of notices about repayments that are corrected.
import type { NoticeKind } from '@mutua/core/notice/notice.ts';
import type { Language } from './language.ts';

type Words = Readonly<Record<Language, string>>;
type CorrectionNotice = Extract<
  NoticeKind,
  `repayment_${'back_dated' | 'reversed'}` | `claim_payment_${string}`
>;

function words(
  chinese: readonly [string, string],
  english: readonly [string, string],
): { readonly title: Words; readonly text: Words } {
  return {
    title: { 'zh-CN': chinese[0], en: english[0] },
    text: { 'zh-CN': chinese[1], en: english[1] },
  };
}

export const CORRECTION_NOTICE_WORDS: Readonly<
  Record<CorrectionNotice, { readonly title: Words; readonly text: Words }>
> = {
  repayment_back_dated: words(
    [
      '还款起计日已更正',
      '经核实，您的一笔还款{amount}改自{day}起计。罚息由{penaltyBefore}改为{penalty}，已还利息{interest}、本金{principal}。',
    ],
    [
      'Repayment counts earlier',
      'Your repayment of {amount} was found to count from {day}. Penalty of {penaltyBefore} is now {penalty}; interest paid is {interest}, principal {principal}.',
    ],
  ),
  repayment_reversed: words(
    [
      '还款被冲正',
      '存管银行撤回了误付的一笔还款，{amount}已退回您的可用余额。[到期应还款项为{remaining}，请尽快还款。]',
    ],
    [
      'Repayment reversed',
      'The custodian took back a repayment that it had paid out wrongly; {amount} is available to you again.[ {remaining} is due; please repay it soon.]',
    ],
  ),
  claim_payment_corrected: words(
    [
      '回款已更正',
      '一笔还款改自{day}起计，您的收款总额不变：罚息{penaltyBefore}改{penalty}，利息{interestBefore}改{interest}，本金{principalBefore}改{principal}。',
    ],
    [
      'Claim payment corrected',
      'A repayment counts from {day} now. Your total stays: penalty {penaltyBefore} is {penalty}, interest {interestBefore} is {interest}, principal {principalBefore} is {principal}.',
    ],
  ),
  claim_payment_reversed: words(
    [
      '回款被冲正',
      '存管银行撤回误付的回款{amount}：罚息{penaltyBefore}改{penalty}，利息{interestBefore}改{interest}，本金{principalBefore}改{principal}。',
    ],
    [
      'Claim payment reversed',
      'The custodian took back {amount}, paid wrongly: penalty {penaltyBefore} is {penalty}, interest {interestBefore} is {interest}, principal {principalBefore} is {principal}.',
    ],
  ),
};
