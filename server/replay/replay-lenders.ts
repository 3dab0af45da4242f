// The simulated lenders: who of them bids how much on a loan, and what each earned.
import {
  divideBy,
  type MinorUnits,
  minus,
  plus,
  times,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { RISK_QUESTIONNAIRE_1 } from '@mutua/core/people/questionnaire.ts';
import { REPLAY_LOAN } from '@mutua/core/product/replay-loan.ts';
import { internalRateOfDays } from '@mutua/core/rate/dated-flows.ts';
import { addDays, type Day, daysBetween } from '@mutua/core/time/day.ts';
import type { ReplayClient } from './replay-clients.ts';

/** So many claims a loan has, where its amount allows it. */
const CLAIMS_A_LOAN = 10n;
/** Beyond every life of 36 months with its collection. */
const DAYS_MAX = 3_000;
const TRIES = 64;

export interface PlannedBid {
  readonly lender: ReplayClient;
  readonly amount: MinorUnits;
}

/** What one lender lent, was paid, and earned a year; without a rate where nothing was lent. */
export interface LenderReturnFound {
  readonly lent: number;
  readonly paid: number;
  readonly rate?: number;
}

/** The most that a lender may have lent, by the questionnaire. */
export const LENDER_CEILING = RISK_QUESTIONNAIRE_1.ceilings.aggressive;

export class ReplayLenders {
  readonly #lenders: readonly ReplayClient[];
  readonly #firstDay: Day;
  readonly #lent: MinorUnits[];
  readonly #placeOf: ReadonlyMap<string, number>;
  readonly #flows: Float64Array[];
  #chance = 0x2545f491;

  constructor(lenders: readonly ReplayClient[], firstDay: Day) {
    this.#lenders = lenders;
    this.#firstDay = firstDay;
    this.#lent = lenders.map(() => ZERO);
    this.#placeOf = new Map(lenders.map(({ account }, place) => [account, place]));
    this.#flows = lenders.map(() => new Float64Array(DAYS_MAX));
  }

  get count(): number {
    return this.#lenders.length;
  }

  get all(): readonly ReplayClient[] {
    return this.#lenders;
  }

  /** What every lender is told of by the custodian. */
  note(account: string, day: Day, amount: MinorUnits): void {
    const flows = this.#flows[this.#placeOf.get(account) ?? -1];
    const place = daysBetween(this.#firstDay, day);
    if (flows === undefined || place >= DAYS_MAX) return;
    flows[place] = (flows[place] ?? 0) + Number(amount);
  }

  /** Splits a loan into bids of different lenders, as evenly as whole least bids allow; the first takes the odd cents. */
  planBids(loanAmount: MinorUnits): readonly PlannedBid[] {
    const { minimum } = REPLAY_LOAN.bids;
    const steps = loanAmount / minimum;
    const odd = minus(loanAmount, times(minimum, steps));
    const parts = [CLAIMS_A_LOAN, steps, BigInt(this.count)].reduce((one, other) =>
      one < other ? one : other,
    );
    const each = steps / parts;
    const more = steps % parts;
    const taken = new Set<number>();
    return Array.from({ length: Number(parts) }, (_, index) => {
      const even = times(minimum, BigInt(index) < more ? each + 1n : each);
      const amount = index === 0 ? plus(even, odd) : even;
      const place = this.#freePlace(taken, amount);
      taken.add(place);
      this.#lent[place] = plus(this.#lent[place] ?? ZERO, amount);
      const lender = this.#lenders[place];
      if (lender === undefined) throw new Error('There is a lender at every place.');
      return { lender, amount };
    });
  }

  returns(): readonly LenderReturnFound[] {
    return this.#flows.map((flows) => {
      let [lent, paid] = [0, 0];
      const dated = [];
      for (const [place, amount] of flows.entries()) {
        if (amount === 0) continue;
        if (amount < 0) lent -= amount;
        else paid += amount;
        dated.push({ day: addDays(this.#firstDay, place), amount });
      }
      const found = internalRateOfDays(dated);
      return { lent, paid, ...(found.ok && { rate: found.value.rate }) };
    });
  }

  #freePlace(taken: ReadonlySet<number>, amount: MinorUnits): number {
    const isFree = (place: number) =>
      !taken.has(place) && plus(this.#lent[place] ?? ZERO, amount) <= LENDER_CEILING;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const place = this.#nextChance() % this.count;
      if (isFree(place)) return place;
    }
    const place = this.#lenders.findIndex((_, one) => isFree(one));
    if (place === -1) throw new Error('The lenders have no more to lend: ask for more of them.');
    return place;
  }

  /** Marsaglia's xorshift: the same lenders for the same file. */
  #nextChance(): number {
    let chance = this.#chance;
    chance ^= chance << 13;
    chance ^= chance >>> 17;
    chance ^= chance << 5;
    this.#chance = chance;
    return chance >>> 0;
  }
}

/** How many lenders can lend so much, with room left for choice. */
export function lendersNeeded(loanAmounts: MinorUnits): number {
  const usable = divideBy(times(LENDER_CEILING, 9n), 10n, 'down');
  return Number(divideBy(loanAmounts, usable, 'up')) + Number(CLAIMS_A_LOAN) || 1;
}
