// What the office decides about a loan that is not paid as agreed, on the wire, where a reason is not enough.
import { ASSET_CLASSES } from '@mutua/core/loan/asset-class.ts';
import Type, { type Static } from 'typebox';
import { commandBody } from '../http/command.ts';
import { DayOnWire, PositiveMoneyOnWire } from '../money/on-wire.ts';

const reason = Type.String({
  minLength: 1,
  maxLength: 1_000,
  description: 'Kept with the decision.',
  examples: ['Illness, borne out by the clinic.'],
});

export const ProposeAssetClassBody = commandBody({
  assetClass: Type.Enum([...ASSET_CLASSES], {
    description: 'Never a better one than the days overdue say.',
    examples: ['substandard'],
  }),
  reason,
});

export const ProposeWaiverBody = commandBody({
  how: Type.Enum(['in_part', 'whole'], {
    description:
      '`whole` gives up all that is owed, due or not, and ends the loan; a part is of what is due, without principal.',
    examples: ['in_part'],
  }),
  penalty: Type.Optional(PositiveMoneyOnWire('Of the penalty that is due: at most so much.')),
  fee: Type.Optional(PositiveMoneyOnWire('Of the fees that are due: at most so much.')),
  interest: Type.Optional(PositiveMoneyOnWire('Of the interest that is due: at most so much.')),
  reason,
});
export type ProposeWaiverBody = Static<typeof ProposeWaiverBody>;

export const ProposeCompromiseBody = commandBody({
  amount: PositiveMoneyOnWire('What ends the debt; less than is owed.'),
  until: DayOnWire('By the end of which day it has to be paid.'),
  reason,
});

export const ProposeBackDatingBody = commandBody({
  instructionId: Type.String({
    ...{ format: 'uuid', examples: ['01920000-0000-7000-8000-000000000001'] },
    description: 'Under which the repayment was distributed.',
  }),
  day: DayOnWire('On which its money was at the custodian: before the repayment’s own day.'),
  evidence: Type.String({
    ...{ minLength: 1, maxLength: 200, examples: ['B20260402000000123'] },
    description: 'Where the proof is kept, such as the bank’s reference of the receipt.',
  }),
  reason,
});

export const ProposeRescheduleBody = commandBody({
  how: Type.Enum(['reschedule', 'payment_holiday'], {
    description: 'Other instalments for what is outstanding, or some without principal.',
    examples: ['reschedule'],
  }),
  instalmentCount: Type.Optional(
    Type.Integer({
      ...{ minimum: 1, maximum: 1_200, examples: [12] },
      description: 'Of a reschedule: how many are to come; left out: as many as are left.',
    }),
  ),
  firstDueDay: Type.Optional(
    DayOnWire('Of a reschedule: when the first is due; left out: the next due day stays.'),
  ),
  instalments: Type.Optional(
    Type.Integer({
      ...{ minimum: 1, maximum: 1_200, examples: [2] },
      description: 'Of a holiday: how many pay no principal.',
    }),
  ),
  interest: Type.Optional(
    Type.Enum(['paid', 'deferred'], {
      description: 'Of a holiday: whether they pay their interest; left out: they do.',
      examples: ['paid'],
    }),
  ),
  keeps: Type.Optional(
    Type.Enum(['term', 'instalment'], {
      description: 'Of a holiday: the term, so that later ones grow, or the instalment.',
      examples: ['instalment'],
    }),
  ),
  reason,
});
export type ProposeRescheduleBody = Static<typeof ProposeRescheduleBody>;
