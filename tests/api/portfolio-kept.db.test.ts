// What the reads of a portfolio keep from one time to the next changes no figure: an account that was read all along is
// told as it is to whoever reads it for the first time.
import { addDays, dayOf } from '@mutua/core/time/day.ts';
import { readClaims } from '@mutua/server/claim/claim-read.ts';
import { readPortfolioAccount } from '@mutua/server/claim/portfolio-account-read.ts';
import { readReceipts, readValueOverTime } from '@mutua/server/claim/portfolio-months-read.ts';
import { healthOf, spreadOf } from '@mutua/server/claim/portfolio-parts.ts';
import { readPortfolio } from '@mutua/server/claim/portfolio-read.ts';
import {
  type PortfolioSources,
  portfolioSourcesOf,
} from '@mutua/server/claim/portfolio-sources.ts';
import { readReceiptsCalendar } from '@mutua/server/claim/receipts-calendar-read.ts';
import { readReturns } from '@mutua/server/claim/returns-read.ts';
import { taxYearsOf } from '@mutua/server/claim/tax-year-read.ts';
import { makePool } from '@mutua/server/database/pool.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aPortfolioTown, type PortfolioTown } from './portfolio-town.ts';

/** On the way instalments come, are late, and are paid with the money that a borrower brings. */
const DAYS = [dayOf(2026, 7, 13), dayOf(2026, 7, 21), dayOf(2026, 8, 3), dayOf(2026, 9, 20)];

let story: PortfolioTown;

beforeAll(async () => {
  story = await aPortfolioTown();
}, 240_000);
afterAll(() => story?.town.close(), 60_000);

/** Everything that is read of the lender's account. */
async function everythingOf(sources: PortfolioSources): Promise<unknown> {
  const { id } = story.lender;
  const account = await readPortfolioAccount(sources, id, undefined);
  if (account === undefined) throw new Error('The lender has an account.');
  const holdings = await sources.holdings(account);
  const days = { from: addDays(account.today, -40), to: addDays(account.today, 60) };
  return {
    portfolio: await readPortfolio(sources, id),
    health: healthOf(account, holdings, 0),
    spread: spreadOf(account, holdings),
    returns: await readReturns(sources, account),
    calendar: await readReceiptsCalendar(sources, account, days),
    receipts: await readReceipts(sources, account),
    value: await readValueOverTime(sources, account),
    taxYears: taxYearsOf(await sources.taxLines(account), account),
    taxLines: await sources.taxLines(account),
    claims: await readClaims(
      sources,
      { holderId: id },
      { after: undefined, limit: 50, readLimit: 50 },
    ),
  };
}

it('an account that was read all along is told as it is to a new reader', async () => {
  const { town, lender, other } = story;
  const known = portfolioSourcesOf(town.house.pool);
  const told: unknown[] = [await everythingOf(known)];
  for (const day of DAYS) {
    await town.catchUp(day);
    told.push(await everythingOf(known));
    // On the open day, behind what is closed.
    await town.topUp(lender, 'lender', 1_000n);
    await town.topUp(other, 'lender', 1_000n);
    const pool = makePool(town.house.server.application);
    try {
      expect(await everythingOf(known)).toEqual(await everythingOf(portfolioSourcesOf(pool)));
    } finally {
      await pool.end();
    }
  }
  const texts = told.map((one) =>
    JSON.stringify(one, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
  );
  expect(new Set(texts).size).toBe(told.length);
}, 300_000);
