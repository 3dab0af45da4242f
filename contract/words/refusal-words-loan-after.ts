// The words of refusals of a loan from disbursement to close, and of claims, exactly as the glossary gives them (8.7, 8.8, 8.9, 8.10, 8.11).
import type { Language } from './language.ts';

export const REFUSAL_WORDS_LOAN_AFTER = {
  // 8.7 Disburse
  not_fully_funded: { 'zh-CN': '尚未满标，不能放款。', en: 'The loan is not fully funded yet.' },
  contract_unsigned: {
    'zh-CN': '合同尚待{party}签署。',
    en: '{party} has not signed the contract yet.',
  },
  contract_check_failed: {
    'zh-CN': '合同未通过检查：{clauses}',
    en: 'The contract failed its check: {clauses}',
  },
  template_not_approved: {
    'zh-CN': '合同模板未经批准或已过期。',
    en: 'The contract template is not approved or has expired.',
  },
  condition_open: {
    'zh-CN': '放款条件尚未满足：{conditions}',
    en: 'These conditions are not met yet: {conditions}',
  },
  quote_differs: {
    'zh-CN': '实际现金流的综合年化成本为{actual}，与报价{quoted}不一致，不能放款。',
    en: 'The real cash flow costs {actual} a year, not the {quoted} quoted. Disbursement is refused.',
  },
  fee_in_advance: {
    'zh-CN': '不得从借款本金中预先扣除利息或费用。',
    en: 'Interest and fees may not be taken out of the principal in advance.',
  },
  payee_differs: {
    'zh-CN': '收款方与合同约定不一致。',
    en: 'The payee is not the one in the contract.',
  },
  authorisation_missing: {
    'zh-CN': '缺少资金所有人的授权，存管银行未予受理。',
    en: 'The owner of the money has not authorised this, so the custodian refused it.',
  },
  custody_account_missing: {
    'zh-CN': '请先开立存管账户。',
    en: 'Please open a custody account first.',
  },
  custodian_refused: { 'zh-CN': '存管银行未受理：{reason}', en: 'The custodian refused: {reason}' },
  // 8.8 Repay
  nothing_owed: { 'zh-CN': '目前没有应还款项。', en: 'Nothing is owed at present.' },
  exceeds_payoff: {
    'zh-CN': '结清只需{payoff}，多余部分将留在您的现金余额中。',
    en: '{payoff} pays everything off. The rest stays in your cash.',
  },
  payoff_expired: {
    'zh-CN': '提前结清金额的有效期已过，请重新查询。',
    en: 'This payoff amount is no longer valid. Please ask for a new one.',
  },
  part_below_minimum: {
    'zh-CN': '部分提前还款不得低于{minimum}。',
    en: 'A partial early repayment must be at least {minimum}.',
  },
  reschedule_not_approved: {
    'zh-CN': '重组方案尚未获批。',
    en: 'The reschedule is not approved yet.',
  },
  reschedule_changes_total: {
    'zh-CN': '重组前后应还本金不一致，不能生效。',
    en: 'Principal before and after the reschedule differs. It cannot take effect.',
  },
  payer_not_recognised: {
    'zh-CN': '付款人与登记信息不符，款项已转入待认领。',
    en: 'The payer is not known. The money is waiting to be claimed.',
  },
  // 8.9 Collect and safeguard
  not_overdue: { 'zh-CN': '该笔借款没有逾期。', en: 'This loan is not overdue.' },
  not_defaulted: {
    'zh-CN': '该笔借款尚未违约，不能核销。',
    en: 'This loan is not in default, so it cannot be written off.',
  },
  contact_outside_hours: {
    'zh-CN': '此时段不得联系借款人，可联系时间为{from}至{to}。',
    en: 'Contact is allowed only between {from} and {to}.',
  },
  contact_limit_reached: {
    'zh-CN': '今日联系次数已达上限（{limit}次）。',
    en: "Today's limit of {limit} contacts is reached.",
  },
  contact_third_party: {
    'zh-CN': '不得就债务联系借款人以外的人。',
    en: 'No one but the borrower may be contacted about the debt.',
  },
  contact_paused: {
    'zh-CN': '困难申请受理期间暂停联系。',
    en: 'Contacts are paused while a hardship request is open.',
  },
  message_not_approved: { 'zh-CN': '请使用已批准的模板。', en: 'Please use an approved template.' },
  penalty_above_cap: {
    'zh-CN': '罚息与费用合计超过上限{cap}。',
    en: 'Penalty and fees together exceed the cap of {cap}.',
  },
  compensation_not_due: {
    'zh-CN': '代偿日为{day}，尚未到期。',
    en: 'Compensation is due on {day}, not yet.',
  },
  compensation_unpaid: {
    'zh-CN': '担保人未按期代偿，已转由{next}承担。',
    en: 'The guarantor did not pay in time. {next} is called upon.',
  },
  reserve_use_forbidden: {
    'zh-CN': '风险准备金仅可用于所覆盖的坏账。',
    en: 'The reserve may be spent only on the bad debt that it covers.',
  },
  reserve_exhausted: {
    'zh-CN': '风险准备金余额不足，按公布的规则偿付{paid}。',
    en: 'The reserve is not enough. {paid} is paid under the published rule.',
  },
  collector_may_not: {
    'zh-CN': '催收人员无权减免或核销。',
    en: 'Collectors may not waive or write off.',
  },
  // 8.10 Close
  still_owed: { 'zh-CN': '尚欠{amount}，不能结清。', en: '{amount} is still owed.' },
  money_in_transit: {
    'zh-CN': '仍有款项在途，请待到账后再办理。',
    en: 'Money is still in transit. Please wait until it has arrived.',
  },
  collateral_not_released: {
    'zh-CN': '抵质押物尚未解除登记。',
    en: 'The collateral is not released yet.',
  },
  scan_missing: {
    'zh-CN': '线下合同尚未上传扫描件。',
    en: 'The scan of the paper contract is missing.',
  },
  case_open: { 'zh-CN': '仍有未办结事项：{cases}', en: 'Cases are still open: {cases}' },
  // 8.11 Claims
  claim_not_held: { 'zh-CN': '您不是该债权的持有人。', en: 'You do not hold this claim.' },
  assignment_not_offered: {
    'zh-CN': '本平台未开放债权转让。',
    en: 'Assignment of claims is not offered here.',
  },
  claim_not_assignable: {
    'zh-CN': '该债权目前不能转让：{reason}',
    en: 'This claim cannot be assigned now: {reason}',
  },
  assignment_limit_reached: {
    'zh-CN': '该债权已转让{count}次，达到上限。',
    en: 'This claim has been assigned {count} times, the most allowed.',
  },
  price_out_of_band: {
    'zh-CN': '转让价格须在{minimum}至{maximum}之间。',
    en: 'The price must be between {minimum} and {maximum}.',
  },
  part_too_small: {
    'zh-CN': '转让部分不得低于{minimum}。',
    en: 'The part must be at least {minimum}.',
  },
  related_seller_limit: {
    'zh-CN': '关联出让方的转让份额已达上限。',
    en: 'The limit for related sellers is reached.',
  },
  batch_refused: {
    'zh-CN': '批次中有债权无法核实（{claims}），整批未受理。',
    en: 'The batch holds claims that cannot be verified ({claims}). None was taken.',
  },
  bundle_refused: { 'zh-CN': '不得将多笔债权打包转让。', en: 'Claims may not be bundled.' },
  own_sale_offer: {
    'zh-CN': '不能受让自己挂牌的债权。',
    en: 'You cannot purchase your own claim.',
  },
  sale_offer_ended: { 'zh-CN': '该转让已结束。', en: 'This sale offer has ended.' },
} satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;
