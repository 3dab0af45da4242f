// Who lives in a past, what their loans have come to, and what is planned for which day.

import type { FactName, FactValue } from '@mutua/core/credit/fact.ts';
import type { Grade } from '@mutua/core/credit/grade.ts';
import type { CreditDecision } from '@mutua/core/credit/policy.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { ApplyForLoan } from '@mutua/core/loan/apply/apply-for-loan.ts';
import { totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import type { ServicedAccount } from '@mutua/core/loan/servicing.ts';
import type { MinorUnits } from '@mutua/core/money/minor-units.ts';
import { addDays, type Day, weekdayOf } from '@mutua/core/time/day.ts';
import type { CollectionStage } from '@mutua/core/work/case.ts';
import type { LoggedCommand } from '../commit/log-store.ts';
import type { Behaviour, Fate } from './borrower-behaviour.ts';
import { Chance } from './chance.ts';
import type { Asked, LivedHouse, Person } from './lived-house.ts';

/** A lender, and how much of the own money lies here. */
export interface TownLender {
  readonly person: Person;
  /** How boldly it answers the questionnaire, from 1 to 5. */
  readonly temper: number;
  /** 1 to 5, by the questionnaire. */
  readonly tolerance: number;
  /** How often it bids, beside others. */
  readonly weight: number;
  /** In whole yuan: the most of one bid. */
  readonly bidYuan: number;
  answeredOn: Day;
  /** It has lent as much as it may; it looks again on that day. */
  fullUntil?: Day;
}

export interface TownInstalment {
  readonly dueDay: Day;
  readonly principal: MinorUnits;
  readonly total: MinorUnits;
}

/** Before which step an application waits for the office when the past ends. */
export type WaitsBefore =
  | 'verifying'
  | 'reviewing'
  | 'deciding'
  | 'accepting'
  | 'committing'
  | 'listing'
  | 'publishing';

export interface TownLoan {
  readonly id: Id;
  readonly borrower: Person;
  readonly command: ApplyForLoan;
  readonly verified: ReadonlyMap<FactName, FactValue>;
  readonly waitsBefore?: WaitsBefore;
  /** What is settled beforehand, so that the demo's persons have something to see. */
  readonly fate?: Fate;
  readonly lenders?: readonly Person[];
  readonly guarantor?: Person;
  grade?: Grade;
  decision?: CreditDecision;
  limit?: MinorUnits;
  amount: MinorUnits;
  allInRatePpm?: number;
  listedOn?: Day;
  collateralId?: Id;
  minimumTolerance?: number;
  /** Who has a bid on it. */
  readonly bidders: Set<Id>;
  state:
    | 'applied'
    | 'approved'
    | 'listed'
    | 'funded'
    | 'signed'
    | 'running'
    | 'written_off'
    | 'over';
  instalments: readonly TownInstalment[];
  behaviour?: Behaviour;
  /** So many instalments were brought. */
  brought: number;
  /** On which day the borrower means to come next. */
  comesOn?: Day;
  collection?: TownCase;
}

/** The case of collection of a loan, and who has it. */
export interface TownCase {
  readonly caseId: Id;
  readonly stage: CollectionStage;
  readonly owner?: Person;
}

export type StepKind =
  | 'verify'
  | 'decide'
  | 'reject'
  | 'accept'
  | 'bid'
  | 'bring'
  | 'repay_early'
  | 'write_off'
  | 'recover'
  | 'end_collection'
  | 'contact'
  | 'court_stage';

/** Something that is planned for a day. */
export interface Step {
  readonly kind: StepKind;
  readonly loan: TownLoan;
  /** Of a bid, and of what is recovered. */
  readonly amount?: MinorUnits;
}

/** What is asked when its day has come. */
export type Act = () => readonly Asked[];

export class LivedTown {
  readonly chance: Chance;
  readonly seed: number;
  readonly today: Day;
  readonly lenders: TownLender[] = [];
  readonly guarantors: Person[] = [];
  /** Those who may come again. */
  readonly borrowers: Person[] = [];
  readonly loans = new Map<Id, TownLoan>();
  /** Since the last time somebody looked, in the order in which it happened. */
  readonly #news = new Map<TownLoan['state'], TownLoan[]>();
  readonly #agenda = new Map<Day, Step[]>();
  readonly #acts = new Map<Day, Act[]>();
  readonly #cases: TownLoan[] = [];
  readonly #replanned: TownLoan[] = [];
  #count = 0;

  /** @param today on which the past ends and the present begins. */
  constructor(house: LivedHouse, seed: number, today: Day) {
    this.seed = seed;
    this.today = today;
    this.chance = new Chance(seed);
    house.lane.follow((commands) => this.#note(commands));
  }

  /** Counts everybody who comes, for names and numbers. */
  nextNumber(): number {
    this.#count += 1;
    return this.#count;
  }

  plan(day: Day, step: Step): void {
    const others = this.#agenda.get(day);
    if (others === undefined) this.#agenda.set(day, [step]);
    else others.push(step);
  }

  /** What is planned for a day, by its kind. */
  take(day: Day): ReadonlyMap<StepKind, readonly Step[]> {
    const byKind = new Map<StepKind, Step[]>();
    for (const step of this.#agenda.get(day) ?? []) {
      const others = byKind.get(step.kind);
      if (others === undefined) byKind.set(step.kind, [step]);
      else others.push(step);
    }
    this.#agenda.delete(day);
    return byKind;
  }

  /** The loans that have come into a state since they were asked for last. */
  newIn(state: TownLoan['state']): readonly TownLoan[] {
    const loans = this.#news.get(state) ?? [];
    this.#news.delete(state);
    return loans;
  }

  /** Something that is no step of a loan. */
  will(day: Day, act: Act): void {
    const others = this.#acts.get(day);
    if (others === undefined) this.#acts.set(day, [act]);
    else others.push(act);
  }

  /** What else is planned for a day. */
  takeActs(day: Day): readonly Act[] {
    const acts = this.#acts.get(day) ?? [];
    this.#acts.delete(day);
    return acts;
  }

  /** The loans of which a case of collection was opened since they were asked for last. */
  newCases(): readonly TownLoan[] {
    return this.#cases.splice(0);
  }

  /** The loans that have a new plan since they were asked for last. */
  newPlans(): readonly TownLoan[] {
    return this.#replanned.splice(0);
  }

  #note(commands: readonly LoggedCommand[]): void {
    for (const { events } of commands) for (const event of events) this.#noteEvent(event);
  }

  #noteEvent(event: LoggedCommand['events'][number]): void {
    if (event.kind === 'CaseOpened') {
      const loan = this.loans.get(event.subject.id);
      if (loan === undefined || event.collection === undefined) return;
      loan.collection = { caseId: event.caseId, stage: event.collection.stage };
      this.#cases.push(loan);
      return;
    }
    if (!('loanId' in event)) return;
    const loan = event.loanId === undefined ? undefined : this.loans.get(event.loanId);
    if (loan === undefined) return;
    switch (event.kind) {
      case 'LoanAssessed':
        loan.decision = event.assessment.decision;
        loan.grade = event.assessment.grade;
        loan.limit = event.assessment.limit;
        break;
      case 'LoanApproved':
        loan.allInRatePpm = event.price.allInRatePpm;
        loan.amount = event.loanAmount;
        this.#enter(loan, 'approved');
        break;
      case 'LoanListed':
        loan.minimumTolerance = event.funding.minimumTolerance;
        this.#enter(loan, 'listed');
        break;
      case 'LoanFunded':
        this.#enter(loan, 'funded');
        break;
      case 'LoanDisbursed':
        loan.instalments = instalmentsOf(event.accounts);
        this.#enter(loan, 'running');
        break;
      case 'LoanRescheduled':
        loan.instalments = instalmentsOf(event.accounts);
        loan.brought = event.accounts.filter(({ settledDay }) => settledDay !== undefined).length;
        this.#replanned.push(loan);
        break;
      case 'CollectionStageMoved':
        loan.collection = { ...loan.collection, caseId: event.caseId, stage: event.to };
        break;
      case 'LoanWrittenOff':
        this.#enter(loan, 'written_off');
        break;
      case 'LoanRejected':
      case 'FundingFailed':
      case 'LoanWithdrawn':
      case 'LoanClosed':
        this.#enter(loan, 'over');
        break;
      default:
    }
  }

  #enter(loan: TownLoan, state: TownLoan['state']): void {
    loan.state = state;
    const others = this.#news.get(state);
    if (others === undefined) this.#news.set(state, [loan]);
    else others.push(loan);
  }
}

function instalmentsOf(accounts: readonly ServicedAccount[]): readonly TownInstalment[] {
  return accounts.map(({ dueDay, due }) => ({
    ...{ dueDay, principal: due.principal, total: totalOfAmounts(due) },
  }));
}

/** The last working day on or before it, though not before another. */
export function workingDayBy(day: Day, earliest: Day): Day {
  const weekday = weekdayOf(day);
  const by = weekday <= 5 ? day : addDays(day, 5 - weekday);
  return workingDay(by < earliest ? earliest : by);
}

/** The first working day on or after it; holidays are not known here. */
export function workingDay(day: Day): Day {
  const weekday = weekdayOf(day);
  return weekday <= 5 ? day : addDays(day, 8 - weekday);
}

export function newTownLoan(
  given: Pick<TownLoan, 'id' | 'borrower' | 'command' | 'verified'> &
    Partial<Pick<TownLoan, 'waitsBefore' | 'fate' | 'lenders' | 'guarantor'>>,
): TownLoan {
  return {
    ...given,
    ...{ amount: given.command.loanAmount, bidders: new Set(), state: 'applied' },
    ...{ instalments: [], brought: 0 },
  };
}
