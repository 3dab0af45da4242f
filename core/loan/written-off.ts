// The debt of a loan that is written off: what it comes to, how it is booked, and what is given up at the end.
import type { Circumstances } from '../decision.ts';
import { loanAccount } from '../ledger/addresses.ts';
import { posted, type Transfer } from '../ledger/transfer.ts';
import { type MinorUnits, ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { Loan } from './loan.ts';
import {
  amountsOf,
  COMPONENTS,
  type ComponentAmounts,
  NO_AMOUNTS,
  plusAmounts,
  totalOfAmounts,
} from './repay/components.ts';
import { openAmounts } from './repay/instalment-account.ts';
import type { ServicedAccount, Servicing } from './servicing.ts';

/**
 * What is open of all instalments, due or not, component by component.
 *
 * @example wholeDebt({ accounts: [] }) // NO_AMOUNTS
 */
export function wholeDebt({ accounts }: Pick<Servicing, 'accounts'>): ComponentAmounts {
  return accounts.map(openAmounts).reduce(plusAmounts, NO_AMOUNTS);
}

/**
 * All of it together.
 *
 * @example owedInAll({ accounts: [] }) // ZERO
 */
export function owedInAll(servicing: Pick<Servicing, 'accounts'>): MinorUnits {
  return totalOfAmounts(wholeDebt(servicing));
}

/**
 * The instalments that have not fallen due, as a write-off leaves them: their principal is owed with the rest;
 * their interest and fees are not asked for any more.
 *
 * @example restToWriteOff({ accounts: [], fallenDue: 0 }, dayOf(2026, 3, 2)) // []
 */
export function restToWriteOff(
  { accounts, fallenDue }: Pick<Servicing, 'accounts' | 'fallenDue'>,
  day: Day,
): readonly ServicedAccount[] {
  return accounts.slice(fallenDue).map((account) => {
    const { principal } = account.due;
    const settledDay = principal === account.paid.principal ? day : undefined;
    return { ...account, due: amountsOf({ principal }), fees: [], settledDay };
  });
}

/**
 * The debt leaves the accounts of its components, one transfer for each (code 630).
 *
 * @example writeOffTransfers({}, NO_AMOUNTS, {}) // []
 */
export function writeOffTransfers(
  loan: Loan,
  amounts: ComponentAmounts,
  circumstances: Circumstances,
): readonly Transfer[] {
  return COMPONENTS.filter((component) => amounts[component] > ZERO).map((component) =>
    posted(circumstances, {
      ...{ code: 'written_off', debit: loanAccount('loan_written_off', loan) },
      credit: loanAccount(`loan_${component}`, loan),
      ...{ amount: amounts[component], subjectId: loan.id },
    }),
  );
}

/**
 * The instalments when collection has ended: whatever is open is given up.
 *
 * @example givenUp([], dayOf(2026, 3, 2)) // []
 */
export function givenUp(
  accounts: readonly ServicedAccount[],
  day: Day,
): readonly ServicedAccount[] {
  return accounts.map((account) => {
    const open = openAmounts(account);
    if (totalOfAmounts(open) === ZERO) return account;
    return { ...account, waived: plusAmounts(account.waived, open), settledDay: day };
  });
}
