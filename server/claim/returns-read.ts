// What a lender's account earned a year, and the bridge to it from the rates in the contracts.
import type { ReturnsOnWire } from '@mutua/contract/claim/portfolio.ts';
import { minus, negate, plus, sum } from '@mutua/core/money/minor-units.ts';
import { returnBridge } from '@mutua/core/rate/return-bridge.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import { returnPpm } from './flows-read.ts';
import type { PortfolioAccount } from './portfolio-account-read.ts';
import { worthOf } from './portfolio-read.ts';
import type { PortfolioSources } from './portfolio-sources.ts';

/** Without steps where nothing was lent for a day. */
export async function readReturns(
  sources: PortfolioSources,
  account: PortfolioAccount,
): Promise<ReturnsOnWire> {
  const { today, posted } = account;
  const [border, days, totals, holdings] = await Promise.all([
    sources.border(account),
    sources.days(account),
    sources.totals(account),
    sources.holdings(account),
  ]);
  const { outstanding, accrued, impairment, value } = worthOf(posted, holdings);
  const invested = border.map(({ day, net }) => ({ day, amount: negate(net) }));
  const ofAccount = (amount: typeof value) => returnPpm([...invested, { day: today, amount }]);
  const ofClaims = returnPpm([
    ...days.map(({ day, lent, principal, interest, penalty, fee }) => ({
      day,
      amount: minus(sum([principal, interest, penalty]), plus(lent, fee)),
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
      balanceDays: totals.reduce((all, { balanceDays }) => all + balanceDays, 0n),
      rateDays: totals.reduce(
        (all, { balanceDays, annualRatePpm }) => all + balanceDays * BigInt(annualRatePpm),
        0n,
      ),
      interest: plus(came, accrued),
      lost: sum(holdings.map(({ lost }) => lost)),
      fees: sum(days.map(({ fee }) => fee)),
    },
    { claimsPpm: ofClaims, accountPpm: actual, impairedPpm: impaired },
  );
  if (bridge === undefined) return { asOf, steps: [] };
  const { contractPpm, actualPpm, impairedPpm, steps } = bridge;
  return { asOf, contractPpm, actualPpm, impairedPpm, steps: [...steps] };
}
