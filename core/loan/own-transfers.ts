// What stands in the book of one repayment that was distributed.
import type { TransferCode } from '../ledger/transfer-codes.ts';
import { sum } from '../money/minor-units.ts';
import type { DistributedRepayment, LoanHistory, StandingTransfer } from './loan-history.ts';
import { addToAmount, COMPONENTS, type ComponentAmounts, NO_AMOUNTS } from './repay/components.ts';

/** Of the payer of the debt, and of those to whom it is paid. */
const PAYING: readonly TransferCode[] = ['principal_paid', 'interest_paid', 'penalty_paid'];
const PAID: readonly TransferCode[] = [
  'principal_repaid',
  'interest_repaid',
  'penalty_repaid',
  'fee_repaid',
];
/** What else the command of a repayment books, since the loan is brought up to date by it. */
const OF_THE_DAY: readonly TransferCode[] = ['penalty_charged', 'debt_waived'];
const ASKED: readonly TransferCode[] = ['interest_due', 'fee_due'];

/**
 * Whether it paid a component of the debt.
 *
 * @example isOfDebtPaid({ code: 'fee_repaid' }) // true
 */
export function isOfDebtPaid({ code }: Pick<StandingTransfer, 'code'>): boolean {
  return PAID.includes(code);
}

/**
 * What stands of a repayment: its own, and what earlier corrections have booked in its place.
 *
 * @example ownTransfers({ entries: [] }, { event: {}, entry: { transfers: [] } }) // []
 */
export function ownTransfers(
  { entries }: LoanHistory,
  { event, entry }: DistributedRepayment,
): readonly StandingTransfer[] {
  const start = entry.transfers.findIndex(({ code }) => code === 'repayment');
  const own = entry.transfers.filter(
    // What an early repayment asks for is booked before the money comes, what falls due by the day behind it.
    ({ code }, index) =>
      !OF_THE_DAY.includes(code) &&
      (!ASKED.includes(code) || (event.early !== undefined && index < start)),
  );
  const anew = entries
    .filter(({ events }) =>
      events.some(
        (one) => one.kind === 'RepaymentBackDated' && one.instructionId === event.instructionId,
      ),
    )
    .flatMap(({ transfers }) => transfers)
    .filter(({ code }) => PAYING.includes(code) || PAID.includes(code));
  return [...own, ...anew];
}

/**
 * Those of the repayment first, then of what came later, then of what came before it.
 *
 * @example inPlace({ entries: [] }, 0) // []
 */
export function inPlace({ entries }: LoanHistory, index: number): readonly StandingTransfer[] {
  return [...entries.slice(index), ...entries.slice(0, index).toReversed()].flatMap(
    ({ transfers }) => transfers,
  );
}

/**
 * What of the debt they paid, by components.
 *
 * @example paidBy([]) // NO_AMOUNTS
 */
export function paidBy(transfers: readonly StandingTransfer[]): ComponentAmounts {
  return COMPONENTS.reduce(
    (total, component) =>
      addToAmount(
        total,
        component,
        sum(
          transfers
            .filter(({ credit }) => credit.kind === `loan_${component}`)
            .map(({ amount }) => amount),
        ),
      ),
    NO_AMOUNTS,
  );
}
