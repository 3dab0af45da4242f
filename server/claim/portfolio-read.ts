// One lender's whole account: what it is worth, what it is made of, and what it earned.
import type { PortfolioOnWire } from '@mutua/contract/claim/portfolio.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import {
  type MinorUnits,
  minorUnits,
  minus,
  negate,
  plus,
  sum,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { civilOf, type Day, dayOf, formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { moneyOf, present } from '../http/read-fields.ts';
import type { AccountFlows } from './account-flows-read.ts';
import { daysOf, type MonthSums, monthsOf } from './account-history.ts';
import { returnPpm } from './flows-read.ts';
import { accruedOn, type Holding, isLive, outstandingOf } from './holdings-read.ts';
import { type PortfolioAccount, readPortfolioAccounts } from './portfolio-account-read.ts';
import { impairmentByBucket } from './portfolio-parts.ts';
import type { PortfolioSources } from './portfolio-sources.ts';

/** In each currency in which there is something. */
export async function readPortfolio(
  sources: PortfolioSources,
  lenderId: Id,
): Promise<readonly PortfolioOnWire[]> {
  const accounts = await readPortfolioAccounts(sources, lenderId);
  return Promise.all(accounts.map((account) => portfolioOf(sources, account)));
}

async function portfolioOf(
  sources: PortfolioSources,
  account: PortfolioAccount,
): Promise<PortfolioOnWire> {
  const { pool } = sources;
  const { currency, today, posted: cash } = account;
  const [known, waiting, holdings] = await Promise.all([
    sources.flows(account),
    readWaiting(pool, account),
    sources.holdings(account),
  ]);
  const [border, months] = [borderOf(known), monthsOf(known)];
  const worth = worthOf(cash, holdings);
  const say = (value: bigint) => moneyOf(value, currency);
  const total = (part: (holding: Holding) => MinorUnits) => say(sum(holdings.map(part)));
  const deposited = sum(border.filter(({ net }) => net > ZERO).map(({ net }) => net));
  const netDeposited = sum(border.map(({ net }) => net));
  const flows = border.map(({ day, net }) => ({ day, amount: negate(net) }));
  return {
    ...{ asOf: formatDay(today), currency, accountValue: say(worth.value) },
    cash: say(minus(cash, account.held)),
    heldForBids: say(minus(account.held, waiting.out)),
    bidsHeld: waiting.bids,
    onItsWayOut: say(waiting.out),
    ...present({ withdrawalSince: waiting.since?.toISOString() }),
    outstanding: say(worth.outstanding),
    claims: worth.live.length,
    accruedInterest: say(worth.accrued),
    impairment: say(worth.impairment),
    deposited: say(deposited),
    withdrawn: say(minus(deposited, netDeposited)),
    netDeposited: say(netDeposited),
    principalReceived: total((one) => one.principalReceived),
    interestReceived: total((one) => one.interestReceived),
    penaltyReceived: total((one) => one.penaltyReceived),
    feesPaid: say(sum(months.map(({ fee }) => fee))),
    lost: total((one) => one.lost),
    netGain: say(minus(worth.value, netDeposited)),
    interestThisMonth: say(interestOf(months, account)),
    ...present({
      netReturnPpm: returnPpm([
        ...flows,
        { day: today, amount: plus(worth.value, worth.impairment) },
      ]),
    }),
    byLoanState: byLoanState(holdings, currency),
  };
}

/** What came into the account from outside and went out of it, day by day. */
export function borderOf(
  flows: AccountFlows,
): readonly { readonly day: Day; readonly net: MinorUnits }[] {
  return daysOf(flows).flatMap(({ day, net }) => (net === undefined ? [] : [{ day, net }]));
}

export interface Worth {
  readonly live: readonly Holding[];
  readonly outstanding: MinorUnits;
  readonly accrued: MinorUnits;
  readonly impairment: MinorUnits;
  /** After impairment. */
  readonly value: MinorUnits;
}

/** What cash, held money included, and claims are worth together. */
export function worthOf(cash: MinorUnits, holdings: readonly Holding[]): Worth {
  const live = holdings.filter(isLive);
  const outstanding = outstandingOf(live);
  const accrued = sum(live.map(accruedOn));
  const impairment = sum(impairmentByBucket(live).values());
  const value = minus(sum([cash, outstanding, accrued]), impairment);
  return { live, outstanding, accrued, impairment, value };
}

/** Bids that wait, and withdrawals under way. */
export async function readWaiting(
  pool: pg.Pool,
  { holderId, currency }: PortfolioAccount,
): Promise<{ readonly out: MinorUnits; readonly since: Date | null; readonly bids: number }> {
  const { rows } = await pool.query<{ out: bigint; since: Date | null; bids: number }>(
    `select
       (select coalesce(sum(held), 0) from wallet.withdrawal
        where client_id = $1 and role = 'lender' and currency = $2
          and state in ('requested', 'sent', 'unknown'))::bigint as out,
       (select min(requested_at) from wallet.withdrawal
        where client_id = $1 and role = 'lender' and currency = $2
          and state in ('requested', 'sent', 'unknown')) as since,
       (select count(*) from loan.bid
        join loan.loan on loan.id = bid.loan_id
        where bid.lender_id = $1 and loan.currency = $2
          and bid.state in ('placed', 'accepted'))::integer as bids`,
    [holderId, currency],
  );
  const [row] = rows;
  return { out: minorUnits(row?.out ?? 0n), since: row?.since ?? null, bids: row?.bids ?? 0 };
}

function interestOf(months: readonly MonthSums[], { today }: PortfolioAccount): MinorUnits {
  const { year, month } = civilOf(today);
  const now = months.find((one) => one.month === dayOf(year, month, 1));
  return now === undefined ? ZERO : minus(plus(now.interest, now.penalty), now.fee);
}

function byLoanState(
  holdings: readonly Holding[],
  currency: string,
): PortfolioOnWire['byLoanState'] {
  const states = [...new Set(holdings.map(({ loanState }) => loanState))].toSorted();
  return states.map((state) => {
    const own = holdings.filter(({ loanState }) => loanState === state);
    return {
      ...{ state, claims: own.length },
      outstanding: moneyOf(outstandingOf(own), currency),
    };
  });
}
