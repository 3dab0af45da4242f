// How the loan of the tour stands, read from the API as whoever may see each part of it. Nothing else says at which
// step the tour is, so a page that was loaded again goes on where it was.
import type { ClaimOnWire, ClaimRow } from '@mutua/contract/claim/claim.ts';
import type { LedgerStatement, StatementLine } from '@mutua/contract/ledger/statement.ts';
import type { LoanForBorrower, PayoffOnWire } from '@mutua/contract/loan/servicing.ts';
import type { BidOnWire } from '@mutua/contract/market/bid.ts';
import type { ListingInOffice } from '@mutua/contract/office/loans.ts';
import type { DayState } from '@mutua/contract/office/money.ts';
import type { LoanInOffice } from '@mutua/contract/office/queues.ts';
import type {
  MandateOnWire,
  PurseOnWire,
  TopUpOnWire,
} from '@mutua/contract/wallet/money-in-out.ts';
import type { LoanState } from '@mutua/core/loan/life.ts';
import { LENDERS, type LenderKey, type TourClient } from './tour-client.ts';

export type PurseKey = 'borrower' | LenderKey;

/** A line of a purse's statement, and what stood there before it. */
export interface Movement {
  readonly line: StatementLine;
  readonly balanceBefore: string;
}

export interface Standing {
  readonly loan: LoanForBorrower;
  readonly day: DayState;
  readonly office: LoanInOffice;
  /** Prepared or published; read while it is neither public nor refused. */
  readonly listing: ListingInOffice | undefined;
  readonly bids: Readonly<Partial<Record<LenderKey, BidOnWire>>>;
  readonly mandates: readonly MandateOnWire[];
  readonly claims: Readonly<Partial<Record<LenderKey, ClaimOnWire>>>;
  readonly purse: PurseOnWire | undefined;
  readonly topUp: TopUpOnWire | undefined;
  readonly payoff: PayoffOnWire | undefined;
  readonly movements: Readonly<Record<PurseKey, readonly Movement[]>>;
}

interface Items<Item> {
  readonly items: readonly Item[];
}

const CURRENCY = 'CNY';
const PAGE = 'limit=200';
const BIDS_THAT_STAND: readonly BidOnWire['state'][] = ['placed', 'accepted', 'converted'];

/** Whether the loan is, or was, in that state. */
export function hasBeen({ timeline }: Pick<LoanForBorrower, 'timeline'>, state: LoanState) {
  return timeline.some(({ to }) => to === state);
}

/** Since when nothing of the first instalment is open. */
export function collectedDay({ schedule }: Pick<LoanForBorrower, 'schedule'>): string | undefined {
  return schedule.find(({ number }) => number === 1)?.settledDay;
}

/** @throws Refused in the words of the API. */
export async function readStanding(client: TourClient, loanId: string): Promise<Standing> {
  const loan = await client.read<LoanForBorrower>('borrower', `/api/loans/${loanId}`);
  const [day, office, listing, bids, mandates, claims, money] = await Promise.all([
    client.read<DayState>('finance-officer', '/api/office/days/current'),
    client.read<LoanInOffice>('finance-officer', `/api/office/loans/${loanId}`),
    readListing(client, loan),
    readBids(client, loan),
    readMandates(client, loan),
    readClaims(client, loan),
    readBorrowersMoney(client, loan),
  ]);
  const movements = await readMovements(client, loan, day.day);
  return { loan, day, office, listing, bids, mandates, claims, movements, ...money };
}

async function readListing(
  client: TourClient,
  loan: LoanForBorrower,
): Promise<ListingInOffice | undefined> {
  if (!hasBeen(loan, 'approved')) return undefined;
  const url = `/api/office/listings?${PAGE}`;
  const { items } = await client.read<Items<ListingInOffice>>('finance-officer', url);
  return items.find(({ loanId }) => loanId === loan.loanId);
}

async function readBids(client: TourClient, loan: LoanForBorrower): Promise<Standing['bids']> {
  if (!hasBeen(loan, 'funding')) return {};
  const found = LENDERS.map(async (key) => {
    const { items } = await client.read<Items<BidOnWire>>(key, `/api/bids?${PAGE}`);
    const ours = items.filter(({ loanId }) => loanId === loan.loanId);
    return [key, ours.find(({ state }) => BIDS_THAT_STAND.includes(state))] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

async function readMandates(
  client: TourClient,
  loan: LoanForBorrower,
): Promise<readonly MandateOnWire[]> {
  if (!hasBeen(loan, 'funded')) return [];
  const url = `/api/mandates?${PAGE}`;
  const { items } = await client.read<Items<MandateOnWire>>('borrower', url);
  return items.filter(
    ({ loanId, state }) => loanId === loan.loanId && ['requested', 'granted'].includes(state),
  );
}

async function readClaims(client: TourClient, loan: LoanForBorrower): Promise<Standing['claims']> {
  if (!hasBeen(loan, 'disbursed')) return {};
  const found = LENDERS.map(async (key) => {
    const { items } = await client.read<Items<ClaimRow>>(key, `/api/claims?${PAGE}`);
    const ours = items.find(({ loanId }) => loanId === loan.loanId);
    if (ours === undefined) return [key, undefined] as const;
    return [key, await client.read<ClaimOnWire>(key, `/api/claims/${ours.claimId}`)] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

async function readBorrowersMoney(
  client: TourClient,
  loan: LoanForBorrower,
): Promise<Pick<Standing, 'purse' | 'topUp' | 'payoff'>> {
  const collected = collectedDay(loan);
  if (collected === undefined) return { purse: undefined, topUp: undefined, payoff: undefined };
  const isOver = loan.state === 'closed';
  const [purses, topUps, payoff] = await Promise.all([
    client.read<Items<PurseOnWire>>('borrower', '/api/accounts'),
    client.read<Items<TopUpOnWire>>('borrower', '/api/top-ups'),
    isOver || loan.isMoneyInTransit
      ? undefined
      : client.read<PayoffOnWire>('borrower', `/api/loans/${loan.loanId}/payoff`),
  ]);
  return {
    purse: purses.items.find(({ role, cash }) => role === 'borrower' && cash.currency === CURRENCY),
    topUp: topUps.items.find(({ state }) => state === 'requested'),
    payoff,
  };
}

async function readMovements(
  client: TourClient,
  loan: LoanForBorrower,
  today: string,
): Promise<Standing['movements']> {
  const [first] = loan.timeline;
  const from = first?.day ?? today;
  const isMoving = hasBeen(loan, 'funding');
  const movementsOf = async (key: PurseKey): Promise<readonly Movement[]> => {
    if (!isMoving) return [];
    const role = key === 'borrower' ? 'borrower' : 'lender';
    const url = `/api/accounts/${role}/${CURRENCY}/statement?from=${from}&to=${today}&${PAGE}`;
    const statement = await client.read<LedgerStatement>(key, url);
    return ofTheLoan(statement, loan);
  };
  const [borrower, one, two, institution] = await Promise.all([
    movementsOf('borrower'),
    movementsOf('lender-one'),
    movementsOf('lender-two'),
    movementsOf('lender-institution'),
  ]);
  return { borrower, 'lender-one': one, 'lender-two': two, 'lender-institution': institution };
}

/** The loan's own lines, and the top-ups out of which it was ended. */
function ofTheLoan({ opening, lines }: LedgerStatement, loan: LoanForBorrower): Movement[] {
  const collected = collectedDay(loan);
  return lines.flatMap((line, index) => {
    const isTopUp = line.code === 'top_up' && collected !== undefined && line.bookedDay > collected;
    if (line.subjectId !== loan.loanId && !isTopUp) return [];
    return [{ line, balanceBefore: (lines[index - 1] ?? opening).balance }];
  });
}
