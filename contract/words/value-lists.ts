// The labels of the value lists (glossary 4.1) in both languages. The lists themselves stand in core, and the
// compiler sees to it that every value has its words.
import type { EndOfDayStepName } from '@mutua/core/calendar/end-of-day.ts';
import type { ReasonCode } from '@mutua/core/credit/assessment.ts';
import type { FACT_SHAPES, FactName } from '@mutua/core/credit/fact.ts';
import type { RiskClass } from '@mutua/core/credit/grade.ts';
import type { CreditDecision } from '@mutua/core/credit/policy.ts';
import type { FeatureName } from '@mutua/core/credit/scorecard.ts';
import type { DisclosureItem } from '@mutua/core/law/disclosure-item.ts';
import type { Purpose } from '@mutua/core/law/rule-pack.ts';
import type { DisbursementCondition } from '@mutua/core/loan/disburse/disburse-loan.ts';
import type { RepaymentMethod } from '@mutua/core/loan/schedule/terms.ts';
import type { ClientKind } from '@mutua/core/people/client.ts';
import type { ConsentDocument } from '@mutua/core/people/consent.ts';
import type { RiskTolerance } from '@mutua/core/people/tolerance.ts';
import type {
  ApplicationChannel,
  DocumentKind,
  ProductService,
  Safeguard,
  Security,
} from '@mutua/core/product/product.ts';
import type { FeeDue, FeeKind, FeePayer } from '@mutua/core/product/tariff.ts';
import type { EvidenceKind } from '@mutua/core/work/case.ts';
import type { Language } from './language.ts';

export type Label = Readonly<Record<Language, string>>;
type Labels<Value extends string> = Readonly<Record<Value, Label>>;

function label(chinese: string, english: string): Label {
  return { 'zh-CN': chinese, en: english };
}

export const CLIENT_KIND_LABELS: Labels<ClientKind> = {
  natural_person: label('个人', 'Person'),
  organisation: label('机构', 'Organisation'),
};

export const PURPOSE_LABELS: Labels<Purpose> = {
  working_capital: label('经营周转', 'Working capital'),
  consumption: label('个人消费', 'Consumption'),
  education: label('教育', 'Education'),
  medical: label('医疗', 'Medical'),
  renovation: label('装修', 'Renovation'),
  trade: label('贸易货款', 'Trade'),
  agriculture: label('农业生产', 'Agriculture'),
  securities: label('股票证券', 'Securities'),
  derivatives: label('期货及衍生品', 'Derivatives'),
  property_down_payment: label('购房首付', 'Down payment on property'),
  relending: label('转贷', 'Re-lending'),
};

export const REPAYMENT_METHOD_LABELS: Labels<RepaymentMethod> = {
  equal_instalments: label('等额本息', 'Equal instalments'),
  equal_principal: label('等额本金', 'Equal principal'),
  interest_first: label('先息后本', 'Interest first, principal at maturity'),
  bullet: label('一次性还本付息', 'Single payment at maturity'),
  flat: label('等本等息', 'Flat interest'),
  custom: label('自定义', 'Custom'),
};

export const SAFEGUARD_LABELS: Labels<Safeguard> = {
  none: label('无第三方保障', 'No third party pays'),
  guarantee: label('第三方担保', 'Guarantee'),
  dual_guarantee: label('双重担保', 'Dual guarantee'),
  reserve: label('风险准备金', 'Risk reserve'),
  principal_only: label('仅本金代偿', 'Principal-only cover'),
};

export const SECURITY_LABELS: Labels<Security> = {
  unsecured: label('信用', 'Unsecured'),
  mortgage: label('抵押', 'Mortgage'),
  pledge: label('质押', 'Pledge'),
  receivable: label('应收账款', 'Receivable'),
  lease: label('租赁物', 'Leased asset'),
};

export const CHANNEL_LABELS: Labels<ApplicationChannel> = {
  online: label('线上', 'On line'),
  branch: label('网点', 'Branch'),
};

export const DOCUMENT_LABELS: Labels<DocumentKind> = {
  identity_document: label('身份证件', 'Identity document'),
  income_proof: label('收入证明', 'Proof of income'),
  credit_report: label('征信报告', 'Credit report'),
  bank_statement: label('银行流水', 'Bank statement'),
  business_licence: label('营业执照', 'Business licence'),
  articles_of_association: label('公司章程', 'Articles of association'),
};

export const CONSENT_LABELS: Labels<ConsentDocument> = {
  service_agreement: label('用户服务协议', 'Service agreement'),
  personal_data: label('个人信息处理授权书', 'Consent to the use of personal data'),
  credit_inquiry: label('征信查询授权书', 'Consent to a credit inquiry'),
  loan_application: label('借款申请确认书', 'Confirmation of the loan application'),
};

/** What has to be done before something else can be. */
export const STEP_LABELS = {
  manual_review: label('人工审核', 'Manual review'),
  accept_terms: label('借款人确认借款条件', 'Acceptance of the terms by the borrower'),
  prepare_listing: label('编制标的', 'Preparation of the listing'),
  propose_default: label('提请认定违约', 'Proposal of the default'),
  compromise: label('和解减免', 'Compromise'),
  propose_write_off: label('提请核销', 'Proposal of the write-off'),
  propose_asset_class: label('提请调整风险分类', 'Proposal of the asset class'),
  propose_acceleration: label('提请加速到期', 'Proposal of the acceleration'),
  accelerate: label('加速到期', 'Acceleration of the loan'),
  propose_waiver: label('提请减免', 'Proposal of the waiver'),
  propose_compromise: label('提请和解减免', 'Proposal of the compromise'),
  propose_reschedule: label('提请重组', 'Proposal of the reschedule'),
  propose_back_dating: label('提请更正还款起计日', 'Proposal of the earlier day'),
  propose_collection_end: label('提请终止催收', 'Proposal to end collection'),
  gather_facts: label('核实情况', 'Gathering of the facts'),
  propose_relief: label('提出纾困方案', 'Proposal of relief'),
  conclude: label('形成结论', 'Conclusion'),
  classify: label('投诉分类', 'Classification of the complaint'),
  handle: label('处理投诉', 'Handling of the complaint'),
  respond: label('处置预警', 'Response to the warning'),
  promise_to_pay: label('承诺还款', 'Promise to pay'),
  book_interview: label('预约面审', 'Booking of the interview'),
  hold_interview: label('进行面审', 'The interview'),
  filed: label('起诉', 'Filing of the suit'),
  accepted: label('法院立案', 'Acceptance by the court'),
  heard: label('开庭审理', 'Hearing'),
  judged: label('判决', 'Judgment'),
  enforced: label('强制执行', 'Enforcement'),
  propose_guarantor: label('提请设定担保人', 'Proposal of the guarantor'),
  guarantee_commitment: label('担保人签署担保承诺', 'Signature of every guarantor'),
} as const;

/** What is done at the end of a day. */
export const END_OF_DAY_STEP_LABELS: Labels<EndOfDayStepName | 'start_end_of_day'> = {
  start_end_of_day: label('开始日终处理', 'Start of the end of day'),
  remind_borrowers: label('发出还款提醒', 'Reminders to borrowers'),
  expire_approvals: label('审批到期处理', 'Expiry of approvals'),
  open_funding: label('开放募集', 'Opening of funding'),
  close_funding: label('截止募集', 'Closing of funding'),
  lapse_unsigned: label('逾期未签约处理', 'Lapse of unsigned loans'),
  work_loans: label('借款日终处理', 'Work on loans'),
  work_cases: label('事项日终处理', 'Work on cases'),
  claim_compensations: label('代偿处理', 'Claims of compensation'),
  spend_reserves: label('动用风险准备金', 'Use of risk reserves'),
  accrue_reserves: label('计提风险准备金', 'Accrual of risk reserves'),
};

/** What is asked of somebody outside. */
export const CHECK_LABELS = {
  identity: label('身份核验', 'Identity verification'),
} as const;

export const FACT_LABELS: Labels<FactName> = {
  monthly_income: label('月收入', 'Income a month'),
  monthly_debt_payments: label('每月偿债支出', 'Payments on debts a month'),
  monthly_costs: label('每月经营支出', 'Costs of the business a month'),
  debt_elsewhere: label('在其他平台的借款余额', 'Debts on other platforms'),
  employment_months: label('现工作月数', 'Months in the present work'),
  months_in_business: label('经营月数', 'Months in business'),
  employees: label('员工人数', 'Employees'),
  home: label('居住状况', 'Home'),
  industry: label('行业', 'Industry'),
  overdue_past_6_months: label('近 6 个月逾期次数', 'Overdue instalments in the past six months'),
  loans_repaid_here: label('在本平台已结清笔数', 'Loans repaid here'),
  worst_days_overdue_here: label('在本平台最长逾期天数', 'Worst days overdue here'),
  occupation: label('职业', 'Occupation'),
  repayment_source: label('还款来源', 'Source of repayment'),
  recorded_sub_grade: label('档案记载的细分等级', 'Sub-grade on record'),
  recorded_rate: label(
    '档案记载的年利率（百万分之一）',
    'Annual rate on record, in parts per million',
  ),
};

export const HOME_LABELS: Labels<(typeof FACT_SHAPES)['home']['choices'][number]> = {
  owned: label('自有无贷款', 'Owned without a loan'),
  mortgaged: label('自有有贷款', 'Owned with a mortgage'),
  family: label('与家人同住', 'With family'),
  rented: label('租住', 'Rented'),
  other: label('其他', 'Other'),
};

export const INDUSTRY_LABELS: Labels<(typeof FACT_SHAPES)['industry']['choices'][number]> = {
  trade: label('批发零售', 'Trade'),
  manufacturing: label('制造业', 'Manufacturing'),
  services: label('服务业', 'Services'),
  agriculture: label('农业', 'Agriculture'),
  construction: label('建筑业', 'Construction'),
  public: label('公共部门', 'Public sector'),
  other: label('其他', 'Other'),
};

export const FEATURE_LABELS: Labels<FeatureName> = {
  burden: label('每月还款占收入的比例', 'Monthly payments against income'),
  debt_to_income: label('负债收入比', 'Debt against yearly income'),
  employment_months: FACT_LABELS.employment_months,
  months_in_business: FACT_LABELS.months_in_business,
  employees: FACT_LABELS.employees,
  age: label('年龄', 'Age'),
  home: FACT_LABELS.home,
  overdue_past_6_months: FACT_LABELS.overdue_past_6_months,
  loans_repaid_here: FACT_LABELS.loans_repaid_here,
  worst_days_overdue_here: FACT_LABELS.worst_days_overdue_here,
};

export const DECISION_LABELS: Labels<CreditDecision> = {
  approve: label('通过', 'Approved'),
  refer: label('转人工', 'Referred'),
  reject: label('拒绝', 'Rejected'),
};

export const REASON_LABELS: Labels<ReasonCode> = {
  instalments_exceed_means: label(
    '每月还款占收入的比例超过上限。',
    'The monthly payments are more of the income than the limit allows.',
  ),
  instalments_heavy: label(
    '每月还款占收入的比例偏高，需人工审核。',
    'The monthly payments are a large part of the income, so a person looks at it.',
  ),
  several_recent_overdues: label(
    '近 6 个月多次逾期。',
    'Several instalments were overdue in the past six months.',
  ),
  recent_overdue: label(
    '近 6 个月有逾期，需人工审核。',
    'An instalment was overdue in the past six months, so a person looks at it.',
  ),
  past_default_here: label('曾在本平台违约。', 'A loan here was in default before.'),
  long_overdue_here: label(
    '曾在本平台逾期30天以上，需人工审核。',
    'A loan here was overdue for more than 30 days, so a person looks at it.',
  ),
  short_history: label(
    '工作或经营时间较短，需人工审核。',
    'The time at work or in business is short, so a person looks at it.',
  ),
  amount_above_limit: label(
    '借款金额超过目前的借款额度，需人工审核。',
    'The amount is above the present credit limit, so a person looks at it.',
  ),
  grade_too_low: label(
    '综合评分未达到本产品的要求。',
    'The credit score does not reach what this product asks for.',
  ),
  grade_needs_review: label(
    '该信用等级须人工审核。',
    'Loans of this grade are looked at by a person.',
  ),
  all_rules_met: label('符合全部规则。', 'All rules are met.'),
};

export const RISK_CLASS_LABELS: Labels<RiskClass> = {
  personal_unsecured: label('个人信用', 'Personal, unsecured'),
  personal_secured: label('个人抵质押', 'Personal, secured'),
  business_unsecured: label('经营信用', 'Business, unsecured'),
  business_secured: label('经营抵质押', 'Business, secured'),
};

export const RISK_TOLERANCE_LABELS: Labels<RiskTolerance> = {
  conservative: label('保守型', 'Conservative'),
  cautious: label('稳健型', 'Cautious'),
  balanced: label('平衡型', 'Balanced'),
  growth: label('成长型', 'Growth'),
  aggressive: label('进取型', 'Aggressive'),
};

export const FEE_KIND_LABELS: Labels<FeeKind> = {
  registration: label('注册费', 'Registration'),
  service: label('借款服务费', 'Service'),
  account_management: label('账户管理费', 'Account management'),
  transaction: label('交易手续费', 'Transaction'),
  lender_management: label('出借管理费', 'Lender management'),
  assignment: label('转让服务费', 'Assignment'),
  withdrawal: label('提现手续费', 'Withdrawal'),
  early_repayment: label('提前还款手续费', 'Early repayment'),
  overdue: label('逾期管理费', 'Overdue'),
  interest_spread: label('利差', 'Interest spread'),
};

export const FEE_PAYER_LABELS: Labels<FeePayer> = {
  borrower: label('借款人', 'Borrower'),
  lender: label('出借人', 'Lender'),
};

export const FEE_DUE_LABELS: Labels<FeeDue> = {
  disbursement: label('放款日', 'On the day of disbursement'),
  first_due_day: label('首个还款日', 'On the first due day'),
  each_instalment: label('每期', 'With each instalment'),
  event: label('办理时', 'When it happens'),
};

export const SERVICE_LABELS: Labels<ProductService> = {
  listing: label('发布标的', 'Listing'),
  rating: label('评级', 'Grading'),
  matching: label('撮合', 'Matching'),
  contract: label('合同', 'Contract'),
  custody: label('资金存管', 'Custody'),
  collection: label('催收', 'Collection'),
  compensation: label('代偿', 'Compensation'),
  reserve: label('风险准备金', 'Risk reserve'),
};

/** What is still missing before a loan can be disbursed. */
/** Who is called after one that did not pay. */
export const PAYER_LABELS = {
  1: label('第一顺位担保人', 'The first guarantor'),
  2: label('第二顺位担保人', 'The second guarantor'),
} as const;

export const CONDITION_LABELS: Labels<DisbursementCondition> = {
  repayment_mandate: label(
    '在存管银行授权自动还款（须覆盖全部应还款项，至到期日有效）',
    'A mandate at the custodian for all repayments, up to the maturity',
  ),
  fees_mandate: label(
    '在存管银行授权支付平台费用（须覆盖全部费用，至到期日有效）',
    'A mandate at the custodian for all fees, up to the maturity',
  ),
  guarantee_commitment: label('担保人的担保承诺', 'The commitment of every guarantor'),
  guarantor_mandate: label(
    '担保人在存管银行授权代偿（须覆盖全部应还本息，至到期日后仍有效）',
    'The guarantors’ mandates at the custodian for all that they may have to pay, beyond the maturity',
  ),
};

/** What a reader of a listing is told of a safeguard before anything else. */
export const SAFEGUARD_WARNING_LABELS = {
  lender_bears_loss: label(
    '无第三方保障，如借款人不还款，损失由出借人自行承担',
    'No third party pays. If the borrower does not, lenders bear the loss',
  ),
  guarantor_suspended: label('担保人已暂停新增担保', 'A guarantor takes no new commitments'),
  guarantor_failed: label(
    '担保人预计无力代偿',
    'A guarantor is not expected to pay what it promised',
  ),
} as const;

/** Whose signature is awaited. */
export const PARTY_LABELS = {
  borrower: label('借款人', 'The borrower'),
} as const satisfies Labels<string>;

/** What a price is made of, as `price_out_of_bounds` names its parts. */
export const PRICE_PART_LABELS = {
  annual_rate: label('年利率', 'Annual rate'),
  expected_loss: label('预期损失', 'Expected loss'),
  funding_return: label('资金回报', 'Funding return'),
  cost: label('成本', 'Cost'),
  margin: label('利润', 'Margin'),
} as const satisfies Labels<string>;

export const DISCLOSURE_ITEM_LABELS: Labels<DisclosureItem> = {
  listing_name: label('标的名称', 'Name of the listing'),
  listing_summary: label('标的简介', 'Summary of the listing'),
  loan_amount: label('借款金额', 'Loan amount'),
  term: label('借款期限', 'Term'),
  annual_rate: label('年利率', 'Annual rate'),
  purpose: label('借款用途', 'Purpose'),
  repayment_method: label('还款方式', 'Repayment method'),
  value_day: label('起息日', 'Value day'),
  repayment_source: label('还款来源', 'Source of repayment'),
  funding_deadline: label('募集截止时间', 'Funding deadline'),
  all_in_rate: label('综合年化成本', 'All-in rate'),
  expected_return: label('预期回报', 'Expected return'),
  expected_loss: label('预期损失', 'Expected loss'),
  interest_spread: label('利差', 'Interest spread'),
  borrower_kind: label('借款人类型', 'Kind of borrower'),
  borrower_region: label('借款人所在地区', 'Region of the borrower'),
  borrower_industry: label('借款人行业', 'Industry of the borrower'),
  borrower_income: label('借款人收入', 'Income of the borrower'),
  borrower_debts: label('借款人负债', 'Debts of the borrower'),
  overdue_past_6_months: label('近 6 个月征信逾期情况', 'Overdue record of the past six months'),
  debts_on_other_platforms: label('在其他平台的借款', 'Borrowings on other platforms'),
  grade: label('信用等级', 'Grade'),
  risk_class: label('风险类别', 'Risk class'),
  risk_notice: label('风险提示', 'Risk notice'),
  safeguard: label('保障方式', 'Safeguard'),
  security: label('债权性质', 'Security'),
};

/** Papers that bear something out in a case. */
export const EVIDENCE_LABELS: Labels<EvidenceKind> = {
  loan_contract: label('借款合同', 'Loan contract'),
  debt_statement: label('欠款清单', 'Statement of the debt'),
  hardship_proof: label('困难证明', 'Proof of hardship'),
  complaint_answer: label('投诉答复函', 'Answer to the complaint'),
  fraud_finding: label('欺诈调查报告', 'Report on the fraud'),
  court_document: label('法院文书', 'Document of the court'),
  interview_recording: label('面审录音录像', 'Recording of the interview'),
  other_document: label('其他材料', 'Other document'),
};
