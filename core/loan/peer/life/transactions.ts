// The list of transactions as a peer's system shows it: by day, then in the order in which each was written.
import { never } from '../../../kit/assert.ts';
import { greatest, type MinorUnits, minus, plus, ZERO } from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
import { type ComponentAmounts, NO_AMOUNTS, totalOfAmounts } from '../../repay/components.ts';
import type { AccrualLine } from './accruals.ts';
import type { BookSplit } from './book.ts';
import type { Operation } from './operations.ts';
import type { PeerPaymentKind } from './terms.ts';

export type PeerTransactionType =
  | PeerPaymentKind
  | AccrualLine['type']
  | 'disbursement'
  | 'waive_interest'
  | 'waive_charges'
  | 'credit_balance_refund'
  | 'chargeback'
  | 'charge_off';

/** One line of the list. */
export interface PeerTransaction {
  readonly day: Day;
  readonly type: PeerTransactionType;
  readonly amount: MinorUnits;
  readonly amounts: ComponentAmounts;
  /** Principal that is outstanding after it; 0 for lines that move no money. */
  readonly balance: MinorUnits;
  /** It was taken back and no longer counts. */
  readonly reversed: boolean;
}

/** An operation with its split, and its place among the lines of its day. */
export interface WrittenOperation {
  readonly operation: Operation;
  readonly split: BookSplit;
  readonly order: number;
}

/**
 * The lines of operations that stand, of those that were reversed, and of accruals.
 *
 * @example
 * listTransactions(
 *   [
 *     {
 *       operation: {
 *         id: 1,
 *         event: 1,
 *         day: dayOf(2026, 1, 1),
 *         submittedDay: dayOf(2026, 1, 1),
 *         act: { kind: 'disbursement', amount: minorUnits(300n) },
 *       },
 *       split: { amounts: NO_AMOUNTS, overpaid: minorUnits(0n) },
 *       order: 1,
 *     },
 *   ],
 *   [],
 *   [],
 * )[0].balance
 * // 300n
 */
export function listTransactions(
  standing: readonly WrittenOperation[],
  reversed: readonly WrittenOperation[],
  accruals: readonly AccrualLine[],
): readonly PeerTransaction[] {
  const lines: (Omit<PeerTransaction, 'balance'> & { order: number; lent: MinorUnits | null })[] = [
    ...standing.map((written) => lineOf(written, false)),
    ...reversed.map((written) => ({ ...lineOf(written, true), lent: null })),
    ...accruals.map(({ type, day, order, amounts }) => ({
      ...{ type, day, order, amounts, amount: totalOfAmounts(amounts) },
      ...{ reversed: false, lent: null },
    })),
  ];
  lines.sort((one, other) => one.day - other.day || one.order - other.order);
  let outstanding = ZERO;
  return lines.map(({ order: _, lent, ...line }) => {
    if (lent !== null) outstanding = plus(outstanding, lent);
    return { ...line, balance: lent === null ? ZERO : greatest(ZERO, outstanding) };
  });
}

/** The line, and by how much it changes what is outstanding (null: it does not count there). */
function lineOf({ operation, split, order }: WrittenOperation, reversed: boolean) {
  const { act, day } = operation;
  const { amounts, overpaid } = split;
  const line = { day, order, amounts, reversed };
  const repaid = minus(ZERO, amounts.principal);
  switch (act.kind) {
    case 'disbursement':
      return {
        ...{ ...line, type: act.kind, amount: act.amount, amounts: NO_AMOUNTS },
        lent: minus(act.amount, overpaid),
      };
    case 'payment':
      return { ...line, type: act.payment, amount: act.amount, lent: repaid };
    case 'charge_waiver':
      return { ...line, type: 'waive_charges' as const, amount: act.amount, lent: repaid };
    case 'interest_waiver':
      return { ...line, type: 'waive_interest' as const, amount: act.amount, lent: repaid };
    case 'credit_balance_refund':
    case 'chargeback':
      return { ...line, type: act.kind, amount: act.amount, lent: amounts.principal };
    case 'charge_off':
      return { ...line, type: act.kind, amount: totalOfAmounts(amounts), lent: null };
    case 'charge':
      return { ...line, type: 'accrual' as const, amount: ZERO, lent: null };
    default:
      return never(act);
  }
}
