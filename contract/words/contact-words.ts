// The approved scripts and texts of collection, in both languages. Whoever collects says these and no others.
import type { ContactTemplate } from '@mutua/core/work/contact.ts';
import type { Language } from './language.ts';

export const CONTACT_TEMPLATE_WORDS: Readonly<
  Record<ContactTemplate, Readonly<Record<Language, string>>>
> = {
  friendly_reminder: {
    'zh-CN':
      '您好，您的借款有一期已过还款日尚未还清。如已还款，请忽略此提醒；如有困难，可在线提交困难申请。',
    en: 'An instalment of your loan is past its due day. If you have paid, please ignore this. If you are in difficulty, you can ask for help on line.',
  },
  ways_to_pay: {
    'zh-CN': '您可向本人存管账户充值，平台将按合同代为划扣；请勿向任何个人账户转账。',
    en: 'You can top up your own custody account, from which what is due is collected. Please pay into nobody’s private account.',
  },
  arrears_statement: {
    'zh-CN': '现将您的欠款明细告知您，包括本金、利息、罚息及费用，明细可在借款详情中核对。',
    en: 'This is a statement of what you owe: principal, interest, penalty and fees. You find each of them with your loan.',
  },
  default_warning: {
    'zh-CN':
      '您的借款逾期已久，可能被认定为违约并影响您的征信记录。请与我们联系，共同商定还款安排。',
    en: 'Your loan has been overdue for long. It may be found in default, which your credit record will show. Please speak with us about a way to repay.',
  },
  demand_letter: {
    'zh-CN': '催告函：请您在收到本函后十日内清偿欠款；如对金额有异议，请书面告知。',
    en: 'Letter of demand: please pay the arrears within ten days of receiving it. If you dispute the amount, tell us in writing.',
  },
  lawyers_letter: {
    'zh-CN': '律师函：出借人拟通过诉讼主张债权。您仍可在起诉前还款或提出还款方案。',
    en: 'Lawyer’s letter: the lenders intend to claim their money in court. Until then you may still pay, or propose how to.',
  },
};
