// The tables of applications, their assessments, and listings.
import {
  booleanColumn,
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

export const applicationTable = factTable(
  'application',
  'loan.application',
  {
    loanId: idColumn,
    channel: textColumn(),
    security: textColumn(),
    file: jsonColumn(),
    documents: jsonColumn(),
    consents: jsonColumn(),
    preparedBy: jsonColumn(),
    assessments: integerColumn,
    changedSince: booleanColumn,
    review: optionalColumn(jsonColumn()),
  },
  { key: ['loan_id'] },
);

export const assessmentTable = factTable(
  'assessment',
  'loan.assessment',
  {
    loanId: idColumn,
    number: integerColumn,
    packId: textColumn(),
    assessedOn: dayColumn,
    result: jsonColumn(),
    request: optionalColumn(jsonColumn()),
    features: optionalColumn(jsonColumn()),
  },
  { key: ['loan_id', 'number'] },
);

export const listingTable = factTable(
  'listing',
  'loan.listing',
  {
    loanId: idColumn,
    borrowerId: idColumn,
    state: textColumn(),
    makerId: idColumn,
    title: textColumn(),
    summary: textColumn(),
    loanAmount: moneyColumn,
    termMonths: integerColumn,
    opensAt: instantColumn,
    fundingDays: integerColumn,
    collateralIds: jsonColumn(),
    face: optionalColumn(jsonColumn()),
    review: optionalColumn(jsonColumn()),
    checkerId: optionalColumn(idColumn),
    publishedOn: optionalColumn(dayColumn),
  },
  { key: ['loan_id'], lists: { listingsOfBorrower: ['borrower_id'] } },
);

export const advanceTable = factTable(
  'advance',
  'loan.money_advance',
  {
    id: idColumn,
    borrowerId: idColumn,
    payer: textColumn(),
    amount: moneyColumn,
    currency: currencyColumn,
    receivedOn: dayColumn,
    makerId: optionalColumn(idColumn),
    explanation: optionalColumn(textColumn()),
  },
  { key: ['id'], lists: { advancesOfBorrower: ['borrower_id'] } },
);
