// The tables of the business date and of the days that were closed.
import {
  bigintColumn,
  dayColumn,
  instantColumn,
  jsonColumn,
  optionalColumn,
  textColumn,
} from '../database/column.ts';
import { type FactTable, factTable } from '../database/fact-table.ts';
import { insertDayBalances } from '../ledger/day-balance-store.ts';

export const businessDayTable = factTable(
  'businessDay',
  'calendar.business_day',
  {
    id: textColumn<'current'>(),
    day: dayColumn,
    state: textColumn(),
    firstTransferId: bigintColumn,
    firstSequence: bigintColumn,
    endThrough: optionalColumn(dayColumn),
  },
  { key: ['id'] },
);

const closes = factTable(
  'dayClose',
  'ledger.day_close',
  {
    day: dayColumn,
    closedAt: instantColumn,
    firstTransferId: bigintColumn,
    lastTransferId: bigintColumn,
    firstSequence: bigintColumn,
    lastSequence: bigintColumn,
    transfers: bigintColumn,
    commands: bigintColumn,
    accountsChanged: bigintColumn,
    trialBalance: jsonColumn(),
    inTransit: jsonColumn(),
    contentDigest: textColumn(),
    previousDigest: optionalColumn(textColumn()),
    digest: textColumn(),
  },
  { key: ['day'] },
);

/** With a closed day goes how each account stood that the day had changed. */
export const dayCloseTable: FactTable<'dayClose'> = {
  ...closes,
  save: (changes) => [
    ...closes.save(changes),
    ...changes.flatMap(({ fact }) =>
      fact === undefined || fact.accountsChanged === 0n ? [] : [insertDayBalances(fact)],
    ),
  ],
};
