// The figures of the ledger explorer.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

export const LEDGER_FIGURES = declareFigures('officeLedger', {
  kindCount: {
    label: ['账户数', 'Accounts'],
    definition: ['该种类的账户数', 'How many accounts there are of the kind'],
    source: ['ledger.account', 'ledger.account'],
  },
  kindBalance: {
    label: ['余额', 'Balance'],
    definition: ['该种类账户的已入账余额合计', 'What is booked on all accounts of the kind'],
    source: ['ledger.account', 'ledger.account'],
  },
  kindHeld: {
    label: ['冻结', 'Held'],
    definition: ['未了结冻结的合计', 'What open holds take from them'],
    source: ['ledger.account', 'ledger.account'],
  },
  accountBalance: {
    label: ['余额', 'Balance'],
    definition: ['该账户的已入账余额', 'What is booked on the account'],
    source: ['ledger.account', 'ledger.account'],
  },
  accountHeld: {
    label: ['冻结', 'Held'],
    definition: ['未了结冻结从中占用的金额', 'What open holds take from it'],
    source: ['ledger.account', 'ledger.account'],
  },
  accountComing: {
    label: ['待入', 'Coming'],
    definition: ['未了结冻结将带来的金额', 'What open holds are going to bring'],
    source: ['ledger.account', 'ledger.account'],
  },
  line: {
    label: ['金额', 'Amount'],
    definition: ['一笔分录的金额', 'The amount of one line'],
    source: ['ledger.transfer', 'ledger.transfer'],
  },
  lineBalance: {
    label: ['余额', 'Balance'],
    definition: ['这笔分录之后账户的已入账余额', 'What was booked on the account after the line'],
    source: ['ledger.transfer 逐笔累计', 'The lines of ledger.transfer, added up'],
  },
  opening: {
    label: ['期初余额', 'Opening balance'],
    definition: ['首日之前的已入账余额', 'What was booked before the first day'],
    source: ['ledger.transfer 逐笔累计', 'The lines of ledger.transfer, added up'],
  },
  closing: {
    label: ['期末余额', 'Closing balance'],
    definition: ['末日终了的已入账余额', 'What was booked at the end of the last day'],
    source: ['ledger.transfer 逐笔累计', 'The lines of ledger.transfer, added up'],
  },
  traced: {
    label: ['轨迹金额', 'Traced'],
    definition: ['所追踪金额经过这笔分录的部分', 'What of the traced amount went this way'],
    source: ['ledger.transfer 先进先出', 'ledger.transfer, first in, first out'],
  },
});
