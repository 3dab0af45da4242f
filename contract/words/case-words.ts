// The labels of cases and collection, of clients and of safeguards, as the office reads them (glossary 4.1 and 5.4).
import type { ClientStatus, PartnerKind } from '@mutua/core/people/client.ts';
import type { CaseKind, CaseState, CollectionStage, CourtStage } from '@mutua/core/work/case.ts';
import type { ContactChannel, ContactOutcome, ContactTemplate } from '@mutua/core/work/contact.ts';
import type { WorkEvent } from '@mutua/core/work/events.ts';
import type { Label } from './value-lists.ts';

type Labels<Value extends string> = Readonly<Record<Value, Label>>;

function label(chinese: string, english: string): Label {
  return { 'zh-CN': chinese, en: english };
}

export const CASE_KIND_LABELS: Labels<CaseKind> = {
  interview: label('面审', 'Interview'),
  collection: label('催收', 'Collection'),
  hardship: label('困难申请', 'Hardship request'),
  fraud: label('欺诈调查', 'Fraud inquiry'),
  complaint: label('投诉', 'Complaint'),
  warning: label('预警处置', 'Warning'),
};

export const CASE_STATE_LABELS: Labels<CaseState> = {
  open: label('待办理', 'Open'),
  in_progress: label('办理中', 'In progress'),
  waiting: label('待补充', 'Waiting'),
  in_check: label('待复核', 'In check'),
  closed: label('已办结', 'Closed'),
  cancelled: label('已撤销', 'Cancelled'),
};

export const COLLECTION_STAGE_LABELS: Labels<CollectionStage> = {
  early: label('前期', 'Early'),
  middle: label('中期', 'Middle'),
  final: label('后期', 'Final'),
  legal: label('司法', 'Legal'),
};

export const COURT_STAGE_LABELS: Labels<CourtStage> = {
  filed: label('起诉', 'Filed'),
  accepted: label('法院立案', 'Accepted'),
  heard: label('开庭审理', 'Heard'),
  judged: label('判决', 'Judged'),
  enforced: label('强制执行', 'Enforced'),
};

export const CONTACT_CHANNEL_LABELS: Labels<ContactChannel> = {
  phone: label('电话', 'Telephone'),
  message: label('短信', 'Message'),
  legal_letter: label('法律函件', 'Legal letter'),
};

export const CONTACT_OUTCOME_LABELS: Labels<ContactOutcome> = {
  reached: label('已联系上', 'Reached'),
  not_reached: label('未联系上', 'Not reached'),
  promised: label('承诺还款', 'Promised to pay'),
  refused: label('拒绝还款', 'Refused to pay'),
  sent: label('已发送', 'Sent'),
};

export const CONTACT_TEMPLATE_LABELS: Labels<ContactTemplate> = {
  friendly_reminder: label('温馨提示', 'Friendly reminder'),
  ways_to_pay: label('还款方式', 'Ways to pay'),
  arrears_statement: label('欠款明细', 'Statement of arrears'),
  default_warning: label('违约告知', 'Warning of default'),
  demand_letter: label('催告函', 'Letter of demand'),
  lawyers_letter: label('律师函', 'Lawyer’s letter'),
};

export const CASE_RESULT_LABELS: Readonly<Record<string, Label>> = {
  passed: label('通过', 'Passed'),
  not_passed: label('未通过', 'Not passed'),
  application_ended: label('申请已结束', 'The application has ended'),
  cured: label('欠款已清', 'Arrears cleared'),
  loan_closed: label('借款已了结', 'Loan closed'),
  promised: label('承诺还款', 'Promised to pay'),
  reschedule: label('重组', 'Reschedule'),
  payment_holiday: label('还款宽限', 'Payment holiday'),
  refused: label('未予同意', 'Not agreed'),
  confirmed: label('属实', 'Confirmed'),
  unfounded: label('不属实', 'Unfounded'),
  upheld: label('成立', 'Upheld'),
  not_upheld: label('不成立', 'Not upheld'),
  watched: label('持续关注', 'Watched'),
  acted_on: label('已处置', 'Acted on'),
};

/** What happens in the story of a case. */
export const CASE_EVENT_LABELS: Labels<WorkEvent['kind']> = {
  CaseOpened: label('立案', 'Opened'),
  CaseTaken: label('领取', 'Taken'),
  CaseHandedOver: label('移交', 'Handed over'),
  CasePaused: label('暂停', 'Paused'),
  CaseResumed: label('恢复', 'Resumed'),
  CaseSubmitted: label('提交', 'Submitted'),
  CaseSentBack: label('退回', 'Sent back'),
  CaseClosed: label('办结', 'Closed'),
  CaseReopened: label('重开', 'Reopened'),
  CaseCancelled: label('撤销', 'Cancelled'),
  CaseEscalated: label('升级', 'Escalated'),
  CaseStepDone: label('完成步骤', 'Step done'),
  CaseLookedAt: label('到期查看', 'Looked at'),
  InterviewBooked: label('预约面审', 'Interview booked'),
  InterviewMoved: label('改约面审', 'Interview moved'),
  InterviewHeld: label('完成面审', 'Interview held'),
  CollectionStageMoved: label('阶段变更', 'Stage moved'),
  ContactRecorded: label('联系', 'Contact'),
  PromiseMade: label('承诺还款', 'Promise made'),
  PromiseKept: label('承诺兑现', 'Promise kept'),
  PromiseBroken: label('承诺未兑现', 'Promise broken'),
  CourtStageReached: label('司法进展', 'Stage at court'),
  CollectionCostRecorded: label('记录费用', 'Cost recorded'),
  CollectionCostReleased: label('批准费用', 'Cost released'),
  CollectionCostPaid: label('费用已付', 'Cost paid'),
  CollectionCostNotPaid: label('费用未付成', 'Cost not paid'),
  CollectionCostDeclined: label('费用未准', 'Cost declined'),
};

export const PROMISE_STATE_LABELS: Labels<'open' | 'kept' | 'broken'> = {
  open: label('待兑现', 'Open'),
  kept: label('已兑现', 'Kept'),
  broken: label('未兑现', 'Broken'),
};

export const COST_STATE_LABELS: Labels<'recorded' | 'under_way' | 'paid' | 'declined'> = {
  recorded: label('待复核', 'Waits for a second person'),
  under_way: label('付款中', 'Under way'),
  paid: label('已付', 'Paid'),
  declined: label('未准', 'Declined'),
};

export const CLIENT_STATUS_LABELS: Labels<ClientStatus> = {
  registered: label('已注册', 'Registered'),
  verified: label('已实名', 'Verified'),
  active: label('正常', 'Active'),
  dormant: label('休眠', 'Dormant'),
  frozen: label('账户冻结', 'Frozen'),
  closed: label('已销户', 'Closed'),
};

export const ROLE_LABELS: Readonly<Record<string, Label>> = {
  borrower: label('借款人', 'Borrower'),
  lender: label('出借人', 'Lender'),
  partner: label('合作机构', 'Partner'),
  staff: label('员工', 'Staff'),
  regulator: label('监管机构', 'Regulator'),
  auditor: label('审计机构', 'Auditor'),
};

export const PARTNER_KIND_LABELS: Labels<PartnerKind> = {
  guarantee_company: label('担保公司', 'Guarantee company'),
  small_loan_company: label('小额贷款公司', 'Small-loan company'),
  factoring_company: label('保理公司', 'Factoring company'),
  leasing_company: label('融资租赁公司', 'Leasing company'),
  asset_manager: label('资产管理公司', 'Asset manager'),
  securities_company: label('证券公司', 'Securities company'),
  bank: label('银行', 'Bank'),
  core_enterprise: label('核心企业', 'Core enterprise'),
  commerce_partner: label('电商平台', 'Commerce partner'),
};

export const GUARANTOR_STATUS_LABELS: Readonly<Record<string, Label>> = {
  active: label('正常', 'Active'),
  suspended: label('暂停新增', 'Suspended'),
  failed: label('失去代偿能力', 'Failed'),
};

export const COMMITMENT_STATE_LABELS: Readonly<Record<string, Label>> = {
  asked: label('待签署', 'Asked'),
  signed: label('已签署', 'Signed'),
  declined: label('已拒绝', 'Declined'),
  released: label('已解除', 'Released'),
};

export const COVER_LABELS: Readonly<Record<string, Label>> = {
  instalments: label('逾期各期', 'Overdue instalments'),
  accelerated: label('全部债权', 'The whole claim'),
  principal: label('仅本金', 'Principal alone'),
};

export const COLLATERAL_KIND_LABELS: Readonly<Record<string, Label>> = {
  real_estate: label('不动产', 'Real estate'),
  vehicle: label('车辆', 'Vehicle'),
  equipment: label('设备', 'Equipment'),
  inventory: label('存货', 'Inventory'),
  receivable: label('应收账款', 'Receivable'),
  shares: label('股权', 'Shares'),
  cash_deposit: label('保证金存款', 'Cash deposit'),
  intellectual_property: label('知识产权', 'Intellectual property'),
  leased_asset: label('租赁物', 'Leased asset'),
};

export const COLLATERAL_STATE_LABELS: Readonly<Record<string, Label>> = {
  recorded: label('已录入', 'Recorded'),
  registered: label('已登记', 'Registered'),
  released: label('已解除', 'Released'),
  disposed: label('已处置', 'Disposed of'),
};

export const COMPENSATION_STATE_LABELS: Readonly<Record<string, Label>> = {
  claimed: label('代偿中', 'Claimed'),
  paid: label('已代偿', 'Paid'),
  missed: label('未代偿', 'Missed'),
};

export const RESERVE_STATE_LABELS: Readonly<Record<string, Label>> = {
  proposed: label('待复核', 'Proposed'),
  active: label('运行中', 'Active'),
  ended: label('已终止', 'Ended'),
};

export const RISK_CONTROL_LABELS: Readonly<Record<string, Label>> = {
  strong: label('强', 'Strong'),
  adequate: label('一般', 'Adequate'),
  weak: label('弱', 'Weak'),
};

export const SHORT_RULE_LABELS: Readonly<Record<string, Label>> = {
  oldest_first: label('先逾期先付', 'Oldest first'),
  pro_rata: label('按比例', 'Pro rata'),
};
