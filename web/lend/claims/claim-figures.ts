// The figures of one claim.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

const REGISTER = ['债权登记', 'Claims'] as const;
const PLAN = ['借款的还款计划，按您的份额', 'The loan’s schedule, by your share'] as const;

export const CLAIM_FIGURES = declareFigures('lend.claim', {
  principal: {
    label: ['出借本金', 'Lent'],
    definition: ['该债权最初出借的本金。', 'What was lent under the claim at the start.'],
    source: REGISTER,
  },
  outstanding: {
    label: ['待收本金', 'Outstanding'],
    definition: ['尚未收回的本金。', 'Principal that has not come back.'],
    source: REGISTER,
  },
  principalReceived: {
    label: ['已收本金', 'Principal received'],
    definition: [
      '已收回的本金，含他人代偿。',
      'Principal that came, also from others who paid in the borrower’s place.',
    ],
    source: REGISTER,
  },
  interestReceived: {
    label: ['已收利息', 'Interest received'],
    definition: ['已收的利息，扣除服务费之前。', 'Interest that came, before your fees.'],
    source: REGISTER,
  },
  penaltyReceived: {
    label: ['已收罚息', 'Penalty received'],
    definition: ['借款人逾期支付的罚息。', 'Interest on overdue money that came.'],
    source: REGISTER,
  },
  loss: {
    label: ['损失本金', 'Principal lost'],
    definition: ['催收终结时仍未收回的本金。', 'Principal still missing when collection ended.'],
    source: REGISTER,
  },
  rate: {
    label: ['合同年利率', 'Contract rate'],
    definition: ['合同约定的年利率。', 'The nominal yearly rate of the contract.'],
    source: ['借款合同', 'The contract'],
  },
  next: {
    label: ['下一期', 'Next instalment'],
    definition: [
      '下一期应收本息，按您的份额，已扣服务费。',
      'Your part of the next instalment, after your fee.',
    ],
    source: PLAN,
  },
  expectedReturn: {
    label: ['预期年化', 'Expected return'],
    definition: ['按还款计划，扣服务费后的 XIRR。', 'XIRR by the schedule, after your fees.'],
    source: PLAN,
  },
  realisedReturn: {
    label: ['已实现年化', 'Realised return'],
    definition: [
      '按实际往来的 XIRR；待收本金按面值计，已核销的按零计。',
      'XIRR of what really moved; outstanding principal at its face, and at nothing where it is written off.',
    ],
    source: ['账本：该借款的往来', 'Book: what moved for the loan'],
  },
  rowPrincipal: {
    label: ['本金', 'Principal'],
    definition: ['该期本金中您的份额。', 'Your part of the instalment’s principal.'],
    source: PLAN,
  },
  rowInterest: {
    label: ['利息', 'Interest'],
    definition: [
      '该期利息中您的份额，扣服务费之前。',
      'Your part of its interest, before your fee.',
    ],
    source: PLAN,
  },
  rowFee: {
    label: ['服务费', 'Fee'],
    definition: ['您在该期支付的服务费。', 'Your fee on it.'],
    source: PLAN,
  },
  came: {
    label: ['到账', 'Received'],
    definition: [
      '当日到账的本金、利息和罚息，已扣服务费。',
      'Principal, interest and penalty of the day, after your fee.',
    ],
    source: ['账本：出借人现金账户', 'Book: lender cash'],
  },
});

export const BID_FIGURES = declareFigures('lend.bid', {
  amount: {
    label: ['投标金额', 'Bid'],
    definition: ['该笔投标的金额。', 'The amount of the bid.'],
    source: ['投标记录', 'Bids'],
  },
});
