// The figures of the close of a day.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

export const CLOSE_FIGURES = declareFigures('officeClose', {
  opening: {
    label: ['期初', 'Opening'],
    definition: ['上一日结时该组账户的余额合计', 'What stood on these accounts at the last close'],
    source: ['ledger.day_close 的试算平衡表', 'Trial balance of ledger.day_close'],
  },
  moneyIn: {
    label: ['+ 进', '+ In'],
    definition: [
      '本业务日记入该组账户的金额',
      'What this business date booked into these accounts',
    ],
    source: ['ledger.transfer，本日的分录', 'Lines of the day in ledger.transfer'],
  },
  moneyOut: {
    label: ['− 出', '− Out'],
    definition: [
      '本业务日记出该组账户的金额',
      'What this business date booked out of these accounts',
    ],
    source: ['ledger.transfer，本日的分录', 'Lines of the day in ledger.transfer'],
  },
  ledger: {
    label: ['= 账簿期末', '= Ledger'],
    definition: ['期初 + 进 − 出', 'Opening + in − out'],
    source: ['ledger.account', 'ledger.account'],
  },
  custodian: {
    label: ['存管', 'Custodian'],
    definition: [
      '账簿期末加上对账时在该组账户上发现的余额差额',
      'The ledger plus the differences of balance that the comparison found on these accounts',
    ],
    source: ['存管银行对账文件，ledger.break', 'The custodian’s statement, ledger.break'],
  },
  provider: {
    label: ['支付机构', 'Payment provider'],
    definition: [
      '通道清算账户加上对账时发现的差额',
      'Rails clearing plus the differences that the comparison found',
    ],
    source: ['支付机构结算明细，ledger.break', 'The provider’s settlements, ledger.break'],
  },
  difference: {
    label: ['对方 − 账簿', 'Theirs − ledger'],
    definition: ['对方数减账簿数', 'What the other side has less what the ledger has'],
    source: ['ledger.break', 'ledger.break'],
  },
  groupBreaks: {
    label: ['差异处数', 'Breaks'],
    definition: ['该组账户上的差异', 'Breaks on these accounts'],
    source: ['ledger.break', 'ledger.break'],
  },
  stepCount: {
    label: ['件数', 'How many'],
    definition: [
      '分录、到期事项、未说明的差异或已验的账律',
      'Lines, pieces of work, unexplained breaks, or laws that were checked',
    ],
    source: [
      'ledger.transfer、commit.command、ledger.break',
      'ledger.transfer, commit.command, ledger.break',
    ],
  },
  breakDifference: {
    label: ['差额', 'Difference'],
    definition: ['对方数减账簿数', 'What the other side has less what the ledger has'],
    source: ['ledger.break', 'ledger.break'],
  },
  compared: {
    label: ['对账所见', 'As compared'],
    definition: [
      '对方的数；对方没有则为账簿的数',
      'What the other side has, or where it has nothing, the ledger',
    ],
    source: ['ledger.break', 'ledger.break'],
  },
  atBank: {
    label: ['银行流水金额', 'At the bank'],
    definition: ['存管银行通知的一笔金额', 'One movement of which the custodian told'],
    source: ['wallet.bank_movement、wallet.receipt', 'wallet.bank_movement, wallet.receipt'],
  },
  asked: {
    label: ['申请金额', 'Asked for'],
    definition: ['充值申请的金额', 'The amount of a top-up'],
    source: ['wallet.top_up', 'wallet.top_up'],
  },
  booked: {
    label: ['分录金额', 'Booked'],
    definition: ['一笔分录的金额', 'The amount of one line'],
    source: ['ledger.transfer', 'ledger.transfer'],
  },
  openBreaks: {
    label: ['未说明差异', 'Unexplained breaks'],
    definition: ['状态为待核实的差异', 'Breaks that nobody has explained'],
    source: ['ledger.break', 'ledger.break'],
  },
  lawExamined: {
    label: ['已验', 'Examined'],
    definition: [
      '本日变动中受这条账律约束的对象',
      'What the law binds of that which the day changed',
    ],
    source: ['ledger.transfer、ledger.account', 'ledger.transfer, ledger.account'],
  },
  closedTransfers: {
    label: ['分录', 'Lines'],
    definition: ['该日入账的分录', 'Lines that the day booked'],
    source: ['ledger.day_close', 'ledger.day_close'],
  },
  closedCustody: {
    label: ['存管合计', 'Custody'],
    definition: ['日结时的存管银行存款', 'What lay at the custodian at the close'],
    source: ['ledger.day_close 的试算平衡表', 'Trial balance of ledger.day_close'],
  },
  closedBreaks: {
    label: ['差异', 'Breaks'],
    definition: ['该日发现的差异', 'Breaks found on the day'],
    source: ['ledger.break', 'ledger.break'],
  },
});
