// Collateral on the wire: what is recorded, borne out by a register, valued, released and sold.
import {
  COLLATERAL_KINDS,
  COLLATERAL_STATES,
  RELEASE_CONDITIONS,
} from '@mutua/core/safeguard/collateral.ts';
import Type, { type Static } from 'typebox';
import { commandBody } from '../http/command.ts';
import { DayOnWire, MoneyOnWire, PositiveMoneyOnWire, PpmOnWire } from '../money/on-wire.ts';
import { CommitmentOnWire } from './commitment.ts';
import { CompensationOnWire } from './compensation.ts';

const text = (description: string, example: string) =>
  Type.String({ minLength: 1, maxLength: 200, description, examples: [example] });
const reason = text('Kept with what is done.', 'The loan is repaid.');

const VALUATION = {
  value: PositiveMoneyOnWire('What it is worth.'),
  valuer: text('Who valued it.', 'Hengxin Appraisal'),
  valuedOn: DayOnWire('When it was valued.'),
};

const DETAILS = {
  kind: Type.Enum([...COLLATERAL_KINDS], { examples: ['real_estate'] }),
  description: text('What it is.', 'Flat of 89 square metres'),
  owner: text('`borrower`, the id of a client, or the name of an organisation.', 'borrower'),
  rank: Type.Integer({
    minimum: 1,
    maximum: 20,
    description: '1 is the first to be paid out of it.',
    examples: [1],
  }),
  priorDebts: MoneyOnWire,
  ...VALUATION,
};

export const RecordCollateralBody = commandBody(DETAILS);
export const RecordPledgeBody = commandBody({
  ...DETAILS,
  releaseCondition: Type.Enum([...RELEASE_CONDITIONS], {
    description: 'When it goes back: with the commitment, or with the whole loan.',
    examples: ['commitment_ended'],
  }),
});
export const RegisterCollateralBody = commandBody({
  register: text('The office that keeps the register.', 'Beijing Real Estate Registry'),
  registrationNumber: Type.String({
    pattern: '^\\S{3,60}$',
    description: 'Its number there, without spaces.',
    examples: ['BJ-2026-000123'],
  }),
  registeredOn: DayOnWire('When it was registered.'),
});
export const ValueCollateralBody = commandBody(VALUATION);
export const ReleaseCollateralBody = commandBody({ reason });
export const DisposeCollateralBody = commandBody({ proceeds: MoneyOnWire, reason });

export const CollateralMade = Type.Object({ collateralId: Type.String({ format: 'uuid' }) });
export const DisposalAnswer = Type.Object({
  state: Type.Enum(['asked', 'done'], {
    description: '`asked` until a second person bears it out.',
  }),
});

export const CollateralOnWire = Type.Object({
  collateralId: Type.String({ format: 'uuid' }),
  loanId: Type.String({ format: 'uuid' }),
  commitmentId: Type.Optional(Type.String({ format: 'uuid' })),
  releaseCondition: Type.Optional(Type.String()),
  state: Type.Enum([...COLLATERAL_STATES]),
  kind: Type.String(),
  description: Type.String(),
  owner: Type.String(),
  value: MoneyOnWire,
  valuer: Type.String(),
  valuedOn: DayOnWire('When it was valued.'),
  rank: Type.Integer(),
  priorDebts: MoneyOnWire,
  register: Type.Optional(Type.String()),
  registrationNumber: Type.Optional(Type.String()),
  registeredOn: Type.Optional(DayOnWire('When it was registered.')),
  isDisposalAsked: Type.Boolean(),
  endedOn: Type.Optional(DayOnWire('When it was released or sold.')),
  endReason: Type.Optional(Type.String()),
  proceeds: Type.Optional(MoneyOnWire),
});
export type CollateralOnWire = Static<typeof CollateralOnWire>;

/** What stands behind a loan, for the office. */
export const LoanSafeguard = Type.Object({
  loanId: Type.String({ format: 'uuid' }),
  safeguard: Type.Optional(Type.String()),
  security: Type.Optional(Type.String()),
  commitments: Type.Array(CommitmentOnWire),
  collateral: Type.Array(CollateralOnWire),
  compensations: Type.Array(CompensationOnWire),
  ltvPpm: Type.Optional(PpmOnWire('Over all that is registered for the loan itself.')),
});
export type LoanSafeguard = Static<typeof LoanSafeguard>;
