// For tests: rates of return found by halving an interval, from flows as somebody would write them down by hand. It
// shares nothing with the rules of the house, so that what they say can be held against it.

const MILLION = 1_000_000;

/** What flows to somebody, so many periods after the first. */
export interface Flow {
  readonly time: number;
  readonly amount: number;
}

/** The rate of one period at which the flows come to nothing. */
export function rateOfPeriods(flows: readonly Flow[]): number {
  const worth = (rate: number) =>
    flows.reduce((sum, { time, amount }) => sum + amount / (1 + rate) ** time, 0);
  let [low, high] = [-0.9, 10];
  const falls = worth(low) > worth(high);
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    const isBefore = falls ? worth(middle) > 0 : worth(middle) < 0;
    if (isBefore) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** A yearly rate in parts per million, compounded, from flows month by month. */
export function yearlyOfMonths(flows: readonly Flow[]): number {
  return ((1 + rateOfPeriods(flows)) ** 12 - 1) * MILLION;
}

/** A yearly rate in parts per million from flows on days, each year of 365. */
export function yearlyOfDays(
  flows: readonly { readonly day: string; readonly amount: number }[],
): number {
  const days = flows.map(({ day }) => Date.parse(`${day}T00:00:00Z`) / 86_400_000);
  const first = Math.min(...days);
  return (
    rateOfPeriods(
      flows.map(({ amount }, index) => ({ time: ((days[index] ?? 0) - first) / 365, amount })),
    ) * MILLION
  );
}
