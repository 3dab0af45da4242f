// Every rule of the house, by the kind of the command that it decides.
import { closeDay } from './calendar/close-day.ts';
import { endDaysThrough } from './calendar/end-days-through.ts';
import { openFirstDay } from './calendar/open-first-day.ts';
import { startEndOfDay } from './calendar/start-end-of-day.ts';
import { applyForLoan } from './loan/apply/apply-for-loan.ts';
import { recordDocument, recordFact, verifyFact } from './loan/apply/record-fact.ts';
import { acceptTerms, expireApproval } from './loan/assess/accept-terms.ts';
import { approveLoan, rejectLoan } from './loan/assess/approve-loan.ts';
import { assessLoan } from './loan/assess/assess-loan.ts';
import { reviewLoan } from './loan/assess/review-loan.ts';
import { backDateRepayment, proposeBackDating } from './loan/collect/back-date.ts';
import { declareDefault } from './loan/collect/declare-default.ts';
import { endCollection } from './loan/collect/end-collection.ts';
import {
  proposeCollectionEnd,
  proposeDefault,
  proposeWriteOff,
} from './loan/collect/propose-step.ts';
import {
  acceptReschedule,
  proposeAcceleration,
  proposeAssetClass,
  proposeCompromise,
  proposeReschedule,
  proposeWaiver,
} from './loan/collect/propose-terms.ts';
import {
  accelerateLoan,
  agreeCompromise,
  classifyLoan,
  waiveDebt,
} from './loan/collect/release-terms.ts';
import { rescheduleLoan } from './loan/collect/reschedule-loan.ts';
import { returnCollectionStep } from './loan/collect/return-step.ts';
import { writeOffLoan } from './loan/collect/write-off-loan.ts';
import { disburseLoan } from './loan/disburse/disburse-loan.ts';
import { signContract } from './loan/disburse/sign-contract.ts';
import { cancelBid } from './loan/fund/cancel-bid.ts';
import { expireBid } from './loan/fund/expire-bid.ts';
import { closeFunding, lapseUnsigned, openFunding } from './loan/fund/funding-period.ts';
import { placeBid } from './loan/fund/place-bid.ts';
import { recordFreezes } from './loan/fund/record-freezes.ts';
import { withdrawLoan } from './loan/fund/withdraw-loan.ts';
import { listLoan } from './loan/list/list-loan.ts';
import { prepareListing } from './loan/list/prepare-listing.ts';
import { explainAdvance, recordAdvance } from './loan/list/record-advance.ts';
import { recordRepaymentReversal } from './loan/repay/record-reversal.ts';
import { repayEarly } from './loan/repay/repay-early.ts';
import { repayLoan } from './loan/repay/repay-loan.ts';
import { workLoan } from './loan/repay/work-loan.ts';
import { markNoticesRead } from './notice/mark-notices-read.ts';
import { remindBorrower } from './notice/remind-borrower.ts';
import { answerQuestionnaire } from './people/answer-questionnaire.ts';
import { answerSurvey } from './people/answer-survey.ts';
import { approveAuthority, proposeAuthority } from './people/change-authority.ts';
import { declareRelation } from './people/declare-relation.ts';
import { freezeClient, unfreezeClient } from './people/freeze-client.ts';
import { installPlatform } from './people/install-platform.ts';
import { openBookAccount } from './people/open-account.ts';
import { recordCustodyAccount } from './people/record-custody-account.ts';
import { recordLicence } from './people/record-licence.ts';
import { registerClient, registerPartner } from './people/register-client.ts';
import { registerObserver, registerStaff } from './people/register-user.ts';
import { setOperatorTime } from './people/set-operator-time.ts';
import { resumeBidding, stopBidding } from './people/stop-bidding.ts';
import { clearClient, verifyIdentity } from './people/verify-identity.ts';
import { approveClientTariff, proposeClientTariff } from './product/change-client-tariff.ts';
import { approveProductVersion, proposeProductVersion } from './product/propose-product.ts';
import { SAFEGUARD_RULES } from './safeguard/safeguard-rules.ts';
import { recordMandate, requestMandate, revokeMandate } from './wallet/mandate.ts';
import { RAIL_RULES } from './wallet/rail-rules.ts';
import { recordInstruction } from './wallet/record-instruction.ts';
import { retryInstruction } from './wallet/retry-instruction.ts';
import { creditTopUp, requestTopUp } from './wallet/top-up.ts';
import { recordBounce, requestWithdrawal } from './wallet/withdrawal.ts';
import { WORK_RULES } from './work/work-rules.ts';

export const RULES = {
  OpenFirstDay: openFirstDay,
  StartEndOfDay: startEndOfDay,
  CloseDay: closeDay,
  EndDaysThrough: endDaysThrough,
  InstallPlatform: installPlatform,
  RegisterStaff: registerStaff,
  RegisterObserver: registerObserver,
  RegisterPartner: registerPartner,
  RegisterClient: registerClient,
  VerifyIdentity: verifyIdentity,
  ClearClient: clearClient,
  RecordCustodyAccount: recordCustodyAccount,
  AnswerQuestionnaire: answerQuestionnaire,
  AnswerSurvey: answerSurvey,
  StopBidding: stopBidding,
  ResumeBidding: resumeBidding,
  FreezeClient: freezeClient,
  UnfreezeClient: unfreezeClient,
  DeclareRelation: declareRelation,
  RecordLicence: recordLicence,
  SetOperatorTime: setOperatorTime,
  ProposeAuthority: proposeAuthority,
  ApproveAuthority: approveAuthority,
  OpenAccount: openBookAccount,
  ProposeProduct: proposeProductVersion,
  ApproveProduct: approveProductVersion,
  ProposeClientTariff: proposeClientTariff,
  ApproveClientTariff: approveClientTariff,
  ApplyForLoan: applyForLoan,
  RecordFact: recordFact,
  VerifyFact: verifyFact,
  RecordDocument: recordDocument,
  AssessLoan: assessLoan,
  ReviewLoan: reviewLoan,
  ApproveLoan: approveLoan,
  RejectLoan: rejectLoan,
  AcceptTerms: acceptTerms,
  ExpireApproval: expireApproval,
  PrepareListing: prepareListing,
  ListLoan: listLoan,
  RecordAdvance: recordAdvance,
  ExplainAdvance: explainAdvance,
  WithdrawLoan: withdrawLoan,
  OpenFunding: openFunding,
  PlaceBid: placeBid,
  CancelBid: cancelBid,
  RecordFreezes: recordFreezes,
  ExpireBid: expireBid,
  CloseFunding: closeFunding,
  LapseUnsigned: lapseUnsigned,
  SignContract: signContract,
  DisburseLoan: disburseLoan,
  WorkLoan: workLoan,
  RepayLoan: repayLoan,
  RepayEarly: repayEarly,
  ProposeDefault: proposeDefault,
  DeclareDefault: declareDefault,
  ProposeWriteOff: proposeWriteOff,
  WriteOffLoan: writeOffLoan,
  ProposeCollectionEnd: proposeCollectionEnd,
  EndCollection: endCollection,
  ProposeAssetClass: proposeAssetClass,
  ClassifyLoan: classifyLoan,
  ProposeAcceleration: proposeAcceleration,
  AccelerateLoan: accelerateLoan,
  ProposeWaiver: proposeWaiver,
  WaiveDebt: waiveDebt,
  ProposeCompromise: proposeCompromise,
  AgreeCompromise: agreeCompromise,
  ProposeReschedule: proposeReschedule,
  AcceptReschedule: acceptReschedule,
  RescheduleLoan: rescheduleLoan,
  ReturnCollectionStep: returnCollectionStep,
  ProposeBackDating: proposeBackDating,
  BackDateRepayment: backDateRepayment,
  RecordRepaymentReversal: recordRepaymentReversal,
  RequestMandate: requestMandate,
  RecordMandate: recordMandate,
  RevokeMandate: revokeMandate,
  RecordInstruction: recordInstruction,
  RetryInstruction: retryInstruction,
  RequestWithdrawal: requestWithdrawal,
  RecordBounce: recordBounce,
  RequestTopUp: requestTopUp,
  CreditTopUp: creditTopUp,
  RemindBorrower: remindBorrower,
  MarkNoticesRead: markNoticesRead,
  ...RAIL_RULES,
  ...WORK_RULES,
  ...SAFEGUARD_RULES,
} as const;

export type CommandKind = keyof typeof RULES;

/** Any command that the door takes. */
export type AnyCommand = {
  readonly [Kind in CommandKind]: Parameters<(typeof RULES)[Kind]['decide']>[1];
}[CommandKind];
