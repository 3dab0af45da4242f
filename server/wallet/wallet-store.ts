// The tables of money that crosses the house's border, and of what the custodian is asked for.
import {
  bigintColumn,
  currencyColumn,
  dayColumn,
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
    rail: textColumn(),
    pageUrl: optionalColumn(textColumn()),
    transferId: optionalColumn(bigintColumn),
    bankReference: optionalColumn(textColumn()),
    bankDay: optionalColumn(dayColumn),
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
    fees: jsonColumn(),
    held: moneyColumn,
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
    batchId: optionalColumn(idColumn),
    pageUrl: optionalColumn(textColumn()),
    bankReference: optionalColumn(textColumn()),
    reversedBy: optionalColumn(textColumn()),
    reason: optionalColumn(textColumn()),
  },
  { key: ['id'], lists: { instructionsOfLoan: ['loan_id'] } },
);

export const mandateTable = factTable(
  'mandate',
  'wallet.mandate',
  {
    id: idColumn,
    clientId: idColumn,
    scope: textColumn(),
    currency: currencyColumn,
    cap: moneyColumn,
    used: moneyColumn,
    loanId: optionalColumn(idColumn),
    expiresDay: dayColumn,
    state: textColumn(),
    requestedAt: instantColumn,
    pageUrl: optionalColumn(textColumn()),
    bankReference: optionalColumn(textColumn()),
  },
  { key: ['id'], lists: { mandatesOfLoan: ['loan_id'], reserveMandates: ['client_id'] } },
);
