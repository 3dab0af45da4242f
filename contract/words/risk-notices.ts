// What a lender says to know with a bid, by its edition. A bid keeps the edition and its moment, so an edition that was
// ever in force is never changed: other words are another edition.
import type { Language } from './language.ts';

export const RISK_NOTICES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  risk_notice_1: {
    'zh-CN': '借款人可能不还，保障也可能失效；本金可能全部损失；到期前可能无法退出。',
    en: 'the borrower may not pay and the safeguard may fail; all principal may be lost; there may be no way out before the end.',
  },
};
