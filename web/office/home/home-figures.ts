// The figures of the office's home.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

const LOANS = ['借款表与其状态', 'The table of loans, by state'] as const;
const ACCOUNTS = ['总账 loan_principal 账户', 'Ledger accounts loan_principal'] as const;
const CUSTODY = [
  '今天的转账，一方是存管或支付账户（10、11）',
  'Transfers of the day with one side in custody or rails clearing (10, 11)',
] as const;
const SCHEDULE = ['借款的分期账户', 'The instalments of each loan'] as const;

export const HOME_FIGURES = declareFigures('office', {
  blockCount: {
    label: ['笔数', 'Loans'],
    definition: ['每笔未终结的借款只在一个板块里', 'Each live loan stands in one block'],
    source: LOANS,
  },
  blockAmount: {
    label: ['金额', 'Amount'],
    definition: [
      '放款前为借款金额；放款后为待收本金，已核销的不再计入',
      'Before the disbursement the loan amount; after it the principal outstanding, none of what is written off',
    ],
    source: ACCOUNTS,
  },
  partCount: {
    label: ['笔数', 'Loans'],
    definition: ['各状态之和等于板块', 'The parts add up to the block'],
    source: LOANS,
  },
  partAmount: {
    label: ['金额', 'Amount'],
    definition: ['各状态之和等于板块', 'The parts add up to the block'],
    source: ACCOUNTS,
  },
  queueCount: {
    label: ['件数', 'Count'],
    definition: ['等着有人处理的件数', 'How many wait for somebody'],
    source: ['各队列自己的表', 'The tables of each queue'],
  },
  queueTotal: {
    label: ['全部件数', 'All'],
    definition: ['各队列之和', 'The sum of all queues'],
    source: ['各队列自己的表', 'The tables of each queue'],
  },
  breaks: {
    label: ['差异', 'Breaks'],
    definition: ['还没有人说明的对账差异', 'Differences that nobody has explained'],
    source: ['对账差异表', 'The table of breaks'],
  },
  moneyIn: {
    label: ['进', 'In'],
    definition: ['今天进入存管的钱', 'What came to the custodian today'],
    source: CUSTODY,
  },
  moneyOut: {
    label: ['出', 'Out'],
    definition: ['今天离开存管的钱', 'What left the custodian today'],
    source: CUSTODY,
  },
  moneyNet: {
    label: ['净', 'Net'],
    definition: ['进减出', 'In less out'],
    source: CUSTODY,
  },
  disbursed: {
    label: ['放款', 'Paid out'],
    definition: ['今天付给借款人的钱', 'What was paid out to borrowers today'],
    source: ['转账代码 210', 'Transfer code 210'],
  },
  repaid: {
    label: ['还款', 'Repaid'],
    definition: ['今天收到的还款，代偿在内', 'What was repaid today, compensations included'],
    source: ['转账代码 220、221、410、421', 'Transfer codes 220, 221, 410, 421'],
  },
  jobDone: {
    label: ['已办', 'Done'],
    definition: ['今天以来办了多少', 'How many were done since the day was opened'],
    source: ['命令日志', 'The command log'],
  },
  jobWaiting: {
    label: ['待办', 'To do'],
    definition: ['今天还要办多少', 'How many are still to be done today'],
    source: ['借款与事项的下一日', 'The next days of loans and cases'],
  },
  dueCount: {
    label: ['期数', 'Instalments'],
    definition: [
      '今天到期的期数；今天之前已经结清的借款不在内',
      'Instalments that are due today; not of loans that were closed before today',
    ],
    source: SCHEDULE,
  },
  dueAmount: {
    label: ['应还', 'Due'],
    definition: ['今天到期的本金、利息、费用', 'Principal, interest and fees that are due today'],
    source: SCHEDULE,
  },
  nextCount: {
    label: ['期数', 'Instalments'],
    definition: ['那一天到期而还没还的期数', 'Instalments due on that day and not paid yet'],
    source: SCHEDULE,
  },
  nextAmount: {
    label: ['应收', 'To come'],
    definition: ['那一天到期而还没还的金额', 'What is due on that day and not paid yet'],
    source: SCHEDULE,
  },
  warnings: {
    label: ['件数', 'Count'],
    definition: ['需要有人看的件数', 'How many somebody should look at'],
    source: ['告警、差异、事项、待发布的版本', 'Alarms, breaks, cases, versions to release'],
  },
});
