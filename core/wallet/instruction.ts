// An instruction 存管指令: what the platform asks of the custodian, with the authorisation of the money's owner.
import type { Id } from '../kit/id.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Instant } from '../time/instant.ts';

/** Glossary 5.5. A freeze has no row of its own: it is a state of its bid. */
export type InstructionState = 'created' | 'sent' | 'confirmed' | 'refused' | 'unknown' | 'expired';

/** One account at the custodian, and what it gets. */
export interface CustodyShare {
  readonly account: string;
  readonly amount: MinorUnits;
}

/** What is asked for. Accounts are the custodian's numbers. */
export type InstructionOrder =
  | { readonly kind: 'release'; readonly freezeIds: readonly Id[] }
  | {
      readonly kind: 'disburse';
      readonly payee: string;
      readonly freezes: readonly { readonly freezeId: Id; readonly amount: MinorUnits }[];
      readonly fees: readonly CustodyShare[];
    }
  | {
      readonly kind: 'distribute';
      readonly payer: string;
      readonly shares: readonly CustodyShare[];
    }
  | { readonly kind: 'withdraw'; readonly account: string; readonly amount: MinorUnits };

export interface Instruction {
  readonly id: Id;
  readonly state: InstructionState;
  readonly currency: Currency;
  /** The loan or the withdrawal that it serves. */
  readonly loanId?: Id;
  readonly clientId?: Id;
  readonly order: InstructionOrder;
  readonly createdAt: Instant;
  /** The custodian's own number of what it did. */
  readonly bankReference?: string;
  /** Why it was refused, in the custodian's word. */
  readonly reason?: string;
}
