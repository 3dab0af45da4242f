// The tables of cases, their stories, contacts with borrowers, and promises to pay.
import {
  bigintColumn,
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

export const caseTable = factTable(
  'case',
  'work.case',
  {
    id: idColumn,
    caseKind: textColumn(),
    subjectKind: textColumn(),
    subjectId: idColumn,
    clientId: idColumn,
    state: textColumn(),
    entries: integerColumn,
    fields: jsonColumn(),
    ownerId: optionalColumn(idColumn),
    makerId: optionalColumn(idColumn),
    result: optionalColumn(textColumn()),
    stepsDone: jsonColumn(),
    evidence: jsonColumn(),
    openedAt: instantColumn,
    openedOn: dayColumn,
    deadlineAt: instantColumn,
    stoppedAt: optionalColumn(instantColumn),
    late: booleanColumn,
    escalationLevel: integerColumn,
    nextActionDay: optionalColumn(dayColumn),
    collection: optionalColumn(jsonColumn()),
  },
  { key: ['id'], lists: { casesOfSubject: ['subject_id'] } },
);

export const caseEntryTable = factTable(
  'caseEntry',
  'work.entry',
  {
    caseId: idColumn,
    number: integerColumn,
    event: textColumn(),
    state: textColumn(),
    actor: textColumn(),
    at: instantColumn,
    day: dayColumn,
    detail: optionalColumn(textColumn()),
    reason: optionalColumn(textColumn()),
  },
  { key: ['case_id', 'number'] },
);

export const contactTable = factTable(
  'contact',
  'work.contact',
  {
    id: idColumn,
    caseId: idColumn,
    loanId: idColumn,
    clientId: idColumn,
    channel: textColumn(),
    template: textColumn(),
    outcome: textColumn(),
    note: optionalColumn(textColumn()),
    recordedBy: idColumn,
    at: instantColumn,
    day: dayColumn,
  },
  { key: ['id'], lists: { contactsOfClientAndDay: ['client_id', 'day'] } },
);

export const promiseTable = factTable(
  'promise',
  'work.promise',
  {
    id: idColumn,
    caseId: idColumn,
    loanId: idColumn,
    day: dayColumn,
    amount: moneyColumn,
    currency: currencyColumn,
    paidBefore: moneyColumn,
    state: textColumn(),
    madeAt: instantColumn,
    paid: optionalColumn(moneyColumn),
  },
  { key: ['id'] },
);

export const collectionCostTable = factTable(
  'collectionCost',
  'work.collection_cost',
  {
    id: idColumn,
    caseId: idColumn,
    loanId: idColumn,
    amount: moneyColumn,
    currency: currencyColumn,
    purpose: textColumn(),
    reference: textColumn(),
    payeeName: textColumn(),
    payeeAccount: textColumn(),
    recordedBy: idColumn,
    recordedOn: dayColumn,
    state: textColumn(),
    checkerId: optionalColumn(idColumn),
    instructionId: optionalColumn(idColumn),
    holdId: optionalColumn(bigintColumn),
    endedOn: optionalColumn(dayColumn),
    reason: optionalColumn(textColumn()),
  },
  { key: ['id'] },
);
