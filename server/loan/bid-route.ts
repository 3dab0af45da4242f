// Bids: placing one, and taking it back where the terms allow it.
import { commandBody, Done } from '@mutua/contract/http/command.ts';
import { BidPlaced, PlaceBidBody } from '@mutua/contract/market/bid.ts';
import type { FastifyInstance } from 'fastify';
import { eventOf, registerCommand } from '../http/command-route.ts';
import { idIn, moneyIn, present } from '../http/read-fields.ts';
import type { RouteContext } from '../http/route-context.ts';
import { LoanCurrencies } from './loan-currency-read.ts';

const LENDER = { roles: ['lender'] } as const;

/** Glossary 8.6, after what is asked of the lender. */
export const BID_REFUSALS = [
  ...(['not_found', 'client_frozen', 'identity_not_verified', 'custody_account_missing'] as const),
  ...(['questionnaire_missing', 'questionnaire_expired', 'wrong_stage', 'not_open_yet'] as const),
  ...(['funding_closed', 'own_loan', 'bidding_stopped', 'risk_not_acknowledged'] as const),
  ...(['risk_above_tolerance', 'second_confirmation_required', 'below_minimum'] as const),
  ...(['not_a_step', 'above_maximum', 'listing_full', 'exceeds_remaining'] as const),
  ...(['remainder_below_minimum', 'over_limit', 'insufficient_cash', 'currencies_mixed'] as const),
] as const;

export function registerBids(app: FastifyInstance, { lane, pool }: RouteContext): void {
  const currencies = new LoanCurrencies(pool);
  registerCommand(app, lane, {
    url: '/api/loans/:loanId/bids',
    access: LENDER,
    operationId: 'placeBid',
    tag: 'market',
    summary: 'Bid on a listing',
    description:
      'Exactly this money is held. The listing is full only when the bank has frozen every bid; until then, and if it fails, the money is yours again whole.',
    body: PlaceBidBody,
    answer: BidPlaced,
    refusals: BID_REFUSALS,
    read: async ({ body, path }) => {
      const loanId = idIn(path.loanId, 'loanId');
      const { amount, currency } = moneyIn(body.amount, 'amount');
      await currencies.require(loanId, currency);
      const { acknowledgedNotice, confirmedRisk } = body;
      const said = present({ acknowledgedNotice, confirmedRisk });
      return { kind: 'PlaceBid', loanId, amount, ...said };
    },
    write: (events) => {
      const { bidId, loanId, amount } = eventOf(events, 'BidPlaced');
      return { bidId, loanId, amount: String(amount), state: 'accepted' as const };
    },
  });
  registerCommand(app, lane, {
    url: '/api/bids/:bidId/cancellation',
    access: LENDER,
    operationId: 'cancelBid',
    tag: 'market',
    summary: 'Take a bid back within the reflection period',
    body: commandBody({}),
    answer: Done,
    refusals: ['not_found', 'wrong_stage', 'cancel_not_offered', 'cancel_too_late'],
    read: ({ path }) => ({ kind: 'CancelBid', bidId: idIn(path.bidId, 'bidId') }),
    write: () => ({}),
  });
}
