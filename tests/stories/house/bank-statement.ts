// What the bank itself says was moved, line by line, and what it makes of a loan: read from its statement and
// reckoned here, by nothing of the platform.
import { addDays, type Day, dayOf, daysBetween, formatDay } from '@mutua/core/time/day.ts';
import type { StoryHouse } from './story-house.ts';

/** Of an account at the bank; `outside` is the world beyond the custody. */
export type ClassAtBank = 'lender' | 'borrower' | 'partner' | 'platform' | 'outside' | 'unmatched';

export interface Movement {
  readonly day: Day;
  readonly code: string;
  /** The bank's own, of everything that it moved together. */
  readonly reference: string;
  readonly from: string;
  readonly to: string;
  readonly fromClass: ClassAtBank;
  readonly toClass: ClassAtBank;
  /** In minor units. */
  readonly amount: bigint;
}

/** One amount of one day, in minor units: what came in is positive, what went out negative. */
export interface Flow {
  readonly day: Day;
  readonly amount: bigint;
}

const FIRST_DAY = dayOf(2026, 3, 2);

/** Everything that was moved at the bank since the story began. */
export async function movements(house: StoryHouse): Promise<readonly Movement[]> {
  const classes = new Map<string, ClassAtBank>();
  const all: Movement[] = [];
  const today = await house.today();
  for (let day = FIRST_DAY; day <= today; day = addDays(day, 1)) {
    let after: string | undefined;
    do {
      const page = await house.bank.asPlatform.statementLines(formatDay(day), after);
      for (const { code, bankReference: reference, debit, credit, amount } of page.lines) {
        const [fromClass, toClass] = [
          await classOf(house, debit, classes),
          await classOf(house, credit, classes),
        ];
        const sum = BigInt(amount.minorUnits);
        const parties = { from: debit, to: credit, fromClass, toClass };
        all.push({ day, code, reference, ...parties, amount: sum });
      }
      after = page.next;
    } while (after !== undefined);
  }
  return all;
}

async function classOf(
  house: StoryHouse,
  account: string,
  known: Map<string, ClassAtBank>,
): Promise<ClassAtBank> {
  for (const edge of ['outside', 'unmatched'] as const) {
    if (account.startsWith(`${edge}/`)) return edge;
  }
  const before = known.get(account);
  if (before !== undefined) return before;
  const { class: found } = await house.bank.account(account);
  known.set(account, found);
  return found;
}

/** What a loan brought and cost the owner of an account: all but what was topped up and withdrawn, day by day. */
export function loanFlows(all: readonly Movement[], account: string | undefined): readonly Flow[] {
  const byDay = new Map<Day, bigint>();
  for (const { day, code, from, to, amount } of all) {
    if (code !== 'disbursement' && code !== 'distribution' && code !== 'fee') continue;
    const sign = to === account ? 1n : from === account ? -1n : 0n;
    if (sign !== 0n) byDay.set(day, (byDay.get(day) ?? 0n) + sign * amount);
  }
  return [...byDay].map(([day, amount]) => ({ day, amount }));
}

export function sumOf(flows: readonly { readonly amount: bigint }[]): bigint {
  return flows.reduce((total, { amount }) => total + amount, 0n);
}

/** The annual rate, in parts per million, at which dated flows come to nothing: days over 365. */
export function yearlyRatePpm(flows: readonly Flow[]): number {
  const [first] = flows;
  if (first === undefined) throw new Error('Nothing was moved.');
  const timed = flows.map(({ day, amount }) => ({
    years: daysBetween(first.day, day) / 365,
    amount: Number(amount),
  }));
  return ppmOf(rateOf(timed));
}

/** The same where every flow counts as one whole month after the one before it. */
export function monthlyRatePpm(flows: readonly Flow[]): number {
  return ppmOf(monthlyRate(flows));
}

/** The rate of a contract: twelve times that of one month. */
export function nominalRatePpm(flows: readonly Flow[]): number {
  return ppmOf(12 * ((1 + monthlyRate(flows)) ** (1 / 12) - 1));
}

function monthlyRate(flows: readonly Flow[]): number {
  return rateOf(flows.map(({ amount }, month) => ({ years: month / 12, amount: Number(amount) })));
}

interface TimedAmount {
  readonly years: number;
  readonly amount: number;
}

/** By halving, between a loss of nearly all and ten times a year. */
function rateOf(flows: readonly TimedAmount[]): number {
  const worth = (rate: number) =>
    flows.reduce((total, { years, amount }) => total + amount / (1 + rate) ** years, 0);
  let [low, high] = [-0.999, 10];
  const isRising = worth(high) > worth(low);
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (worth(middle) > 0 === isRising) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

function ppmOf(rate: number): number {
  return Math.round(rate * 1_000_000);
}
