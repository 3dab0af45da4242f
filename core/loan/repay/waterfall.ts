// The waterfall 清偿顺序: in which order a repayment meets what is owed. The order is data; this is its one engine.
import {
  divideBy,
  least,
  type MinorUnits,
  minus,
  negate,
  plus,
  ZERO,
} from '../../money/minor-units.ts';
import type { Day } from '../../time/day.ts';
import {
  addToAmount,
  COMPONENTS,
  type Component,
  type ComponentAmounts,
  NO_AMOUNTS,
} from './components.ts';

/** Where an instalment stands on the day of the repayment: its due day is before it, on it, or after it. */
export type Bucket = 'past_due' | 'due' | 'in_advance';

export const BUCKETS: readonly Bucket[] = ['past_due', 'due', 'in_advance'];

/** One place of the order: this component of the instalments of this bucket. */
export interface WaterfallPlace {
  readonly bucket: Bucket;
  readonly component: Component;
  /** Only fees and penalties whose own due day has come, though their instalment's has not. */
  readonly chargesDueOnly?: boolean;
}

/**
 * Where money goes that is left when nothing is due: to the next instalment, to the last one and then
 * backwards, or evenly over all that are open (half to even; the last of them takes what rounding left).
 */
export type InAdvanceRule = 'next_instalment' | 'last_instalment' | 'reamortisation';

/**
 * The order as data. Later places get money only when the earlier ones in scope have what they ask for.
 *
 * - `horizontal`: places of one bucket that stand together are one step, in which each instalment is
 *   finished (in these places) before the next one begins.
 * - `vertical`: each place is a step: one component over all instalments of its bucket.
 */
export interface Waterfall {
  readonly places: readonly WaterfallPlace[];
  readonly processing: 'horizontal' | 'vertical';
  readonly inAdvance: InAdvanceRule;
}

/** What is still open of one instalment; instalments stand in the order of their due days. */
export interface OpenInstalment {
  readonly dueDay: Day;
  readonly open: ComponentAmounts;
  /** What places with `chargesDueOnly` may take at most; left out: nothing. */
  readonly chargesDue?: { readonly penalty: MinorUnits; readonly fee: MinorUnits };
}

/** So much of a repayment for one component of one instalment (by its place in the list, from 0). */
export interface WaterfallPart {
  readonly index: number;
  readonly component: Component;
  readonly amount: MinorUnits;
}

/** The parts add up, with `left`, to the repayment. */
export interface WaterfallSplit {
  readonly parts: readonly WaterfallPart[];
  /** What no place could take. */
  readonly left: MinorUnits;
}

/**
 * The product default: penalty, fee, interest, principal of what is past due, then of what is due, then
 * in advance; the oldest instalment is finished first (the order of the glossary, 3.8).
 */
export const DEFAULT_WATERFALL: Waterfall = {
  places: placesInOrder(BUCKETS, COMPONENTS),
  processing: 'horizontal',
  inAdvance: 'next_instalment',
};

/**
 * The places of every bucket in turn, each with the same order of components.
 *
 * @example
 * placesInOrder(['due'], ['interest', 'principal'])
 * // [{ bucket: 'due', component: 'interest' }, { bucket: 'due', component: 'principal' }]
 */
export function placesInOrder(
  buckets: readonly Bucket[],
  components: readonly Component[],
): readonly WaterfallPlace[] {
  return buckets.flatMap((bucket) => components.map((component) => ({ bucket, component })));
}

/**
 * Where an instalment stands on a day.
 *
 * @example bucketOn(dayOf(2026, 3, 2), dayOf(2026, 3, 1)) // 'past_due'
 */
export function bucketOn(day: Day, dueDay: Day): Bucket {
  if (dueDay < day) return 'past_due';
  return dueDay === day ? 'due' : 'in_advance';
}

/**
 * Splits a repayment over the open instalments.
 *
 * @param amount 0 or more.
 * @param instalments in the order of their due days; no amount is negative.
 * @example
 * splitByWaterfall(
 *   minorUnits(30n),
 *   dayOf(2026, 3, 1),
 *   [{ dueDay: dayOf(2026, 3, 1), open: amountsOf({ interest: minorUnits(10n), principal: minorUnits(50n) }) }],
 *   DEFAULT_WATERFALL,
 * )
 * // {
 *   parts: [
 *     { index: 0, component: 'interest', amount: 10n },
 *     { index: 0, component: 'principal', amount: 20n },
 *   ],
 *   left: 0n,
 * }
 */
export function splitByWaterfall(
  amount: MinorUnits,
  day: Day,
  instalments: readonly OpenInstalment[],
  waterfall: Waterfall,
): WaterfallSplit {
  const open = instalments.map((one) => one.open);
  return walkWaterfall(amount, day, instalments, waterfall, {
    room: (index, place) => roomAsOpen(open, instalments, index, place),
    pay: ({ index, component, amount: part }) => {
      open[index] = addToAmount(open[index] ?? NO_AMOUNTS, component, negate(part));
    },
  });
}

/** What the steps of a waterfall ask on their way: how much is open there, and to pay it. */
export interface WaterfallTill {
  readonly room: (index: number, place: WaterfallPlace) => MinorUnits;
  readonly pay: (part: WaterfallPart, place: WaterfallPlace) => void;
  /** A part may open something anew, which is then met in another round. */
  readonly opensAnew?: boolean;
}

/**
 * Takes a repayment through the steps, where each part may change what is open elsewhere.
 *
 * @param amount 0 or more.
 * @param instalments in the order of their due days.
 * @example
 * walkWaterfall(
 *   minorUnits(30n),
 *   dayOf(2026, 3, 1),
 *   [{ dueDay: dayOf(2026, 3, 1) }],
 *   DEFAULT_WATERFALL,
 *   { room: () => minorUnits(10n), pay: () => undefined },
 * ).parts.length
 * // 3
 */
export function walkWaterfall(
  amount: MinorUnits,
  day: Day,
  instalments: readonly { readonly dueDay: Day }[],
  waterfall: Waterfall,
  till: WaterfallTill,
): WaterfallSplit {
  const payment: Payment = { left: amount, till, parts: [] };
  for (const step of stepsOf(waterfall)) {
    if (payment.left <= ZERO) break;
    const [first] = step;
    if (!first) continue;
    const indexes = indexesIn(first.bucket, day, instalments);
    if (first.bucket === 'in_advance' && waterfall.inAdvance === 'reamortisation') {
      payEvenly(payment, indexes, step);
    } else {
      const backwards = first.bucket === 'in_advance' && waterfall.inAdvance === 'last_instalment';
      payInTurn(payment, backwards ? indexes.reverse() : indexes, step);
    }
  }
  return { parts: payment.parts, left: payment.left };
}

/** A repayment on its way through the steps. */
interface Payment {
  left: MinorUnits;
  readonly till: WaterfallTill;
  readonly parts: WaterfallPart[];
}

/** Horizontal: neighbouring places of one bucket together. Vertical: every place alone. */
function stepsOf(waterfall: Waterfall): WaterfallPlace[][] {
  const steps: WaterfallPlace[][] = [];
  for (const place of waterfall.places) {
    const step = steps.at(-1);
    if (waterfall.processing === 'horizontal' && step?.[0]?.bucket === place.bucket) {
      step.push(place);
    } else {
      steps.push([place]);
    }
  }
  return steps;
}

function indexesIn(
  bucket: Bucket,
  day: Day,
  instalments: readonly { readonly dueDay: Day }[],
): number[] {
  const indexes: number[] = [];
  for (const [index, { dueDay }] of instalments.entries()) {
    if (bucketOn(day, dueDay) === bucket) indexes.push(index);
  }
  return indexes;
}

function payInTurn(payment: Payment, indexes: readonly number[], step: readonly WaterfallPlace[]) {
  let before: MinorUnits;
  do {
    before = payment.left;
    for (const index of indexes) {
      for (const place of step) {
        if (payment.left <= ZERO) return;
        pay(payment, index, place, payment.left);
      }
    }
  } while (payment.till.opensAnew === true && payment.left < before);
}

/** Each round offers every open instalment the same; what one could not take is offered anew. */
function payEvenly(payment: Payment, indexes: readonly number[], step: readonly WaterfallPlace[]) {
  for (;;) {
    const before = payment.left;
    const takers = indexes.filter((index) =>
      step.some((place) => payment.till.room(index, place) > ZERO),
    );
    for (const place of step) {
      if (payment.left <= ZERO || takers.length === 0) return;
      const whole = payment.left;
      const even = divideBy(whole, BigInt(takers.length), 'half_even');
      let offered = ZERO;
      for (const [turn, index] of takers.entries()) {
        const rest = minus(whole, offered);
        const offer = turn === takers.length - 1 ? rest : least(even, rest);
        offered = plus(offered, offer);
        pay(payment, index, place, offer);
      }
    }
    if (payment.left === before) return;
  }
}

function pay(payment: Payment, index: number, place: WaterfallPlace, offer: MinorUnits): void {
  const amount = least(offer, payment.till.room(index, place));
  if (amount <= ZERO) return;
  const part = { index, component: place.component, amount };
  payment.till.pay(part, place);
  payment.left = minus(payment.left, amount);
  payment.parts.push(part);
}

/** How much this place can still take of this instalment. */
function roomAsOpen(
  amounts: readonly ComponentAmounts[],
  instalments: readonly OpenInstalment[],
  index: number,
  { component, chargesDueOnly }: WaterfallPlace,
): MinorUnits {
  const open = amounts[index]?.[component] ?? ZERO;
  if (!chargesDueOnly || (component !== 'penalty' && component !== 'fee')) return open;
  return least(open, instalments[index]?.chargesDue?.[component] ?? ZERO);
}
