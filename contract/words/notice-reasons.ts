// The labels of the reasons that a notice may carry (glossary 4.1).
import type { AssetClass } from '@mutua/core/loan/asset-class.ts';
import type { CloseReason } from '@mutua/core/loan/life.ts';
import type { WithdrawReason } from '@mutua/core/loan/withdrawal.ts';
import type { BidReturnReason } from '@mutua/core/notice/loan-notices.ts';
import type { InterviewWay } from '@mutua/core/work/interview.ts';
import type { Label } from './value-lists.ts';

function label(chinese: string, english: string): Label {
  return { 'zh-CN': chinese, en: english };
}

const WITHDRAWN: Readonly<Record<WithdrawReason, Label>> = {
  by_borrower: label('借款人撤回', 'the borrower withdrew it'),
  approval_expired: label('审批已失效', 'the approval expired'),
  not_signed: label('未签约', 'the contract was not signed in time'),
  condition_not_met: label('放款条件未满足', 'a condition of the disbursement was not met'),
  pulled: label('平台撤下', 'the platform withdrew it'),
};

const BID_RETURNED: Readonly<Record<BidReturnReason, Label>> = {
  ...WITHDRAWN,
  funding_failed: label('未满标', 'the loan was not fully funded'),
  authorisation_expired: label('未及时授权', 'it was not authorised in time'),
  custodian_refused: label('存管银行未受理', 'the custodian refused it'),
};

const CLOSED: Readonly<Record<CloseReason, Label>> = {
  repaid: label('按期还清', 'repaid'),
  repaid_early: label('提前还清', 'repaid early'),
  recovered: label('核销后还清', 'repaid after it was written off'),
  compromise: label('和解减免', 'ended by compromise'),
  waived: label('减免', 'the rest was waived'),
  collection_ended: label('终止催收', 'collection has ended'),
};

const ASSET_CLASS_LABELS: Readonly<Record<AssetClass, Label>> = {
  normal: label('正常', 'normal'),
  special_mention: label('关注', 'special mention'),
  substandard: label('次级', 'substandard'),
  doubtful: label('可疑', 'doubtful'),
  loss: label('损失', 'loss'),
};

/** What came of a request for help. */
const HARDSHIP_LABELS: Readonly<Record<string, Label>> = {
  reschedule: label('重组还款计划', 'a new plan of repayment'),
  payment_holiday: label('还款宽限', 'a payment holiday'),
  refused: label('未予同意', 'it could not be granted'),
};

/** How an applicant is interviewed. */
const INTERVIEW_LABELS: Readonly<Record<InterviewWay, Label>> = {
  video: label('视频面审', 'by video'),
  branch: label('到网点面审', 'at our branch'),
};

export const NOTICE_REASON_LABELS: Readonly<Record<string, Label>> = {
  ...BID_RETURNED,
  ...CLOSED,
  ...HARDSHIP_LABELS,
  ...INTERVIEW_LABELS,
  ...ASSET_CLASS_LABELS,
};
