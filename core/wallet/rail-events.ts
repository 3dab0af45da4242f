// What can happen between the house and its rails: batches on their way, receipts, movements, breaks, alarms.
import type { Id } from '../kit/id.ts';
import type { TransferId } from '../ledger/transfer.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { Alarm } from './alarm.ts';
import type { BankMovement } from './bank-movement.ts';
import type { FoundBreak, RecordedBreak } from './break.ts';
import type { BatchAnswer, BatchItem, BatchPart } from './custody-batch.ts';
import type { OwnAccount } from './own-account.ts';
import type { ReceiptEnd, ReceiptPayer, ReceiptReason } from './receipt.ts';
import type { ClientDebt, TopUpReversal } from './top-up-reversal.ts';

/** The page on which the client pays. */
export interface TopUpPageGiven {
  readonly kind: 'TopUpPageGiven';
  readonly topUpId: Id;
  readonly pageUrl: string;
}

/** Nothing was paid: the client or the paying bank said no, or too much time went by. */
export interface TopUpEnded {
  readonly kind: 'TopUpEnded';
  readonly topUpId: Id;
  readonly outcome: 'failed' | 'expired';
}

/** The rail took a credited top-up back, as far as money was there. */
export interface TopUpReversalTold extends Omit<TopUpReversal, 'id' | 'state' | 'transferId'> {
  readonly kind: 'TopUpReversalTold';
  readonly topUpId: Id;
}

/** What the rail took back is booked. */
export interface TopUpReversalBooked {
  readonly kind: 'TopUpReversalBooked';
  readonly topUpId: Id;
  readonly bankReference?: string;
  /** Left out where there was nothing to take back. */
  readonly transferId?: TransferId;
}

/** What a reversed top-up could not take back, its client owes. */
export interface ClientDebtMade extends Omit<ClientDebt, 'id' | 'state' | 'since'> {
  readonly kind: 'ClientDebtMade';
  readonly topUpId: Id;
}

/** A batch is on its way to the custodian; from now on it may have arrived there. */
export interface BatchSent {
  readonly kind: 'BatchSent';
  readonly batchId: Id;
  readonly items: readonly BatchItem[];
  readonly content: string;
}

/** The custodian did not answer: whether it has the batch is not known. */
export interface BatchSilent {
  readonly kind: 'BatchSilent';
  readonly batchId: Id;
}

/** What the custodian said that was not known before. */
export interface BatchAnswered {
  readonly kind: 'BatchAnswered';
  readonly batchId: Id;
  readonly answers: readonly BatchAnswer[];
}

/** Everything that the custodian has said of the batch so far is worked. */
export interface BatchSettled {
  readonly kind: 'BatchSettled';
  readonly batchId: Id;
}

/** The custodian would not take the batch as a whole: each part is sent alone. */
export interface BatchSplit {
  readonly kind: 'BatchSplit';
  readonly batchId: Id;
  readonly parts: readonly BatchPart[];
}

/** Money came by bank transfer; what is personal is not in the log. */
export interface ReceiptRecorded {
  readonly kind: 'ReceiptRecorded';
  readonly receiptId: Id;
  readonly bankReference: string;
  readonly currency: Currency;
  readonly amount: MinorUnits;
  readonly bankDay: Day;
  readonly transferId: TransferId;
  /** Why nobody's yet. */
  readonly reason?: ReceiptReason;
  /** Whose it is, by code and name: the custodian is told at once. */
  readonly end?: ReceiptEnd;
  readonly instructionId?: Id;
  readonly personal?: Omit<ReceiptPayer, 'receiptId'>;
}

/** Who paid came later than the money. */
export interface ReceiptPayerTold {
  readonly kind: 'ReceiptPayerTold';
  readonly receiptId: Id;
  readonly personal?: Omit<ReceiptPayer, 'receiptId'>;
}

/** A finance officer says what shall become of a receipt; another one has to bear it out. */
export interface ReceiptEndProposed {
  readonly kind: 'ReceiptEndProposed';
  readonly receiptId: Id;
  readonly end: ReceiptEnd;
  readonly makerId: Id;
  readonly note: string;
}

/** The checker did not bear it out. */
export interface ReceiptEndDropped {
  readonly kind: 'ReceiptEndDropped';
  readonly receiptId: Id;
  readonly note: string;
}

/** Two persons agree: the custodian is asked. */
export interface ReceiptEndConfirmed {
  readonly kind: 'ReceiptEndConfirmed';
  readonly receiptId: Id;
  readonly checkerId: Id;
  readonly instructionId: Id;
}

/** The custodian has credited it to the client, or has sent it back. */
export interface ReceiptEnded {
  readonly kind: 'ReceiptEnded';
  readonly receiptId: Id;
  readonly instructionId: Id;
  readonly bankReference: string;
  readonly transferId: TransferId;
}

/** The custodian would not do what was asked with the receipt: it waits for people again. */
export interface ReceiptEndRefused {
  readonly kind: 'ReceiptEndRefused';
  readonly receiptId: Id;
  readonly reason: string;
}

/** The custodian tells of a booking that nobody here instructed. */
export interface MovementTold extends Omit<BankMovement, 'id' | 'toldAt'> {
  readonly kind: 'MovementTold';
  readonly movementId: Id;
}

/** What the house knows now explains a movement, or nothing does. */
export interface MovementJudged {
  readonly kind: 'MovementJudged';
  readonly movementId: Id;
  readonly state: 'explained' | 'unexplained';
}

export interface BreakFound extends FoundBreak {
  readonly kind: 'BreakFound';
  readonly breakId: Id;
  readonly rail: RecordedBreak['rail'];
  readonly day: Day;
  readonly breakKind: RecordedBreak['kind'];
  /** The same difference was explained on an earlier day and still stands. */
  readonly carried?: { readonly explanation: string; readonly explainedBy: Id };
}

/** The comparison was made again, and the figures are others. */
export interface BreakChanged {
  readonly kind: 'BreakChanged';
  readonly breakId: Id;
  readonly ours?: string;
  readonly theirs?: string;
}

export interface BreakExplained {
  readonly kind: 'BreakExplained';
  readonly breakId: Id;
  readonly explanation: string;
  readonly explainedBy: Id;
}

/** What was missing is there: by a person's word, or by a comparison that found it no more. */
export interface BreakMended {
  readonly kind: 'BreakMended';
  readonly breakId: Id;
  readonly note: string;
  readonly mendedBy?: Id;
}

/** Somebody has to look at once. */
export interface AlarmRaised {
  readonly kind: 'AlarmRaised';
  readonly alarm: Omit<Alarm, 'raisedAt' | 'state'>;
}

export interface AlarmEnded {
  readonly kind: 'AlarmEnded';
  readonly alarmId: Id;
  readonly endedBy: Id;
  readonly note: string;
}

/** Money of the operator's own came into its own account at the custodian. */
export interface OwnFundsReceived {
  readonly kind: 'OwnFundsReceived';
  readonly bankReference: string;
  readonly account: string;
  readonly amount: MinorUnits;
  readonly currency: Currency;
  readonly bankDay: Day;
  readonly transferId: TransferId;
}

/** The operator's own account at the custodian. */
export interface OwnAccountOpened extends OwnAccount {
  readonly kind: 'OwnAccountOpened';
}

export type RailEvent =
  | TopUpPageGiven
  | TopUpEnded
  | TopUpReversalTold
  | TopUpReversalBooked
  | ClientDebtMade
  | BatchSent
  | BatchSilent
  | BatchAnswered
  | BatchSettled
  | BatchSplit
  | ReceiptRecorded
  | ReceiptPayerTold
  | ReceiptEndProposed
  | ReceiptEndDropped
  | ReceiptEndConfirmed
  | ReceiptEnded
  | ReceiptEndRefused
  | MovementTold
  | MovementJudged
  | BreakFound
  | BreakChanged
  | BreakExplained
  | BreakMended
  | AlarmRaised
  | AlarmEnded
  | OwnAccountOpened
  | OwnFundsReceived;
