// The funding period 募集期: it opens, and it ends with a full loan or with every bid given back (流标).
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import { type Instant, isoOf } from '../../time/instant.ts';
import type { KnownWorld, Need, World } from '../../world.ts';
import type { FundingTerms, Loan } from '../loan.ts';
import { dayAfter, isReflecting, signUntil } from './funding-terms.ts';
import { bidEndNeeds, isStanding, returnBid } from './return-bids.ts';

/** Asked by the calendar when the opening time has come. */
export interface OpenFunding {
  readonly kind: 'OpenFunding';
  readonly loanId: Id;
}

/** Asked by the calendar at the deadline, and when the last reflection period of a full loan is over. */
export interface CloseFunding {
  readonly kind: 'CloseFunding';
  readonly loanId: Id;
}

/** Asked by the calendar when a full loan has waited for its contract for too long. */
export interface LapseUnsigned {
  readonly kind: 'LapseUnsigned';
  readonly loanId: Id;
}

export const openFunding: Rule<OpenFunding> = {
  kind: 'OpenFunding',
  needs: ({ loanId }) => [{ fact: 'loan', key: loanId }],
  decide: decideOpen,
};

export const closeFunding: Rule<CloseFunding> = {
  kind: 'CloseFunding',
  needs: fundingEndNeeds,
  decide: decideClose,
};

export const lapseUnsigned: Rule<LapseUnsigned> = {
  kind: 'LapseUnsigned',
  needs: (command, known) => [
    ...fundingEndNeeds(command, known),
    { fact: 'contract', key: command.loanId },
  ],
  decide: decideLapse,
};

/** A loan with all that goes back when it does not come about. */
export function fundingEndNeeds(
  { loanId }: { readonly loanId: Id },
  known: KnownWorld,
): readonly Need[] {
  const loan = known.get('loan', loanId);
  return [
    { fact: 'loan', key: loanId },
    { list: 'bidsOfLoan', key: loanId },
    ...(loan === undefined ? [] : [{ fact: 'borrower' as const, key: loan.borrowerId }]),
    ...known.list('bidsOfLoan', loanId).filter(isStanding).flatMap(bidEndNeeds),
  ];
}

function decideOpen(
  world: World,
  { loanId }: OpenFunding,
  circumstances: Circumstances,
): Result<Decision> {
  if (circumstances.actor.kind !== 'calendar') return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const { state } = loan;
  if (state === 'funding') return ok({ events: [], transfers: [] });
  if (state !== 'listed') return refuse('wrong_stage', { state });
  const { opensAt, closesAt } = fundingTermsOf(loan);
  if (!hasPassed(opensAt, loan, circumstances)) {
    return refuse('not_open_yet', { opensAt: isoOf(opensAt) });
  }
  const nextActionDay = dayAfter(closesAt);
  return ok({ events: [{ kind: 'FundingOpened', loanId, nextActionDay }], transfers: [] });
}

function decideClose(
  world: World,
  { loanId }: CloseFunding,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, now } = circumstances;
  if (actor.kind !== 'calendar') return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  if (loan.state !== 'funding') return refuse('wrong_stage', { state: loan.state });
  const terms = fundingTermsOf(loan);
  const isOver = hasPassed(terms.closesAt, loan, circumstances);
  const isFrozen = loan.frozen === loan.loanAmount;
  if (isFrozen && (isOver || !isReflecting(terms, world.list('bidsOfLoan', loanId), now))) {
    const nextActionDay = dayAfter(signUntil(terms, now));
    return ok({ events: [{ kind: 'LoanFunded', loanId, nextActionDay }], transfers: [] });
  }
  if (!isOver) return ok({ events: [], transfers: [] });
  const back = returnAllBids(world, loan, 'funding_failed', circumstances);
  return ok({ ...back, events: [{ kind: 'FundingFailed', loanId }, ...back.events] });
}

function decideLapse(
  world: World,
  { loanId }: LapseUnsigned,
  circumstances: Circumstances,
): Result<Decision> {
  if (circumstances.actor.kind !== 'calendar') return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  if (loan.state !== 'funded') return refuse('wrong_stage', { state: loan.state });
  const { fundedAt } = loan;
  assert(fundedAt !== undefined, 'A full loan knows since when it is.');
  const isSigned = world.get('contract', loanId) !== undefined;
  if (isSigned || !hasPassed(signUntil(fundingTermsOf(loan), fundedAt), loan, circumstances)) {
    return ok({ events: [], transfers: [] });
  }
  const back = returnAllBids(world, loan, 'not_signed', circumstances);
  const withdrawn = { kind: 'LoanWithdrawn', loanId, reason: 'not_signed' } as const;
  return ok({ ...back, events: [withdrawn, ...back.events] });
}

/**
 * Whether the moment has come by the clock, or by the business date: where days end by hand and that runs ahead of the
 * clock, the day after the moment may have to be ended before the moment.
 */
function hasPassed(
  moment: Instant,
  { nextActionDay }: Loan,
  { now, today }: Circumstances,
): boolean {
  return now >= moment || (nextActionDay !== undefined && nextActionDay <= today);
}

/** Every bid that stands goes back, to the cent; for whoever ends a loan before its disbursement. */
export function returnAllBids(
  world: World,
  loan: Loan,
  reason: string,
  circumstances: Circumstances,
): Decision {
  const parts = world
    .list('bidsOfLoan', loan.id)
    .filter(isStanding)
    .map((bid) =>
      returnBid(world, bid, { kind: 'BidReturned', reason }, loan.currency, circumstances),
    );
  return {
    events: parts.flatMap(({ events }) => events),
    transfers: parts.flatMap(({ transfers }) => transfers),
  };
}

function fundingTermsOf({ funding }: Loan): FundingTerms {
  assert(funding !== undefined, 'A listed loan has its terms of funding.');
  return funding;
}
