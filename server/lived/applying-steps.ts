// Who applies in a past, and when: more from year to year, some of them again after a loan that is repaid.
import { type Day, daysBetween } from '@mutua/core/time/day.ts';
import type { Arrivals } from './arrivals.ts';
import { aLoanWanted, applicationOf, type LoanWanted } from './asked-loans.ts';
import type { Asked, LivedHouse, Person } from './lived-house.ts';
import { type LivedTown, newTownLoan, type TownLoan, type WaitsBefore } from './lived-town.ts';

/** So many applications a day in the first and in the last month, in thousandths. */
const FIRST_RATE = 800;
const LAST_RATE = 2_750;
/** In the last days more people come, so that the market is full and the office busy. */
const BUSY_DAYS = 13;
const BUSY_RATE = 6_300;
const RETURNING_PERMILLE = 250;
/** Who applies in the last days waits for the office in the present. */
const WAITING_DAYS = 3;
const WAITS: readonly [WaitsBefore, ...WaitsBefore[]] = [
  ...(['verifying', 'verifying', 'deciding', 'deciding'] as const),
  ...(['accepting', 'listing', 'publishing'] as const),
];

export interface Settled extends Partial<Pick<TownLoan, 'fate' | 'lenders'>> {
  readonly day: Day;
  readonly borrower: Person | 'somebody';
  readonly wanted: LoanWanted;
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

  today(): { readonly loan: TownLoan; readonly asked: readonly Asked[] }[] {
    const { day } = this.#house;
    const settled = this.#settled.filter((one) => one.day === day);
    return [
      ...settled.map((one) => this.#applies(one.wanted, one)),
      ...Array.from({ length: this.#countToday() }, () => {
        const wanted = aLoanWanted(this.#town.chance);
        return this.#applies(wanted, { ...this.#waits() });
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
    const rate = isBusy ? BUSY_RATE : FIRST_RATE + (LAST_RATE - FIRST_RATE) * share;
    this.#owed += Math.round((rate * this.#sizePercent) / 100);
    const count = Math.floor(this.#owed / 1_000);
    this.#owed -= count * 1_000;
    return count;
  }

  #waits(): { readonly waitsBefore?: WaitsBefore } {
    const { chance, today } = this.#town;
    const isLate = daysBetween(this.#house.day, today) <= WAITING_DAYS;
    return isLate ? { waitsBefore: chance.among(...WAITS) } : {};
  }

  #applies(
    wanted: LoanWanted,
    given: Partial<Pick<TownLoan, 'fate' | 'lenders' | 'waitsBefore'>> & Partial<Settled>,
  ): { readonly loan: TownLoan; readonly asked: readonly Asked[] } {
    const { chance } = this.#town;
    const { fate, lenders, waitsBefore } = given;
    const comes = this.#borrowerFor(wanted, given.borrower);
    const { command, verified } = applicationOf(wanted, chance);
    const loan = newTownLoan({
      ...{ id: this.#house.newId(), borrower: comes.person, command, verified },
      ...(fate !== undefined && { fate }),
      ...(lenders !== undefined && { lenders }),
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
