// Risk reserves: set up and ended by two persons in the office, authorised at the bank by their partners, and published
// for everybody.
import { Done } from '@mutua/contract/http/command.ts';
import {
  ApproveReserveBody,
  AskReserveBody,
  OwnReserve,
  ProposeReserveBody,
  ProposeReserveEndBody,
  RequestReserveMandateBody,
  ReserveInOffice,
  ReserveMade,
  ReserveOnWire,
  ReservePaid,
} from '@mutua/contract/safeguard/reserve.ts';
import { MandateAsked } from '@mutua/contract/wallet/money-in-out.ts';
import { readCurrency } from '@mutua/core/money/currency.ts';
import { sum } from '@mutua/core/money/minor-units.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { RoleAccess } from '../http/access.ts';
import { registerCommand } from '../http/command-route.ts';
import { orRefused } from '../http/problems.ts';
import { dayIn, idIn, moneyIn, moneyOf } from '../http/read-fields.ts';
import { registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readOfficeReserves, readOwnReserves, readReserves } from './reserve-read.ts';

const staff = (...positions: NonNullable<RoleAccess['positions']>): RoleAccess => ({
  roles: ['staff'],
  positions,
});
const PARTNER: RoleAccess = { roles: ['partner'] };
const READERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: [
    ...(['risk_analyst', 'compliance_officer', 'loan_officer', 'committee_member'] as const),
    ...(['finance_officer', 'internal_auditor', 'collector'] as const),
  ],
};

/** Whether there may be such a reserve, by law and by who keeps it. */
const ALLOWED = [
  ...(['function_switched_off', 'forbidden_by_rule', 'platform_as_party', 'not_found'] as const),
  ...(['client_frozen', 'identity_not_verified', 'custody_account_missing'] as const),
  'currencies_mixed',
] as const;

export function registerReserves(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/office/reserves',
    access: staff('risk_analyst'),
    operationId: 'proposeReserve',
    tag: 'office',
    summary: 'Prepare a risk reserve',
    description:
      'What is published of it never changes. It is set up when a second person approves.',
    body: ProposeReserveBody,
    answer: ReserveMade,
    refusals: [...ALLOWED, 'reason_missing'],
    read: ({ body: { commandId: _, reason, trusteeId, contributorId, currency, ...own } }) => ({
      ...{ kind: 'ProposeReserve', reason },
      terms: {
        ...own,
        trusteeId: idIn(trusteeId, 'trusteeId'),
        contributorId: idIn(contributorId, 'contributorId'),
        currency: orRefused(readCurrency(currency, 'currency')),
      },
    }),
    write: (_, schemeId) => ({ schemeId }),
  });
  registerCommand(app, lane, {
    url: '/api/office/reserves/:schemeId/end-proposal',
    access: staff('risk_analyst'),
    operationId: 'proposeReserveEnd',
    tag: 'office',
    summary: 'Prepare the end of a risk reserve',
    description: 'It then takes no new loans. What is left when it covers none goes back.',
    body: ProposeReserveEndBody,
    answer: Done,
    refusals: ['not_found', 'wrong_stage', 'reason_missing'],
    read: ({ body: { reason }, path }) => ({
      ...{ kind: 'ProposeReserveEnd', schemeId: idIn(path.schemeId, 'schemeId'), reason },
    }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/office/reserves/:schemeId/approval',
    access: staff('risk_analyst', 'compliance_officer'),
    operationId: 'approveReserve',
    tag: 'office',
    summary: 'Set up a risk reserve, or end it, as a second person',
    body: ApproveReserveBody,
    answer: Done,
    refusals: [...ALLOWED, 'step_skipped', 'same_person'],
    read: ({ path }) => ({
      ...{ kind: 'ApproveReserve', schemeId: idIn(path.schemeId, 'schemeId') },
    }),
    write: () => ({}),
  });
}

export function registerReserveUse(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/office/reserves/:schemeId/payments',
    access: staff('finance_officer'),
    operationId: 'askReserve',
    tag: 'office',
    summary: 'Have a risk reserve pay today what it owes, for the sake of one loan',
    description: 'Everything that it owes on a day is shared at once, by its published rule.',
    body: AskReserveBody,
    answer: ReservePaid,
    refusals: [
      ...(['not_found', 'reserve_use_forbidden', 'compensation_not_due'] as const),
      'reserve_exhausted',
    ],
    read: ({ body: { loanId }, path }) => ({
      ...{ kind: 'AskReserve', schemeId: idIn(path.schemeId, 'schemeId') },
      loanId: idIn(loanId, 'loanId'),
    }),
    write: (events) => {
      const claimed = events.flatMap((event) =>
        event.kind === 'CompensationClaimed' ? [event] : [],
      );
      const spent = events.find((event) => event.kind === 'ReserveSpent');
      const due = spent?.kind === 'ReserveSpent' ? spent.due : sum([]);
      const paid = sum(claimed.map(({ underWay }) => underWay.amount));
      const currency = claimed[0]?.currency ?? 'CNY';
      return { due: moneyOf(due, currency), paid: moneyOf(paid, currency) };
    },
  });
}

export function registerReserveMandates(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/partner/reserve-mandates',
    access: PARTNER,
    operationId: 'requestReserveMandate',
    tag: 'partner',
    summary: 'Authorise what you pay into a risk reserve, or out of the one that you keep',
    description:
      'You grant it on the bank’s own page. Under it money goes to lenders and partners, never to the platform.',
    body: RequestReserveMandateBody,
    answer: MandateAsked,
    refusals: [
      ...(['identity_not_verified', 'client_frozen', 'custody_account_missing'] as const),
      ...(['not_found', 'wrong_stage', 'currencies_mixed'] as const),
    ],
    read: ({ body: { cap, expiresDay } }) => {
      const { amount, currency } = moneyIn(cap, 'cap');
      const terms = { cap: amount, currency, expiresDay: dayIn(expiresDay, 'expiresDay') };
      return { kind: 'RequestMandate', scope: 'reserve', ...terms };
    },
    write: (_, mandateId) => ({ mandateId, state: 'requested' }),
  });
}

export function registerReserveReads(app: FastifyInstance, { pool }: RouteContext): void {
  registerRead(app, {
    url: '/api/reserves',
    access: 'public',
    operationId: 'listReserves',
    tag: 'market',
    summary:
      'The risk reserves: what is published of each, what is in it, and what it was used for',
    answer: Type.Object({ items: Type.Array(ReserveOnWire) }),
    read: async () => ({ items: [...(await readReserves(pool))] }),
  });
  registerRead(app, {
    url: '/api/partner/reserves',
    access: PARTNER,
    operationId: 'listOwnReserves',
    tag: 'partner',
    summary: 'The risk reserves that you keep, and those into which you pay',
    answer: Type.Object({ items: Type.Array(OwnReserve) }),
    read: async ({ actor }) => actor && { items: [...(await readOwnReserves(pool, actor.id))] },
  });
  registerRead(app, {
    url: '/api/office/reserves',
    access: READERS,
    operationId: 'listOfficeReserves',
    tag: 'office',
    summary: 'The risk reserves with their accruals and their uses',
    answer: Type.Object({ items: Type.Array(ReserveInOffice) }),
    read: async ({ actor }) => actor && { items: [...(await readOfficeReserves(pool, actor))] },
  });
  registerRead(app, {
    url: '/api/office/reserves/:schemeId',
    access: READERS,
    operationId: 'getOfficeReserve',
    tag: 'office',
    summary: 'One risk reserve, with every accrual and every use',
    answer: ReserveInOffice,
    read: async ({ actor, path }) => {
      if (actor === undefined) return undefined;
      const schemeId = idIn(path.schemeId, 'schemeId');
      return (await readOfficeReserves(pool, actor, schemeId))[0];
    },
  });
}
