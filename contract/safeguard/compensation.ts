// Compensation on the wire: what a guarantor has paid for a borrower, or has missed, and what has come back of it.
import { COMPENSATION_STATES } from '@mutua/core/safeguard/compensation.ts';
import Type, { type Static } from 'typebox';
import { commandBody } from '../http/command.ts';
import { DayOnWire, MoneyOnWire, PositiveMoneyOnWire } from '../money/on-wire.ts';

export const CompensationOnWire = Type.Object({
  compensationId: Type.String({ format: 'uuid' }),
  commitmentId: Type.Optional(Type.String({ format: 'uuid' })),
  reserveSchemeId: Type.Optional(
    Type.String({ format: 'uuid', description: 'The risk reserve that pays, by its trustee.' }),
  ),
  loanId: Type.String({ format: 'uuid' }),
  guarantorId: Type.String({ format: 'uuid' }),
  place: Type.Integer(),
  cover: Type.String(),
  state: Type.Enum([...COMPENSATION_STATES]),
  principal: MoneyOnWire,
  interest: MoneyOnWire,
  claimedOn: DayOnWire('When it was claimed.'),
  endedOn: Type.Optional(DayOnWire('When it was paid or missed.')),
  reason: Type.Optional(Type.String({ description: 'Why it was missed.' })),
  pageUrl: Type.Optional(
    Type.String({ description: 'Where at the bank its payer is asked to authorise it.' }),
  ),
});
export type CompensationOnWire = Static<typeof CompensationOnWire>;

/** What a guarantor holds of a loan for which it has paid. */
export const ClaimBySubrogation = Type.Object({
  claimId: Type.String({ format: 'uuid' }),
  principal: MoneyOnWire,
  outstanding: MoneyOnWire,
  principalReceived: MoneyOnWire,
  interestReceived: MoneyOnWire,
  penaltyReceived: MoneyOnWire,
});
export type ClaimBySubrogation = Static<typeof ClaimBySubrogation>;

export const PayCompensationBody = commandBody({});
export const CompensationSent = Type.Object({
  compensationId: Type.String({ format: 'uuid' }),
  instructionId: Type.String({ format: 'uuid' }),
  principal: MoneyOnWire,
  interest: MoneyOnWire,
});

export const GuaranteeDepositBody = commandBody({
  amount: PositiveMoneyOnWire('Of your own cash, or of what you have set aside.'),
});

export const RequestCompensationMandateBody = commandBody({
  cap: PositiveMoneyOnWire('The most that may go out under it in all.'),
  expiresDay: DayOnWire('The last day on which it holds.'),
});
