// What a guarantor does with its own money in its portal: it sets a deposit aside, authorises its compensations at the
// bank, and may pay one by its own hand.
import { Done } from '@mutua/contract/http/command.ts';
import {
  CompensationSent,
  GuaranteeDepositBody,
  PayCompensationBody,
  RequestCompensationMandateBody,
} from '@mutua/contract/safeguard/compensation.ts';
import { MandateAsked } from '@mutua/contract/wallet/money-in-out.ts';
import type { FastifyInstance } from 'fastify';
import type { RoleAccess } from '../http/access.ts';
import { eventOf, registerCommand } from '../http/command-route.ts';
import { dayIn, idIn, moneyIn, moneyOf } from '../http/read-fields.ts';
import type { RouteContext } from '../http/route-context.ts';

const PARTNER: RoleAccess = { roles: ['partner'] };
const words = { access: PARTNER, tag: 'partner' } as const;
const MOVED = ['not_found', 'exceeds_available'] as const;

export function registerDeposits(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    ...words,
    url: '/api/partner/deposits',
    operationId: 'payGuaranteeDeposit',
    summary: 'Set money aside for your compensations',
    description: 'It stays in your own account at the bank, and is taken before your cash.',
    body: GuaranteeDepositBody,
    answer: Done,
    refusals: MOVED,
    read: ({ body: { amount } }) => ({
      ...{ kind: 'PayGuaranteeDeposit', ...moneyIn(amount, 'amount') },
    }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/partner/deposit-returns',
    operationId: 'takeGuaranteeDeposit',
    summary: 'Take back what you have set aside',
    description: 'While you stand behind any loan, it stays.',
    body: GuaranteeDepositBody,
    answer: Done,
    refusals: [...MOVED, 'still_owed'],
    read: ({ body: { amount } }) => ({
      ...{ kind: 'TakeGuaranteeDeposit', ...moneyIn(amount, 'amount') },
    }),
    write: () => ({}),
  });
}

export function registerCompensations(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    ...words,
    url: '/api/partner/loans/:loanId/mandates',
    operationId: 'requestCompensationMandate',
    summary: 'Authorise your compensations of a loan for which you have signed',
    description:
      'Needed before the loan is paid out: for all scheduled principal and interest, until 30 days after the last compensation day. You grant it on the bank’s own page.',
    body: RequestCompensationMandateBody,
    answer: MandateAsked,
    refusals: [
      ...(['identity_not_verified', 'client_frozen', 'custody_account_missing'] as const),
      ...(['not_found', 'wrong_stage', 'currencies_mixed'] as const),
    ],
    read: ({ body: { cap, expiresDay }, path }) => {
      const { amount, currency } = moneyIn(cap, 'cap');
      const loanId = idIn(path.loanId, 'loanId');
      const terms = { cap: amount, currency, loanId, expiresDay: dayIn(expiresDay, 'expiresDay') };
      return { kind: 'RequestMandate', scope: 'compensation', ...terms };
    },
    write: (_, mandateId) => ({ mandateId, state: 'requested' }),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/partner/commitments/:commitmentId/compensations',
    operationId: 'payCompensation',
    summary: 'Pay now what is due of you',
    description: 'Without a mandate the bank asks you for this one payment.',
    body: PayCompensationBody,
    answer: CompensationSent,
    refusals: [
      ...(['not_found', 'wrong_stage', 'money_in_transit', 'compensation_not_due'] as const),
      ...(['compensation_unpaid', 'nothing_owed', 'insufficient_cash'] as const),
    ],
    read: ({ path }) => ({
      ...{ kind: 'PayCompensation', commitmentId: idIn(path.commitmentId, 'commitmentId') },
    }),
    write: (events) => {
      const claimed = eventOf(events, 'CompensationClaimed');
      const { compensationId, principal, interest, currency, underWay } = claimed;
      return {
        ...{ compensationId, instructionId: underWay.instructionId },
        ...{ principal: moneyOf(principal, currency), interest: moneyOf(interest, currency) },
      };
    },
  });
}
