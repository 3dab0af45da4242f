// The bridge from the rate in the contracts to what really arrived: each step is the difference of two levels, and
// the levels are rounded, so that what is printed adds up.
import { type MinorUnits, minus, plus } from '../money/minor-units.ts';
import { divideRounded } from '../money/rounding.ts';

/** A level is told to a hundredth of a percent. */
const STEP_PPM = 100n;
const MILLION = 1_000_000n;
const DAYS_IN_YEAR = 365n;

export const BRIDGE_STEPS = [
  'missing',
  'lost',
  'fees',
  'compounding',
  'idle',
  'impairment',
] as const;
export type BridgeStepName = (typeof BRIDGE_STEPS)[number];

/** What became of the money lent, in sums over all days. */
export interface EarnedOnClaims {
  /** Each day's outstanding principal, added up over the days. */
  readonly balanceDays: bigint;
  /** The same, each day's times the yearly rate of its contract in parts per million. */
  readonly rateDays: bigint;
  /** Interest and penalty that came, before the lender's fees, and what has accrued. */
  readonly interest: MinorUnits;
  /** Principal that is lost or written off, less what was recovered. */
  readonly lost: MinorUnits;
  readonly fees: MinorUnits;
}

/** Yearly rates of return, in parts per million; see {@link returnBridge}. */
export interface ReturnsFound {
  /** Of the claims alone. */
  readonly claimsPpm: number;
  /** Of the whole account, idle cash included. */
  readonly accountPpm: number;
  /** The same with the account's value after impairment. */
  readonly impairedPpm: number;
}

export interface BridgeStep {
  readonly step: BridgeStepName;
  /** What it takes, or gives. */
  readonly changePpm: number;
  /** Where it leads. */
  readonly levelPpm: number;
}

export interface ReturnBridge {
  /** The rates of the contracts, weighted by balance and days. */
  readonly contractPpm: number;
  readonly actualPpm: number;
  readonly impairedPpm: number;
  readonly steps: readonly BridgeStep[];
}

/**
 * From the contract rate to the rate of return of the account, and on to that after impairment.
 *
 * @returns nothing where nothing was lent for a day.
 * @example
 * returnBridge({
 *   balanceDays: 36500n, rateDays: 4380000000n, interest: minorUnits(11n), lost: minorUnits(1n), fees: minorUnits(1n),
 * }, { claimsPpm: 95000, accountPpm: 80000, impairedPpm: 75000 })?.steps.map((step) => step.changePpm)
 * // [-10000, -10000, -10000, 5000, -15000, -5000]
 */
export function returnBridge(
  { balanceDays, rateDays, interest, lost, fees }: EarnedOnClaims,
  { claimsPpm, accountPpm, impairedPpm }: ReturnsFound,
): ReturnBridge | undefined {
  if (balanceDays <= 0n) return undefined;
  const yearly = (amount: MinorUnits) => rounded(amount * MILLION * DAYS_IN_YEAR, balanceDays);
  const contractPpm = rounded(rateDays, balanceDays);
  const levels: readonly (readonly [BridgeStepName, number])[] = [
    ['missing', yearly(interest)],
    ['lost', yearly(minus(interest, lost))],
    ['fees', yearly(minus(interest, plus(lost, fees)))],
    ['compounding', rounded(BigInt(claimsPpm), 1n)],
    ['idle', rounded(BigInt(accountPpm), 1n)],
    ['impairment', rounded(BigInt(impairedPpm), 1n)],
  ];
  let before = contractPpm;
  const steps = levels.map(([step, levelPpm]) => {
    const changePpm = levelPpm - before;
    before = levelPpm;
    return { step, changePpm, levelPpm };
  });
  const levelOf = (name: BridgeStepName) =>
    steps.find(({ step }) => step === name)?.levelPpm ?? contractPpm;
  return { contractPpm, actualPpm: levelOf('idle'), impairedPpm: levelOf('impairment'), steps };
}

function rounded(numerator: bigint, denominator: bigint): number {
  return Number(divideRounded(numerator, denominator * STEP_PPM, 'half_even') * STEP_PPM);
}
