// The draft of an application on the wire: what a borrower has filled in so far, and what is still missing.
import { DOCUMENT_KINDS } from '@mutua/core/product/product.ts';
import Type, { type Static } from 'typebox';
import { InstantOnWire, PositiveMoneyOnWire } from '../money/on-wire.ts';
import { APPLICATION_FIELDS, FactsOnWire } from './application.ts';
import { DRAFT_STEPS } from './draft-steps.ts';

const DOCUMENTS = Type.Array(Type.Enum([...DOCUMENT_KINDS]), {
  maxItems: 20,
  uniqueItems: true,
  description: 'The documents that are ready.',
  examples: [['identity_document']],
});

const FILLED_IN = {
  step: Type.Enum([...DRAFT_STEPS], {
    description: 'Where you left off.',
    examples: ['person'],
  }),
  loanAmount: Type.Optional(PositiveMoneyOnWire('What you want to borrow.')),
  termMonths: Type.Optional(APPLICATION_FIELDS.termMonths),
  repaymentMethod: Type.Optional(APPLICATION_FIELDS.repaymentMethod),
  purpose: Type.Optional(APPLICATION_FIELDS.purpose),
  security: Type.Optional(APPLICATION_FIELDS.security),
  facts: FactsOnWire,
  documents: DOCUMENTS,
};

/** The whole draft: what is left out is not filled in any more. */
export const SaveLoanDraftBody = Type.Object(FILLED_IN, { additionalProperties: false });
export type SaveLoanDraftBody = Static<typeof SaveLoanDraftBody>;

export const LoanDraftOnWire = Type.Object({
  productCode: APPLICATION_FIELDS.productCode,
  ...FILLED_IN,
  steps: Type.Array(
    Type.Object({
      step: Type.Enum([...DRAFT_STEPS]),
      missing: Type.Array(Type.String(), {
        description: 'The fields of the application that this step still asks for.',
      }),
    }),
    { description: 'Every step, with what it still asks for under the product in force.' },
  ),
  startedAt: InstantOnWire('When it was saved for the first time.'),
  savedAt: InstantOnWire('When it was saved the last time.'),
});
export type LoanDraftOnWire = Static<typeof LoanDraftOnWire>;
