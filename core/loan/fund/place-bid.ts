// A lender bids by hand: exactly this money is held, and nobody can hold it twice.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { ok, type Refused, type Result, refuse } from '../../kit/result.ts';
import { availableOf } from '../../ledger/account.ts';
import { cashAccount, loanAccount } from '../../ledger/addresses.ts';
import { pendingTransfer } from '../../ledger/transfer.ts';
import { moneyText } from '../../money/figure-text.ts';
import {
  greatest,
  isMultipleOf,
  type MinorUnits,
  minus,
  plus,
  sum,
  ZERO,
} from '../../money/minor-units.ts';
import { personIn } from '../../people/actor.ts';
import { type Client, type Lender, newLender } from '../../people/client.ts';
import { formatDay } from '../../time/day.ts';
import { isoOf } from '../../time/instant.ts';
import { accountNeed, type KnownWorld, type Need, type World } from '../../world.ts';
import type { FundingTerms, Loan } from '../loan.ts';
import { reflectionEndsAt } from './funding-terms.ts';

/** Asked by a lender who is signed in; the bid gets the id of the command. */
export interface PlaceBid {
  readonly kind: 'PlaceBid';
  readonly loanId: Id;
  readonly amount: MinorUnits;
  /** Which version of the risk notice the lender has read. */
  readonly acknowledgedNotice?: string;
  /** The lender was told that the listing is riskier than the questionnaire suggests, and wants it. */
  readonly confirmedRisk?: boolean;
}

export const placeBid: Rule<PlaceBid> = { kind: 'PlaceBid', needs, decide };

function needs({ loanId }: PlaceBid, known: KnownWorld, { actor }: Circumstances): readonly Need[] {
  const lenderId = personIn(actor, ['lender']);
  if (lenderId === undefined) return [];
  const loan = known.get('loan', loanId);
  return [
    { fact: 'loan', key: loanId },
    { fact: 'client', key: lenderId },
    { fact: 'lender', key: lenderId },
    ...(loan === undefined
      ? []
      : [
          accountNeed(cashAccount('lender', lenderId, loan.currency)),
          accountNeed(loanAccount('loan_funding', loan)),
        ]),
    ...(loan?.funding?.maximumBid === undefined
      ? []
      : [{ list: 'bidsOfLoanAndLender' as const, key: `${loanId} ${lenderId}` }]),
  ];
}

function decide(world: World, command: PlaceBid, circumstances: Circumstances): Result<Decision> {
  const lenderId = personIn(circumstances.actor, ['lender']);
  if (lenderId === undefined) return refuse('not_allowed');
  const client = world.get('client', lenderId);
  const loan = world.get('loan', command.loanId);
  if (client === undefined) return refuse('identity_not_verified');
  if (loan === undefined) return refuse('not_found');
  const lender = world.get('lender', lenderId) ?? newLender(lenderId);
  const refused =
    refusedForLender(client, lender, circumstances) ??
    refusedForListing(loan, lender, command, circumstances) ??
    refusedForAmount(world, loan, lenderId, command.amount) ??
    refusedForMoney(world, loan, lender, command.amount);
  if (refused !== undefined) return refused;

  const { amount } = command;
  const hold = pendingTransfer(circumstances, {
    code: 'bid',
    debit: cashAccount('lender', lenderId, loan.currency),
    credit: loanAccount('loan_funding', loan),
    amount,
    subjectId: loan.id,
  });
  const bidId = circumstances.commandId;
  return ok({
    events: [
      {
        kind: 'BidPlaced',
        bidId,
        loanId: loan.id,
        lenderId,
        amount,
        holdId: hold.id,
        source: 'manual',
      },
    ],
    transfers: [hold],
  });
}

function refusedForLender(
  client: Client,
  lender: Lender,
  { today }: Circumstances,
): Refused | undefined {
  if (client.status === 'frozen') return refuse('client_frozen');
  if (client.status !== 'active' && client.status !== 'verified')
    return refuse('identity_not_verified');
  if (client.custodyAccounts.lender === undefined) return refuse('custody_account_missing');
  const { questionnaireUntil } = lender;
  if (questionnaireUntil === undefined) return refuse('questionnaire_missing');
  if (questionnaireUntil < today)
    return refuse('questionnaire_expired', { day: formatDay(questionnaireUntil) });
  return undefined;
}

/** Glossary 8.6 in its order, as far as the listing's time and the lender's choices go. */
function refusedForListing(
  { state, funding, borrowerId }: Loan,
  lender: Lender,
  { acknowledgedNotice, confirmedRisk }: PlaceBid,
  { now }: Circumstances,
): Refused | undefined {
  if (funding === undefined) return refuse('wrong_stage', { state });
  if (state === 'listed') return refuse('not_open_yet', { opensAt: isoOf(funding.opensAt) });
  const isOver = state !== 'funding' && !isFull(state);
  if (isOver || now >= funding.closesAt) return refuse('funding_closed');
  // A lender who has time to think has it before the deadline.
  if ((reflectionEndsAt(funding, now) ?? now) > funding.closesAt) return refuse('funding_closed');
  if (borrowerId === lender.id) return refuse('own_loan');
  if (lender.biddingStopped) return refuse('bidding_stopped');
  if (acknowledgedNotice !== funding.riskNotice) return refuse('risk_not_acknowledged');
  if (lender.tolerance < funding.minimumTolerance - 1) return refuse('risk_above_tolerance');
  if (lender.tolerance < funding.minimumTolerance && confirmedRisk !== true) {
    return refuse('second_confirmation_required');
  }
  return undefined;
}

/** Glossary 8.6 goes on: the amount against the listing, its minimum, its step, and what is left of it. */
function refusedForAmount(
  world: World,
  loan: Loan,
  lenderId: Id,
  amount: MinorUnits,
): Refused | undefined {
  const { minimumBid, bidStep, maximumBid } = fundingOf(loan);
  const remaining = remainingOf(loan);
  const say = (value: MinorUnits) => moneyText(value, loan.currency);
  // The last part of a listing may be smaller than the minimum or no whole step: it is taken as a whole.
  if (amount !== remaining) {
    if (amount < minimumBid) return refuse('below_minimum', { minimum: say(minimumBid) });
    if (!isMultipleOf(amount, bidStep)) return refuse('not_a_step', { step: say(bidStep) });
  }
  if (maximumBid !== undefined) {
    const bids = world.list('bidsOfLoanAndLender', `${loan.id} ${lenderId}`);
    const standing = bids.filter(({ state }) => state === 'accepted' || state === 'placed');
    const already = sum(standing.map((bid) => bid.amount));
    if (plus(already, amount) > maximumBid)
      return refuse('above_maximum', { maximum: say(maximumBid) });
  }
  if (remaining === ZERO || isFull(loan.state)) return refuse('listing_full');
  if (amount > remaining) return refuse('exceeds_remaining', { remaining: say(remaining) });
  const rest = minus(remaining, amount);
  if (rest > ZERO && rest < minimumBid) {
    return refuse('remainder_below_minimum', { rest: say(rest), remaining: say(remaining) });
  }
  return undefined;
}

/** The amount against the lender: the ceiling, and the cash that is free. */
function refusedForMoney(
  world: World,
  loan: Loan,
  { id, exposure, exposureCeiling }: Lender,
  amount: MinorUnits,
): Refused | undefined {
  const say = (value: MinorUnits) => moneyText(value, loan.currency);
  if (plus(exposure, amount) > exposureCeiling) {
    const room = greatest(ZERO, minus(exposureCeiling, exposure));
    return refuse('over_limit', { ceiling: say(exposureCeiling), room: say(room) });
  }
  const available = availableOf(world.account(cashAccount('lender', id, loan.currency)));
  if (amount > available) {
    const missing = minus(amount, available);
    return refuse('insufficient_cash', { available: say(available), missing: say(missing) });
  }
  return undefined;
}

/** All bids are there, though the lender may see the listing still. */
function isFull(state: Loan['state']): boolean {
  return state === 'funded' || state === 'disbursed' || state === 'repaying';
}

/** What is left of a listing, by the bids that were accepted. */
function remainingOf({ loanAmount, accepted }: Loan): MinorUnits {
  return minus(loanAmount, accepted);
}

function fundingOf({ funding }: Loan): FundingTerms {
  assert(funding !== undefined, 'A loan in funding has its terms of funding.');
  return funding;
}
