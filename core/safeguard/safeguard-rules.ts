// The rules of guarantors, their commitments and collateral, by the kind of the command that each decides.
import { accrueReserve } from './accrue-reserve.ts';
import { askCommitment } from './ask-commitment.ts';
import { approveGuarantor, proposeGuarantor, suspendGuarantor } from './change-guarantor.ts';
import { approveReserve, proposeReserve, proposeReserveEnd } from './change-reserve.ts';
import { claimCompensation } from './claim-compensation.ts';
import { payGuaranteeDeposit, takeGuaranteeDeposit } from './guarantee-deposit.ts';
import {
  disposeCollateral,
  registerCollateral,
  releaseCollateral,
  valueCollateral,
} from './keep-collateral.ts';
import { payCompensation } from './pay-compensation.ts';
import { recordCollateral, recordPledge } from './record-collateral.ts';
import { releaseSafeguards } from './release-safeguards.ts';
import { declineCommitment, signCommitment } from './sign-commitment.ts';
import { askReserve, spendReserve } from './spend-reserve.ts';

export const SAFEGUARD_RULES = {
  ProposeGuarantor: proposeGuarantor,
  ApproveGuarantor: approveGuarantor,
  SuspendGuarantor: suspendGuarantor,
  AskCommitment: askCommitment,
  SignCommitment: signCommitment,
  DeclineCommitment: declineCommitment,
  RecordCollateral: recordCollateral,
  RecordPledge: recordPledge,
  RegisterCollateral: registerCollateral,
  ValueCollateral: valueCollateral,
  ReleaseCollateral: releaseCollateral,
  DisposeCollateral: disposeCollateral,
  ReleaseSafeguards: releaseSafeguards,
  PayGuaranteeDeposit: payGuaranteeDeposit,
  TakeGuaranteeDeposit: takeGuaranteeDeposit,
  ClaimCompensation: claimCompensation,
  PayCompensation: payCompensation,
  ProposeReserve: proposeReserve,
  ProposeReserveEnd: proposeReserveEnd,
  ApproveReserve: approveReserve,
  AccrueReserve: accrueReserve,
  SpendReserve: spendReserve,
  AskReserve: askReserve,
} as const;
