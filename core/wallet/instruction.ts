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

/**
 * What is asked for. Accounts are the custodian's numbers; `fees` go to the operator's own account there.
 * Where a mandate is left out, the custodian asks the owner for this one payment.
 */
export type InstructionOrder =
  /** The freeze has the id of its bid. */
  | { readonly kind: 'release'; readonly freezeId: Id }
  | {
      readonly kind: 'disburse';
      readonly payee: string;
      readonly freezes: readonly { readonly freezeId: Id; readonly amount: MinorUnits }[];
      readonly fees: MinorUnits;
      readonly feesMandateId?: Id;
    }
  | {
      readonly kind: 'distribute';
      readonly payer: string;
      /** One for each account. */
      readonly shares: readonly CustodyShare[];
      readonly fees: MinorUnits;
      readonly mandateId?: Id;
      readonly feesMandateId?: Id;
      /** What goes into a risk reserve or comes back from it is of no loan. */
      readonly reserveSchemeId?: Id;
    }
  | {
      readonly kind: 'withdraw';
      readonly account: string;
      readonly amount: MinorUnits;
      /** Beside the amount; left out where there are none. */
      readonly fees?: MinorUnits;
    }
  /** Out of the operator's own account, to somebody outside: nobody else has to agree. */
  | {
      readonly kind: 'own_payment';
      readonly costId: Id;
      readonly amount: MinorUnits;
      readonly payeeName: string;
      readonly payeeAccount: string;
      readonly remark: string;
    };

export interface Instruction {
  readonly id: Id;
  readonly state: InstructionState;
  readonly currency: Currency;
  /** The loan that it serves, or the client whose withdrawal it is. */
  readonly loanId?: Id;
  readonly clientId?: Id;
  readonly order: InstructionOrder;
  readonly createdAt: Instant;
  /** The batch in which it went to the custodian. */
  readonly batchId?: Id;
  /** Where at the custodian its owner is asked to authorise it. */
  readonly pageUrl?: string;
  /** The custodian's own number of what it did. */
  readonly bankReference?: string;
  /** Of a distribution that the custodian took back: its own number of that. */
  readonly reversedBy?: string;
  /** Why it was refused, in the custodian's word. */
  readonly reason?: string;
}

/** A new instruction, before the custodian has heard of it. */
export type NewInstruction = Pick<Instruction, 'id' | 'currency' | 'loanId' | 'clientId' | 'order'>;

/** The custodian has not answered for good yet. */
export const OPEN_INSTRUCTION_STATES: readonly InstructionState[] = ['created', 'sent', 'unknown'];
