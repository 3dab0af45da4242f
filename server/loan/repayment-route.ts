// Repayments, by the borrower: what is due, and what is not due yet.
import {
  PreviewEarlyBody,
  RepayEarlyBody,
  RepayLoanBody,
  RepaymentSent,
} from '@mutua/contract/loan/servicing.ts';
import type { MutuaEvent } from '@mutua/core/events.ts';
import { invalid } from '@mutua/core/kit/result.ts';
import type { RepayEarly } from '@mutua/core/loan/repay/repay-early.ts';
import type { RepaymentUnderWay } from '@mutua/core/loan/servicing.ts';
import { type MinorUnits, plus, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { eventOf, registerCommand } from '../http/command-route.ts';
import { registerPreview } from '../http/preview-route.ts';
import { Refused } from '../http/problems.ts';
import { idIn, moneyIn, moneyOf } from '../http/read-fields.ts';
import type { RouteContext } from '../http/route-context.ts';
import { LoanCurrencies } from './loan-currency-read.ts';

const BORROWER = { roles: ['borrower'] } as const;
const REFUSALS = [
  ...(['not_found', 'wrong_stage', 'money_in_transit', 'nothing_owed'] as const),
  ...(['exceeds_payoff', 'insufficient_cash', 'currencies_mixed'] as const),
] as const;

export function registerRepayments(app: FastifyInstance, { lane, pool }: RouteContext): void {
  const currencies = new LoanCurrencies(pool);
  registerCommand(app, lane, {
    url: '/api/loans/:loanId/repayments',
    access: BORROWER,
    operationId: 'repayLoan',
    tag: 'loan',
    summary: 'Pay what is due now',
    description:
      'Without waiting for the collection on the due day. The bank pays the lenders, then it is booked.',
    body: RepayLoanBody,
    answer: RepaymentSent,
    refusals: REFUSALS,
    read: async ({ body, path }) => {
      const loanId = idIn(path.loanId, 'loanId');
      const { amount, currency } = moneyIn(body.amount, 'amount');
      await currencies.require(loanId, currency);
      return { kind: 'RepayLoan', loanId, amount };
    },
    write: writeSent,
  });
  const early = {
    access: BORROWER,
    tag: 'loan',
    answer: RepaymentSent,
    refusals: [...REFUSALS, 'payoff_expired', 'part_below_minimum'] as const,
    read: ({ body, path }: { body: EarlyBody; path: Readonly<Record<string, string>> }) =>
      readEarly(currencies, path.loanId, body),
  };
  registerCommand(app, lane, {
    ...early,
    url: '/api/loans/:loanId/early-repayments',
    operationId: 'repayEarly',
    summary: 'Repay early, in full or in part',
    description:
      'Whatever is due is paid with it. `GET /api/loans/{loanId}/payoff` says what ends the loan.',
    body: RepayEarlyBody,
    write: writeSent,
  });
  registerPreview(app, lane, {
    ...early,
    url: '/api/loans/:loanId/early-repayments/preview',
    operationId: 'previewEarlyRepayment',
    summary: 'What an early repayment would come to today',
    body: PreviewEarlyBody,
    write: (events) => writeSent(events),
  });
}

type EarlyBody = Static<typeof PreviewEarlyBody>;

async function readEarly(
  currencies: LoanCurrencies,
  id: string | undefined,
  { how, amount: money, effect }: EarlyBody,
): Promise<RepayEarly> {
  const loanId = idIn(id, 'loanId');
  const asked = money === undefined ? undefined : moneyIn(money, 'amount');
  if (asked !== undefined) await currencies.require(loanId, asked.currency);
  if (how === 'in_full') {
    if (effect !== undefined) throw new Refused(noSuchField('effect'));
    const shown = asked === undefined ? {} : { payoffAmount: asked.amount };
    return { kind: 'RepayEarly', loanId, how, ...shown };
  }
  if (asked === undefined) throw new Refused(invalid('amount', 'It is missing.').refusal);
  const chosen = effect === undefined ? {} : { effect };
  return { kind: 'RepayEarly', loanId, how, amount: asked.amount, ...chosen };
}

function noSuchField(field: string) {
  return invalid(field, 'There is no such field here.').refusal;
}

function writeSent(events: readonly MutuaEvent[]): RepaymentSent {
  const { underWay } = eventOf(events, 'RepaymentSent');
  const { instruction } = eventOf(events, 'InstructionMade');
  const ofKind = (component: RepaymentUnderWay['parts'][number]['component'], more: MinorUnits) =>
    String(
      plus(sum(underWay.parts.filter((one) => one.component === component).map(amountOf)), more),
    );
  const { early } = underWay;
  return {
    instructionId: underWay.instructionId,
    amount: moneyOf(underWay.amount, instruction.currency),
    principal: ofKind('principal', early?.principal ?? ZERO),
    interest: ofKind('interest', early?.interest ?? ZERO),
    penalty: ofKind('penalty', ZERO),
    fee: ofKind('fee', early?.fee ?? ZERO),
  };
}

function amountOf({ amount }: { readonly amount: MinorUnits }): MinorUnits {
  return amount;
}
