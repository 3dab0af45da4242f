// Who applies in a past, and when: more from year to year, some of them again after a loan that is repaid.
import { type Day, daysBetween } from '@mutua/core/time/day.ts';
import type { Arrivals } from './arrivals.ts';
import { aLoanWanted, applicationOf, type LoanWanted } from './asked-loans.ts';
import type { Asked, LivedHouse, Person } from './lived-house.ts';
import { type LivedTown, newTownLoan, type TownLoan, type WaitsBefore } from './lived-town.ts';

/** So many applications a day in the first and in the last month, in thousandths; more and more come each month. */
const FIRST_RATE = 300;
const LAST_RATE = 4_500;
/** In the last days more people come, so that the market is full and the office busy. */
const BUSY_DAYS = 13;
const BUSY_RATE = 5_700;
const RETURNING_PERMILLE = 250;
/** Some of those who apply in the last days wait for the office in the present, and all of the last two. */
const WAITING_DAYS = 6;
const WAITING_PERMILLE = 300;
const ALL_WAITING_DAYS = 2;
/** One after the other; those of the last day can have come no further than their review. */
const WAITS: readonly WaitsBefore[] = ['publishing', 'listing', 'accepting', 'deciding'];
const LAST_WAITS: readonly WaitsBefore[] = ['verifying', 'reviewing', 'deciding'];

export interface Settled
  extends Partial<Pick<TownLoan, 'fate' | 'lenders' | 'guarantor' | 'waitsBefore'>> {
  readonly day: Day;
  readonly borrower: Person | 'somebody';
  readonly wanted: LoanWanted;
}

/** A loan that is applied for, and what is asked for it. */
export interface Application {
  readonly loan: TownLoan;
  readonly asked: readonly Asked[];
}

export interface ApplyingOptions {
  readonly arrivals: Arrivals;
  readonly settled: readonly Settled[];
  /** How many people apply, in per cent of a whole past. */
  readonly sizePercent: number;
}

export class ApplyingSteps {
  readonly #house: LivedHouse;
  readonly #town: LivedTown;
  readonly #arrivals: Arrivals;
  readonly #firstDay: Day;
  readonly #settled: readonly Settled[];
  readonly #sizePercent: number;
  /** Thousandths of an application that are not yet one. */
  #owed = 0;
  #waiting = 0;
  #repaid: Person[] = [];

  constructor(
    house: LivedHouse,
    town: LivedTown,
    { arrivals, settled, sizePercent }: ApplyingOptions,
  ) {
    this.#house = house;
    this.#town = town;
    this.#arrivals = arrivals;
    this.#firstDay = house.day;
    this.#settled = settled;
    this.#sizePercent = sizePercent;
  }

  /** Those whose loan has ended well may come again. */
  noteEnded(loans: readonly TownLoan[]): void {
    for (const { borrower, behaviour, verified, fate } of loans) {
      const isOrganisation = verified.has('monthly_costs');
      const isWell = behaviour !== undefined && behaviour.fate.kind !== 'stops';
      if (isWell && !isOrganisation && fate === undefined) this.#repaid.push(borrower);
    }
  }

  today(): readonly Application[] {
    const { day } = this.#house;
    return this.#isLastDay(day) ? [] : this.#all(day);
  }

  /** On the last day people come in the afternoon, so that they have not waited long in the present. */
  lastAfternoon(): readonly Application[] {
    const { day } = this.#house;
    return this.#isLastDay(day) ? this.#all(day) : [];
  }

  #isLastDay(day: Day): boolean {
    return daysBetween(day, this.#town.today) === 1;
  }

  #all(day: Day): readonly Application[] {
    const settled = this.#settled.filter((one) => one.day === day);
    return [
      ...settled.map((one) => this.#applies(one.wanted, one)),
      ...Array.from({ length: this.#countToday() }, () => {
        const wanted = aLoanWanted(this.#town.chance);
        const waits = this.#waits();
        return this.#applies(waits.waitsBefore === 'reviewing' ? referred(wanted) : wanted, waits);
      }),
    ];
  }

  #countToday(): number {
    const { day } = this.#house;
    const { today } = this.#town;
    const left = daysBetween(day, today);
    const share =
      daysBetween(this.#firstDay, day) / Math.max(1, daysBetween(this.#firstDay, today));
    const isBusy = left <= BUSY_DAYS;
    const rate = isBusy
      ? BUSY_RATE
      : FIRST_RATE + (LAST_RATE - FIRST_RATE) * share * Math.sqrt(share);
    this.#owed += Math.round((rate * this.#sizePercent) / 100);
    const count = Math.floor(this.#owed / 1_000);
    this.#owed -= count * 1_000;
    return count;
  }

  #waits(): { readonly waitsBefore?: WaitsBefore } {
    const { chance, today } = this.#town;
    const left = daysBetween(this.#house.day, today);
    const isWaiting =
      left <= ALL_WAITING_DAYS || (left <= WAITING_DAYS && chance.isIn(WAITING_PERMILLE));
    if (!isWaiting) return {};
    const waits = left <= ALL_WAITING_DAYS ? LAST_WAITS : WAITS;
    const waitsBefore = waits[this.#waiting % waits.length];
    this.#waiting += 1;
    return waitsBefore === undefined ? {} : { waitsBefore };
  }

  #applies(wanted: LoanWanted, given: Omit<Partial<Settled>, 'wanted' | 'day'>): Application {
    const { chance } = this.#town;
    const { fate, lenders, guarantor, waitsBefore } = given;
    const comes = this.#borrowerFor(wanted, given.borrower);
    const { command, verified } = applicationOf(wanted, chance);
    const loan = newTownLoan({
      ...{ id: this.#house.newId(), borrower: comes.person, command, verified },
      ...(fate !== undefined && { fate }),
      ...(lenders !== undefined && { lenders }),
      ...(guarantor !== undefined && { guarantor }),
      ...(waitsBefore !== undefined && { waitsBefore }),
    });
    this.#town.loans.set(loan.id, loan);
    return {
      loan,
      asked: [...comes.asked, { actor: comes.person, commandId: loan.id, command }],
    };
  }

  #borrowerFor(
    { isOrganisation, standing }: LoanWanted,
    named: Settled['borrower'] = 'somebody',
  ): { readonly person: Person; readonly asked: readonly Asked[] } {
    if (named !== 'somebody') return { person: named, asked: [] };
    const { chance } = this.#town;
    const mayReturn = !isOrganisation && standing !== 'poor' && chance.isIn(RETURNING_PERMILLE);
    const returning = mayReturn ? this.#repaid.shift() : undefined;
    return returning === undefined
      ? this.#arrivals.borrower(isOrganisation)
      : { person: returning, asked: [] };
  }
}

/** Such that the rules leave it to a person. */
function referred(wanted: LoanWanted): LoanWanted {
  return { ...wanted, standing: 'fair', product: 'small_credit_loan', overdueElsewhere: 1 };
}
