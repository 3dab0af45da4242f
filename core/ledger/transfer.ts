// One transfer 资金流水: a single row with a debit and a credit, so that nothing unbalanced can be written.
import type { Id } from '../kit/id.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { AccountAddress } from './account.ts';
import type { TransferCode } from './transfer-codes.ts';

/**
 * - `posted`: it counts at once.
 * - `pending`: a hold; it moves nothing yet and takes from what is available.
 * - `post`, `void`: the one further row that ends a hold, for its whole amount, and names it.
 */
export type TransferKind = 'posted' | 'pending' | 'post' | 'void';

/** The place of a transfer in the book; later ones are greater. */
export type TransferId = bigint;

/** What moves, and why. */
export interface Movement {
  readonly code: TransferCode;
  readonly debit: AccountAddress;
  readonly credit: AccountAddress;
  /** Greater than 0. */
  readonly amount: MinorUnits;
  /** The loan, or where there is none the person, whose business it is. */
  readonly subjectId: Id;
  /** The day for which it counts where that is not the day on which it is booked. */
  readonly effectiveDay?: Day;
}

/** A movement as a rule asks for it to be booked. */
export type Transfer =
  | (Movement & {
      readonly id: TransferId;
      readonly kind: 'posted';
      readonly reversesId?: TransferId;
    })
  | (Movement & { readonly id: TransferId; readonly kind: 'pending' })
  | (Movement & {
      readonly id: TransferId;
      readonly kind: 'post' | 'void';
      readonly endsId: TransferId;
    });

/** An open hold: a pending transfer that nothing has ended yet. */
export interface Hold extends Movement {
  /** The id of the pending transfer. */
  readonly id: TransferId;
}

/** Where new transfers get their numbers: given by the door, so that rules stay pure. */
export interface TransferNumbers {
  nextTransferId(): TransferId;
}

/** A movement that counts at once. @example posted({ nextTransferId: () => 1n }, { code: 'bid' }).kind // 'posted' */
export function posted(numbers: TransferNumbers, movement: Movement): Transfer {
  return { ...movement, id: numbers.nextTransferId(), kind: 'posted' };
}

/** A movement that is held for now. @example pendingTransfer({ nextTransferId: () => 1n }, { code: 'bid' }).kind // 'pending' */
export function pendingTransfer(numbers: TransferNumbers, movement: Movement): Transfer {
  return { ...movement, id: numbers.nextTransferId(), kind: 'pending' };
}

/** The row that turns a hold into a movement. @example postOfHold({ nextTransferId: () => 2n }, { id: 1n }).endsId // 1n */
export function postOfHold(numbers: TransferNumbers, hold: Hold): Transfer {
  return endOfHold(numbers, hold, 'post');
}

/** The row that gives back what was held. @example voidOfHold({ nextTransferId: () => 2n }, { id: 1n }).kind // 'void' */
export function voidOfHold(numbers: TransferNumbers, hold: Hold): Transfer {
  return endOfHold(numbers, hold, 'void');
}

/** The transfer that takes back an earlier one: the same, with its sides exchanged; it counts for the day that is given. @example reversalOf({ nextTransferId: () => 2n }, { id: 1n, debit: 'a', credit: 'b' }).debit // 'b' */
export function reversalOf(
  numbers: TransferNumbers,
  earlier: Movement & { readonly id: TransferId },
  effectiveDay?: Day,
): Transfer {
  const { id, code, debit, credit, amount, subjectId } = earlier;
  return {
    ...{ code, amount, subjectId, debit: credit, credit: debit },
    ...(effectiveDay !== undefined && { effectiveDay }),
    id: numbers.nextTransferId(),
    kind: 'posted',
    reversesId: id,
  };
}

function endOfHold(numbers: TransferNumbers, hold: Hold, kind: 'post' | 'void'): Transfer {
  const { id, code, debit, credit, amount, subjectId } = hold;
  return {
    ...{ code, debit, credit, amount, subjectId },
    id: numbers.nextTransferId(),
    kind,
    endsId: id,
  };
}
