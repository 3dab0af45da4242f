// The table of claims.
import {
  bigintColumn,
  idColumn,
  integerColumn,
  moneyColumn,
  optionalColumn,
  textColumn,
} from '../database/column.ts';
import { factTable } from '../database/fact-table.ts';

export const claimTable = factTable(
  'claim',
  'claim.claim',
  {
    id: idColumn,
    loanId: idColumn,
    borrowerId: idColumn,
    holderId: idColumn,
    reserveSchemeId: optionalColumn(idColumn),
    origin: textColumn(),
    state: textColumn(),
    principal: moneyColumn,
    outstanding: moneyColumn,
    units: bigintColumn,
    roundingUnits: integerColumn,
    principalReceived: moneyColumn,
    interestReceived: moneyColumn,
    penaltyReceived: moneyColumn,
    loss: optionalColumn(moneyColumn),
  },
  { key: ['id'], lists: { claimsOfLoan: ['loan_id'] } },
);
