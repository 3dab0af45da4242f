// Money in and out on the wire: top-ups, withdrawals, and what the owner of money authorised.
import Type, { type Static } from 'typebox';
import { commandBody, IdOnWire } from '../http/command.ts';
import {
  DayOnWire,
  InstantOnWire,
  MinorUnitsOnWire,
  MoneyOnWire,
  PositiveMoneyOnWire,
} from '../money/on-wire.ts';

const role = Type.Enum(['lender', 'borrower', 'partner'], {
  description: 'Which of your purses: money that you lend and money that you borrow lie apart.',
  examples: ['lender'],
});
const pageUrl = Type.Optional(
  Type.String({
    description: 'Where at the bank you authorise it; there once the bank has answered.',
  }),
);
const actions = Type.Array(Type.String(), { description: 'What you may do now.' });

export const RequestTopUpBody = commandBody({
  role,
  amount: PositiveMoneyOnWire('What you want to pay in.'),
  rail: Type.Optional(
    Type.Enum(['custodian', 'card'], {
      description: 'By your account at the custodian (if left out), or by card.',
      examples: ['custodian'],
    }),
  ),
});

export const TopUpOnWire = Type.Object({
  topUpId: Type.String({ format: 'uuid' }),
  role: Type.String(),
  amount: MoneyOnWire,
  rail: Type.String(),
  state: Type.Enum(['requested', 'credited', 'failed', 'expired', 'reversed']),
  requestedAt: InstantOnWire('When it was asked for.'),
  pageUrl,
  bankReference: Type.Optional(Type.String()),
  bankDay: Type.Optional(DayOnWire('The bank’s day on which it was credited.')),
});
export type TopUpOnWire = Static<typeof TopUpOnWire>;

/** How money is paid in without any card: by bank transfer, with this code in the remark. */
export const TransferSlip = Type.Object({
  code: Type.String({ description: 'To be written into the remark.', examples: ['MU222223A'] }),
});

export type TransferSlip = Static<typeof TransferSlip>;

const WITHDRAWAL = {
  role,
  amount: PositiveMoneyOnWire('What is to be paid out to your own bank card.'),
};
export const RequestWithdrawalBody = commandBody(WITHDRAWAL);
export const PreviewWithdrawalBody = Type.Object(WITHDRAWAL, { additionalProperties: false });

const WITHDRAWAL_FEES = Type.Array(
  Type.Object({
    kind: Type.Enum(['withdrawal', 'registration']),
    amount: MinorUnitsOnWire('How much.'),
  }),
  { description: 'What goes to the operator beside it; the bank shows and asks you for both.' },
);

export const WithdrawalPreview = Type.Object({
  amount: MoneyOnWire,
  fees: WITHDRAWAL_FEES,
  total: MoneyOnWire,
});

export type WithdrawalPreview = Static<typeof WithdrawalPreview>;

export const WithdrawalOnWire = Type.Object({
  withdrawalId: Type.String({ format: 'uuid' }),
  role: Type.String(),
  amount: MoneyOnWire,
  fees: WITHDRAWAL_FEES,
  total: MoneyOnWire,
  state: Type.Enum(['requested', 'sent', 'paid', 'refused', 'unknown', 'cancelled', 'bounced']),
  requestedAt: InstantOnWire('When it was asked for; the money is held since then.'),
  pageUrl,
  reason: Type.Optional(Type.String({ description: 'Why the bank refused it, in its word.' })),
});
export type WithdrawalOnWire = Static<typeof WithdrawalOnWire>;

const MANDATE = {
  cap: PositiveMoneyOnWire('The most that may go out under it in all.'),
  expiresDay: DayOnWire('The last day on which it holds.'),
};

/** For bids; those for one loan have the loan in their address. */
export const RequestBidMandateBody = commandBody(MANDATE);
export const RequestLoanMandateBody = commandBody({
  scope: Type.Enum(['repayment', 'fees'], {
    description: '`repayment`: what you owe on the loan; `fees`: what goes to the operator.',
    examples: ['repayment'],
  }),
  ...MANDATE,
});

export const MandateOnWire = Type.Object({
  mandateId: Type.String({ format: 'uuid' }),
  scope: Type.String(),
  loanId: Type.Optional(Type.String({ format: 'uuid' })),
  cap: MoneyOnWire,
  /** What went out under it. Of bids the custodian alone counts it, and shows it on its own page. */
  used: Type.Optional(MoneyOnWire),
  expiresDay: DayOnWire('The last day on which it holds.'),
  state: Type.Enum(['requested', 'granted', 'declined', 'revoked', 'expired']),
  requestedAt: InstantOnWire('When it was asked for.'),
  pageUrl,
  actions,
});
export type MandateOnWire = Static<typeof MandateOnWire>;

export const TopUpAsked = Type.Object({
  topUpId: IdOnWire('Ask after it under this id.'),
  state: Type.String(),
});
export const WithdrawalAsked = Type.Object({
  withdrawalId: IdOnWire('Ask after it under this id.'),
  state: Type.String(),
});
export const MandateAsked = Type.Object({
  mandateId: IdOnWire('Ask after it under this id.'),
  state: Type.String(),
});

/** One of the reader's own purses. */
export const PurseOnWire = Type.Object({
  role: Type.String(),
  account: Type.Optional(Type.String({ description: 'Its number at the custodian.' })),
  cash: MoneyOnWire,
  held: MoneyOnWire,
  available: MoneyOnWire,
  actions,
});
export type PurseOnWire = Static<typeof PurseOnWire>;

export const BalanceQuery = Type.Object(
  {
    day: Type.Optional(DayOnWire('How it stood at the end of that day; left out: now.')),
    by: Type.Optional(
      Type.Enum(['booked', 'effective'], {
        description:
          'By the day on which lines were booked (if left out), or for which they count.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const BalanceOnWire = Type.Object({
  kind: Type.String({ examples: ['lender_cash'] }),
  balance: MoneyOnWire,
  held: MoneyOnWire,
  available: MoneyOnWire,
});
export type BalanceOnWire = Static<typeof BalanceOnWire>;
