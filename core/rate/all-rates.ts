// Every rate that fits a series of amounts, found for certain: none is missed and none is made up.
//
// The unknown is s = ln(1 + rate), in which the worth of a series is a sum of exponentials. Rates above 0
// are roots with s > 0; those below are the roots with s > 0 of the series seen from its end. On each half
// line the roots are first separated, by counts and bounds that prove how many an interval holds, and
// then closed in on.
import { discountedWorth, type Probe, probeSeries, signChanges } from './discounted.ts';
import { type FlowSeries, reverseSeries } from './flow-series.ts';

/** How far s is looked for: above the one e^s is more than a double can hold, and far above the other it is 0. */
const LOG_RATE_MAX = 709.7;
const LOG_RATE_MIN = -1e7;
/** Where the amounts add up to 0, a root this near to a rate of 0 is that root. */
const NEAR_ZERO = 1e-7;
/** An interval so narrow that its roots cannot be told apart. */
const NARROW = 1e-12;
/**
 * Work allowed on one half line, in discounted amounts, and what a probe costs besides. Beyond it, where
 * rates lie so near to each other that doubles hardly tell them apart, only changes of sign are seen.
 */
const WORK_MAX = 20_000_000;
const PROBE_WORK = 1000;

/** Where to probe an interval, as parts of it: roots often lie at round places, and no root may be an end. */
const MIDDLE_FIRST: readonly number[] = [0.5, 0.43, 0.57, 0.31, 0.71, 0.13, 0.89];
const END_FIRST: readonly number[] = [1, 0.93, 0.83, 0.71, 0.57];

/** The search on one half line: what was found so far, and how much work is left. */
interface Search {
  readonly series: FlowSeries;
  readonly limit: number;
  readonly roots: number[];
  work: number;
}

/**
 * All rates in (-1, ∞) at which the series is worth 0, in rising order; a rate at which the worth only
 * touches 0 stands once. A rate that is nearer to -1 than a double can tell is -1 and stands only where no
 * other fits. Empty where there is none, where it is more than a double can hold, and where every rate
 * fits because nothing is left of the series.
 *
 * @example allRates(flowSeries([{ time: 0, amount: -4 }, { time: 1, amount: 12 }, { time: 2, amount: -9 }])) // [0.5]
 * @example allRates(flowSeries([{ time: 0, amount: -4 }, { time: 1, amount: -12 }])) // []
 */
export function allRates(series: FlowSeries): number[] {
  if (signChanges(series.amounts) === 0) return [];
  const reversed = reverseSeries(series);
  const [forwards, backwards] = [probeSeries(series, 0).sign, probeSeries(reversed, 0).sign];
  const atZero = forwards === 0 || forwards !== backwards;
  const start = atZero ? NEAR_ZERO : 0;
  const rising = rootsBeyond(series, start, LOG_RATE_MAX);
  const falling = rootsBeyond(reversed, start, -LOG_RATE_MIN);
  const logRates = [...falling.map((root) => -root).reverse(), ...(atZero ? [0] : []), ...rising];
  const rates = logRates.map((root) => Math.expm1(root));
  const apart = rates.filter((rate) => rate > -1);
  return apart.length > 0 ? apart : rates.slice(0, 1);
}

/** The roots above `start`, in rising order. */
function rootsBeyond(series: FlowSeries, start: number, limit: number): number[] {
  const search: Search = { series, limit, roots: [], work: WORK_MAX };
  let left = leaveRoot(search, probe(search, start));
  let width = firstWidth(series);
  while (left.at < limit && left.changes > 0) {
    if (left.changes === 1) {
      takeTheOneBeyond(search, left);
      break;
    }
    const right = probeBetween(search, left.at, Math.min(left.at + width, limit), END_FIRST);
    if (right.sign === 0) search.roots.push(right.at);
    else separate(search, left, right);
    left = leaveRoot(search, right);
    width *= 2;
  }
  return search.roots;
}

/** The probe, or one so far beyond it that the series is no longer 0 there. */
function leaveRoot(search: Search, from: Probe): Probe {
  let left = from;
  for (let step = 1; left.sign === 0 && step <= 48; step++) {
    left = probe(search, from.at + (from.at + NEAR_ZERO) * 2 ** (step - 24));
  }
  return left;
}

/** Finds the root beyond a point beyond which exactly one lies. There the sign is that of the first amount. */
function takeTheOneBeyond(search: Search, left: Probe): void {
  const { series, limit, roots } = search;
  const sign = -Math.sign(series.amounts[0] ?? 0);
  let low = left.at;
  let width = firstWidth(series);
  while (low < limit) {
    const high = Math.min(low + width, limit);
    if (Math.sign(discountedWorth(series, high).value) === -sign) {
      roots.push(closeIn(series, low, high, sign));
      return;
    }
    low = high;
    width *= 2;
  }
}

/** Finds the roots between two probes, halving until each part holds none or one for certain. */
function separate(search: Search, left: Probe, right: Probe): void {
  if (left.changes === 0 || certainSign(left, right, 0) !== 0) return;
  const crossed = left.sign * right.sign < 0;
  const bent = certainSign(left, right, 2);
  const oneAtMost =
    left.changes === 1 || certainSign(left, right, 1) !== 0 || (bent !== 0 && crossed);
  if (oneAtMost) takeCrossing(search, left, right);
  // Signs are alike, so only a curve that is bent away from 0 can reach it: at its turn.
  else if (bent !== 0) {
    if (bent === left.sign) takeAroundTurn(search, left, right);
  } else if (search.work <= 0 || right.at - left.at <= NARROW * (1 + left.at)) {
    takeCrossing(search, left, right);
  } else halve(search, left, right);
}

function halve(search: Search, left: Probe, right: Probe): void {
  const between = probeBetween(search, left.at, right.at, MIDDLE_FIRST);
  if (between.sign !== 0) {
    separate(search, left, between);
    separate(search, between, right);
  } else if (left.sign * right.sign < 0) {
    takeCrossing(search, left, right);
  } else {
    search.roots.push(between.at);
  }
}

/** The root between two probes of opposite signs that hold one at most, or that cannot be told apart. */
function takeCrossing({ series, roots }: Search, left: Probe, right: Probe): void {
  if (left.sign * right.sign < 0) roots.push(closeIn(series, left.at, right.at, left.sign));
}

/**
 * None, one or two roots between two probes of like sign, where the worth is bent away from 0 on both
 * sides of one turn. The tangents at two points around the turn meet beyond the curve: while they meet on
 * the probes' side of 0 there is no root.
 */
function takeAroundTurn(search: Search, left: Probe, right: Probe): void {
  const { series, roots } = search;
  const { sign } = left;
  let low = pointOf(left, sign);
  let high = pointOf(right, sign);
  for (let round = 0; round < 100; round++) {
    const steepness = high.slope - low.slope;
    const meet = (low.height - high.height + high.slope * high.at - low.slope * low.at) / steepness;
    if (low.slope >= 0 || high.slope <= 0) return;
    if (low.height + low.slope * (meet - low.at) > 0) return;
    // Between the meeting of the tangents and the middle, so that the turn is approached from both sides.
    const at = round % 2 === 0 ? meet : (low.at + high.at) / 2;
    const between = pointOf(probe(search, at), sign);
    if (between.height < 0) {
      roots.push(closeIn(series, low.at, at, sign), closeIn(series, at, high.at, -sign));
      return;
    }
    if (between.sign === 0 || high.at - low.at <= NARROW * at) {
      roots.push(turnNear(search, between.at));
      return;
    }
    if (between.slope < 0) low = between;
    else high = between;
  }
}

/** Where the slope is 0, by Newton's steps from a point next to it. */
function turnNear(search: Search, start: number): number {
  let at = start;
  for (let round = 0; round < 4; round++) {
    const { positive, negative } = probe(search, at);
    at += (positive[1] - negative[1]) / (positive[2] - negative[2]);
  }
  return at;
}

/** A probe with its values turned so that it lies above 0. */
function pointOf({ at, value, sign, positive, negative }: Probe, upwards: number) {
  return { at, height: value * upwards, slope: (negative[1] - positive[1]) * upwards, sign };
}

/** A probe at the first of some places between two points where the series is not 0; else at the last of them. */
function probeBetween(search: Search, low: number, high: number, places: readonly number[]): Probe {
  const [first = 1, ...others] = places;
  let found = probe(search, low + (high - low) * first);
  for (const place of others) {
    if (found.sign !== 0) break;
    found = probe(search, low + (high - low) * place);
  }
  return found;
}

function probe(search: Search, at: number): Probe {
  search.work -= search.series.times.length + PROBE_WORK;
  return probeSeries(search.series, at);
}

/** The interval with which a search begins: the worth changes by about its own size over it. */
function firstWidth(series: FlowSeries): number {
  return 1 / (series.times.at(-1) ?? 1);
}

/**
 * The sign that Σ a t^order e^(-s t) has everywhere between two probes, or 0 where that is not certain.
 * For order 1 this is the derivative with its sign turned, which serves as well.
 */
function certainSign(left: Probe, right: Probe, order: 0 | 1 | 2): number {
  if (right.positive[order] > left.negative[order]) return 1;
  if (left.positive[order] < right.negative[order]) return -1;
  return 0;
}

/** The root between two points at which the series has opposite signs, by Newton's steps kept in between. */
function closeIn(series: FlowSeries, from: number, to: number, signAtFrom: number): number {
  let low = from;
  let high = to;
  let root = (low + high) / 2;
  let step = high - low;
  for (let round = 0; round < 200; round++) {
    const { value, slope } = discountedWorth(series, root);
    if (value === 0) return root;
    if (Math.sign(value) === signAtFrom) low = root;
    else high = root;
    const newton = root - value / slope;
    const good = newton >= low && newton <= high && Math.abs(newton - root) < step / 2;
    const next = good ? newton : (low + high) / 2;
    step = Math.abs(next - root);
    root = next;
    if (step <= 2 * Number.EPSILON * Math.abs(root)) break;
  }
  return root;
}
