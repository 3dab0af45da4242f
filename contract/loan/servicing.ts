// A disbursed loan on the wire: repayments, early repayments, and what ends it on a day.
import { CLOSE_REASONS } from '@mutua/core/loan/life.ts';
import Type, { type Static } from 'typebox';
import { commandBody } from '../http/command.ts';
import {
  DayOnWire,
  InstantOnWire,
  MinorUnitsOnWire,
  MoneyOnWire,
  PositiveMoneyOnWire,
  PpmOnWire,
} from '../money/on-wire.ts';
import { RatePartsOnWire } from '../product/rate-parts.ts';
import { ArrearsOnWire, DECIDED_FIELDS, WriteOffOnWire } from './collection.ts';

export const AcceptTermsBody = commandBody({
  allInRatePpm: Type.Integer({
    minimum: 0,
    maximum: 100_000_000,
    description: 'The all-in rate that you were shown; it has to be the loan’s own.',
    examples: [151_000],
  }),
});

export const WithdrawLoanBody = commandBody({
  reason: Type.Optional(
    Type.String({ maxLength: 1_000, examples: ['I have found the money elsewhere.'] }),
  ),
});

export const ContractSigned = Type.Object({
  hash: Type.String({ description: 'SHA-256 of the contract’s text, in hexadecimal digits.' }),
});

export const RepayLoanBody = commandBody({
  amount: PositiveMoneyOnWire(
    'No more than what ends the loan; what is beyond what is due stays yours. Written off, all of it is due.',
  ),
});

const EARLY = {
  how: Type.Enum(['in_full', 'in_part'], { examples: ['in_full'] }),
  amount: Type.Optional(
    PositiveMoneyOnWire('In part: the principal. In full: the payoff amount that you were shown.'),
  ),
  effect: Type.Optional(
    Type.Enum(['smaller_instalment', 'shorter_term'], {
      description: 'In part only; left out: what the product says.',
      examples: ['smaller_instalment'],
    }),
  ),
};
export const RepayEarlyBody = commandBody(EARLY);
export const PreviewEarlyBody = Type.Object(EARLY, { additionalProperties: false });

export const RepaymentSent = Type.Object({
  instructionId: Type.String({ format: 'uuid' }),
  amount: MoneyOnWire,
  principal: MinorUnitsOnWire('Of it, principal.'),
  interest: MinorUnitsOnWire('Of it, interest.'),
  penalty: MinorUnitsOnWire('Of it, penalty.'),
  fee: MinorUnitsOnWire('Of it, fees.'),
});
export type RepaymentSent = Static<typeof RepaymentSent>;

export const PayoffOnWire = Type.Object({
  day: DayOnWire('On which the loan would end.'),
  due: MoneyOnWire,
  principal: MoneyOnWire,
  interest: MoneyOnWire,
  fee: MoneyOnWire,
  total: MoneyOnWire,
  isForecast: Type.Boolean({
    description:
      'For a day to come: as if everything that falls due until then were left unpaid, without penalty.',
  }),
});
export type PayoffOnWire = Static<typeof PayoffOnWire>;

export const InstalmentOnWire = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  dueDay: DayOnWire('By its end the instalment must be paid.'),
  principal: MinorUnitsOnWire('Principal asked for.'),
  interest: MinorUnitsOnWire('Interest asked for.'),
  penalty: MinorUnitsOnWire('Penalty asked for.'),
  fee: MinorUnitsOnWire('Fees asked for.'),
  paid: MinorUnitsOnWire('What was paid of it.'),
  open: MinorUnitsOnWire('What is still open.'),
  state: Type.Enum(['paid', 'due', 'late', 'to_come', 'written_off']),
  daysLate: Type.Optional(Type.Integer({ minimum: 1 })),
  settledDay: Type.Optional(DayOnWire('Since when nothing is open.')),
});
export type InstalmentOnWire = Static<typeof InstalmentOnWire>;

export const TransitionOnWire = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  event: Type.String({ examples: ['LoanApproved'] }),
  from: Type.Optional(Type.String()),
  to: Type.String(),
  actor: Type.String({ description: 'Of what kind; the office sees who.', examples: ['calendar'] }),
  at: InstantOnWire('When.'),
  day: DayOnWire('On which business date.'),
  reason: Type.Optional(Type.String()),
});
export type TransitionOnWire = Static<typeof TransitionOnWire>;

const FEE = Type.Object({
  kind: Type.String({ examples: ['service'] }),
  amount: MinorUnitsOnWire('How much.'),
  dueWith: Type.Union([Type.Literal('disbursement'), Type.Integer()]),
});

/** What is true of a loan for everybody who may see it. */
export const LOAN_FIELDS = {
  loanId: Type.String({ format: 'uuid' }),
  state: Type.String({ examples: ['repaying'] }),
  productCode: Type.String(),
  productVersion: Type.Integer(),
  loanAmount: MoneyOnWire,
  termMonths: Type.Integer(),
  repaymentMethod: Type.String(),
  purpose: Type.String(),
  annualRatePpm: Type.Optional(PpmOnWire('In the contract.')),
  allInRatePpm: Type.Optional(PpmOnWire('What the borrower pays a year in all.')),
  grade: Type.Optional(Type.String()),
  riskClass: Type.Optional(Type.String()),
  security: Type.Optional(Type.String()),
  safeguard: Type.Optional(Type.String()),
  valueDay: Type.Optional(DayOnWire('From when interest runs.')),
  closeReason: Type.Optional(
    Type.Enum([...CLOSE_REASONS], {
      description:
        '`compromise`, `waived`, `collection_ended`: what was left is given up; of it, principal is lost to the lenders.',
    }),
  ),
  withdrawReason: Type.Optional(Type.String()),
};

export const LoanRow = Type.Object({
  ...LOAN_FIELDS,
  appliedAt: Type.Optional(InstantOnWire('When it was applied for.')),
  accepted: MoneyOnWire,
  outstanding: Type.Optional(MoneyOnWire),
  nextDueDay: Type.Optional(DayOnWire('Of the first instalment with something open.')),
  nextDueAmount: Type.Optional(MoneyOnWire),
  arrears: Type.Optional(ArrearsOnWire),
  writtenOff: Type.Optional(WriteOffOnWire),
  ...DECIDED_FIELDS,
  actions: Type.Array(Type.String()),
});
export type LoanRow = Static<typeof LoanRow>;

export const LoanForBorrower = Type.Object({
  ...LOAN_FIELDS,
  rateParts: Type.Optional(RatePartsOnWire),
  fees: Type.Array(FEE),
  approvedUntil: Type.Optional(DayOnWire('Until when the approval holds.')),
  termsAcceptedAt: Type.Optional(InstantOnWire('When you accepted the terms.')),
  accepted: MoneyOnWire,
  frozen: MoneyOnWire,
  funding: Type.Optional(
    Type.Object({
      opensAt: InstantOnWire('When bids are taken.'),
      closesAt: InstantOnWire('Until when it has to be full.'),
    }),
  ),
  contract: Type.Optional(
    Type.Object({
      hash: Type.String(),
      signedAt: InstantOnWire('When you signed it.'),
      document: Type.String({ description: 'The text whose SHA-256 the hash is.' }),
    }),
  ),
  schedule: Type.Array(InstalmentOnWire),
  nextDueDay: Type.Optional(DayOnWire('Of the first instalment with something open.')),
  nextDueAmount: Type.Optional(MoneyOnWire),
  outstanding: Type.Optional(MoneyOnWire),
  arrears: Type.Optional(ArrearsOnWire),
  writtenOff: Type.Optional(WriteOffOnWire),
  ...DECIDED_FIELDS,
  isMoneyInTransit: Type.Boolean({
    description: 'A repayment is at the bank and not confirmed yet.',
  }),
  pageUrl: Type.Optional(
    Type.String({ description: 'Where at the bank you authorise the repayment, if it asks you.' }),
  ),
  missing: Type.Array(Type.String(), {
    description: 'What has to be there before the next step, such as `repayment_mandate`.',
  }),
  timeline: Type.Array(TransitionOnWire),
  actions: Type.Array(Type.String()),
});
export type LoanForBorrower = Static<typeof LoanForBorrower>;
