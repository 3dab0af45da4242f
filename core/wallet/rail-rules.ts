// The rules between the house and its rails, by the kind of the command that each decides.
import { endAlarm, raiseAlarm } from './alarm.ts';
import { judgeMovement, recordMovement } from './bank-movement.ts';
import { explainBreak, mendBreak, recordBreaks } from './break.ts';
import { recordAnswers, recordSilence, sendBatch, settleBatch, splitBatch } from './custody-batch.ts';
import { recordIncomingTransfer } from './incoming-transfer.ts';
import { recordOwnAccount } from './own-account.ts';
import { bookReversal, reverseTopUp } from './reversal.ts';
import { endTopUp, recordTopUpPage } from './top-up.ts';
import {
  claimReceipt,
  confirmReceiptEnd,
  dropReceiptEnd,
  recordReceiptEnd,
  sendBackReceipt,
} from './unmatched.ts';

export const RAIL_RULES = {
  RecordTopUpPage: recordTopUpPage,
  EndTopUp: endTopUp,
  ReverseTopUp: reverseTopUp,
  BookReversal: bookReversal,
  SendBatch: sendBatch,
  RecordSilence: recordSilence,
  SplitBatch: splitBatch,
  RecordAnswers: recordAnswers,
  SettleBatch: settleBatch,
  RecordIncomingTransfer: recordIncomingTransfer,
  ClaimReceipt: claimReceipt,
  SendBackReceipt: sendBackReceipt,
  ConfirmReceiptEnd: confirmReceiptEnd,
  DropReceiptEnd: dropReceiptEnd,
  RecordReceiptEnd: recordReceiptEnd,
  RecordMovement: recordMovement,
  JudgeMovement: judgeMovement,
  RecordBreaks: recordBreaks,
  ExplainBreak: explainBreak,
  MendBreak: mendBreak,
  RaiseAlarm: raiseAlarm,
  EndAlarm: endAlarm,
  RecordOwnAccount: recordOwnAccount,
} as const;
