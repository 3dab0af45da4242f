// The people of a lived past go on living while the business date advances: before a day ends they bring what they owe
// or miss it, some bid, and some apply again. They do so as everybody does: by commands, and on the bank's own pages.
import { GRADES } from '@mutua/core/credit/grade.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { RISK_NOTICE } from '@mutua/core/loan/list/listing.ts';
import { payoffOf } from '@mutua/core/loan/repay/payoff.ts';
import { upToDate } from '@mutua/core/loan/up-to-date.ts';
import {
  divideBy,
  least,
  type MinorUnits,
  minus,
  times,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { addMonths, type Day, daysBetween, formatDay } from '@mutua/core/time/day.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { onDay } from '../loan/payoff-read.ts';
import { readLoan, readServicing } from '../loan/servicing-read.ts';
import type { RailLane } from '../rails/rail-door.ts';
import { aLoanWanted, applicationOf, inSteps, yuanAmount } from './asked-loans.ts';
import { behaviourOf } from './borrower-behaviour.ts';
import { Chance } from './chance.ts';
import type { Person } from './lived-house.ts';
import { livedSeed } from './lived-seed.ts';
import { TownErrands } from './town-errands.ts';
import {
  type OpenListing,
  type OwedLoan,
  readFreeBorrowers,
  readIdleLenders,
  readOpenListings,
  readOwedLoans,
  readWaitingForBorrower,
} from './town-life-read.ts';

const OWED_MAX = 400;
const AT_ONCE = 20;
const LENDERS_ASKED = 60;
const BORROWERS_ASKED = 20;
const APPLICATIONS_A_DAY = [0, 3] as const;
/** Who has missed so much does not come any more. */
const GONE_DAYS = 45;
const LEAST_BID = yuanAmount(1_000);
const RICH = yuanAmount(20_000);
const WITHDRAWAL_PERMILLE = 400;
const MANDATE_MONTHS = 60;

export interface TownLifeOptions {
  readonly lane: Pick<RailLane, 'commit'>;
  readonly pool: pg.Pool;
  readonly clock: () => Instant;
  /** Told of what did not come about; the day ends all the same. */
  readonly onFailed: (what: string, error: unknown) => void;
}

export class TownLife {
  readonly #options: TownLifeOptions;
  readonly #errands: TownErrands;
  readonly #seed = livedSeed();
  #lived: Day | undefined;

  constructor(options: TownLifeOptions) {
    this.#options = options;
    this.#errands = new TownErrands(options);
  }

  /** Everything that people do on a day; once, however often its end is begun. */
  readonly liveDay = async (day: Day): Promise<void> => {
    if (this.#lived === day) return;
    this.#lived = day;
    const chance = Chance.of(formatDay(day), this.#seed);
    await this.#tried('repayments', () => this.#repay(day));
    await this.#tried('contracts', () => this.#agree(day));
    await this.#tried('bids', () => this.#bid(chance, day));
    await this.#tried('applications', () => this.#apply(chance, day));
  };

  async #tried(what: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#options.onFailed(`The town's ${what}`, error);
    }
  }

  async #repay(day: Day): Promise<void> {
    const owed = await readOwedLoans(this.#options.pool, day, OWED_MAX);
    for (let first = 0; first < owed.length; first += AT_ONCE) {
      await Promise.all(owed.slice(first, first + AT_ONCE).map((one) => this.#repayOne(one, day)));
    }
  }

  async #repayOne({ loanId, borrowerId, cash }: OwedLoan, day: Day): Promise<void> {
    const { pool, clock } = this.#options;
    const loan = await readLoan(pool, loanId);
    const before = await readServicing(pool, loanId);
    if (loan === undefined || before === undefined) return;
    const { servicing } = upToDate(loan, before, 'due_day', onDay(day, clock()));
    const place = servicing.accounts.findIndex(({ settledDay }) => settledDay === undefined);
    const oldest = servicing.accounts[place];
    if (oldest === undefined) return;
    const grade = GRADES.find((one) => one === loan.grade) ?? 'E';
    const instalments = servicing.accounts.length;
    const { fate, delays } = behaviourOf(loanId, { grade, instalments, seed: this.#seed });
    const late = daysBetween(oldest.dueDay, day);
    const isGone = fate.kind === 'stops' && place >= fate.after;
    if (isGone || late > GONE_DAYS || late < (delays.get(place + 1) ?? 0)) return;
    const { due } = payoffOf(servicing, day);
    if (due <= cash) return;
    const borrower = aPerson(borrowerId, 'borrower');
    await this.#errands.topUp(borrower, minus(due, cash), `${loanId} ${formatDay(day)}`);
  }

  /** Who is asked for a word gives it: to the terms, and with mandates and signature to the contract. */
  async #agree(day: Day): Promise<void> {
    const { pool } = this.#options;
    for (const { loanId, borrowerId } of await readWaitingForBorrower(pool, 'approved')) {
      const { allInRatePpm = 0 } = (await readLoan(pool, loanId)) ?? {};
      const borrower = aPerson(borrowerId, 'borrower');
      await this.#errands.ask(borrower, { kind: 'AcceptTerms', loanId, allInRatePpm }, loanId);
    }
    const funded = await readWaitingForBorrower(pool, 'funded');
    await Promise.all(funded.map(({ loanId, borrowerId }) => this.#sign(loanId, borrowerId, day)));
  }

  async #sign(loanId: Id, borrowerId: Id, day: Day): Promise<void> {
    const loan = await readLoan(this.#options.pool, loanId);
    if (loan === undefined) return;
    const { loanAmount, termMonths } = loan;
    const borrower = aPerson(borrowerId, 'borrower');
    const terms = { loanId, expiresDay: addMonths(day, termMonths + MANDATE_MONTHS) };
    await this.#errands.grant(borrower, 'repayment', { ...terms, cap: times(loanAmount, 3n) });
    await this.#errands.grant(borrower, 'fees', { ...terms, cap: loanAmount });
    await this.#errands.ask(borrower, { kind: 'SignContract', loanId }, loanId);
  }

  /** Those who have money look at what is open. */
  async #bid(chance: Chance, day: Day): Promise<void> {
    const { pool } = this.#options;
    const listings = await readOpenListings(pool);
    const lenders = chance.shuffled(await readIdleLenders(pool, LENDERS_ASKED));
    for (const listing of listings) {
      const lender = lenders.shift();
      if (lender === undefined) return;
      const amount = bidOn(listing, lender.cash);
      if (amount === undefined) continue;
      const { loanId } = listing;
      await this.#errands.ask(
        aPerson(lender.lenderId, 'lender'),
        {
          ...{ kind: 'PlaceBid', loanId, amount, acknowledgedNotice: RISK_NOTICE },
          confirmedRisk: true,
        },
        `${loanId} ${formatDay(day)}`,
      );
    }
    const rich = lenders.find(({ cash }) => cash > RICH);
    if (rich === undefined || !chance.isIn(WITHDRAWAL_PERMILLE)) return;
    const half = inSteps(divideBy(rich.cash, 2n, 'down'));
    await this.#errands.withdraw(aPerson(rich.lenderId, 'lender'), half, formatDay(day));
  }

  /** Their applications wait for the office. */
  async #apply(chance: Chance, day: Day): Promise<void> {
    const free = await readFreeBorrowers(this.#options.pool, BORROWERS_ASKED);
    const borrowers = chance.shuffled(free).slice(0, chance.between(...APPLICATIONS_A_DAY));
    for (const borrowerId of borrowers) {
      const wanted = {
        ...aLoanWanted(chance),
        isOrganisation: false,
        purpose: 'consumption',
      } as const;
      const { command } = applicationOf(wanted, chance);
      await this.#errands.ask(aPerson(borrowerId, 'borrower'), command, formatDay(day));
    }
  }
}

function bidOn({ remaining, amount }: OpenListing, cash: MinorUnits): MinorUnits | undefined {
  const most = least(least(remaining, inSteps(cash)), inSteps(yuanAmount(30_000)));
  const rest = minus(remaining, most);
  // What would be left over has to be a bid of its own.
  const bid = rest > ZERO && rest < yuanAmount(100) ? minus(most, yuanAmount(100)) : most;
  return bid >= LEAST_BID && bid <= amount ? bid : undefined;
}

function aPerson(id: Id, role: 'lender' | 'borrower'): Person {
  return { kind: 'person', id, roles: [role], positions: [] };
}
