// What a lender reads about the whole account, and its years for the tax office.
import {
  CalendarOnWire,
  CalendarQuery,
  HealthOnWire,
  MonthsQuery,
  PortfolioOnWire,
  PortfolioQuery,
  ReceiptsOnWire,
  ReturnsOnWire,
  SpreadOnWire,
  TaxYearOnWire,
  ValueOverTimeOnWire,
} from '@mutua/contract/claim/portfolio.ts';
import { invalid, refuse } from '@mutua/core/kit/result.ts';
import { daysBetween } from '@mutua/core/time/day.ts';
import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { orRefused, Refused } from '../http/problems.ts';
import { dayIn } from '../http/read-fields.ts';
import { type Asked, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { type PortfolioAccount, readPortfolioAccount } from './portfolio-account-read.ts';
import { readReceipts, readValueOverTime } from './portfolio-months-read.ts';
import { healthOf, spreadOf } from './portfolio-parts.ts';
import { readPortfolio, readWaiting } from './portfolio-read.ts';
import { type PortfolioSources, portfolioSourcesOf } from './portfolio-sources.ts';
import { readReceiptsCalendar } from './receipts-calendar-read.ts';
import { readReturns } from './returns-read.ts';
import { taxYearsOf } from './tax-year-read.ts';

const LENDER = { roles: ['lender'] } as const;
const CALENDAR_DAYS_MAX = 100;

export function registerPortfolio(app: FastifyInstance, { pool }: RouteContext): void {
  const sources = portfolioSourcesOf(pool);
  registerRead(app, {
    url: '/api/portfolio',
    access: LENDER,
    operationId: 'getPortfolio',
    tag: 'claim',
    summary: 'Your whole account: what it is worth, what it is made of, what it earned',
    answer: Type.Object({ items: Type.Array(PortfolioOnWire) }),
    read: async ({ actor }) => actor && { items: [...(await readPortfolio(sources, actor.id))] },
  });
  registerRead(app, {
    url: '/api/portfolio/health',
    access: LENDER,
    operationId: 'getPortfolioHealth',
    tag: 'claim',
    summary: 'Your claims by how late they are, and what is not counted on',
    query: PortfolioQuery,
    answer: HealthOnWire,
    refusals: ['not_found'],
    read: async (asked) => {
      const account = await accountOf(sources, asked);
      if (account === undefined) return undefined;
      const [holdings, { bids }] = await Promise.all([
        sources.holdings(account),
        readWaiting(pool, account),
      ]);
      return healthOf(account, holdings, bids);
    },
  });
  registerRead(app, {
    url: '/api/portfolio/spread',
    access: LENDER,
    operationId: 'getPortfolioSpread',
    tag: 'claim',
    summary: 'Over which grades, terms, purposes, places, industries and safeguards you have lent',
    query: PortfolioQuery,
    answer: SpreadOnWire,
    refusals: ['not_found'],
    read: async (asked) => {
      const account = await accountOf(sources, asked);
      if (account === undefined) return undefined;
      return spreadOf(account, await sources.holdings(account));
    },
  });
  registerRead(app, {
    url: '/api/portfolio/returns',
    access: LENDER,
    operationId: 'getPortfolioReturns',
    tag: 'claim',
    summary: 'What your account earned a year, and the way to it from the rates in the contracts',
    query: PortfolioQuery,
    answer: ReturnsOnWire,
    refusals: ['not_found'],
    read: async (asked) => {
      const account = await accountOf(sources, asked);
      return account && readReturns(sources, account);
    },
  });
}

export function registerPortfolioTime(app: FastifyInstance, { pool }: RouteContext): void {
  const sources = portfolioSourcesOf(pool);
  registerRead(app, {
    url: '/api/portfolio/calendar',
    access: LENDER,
    operationId: 'getReceiptsCalendar',
    tag: 'claim',
    summary: 'Day by day what came, and what is due by contract and has not come',
    query: CalendarQuery,
    answer: CalendarOnWire,
    refusals: ['not_found', 'days_out_of_order'],
    read: (asked) => calendarFor(sources, asked),
  });
  registerRead(app, {
    url: '/api/portfolio/receipts',
    access: LENDER,
    operationId: 'getPortfolioReceipts',
    tag: 'claim',
    summary: 'Month by month what came: principal, interest, and your fees',
    query: MonthsQuery,
    answer: ReceiptsOnWire,
    refusals: ['not_found'],
    read: async (asked) => {
      const account = await accountOf(sources, asked);
      return account && readReceipts(sources, account, asked.query.months);
    },
  });
  registerRead(app, {
    url: '/api/portfolio/value',
    access: LENDER,
    operationId: 'getPortfolioValue',
    tag: 'claim',
    summary: 'Month by month what the account was worth, and net deposits',
    query: MonthsQuery,
    answer: ValueOverTimeOnWire,
    refusals: ['not_found'],
    read: async (asked) => {
      const account = await accountOf(sources, asked);
      return account && readValueOverTime(sources, account, asked.query.months);
    },
  });
  registerRead(app, {
    url: '/api/portfolio/tax-years',
    access: LENDER,
    operationId: 'listTaxYears',
    tag: 'claim',
    summary: 'Interest, fees and losses of each year',
    query: PortfolioQuery,
    answer: Type.Object({ items: Type.Array(TaxYearOnWire) }),
    refusals: ['not_found'],
    read: async (asked) => {
      const account = await accountOf(sources, asked);
      return account && { items: taxYearsOf(await sources.taxLines(account), account) };
    },
  });
}

async function calendarFor(
  sources: PortfolioSources,
  asked: Asked<typeof CalendarQuery>,
): Promise<Static<typeof CalendarOnWire> | undefined> {
  const [from, to] = [dayIn(asked.query.from, 'from'), dayIn(asked.query.to, 'to')];
  if (from > to) throw new Refused(refuse('days_out_of_order').refusal);
  if (daysBetween(from, to) > CALENDAR_DAYS_MAX) {
    orRefused(invalid('to', 'It must be at most 100 days after the first day.'), 'query');
  }
  const account = await accountOf(sources, asked);
  return account && readReceiptsCalendar(sources, account, { from, to });
}

function accountOf(
  sources: PortfolioSources,
  { actor, query }: Asked<typeof PortfolioQuery>,
): Promise<PortfolioAccount | undefined> {
  if (actor === undefined) return Promise.resolve(undefined);
  return readPortfolioAccount(sources, actor.id, query.currency);
}
