// The figures of safeguards in the office.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

export const SAFEGUARD_FIGURES = declareFigures('officeSafeguard', {
  line: {
    label: ['担保额度', 'Line'],
    definition: ['该担保人同时承诺的上限', 'The most that it may stand behind at one time'],
    source: ['safeguard.guarantor', 'safeguard.guarantor'],
  },
  committed: {
    label: ['已承诺', 'Committed'],
    definition: ['已承诺、尚未解除的金额', 'What it has promised and is not released from'],
    source: ['safeguard.guarantor', 'safeguard.guarantor'],
  },
  remaining: {
    label: ['剩余额度', 'Left'],
    definition: ['额度减已承诺', 'The line less what is committed'],
    source: ['safeguard.guarantor', 'safeguard.guarantor'],
  },
  commitment: {
    label: ['承诺金额', 'Amount'],
    definition: ['一笔担保承诺的金额', 'The amount of one commitment'],
    source: ['safeguard.commitment', 'safeguard.commitment'],
  },
  compensatedPrincipal: {
    label: ['代偿本金', 'Principal'],
    definition: ['一次代偿的本金', 'Principal of one compensation'],
    source: ['safeguard.compensation', 'safeguard.compensation'],
  },
  compensatedInterest: {
    label: ['代偿利息', 'Interest'],
    definition: ['一次代偿的利息', 'Interest of one compensation'],
    source: ['safeguard.compensation', 'safeguard.compensation'],
  },
  reserveBalance: {
    label: ['余额', 'Balance'],
    definition: ['准备金账户的余额', 'What is in the reserve'],
    source: ['ledger.account，风险准备金', 'ledger.account, risk reserve'],
  },
  reserveContributed: {
    label: ['累计计提', 'Paid in'],
    definition: ['出资人累计缴存', 'What its contributor has paid in'],
    source: ['ledger.transfer，计提风险准备金', 'ledger.transfer, reserve contribution'],
  },
  reserveSpent: {
    label: ['累计动用', 'Spent'],
    definition: ['累计付给出借人', 'What was paid to lenders out of it'],
    source: ['ledger.transfer，动用风险准备金', 'ledger.transfer, reserve spent'],
  },
  collateralValue: {
    label: ['估值', 'Value'],
    definition: ['最近一次估值', 'The latest valuation'],
    source: ['safeguard.collateral', 'safeguard.collateral'],
  },
  priorDebts: {
    label: ['先顺位债务', 'Debts before it'],
    definition: ['顺位在前的债务', 'Debts of higher rank'],
    source: ['safeguard.collateral', 'safeguard.collateral'],
  },
});
