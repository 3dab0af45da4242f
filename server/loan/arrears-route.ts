// What the office decides about a loan that is not paid as agreed, where a reason is not enough; and the borrower's
// consent to a new plan.
import { commandBody, Done } from '@mutua/contract/http/command.ts';
import {
  ProposeAssetClassBody,
  ProposeCompromiseBody,
  ProposeRescheduleBody,
  ProposeWaiverBody,
} from '@mutua/contract/office/arrears.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { invalid } from '@mutua/core/kit/result.ts';
import { amountsOf } from '@mutua/core/loan/repay/components.ts';
import type { PlanAsked, WaiverAsked } from '@mutua/core/loan/servicing.ts';
import type { MinorUnits } from '@mutua/core/money/minor-units.ts';
import type { FastifyInstance } from 'fastify';
import type { RoleAccess } from '../http/access.ts';
import { registerCommand } from '../http/command-route.ts';
import { Refused } from '../http/problems.ts';
import { dayIn, idIn, moneyIn } from '../http/read-fields.ts';
import type { RouteContext } from '../http/route-context.ts';
import { LoanCurrencies } from './loan-currency-read.ts';

const staff = (...positions: NonNullable<RoleAccess['positions']>): RoleAccess => ({
  roles: ['staff'],
  positions,
});

const MAKERS = staff('risk_analyst', 'finance_officer', 'collector');
const PROPOSED = ['not_found', 'wrong_stage', 'reason_missing'] as const;
const OFFICE = { tag: 'office', answer: Done, write: () => ({}) } as const;

export function registerArrears(app: FastifyInstance, { lane, pool }: RouteContext): void {
  const currencies = new LoanCurrencies(pool);
  registerCommand(app, lane, {
    ...OFFICE,
    url: '/api/office/loans/:loanId/asset-class-proposal',
    access: staff('risk_analyst'),
    operationId: 'proposeAssetClass',
    summary: 'Propose a worse asset class than the days overdue say',
    body: ProposeAssetClassBody,
    refusals: PROPOSED,
    read: ({ body: { assetClass, reason }, path }) => ({
      ...{ kind: 'ProposeAssetClass', loanId: idIn(path.loanId, 'loanId'), assetClass, reason },
    }),
  });
  registerCommand(app, lane, {
    ...OFFICE,
    url: '/api/office/loans/:loanId/waiver-proposal',
    access: MAKERS,
    operationId: 'proposeWaiver',
    summary: 'Propose that debt is waived',
    description: 'Whoever collects may not.',
    body: ProposeWaiverBody,
    refusals: [...PROPOSED, 'collector_may_not', 'not_defaulted', 'currencies_mixed'],
    read: async ({ body, path }) => {
      const loanId = idIn(path.loanId, 'loanId');
      const waiver = await readWaiver(currencies, loanId, body);
      return { kind: 'ProposeWaiver', loanId, waiver, reason: body.reason };
    },
  });
  registerCommand(app, lane, {
    ...OFFICE,
    url: '/api/office/loans/:loanId/compromise-proposal',
    access: MAKERS,
    operationId: 'proposeCompromise',
    summary: 'Propose a sum that ends the debt if it is paid by a day',
    description: 'For a loan in default that is wholly due. Whoever collects may not.',
    body: ProposeCompromiseBody,
    refusals: [
      ...PROPOSED,
      ...(['collector_may_not', 'not_defaulted', 'step_skipped', 'currencies_mixed'] as const),
    ],
    read: async ({ body, path }) => {
      const loanId = idIn(path.loanId, 'loanId');
      const { amount, currency } = moneyIn(body.amount, 'amount');
      await currencies.require(loanId, currency);
      const until = dayIn(body.until, 'until');
      return { kind: 'ProposeCompromise', loanId, amount, until, reason: body.reason };
    },
  });
}

export function registerReschedules(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    ...OFFICE,
    url: '/api/office/loans/:loanId/reschedule-proposal',
    access: MAKERS,
    operationId: 'proposeReschedule',
    summary: 'Propose a new plan for what is outstanding',
    description: 'The borrower has to agree, then a second person puts it in force.',
    body: ProposeRescheduleBody,
    refusals: [
      ...PROPOSED,
      ...(['money_in_transit', 'reschedule_changes_total', 'number_too_large'] as const),
      'changed_meanwhile',
    ],
    read: ({ body, path }) => ({
      ...{ kind: 'ProposeReschedule', loanId: idIn(path.loanId, 'loanId') },
      ...{ plan: readPlan(body), reason: body.reason },
    }),
  });
  registerCommand(app, lane, {
    ...{ answer: Done, write: () => ({}) },
    tag: 'loan',
    url: '/api/loans/:loanId/reschedule-acceptance',
    access: { roles: ['borrower'] },
    operationId: 'acceptReschedule',
    summary: 'Agree to the new plan that is proposed',
    body: commandBody({}),
    refusals: ['not_found', 'wrong_stage'],
    read: ({ path }) => ({ kind: 'AcceptReschedule', loanId: idIn(path.loanId, 'loanId') }),
  });
}

async function readWaiver(
  currencies: LoanCurrencies,
  loanId: Id,
  body: ProposeWaiverBody,
): Promise<WaiverAsked> {
  const amounts: Partial<Record<'penalty' | 'fee' | 'interest', MinorUnits>> = {};
  for (const component of ['penalty', 'fee', 'interest'] as const) {
    const money = body[component];
    if (money === undefined) continue;
    if (body.how === 'whole') throw noSuchField(component);
    const { amount, currency } = moneyIn(money, component);
    await currencies.require(loanId, currency);
    amounts[component] = amount;
  }
  if (body.how === 'whole') return { how: 'whole' };
  return { how: 'in_part', amounts: amountsOf(amounts) };
}

function readPlan(body: ProposeRescheduleBody): PlanAsked {
  const { how, instalmentCount, firstDueDay, instalments, interest, keeps } = body;
  if (how === 'reschedule') {
    for (const field of ['instalments', 'interest', 'keeps'] as const) {
      if (body[field] !== undefined) throw noSuchField(field);
    }
    const day = firstDueDay === undefined ? undefined : dayIn(firstDueDay, 'firstDueDay');
    return {
      how,
      ...(instalmentCount !== undefined && { instalmentCount }),
      ...(day !== undefined && { firstDueDay: day }),
    };
  }
  for (const field of ['instalmentCount', 'firstDueDay'] as const) {
    if (body[field] !== undefined) throw noSuchField(field);
  }
  if (instalments === undefined) {
    throw new Refused(invalid('instalments', 'It is missing.').refusal);
  }
  return { how, instalments, interest: interest ?? 'paid', keeps: keeps ?? 'instalment' };
}

function noSuchField(field: string): Refused {
  return new Refused(invalid(field, 'There is no such field here.').refusal);
}
