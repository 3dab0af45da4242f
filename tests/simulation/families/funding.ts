// Bids: exactly the money of a bid is held, until the loan is paid out or the bid goes back.
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { type Instant, plusMs } from '@mutua/core/time/instant.ts';
import { type Family, isBlank, type Judge, leads, NOTHING, personIs, type Told } from '../asked.ts';
import { place } from '../purses.ts';
import { BANK, type Town, type TownBid, type TownClient, type TownLoan } from '../town.ts';
import { endBefore, inState } from './applications.ts';
import { dayIn } from './time.ts';

const MS_A_MINUTE = 60_000;
const BID_STEP = 10_000n;
const FULL_STATES = ['funded', 'disbursed', 'repaying'];
const PUBLIC_STATES = [
  'listed',
  'funding',
  'funded',
  'disbursed',
  'repaying',
  'overdue',
  'defaulted',
  'written_off',
  'closed',
  'failed',
];
const OPEN_STATES = ['applied', 'assessed', 'approved', 'listed', 'funding', 'funded'] as const;

const BID: Judge<'PlaceBid'> = (town, { commandId, actor, command }) => {
  const id = personIs(actor, 'lender');
  if (id === undefined) return 'not_allowed';
  const client = town.clients.get(id);
  const loan = town.loans.get(command.loanId);
  if (client === undefined) return 'identity_not_verified';
  if (loan === undefined) return 'not_found';
  const amount: bigint = command.amount;
  const refused =
    refusedForLender(town, client) ??
    refusedForListing(town, loan, client, command) ??
    refusedForAmount(town, loan, id, amount);
  if (refused !== undefined) return refused;
  if (client.exposure + amount > client.ceiling) return 'over_limit';
  if (amount > town.purses.free(town.cash('lender', id))) return 'insufficient_cash';
  return () => {
    const bid = { id: commandId, loanId: loan.id, lenderId: id, amount } as const;
    town.bids.set(commandId, { ...bid, state: 'accepted', freeze: 'created' });
    client.exposure += amount;
    town.purses.hold(town.cash('lender', id), place('loan_funding', loan.id), amount);
  };
};

function refusedForLender(town: Town, { status, accounts, answeredUntil }: TownClient) {
  if (status === 'frozen') return 'client_frozen';
  if (status === 'registered') return 'identity_not_verified';
  if (!accounts.has('lender')) return 'custody_account_missing';
  if (answeredUntil === undefined) return 'questionnaire_missing';
  return answeredUntil < town.today ? 'questionnaire_expired' : undefined;
}

function refusedForListing(
  town: Town,
  { listing, state, borrowerId, grade = 'G' }: TownLoan,
  lender: TownClient,
  {
    acknowledgedNotice,
    confirmedRisk,
  }: { readonly acknowledgedNotice?: string; readonly confirmedRisk?: boolean },
) {
  if (listing?.published !== true) return 'wrong_stage';
  if (state === 'listed') return 'not_open_yet';
  if ((state !== 'funding' && !FULL_STATES.includes(state)) || town.now >= listing.closesAt) {
    return 'funding_closed';
  }
  if (borrowerId === lender.id) return 'own_loan';
  if (lender.biddingStopped) return 'bidding_stopped';
  if (acknowledgedNotice !== RISK_NOTICE) return 'risk_not_acknowledged';
  // Grades A and B are for everybody, C from 2 on, D from 3, E from 4, the others for the boldest.
  const least = { A: 1, B: 1, C: 2, D: 3, E: 4, F: 5, G: 5 }[grade];
  if (lender.tolerance < least - 1) return 'risk_above_tolerance';
  return lender.tolerance < least && confirmedRisk !== true
    ? 'second_confirmation_required'
    : undefined;
}

function refusedForAmount(town: Town, loan: TownLoan, lenderId: TownClient['id'], amount: bigint) {
  const left = loan.amount - town.accepted(loan);
  const { minimum } = loan.product.bids;
  if (amount !== left) {
    if (amount < minimum) return 'below_minimum';
    if (amount % BID_STEP !== 0n) return 'not_a_step';
  }
  // In China the town lets nobody lend more than half of a loan.
  if (loan.product.packId === 'cn') {
    const own = town.bidsOf(loan, 'accepted').filter((bid) => bid.lenderId === lenderId);
    const before = own.reduce((total, bid) => total + bid.amount, 0n);
    const half = (loan.amount / 2n / BID_STEP) * BID_STEP;
    if (before + amount > half) return 'above_maximum';
  }
  if (left === 0n || FULL_STATES.includes(loan.state)) return 'listing_full';
  if (amount > left) return 'exceeds_remaining';
  return left - amount > 0n && left - amount < minimum ? 'remainder_below_minimum' : undefined;
}

export const RISK_NOTICE = 'risk_notice_1';

/** The money is the lender's again; what the bank has frozen it is asked to release. */
export function giveBack(town: Town, loan: TownLoan, bid: TownBid): void {
  bid.state = 'returned';
  if (bid.freeze !== 'confirmed') bid.freeze = 'refused';
  town.client(bid.lenderId).exposure -= bid.amount;
  town.purses.unhold(town.cash('lender', bid.lenderId), place('loan_funding', loan.id), bid.amount);
}

/** The instructions that came of bids that went back. */
export function noteReleases(town: Town, told: Told): void {
  for (const { instruction } of told.all('InstructionMade')) {
    if (instruction.order.kind !== 'release') continue;
    const { id, order } = instruction;
    town.instructions.set(id, { id, for: 'release', subject: order.freezeId, state: 'created' });
  }
}

function giveAllBack(town: Town, loan: TownLoan, told: Told): void {
  for (const bid of town.bidsOf(loan, 'accepted')) giveBack(town, loan, bid);
  noteReleases(town, told);
}

/** No pack gives a time in which a lender may think again. */
const CANCELLED: Judge<'CancelBid'> = (town, { actor, command }) => {
  const id = personIs(actor, 'lender');
  if (id === undefined) return 'not_allowed';
  const bid = town.bids.get(command.bidId);
  if (bid === undefined || bid.lenderId !== id) return 'not_found';
  return bid.state === 'accepted' ? 'cancel_not_offered' : 'wrong_stage';
};

const FREEZES: Judge<'RecordFreezes'> = (town, { actor, command }) => {
  if (actor.kind !== 'custodian') return 'not_allowed';
  const { results } = command;
  if (results.some(({ bidId }) => !town.bids.has(bidId))) return 'not_found';
  return (told) => {
    for (const { bidId, outcome } of results) {
      const bid = town.bids.get(bidId);
      const loan = bid && town.loans.get(bid.loanId);
      if (bid === undefined || loan === undefined) continue;
      takeFreeze(town, loan, bid, outcome);
      if (loan.state === 'funding' && town.frozen(loan) === loan.amount) becomeFull(town, loan);
    }
    noteReleases(town, told);
  };
};

function takeFreeze(
  town: Town,
  loan: TownLoan,
  bid: TownBid,
  outcome: 'confirmed' | 'refused' | 'awaiting_authorisation',
): void {
  const isOpen = bid.state === 'accepted' && bid.freeze !== 'confirmed';
  if (outcome === 'confirmed') {
    if (bid.freeze !== 'released') bid.freeze = 'confirmed';
  } else if (isOpen && outcome === 'refused') {
    giveBack(town, loan, bid);
  } else if (isOpen && bid.freeze !== 'awaiting_authorisation') {
    bid.freeze = 'awaiting_authorisation';
    const until = plusMs(town.now, 30 * MS_A_MINUTE);
    const end = loan.listing?.closesAt ?? until;
    bid.authoriseUntil = until < end ? until : end;
  }
}

function becomeFull(town: Town, loan: TownLoan): void {
  loan.state = 'funded';
  loan.fundedAt = town.now;
  loan.nextWork = dayIn(signUntil(town.now), 2);
}

export function signUntil(fundedAt: Instant): Instant {
  return plusMs(fundedAt, 3 * 24 * 60 * MS_A_MINUTE);
}

const OPENED: Judge<'OpenFunding'> = (town, { actor, command }) => {
  if (actor.kind !== 'calendar') return 'not_allowed';
  const loan = town.loans.get(command.loanId);
  if (loan === undefined) return 'not_found';
  if (loan.state === 'funding') return NOTHING;
  if (loan.state !== 'listed' || loan.listing === undefined) return 'wrong_stage';
  const { opensAt, closesAt } = loan.listing;
  if (town.now < opensAt) return 'not_open_yet';
  return () => {
    loan.state = 'funding';
    loan.nextWork = dayIn(closesAt, 2);
  };
};

const CLOSED: Judge<'CloseFunding'> = (town, { actor, command }) => {
  if (actor.kind !== 'calendar') return 'not_allowed';
  const loan = inState(town, command.loanId, 'funding');
  if (typeof loan === 'string') return loan;
  if (loan.listing === undefined || town.now < loan.listing.closesAt) return NOTHING;
  return (told) => {
    giveAllBack(town, loan, told);
    endBefore(town, loan, 'failed');
  };
};

const LAPSED: Judge<'LapseUnsigned'> = (town, { actor, command }) => {
  if (actor.kind !== 'calendar') return 'not_allowed';
  const loan = inState(town, command.loanId, 'funded');
  if (typeof loan === 'string') return loan;
  const isInTime = loan.fundedAt !== undefined && town.now < signUntil(loan.fundedAt);
  if (loan.signed !== undefined || isInTime) return NOTHING;
  return (told) => {
    giveAllBack(town, loan, told);
    endBefore(town, loan, 'withdrawn');
  };
};

const EXPIRED: Judge<'ExpireBid'> = (town, { actor, command }) => {
  if (actor.kind !== 'calendar') return 'not_allowed';
  const bid = town.bids.get(command.bidId);
  const loan = bid && town.loans.get(bid.loanId);
  if (bid === undefined || loan === undefined) return 'not_found';
  const isLate = bid.authoriseUntil !== undefined && town.now >= bid.authoriseUntil;
  if (bid.state !== 'accepted' || bid.freeze !== 'awaiting_authorisation' || !isLate)
    return NOTHING;
  return () => giveBack(town, loan, bid);
};

const WITHDRAWN: Judge<'WithdrawLoan'> = (town, { actor, command }) => {
  const isChecker = leads(actor, 'loan_officer', 'risk_analyst', 'compliance_officer');
  const borrowerId = personIs(actor, 'borrower');
  if (!isChecker && borrowerId === undefined) return 'not_allowed';
  const loan = town.loans.get(command.loanId);
  if (loan === undefined || (!isChecker && loan.borrowerId !== borrowerId)) return 'not_found';
  if (!OPEN_STATES.some((state) => state === loan.state)) return 'wrong_stage';
  if (isChecker && isBlank(command.reason)) return 'reason_missing';
  const isPublic = PUBLIC_STATES.includes(loan.state);
  if (!isChecker && isPublic && loan.product.packId !== 'cn') return 'forbidden_by_rule';
  const payout = loan.payout === undefined ? undefined : town.instructions.get(loan.payout);
  if (payout !== undefined && payout.state !== 'refused') return 'money_in_transit';
  return (told) => {
    giveAllBack(town, loan, told);
    endBefore(town, loan, 'withdrawn');
  };
};

export const FUNDING: Family = {
  judges: {
    PlaceBid: BID,
    CancelBid: CANCELLED,
    RecordFreezes: FREEZES,
    OpenFunding: OPENED,
    CloseFunding: CLOSED,
    LapseUnsigned: LAPSED,
    ExpireBid: EXPIRED,
    WithdrawLoan: WITHDRAWN,
  },
  moves: [
    { name: 'a lender bids', weight: 60, propose: bidding },
    { name: 'the bank answers freezes', weight: 40, propose: freezing },
    {
      name: 'a loan is taken back',
      weight: 1,
      propose: (town) => {
        const loan = town.chance.of(town.loansIn(...OPEN_STATES));
        if (loan === undefined || !town.chance.isIn(40)) return undefined;
        const actor = town.chance.isIn(50)
          ? town.borrowerOf(loan).actor
          : town.officer('risk_analyst_lead');
        return { actor, command: { kind: 'WithdrawLoan', loanId: loan.id, reason: '不再需要' } };
      },
    },
  ],
};

function bidding(town: Town) {
  const loan = town.chance.of(
    town
      .loansIn('funding')
      .filter((one) => town.accepted(one) < one.amount && (one.listing?.closesAt ?? 0) > town.now),
  );
  if (loan === undefined) return undefined;
  const lender = town.chance.of(
    town
      .clientsAs('lender', 'active')
      .filter(
        ({ id, answeredUntil, biddingStopped }) =>
          id !== loan.borrowerId && answeredUntil !== undefined && !biddingStopped,
      ),
  );
  if (lender === undefined) return undefined;
  const own = town.bidsOf(loan, 'accepted').filter(({ lenderId }) => lenderId === lender.id);
  const most = [
    loan.amount - town.accepted(loan),
    town.purses.free(town.cash('lender', lender.id)),
    lender.ceiling - lender.exposure,
    ...(loan.product.packId === 'cn'
      ? [loan.amount / 2n - own.reduce((total, { amount }) => total + amount, 0n)]
      : []),
  ].reduce((least, one) => (one < least ? one : least));
  const steps = most / BID_STEP;
  const share = town.chance.isIn(70) ? steps : steps / 2n;
  if (share * BID_STEP < loan.product.bids.minimum) return undefined;
  const amount = minorUnits(share * BID_STEP);
  const command = {
    kind: 'PlaceBid',
    loanId: loan.id,
    amount,
    acknowledgedNotice: RISK_NOTICE,
  } as const;
  return {
    actor: lender.actor,
    command: town.chance.isIn(50) ? { ...command, confirmedRisk: true } : command,
  };
}

function freezing(town: Town) {
  const open = [...town.bids.values()].filter(
    ({ state, freeze }) => state === 'accepted' && freeze !== 'confirmed',
  );
  const late = [...town.bids.values()].filter(
    ({ state, freeze }) => state === 'returned' && freeze === 'refused',
  );
  const asked = town.chance.isIn(95) ? open.slice(0, town.chance.between(1, 4)) : late.slice(0, 1);
  if (asked.length === 0) return undefined;
  const results = asked.map(({ id }) => ({ bidId: id, outcome: outcomeOf(town) }));
  return { actor: BANK, command: { kind: 'RecordFreezes', results } } as const;
}

function outcomeOf(town: Town): 'confirmed' | 'refused' | 'awaiting_authorisation' {
  const luck = town.chance.below(100);
  if (luck < 88) return 'confirmed';
  return luck < 94 ? 'awaiting_authorisation' : 'refused';
}
