// The words of what is paid where a borrower does not pay.
import { declareWords } from '../words/declare-words.ts';

export const WHO_PAYS_WORDS = declareWords('ui.whoPays', {
  instalments: [
    '逾期第 {{day}} 天代偿逾期各期的本金和利息。',
    'On day {{day}} overdue, principal and interest of the overdue instalments are paid.',
  ],
  accelerated: [
    '逾期第 {{day}} 天代偿全部未还的本金和利息。',
    'On day {{day}} overdue, all principal and interest still owed are paid.',
  ],
  principal: [
    '逾期第 {{day}} 天代偿未还的本金，不付利息。',
    'On day {{day}} overdue, the principal still owed is paid, and no interest.',
  ],
  principal_and_interest: [
    '逾期第 {{day}} 天代偿未还的本金和已到期的利息。',
    'On day {{day}} overdue, the principal still owed and the interest that has fallen due are paid.',
  ],
  ceiling: ['最多代偿借款本金的', 'At most, of the loan’s principal:'],
  reserve: [
    '由风险准备金“{{name}}”支付，以其余额为限。',
    'The risk reserve “{{name}}” pays, as far as there is money in it.',
  ],
  reserveThen_principal: [
    '担保人不付时，风险准备金“{{name}}”在逾期第 {{day}} 天支付未还的本金，不付利息，以其余额为限。',
    'Where no guarantor pays, the risk reserve “{{name}}” pays the principal still owed on day {{day}} overdue, and no interest, as far as there is money in it.',
  ],
  reserveThen_principal_and_interest: [
    '担保人不付时，风险准备金“{{name}}”在逾期第 {{day}} 天支付未还的本金和已到期的利息，以其余额为限。',
    'Where no guarantor pays, the risk reserve “{{name}}” pays the principal still owed and the interest that has fallen due on day {{day}} overdue, as far as there is money in it.',
  ],
});
