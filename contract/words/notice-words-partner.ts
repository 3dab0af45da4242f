// The words of the notices to guarantors, and of what they pay, in both languages.
import type { NoticeKind } from '@mutua/core/notice/notice.ts';
import type { Language } from './language.ts';

type Words = Readonly<Record<Language, string>>;
type PartnerNotice =
  | Extract<NoticeKind, `commitment_${string}` | `compensation_${string}`>
  | Extract<NoticeKind, `${string}_compensated` | `${string}_guarantor_failed`>
  | `recovery_${'received' | 'reversed'}`;

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
  compensation_paid: {
    title: { 'zh-CN': '代偿已支付', en: 'Compensation paid' },
    text: {
      'zh-CN':
        '您已代偿{amount}，其中本金{principal}[、利息{interest}]。该部分债权已转为您所有，后续追回的款项将付给您。',
      en: 'You have compensated {amount}: principal {principal}[, interest {interest}]. This part of the claim is yours now, and what is recovered of it will be paid to you.',
    },
  },
  compensation_missed: {
    title: { 'zh-CN': '未按期代偿', en: 'Compensation missed' },
    text: {
      'zh-CN':
        '代偿日已到，应付{amount}未能支付，您的担保资格已暂停。请尽快备足资金，并与平台联系。',
      en: 'Compensation of {amount} was due and was not paid, and your standing is suspended. Please provide the money and contact the platform.',
    },
  },
  recovery_received: {
    title: { 'zh-CN': '追偿款到账', en: 'Recovery received' },
    text: {
      'zh-CN':
        '借款人还款，您收到追偿款{amount}，其中本金{principal}、利息{interest}[、罚息{penalty}]。',
      en: 'The borrower has paid. You received {amount} of what you compensated: principal {principal}, interest {interest}[, penalty {penalty}].',
    },
  },
  recovery_reversed: {
    title: { 'zh-CN': '追偿款被冲正', en: 'Recovery reversed' },
    text: {
      'zh-CN': '存管银行撤回误付的追偿款{amount}，其中的欠款由借款人重新偿还。',
      en: 'The custodian took back {amount} of recovery that it had paid wrongly. The borrower owes it again.',
    },
  },
  loan_compensated: {
    title: { 'zh-CN': '担保人已代偿', en: 'A guarantor has paid for you' },
    text: {
      'zh-CN':
        '因您逾期未还，担保人已向出借人代偿{amount}。欠款不变，请尽快还款；担保人将与出借人共同追偿。',
      en: 'Since you did not pay, a guarantor has paid {amount} to the lenders. You owe as much as before, and the guarantor now collects with the lenders. Please pay as soon as you can.',
    },
  },
  claim_compensated: {
    title: { 'zh-CN': '收到代偿款', en: 'Compensation received' },
    text: {
      'zh-CN':
        '借款人逾期，担保人已代偿，您收到{amount}，其中本金{principal}[、利息{interest}]。该部分债权已转给担保人。',
      en: 'The borrower did not pay and a guarantor did. You received {amount}: principal {principal}[, interest {interest}]. This part of your claim has passed to the guarantor.',
    },
  },
  claim_guarantor_failed: {
    title: { 'zh-CN': '担保人预计无力代偿', en: 'A guarantor has failed' },
    text: {
      'zh-CN':
        '为该笔借款担保的担保人预计无力履行代偿义务。您的债权不变；借款人仍应按期还款，逾期将按合同追偿，并通知您进展。',
      en: 'A guarantor of this loan is not expected to pay what it promised. Your claim is as before: the borrower still owes it, and you will hear how it goes.',
    },
  },
  claim_not_compensated: {
    title: { 'zh-CN': '未收到代偿款', en: 'Not compensated' },
    text: {
      'zh-CN': '借款人逾期，应代偿的担保人均未支付。您的债权不变，平台将继续追偿，并通知您进展。',
      en: 'The borrower did not pay, and no guarantor did. Your claim is as before. It is being collected, and you will hear how it goes.',
    },
  },
};
