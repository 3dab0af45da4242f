// The tables of guarantors, their commitments, and collateral.
import {
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

export const guarantorTable = factTable(
  'guarantor',
  'safeguard.guarantor',
  {
    id: idColumn,
    standing: optionalColumn(jsonColumn()),
    proposal: optionalColumn(jsonColumn()),
    committed: moneyColumn,
    changes: integerColumn,
  },
  { key: ['id'] },
);

export const guarantorChangeTable = factTable(
  'guarantorChange',
  'safeguard.guarantor_change',
  {
    guarantorId: idColumn,
    number: integerColumn,
    standing: jsonColumn(),
    reason: textColumn(),
    makerId: optionalColumn(idColumn),
    checkerId: optionalColumn(idColumn),
    at: instantColumn,
    day: dayColumn,
  },
  { key: ['guarantor_id', 'number'] },
);

export const commitmentTable = factTable(
  'commitment',
  'safeguard.commitment',
  {
    id: idColumn,
    loanId: idColumn,
    guarantorId: idColumn,
    safeguard: textColumn(),
    place: integerColumn,
    cover: textColumn(),
    compensationDay: integerColumn,
    amount: moneyColumn,
    currency: currencyColumn,
    state: textColumn(),
    makerId: idColumn,
    askedAt: instantColumn,
    signedAt: optionalColumn(instantColumn),
    endedAt: optionalColumn(instantColumn),
    endReason: optionalColumn(textColumn()),
  },
  {
    key: ['id'],
    lists: { commitmentsOfLoan: ['loan_id'], commitmentsOfGuarantor: ['guarantor_id'] },
  },
);

export const collateralTable = factTable(
  'collateral',
  'safeguard.collateral',
  {
    id: idColumn,
    loanId: idColumn,
    commitmentId: optionalColumn(idColumn),
    releaseCondition: optionalColumn(textColumn()),
    kind: textColumn(),
    description: textColumn(),
    owner: textColumn(),
    currency: currencyColumn,
    value: moneyColumn,
    valuer: textColumn(),
    valuedOn: dayColumn,
    rank: integerColumn,
    priorDebts: moneyColumn,
    state: textColumn(),
    makerId: idColumn,
    register: optionalColumn(textColumn()),
    registrationNumber: optionalColumn(textColumn()),
    registeredOn: optionalColumn(dayColumn),
    disposalAsked: optionalColumn(jsonColumn()),
    endedOn: optionalColumn(dayColumn),
    endReason: optionalColumn(textColumn()),
    proceeds: optionalColumn(moneyColumn),
  },
  {
    key: ['id'],
    lists: { collateralOfLoan: ['loan_id'], collateralOfNumber: ['registration_number'] },
  },
);

export const compensationTable = factTable(
  'compensation',
  'safeguard.compensation',
  {
    id: idColumn,
    loanId: idColumn,
    commitmentId: optionalColumn(idColumn),
    reserveSchemeId: optionalColumn(idColumn),
    guarantorId: idColumn,
    place: integerColumn,
    cover: textColumn(),
    through: integerColumn,
    parts: jsonColumn(),
    principal: moneyColumn,
    interest: moneyColumn,
    currency: currencyColumn,
    state: textColumn(),
    claimedOn: dayColumn,
    instructionId: optionalColumn(idColumn),
    endedOn: optionalColumn(dayColumn),
    reason: optionalColumn(textColumn()),
  },
  { key: ['id'], lists: { compensationsOfLoan: ['loan_id'] } },
);
