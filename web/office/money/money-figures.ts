// The figures of money in and out in the office.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

export const MONEY_FIGURES = declareFigures('officeMoney', {
  topUpsWaiting: {
    label: ['待支付充值', 'Top-ups awaited'],
    definition: ['已申请、银行尚未答复的充值', 'Asked for, and not answered by the bank'],
    source: ['wallet.top_up', 'wallet.top_up'],
  },
  topUpsWaitingCount: {
    label: ['笔数', 'How many'],
    definition: ['待支付充值的笔数', 'How many top-ups are awaited'],
    source: ['wallet.top_up', 'wallet.top_up'],
  },
  withdrawalsWaiting: {
    label: ['在途提现', 'Withdrawals under way'],
    definition: ['已受理、尚未到账的提现', 'Accepted and not paid yet'],
    source: ['wallet.withdrawal', 'wallet.withdrawal'],
  },
  withdrawalsWaitingCount: {
    label: ['笔数', 'How many'],
    definition: ['在途提现的笔数', 'How many withdrawals are under way'],
    source: ['wallet.withdrawal', 'wallet.withdrawal'],
  },
  receiptsWaiting: {
    label: ['待认领', 'Unmatched'],
    definition: [
      '到账后还不知道是谁的钱',
      'Money that came, and of which nobody knows whose it is',
    ],
    source: ['wallet.receipt', 'wallet.receipt'],
  },
  receiptsWaitingCount: {
    label: ['笔数', 'How many'],
    definition: ['待认领的笔数', 'How many receipts are unmatched'],
    source: ['wallet.receipt', 'wallet.receipt'],
  },
  instructionsOpen: {
    label: ['未答复指令', 'Instructions open'],
    definition: ['存管银行尚未答复的指令', 'Instructions that the custodian has not answered'],
    source: ['wallet.instruction', 'wallet.instruction'],
  },
  breaksOpen: {
    label: ['未说明差异', 'Unexplained breaks'],
    definition: ['状态为待核实的差异', 'Breaks that nobody has explained'],
    source: ['ledger.break', 'ledger.break'],
  },
  alarmsOpen: {
    label: ['未了结告警', 'Open alarms'],
    definition: ['尚未了结的告警', 'Alarms that nobody has ended'],
    source: ['wallet.alarm', 'wallet.alarm'],
  },
  topUp: {
    label: ['金额', 'Amount'],
    definition: ['充值申请的金额', 'What the client wants to pay in'],
    source: ['wallet.top_up', 'wallet.top_up'],
  },
  withdrawal: {
    label: ['金额', 'Amount'],
    definition: ['付给客户的金额', 'What is paid to the client'],
    source: ['wallet.withdrawal', 'wallet.withdrawal'],
  },
  withdrawalHeld: {
    label: ['冻结', 'Held'],
    definition: ['金额加费用，提现期间冻结', 'Amount and fees, held meanwhile'],
    source: ['wallet.withdrawal', 'wallet.withdrawal'],
  },
  receipt: {
    label: ['金额', 'Amount'],
    definition: ['到账金额', 'What came'],
    source: ['wallet.receipt', 'wallet.receipt'],
  },
});
