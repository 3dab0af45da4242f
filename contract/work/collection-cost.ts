// What collecting costs, on the wire: as the office reads it, and as finance lets it be paid.
import { COLLECTION_COST_STATES } from '@mutua/core/work/collection-cost.ts';
import Type, { type Static } from 'typebox';
import { commandBody } from '../http/command.ts';
import { DayOnWire, MoneyOnWire } from '../money/on-wire.ts';
import { CaseReason } from './case.ts';

export const ReleaseCostBody = commandBody({});
export const DeclineCostBody = commandBody({ reason: CaseReason });

export const CollectionCostOnWire = Type.Object({
  costId: Type.String({ format: 'uuid' }),
  caseId: Type.String({ format: 'uuid' }),
  loanId: Type.String({ format: 'uuid' }),
  amount: MoneyOnWire,
  purpose: Type.String({ description: 'For what.' }),
  reference: Type.String({ description: 'The invoice or receipt.' }),
  payeeName: Type.String({ description: 'The court or the firm that gets it.' }),
  payeeAccount: Type.String({ description: 'The payee’s account at its own bank.' }),
  recordedBy: Type.String({ format: 'uuid', description: 'Who wrote it down.' }),
  recordedOn: DayOnWire('When it was written down.'),
  state: Type.Enum([...COLLECTION_COST_STATES]),
  checkerId: Type.Optional(
    Type.String({ format: 'uuid', description: 'Who released or declined it.' }),
  ),
  endedOn: Type.Optional(DayOnWire('When it was paid or declined.')),
  reason: Type.Optional(Type.String({ description: 'Why it was declined, or not paid.' })),
  actions: Type.Array(Type.String(), { description: 'What you may do now.' }),
});
export type CollectionCostOnWire = Static<typeof CollectionCostOnWire>;

export const CollectionCostsOfLoan = Type.Object({
  recorded: MoneyOnWire,
  underWay: MoneyOnWire,
  paid: MoneyOnWire,
});
export type CollectionCostsOfLoan = Static<typeof CollectionCostsOfLoan>;

/** The operator's own account at the custodian, and what the ledger has in it. */
export const OwnAccountOnWire = Type.Object({
  account: Type.String({ description: 'The number of the account at the custodian.' }),
  fees: MoneyOnWire,
  funds: MoneyOnWire,
  held: MoneyOnWire,
});
export type OwnAccountOnWire = Static<typeof OwnAccountOnWire>;
