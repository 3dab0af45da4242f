// The figures of money in and out.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

const PURSE = ['账簿的出借人存管余额账户。', 'The lender’s cash account in the book.'] as const;

export const MONEY_FIGURES = declareFigures('money', {
  cash: {
    label: ['账户余额', 'Cash'],
    definition: [
      '存管账户里您名下的钱，含冻结。',
      'Your money at the custodian, what is held included.',
    ],
    source: PURSE,
  },
  held: {
    label: ['冻结', 'Held'],
    definition: ['投标和提现中冻结的钱。', 'What is held for bids and withdrawals.'],
    source: PURSE,
  },
  available: {
    label: ['可用余额', 'Available'],
    definition: ['余额减去冻结。', 'Cash less what is held.'],
    source: PURSE,
  },
  topUp: {
    label: ['充值金额', 'Top-up'],
    definition: ['这一笔充值的金额。', 'The amount of the top-up.'],
    source: ['充值申请。', 'Top-ups asked for.'],
  },
  withdrawal: {
    label: ['提现金额', 'Withdrawal'],
    definition: ['这一笔提现到卡的金额。', 'What is paid out to the card.'],
    source: ['提现申请。', 'Withdrawals asked for.'],
  },
  cap: {
    label: ['授权上限', 'Limit'],
    definition: ['授权之下一共可以动用的金额。', 'The most that may go out under the mandate.'],
    source: ['授权。', 'Mandates.'],
  },
  fees: {
    label: ['手续费', 'Fees'],
    definition: ['这一笔提现要付的费用。', 'What this withdrawal costs.'],
    source: ['客户收费标准。', 'The tariff of clients.'],
  },
  total: {
    label: ['合计', 'In all'],
    definition: ['提现金额加手续费。', 'The withdrawal and its fees.'],
    source: ['客户收费标准。', 'The tariff of clients.'],
  },
});
