// What lenders do in a past: they bid on what is listed, bring the money for it, answer the questionnaire anew when a
// year is over, and take money out again.
import type { Id } from '@mutua/core/kit/id.ts';
import { RISK_NOTICE } from '@mutua/core/loan/list/listing.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import {
  divideBy,
  least,
  type MinorUnits,
  minus,
  plus,
  roundToMultiple,
  scale,
  times,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { addDays, daysBetween } from '@mutua/core/time/day.ts';
import { isAnsweredAnew, questionnaireOf } from './arrivals.ts';
import { inSteps, yuanAmount } from './asked-loans.ts';
import { CNY, type LivedCustodian } from './lived-custodian.ts';
import type { Asked, LivedHouse } from './lived-house.ts';
import type { LivedTown, Step, TownLender, TownLoan } from './lived-town.ts';

const BID_STEP = yuanAmount(100);
const TRIES = 40;
/** A full lender looks again so much later. */
const FULL_DAYS = 30;
/** The funding period of the products. */
const FUNDING_DAYS = 7;
const LUMP = yuanAmount(5_000);
const WITHDRAWAL_PERMILLE = 30;
/** So many are looked at for one who has the money here already. */
const WITH_MONEY_TRIES = 8;

export class MarketSteps {
  readonly #house: LivedHouse;
  readonly #custodian: LivedCustodian;
  readonly #town: LivedTown;
  /** What lenders have bid or taken out in this wave, and the bank has not heard of yet. */
  readonly #spent = new Map<Id, MinorUnits>();

  constructor(house: LivedHouse, custodian: LivedCustodian, town: LivedTown) {
    this.#house = house;
    this.#custodian = custodian;
    this.#town = town;
  }

  /** Splits a listing into bids, and says on which days they come. */
  planBids(loan: TownLoan): void {
    const { chance, today } = this.#town;
    const { day } = this.#house;
    loan.listedOn = day;
    const untilNow = daysBetween(day, today);
    if (untilNow < FUNDING_DAYS) {
      this.#planOpen(loan, untilNow);
      return;
    }
    const amounts = bidsOf(loan.amount, chance.between(3, 5), () => chance.between(1, 6));
    const last = chance.among(1, 1, 2, 2, 3, 4);
    for (const [index, amount] of amounts.entries()) {
      const isLast = index === amounts.length - 1;
      const after = isLast ? last : chance.between(1, last);
      this.#town.plan(addDays(day, after), { kind: 'bid', loan, amount });
    }
  }

  /** What is listed last is still open in the present, and further along the older it is. */
  #planOpen(loan: TownLoan, untilNow: number): void {
    const { chance } = this.#town;
    const { day } = this.#house;
    const percent = Math.min(97, untilNow * 17 + chance.between(-14, 20));
    const lived = scale(loan.amount, fraction(BigInt(Math.max(percent, 0)), 100n), 'down');
    let planned = ZERO;
    for (const amount of bidsOf(loan.amount, chance.between(4, 8), () => chance.between(1, 6))) {
      planned = plus(planned, amount);
      const isLived = planned <= lived && untilNow > 1;
      const after = isLived ? chance.between(1, untilNow - 1) : untilNow + chance.between(1, 3);
      this.#town.plan(addDays(day, after), { kind: 'bid', loan, amount });
    }
  }

  bids(steps: readonly Step[]): readonly Asked[] {
    const asked = steps.flatMap(({ loan, amount = ZERO }) =>
      loan.state === 'listed' ? this.#bid(loan, amount) : [],
    );
    this.#spent.clear();
    return asked;
  }

  /** Some take out what they have free. */
  withdrawals(): readonly Asked[] {
    const { chance, lenders } = this.#town;
    return lenders.flatMap(({ person, weight }) => {
      if (weight === 0 || !chance.isIn(WITHDRAWAL_PERMILLE)) return [];
      const free = this.#custodian.availableOf(person);
      if (free < times(LUMP, 2n)) return [];
      const amount = minus(inSteps(free), LUMP);
      this.#spent.set(person.id, amount);
      const command = { kind: 'RequestWithdrawal', role: 'lender', amount, currency: CNY } as const;
      return [{ actor: person, command }];
    });
  }

  #bid(loan: TownLoan, amount: MinorUnits): readonly Asked[] {
    const lender = this.#lenderFor(loan, amount);
    const later = () => this.#town.plan(addDays(this.#house.day, 1), { kind: 'bid', loan, amount });
    if (lender === undefined) {
      later();
      return [];
    }
    const { person, tolerance } = lender;
    loan.bidders.add(person.id);
    const confirmed = tolerance < (loan.minimumTolerance ?? 1) ? { confirmedRisk: true } : {};
    return [
      ...this.#answers(lender),
      ...this.#brings(lender, amount),
      {
        actor: person,
        command: {
          ...{ kind: 'PlaceBid', loanId: loan.id, amount, acknowledgedNotice: RISK_NOTICE },
          ...confirmed,
        },
        ifRefused: () => {
          // It has lent what it may; somebody else bids.
          lender.fullUntil = addDays(this.#house.day, FULL_DAYS);
          loan.bidders.delete(person.id);
          later();
        },
      },
    ];
  }

  #answers(lender: TownLender): readonly Asked[] {
    const { day } = this.#house;
    if (!isAnsweredAnew(lender, day)) return [];
    lender.answeredOn = day;
    return [questionnaireOf(lender.person, lender.temper)];
  }

  #brings({ person, bidYuan }: TownLender, amount: MinorUnits): readonly Asked[] {
    const spent = this.#spent.get(person.id) ?? ZERO;
    const free = minus(this.#custodian.availableOf(person), spent);
    this.#spent.set(person.id, plus(spent, amount));
    if (free >= amount) return [];
    const lump = times(yuanAmount(bidYuan), 2n);
    const missing = minus(amount, free);
    const brought = roundToMultiple(missing > lump ? missing : lump, LUMP, 'up');
    return this.#custodian.topUp(person, brought);
  }

  #lenderFor(loan: TownLoan, amount: MinorUnits): TownLender | undefined {
    const { chance, lenders } = this.#town;
    const { day } = this.#house;
    const isFull = ({ fullUntil }: TownLender) => fullUntil !== undefined && fullUntil > day;
    const isFit = (one: TownLender) =>
      one.tolerance >= (loan.minimumTolerance ?? 1) - (chance.isIn(50) ? 1 : 0) &&
      !isFull(one) &&
      !loan.bidders.has(one.person.id);
    const named = loan.lenders?.filter(({ id }) => !loan.bidders.has(id)) ?? [];
    const wanted = lenders.find(
      (one) => !isFull(one) && named.some(({ id }) => id === one.person.id),
    );
    if (wanted !== undefined) return wanted;
    const weights = lenders.map(({ weight }) => weight);
    let without: TownLender | undefined;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const lender = lenders[chance.place(weights)];
      if (lender === undefined || !isFit(lender)) continue;
      if (this.#freeOf(lender) >= amount) return lender;
      without ??= lender;
      if (tries >= WITH_MONEY_TRIES) return without;
    }
    return without;
  }

  #freeOf({ person }: TownLender): MinorUnits {
    return minus(this.#custodian.availableOf(person), this.#spent.get(person.id) ?? ZERO);
  }
}

/** Parts by weights, in steps and none over half of the whole; the last one takes what is left. */
function bidsOf(whole: MinorUnits, parts: number, weigh: () => number): readonly MinorUnits[] {
  const weights = Array.from({ length: parts }, weigh);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const half = inSteps(divideBy(whole, 2n, 'down'));
  const amounts: MinorUnits[] = [];
  let left = whole;
  for (const weight of weights.slice(0, -1)) {
    const share = inSteps(divideBy(times(whole, BigInt(weight)), BigInt(all), 'down'));
    const amount = least(share < BID_STEP ? BID_STEP : share, half);
    amounts.push(amount);
    left = minus(left, amount);
  }
  while (left > half) {
    amounts.push(half);
    left = minus(left, half);
  }
  return left > ZERO ? [...amounts, left] : amounts;
}
