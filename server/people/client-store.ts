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
    custodyCurrencies: optionalColumn(jsonColumn()),
    region: optionalColumn(textColumn()),
    isInstitution: optionalColumn(booleanColumn),
    partnerKind: optionalColumn(textColumn()),
    isHeld: optionalColumn(booleanColumn),
    freezeAsked: optionalColumn(jsonColumn()),
    registrationFees: optionalColumn(jsonColumn()),
    statusBeforeFreeze: optionalColumn(textColumn()),
  },
  {
    key: ['id'],
    lists: { clientsOfNumber: ['client_number'], clientsByRelation: ['is_related_party'] },
  },
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
  {
    id: idColumn,
    owed: moneyColumn,
    openLoanId: optionalColumn(idColumn),
    loansRepaid: optionalColumn(integerColumn),
    worstDaysOverdue: optionalColumn(integerColumn),
  },
  { key: ['id'] },
);
