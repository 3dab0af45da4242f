// Money in and out, and what its owner authorises: what a client asks for. The bank asks the owner on its own pages.
import { commandBody, Done } from '@mutua/contract/http/command.ts';
import {
  MandateAsked,
  PreviewWithdrawalBody,
  RequestBidMandateBody,
  RequestLoanMandateBody,
  RequestTopUpBody,
  RequestWithdrawalBody,
  TopUpAsked,
  WithdrawalAsked,
  WithdrawalPreview,
} from '@mutua/contract/wallet/money-in-out.ts';
import type { RequestWithdrawal } from '@mutua/core/wallet/withdrawal.ts';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { eventOf, registerCommand } from '../http/command-route.ts';
import { registerPreview } from '../http/preview-route.ts';
import { dayIn, idIn, moneyIn, moneyOf } from '../http/read-fields.ts';
import type { RouteContext } from '../http/route-context.ts';

const CLIENT = { roles: ['lender', 'borrower', 'partner'] } as const;
const LENDER = { roles: ['lender'] } as const;
const BORROWER = { roles: ['borrower'] } as const;
const NOT_YET = ['identity_not_verified', 'client_frozen', 'custody_account_missing'] as const;

export function registerMoneyInAndOut(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/top-ups',
    access: CLIENT,
    operationId: 'requestTopUp',
    tag: 'wallet',
    summary: 'Ask for a top-up',
    description:
      'It counts when the bank says so. `GET /api/top-ups/{topUpId}` has the bank’s page on which you pay.',
    body: RequestTopUpBody,
    answer: TopUpAsked,
    refusals: [...NOT_YET, 'currencies_mixed'],
    read: ({ body: { role, amount, rail } }) => ({
      ...{ kind: 'RequestTopUp', role, ...moneyIn(amount, 'amount') },
      ...(rail === undefined ? {} : { rail }),
    }),
    write: (_, topUpId) => ({ topUpId, state: 'requested' }),
  });
  registerCommand(app, lane, {
    url: '/api/withdrawals',
    access: CLIENT,
    operationId: 'requestWithdrawal',
    tag: 'wallet',
    summary: 'Ask for a withdrawal',
    description: 'The money is held at once, and leaves when you have authorised it at the bank.',
    body: RequestWithdrawalBody,
    answer: WithdrawalAsked,
    refusals: [...NOT_YET, 'exceeds_available'],
    read: readWithdrawal,
    write: (_, withdrawalId) => ({ withdrawalId, state: 'requested' }),
  });
  registerPreview(app, lane, {
    url: '/api/withdrawals/preview',
    access: CLIENT,
    operationId: 'previewWithdrawal',
    tag: 'wallet',
    summary: 'What would leave your purse with a withdrawal, its fees included',
    body: PreviewWithdrawalBody,
    answer: WithdrawalPreview,
    refusals: [...NOT_YET, 'exceeds_available'],
    read: readWithdrawal,
    write: (events) => {
      const { amount, held, fees, currency } = eventOf(events, 'WithdrawalRequested');
      return {
        ...{ amount: moneyOf(amount, currency), total: moneyOf(held, currency) },
        fees: fees.map((fee) => ({ kind: fee.kind, amount: String(fee.amount) })),
      };
    },
  });
}

function readWithdrawal({
  body: { role, amount },
}: {
  readonly body: Static<typeof PreviewWithdrawalBody>;
}): RequestWithdrawal {
  return { kind: 'RequestWithdrawal', role, ...moneyIn(amount, 'amount') };
}

export function registerMandates(app: FastifyInstance, { lane }: RouteContext): void {
  const words = {
    tag: 'wallet',
    answer: MandateAsked,
    write: (_: unknown, mandateId: string) => ({ mandateId, state: 'requested' }),
  };
  registerCommand(app, lane, {
    ...words,
    url: '/api/mandates',
    access: LENDER,
    operationId: 'requestBidMandate',
    summary: 'Authorise the freezes of your bids for a time',
    description: 'Without it, the bank asks you for each bid. You grant it on the bank’s own page.',
    body: RequestBidMandateBody,
    refusals: [...NOT_YET, 'currencies_mixed'],
    read: ({ body: { cap, expiresDay } }) => {
      const { amount, currency } = moneyIn(cap, 'cap');
      const terms = { cap: amount, currency, expiresDay: dayIn(expiresDay, 'expiresDay') };
      return { kind: 'RequestMandate', scope: 'bid', ...terms };
    },
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/loans/:loanId/mandates',
    access: BORROWER,
    operationId: 'requestLoanMandate',
    summary: 'Authorise the repayments of a loan, or its fees',
    description: 'Needed before the contract is signed. You grant it on the bank’s own page.',
    body: RequestLoanMandateBody,
    refusals: [...NOT_YET, 'not_found', 'wrong_stage', 'currencies_mixed'],
    read: ({ body: { scope, cap, expiresDay }, path }) => {
      const { amount, currency } = moneyIn(cap, 'cap');
      const loanId = idIn(path.loanId, 'loanId');
      const terms = { cap: amount, currency, loanId, expiresDay: dayIn(expiresDay, 'expiresDay') };
      return { kind: 'RequestMandate', scope, ...terms };
    },
  });
  registerCommand(app, lane, {
    url: '/api/mandates/:mandateId/revocation',
    access: CLIENT,
    operationId: 'revokeMandate',
    tag: 'wallet',
    summary: 'Take a mandate back',
    description: 'Nothing is paid under it any more.',
    body: commandBody({}),
    answer: Done,
    refusals: ['not_found', 'wrong_stage'],
    read: ({ path }) => ({ kind: 'RevokeMandate', mandateId: idIn(path.mandateId, 'mandateId') }),
    write: () => ({}),
  });
}
