// The people of a lived past go on living while the business date advances: before a day ends they bring what they owe
// or miss it, some bid, and some apply again. They do so as everybody does: by commands, and on the bank's own pages.
import { GRADES } from '@mutua/core/credit/grade.ts';
import { quarterOf } from '@mutua/core/disclosure/month.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { RISK_NOTICE } from '@mutua/core/loan/list/listing.ts';
import { payoffOf } from '@mutua/core/loan/repay/payoff.ts';
import { upToDate } from '@mutua/core/loan/up-to-date.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import {
  divideBy,
  least,
  type MinorUnits,
  minus,
  scale,
  sum,
  times,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { addDays, addMonths, type Day, daysBetween, formatDay } from '@mutua/core/time/day.ts';
import { type Instant, plusMs } from '@mutua/core/time/instant.ts';
import { onDay } from '../loan/payoff-read.ts';
import { readLoan, readServicing } from '../loan/servicing-read.ts';
import { aLoanWanted, applicationOf, inSteps, yuanAmount } from './asked-loans.ts';
import { behaviourOf } from './borrower-behaviour.ts';
import { Chance } from './chance.ts';
import { livedAnswerOf } from './lived-answer.ts';
import type { Person } from './lived-house.ts';
import { livedSeed } from './lived-seed.ts';
import { TownErrands, type TownErrandsOptions } from './town-errands.ts';
import {
  type IdleLender,
  type OpenListing,
  type OwedLoan,
  readFreeBorrowers,
  readIdleLenders,
  readOpenListings,
  readOwedLoans,
  readSurveyed,
  readWaitingForBorrower,
} from './town-life-read.ts';
import { TownOffice } from './town-office.ts';

const OWED_MAX = 400;
const AT_ONCE = 20;
const LENDERS_ASKED = 160;
const BORROWERS_ASKED = 200;
/** As many as come in the last days of a past; fewer while the market is full. */
const APPLICATIONS_A_DAY = [4, 8] as const;
const FULL_MARKET = 45;
/** Of a thousand listings, those on which somebody bids on a day, and of a hundred of the loan so many. */
const BIDS_PERMILLE = 750;
const BID_PERCENT = [12, 38] as const;
/** What closes within a day and a half is bid on until it is full, by so many at most. */
const SOON_MS = 36 * 3_600_000;
const BIDS_SOON = 10;
/** So many whom the rules do not let bid are passed over. */
const PASSED_OVER = 12;
/** Who has missed so much does not come any more. */
const GONE_DAYS = 45;
const LEAST_BID = yuanAmount(1_000);
/** What lenders have to lend, below which some of them bring more. */
const CASH_WANTED = yuanAmount(2_500_000);
const BRINGING_A_DAY = 4;
const RICH = yuanAmount(20_000);
const WITHDRAWAL_PERMILLE = 400;
const MANDATE_MONTHS = 60;
/** As many of a kind say how content they are, on the first day of a quarter. */
const SURVEYED = 9;

export interface TownLifeOptions extends TownErrandsOptions {
  readonly clock: () => Instant;
  readonly installationId: Id;
  /** Told of what did not come about; the day ends all the same. */
  readonly onFailed: (what: string, error: unknown) => void;
}

export class TownLife {
  readonly #options: TownLifeOptions;
  readonly #errands: TownErrands;
  readonly #office: TownOffice;
  readonly #seed = livedSeed();
  #lived: Day | undefined;

  constructor(options: TownLifeOptions) {
    this.#options = options;
    this.#errands = new TownErrands(options);
    this.#office = new TownOffice({ ...options, errands: this.#errands, seed: this.#seed });
  }

  /** Everything that people do on a day; once, however often its end is begun. */
  readonly liveDay = async (day: Day): Promise<void> => {
    if (this.#lived === day) return;
    this.#lived = day;
    const chance = Chance.of(formatDay(day), this.#seed);
    // What the office publishes opens while the others are busy.
    await this.#tried('office', () => this.#office.decide(day));
    await this.#tried('collection', () => this.#office.collect(day));
    await this.#tried('repayments', () => this.#repay(day));
    await this.#tried('contracts', () => this.#agree(day));
    await this.#tried('bids', () => this.#bid(chance, day));
    await this.#tried('applications', () => this.#apply(chance, day));
    await this.#tried('survey', () => this.#survey(day));
  };

  /** Asked at the beginning of a quarter. */
  async #survey(day: Day): Promise<void> {
    const quarter = quarterOf(day);
    if (quarterOf(addDays(day, -1)) === quarter) return;
    for (const one of await readSurveyed(this.#options.pool, quarter, SURVEYED)) {
      const { clientId, role, paidOutId, isHurt } = one;
      const answer = livedAnswerOf({ clientId, role, quarter }, { isHurt, seed: this.#seed });
      const command = { kind: 'AnswerSurvey', role, paidOutId, ...answer } as const;
      await this.#errands.ask(aPerson(clientId, role), command, quarter);
    }
  }

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
    const drawn = { grade, instalments, months: loan.termMonths, seed: this.#seed };
    const { fate, delays } = behaviourOf(loanId, drawn);
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

  /** Those who have money look at what is open; what closes soon is filled, if enough of them like it. */
  async #bid(chance: Chance, day: Day): Promise<void> {
    const { pool, clock } = this.#options;
    const soon = plusMs(clock(), SOON_MS);
    const listings = await readOpenListings(pool);
    const lenders = chance.shuffled(await readIdleLenders(pool, LENDERS_ASKED));
    for (const listing of listings) {
      const isSoon = listing.closesAt <= soon;
      if (isSoon || chance.isIn(BIDS_PERMILLE)) {
        await this.#bidOn(listing, isSoon ? BIDS_SOON : 1, { lenders, chance, day });
      }
    }
    await this.#bringMoney(chance, day);
    const rich = lenders.find(({ cash }) => cash > RICH);
    if (rich === undefined || !chance.isIn(WITHDRAWAL_PERMILLE)) return;
    const half = inSteps(divideBy(rich.cash, 2n, 'down'));
    await this.#errands.withdraw(aPerson(rich.lenderId, 'lender'), half, formatDay(day));
  }

  /** So many bids, by one lender after the other; one whom the rules do not let is passed over. */
  async #bidOn(
    { loanId, amount: whole, ...listing }: OpenListing,
    bids: number,
    { lenders, chance, day }: { lenders: IdleLender[]; chance: Chance; day: Day },
  ): Promise<void> {
    let { remaining } = listing;
    let left = bids;
    for (let tries = 0; tries < bids + PASSED_OVER && left > 0 && remaining > ZERO; tries += 1) {
      const lender = lenders.shift();
      if (lender === undefined) return;
      lenders.push(lender);
      const share = fraction(BigInt(chance.between(...BID_PERCENT)), 100n);
      const wanted = least(inSteps(scale(whole, share, 'down')), lender.cash);
      const amount = bidOn(remaining, wanted);
      if (amount === undefined) continue;
      const command = {
        kind: 'PlaceBid',
        loanId,
        amount,
        acknowledgedNotice: RISK_NOTICE,
      } as const;
      const placed = await this.#errands.ask(
        aPerson(lender.lenderId, 'lender'),
        { ...command, confirmedRisk: true },
        `${loanId} ${formatDay(day)}`,
      );
      if (placed === undefined) continue;
      lenders[lenders.length - 1] = { ...lender, cash: minus(lender.cash, amount) };
      remaining = minus(remaining, amount);
      left -= 1;
    }
  }

  /** Lenders bring money where little is left to lend. */
  async #bringMoney(chance: Chance, day: Day): Promise<void> {
    const lenders = await readIdleLenders(this.#options.pool, LENDERS_ASKED);
    if (sum(lenders.map(({ cash }) => cash)) >= CASH_WANTED) return;
    for (const { lenderId } of chance.shuffled(lenders).slice(0, BRINGING_A_DAY)) {
      const amount = yuanAmount(chance.between(2, 8) * 10_000);
      await this.#errands.topUp(aPerson(lenderId, 'lender'), amount, `lend ${formatDay(day)}`);
    }
  }

  /** Their applications wait for the office. */
  async #apply(chance: Chance, day: Day): Promise<void> {
    const { pool } = this.#options;
    const [free, listings] = await Promise.all([
      readFreeBorrowers(pool, BORROWERS_ASKED),
      readOpenListings(pool),
    ]);
    const drawn = chance.between(...APPLICATIONS_A_DAY);
    const count = listings.length < FULL_MARKET ? drawn : Math.floor(drawn / 2);
    for (const { borrowerId, isOrganisation } of chance.shuffled(free).slice(0, count)) {
      const { command } = applicationOf(aLoanWanted(chance, isOrganisation), chance);
      await this.#errands.ask(aPerson(borrowerId, 'borrower'), command, formatDay(day));
    }
  }
}

/** All that is left, or a bid that is worth it; in whole steps, as everything here is. */
function bidOn(remaining: MinorUnits, wanted: MinorUnits): MinorUnits | undefined {
  const bid = least(remaining, inSteps(wanted));
  return bid > ZERO && (bid === remaining || bid >= LEAST_BID) ? bid : undefined;
}

function aPerson(id: Id, role: 'lender' | 'borrower'): Person {
  return { kind: 'person', id, roles: [role], positions: [] };
}
