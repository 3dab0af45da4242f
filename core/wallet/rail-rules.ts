// The rules between the house and its rails, by the kind of the command that each decides.

import { explainBreak, mendBreak, recordBreaks } from './explain-break.ts';
import { recordIncomingTransfer } from './incoming-transfer.ts';
import { judgeMovement, recordMovement } from './judge-movement.ts';
import { recordOwnFunds } from './own-funds.ts';
import { endAlarm, raiseAlarm } from './raise-alarm.ts';
import { recordOwnAccount } from './record-own-account.ts';
import { bookReversal, reverseTopUp } from './reverse-top-up.ts';
import { recordAnswers, recordSilence, sendBatch, settleBatch, splitBatch } from './send-batch.ts';
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
  RecordOwnFunds: recordOwnFunds,
} as const;
