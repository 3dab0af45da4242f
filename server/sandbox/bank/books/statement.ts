// The statement of a day as the bank makes it when the day is closed.
import type { CustodianStatement } from '@mutua/contract/custodian-statement.ts';
import { formatMinorUnits, ZERO } from '@mutua/core/money/minor-units.ts';
import { instantOfMs, isoOf } from '@mutua/core/time/instant.ts';
import type { Books } from './books.ts';
import type { DayBook } from './day-book.ts';

/** What was booked on the day, and how the accounts stand at its end. @param at when the day was closed. */
export function makeStatement(
  books: Books,
  day: string,
  dayBook: DayBook,
  at: number,
): CustodianStatement {
  const { currency, opening, touched } = dayBook;
  const totals = books.totalsOf(currency);
  return {
    statementId: `S${day.replaceAll('-', '')}.${currency}`,
    custodyAccount: `MUTUA.SANDBOX.${currency}`,
    day,
    currency,
    createdAt: isoOf(instantOfMs(at)),
    openingBooked: formatMinorUnits(opening),
    closingBooked: formatMinorUnits(totals.booked),
    entries: dayBook.entries(day),
    accounts: [...touched].sort().map((account) => {
      const { booked, frozen } = books.balances.get(account) ?? { booked: ZERO, frozen: ZERO };
      return {
        account,
        booked: formatMinorUnits(booked),
        frozen: formatMinorUnits(frozen),
      };
    }),
    controls: {
      accounts: totals.accounts,
      booked: formatMinorUnits(totals.booked),
      frozen: formatMinorUnits(totals.frozen),
    },
  };
}
