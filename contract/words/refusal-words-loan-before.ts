// The words of refusals of a loan until it is funded, exactly as the glossary gives them (8.3, 8.4, 8.5, 8.6).
import type { Language } from './language.ts';

export const REFUSAL_WORDS_LOAN_BEFORE = {
  // 8.3 Apply
  product_not_live: {
    'zh-CN': '该借款产品目前不受理申请。',
    en: 'This product takes no applications at present.',
  },
  region_not_covered: {
    'zh-CN': '您所在地区暂未开通此产品。',
    en: 'This product is not offered in your region yet.',
  },
  amount_out_of_range: {
    'zh-CN': '借款金额须在{minimum}至{maximum}之间。',
    en: 'The amount must be between {minimum} and {maximum}.',
  },
  term_out_of_range: {
    'zh-CN': '借款期限须在{minimum}至{maximum}之间。',
    en: 'The term must be between {minimum} and {maximum}.',
  },
  purpose_forbidden: {
    'zh-CN': '该借款用途不在允许范围内。',
    en: 'Loans for this purpose are not permitted.',
  },
  offline_required: {
    'zh-CN': '超过{threshold}的借款需线下办理并提供抵质押物。',
    en: 'Loans above {threshold} are handled in person and need collateral.',
  },
  borrower_cap_exceeded: {
    'zh-CN': '您在本平台的借款余额不得超过{cap}，目前最多可再借{room}。',
    en: 'You may owe at most {cap} here. You can still borrow {room}.',
  },
  total_debt_cap_exceeded: {
    'zh-CN': '您在各平台的借款余额合计将超过{cap}。',
    en: 'Your debts on all platforms together would exceed {cap}.',
  },
  application_already_open: {
    'zh-CN': '您已有一笔申请正在办理。',
    en: 'You already have an application in progress.',
  },
  not_confirmed_by_borrower: {
    'zh-CN': '网点代填的申请须由借款人本人确认。',
    en: 'The borrower has to confirm what the branch entered.',
  },
  related_party_borrower: {
    'zh-CN': '运营机构的关联方不得在本平台借款。',
    en: 'Related parties of the operator may not borrow here.',
  },
  channel_suspended: { 'zh-CN': '该推荐渠道已暂停合作。', en: 'This channel is suspended.' },
  // 8.4 Assess
  file_incomplete: {
    'zh-CN': '资料不全，还缺：{items}',
    en: 'The file is incomplete. Missing: {items}',
  },
  fact_not_verified: {
    'zh-CN': '“{fact}”尚未核实，不能通过。',
    en: '"{fact}" is not verified yet, so this cannot be approved.',
  },
  check_unanswered: {
    'zh-CN': '“{check}”尚无结果，只能转人工审核。',
    en: '"{check}" has not answered. The case goes to manual review.',
  },
  interview_missing: {
    'zh-CN': '该借款须先通过面审。',
    en: 'This loan needs an interview that was passed.',
  },
  interview_slot_taken: {
    'zh-CN': '该时段已被预约，请另选时段。',
    en: 'This time is taken. Please choose another.',
  },
  interview_fixed: {
    'zh-CN': '面审时间已不能再改。',
    en: 'The time of the interview can no longer be changed.',
  },
  interview_not_due: {
    'zh-CN': '面审约在{day}，届时方可记录。',
    en: 'The interview is on {day} and cannot be recorded before.',
  },
  site_visit_missing: { 'zh-CN': '该产品须完成实地调查。', en: 'This product needs a site visit.' },
  dual_review_incomplete: {
    'zh-CN': '平台与担保人须分别审核通过，目前尚缺{missing}。',
    en: 'Both platform and guarantor must pass the borrower. Missing: {missing}.',
  },
  quorum_missing: {
    'zh-CN': '出席人数不足，本次表决无效。',
    en: 'There is no quorum, so the vote does not count.',
  },
  majority_missing: {
    'zh-CN': '赞成票未过半数，未获通过。',
    en: 'There is no majority for approval.',
  },
  conflict_of_interest: {
    'zh-CN': '您与该借款存在利害关系，须回避。',
    en: 'You have an interest in this loan and may not take part.',
  },
  authority_exceeded: {
    'zh-CN': '超出您的审批权限（{limit}），请提交上级审批。',
    en: 'This exceeds your authority ({limit}). Please pass it on.',
  },
  rate_above_cap: {
    'zh-CN': '年利率{rate}超过上限{cap}。',
    en: 'The rate of {rate} exceeds the cap of {cap}.',
  },
  price_out_of_bounds: {
    'zh-CN': '定价超出设定范围：{part}',
    en: 'The price is out of bounds in: {part}',
  },
  model_below_floor: {
    'zh-CN': '模型指标未达启用标准：{metric}',
    en: 'The model does not reach the required {metric}.',
  },
  // 8.5 List
  review_missing: {
    'zh-CN': '发布前须由另一人审核并给出结论。',
    en: 'A second person must review this and give a conclusion before it is published.',
  },
  disclosure_incomplete: {
    'zh-CN': '披露内容不完整，还缺：{items}',
    en: 'The disclosure is incomplete. Missing: {items}',
  },
  safeguard_missing: {
    'zh-CN': '请注明保障方式；如无第三方保障，也须明示。',
    en: 'State the safeguard, even if there is none.',
  },
  collateral_missing: {
    'zh-CN': '有抵质押的标的须先登记抵质押物。',
    en: 'Record the collateral before a secured listing is published.',
  },
  ltv_exceeded: {
    'zh-CN': '抵押率{ltv}超过上限{cap}。',
    en: 'Loan to value is {ltv}; the limit is {cap}.',
  },
  guarantee_line_exceeded: {
    'zh-CN': '担保人剩余额度为{remaining}，不足以承担本笔担保。',
    en: "The guarantor's remaining line is {remaining}, which is not enough.",
  },
  guarantor_suspended: {
    'zh-CN': '该担保人已暂停新增担保。',
    en: 'This guarantor may take no new commitments.',
  },
  listing_already_exists: { 'zh-CN': '该笔借款已有标的。', en: 'This loan already has a listing.' },
  term_split: {
    'zh-CN': '标的期限须与借款合同期限一致，不得拆期。',
    en: "The listing's term must equal the contract's. Splitting is not permitted.",
  },
  amount_split: {
    'zh-CN': '标的金额须与借款合同金额一致，不得拆额。',
    en: "The listing's amount must equal the contract's. Splitting is not permitted.",
  },
  money_advanced: {
    'zh-CN': '借款人已从关联账户收到款项，该标的不能发布。',
    en: 'The borrower already received money from a related account. This cannot be listed.',
  },
  licence_expired: {
    'zh-CN': '{licence}已于{day}到期，暂停发布新标的。',
    en: '{licence} expired on {day}. No new listing may be published.',
  },
  portfolio_limit_reached: {
    'zh-CN': '已达到{dimension}的集中度上限，暂缓发布。',
    en: 'The limit for {dimension} is reached. The listing has to wait.',
  },
  forbidden_words: {
    'zh-CN': '文案含有不得使用的表述：{words}',
    en: 'The text contains wording that is not permitted: {words}',
  },
  // 8.6 Fund
  not_open_yet: { 'zh-CN': '尚未开放投标，开放时间：{opensAt}', en: 'Funding opens at {opensAt}.' },
  funding_closed: { 'zh-CN': '募集已截止。', en: 'Funding has closed.' },
  own_loan: { 'zh-CN': '不能投自己的借款。', en: 'You cannot bid on your own loan.' },
  bidding_stopped: {
    'zh-CN': '您已关闭投标，可在“账户设置”中重新开启。',
    en: 'You have switched bidding off. You can switch it on again in your settings.',
  },
  risk_not_acknowledged: {
    'zh-CN': '请先阅读并确认风险提示。',
    en: 'Please read and acknowledge the risk notice first.',
  },
  risk_above_tolerance: {
    'zh-CN': '该标的风险高于您的风险承受能力，不能投标。',
    en: 'This listing is riskier than your risk tolerance allows.',
  },
  second_confirmation_required: {
    'zh-CN': '该标的风险高于您的测评结果，请再次确认。',
    en: 'This listing is riskier than your questionnaire suggests. Please confirm again.',
  },
  below_minimum: { 'zh-CN': '单笔起投金额为{minimum}。', en: 'The minimum bid is {minimum}.' },
  not_a_step: {
    'zh-CN': '投标金额须为{step}的整数倍。',
    en: 'The amount must be a multiple of {step}.',
  },
  above_maximum: {
    'zh-CN': '该标的每位出借人最多可投{maximum}。',
    en: 'Each lender may bid at most {maximum} on this listing.',
  },
  listing_full: { 'zh-CN': '该标的已满标。', en: 'This listing is fully funded.' },
  exceeds_remaining: {
    'zh-CN': '剩余金额为{remaining}，请调整投标金额。',
    en: 'Only {remaining} is left. Please change the amount.',
  },
  remainder_below_minimum: {
    'zh-CN': '投标后剩余{rest}，低于起投金额；请投满{remaining}，或减少投标金额。',
    en: 'This would leave {rest}, less than one minimum bid. Bid the full {remaining} or less.',
  },
  over_limit: {
    'zh-CN': '您的出借上限为{ceiling}，目前最多可再投{room}。',
    en: 'Your exposure ceiling is {ceiling}. You can still bid {room}.',
  },
  concentration_exceeded: {
    'zh-CN': '超出您的{dimension}集中度限制。',
    en: 'This exceeds your concentration limit for {dimension}.',
  },
  insufficient_cash: {
    'zh-CN': '可用余额{available}，还差{missing}，请先充值。',
    en: 'You have {available} available, {missing} short. Please top up first.',
  },
  cancel_too_late: {
    'zh-CN': '冷静期已于{endedAt}结束，不能撤销。',
    en: 'The reflection period ended at {endedAt}, so the bid stands.',
  },
  cancel_not_offered: {
    'zh-CN': '投标成功后不能撤销；如未满标，资金将全额退回。',
    en: 'A bid cannot be cancelled. If the loan is not fully funded, all your money comes back.',
  },
  mandate_too_wide: {
    'zh-CN': '请至少设定{count}项投标条件。',
    en: 'Please set at least {count} criteria.',
  },
  mandate_contradicts: {
    'zh-CN': '条件相互矛盾：{criteria}',
    en: 'These criteria contradict each other: {criteria}',
  },
  mandate_expired: {
    'zh-CN': '自动投标授权已于{day}到期，请重新授权。',
    en: 'Your auto-bid mandate expired on {day}. Please renew it.',
  },
} satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;
