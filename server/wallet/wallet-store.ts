// The tables of money that crosses the house's border, and of what the custodian is asked for.
import {
  bigintColumn,
  currencyColumn,
  idColumn,
  instantColumn,
  jsonColumn,
  moneyColumn,
  optionalColumn,
  textColumn,
} from '../database/column.ts';
import { factTable } from '../database/fact-table.ts';

export const topUpTable = factTable(
  'topUp',
  'wallet.top_up',
  {
    id: idColumn,
    clientId: idColumn,
    role: textColumn(),
    currency: currencyColumn,
    amount: moneyColumn,
    state: textColumn(),
    requestedAt: instantColumn,
    transferId: optionalColumn(bigintColumn),
    bankReference: optionalColumn(textColumn()),
  },
  { key: ['id'] },
);

export const withdrawalTable = factTable(
  'withdrawal',
  'wallet.withdrawal',
  {
    id: idColumn,
    clientId: idColumn,
    role: textColumn(),
    currency: currencyColumn,
    amount: moneyColumn,
    state: textColumn(),
    requestedAt: instantColumn,
    holdId: bigintColumn,
    instructionId: idColumn,
  },
  { key: ['id'] },
);

export const instructionTable = factTable(
  'instruction',
  'wallet.instruction',
  {
    id: idColumn,
    state: textColumn(),
    currency: currencyColumn,
    loanId: optionalColumn(idColumn),
    clientId: optionalColumn(idColumn),
    order: jsonColumn(),
    createdAt: instantColumn,
    bankReference: optionalColumn(textColumn()),
    reason: optionalColumn(textColumn()),
  },
  { key: ['id'], lists: { instructionsOfLoan: ['loan_id'] } },
);
