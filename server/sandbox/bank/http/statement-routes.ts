// What the platform reconciles with: balances, the statement of a closed day, and its single movements.
import type { BalancesPage } from '@mutua/contract/custodian/accounts.ts';
import { ZERO } from '@mutua/core/money/minor-units.ts';
import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { writeCamt053 } from '../../../rails/statement/camt053-write.ts';
import { moneyOf } from '../books/amounts.ts';
import { readLines } from '../records/history.ts';
import { readStatement } from '../records/statements.ts';
import { currencyOf } from './answers.ts';
import type { BankContext } from './context.ts';
import { answering } from './durable-answer.ts';
import { RequestRefused } from './problems.ts';

const LIMIT = 1_000;
const DAY = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$';

const PageQuery = Type.Object(
  {
    after: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,4}$' })),
    batch: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
);
type PageQuery = Static<typeof PageQuery>;

const CurrencyQuery = Type.Object(
  { currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })) },
  { additionalProperties: false },
);
type CurrencyQuery = Static<typeof CurrencyQuery>;

const DayParams = Type.Object({ day: Type.String({ pattern: DAY }) });
type DayParams = Static<typeof DayParams>;

export function registerStatementRoutes(api: FastifyInstance, context: BankContext): void {
  const { bank } = context;
  api.get<{ Querystring: PageQuery }>(
    '/api/balances',
    { schema: { querystring: PageQuery } },
    answering(context, async ({ query }) => balancesPage(context, query)),
  );
  api.get<{ Params: DayParams; Querystring: CurrencyQuery }>(
    '/api/statements/:day',
    { schema: { params: DayParams, querystring: CurrencyQuery } },
    answering(context, async ({ params, query }) => statementOf(context, params.day, query)),
  );
  api.get<{ Params: DayParams; Querystring: CurrencyQuery }>(
    '/api/statements/:day(^\\d{4}-\\d{2}-\\d{2}).xml',
    { schema: { params: DayParams, querystring: CurrencyQuery } },
    async ({ params, query }, reply) =>
      reply
        .type('application/xml; charset=utf-8')
        .send(writeCamt053(statementOf(context, params.day, query))),
  );
  api.get<{ Params: DayParams; Querystring: PageQuery }>(
    '/api/statements/:day/lines',
    { schema: { params: DayParams, querystring: PageQuery } },
    answering(context, async ({ params: { day }, query }) => {
      const after = /^\d{1,15}$/.test(query.after ?? '') ? Number(query.after) : 0;
      const limit = Math.min(Number(query.limit ?? LIMIT), LIMIT);
      const { lines, hasMore } = await readLines(
        bank.journalFolder,
        { day, batchId: query.batch, after, limit },
        (account) => currencyOf(bank, account),
      );
      return { lines, ...(hasMore && { next: String(after + lines.length) }) };
    }),
  );
}

function balancesPage({ bank }: BankContext, query: PageQuery): BalancesPage {
  const limit = Math.min(Number(query.limit ?? LIMIT), LIMIT);
  const { balances } = bank.books;
  const accounts = bank.books.accountNumbers();
  const from =
    query.after === undefined ? 0 : accounts.findIndex((one) => one > (query.after ?? ''));
  const some = from < 0 ? [] : accounts.slice(from, from + limit);
  const last = some.at(-1);
  const hasMore = last !== undefined && last !== accounts.at(-1);
  return {
    balances: some.map((account) => {
      const { booked, frozen, currency } = balances.get(account) ?? {
        booked: ZERO,
        frozen: ZERO,
        currency: '',
      };
      return { account, booked: moneyOf(booked, currency), frozen: moneyOf(frozen, currency) };
    }),
    ...(hasMore && { next: last }),
  };
}

function statementOf({ bank }: BankContext, day: string, { currency }: CurrencyQuery) {
  const { books, statementFolder } = bank;
  if (day >= books.day) {
    throw new RequestRefused('day_not_closed', `The bank's open day is ${books.day}.`);
  }
  const statement = readStatement(statementFolder, day, currency ?? books.currency);
  if (statement !== undefined) return statement;
  throw new RequestRefused('not_found', `There is no statement of ${day}.`);
}
