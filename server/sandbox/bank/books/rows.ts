// What stands in the bank's books, as plain rows, and the effects that change them: the journal is a list of
// effects, a snapshot too. Amounts are strings of minor units.
import type { AccountClass, AccountState } from '@mutua/contract/custodian/accounts.ts';
import type {
  AuthorisationState,
  AuthorisedKind,
  MandateScope,
  MandateState,
} from '@mutua/contract/custodian/authorisations.ts';
import type { Callback, MovementCode } from '@mutua/contract/custodian/callbacks.ts';
import type { Instruction, InstructionResult } from '@mutua/contract/custodian/instructions.ts';
import type { Behaviour, PhoneMessagePurpose } from '@mutua/contract/custodian/sandbox.ts';
import type { TopUpState } from '@mutua/contract/custodian/top-ups.ts';

export interface CardRow {
  readonly number: string;
  readonly holderName: string;
  readonly holderNameMatches: boolean;
}

export interface PasswordRow {
  readonly salt: string;
  /** scrypt of the payment password. */
  readonly hash: string;
}

export interface AccountRow {
  readonly account: string;
  readonly clientId: string;
  readonly class: AccountClass;
  readonly name: string;
  readonly identityNumber: string;
  readonly mobile: string;
  readonly currency: string;
  readonly state: AccountState;
  readonly token: string;
  readonly returnUrl?: string;
  readonly password?: PasswordRow;
  readonly card?: CardRow;
}

/** How often a secret was wrong since it was last right. */
export interface TriesRow {
  /** The account whose payment password it is, or what else was tried. */
  readonly subject: string;
  readonly wrong: number;
  /** Milliseconds of the bank's clock. */
  readonly lockedUntil?: number;
}

export interface TopUpRow {
  readonly id: string;
  readonly account: string;
  readonly amount: string;
  readonly state: TopUpState;
  readonly token: string;
  readonly expiresAt: number;
  readonly returnUrl?: string;
  readonly bankReference?: string;
  readonly day?: string;
  /** Where it came by card: who settled it, and in which settlement. */
  readonly provider?: string;
  readonly settlementId?: string;
  readonly reversal?: ReversalRow;
}

/** What became of a top-up that was taken back. */
export interface ReversalRow {
  /** The payment provider's name of it, where that asked. */
  readonly reversalId?: string;
  readonly debited: string;
  readonly shortfall: string;
  readonly bankReference?: string;
  readonly day: string;
}

/** An advice of a payment provider, done once. */
export interface SettlementRow {
  readonly provider: string;
  readonly settlementId: string;
  /** Of the advice's content. */
  readonly digest: string;
}

export interface ProviderRow {
  readonly name: string;
  /** PEM. */
  readonly publicKey: string;
}

/** For what a code is good that the bank sends to its owner's phone. */
export type CodePurpose = Extract<PhoneMessagePurpose, 'set_up' | 'reset_password' | 'change_card'>;

/** The last code that was sent for an account and a purpose. */
export interface CodeRow {
  readonly account: string;
  readonly purpose: CodePurpose;
  readonly code: string;
  readonly sentAt: number;
  readonly expiresAt: number;
  /** It was used, or tried in vain too often. */
  readonly isOver?: true;
}

/** A message to a phone. */
export interface MessageRow {
  readonly id: string;
  readonly mobile: string;
  readonly at: number;
  readonly purpose: PhoneMessagePurpose;
  readonly account: string;
  readonly code?: string;
}

/** Money that came by bank transfer and whose owner is not known yet, or was. */
export interface ReceiptRow {
  readonly bankReference: string;
  readonly payerName: string;
  readonly payerAccount: string;
  readonly amount: string;
  readonly currency: string;
  readonly isOpen: boolean;
}

export interface AuthorisationRow {
  readonly authorisation: string;
  readonly instructionId: string;
  readonly kind: AuthorisedKind;
  readonly account: string;
  readonly payee?: string;
  readonly loanId?: string;
  readonly amount: string;
  readonly fees?: string;
  readonly text: string;
  readonly state: AuthorisationState;
  readonly token: string;
  readonly expiresAt: number;
  readonly returnUrl?: string;
}

export interface MandateRow {
  readonly mandate: string;
  readonly account: string;
  readonly scope: MandateScope;
  readonly cap: string;
  readonly perInstructionCap?: string;
  readonly loanId?: string;
  readonly expiresDay: string;
  readonly text?: string;
  readonly state: MandateState;
  readonly token: string;
  readonly expiresAt: number;
  readonly returnUrl?: string;
}

export interface FreezeRow {
  readonly id: string;
  readonly account: string;
  readonly payee: string;
  readonly loanId: string;
  readonly amount: string;
  /** The mandate under which it was made, if under one. */
  readonly mandate?: string;
}

/** An instruction that waits for its owner. */
export interface PendingRow {
  readonly batchId: string;
  readonly instruction: Instruction;
  readonly authorisation: string;
}

export interface ResultRow {
  readonly batchId: string;
  readonly kind: Instruction['kind'];
  /** Of the instruction's content. */
  readonly digest: string;
  readonly result: InstructionResult;
}

export interface BatchRow {
  readonly batchId: string;
  readonly digest: string;
  readonly day: string;
  readonly results: readonly InstructionResult[];
}

export interface WithdrawalRow {
  readonly id: string;
  readonly account: string;
  readonly amount: string;
  /** What went to the platform beside it. */
  readonly fees?: readonly { readonly account: string; readonly amount: string }[];
  readonly bankReference: string;
  readonly isBounced: boolean;
}

export interface CallbackRow {
  readonly callback: Callback;
  readonly isTwice?: true;
  readonly lateUntil?: number;
  /** The first and the last sequence of those that come in reversed order. */
  readonly reversed?: readonly [first: number, last: number];
}

/** One movement: a debit and a credit of one amount, so that no entry can be out of balance. */
export interface MovementRow {
  readonly bankReference: string;
  readonly debit: string;
  readonly credit: string;
  readonly amount: string;
  readonly code: MovementCode;
  readonly batchId?: string;
  readonly instructionId?: string;
  readonly provider?: string;
  /** One of the payments that the provider settled together. */
  readonly settlementId?: string;
  /** It came after its batch, so it has an entry of its own in the statement. */
  readonly isAlone?: true;
  /** It stands in no statement. */
  readonly isHidden?: true;
}

export interface EntryRow {
  readonly key: string;
  readonly bankReference: string;
  readonly batchId?: string;
  readonly instructionId?: string;
  readonly kind: MovementCode;
  readonly direction: 'credit' | 'debit' | 'internal';
  readonly count: number;
  readonly sum: string;
}

export interface BehaviourRow extends Behaviour {
  /** How often it may still happen; of those by chance, how often it was asked. */
  readonly left: number;
}

/** One change of the books. */
export type Effect =
  | { readonly is: 'account'; readonly row: AccountRow }
  | { readonly is: 'tries'; readonly row: TriesRow }
  | { readonly is: 'top_up'; readonly row: TopUpRow }
  | { readonly is: 'settlement'; readonly row: SettlementRow }
  | { readonly is: 'provider'; readonly row: ProviderRow }
  | { readonly is: 'code'; readonly row: CodeRow }
  | { readonly is: 'message'; readonly row: MessageRow }
  | { readonly is: 'phone_pin'; readonly mobile: string; readonly pin: PasswordRow }
  | { readonly is: 'receipt'; readonly row: ReceiptRow }
  | { readonly is: 'authorisation'; readonly row: AuthorisationRow }
  | { readonly is: 'mandate'; readonly row: MandateRow }
  /** The amount is negative where a freeze is released. */
  | { readonly is: 'mandate_used'; readonly mandate: string; readonly amount: string }
  | { readonly is: 'frozen'; readonly row: FreezeRow }
  | { readonly is: 'unfrozen'; readonly id: string }
  /** The account's owner lent, or paid instead of the borrower: repayments of the loan may go there. */
  | { readonly is: 'holder'; readonly loanId: string; readonly account: string }
  | { readonly is: 'moved'; readonly row: MovementRow }
  | { readonly is: 'pending'; readonly row: PendingRow }
  | { readonly is: 'pending_ended'; readonly id: string }
  | { readonly is: 'result'; readonly row: ResultRow }
  | { readonly is: 'batch'; readonly row: BatchRow }
  | { readonly is: 'withdrawal'; readonly row: WithdrawalRow }
  /** The bank took it back by itself. */
  | { readonly is: 'distribution_reversed'; readonly instructionId: string }
  | { readonly is: 'callback'; readonly row: CallbackRow }
  | { readonly is: 'delivered'; readonly id: string }
  | { readonly is: 'behaviours'; readonly rows: readonly BehaviourRow[] }
  | { readonly is: 'nonce'; readonly nonce: string; readonly sentAt: number }
  | { readonly is: 'clock'; readonly offset: number }
  /** The first of all. */
  | { readonly is: 'opened'; readonly day: string; readonly currency: string }
  /** Closes every day before it. */
  | { readonly is: 'day'; readonly day: string; readonly at: number }
  | { readonly is: 'counters'; readonly row: Counters }
  /** Only in snapshots: what else would follow from the whole history. */
  | { readonly is: 'balance'; readonly account: string; readonly booked: string }
  | {
      readonly is: 'old';
      readonly what: 'result' | 'batch';
      readonly id: string;
      readonly day: string;
    }
  | { readonly is: 'day_book'; readonly row: DayBookRow };

/** How many of each there have been. */
export interface Counters {
  readonly accounts: number;
  readonly references: number;
  readonly callbacks: number;
  /** Occasions at which something could have gone wrong by chance. */
  readonly asked: number;
}

/** What the open day has in its statement so far, in one currency. */
export interface DayBookRow {
  readonly currency: string;
  readonly opening: string;
  readonly entries: readonly EntryRow[];
  readonly touched: readonly string[];
}

/** The world outside the custody, in one currency: it owes what all accounts have. */
export function outsideAccount(currency: string): string {
  return `outside/${currency}`;
}

/** The account of one receipt that nobody has claimed yet. */
export function unmatchedAccount(bankReference: string): string {
  return `unmatched/${bankReference}`;
}

export function isOutside(account: string): boolean {
  return account.startsWith('outside/');
}

/** Whether the account is that of a receipt, which ends when it is claimed or sent back. */
export function isUnmatched(account: string): boolean {
  return account.startsWith('unmatched/');
}
