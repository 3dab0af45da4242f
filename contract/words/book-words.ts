// The labels of what finance speaks of: accounts, breaks, instructions, receipts and alarms (glossary 3.6, 5.5 and 6).
import type { AccountKind } from '@mutua/core/ledger/chart.ts';
import type { AlarmKind } from '@mutua/core/wallet/alarm.ts';
import type { BreakKind } from '@mutua/core/wallet/break.ts';
import type { CloseStep } from '../office/day-close.ts';
import type { Label } from './value-lists.ts';

type Labels<Value extends string> = Readonly<Record<Value, Label>>;

function label(chinese: string, english: string): Label {
  return { 'zh-CN': chinese, en: english };
}

export const ACCOUNT_KIND_LABELS: Labels<AccountKind> = {
  custody: label('存管银行存款', 'At the custodian'),
  rails_clearing: label('通道清算', 'Rails clearing'),
  lender_cash: label('出借人现金', 'Lenders’ cash'),
  borrower_cash: label('借款人现金', 'Borrowers’ cash'),
  partner_cash: label('合作机构现金', 'Partners’ cash'),
  loan_funding: label('募集户', 'Funding of loans'),
  loan_repayment: label('还款清分户', 'Repayment clearing'),
  claim_sale: label('转让清分户', 'Assignment clearing'),
  guarantee_deposit: label('担保保证金', 'Guarantee deposits'),
  risk_reserve: label('风险准备金', 'Risk reserves'),
  unmatched: label('待认领款', 'Unmatched receipts'),
  tax_withheld: label('代扣税款', 'Tax withheld'),
  platform_fees: label('平台费用收入', 'Platform fees'),
  platform_funds: label('平台自有资金', 'Platform’s own funds'),
  loan_principal: label('应还本金', 'Principal owed'),
  loan_interest: label('应还利息', 'Interest owed'),
  loan_penalty: label('应还罚息', 'Penalty owed'),
  loan_fee: label('应还费用', 'Fees owed'),
  loan_written_off: label('已核销债务', 'Written-off debt'),
  loan_owed: label('债务对方', 'Owed to'),
};

export const CLOSE_STEP_LABELS: Labels<CloseStep> = {
  stop_bookings: label('开始日终', 'End of day begun'),
  work_due: label('计提与分配', 'What fell due'),
  compare_rails: label('对账', 'Reconciliation'),
  check_laws: label('试算与账律', 'Laws of the book'),
  explain_breaks: label('差异说明', 'Breaks explained'),
  close: label('日结', 'Day close'),
};

/** The laws of the chart (glossary 6), each in a line. */
export const CHART_LAW_LABELS: readonly Label[] = [
  label('存管与通道 = 各方现金之和', 'Custody and clearing = all cash'),
  label('每笔借款：应还各项 = 债务对方', 'Each loan: its debts = what is owed to'),
  label('每笔借款：债权之和 = 应还本金', 'Each loan: its claims = its principal'),
  label('募集户冻结 = 有效投标之和', 'Held for funding = standing bids'),
  label('还款清分户：同笔进 = 出', 'Repayment clearing: in = out at once'),
  label('平台账户只按费用科目往来', 'The operator’s accounts move by its own codes alone'),
];

export const BREAK_KIND_LABELS: Labels<BreakKind> = {
  missing_in_ledger: label('账簿缺记', 'Missing in the ledger'),
  missing_at_bank: label('对方缺记', 'Missing at the other side'),
  direction_differs: label('方向不符', 'Direction differs'),
  amount_differs: label('金额不符', 'Amount differs'),
  day_differs: label('日期不符', 'Day differs'),
  balance_differs: label('余额不符', 'Balance differs'),
  control_total_differs: label('总额不符', 'Total differs'),
  movement_unexplained: label('来历不明的变动', 'Movement that nothing explains'),
};

export const BREAK_STATE_LABELS: Labels<'found' | 'explained' | 'mended'> = {
  found: label('待核实', 'To be looked at'),
  explained: label('已说明', 'Explained'),
  mended: label('已处理', 'Mended'),
};

export const RAIL_LABELS: Labels<'custodian' | 'payment_provider' | 'card'> = {
  custodian: label('存管银行', 'Custodian'),
  payment_provider: label('支付机构', 'Payment provider'),
  card: label('银行卡', 'Card'),
};

/** What stands in another book about the money of a break. */
export const MARK_LABELS: Readonly<Record<string, Label>> = {
  top_up_requested: label('充值申请', 'Top-up asked for'),
  top_up_reversed: label('充值冲正', 'Top-up reversed'),
  incoming_transfer: label('转账入账', 'Incoming transfer'),
  receipt_claimed: label('认领入账', 'Receipt claimed'),
  receipt_sent_back: label('原路退回', 'Receipt sent back'),
  distribution: label('回款分配', 'Distribution'),
  distribution_reversed: label('回款分配冲正', 'Distribution reversed'),
  own_payment: label('平台自有付款', 'Payment of the operator'),
  other_debit: label('其他扣款', 'Other debit'),
  correction: label('银行调账', 'Correction by the bank'),
  fee: label('费用', 'Fee'),
  freeze: label('冻结指令', 'Instruction to freeze'),
  release: label('解冻指令', 'Instruction to release'),
  disburse: label('放款指令', 'Instruction to disburse'),
  distribute: label('分配指令', 'Instruction to distribute'),
  withdraw: label('提现指令', 'Instruction to pay out'),
  batch_sent: label('指令批次已发送', 'Batch sent'),
  batch_done: label('指令批次已完成', 'Batch done'),
  batch_answered: label('指令批次已答复', 'Batch answered'),
  batch_split: label('指令批次已拆分', 'Batch split'),
  batch_unknown: label('指令批次结果待确认', 'Batch without an answer'),
};

export const INSTRUCTION_KIND_LABELS: Readonly<Record<string, Label>> = {
  freeze: label('冻结', 'Freeze'),
  release: label('解冻', 'Release'),
  disburse: label('放款', 'Disburse'),
  distribute: label('回款分配', 'Distribute'),
  withdraw: label('提现', 'Pay out'),
  own_payment: label('平台自有付款', 'Own payment'),
  receipt_claim: label('认领入账', 'Credit a receipt'),
  claim_receipt: label('认领入账', 'Credit a receipt'),
  send_back: label('原路退回', 'Send back'),
  transfer: label('划转', 'Transfer'),
};

export const INSTRUCTION_STATE_LABELS: Readonly<Record<string, Label>> = {
  created: label('已生成', 'Made'),
  authorised: label('已授权', 'Authorised'),
  sent: label('已发送', 'Sent'),
  confirmed: label('已完成', 'Done'),
  refused: label('银行未受理', 'Refused'),
  unknown: label('结果待确认', 'Not known yet'),
  expired: label('已失效', 'Expired'),
};

export const TOP_UP_STATE_LABELS: Readonly<Record<string, Label>> = {
  requested: label('待支付', 'To be paid'),
  credited: label('已到账', 'Credited'),
  failed: label('未成功', 'Failed'),
  expired: label('已失效', 'Expired'),
  reversed: label('已冲正', 'Reversed'),
};

export const WITHDRAWAL_STATE_LABELS: Readonly<Record<string, Label>> = {
  requested: label('已受理', 'Accepted'),
  sent: label('银行处理中', 'At the bank'),
  paid: label('已到账', 'Paid'),
  refused: label('未成功', 'Refused'),
  unknown: label('结果待确认', 'Not known yet'),
  cancelled: label('已撤销', 'Cancelled'),
  bounced: label('已退汇', 'Bounced'),
};

export const RECEIPT_STATE_LABELS: Readonly<Record<string, Label>> = {
  unmatched: label('待认领', 'Unmatched'),
  proposed: label('待复核', 'Waits for a second person'),
  instructed: label('已下指令', 'Instructed'),
  sent: label('银行处理中', 'At the bank'),
  claimed: label('已认领', 'Claimed'),
  sent_back: label('已退回', 'Sent back'),
  settled: label('已结算', 'Settled'),
};

export const ALARM_KIND_LABELS: Labels<AlarmKind> = {
  movement_unexplained: label('来历不明的变动', 'Movement that nothing explains'),
  top_up_reversed: label('充值被冲正', 'Top-up taken back'),
  message_unreadable: label('无法读取的消息', 'Message that cannot be read'),
  message_refused: label('不合账理的消息', 'Message that cannot be so'),
  answer_refused: label('银行答复无法入账', 'Answer that cannot be booked'),
  settlement_differs: label('结算金额不符', 'Settlement differs'),
  red_line_tried: label('触碰红线', 'Red line tried'),
  listing_split: label('标的与申请不符', 'Listing split'),
  compensation_missed: label('代偿未到账', 'Compensation missed'),
  reserve_short: label('风险准备金不足', 'Reserve is short'),
  reserve_contribution_missed: label('风险准备金未缴', 'Contribution missed'),
};

export const ALARM_STATE_LABELS: Labels<'open' | 'ended'> = {
  open: label('待处理', 'Open'),
  ended: label('已处理', 'Ended'),
};

export const TRANSFER_KIND_LABELS: Labels<'posted' | 'pending' | 'post' | 'void'> = {
  posted: label('已入账', 'Posted'),
  pending: label('待入账', 'Held'),
  post: label('转入账', 'Hold posted'),
  void: label('作废', 'Hold given back'),
};

export const ACTOR_LABELS: Readonly<Record<string, Label>> = {
  person: label('个人', 'Person'),
  custodian: label('存管银行', 'Custodian'),
  payment_provider: label('支付机构', 'Payment provider'),
  identity_source: label('身份核验机构', 'Identity source'),
  rule: label('规则', 'Rule'),
  calendar: label('业务日历', 'Calendar'),
  visitor: label('访客', 'Visitor'),
};
