// The table of the business date.
import { dayColumn, textColumn } from '../database/column.ts';
import { factTable } from '../database/fact-table.ts';

export const businessDayTable = factTable(
  'businessDay',
  'calendar.business_day',
  { id: textColumn<'current'>(), day: dayColumn, state: textColumn() },
  { key: ['id'] },
);
