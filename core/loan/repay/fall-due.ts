// Instalments fall due: from then on their interest and fees stand on the debt side of the book.
import type { Circumstances } from '../../decision.ts';
import type { MutuaEvent } from '../../events.ts';
import { loanAccount } from '../../ledger/addresses.ts';
import { posted, type Transfer } from '../../ledger/transfer.ts';
import { type MinorUnits, ZERO } from '../../money/minor-units.ts';
import type { Day } from '../../time/day.ts';
import type { Loan } from '../loan.ts';
import { askingDay } from '../serviced-accounts.ts';
import type { Servicing } from '../servicing.ts';

/** What was done in one decision, and the loan's money life after it. */
export interface WorkedServicing {
  readonly servicing: Servicing;
  readonly events: readonly MutuaEvent[];
  readonly transfers: readonly Transfer[];
}

/**
 * Asks for every instalment whose day has come: the day after the working-day rule, or, when the borrower
 * wants to pay, the due day itself. While an early repayment is under way nothing falls due, since it
 * changes what does.
 *
 * @example fallDue({}, { accounts: [], fallenDue: 0 }, 'due_day', { today: dayOf(2026, 3, 2) }).events // []
 */
export function fallDue(
  loan: Loan,
  before: Servicing,
  by: 'asking_day' | 'due_day',
  circumstances: Circumstances,
): WorkedServicing {
  const { today } = circumstances;
  const events: MutuaEvent[] = [];
  const transfers: Transfer[] = [];
  let { fallenDue } = before;
  const isWaiting = before.underWay?.early !== undefined;
  for (const account of isWaiting ? [] : before.accounts.slice(fallenDue)) {
    const isAsked = askingDay(before.rules, account.dueDay) <= today;
    if (!isAsked && !(by === 'due_day' && account.dueDay <= today)) break;
    fallenDue += 1;
    const { dueDay, due } = account;
    const { principal, interest, fee } = due;
    const number = fallenDue;
    events.push({
      ...{ kind: 'InstalmentFellDue', loanId: loan.id, number, dueDay },
      ...{ principal, interest, fee },
    });
    transfers.push(...debtsDue(loan, { interest, fee }, dueDay, circumstances));
  }
  return { servicing: { ...before, fallenDue }, events, transfers };
}

/**
 * Interest and fees that are owed from that day on.
 *
 * @example debtsDue({}, { interest: ZERO, fee: ZERO }, dayOf(2026, 3, 2), { today: dayOf(2026, 3, 2) }) // []
 */
export function debtsDue(
  loan: Loan,
  { interest, fee }: { readonly interest: MinorUnits; readonly fee: MinorUnits },
  day: Day,
  circumstances: Circumstances,
): Transfer[] {
  const credit = loanAccount('loan_owed', loan);
  const since = day < circumstances.today ? { effectiveDay: day } : {};
  const shared = { credit, subjectId: loan.id, ...since };
  const interestDue = { code: 'interest_due', debit: loanAccount('loan_interest', loan) } as const;
  const feeDue = { code: 'fee_due', debit: loanAccount('loan_fee', loan) } as const;
  return [
    ...(interest > ZERO
      ? [posted(circumstances, { ...interestDue, ...shared, amount: interest })]
      : []),
    ...(fee > ZERO ? [posted(circumstances, { ...feeDue, ...shared, amount: fee })] : []),
  ];
}
