// The tables of clients, as lenders and as borrowers.
import {
  booleanColumn,
  dayColumn,
  idColumn,
  integerColumn,
  jsonColumn,
  moneyColumn,
  optionalColumn,
  textColumn,
} from '../database/column.ts';
import { factTable } from '../database/fact-table.ts';

export const clientTable = factTable(
  'client',
  'people.client',
  {
    id: idColumn,
    clientNumber: integerColumn,
    kind: textColumn(),
    roles: jsonColumn(),
    status: textColumn(),
    birthDay: optionalColumn(dayColumn),
    isRelatedParty: booleanColumn,
    custodyAccounts: jsonColumn(),
  },
  { key: ['id'] },
);

export const lenderTable = factTable(
  'lender',
  'people.lender',
  {
    id: idColumn,
    tolerance: integerColumn,
    exposureCeiling: moneyColumn,
    questionnaireUntil: optionalColumn(dayColumn),
    biddingStopped: booleanColumn,
    exposure: moneyColumn,
  },
  { key: ['id'] },
);

export const borrowerTable = factTable(
  'borrower',
  'people.borrower',
  { id: idColumn, owed: moneyColumn, openLoanId: optionalColumn(idColumn) },
  { key: ['id'] },
);
