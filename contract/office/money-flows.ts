// Money in and out as the office sees it, on the wire: top-ups and withdrawals of all clients, and how they stand.
import Type, { type Static } from 'typebox';
import { DayOnWire, InstantOnWire, MoneyOnWire } from '../money/on-wire.ts';

const FLOW = {
  clientId: Type.String({ format: 'uuid' }),
  clientName: Type.Optional(Type.String({ description: 'Whose money it is.' })),
  role: Type.String(),
  amount: MoneyOnWire,
  requestedAt: InstantOnWire('When it was asked for.'),
  ageSeconds: Type.Integer({ minimum: 0, description: 'For how long it has been there.' }),
  isOpen: Type.Boolean({ description: 'Whether an answer is still awaited.' }),
};

export const TopUpInOffice = Type.Object({
  topUpId: Type.String({ format: 'uuid' }),
  ...FLOW,
  rail: Type.String(),
  state: Type.Enum(['requested', 'credited', 'failed', 'expired', 'reversed']),
  bankReference: Type.Optional(Type.String()),
  bankDay: Type.Optional(DayOnWire('The bank’s day on which it was credited.')),
  transferId: Type.Optional(Type.String({ description: 'The line of the ledger.' })),
});
export type TopUpInOffice = Static<typeof TopUpInOffice>;

export const WithdrawalInOffice = Type.Object({
  withdrawalId: Type.String({ format: 'uuid' }),
  ...FLOW,
  held: MoneyOnWire,
  state: Type.Enum(['requested', 'sent', 'paid', 'refused', 'unknown', 'cancelled', 'bounced']),
  instructionId: Type.String({ format: 'uuid' }),
  reason: Type.Optional(Type.String({ description: 'Why the bank refused it, in its word.' })),
});
export type WithdrawalInOffice = Static<typeof WithdrawalInOffice>;

const total = Type.Object({
  count: Type.Integer({ minimum: 0 }),
  amount: MoneyOnWire,
  oldestAt: Type.Optional(InstantOnWire('Since when the oldest waits.')),
});

/** What of the clients' money waits for somebody outside, or for the office. */
export const MoneyWaiting = Type.Object({
  topUps: total,
  withdrawals: total,
  receipts: total,
  instructions: Type.Integer({
    minimum: 0,
    description: 'How many the custodian has not answered.',
  }),
  breaks: Type.Integer({ minimum: 0, description: 'How many differences nobody has explained.' }),
  alarms: Type.Integer({ minimum: 0, description: 'How many alarms are open.' }),
});
export type MoneyWaiting = Static<typeof MoneyWaiting>;
