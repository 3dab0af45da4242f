// The tables of loans, their transitions, their bids and their money life.
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
import { accountsColumn } from './accounts-column.ts';

export const loanTable = factTable(
  'loan',
  'loan.loan',
  {
    id: idColumn,
    borrowerId: idColumn,
    state: textColumn(),
    transitions: integerColumn,
    productCode: textColumn(),
    productVersion: integerColumn,
    currency: currencyColumn,
    loanAmount: moneyColumn,
    termMonths: integerColumn,
    repaymentMethod: textColumn(),
    purpose: textColumn(),
    annualRatePpm: optionalColumn(integerColumn),
    allInRatePpm: optionalColumn(integerColumn),
    expectedLossPpm: optionalColumn(integerColumn),
    grade: optionalColumn(textColumn()),
    assetClass: optionalColumn(textColumn()),
    riskClass: optionalColumn(textColumn()),
    security: optionalColumn(textColumn()),
    safeguard: optionalColumn(textColumn()),
    fees: jsonColumn(),
    makerId: optionalColumn(idColumn),
    termsAcceptedAt: optionalColumn(instantColumn),
    approvedUntil: optionalColumn(dayColumn),
    funding: optionalColumn(jsonColumn()),
    accepted: moneyColumn,
    frozen: moneyColumn,
    fundedAt: optionalColumn(instantColumn),
    contractHash: optionalColumn(textColumn()),
    valueDay: optionalColumn(dayColumn),
    nextActionDay: optionalColumn(dayColumn),
    reminderDay: optionalColumn(dayColumn),
    closeReason: optionalColumn(textColumn()),
    withdrawReason: optionalColumn(textColumn()),
  },
  { key: ['id'] },
);

export const transitionTable = factTable(
  'transition',
  'loan.transition',
  {
    loanId: idColumn,
    number: integerColumn,
    event: textColumn(),
    from: optionalColumn(textColumn()),
    to: textColumn(),
    actor: textColumn(),
    at: instantColumn,
    day: dayColumn,
    reason: optionalColumn(textColumn()),
  },
  { key: ['loan_id', 'number'] },
);

export const bidTable = factTable(
  'bid',
  'loan.bid',
  {
    id: idColumn,
    loanId: idColumn,
    lenderId: idColumn,
    amount: moneyColumn,
    source: textColumn(),
    state: textColumn(),
    holdId: bigintColumn,
    freezeState: textColumn(),
    placedAt: instantColumn,
    authoriseUntil: optionalColumn(instantColumn),
    pageUrl: optionalColumn(textColumn()),
  },
  {
    key: ['id'],
    lists: { bidsOfLoan: ['loan_id'], bidsOfLoanAndLender: ['loan_id', 'lender_id'] },
  },
);

export const servicingTable = factTable(
  'servicing',
  'loan.servicing',
  {
    loanId: idColumn,
    terms: jsonColumn(),
    rules: jsonColumn(),
    changes: jsonColumn(),
    accounts: accountsColumn,
    fallenDue: integerColumn,
    workedThrough: dayColumn,
    meter: optionalColumn(jsonColumn()),
    underWay: optionalColumn(jsonColumn()),
    proposal: optionalColumn(jsonColumn()),
    writtenOff: optionalColumn(jsonColumn()),
    chosenClass: optionalColumn(textColumn()),
    accelerated: optionalColumn(jsonColumn()),
    compromise: optionalColumn(jsonColumn()),
    earlierRows: optionalColumn(integerColumn),
    planNumber: optionalColumn(integerColumn),
  },
  { key: ['loan_id'] },
);

export const contractTable = factTable(
  'contract',
  'loan.contract',
  {
    loanId: idColumn,
    borrowerId: idColumn,
    payee: textColumn(),
    document: textColumn(),
    hash: textColumn(),
    signedAt: instantColumn,
  },
  { key: ['loan_id'] },
);
