// The words of the provider's pages, in Chinese and in English.
import type { Language } from '@mutua/contract/words/language.ts';

export interface PageWords {
  readonly title: string;
  readonly sandbox: string;
  readonly amount: string;
  readonly payer: string;
  readonly card: string;
  readonly holder: string;
  readonly pay: string;
  readonly back: string;
  readonly cards: string;
  readonly good: string;
  readonly noMoney: string;
  readonly otherHolder: string;
  readonly cardWrong: string;
  readonly holderWrong: string;
  readonly notFound: string;
  readonly requested: string;
  readonly succeeded: string;
  readonly failed: string;
  readonly expired: string;
  readonly reversed: string;
  readonly insufficient_funds: string;
  readonly holder_differs: string;
  readonly card_unknown: string;
  readonly card_refused: string;
}

export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = {
  'zh-CN': {
    title: '银行卡支付',
    sandbox: '测试环境：不会动用真实资金。',
    amount: '支付金额',
    payer: '须使用此户名的银行卡',
    card: '银行卡号',
    holder: '持卡人姓名',
    pay: '确认支付',
    back: '返回平台',
    cards: '测试卡号',
    good: '支付成功',
    noMoney: '余额不足',
    otherHolder: '户名不符',
    cardWrong: '卡号有误，请核对。',
    holderWrong: '请填写持卡人姓名。',
    notFound: '没有这笔支付，请核对链接。',
    requested: '待支付',
    succeeded: '支付成功。',
    failed: '支付未成功，未扣款。',
    expired: '支付已超时，未扣款。请在平台重新发起。',
    reversed: '款项已退回银行卡。',
    insufficient_funds: '卡内余额不足。',
    holder_differs: '银行卡户名与要求的姓名不一致。',
    card_unknown: '发卡银行没有这张卡。',
    card_refused: '发卡银行拒绝了这笔支付。',
  },
  en: {
    title: 'Pay by bank card',
    sandbox: 'Test environment: no real money moves.',
    amount: 'Amount',
    payer: 'The card must be in the name of',
    card: 'Card number',
    holder: 'Card holder’s name',
    pay: 'Pay',
    back: 'Back to the platform',
    cards: 'Test cards',
    good: 'pays',
    noMoney: 'has too little money',
    otherHolder: 'is in another name',
    cardWrong: 'The card number is not right. Please check it.',
    holderWrong: 'Please enter the card holder’s name.',
    notFound: 'There is no such payment. Please check the link.',
    requested: 'Waiting for payment',
    succeeded: 'Paid.',
    failed: 'Not paid. Your card was not charged.',
    expired:
      'The time for this payment is over. Your card was not charged. Please start again on the platform.',
    reversed: 'The money went back to the card.',
    insufficient_funds: 'There is too little money on the card.',
    holder_differs: 'The card is not in the name that was asked for.',
    card_unknown: 'The bank does not know this card.',
    card_refused: 'The bank refused this payment.',
  },
};
