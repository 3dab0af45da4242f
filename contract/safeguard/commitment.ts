// Guarantee commitments on the wire: for the office, and for the guarantor whose they are.
import { COMMITMENT_STATES } from '@mutua/core/safeguard/commitment.ts';
import Type, { type Static } from 'typebox';
import { commandBody, IdOnWire } from '../http/command.ts';
import { DayOnWire, InstantOnWire, MoneyOnWire } from '../money/on-wire.ts';

export const AskCommitmentBody = commandBody({
  guarantorId: IdOnWire('The partner that is asked.'),
  place: Type.Integer({
    minimum: 1,
    maximum: 2,
    description: 'In which place it pays; 1 pays first.',
    examples: [1],
  }),
});

export const SignCommitmentBody = commandBody({});

export const DeclineCommitmentBody = commandBody({
  reason: Type.String({
    minLength: 1,
    maxLength: 1_000,
    description: 'Kept with the answer.',
    examples: ['Beyond our limit for one industry.'],
  }),
});

export const CommitmentMade = Type.Object({ commitmentId: Type.String({ format: 'uuid' }) });

export const CommitmentOnWire = Type.Object({
  commitmentId: Type.String({ format: 'uuid' }),
  loanId: Type.String({ format: 'uuid' }),
  guarantorId: Type.String({ format: 'uuid' }),
  state: Type.Enum([...COMMITMENT_STATES]),
  safeguard: Type.String(),
  place: Type.Integer(),
  cover: Type.String(),
  compensationDay: Type.Integer(),
  amount: MoneyOnWire,
  askedAt: InstantOnWire('When it was asked for.'),
  signedAt: Type.Optional(InstantOnWire('When the guarantor signed.')),
  endedAt: Type.Optional(InstantOnWire('When it was declined or released.')),
  endReason: Type.Optional(Type.String()),
  /** Principal that it has paid for the borrower so far. */
  compensated: MoneyOnWire,
  compensationDueOn: Type.Optional(
    DayOnWire('When it has to pay if the borrower does not until then.'),
  ),
  loanState: Type.String(),
});
export type CommitmentOnWire = Static<typeof CommitmentOnWire>;

/** One of a guarantor's own projects: what it has to know of the loan, and nothing of the person who borrows. */
export const CommitmentForGuarantor = Type.Object({
  ...CommitmentOnWire.properties,
  loan: Type.Object({
    loanAmount: MoneyOnWire,
    termMonths: Type.Integer(),
    repaymentMethod: Type.String(),
    purpose: Type.String(),
    annualRatePpm: Type.Optional(Type.Integer()),
    grade: Type.Optional(Type.String()),
    riskClass: Type.Optional(Type.String()),
    borrowerKind: Type.String(),
    region: Type.Optional(Type.String()),
  }),
  actions: Type.Array(Type.String()),
});
export type CommitmentForGuarantor = Static<typeof CommitmentForGuarantor>;
