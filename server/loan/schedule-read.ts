// A schedule as its readers see it: what was asked for, what was paid, and how each instalment stands today.
import type { InstalmentOnWire } from '@mutua/contract/loan/servicing.ts';
import { totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import { openAmounts } from '@mutua/core/loan/repay/instalment-account.ts';
import { askingDay } from '@mutua/core/loan/serviced-accounts.ts';
import type { ServicedAccount, Servicing } from '@mutua/core/loan/servicing.ts';
import { ZERO } from '@mutua/core/money/minor-units.ts';
import { type Day, daysBetween, formatDay } from '@mutua/core/time/day.ts';

/** How an instalment stands on a day; late from the day after the one on which it is asked for. */
export function instalmentState(
  { rules, writtenOff }: Servicing,
  account: ServicedAccount,
  today: Day,
): Pick<InstalmentOnWire, 'state' | 'daysLate'> {
  const { due, waived, dueDay } = account;
  const isPaid = totalOfAmounts(openAmounts(account)) === ZERO;
  if (writtenOff !== undefined) {
    // What a write-off did not ask for any more, and what was given up at the end, was not paid.
    const isDropped = totalOfAmounts(due) === ZERO || totalOfAmounts(waived) > ZERO;
    return { state: isPaid && !isDropped ? 'paid' : 'written_off' };
  }
  if (isPaid) return { state: 'paid' };
  const late = daysBetween(askingDay(rules, dueDay), today);
  if (late > 0) return { state: 'late', daysLate: late };
  return late === 0 || dueDay <= today ? { state: 'due' } : { state: 'to_come' };
}

export function writeSchedule(servicing: Servicing, today: Day): InstalmentOnWire[] {
  return servicing.accounts.map((account, index) => {
    const { due, paid, dueDay, settledDay } = account;
    const isPaid = settledDay !== undefined;
    return {
      ...{ number: index + 1, dueDay: formatDay(dueDay), principal: String(due.principal) },
      ...{ interest: String(due.interest), penalty: String(due.penalty), fee: String(due.fee) },
      ...{ paid: String(totalOfAmounts(paid)), open: String(totalOfAmounts(openAmounts(account))) },
      ...instalmentState(servicing, account, today),
      ...(isPaid ? { settledDay: formatDay(settledDay) } : {}),
    };
  });
}
