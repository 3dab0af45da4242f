// What a borrower reads of one loan beside its figures: the file as it stands, and what an early repayment would change.
import { FACT_SHAPES } from '@mutua/core/credit/fact.ts';
import { DOCUMENT_KINDS } from '@mutua/core/product/product.ts';
import Type, { type Static } from 'typebox';
import {
  CurrencyOnWire,
  DayOnWire,
  MinorUnitsOnWire,
  PositiveMinorUnitsOnWire,
} from '../money/on-wire.ts';
import { FactValueOnWire } from './application.ts';

export const LoanFileOnWire = Type.Object({
  facts: Type.Array(
    Type.Object({
      name: Type.Enum(Object.keys(FACT_SHAPES) as (keyof typeof FACT_SHAPES)[]),
      askedOf: Type.Enum(['borrower', 'source'], { description: 'Who says it.' }),
      value: Type.Optional(
        Type.Unsafe<FactValueOnWire>({
          ...FactValueOnWire,
          description: 'In the form that the fact has; absent while it is missing.',
        }),
      ),
      needsProof: Type.Boolean({ description: 'Whether somebody has to bear it out.' }),
      isBorneOut: Type.Boolean({ description: 'Whether somebody has.' }),
    }),
    { description: 'All facts for which the product asks.' },
  ),
  documents: Type.Array(
    Type.Object({
      document: Type.Enum([...DOCUMENT_KINDS]),
      isThere: Type.Boolean({ description: 'Whether it is in the file.' }),
    }),
    { description: 'All documents for which the product asks.' },
  ),
});
export type LoanFileOnWire = Static<typeof LoanFileOnWire>;

const OUTLOOK = {
  instalments: Type.Integer({ minimum: 0, description: 'How many are still to come.' }),
  nextDueDay: Type.Optional(DayOnWire('Of the next of them.')),
  nextInstalment: MinorUnitsOnWire('The next of them, with its fees.'),
  lastDueDay: Type.Optional(DayOnWire('Of the last of them.')),
  interest: MinorUnitsOnWire('All interest that is still to come.'),
  fees: MinorUnitsOnWire('All fees that are still to come.'),
};
const Outlook = (description: string) => Type.Object(OUTLOOK, { description });
export type EarlyOutlookPart = Static<ReturnType<typeof Outlook>>;

export const EarlyOutlookQuery = Type.Object(
  { principal: PositiveMinorUnitsOnWire('What would be repaid early, of the principal.') },
  { additionalProperties: false },
);

export const EarlyOutlookOnWire = Type.Object({
  currency: CurrencyOnWire,
  day: DayOnWire('On which it would be repaid.'),
  unchanged: Outlook('Without an early repayment.'),
  shorterTerm: Type.Optional(Outlook('With the instalment kept and the term shortened.')),
  smallerInstalment: Type.Optional(Outlook('With the term kept and the instalments smaller.')),
});
export type EarlyOutlookOnWire = Static<typeof EarlyOutlookOnWire>;
