// Debt that is given up by those to whom it is owed 减免: how it is booked, and the end of a loan by it.
import type { Claim } from '../claim/claim.ts';
import type { Circumstances } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import { loanAccount } from '../ledger/addresses.ts';
import { posted, type Transfer } from '../ledger/transfer.ts';
import { type MinorUnits, minus, ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { DebtWaived } from './collection-events.ts';
import type { Loan } from './loan.ts';
import {
  COMPONENTS,
  type ComponentAmounts,
  leastAmounts,
  totalOfAmounts,
} from './repay/components.ts';
import { waiveOldestFirst } from './repay/instalment-account.ts';
import { dueAmounts } from './serviced-accounts.ts';
import type { HolderPayment, ServicedAccount, Servicing, WaiverAsked } from './servicing.ts';
import { restToWriteOff, wholeDebt } from './written-off.ts';

/**
 * What is given up leaves the debt, one transfer for each component (code 620).
 *
 * @example waiverTransfers({}, NO_AMOUNTS, {}) // []
 */
export function waiverTransfers(
  loan: Loan,
  amounts: ComponentAmounts,
  circumstances: Circumstances,
): readonly Transfer[] {
  return COMPONENTS.filter((component) => amounts[component] > ZERO).map((component) =>
    posted(circumstances, {
      ...{ code: 'debt_waived', debit: loanAccount('loan_owed', loan) },
      credit: loanAccount(`loan_${component}`, loan),
      ...{ amount: amounts[component], subjectId: loan.id },
    }),
  );
}

/**
 * What a waiver comes to today: of a part, no more than what is still due; of the whole, all that is owed.
 *
 * @example waivedToday({ accounts: [], fallenDue: 0 }, { how: 'whole' }, dayOf(2026, 3, 2)).rest // []
 */
export function waivedToday(
  servicing: Servicing,
  waiver: WaiverAsked,
  day: Day,
): Pick<DebtWaived, 'amounts' | 'rest'> {
  if (waiver.how === 'in_part') {
    return { amounts: leastAmounts(waiver.amounts, dueAmounts(servicing)) };
  }
  const rest = restToWriteOff(servicing, day);
  const accounts = [...servicing.accounts.slice(0, servicing.fallenDue), ...rest];
  return { amounts: wholeDebt({ accounts }), rest };
}

/**
 * Whether it gives up nothing.
 *
 * @example isNothing(NO_AMOUNTS) // true
 */
export function isNothing(amounts: ComponentAmounts): boolean {
  return totalOfAmounts(amounts) === ZERO;
}

/**
 * The money life after a waiver: so much of each component, the oldest instalment first.
 *
 * @example withWaiver({ accounts: [], fallenDue: 0 }, { amounts: NO_AMOUNTS, day: dayOf(2026, 3, 2) }).accounts // []
 */
export function withWaiver(
  servicing: Servicing,
  { amounts, rest, day }: Pick<DebtWaived, 'amounts' | 'rest' | 'day'>,
): Servicing {
  const { fallenDue } = servicing;
  let due: readonly ServicedAccount[] = servicing.accounts.slice(0, fallenDue);
  let ahead = servicing.accounts.slice(fallenDue);
  if (rest !== undefined) {
    due = [...due, ...rest];
    ahead = [];
  }
  for (const component of COMPONENTS) {
    if (amounts[component] > ZERO) {
      due = waiveOldestFirst(due, component, amounts[component], day).accounts;
    }
  }
  return { ...servicing, accounts: [...due, ...ahead], fallenDue: due.length };
}

/**
 * Every claim of a loan ends with what is still outstanding as its loss, and the loan with it.
 *
 * @param payments made in the same decision, which the claims do not know of yet.
 * @example closedByWaiver('l', 'waived', []) // [{ kind: 'LoanClosed', loanId: 'l', closeReason: 'waived' }]
 */
export function closedByWaiver(
  loanId: Loan['id'],
  closeReason: 'waived' | 'compromise',
  claims: readonly Claim[],
  payments: readonly HolderPayment[] = [],
): readonly MutuaEvent[] {
  const paid = new Map<string, MinorUnits>(
    payments.map(({ claimId, principal }) => [claimId, principal]),
  );
  return [
    ...claims
      .filter(({ state }) => state === 'active' || state === 'on_sale')
      .map(({ id, outstanding }) => {
        const loss = minus(outstanding, paid.get(id) ?? ZERO);
        return { kind: 'ClaimClosed' as const, claimId: id, ...(loss > ZERO && { loss }) };
      }),
    { kind: 'LoanClosed', loanId, closeReason },
  ];
}
