// What the bank's messages to phones say, in both languages.
import type { PhoneMessagePurpose } from '@mutua/contract/custodian/sandbox.ts';
import type { Language } from '@mutua/contract/words/language.ts';
import type { MessageRow } from '../books/rows.ts';

const SIGNATURE: Readonly<Record<Language, string>> = {
  'zh-CN': '【沙箱存管银行】',
  en: 'Sandbox bank: ',
};

const SENTENCES: Readonly<Record<PhoneMessagePurpose, Readonly<Record<Language, string>>>> = {
  set_up: {
    'zh-CN':
      '您正在为尾号{account}的存管账户设置交易密码，验证码{code}，10分钟内有效，请勿告知他人。',
    en: '{code} is your code to set the payment password of account {account}. It is good for 10 minutes. Tell it to nobody.',
  },
  reset_password: {
    'zh-CN':
      '您正在重置尾号{account}的存管账户的交易密码，验证码{code}，10分钟内有效，请勿告知他人。',
    en: '{code} is your code to reset the payment password of account {account}. It is good for 10 minutes. Tell it to nobody.',
  },
  change_card: {
    'zh-CN':
      '您正在更换尾号{account}的存管账户的银行卡，验证码{code}，10分钟内有效，请勿告知他人。',
    en: '{code} is your code to change the bank card of account {account}. It is good for 10 minutes. Tell it to nobody.',
  },
  password_changed: {
    'zh-CN': '您尾号{account}的存管账户的交易密码已重置。',
    en: 'The payment password of your account {account} was changed.',
  },
  card_changed: {
    'zh-CN': '您尾号{account}的存管账户的银行卡已更换。',
    en: 'The bank card of your account {account} was changed.',
  },
};

/** The words of a message, with the end of the account's number. */
export function messageWords(
  { purpose, account, code = '' }: Pick<MessageRow, 'purpose' | 'account' | 'code'>,
  language: Language,
): string {
  const sentence = SENTENCES[purpose][language]
    .replace('{account}', account.slice(-4))
    .replace('{code}', code);
  return SIGNATURE[language] + sentence;
}
