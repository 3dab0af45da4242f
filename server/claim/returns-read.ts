// What a lender's account earned a year, and the bridge to it from the rates in the contracts.
import type { ReturnsOnWire } from '@mutua/contract/claim/portfolio.ts';
import { minus, negate, plus, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { returnBridge } from '@mutua/core/rate/return-bridge.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type { AccountFlows, FlowsOfDay } from './account-flows-read.ts';
import { balanceDaysOf, daysOf } from './account-history.ts';
import { returnPpm } from './flows-read.ts';
import type { Holding } from './holdings-read.ts';
import type { PortfolioAccount } from './portfolio-account-read.ts';
import { borderOf, worthOf } from './portfolio-read.ts';
import type { PortfolioSources } from './portfolio-sources.ts';

/** Without steps where nothing was lent for a day. */
export async function readReturns(
  sources: PortfolioSources,
  account: PortfolioAccount,
): Promise<ReturnsOnWire> {
  const { today, posted } = account;
  const [flows, holdings] = await Promise.all([sources.flows(account), sources.holdings(account)]);
  const days = daysOf(flows).filter(isOfLoans);
  const { outstanding, accrued, impairment, value } = worthOf(posted, holdings);
  const invested = borderOf(flows).map(({ day, net }) => ({ day, amount: negate(net) }));
  const ofAccount = (amount: typeof value) => returnPpm([...invested, { day: today, amount }]);
  const ofClaims = returnPpm([
    ...days.map(({ day, lent, principal, interest, penalty, claimFee }) => ({
      day,
      amount: minus(sum([principal, interest, penalty]), plus(lent, claimFee)),
    })),
    { day: today, amount: plus(outstanding, accrued) },
  ]);
  const [actual, impaired] = [ofAccount(plus(value, impairment)), ofAccount(value)];
  const asOf = formatDay(today);
  if (ofClaims === undefined || actual === undefined || impaired === undefined) {
    return { asOf, steps: [] };
  }
  const came = sum(days.map(({ interest, penalty }) => plus(interest, penalty)));
  const bridge = returnBridge(
    {
      ...balancesOf(flows, holdings, today),
      interest: plus(came, accrued),
      lost: sum(holdings.map(({ lost }) => lost)),
      fees: sum(days.map(({ claimFee }) => claimFee)),
    },
    { claimsPpm: ofClaims, accountPpm: actual, impairedPpm: impaired },
  );
  if (bridge === undefined) return { asOf, steps: [] };
  const { contractPpm, actualPpm, impairedPpm, steps } = bridge;
  return { asOf, contractPpm, actualPpm, impairedPpm, steps: [...steps] };
}

function isOfLoans({ lent, principal, interest, penalty, claimFee }: FlowsOfDay): boolean {
  return [lent, principal, interest, penalty, claimFee].some((amount) => amount !== ZERO);
}

/** For how long how much was lent, and at which rates. */
function balancesOf({ loans }: AccountFlows, holdings: readonly Holding[], today: Day) {
  const rates = new Map(holdings.map(({ loanId, annualRatePpm }) => [loanId, annualRatePpm]));
  let [balanceDays, rateDays] = [0n, 0n];
  for (const [loanId, own] of loans) {
    const days = balanceDaysOf(own, today);
    balanceDays += days;
    rateDays += days * BigInt(rates.get(loanId) ?? 0);
  }
  return { balanceDays, rateDays };
}
