// The words of every transfer code on a statement, in both languages, exactly as the glossary (section 7) gives them.
import type { TransferKind } from '@mutua/core/ledger/transfer.ts';
import type { TransferCode } from '@mutua/core/ledger/transfer-codes.ts';
import type { Language } from './language.ts';

/** One text; of a code that may be pending three: booked, held, given back. */
type Words = readonly [booked: string] | readonly [booked: string, held: string, released: string];

export const TRANSFER_WORDS: Readonly<Record<TransferCode, Readonly<Record<Language, Words>>>> = {
  // In and out.
  top_up: { 'zh-CN': ['充值'], en: ['Top-up'] },
  top_up_unmatched: { 'zh-CN': ['待认领入账'], en: ['Unmatched receipt'] },
  unmatched_claimed: { 'zh-CN': ['认领入账'], en: ['Receipt claimed'] },
  unmatched_sent_back: { 'zh-CN': ['原路退回'], en: ['Sent back'] },
  withdrawal: {
    'zh-CN': ['提现', '提现冻结', '提现解冻'],
    en: ['Withdrawal', 'held for withdrawal', 'released'],
  },
  withdrawal_bounced: { 'zh-CN': ['提现退汇'], en: ['Bounced withdrawal'] },
  rail_settled: { 'zh-CN': ['通道结算'], en: ['Rail settlement'] },
  custody_interest: { 'zh-CN': ['存管账户利息'], en: ['Custody interest'] },
  // Funding and repayment.
  bid: { 'zh-CN': ['出借', '投标冻结', '投标解冻'], en: ['Lent', 'held for bid', 'bid released'] },
  disbursement: { 'zh-CN': ['放款'], en: ['Disbursement'] },
  entrusted_payment: { 'zh-CN': ['受托支付'], en: ['Entrusted payment'] },
  repayment: {
    'zh-CN': ['还款', '还款冻结', '还款解冻'],
    en: ['Repayment', 'held for repayment', 'released'],
  },
  payer_repayment: { 'zh-CN': ['代为还款'], en: ['Repayment by payer'] },
  principal_paid: { 'zh-CN': ['收回本金'], en: ['Principal received'] },
  interest_paid: { 'zh-CN': ['收到利息'], en: ['Interest received'] },
  penalty_paid: { 'zh-CN': ['收到罚息'], en: ['Penalty received'] },
  purchase: {
    'zh-CN': ['受让债权', '受让冻结', '受让解冻'],
    en: ['Claim purchased', 'held for purchase', 'released'],
  },
  sale_proceeds: { 'zh-CN': ['转让款'], en: ['Sale proceeds'] },
  // Fees and the operator's own money.
  fee_registration: { 'zh-CN': ['注册费'], en: ['Registration fee'] },
  fee_service: { 'zh-CN': ['借款服务费'], en: ['Service fee'] },
  fee_account_management: { 'zh-CN': ['账户管理费'], en: ['Account fee'] },
  fee_transaction: { 'zh-CN': ['交易手续费'], en: ['Transaction fee'] },
  fee_lender_management: { 'zh-CN': ['出借管理费'], en: ['Lender fee'] },
  fee_assignment: { 'zh-CN': ['转让服务费'], en: ['Assignment fee'] },
  fee_withdrawal: { 'zh-CN': ['提现手续费'], en: ['Withdrawal fee'] },
  fee_early_repayment: { 'zh-CN': ['提前还款手续费'], en: ['Early-repayment fee'] },
  fee_overdue: { 'zh-CN': ['逾期管理费'], en: ['Overdue fee'] },
  fee_interest_spread: { 'zh-CN': ['利差'], en: ['Interest spread'] },
  fee_refund: { 'zh-CN': ['费用退还'], en: ['Fee refund'] },
  revenue_share: { 'zh-CN': ['合作分成'], en: ['Revenue share'] },
  own_funds_out: { 'zh-CN': ['自有资金转出'], en: ['Own funds out'] },
  own_funds_in: { 'zh-CN': ['自有资金转入'], en: ['Own funds in'] },
  bonus: { 'zh-CN': ['活动奖励'], en: ['Bonus'] },
  commission: { 'zh-CN': ['推广佣金'], en: ['Commission'] },
  correction_paid: { 'zh-CN': ['差错补偿'], en: ['Correction'] },
  tax_withheld: { 'zh-CN': ['代扣税款'], en: ['Tax withheld'] },
  tax_paid: { 'zh-CN': ['缴纳税款'], en: ['Tax paid over'] },
  // Safeguard.
  guarantee_deposit_in: { 'zh-CN': ['缴存保证金'], en: ['Guarantee deposit paid'] },
  guarantee_deposit_out: { 'zh-CN': ['退还保证金'], en: ['Guarantee deposit returned'] },
  guarantee_fee: { 'zh-CN': ['担保费'], en: ['Guarantee fee'] },
  compensation: {
    'zh-CN': ['代偿', '代偿冻结', '代偿解冻'],
    en: ['Compensation', 'held for compensation', 'compensation released'],
  },
  compensated_principal: { 'zh-CN': ['代偿本金'], en: ['Principal compensated'] },
  compensated_interest: { 'zh-CN': ['代偿利息'], en: ['Interest compensated'] },
  reserve_contribution: {
    'zh-CN': ['计提风险准备金', '计提冻结', '计提解冻'],
    en: ['Reserve contribution', 'held for the reserve', 'contribution released'],
  },
  reserve_spent: {
    'zh-CN': ['动用风险准备金', '动用冻结', '动用解冻'],
    en: ['Reserve spent', 'held to be spent', 'not spent'],
  },
  reserve_principal: { 'zh-CN': ['准备金偿付本金'], en: ['Principal from reserve'] },
  reserve_interest: { 'zh-CN': ['准备金偿付利息'], en: ['Interest from reserve'] },
  reserve_refilled: { 'zh-CN': ['追回归还准备金'], en: ['Reserve refilled'] },
  reserve_released: {
    'zh-CN': ['准备金返还', '返还冻结', '返还解冻'],
    en: ['Reserve released', 'held for release', 'not released'],
  },
  // Collection.
  collection_cost: {
    'zh-CN': ['催收费用支出', '催收费用冻结', '催收费用解冻'],
    en: ['Collection cost', 'held for a collection cost', 'collection cost not paid'],
  },
  collection_cost_recovered: { 'zh-CN': ['催收费用收回'], en: ['Collection cost recovered'] },
  // Debt side.
  principal_lent: { 'zh-CN': ['借出本金'], en: ['Principal lent'] },
  interest_due: { 'zh-CN': ['应收利息'], en: ['Interest due'] },
  penalty_charged: { 'zh-CN': ['计收罚息'], en: ['Penalty charged'] },
  fee_due: { 'zh-CN': ['应收费用'], en: ['Fee due'] },
  principal_repaid: { 'zh-CN': ['偿还本金'], en: ['Principal repaid'] },
  interest_repaid: { 'zh-CN': ['偿还利息'], en: ['Interest repaid'] },
  penalty_repaid: { 'zh-CN': ['偿还罚息'], en: ['Penalty repaid'] },
  fee_repaid: { 'zh-CN': ['偿还费用'], en: ['Fee repaid'] },
  debt_waived: { 'zh-CN': ['减免债务'], en: ['Debt waived'] },
  interest_capitalised: { 'zh-CN': ['利息转本金'], en: ['Interest capitalised'] },
  written_off: { 'zh-CN': ['核销转出'], en: ['Written off'] },
  written_off_recovered: { 'zh-CN': ['核销后追回'], en: ['Recovered after write-off'] },
  written_off_ended: { 'zh-CN': ['核销终结'], en: ['Write-off ended'] },
};

const REVERSAL: Readonly<Record<Language, string>> = { 'zh-CN': '冲正：', en: 'Reversal: ' };

/** What stands on the statement for a line of this code. */
export function transferWords(
  line: { readonly code: TransferCode; readonly kind: TransferKind; readonly isReversal: boolean },
  language: Language,
): string {
  const [booked, held = booked, released = booked] = TRANSFER_WORDS[line.code][language];
  const words = { posted: booked, post: booked, pending: held, void: released }[line.kind];
  return line.isReversal ? `${REVERSAL[language]}${words}` : words;
}
