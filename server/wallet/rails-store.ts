// The tables between the house and its rails: what is on its way, what came, what differs, and who has to look.
import {
  bigintColumn,
  currencyColumn,
  dayColumn,
  idColumn,
  instantColumn,
  integerColumn,
  jsonColumn,
  moneyColumn,
  optionalColumn,
  textColumn,
} from '../database/column.ts';
import { factTable } from '../database/fact-table.ts';

export const topUpReversalTable = factTable(
  'topUpReversal',
  'wallet.top_up_reversal',
  {
    id: idColumn,
    clientId: idColumn,
    role: textColumn(),
    currency: currencyColumn,
    amount: moneyColumn,
    debited: moneyColumn,
    shortfall: moneyColumn,
    bankDay: dayColumn,
    bankReference: optionalColumn(textColumn()),
    state: textColumn(),
    transferId: optionalColumn(bigintColumn),
  },
  { key: ['id'] },
);

export const clientDebtTable = factTable(
  'clientDebt',
  'wallet.client_debt',
  {
    id: idColumn,
    clientId: idColumn,
    role: textColumn(),
    currency: currencyColumn,
    amount: moneyColumn,
    state: textColumn(),
    since: instantColumn,
  },
  { key: ['id'] },
);

export const receiptTable = factTable(
  'receipt',
  'wallet.receipt',
  {
    id: idColumn,
    bankReference: textColumn(),
    currency: currencyColumn,
    amount: moneyColumn,
    bankDay: dayColumn,
    receivedAt: instantColumn,
    state: textColumn(),
    reason: optionalColumn(textColumn()),
    end: optionalColumn(jsonColumn()),
    makerId: optionalColumn(idColumn),
    note: optionalColumn(textColumn()),
    instructionId: optionalColumn(idColumn),
  },
  { key: ['id'], lists: { receiptsOfReference: ['bank_reference'] } },
);

export const receiptPayerTable = factTable(
  'receiptPayer',
  'wallet.receipt_payer',
  {
    receiptId: idColumn,
    payerName: textColumn(),
    payerAccount: textColumn(),
    remark: textColumn(),
  },
  { key: ['receipt_id'] },
);

export const custodyBatchTable = factTable(
  'custodyBatch',
  'wallet.custody_batch',
  {
    id: idColumn,
    state: textColumn(),
    items: jsonColumn(),
    content: textColumn(),
    answers: jsonColumn(),
    told: integerColumn,
    sentAt: instantColumn,
    lastBankDay: optionalColumn(dayColumn),
  },
  { key: ['id'] },
);

export const ownAccountTable = factTable(
  'ownAccount',
  'wallet.own_account',
  { purpose: textColumn(), currency: currencyColumn, account: textColumn() },
  { key: ['purpose', 'currency'] },
);

export const bankMovementTable = factTable(
  'bankMovement',
  'wallet.bank_movement',
  {
    id: idColumn,
    bankReference: textColumn(),
    account: textColumn(),
    direction: textColumn(),
    amount: moneyColumn,
    currency: currencyColumn,
    code: textColumn(),
    cause: optionalColumn(idColumn),
    bankDay: dayColumn,
    state: textColumn(),
    toldAt: instantColumn,
  },
  { key: ['id'] },
);

export const breakTable = factTable(
  'break',
  'ledger.break',
  {
    id: idColumn,
    rail: textColumn(),
    day: dayColumn,
    kind: textColumn(),
    reference: textColumn(),
    ours: optionalColumn(textColumn()),
    theirs: optionalColumn(textColumn()),
    state: textColumn(),
    explanation: optionalColumn(textColumn()),
    explainedBy: optionalColumn(idColumn),
    mendedBy: optionalColumn(idColumn),
  },
  { key: ['id'], lists: { breaksOfDay: ['rail', 'day'], breaksExplained: ['rail', 'state'] } },
);

export const alarmTable = factTable(
  'alarm',
  'wallet.alarm',
  {
    id: idColumn,
    kind: textColumn(),
    reference: textColumn(),
    subjectId: optionalColumn(idColumn),
    detail: optionalColumn(textColumn()),
    raisedAt: instantColumn,
    state: textColumn(),
    endedBy: optionalColumn(idColumn),
    note: optionalColumn(textColumn()),
  },
  { key: ['id'] },
);
