// The town as the naive model knows it: who lives there, who owes whom, and what is under way. Nothing here is core's.
import type { Grade } from '@mutua/core/credit/grade.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { AssetClass } from '@mutua/core/loan/asset-class.ts';
import type { LoanState } from '@mutua/core/loan/life.ts';
import type { RepaymentMethod } from '@mutua/core/loan/schedule/terms.ts';
import type {
  BackDatingAsked,
  CollectionStep,
  PlanAsked,
  WaiverAsked,
} from '@mutua/core/loan/servicing.ts';
import type { Actor, StaffPosition } from '@mutua/core/people/actor.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import type { CollectionStage } from '@mutua/core/work/case.ts';
import type { Chance } from './chance.ts';
import type { KindOfCase } from './families/case-kinds.ts';
import type { PaidOutAs, PastOf } from './past-shapes.ts';
import { Purses, place } from './purses.ts';
import type { PaidInstead, TownCommitment, TownGuarantor, TownThing } from './town-guards.ts';
import type {
  CashRole,
  TownInstruction,
  TownMandate,
  TownTopUp,
  TownWithdrawal,
} from './town-money.ts';
import type {
  TownBatch,
  TownBreak,
  TownMovement,
  TownProduct,
  TownReceipt,
  Versioned,
} from './town-office.ts';
import type { PaidOfReserve, ReservePromise, TownReserve } from './town-reserves.ts';

export type Person = Extract<Actor, { readonly kind: 'person' }>;

export interface TownClient {
  readonly id: Id;
  readonly actor: Person;
  readonly number: number;
  readonly name: string;
  readonly identityNumber: string;
  readonly roles: readonly CashRole[];
  readonly age: number;
  readonly registrationFees: Map<CashRole, bigint>;
  status: 'registered' | 'verified' | 'active' | 'frozen';
  /** What the status is again when the freeze ends. */
  before?: TownClient['status'];
  held?: boolean;
  freezeAsked?: { readonly asked: 'freeze' | 'unfreeze'; readonly by: Id };
  related: boolean;
  readonly accounts: Map<CashRole, string>;
  // As a lender.
  tolerance: number;
  ceiling: bigint;
  answeredUntil?: Day;
  biddingStopped: boolean;
  exposure: bigint;
  // As a borrower.
  owed: bigint;
  /** The most days by which a loan was ever behind. */
  worstBehind: number;
  openLoan?: Id;
}

export interface Row {
  readonly fromDay: Day;
  readonly dueDay: Day;
  /** The day after the working-day rule. */
  readonly askDay: Day;
  readonly fees: readonly { readonly kind: string; readonly amount: bigint }[];
  readonly due: Parts;
  readonly paid: Parts;
  readonly waived: Parts;
  /** What its lateness costs so far, not rounded: amounts times parts per million times days. */
  exactPenalty: bigint;
  /** Owed from before a new plan, and asked for again with its first instalment. */
  readonly isCarried?: true;
  /** What somebody has paid of it in the borrower's place. */
  covered?: {
    readonly claimId: Id;
    readonly principal: bigint;
    readonly interest: bigint;
    readonly penaltyBefore: bigint;
    /** What has come back of it. */
    readonly back: { principal: bigint; interest: bigint };
  };
}

export interface Parts {
  principal: bigint;
  interest: bigint;
  penalty: bigint;
  fee: bigint;
}

export interface TownBid {
  readonly id: Id;
  readonly loanId: Id;
  readonly lenderId: Id;
  readonly amount: bigint;
  state: 'accepted' | 'returned' | 'cancelled' | 'converted';
  freeze: 'created' | 'sent' | 'awaiting_authorisation' | 'confirmed' | 'refused' | 'released';
  authoriseUntil?: Instant;
}

export interface TownClaim {
  readonly id: Id;
  readonly holderId: Id;
  readonly lent: bigint;
  outstanding: bigint;
  /** Minor units that it had beyond its whole share. */
  extras: number;
  received: bigint;
  interest: bigint;
  penalty: bigint;
  loss: bigint;
  closed: boolean;
  /** Of one who has paid for the borrower. */
  readonly hasSteppedIn?: true;
  /** It is held for a reserve, into which comes whatever is paid of it. */
  readonly ofReserve?: Id;
  /** Others have paid all of it. */
  compensated?: true;
}

export interface Share {
  readonly claim: TownClaim;
  readonly principal: bigint;
  readonly interest: bigint;
  readonly penalty: bigint;
  readonly fee: bigint;
  /** How many odd cents the claim has had after it. */
  readonly extras: number;
  /** Of one who has paid for the borrower: what comes back of which instalments. */
  readonly back?: ReadonlyMap<Row, { readonly principal: bigint; readonly interest: bigint }>;
}

/** Money that a borrower has sent and the bank has not paid out yet. */
export interface SentRepayment {
  readonly instructionId: Id;
  readonly kind: 'instalment' | 'recovery' | 'early_in_part' | 'early_in_full' | 'compensation';
  readonly day: Day;
  readonly amount: bigint;
  readonly parts: readonly {
    readonly row: number;
    readonly name: keyof Parts;
    readonly amount: bigint;
  }[];
  readonly early?: {
    readonly day: Day;
    readonly principal: bigint;
    readonly interest: bigint;
    readonly fee: bigint;
  };
  readonly shares: readonly Share[];
  readonly fees: ReadonlyMap<string, bigint>;
  readonly mandates: { readonly repayment?: TownMandate; readonly fees?: TownMandate };
  /** Where somebody else pays it. */
  readonly instead?: PaidInstead;
  /** Where a reserve does. */
  readonly ofReserve?: PaidOfReserve;
}

/** What one has prepared, until another releases it. */
export interface TownProposal {
  readonly step: CollectionStep;
  readonly by: Id;
  readonly assetClass?: AssetClass;
  readonly waiver?: WaiverAsked;
  readonly compromise?: { readonly amount: bigint; readonly until: Day };
  readonly plan?: PlanAsked;
  readonly backDating?: BackDatingAsked;
  accepted?: true;
}

export interface TownLoan {
  readonly id: Id;
  readonly borrowerId: Id;
  readonly product: ProductTerms;
  readonly months: number;
  readonly method: RepaymentMethod;
  readonly security: string;
  /** Who is to pay when the borrower does not, by the approval. */
  safeguard?: string;
  state: LoanState;
  amount: bigint;
  readonly facts: Map<string, boolean>;
  readonly overdueElsewhere: { count: number };
  changedSince: boolean;
  readonly preparedBy: Set<Id>;
  assessments: number;
  decision?: 'approve' | 'refer' | 'reject';
  grade?: Grade;
  limit: bigint;
  review?: 'approve' | 'reject';
  allInRatePpm?: number;
  annualRatePpm?: number;
  approvedUntil?: Day;
  termsAccepted: boolean;
  listing?: {
    readonly makerId: Id;
    readonly opensAt: Instant;
    readonly closesAt: Instant;
    readonly collateralIds: readonly string[];
    readonly summary: string;
    readonly amount: bigint;
    readonly months: number;
    published: boolean;
  };
  fundedAt?: Instant;
  signed?: { readonly payee: string };
  valueDay?: Day;
  nextWork?: Day;
  reminder?: Day;
  /** When others are to pay. */
  claimDay?: Day;
  /** Through which instalment others have paid, or everybody who had to has missed it. */
  answered: number;
  /** Who has missed to pay, and through which instalment. */
  readonly misses: { readonly place: number; readonly through: number }[];
  /** What a reserve has promised since it was listed, and from which day on it owes it. */
  reserve?: ReservePromise;
  reserveDay?: Day;
  /** What that reserve has paid so far, and whether that was all. */
  byReserve?: { readonly claimId: Id; readonly principal: bigint; readonly isWhole: boolean };
  rows: Row[];
  fallen: number;
  /** The plan in force, where it is not that of the contract: from which day, and its first due day. */
  plan?: { readonly from: Day; readonly first: Day };
  /** Through which day lateness is counted, and the most that everything may have cost by then, not rounded. */
  meterDay?: Day;
  ceiling: bigint;
  changes: number;
  /** By how many days it was behind when somebody looked last, before anything was paid. */
  behind?: number;
  readonly claims: TownClaim[];
  sent?: SentRepayment;
  proposal?: TownProposal;
  assetClass: AssetClass;
  /** What two persons chose: no better one holds. */
  chosenClass: AssetClass;
  compromise?: { readonly amount: bigint; readonly until: Day; paid: bigint };
  writtenOff?: Day;
  /** The bank was asked to pay it out. */
  payout?: Id;
}

/** Work that somebody owes. */
export interface TownCase {
  readonly id: Id;
  readonly kind: KindOfCase;
  /** The loan or the client that it is about. */
  readonly subjectId: Id;
  state: 'open' | 'in_progress' | 'waiting' | 'in_check' | 'closed' | 'cancelled';
  ownerId?: Id;
  makerId?: Id;
  /** How far up it has come. */
  level: number;
  stage?: CollectionStage;
  /** How many stages of the court it has passed, once it is to go there. */
  court?: number;
  stepsDone: number;
  promise?: { readonly day: Day; readonly amount: bigint; readonly before: bigint };
}

export class Town {
  readonly chance: Chance;
  readonly purses = new Purses();
  now: Instant;
  today: Day;
  processing = false;
  readonly staff = new Map<StaffPosition, Person[]>();
  readonly clients = new Map<Id, TownClient>();
  readonly loans = new Map<Id, TownLoan>();
  readonly bids = new Map<Id, TownBid>();
  readonly mandates = new Map<Id, TownMandate>();
  readonly topUps = new Map<Id, TownTopUp>();
  readonly withdrawals = new Map<Id, TownWithdrawal>();
  readonly instructions = new Map<Id, TownInstruction>();
  readonly receipts = new Map<Id, TownReceipt>();
  readonly breaks = new Map<Id, TownBreak>();
  readonly alarms = new Map<Id, 'open' | 'ended'>();
  readonly advances = new Map<
    Id,
    { readonly borrowerId: Id; explained: boolean; readonly by?: Id }
  >();
  readonly batches = new Map<Id, TownBatch>();
  readonly movements = new Map<Id, TownMovement>();
  readonly cases = new Map<Id, TownCase>();
  /** Whom somebody spoke to about arrears, and on which day by the clock. */
  readonly contacts: { readonly clientId: Id; readonly day: number }[] = [];
  casesWaiting = 0;
  /** Partners of a trade that may stand behind loans. */
  readonly guarantors = new Map<Id, TownGuarantor>();
  readonly commitments = new Map<Id, TownCommitment>();
  readonly reserves = new Map<Id, TownReserve>();
  /** By the instruction under which it was. */
  readonly paidOut = new Map<Id, PaidOutAs<SentRepayment>>();
  /** By the loan. */
  readonly pasts = new Map<Id, PastOf<Row>>();
  readonly things = new Map<Id, TownThing>();
  readonly products: TownProduct[] = [];
  readonly authorities: Versioned[] = [];
  readonly tariffs: (Versioned & { readonly fee: bigint; readonly registration: bigint })[] = [];
  readonly licences = new Map<string, Day>();
  readonly signInNames = new Set<string>();
  opened = false;
  installed = false;
  /** Under whose law its operator is; only outside of China somebody keeps a reserve. */
  law: 'cn' | 'neutral' = 'cn';
  operatorName = '';
  ownAccount?: string;
  endThrough?: Day;

  constructor(chance: Chance, now: Instant, today: Day) {
    this.chance = chance;
    this.now = now;
    this.today = today;
  }

  cash(role: CashRole, id: Id): string {
    return place(`${role}_cash`, id);
  }

  loansIn(...states: readonly LoanState[]): TownLoan[] {
    return [...this.loans.values()].filter(({ state }) => states.includes(state));
  }

  bidsOf(loan: TownLoan, ...states: readonly TownBid['state'][]): TownBid[] {
    return [...this.bids.values()]
      .filter((bid) => bid.loanId === loan.id && states.includes(bid.state))
      .toSorted((left, right) => (left.id < right.id ? -1 : 1));
  }

  accepted(loan: TownLoan): bigint {
    return this.bidsOf(loan, 'accepted', 'converted').reduce(
      (total, { amount }) => total + amount,
      0n,
    );
  }

  frozen(loan: TownLoan): bigint {
    return this.bidsOf(loan, 'accepted', 'converted')
      .filter(({ freeze }) => freeze === 'confirmed')
      .reduce((total, { amount }) => total + amount, 0n);
  }

  borrowerOf(loan: TownLoan): TownClient {
    return this.client(loan.borrowerId);
  }

  client(id: Id): TownClient {
    const client = this.clients.get(id);
    if (client === undefined) throw new Error(`Nobody in the town has the id ${id}.`);
    return client;
  }

  clientsAs(role: CashRole, ...statuses: readonly TownClient['status'][]): TownClient[] {
    return [...this.clients.values()].filter(
      ({ roles, status }) => roles.includes(role) && statuses.includes(status),
    );
  }

  /** Somebody in this post. */
  officer(post: StaffPosition): Person {
    const found = this.chance.of(this.staff.get(post) ?? []);
    if (found === undefined) throw new Error(`Nobody in the town is ${post}.`);
    return found;
  }

  /** Everybody who may act, people and machines. */
  actors(): Actor[] {
    return [
      ...[...this.staff.values()].flat(),
      ...[...this.clients.values()].map(({ actor }) => actor),
      CALENDAR,
      BANK,
      CARDS,
      REGISTER,
      RULE,
      VISITOR,
    ];
  }
}

export const CALENDAR: Actor = { kind: 'calendar' };
export const VISITOR: Actor = { kind: 'visitor' };
export const BANK: Actor = { kind: 'custodian', name: 'bank' };
export const CARDS: Actor = { kind: 'payment_provider', name: 'cards' };
export const REGISTER: Actor = { kind: 'identity_source', name: 'register' };
export const RULE: Actor = { kind: 'rule', name: 'town' };
