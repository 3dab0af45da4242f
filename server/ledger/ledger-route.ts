// The book as people see it: statements of an account, how it stood on a day, and where an amount went.
import { LedgerStatement, StatementQuery } from '@mutua/contract/ledger/statement.ts';
import { LedgerTrace, TraceQuery } from '@mutua/contract/ledger/trace.ts';
import { BalanceOnWire, BalanceQuery } from '@mutua/contract/wallet/money-in-out.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import type { AccountAddress } from '@mutua/core/ledger/account.ts';
import { cashAccount } from '@mutua/core/ledger/addresses.ts';
import { ACCOUNT_KINDS, type AccountKind } from '@mutua/core/ledger/chart.ts';
import { readCurrency } from '@mutua/core/money/currency.ts';
import type { ClientRole } from '@mutua/core/people/client.ts';
import { parseDay } from '@mutua/core/time/day.ts';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import Type, { type Static } from 'typebox';
import type { RoleAccess } from '../http/access.ts';
import { orRefused, Refused } from '../http/problems.ts';
import { type Asked, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readBalance } from './balance-read.ts';
import { isOwnTransfer } from './own-transfer-read.ts';
import { readStatement } from './statement-read.ts';
import { readTraceQuery } from './trace-query.ts';
import { readTrace } from './trace-read.ts';

const CLIENT = { roles: ['lender', 'borrower', 'partner'] } as const;
/** Those who keep the books and those who look into them; none of them moves client money. */
const BOOKKEEPERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: ['finance_officer', 'compliance_officer', 'internal_auditor'],
};

const ROLE_PATH = Type.Object({
  role: Type.Enum(['lender', 'borrower', 'partner'], { examples: ['lender'] }),
  currency: Type.String({ pattern: '^[A-Z]{3}$', examples: ['CNY'] }),
});
const ADDRESS_PATH = Type.Object({
  kind: Type.Enum([...ACCOUNT_KINDS], { examples: ['lender_cash'] }),
  owner: Type.String({
    pattern: '^[0-9a-z_-]{1,64}$',
    description: 'An id, or the name of what the account is for.',
    examples: ['01984d6e-6b1a-7c3e-9d55-0a4c1f2b3d4e'],
  }),
  currency: Type.String({ pattern: '^[A-Z]{3}$', examples: ['CNY'] }),
});

export function registerOwnLedger(app: FastifyInstance, { pool }: RouteContext): void {
  registerAccount(app, pool, {
    url: '/api/accounts/:role/:currency',
    path: ROLE_PATH,
    access: CLIENT,
    operations: ['getOwnStatement', 'getOwnBalance'],
    whose: 'one of your purses',
    address: ({ path, actor }) => {
      const role = path.role as ClientRole;
      if (actor === undefined || !actor.roles.includes(role)) return undefined;
      return cashAccount(role, actor.id, currencyIn(path.currency));
    },
  });
  registerRead(app, {
    url: '/api/trace',
    access: CLIENT,
    operationId: 'traceOwnTransfer',
    tag: 'ledger',
    summary: 'Where an amount of yours came from, or went',
    refusals: ['not_found'],
    query: TraceQuery,
    answer: LedgerTrace,
    read: async ({ query, actor, language }) => {
      if (actor === undefined) return undefined;
      const asked = { ...readTraceQuery(query), owner: actor.id, language };
      if (!(await isOwnTransfer(pool, asked.transferId, actor.id))) return undefined;
      return orRefused(await readTrace(pool, asked), 'query');
    },
  });
}

export function registerOfficeLedger(app: FastifyInstance, { pool }: RouteContext): void {
  registerAccount(app, pool, {
    url: '/api/office/accounts/:kind/:owner/:currency',
    path: ADDRESS_PATH,
    access: BOOKKEEPERS,
    operations: ['getStatement', 'getBalance'],
    whose: 'an account of the book',
    address: ({ path: { kind, owner = '', currency: code } }) => ({
      ...{ kind: kind as AccountKind, owner, currency: currencyIn(code) },
    }),
  });
  registerRead(app, {
    url: '/api/office/trace',
    access: BOOKKEEPERS,
    operationId: 'traceTransfer',
    tag: 'ledger',
    summary: 'Where an amount came from, or went, from account to account',
    refusals: ['not_found'],
    query: TraceQuery,
    answer: LedgerTrace,
    read: async ({ query, language }) =>
      orRefused(await readTrace(pool, { ...readTraceQuery(query), language }), 'query'),
  });
}

interface AccountRoutes {
  readonly url: string;
  readonly path: typeof ROLE_PATH | typeof ADDRESS_PATH;
  readonly access: RoleAccess;
  readonly operations: readonly [statement: string, balance: string];
  readonly whose: string;
  readonly address: (asked: Pick<Asked<never>, 'path' | 'actor'>) => AccountAddress | undefined;
}

function registerAccount(
  app: FastifyInstance,
  pool: pg.Pool,
  { url, path, access, operations, whose, address }: AccountRoutes,
): void {
  registerRead(app, {
    ...{ url: `${url}/statement`, path, access, operationId: operations[0], tag: 'ledger' },
    summary: `The lines of ${whose} between two days`,
    description:
      'As a bank shows them, with what stands after each line; in the language of `Accept-Language`.',
    query: StatementQuery,
    answer: LedgerStatement,
    refusals: ['days_out_of_order'],
    read: async (asked) => {
      const account = address(asked);
      if (account === undefined) return undefined;
      return statementOf(pool, account, asked);
    },
  });
  registerRead(app, {
    ...{ url: `${url}/balance`, path, access, operationId: operations[1], tag: 'ledger' },
    summary: `How ${whose} stands, or stood on a day`,
    query: BalanceQuery,
    answer: BalanceOnWire,
    read: async (asked) => {
      const account = address(asked);
      if (account === undefined) return undefined;
      const { day, by = 'booked' } = asked.query;
      const on = day === undefined ? undefined : orRefused(parseDay(day, 'day'), 'query');
      return readBalance(pool, account, { by, ...(on === undefined ? {} : { day: on }) });
    },
  });
}

async function statementOf(
  pool: pg.Pool,
  account: AccountAddress,
  { query, language }: Asked<typeof StatementQuery>,
): Promise<Static<typeof LedgerStatement>> {
  const { by = 'booked', ...page } = query;
  const from = orRefused(parseDay(query.from, 'from'), 'query');
  const to = orRefused(parseDay(query.to, 'to'), 'query');
  if (to < from) throw new Refused(refuse('days_out_of_order').refusal);
  return orRefused(await readStatement(pool, { account, from, to, by, language, page }), 'query');
}

function currencyIn(code: string | undefined): AccountAddress['currency'] {
  return orRefused(readCurrency(code ?? '', 'currency'), 'path');
}
