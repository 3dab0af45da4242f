// The labels of what the office speaks of: states of a loan, classes of risk, positions of staff (glossary 4 and 5).
import type { AssetClass, OverdueBucket } from '@mutua/core/loan/asset-class.ts';
import type { LoanState, TransitionName } from '@mutua/core/loan/life.ts';
import type { CollectionStep } from '@mutua/core/loan/servicing.ts';
import type { Position } from '@mutua/core/people/actor.ts';
import type { HeldPosition } from '../people/role.ts';
import type { Language } from './language.ts';
import type { Label } from './value-lists.ts';

type Labels<Value extends string> = Readonly<Record<Value, Label>>;

function label(chinese: string, english: string): Label {
  return { 'zh-CN': chinese, en: english };
}

export const LOAN_STATE_LABELS: Labels<LoanState> = {
  applied: label('已申请', 'Applied'),
  assessed: label('审批中', 'In review'),
  approved: label('已获批', 'Approved'),
  listed: label('即将开放', 'Coming soon'),
  funding: label('募集中', 'Funding'),
  funded: label('已满标', 'Fully funded'),
  disbursed: label('已放款', 'Disbursed'),
  repaying: label('还款中', 'Repaying'),
  overdue: label('已逾期', 'Overdue'),
  defaulted: label('已违约', 'In default'),
  written_off: label('已核销', 'Written off'),
  closed: label('已结清', 'Closed'),
  rejected: label('未通过', 'Not approved'),
  withdrawn: label('已撤回', 'Withdrawn'),
  failed: label('已流标', 'Not funded'),
};

export const ASSET_CLASS_LABELS: Labels<AssetClass> = {
  normal: label('正常', 'Normal'),
  special_mention: label('关注', 'Special mention'),
  substandard: label('次级', 'Substandard'),
  doubtful: label('可疑', 'Doubtful'),
  loss: label('损失', 'Loss'),
};

export const OVERDUE_BUCKET_LABELS: Labels<OverdueBucket> = {
  current: label('正常', 'Current'),
  d1_30: label('1–30 天', '1–30 days'),
  d31_60: label('31–60 天', '31–60 days'),
  d61_90: label('61–90 天', '61–90 days'),
  d91_180: label('91–180 天', '91–180 days'),
  d180_plus: label('180 天以上', 'Over 180 days'),
};

export const COLLECTION_STEP_LABELS: Labels<CollectionStep> = {
  default: label('认定违约', 'Finding of default'),
  asset_class: label('调整风险分类', 'Change of the asset class'),
  acceleration: label('加速到期', 'Acceleration'),
  waiver: label('减免', 'Waiver'),
  compromise: label('和解减免', 'Compromise'),
  reschedule: label('重组', 'Reschedule'),
  back_dating: label('更正还款起计日', 'Earlier day of a repayment'),
  write_off: label('核销', 'Write-off'),
  collection_end: label('终止催收', 'End of collection'),
};

const POSITION_LABELS: Labels<Position> = {
  loan_officer: label('客户经理', 'Loan officer'),
  risk_analyst: label('风控专员', 'Risk analyst'),
  committee_member: label('贷审委员', 'Committee member'),
  collector: label('催收专员', 'Collector'),
  finance_officer: label('财务专员', 'Finance officer'),
  compliance_officer: label('合规专员', 'Compliance officer'),
  service_agent: label('客服专员', 'Service agent'),
  marketing_officer: label('市场专员', 'Marketing officer'),
  product_officer: label('产品专员', 'Product officer'),
  branch_officer: label('网点专员', 'Branch officer'),
  internal_auditor: label('内部审计', 'Internal auditor'),
  administrator: label('系统管理员', 'Administrator'),
};

/** A post, or that of its lead, in words. */
export function positionLabel(held: HeldPosition, language: Language): string {
  const isLead = held.endsWith('_lead');
  const post = (isLead ? held.slice(0, -'_lead'.length) : held) as Position;
  const words = POSITION_LABELS[post][language];
  if (!isLead) return words;
  return language === 'en' ? `${words}, lead` : `${words.replace(/(专员|经理)$/, '')}主管`;
}

/** What a value of a list is called; a value that no list has is shown as it stands. */
export function wordOf(
  labels: Readonly<Record<string, Label>>,
  value: string | undefined,
  language: Language,
): string {
  if (value === undefined) return '—';
  return labels[value]?.[language] ?? value;
}

/** What happened to a loan. */
export const LOAN_EVENT_LABELS: Labels<TransitionName> = {
  LoanApplied: label('提交申请', 'Applied for'),
  LoanAssessed: label('完成评估', 'Assessed'),
  LoanReassessed: label('重新评估', 'Assessed anew'),
  LoanApproved: label('批准', 'Approved'),
  LoanRejected: label('拒绝', 'Not approved'),
  LoanListed: label('上架', 'Listed'),
  FundingOpened: label('开放募集', 'Opened for bids'),
  LoanFunded: label('满标', 'Fully funded'),
  FundingFailed: label('流标', 'Not funded'),
  LoanDisbursed: label('放款', 'Paid out'),
  LoanWithdrawn: label('撤回', 'Withdrawn'),
  RepaymentStarted: label('起息', 'Interest began'),
  LoanFellOverdue: label('逾期', 'Fell overdue'),
  ArrearsCleared: label('补齐欠款', 'Arrears cleared'),
  LoanDefaulted: label('违约', 'Defaulted'),
  DefaultCured: label('违约消除', 'Default cured'),
  LoanWrittenOff: label('核销', 'Written off'),
  LoanClosed: label('结清', 'Closed'),
};

/** Who acts, of what kind. */
export const ACTOR_LABELS = {
  person: label('人', 'Person'),
  custodian: label('存管银行', 'Custodian'),
  payment_provider: label('支付机构', 'Payment provider'),
  identity_source: label('身份核验', 'Identity source'),
  rule: label('规则', 'Rule'),
  visitor: label('访客', 'Visitor'),
  calendar: label('日历', 'Calendar'),
} as const satisfies Readonly<Record<string, Label>>;
