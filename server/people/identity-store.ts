// The tables of what is personal, and of what admission counts and keeps beside the clients.
import {
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

export const identityTable = factTable(
  'identity',
  'people.identity',
  {
    personId: idColumn,
    name: textColumn(),
    mobile: optionalColumn(textColumn()),
    number: optionalColumn(textColumn()),
    numberDigest: optionalColumn(textColumn()),
    legalRepresentative: optionalColumn(jsonColumn()),
    authorisedSignatory: optionalColumn(jsonColumn()),
    verifiedAt: optionalColumn(instantColumn),
    verificationReference: optionalColumn(textColumn()),
  },
  { key: ['person_id'], lists: { identitiesOfNumber: ['number_digest'] } },
);

export const operatorTable = factTable(
  'operator',
  'people.operator',
  {
    key: textColumn(),
    id: idColumn,
    name: textColumn(),
    creditCode: textColumn(),
    packId: textColumn(),
    licences: jsonColumn(),
    time: jsonColumn(),
  },
  { key: ['key'] },
);

export const counterTable = factTable(
  'counter',
  'people.counter',
  { name: textColumn(), value: integerColumn },
  { key: ['name'] },
);

export const authorityTable = factTable(
  'authority',
  'people.authority',
  {
    name: textColumn(),
    number: integerColumn,
    limits: jsonColumn(),
    effectiveFrom: dayColumn,
    makerId: idColumn,
    checkerId: optionalColumn(idColumn),
  },
  { key: ['name', 'number'], lists: { authorityTables: ['name'] } },
);

export const questionnaireTable = factTable(
  'questionnaire',
  'people.questionnaire',
  {
    id: idColumn,
    lenderId: idColumn,
    questionsVersion: integerColumn,
    answers: jsonColumn(),
    points: integerColumn,
    tolerance: integerColumn,
    exposureCeiling: moneyColumn,
    answeredOn: dayColumn,
    validUntil: dayColumn,
  },
  { key: ['id'] },
);
