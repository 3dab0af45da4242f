// A lender's own statement, as it is read over HTTP: what moved, and the balances before and after.
import type { LedgerStatement } from '@mutua/contract/ledger/statement.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type { Flow } from './bank-statement.ts';
import { type Citizen, dayIn, type TownHouse } from './town-house.ts';

/** What was booked between two days, over as many pages as it takes, and the balances before and after. */
export async function statementLines(
  town: TownHouse,
  lender: Citizen,
  { from, to }: { readonly from: Day; readonly to: Day },
) {
  const booked: Flow[] = [];
  let cursor = '';
  for (;;) {
    const page = await town.read<LedgerStatement>(
      lender,
      `/api/accounts/lender/CNY/statement?from=${formatDay(from)}&to=${formatDay(to)}&limit=200${cursor}`,
    );
    for (const { kind, side, amount, bookedDay } of page.lines) {
      if (kind !== 'posted' && kind !== 'post') continue;
      const signed = side === 'credit' ? BigInt(amount) : -BigInt(amount);
      booked.push({ day: dayIn(bookedDay), amount: signed });
    }
    if (page.next === undefined) {
      const [opening, closing] = [BigInt(page.opening.balance), BigInt(page.closing.balance)];
      return { booked, opening, closing };
    }
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
}

/** What each day came to. */
export function byDay(flows: readonly Flow[]): Readonly<Record<string, bigint>> {
  const sums: Record<string, bigint> = {};
  for (const { day, amount } of flows) {
    sums[formatDay(day)] = (sums[formatDay(day)] ?? 0n) + amount;
  }
  return sums;
}
