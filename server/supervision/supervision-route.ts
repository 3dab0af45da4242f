// What regulator and auditor read: closed days, their indicators down to the rows, samples, loans with their evidence,
// and what they looked at themselves. Nothing here can be changed by anybody.
import { Readable } from 'node:stream';
import { PAGE_FIELDS } from '@mutua/contract/http/page.ts';
import type { IndicatorId } from '@mutua/contract/supervision/indicators.ts';
import {
  AsOfQuery,
  INDICATOR_PATH,
  IndicatorRow,
  LoanEvidence,
  LoanSample,
  ObserverView,
  RowsQuery,
  SampleQuery,
  SupervisedDay,
  SupervisedFigures,
  TransferOfLoan,
} from '@mutua/contract/supervision/supervision.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import { invalid, refuse } from '@mutua/core/kit/result.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type pg from 'pg';
import Type from 'typebox';
import type { RoleAccess } from '../http/access.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { orRefused, Refused } from '../http/problems.ts';
import { idIn } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { inSnapshot } from '../ledger/standing.ts';
import { readClosedDay, readSupervisedDays } from './closed-day-read.ts';
import { sampleLines } from './evidence-file.ts';
import { readIndicatorRows, readSupervisedFigures } from './indicator-read.ts';
import { statementOf } from './indicator-statement-read.ts';
import { isLoanKept, readLoanEvidence, readTransfersOfLoan } from './loan-evidence-read.ts';
import { drawSample } from './sample-read.ts';
import { readViewsOf } from './view-read.ts';

const OBSERVERS: RoleAccess = { roles: ['regulator', 'auditor'] };
const words = { access: OBSERVERS, tag: 'supervision' } as const;
const SIZE_DEFAULT = 50;

export function registerSupervision(app: FastifyInstance, { pool }: RouteContext): void {
  registerList(app, {
    ...words,
    url: '/api/supervision/days',
    operationId: 'listSupervisedDays',
    summary: 'The closed days, the newest first',
    item: SupervisedDay,
    key: [KEY_PARTS.day],
    read: async ({ page }) =>
      pageOf(await readSupervisedDays(pool, page), page, {
        key: ({ day }) => [day],
        item: (day) => day,
      }),
  });
  registerRead(app, {
    ...words,
    url: '/api/supervision/indicators',
    operationId: 'getSupervisedFigures',
    summary: 'The indicators of a closed day, and who owes the most',
    query: AsOfQuery,
    answer: SupervisedFigures,
    refusals: ['not_found'],
    read: ({ query: { day }, language }) =>
      inSnapshot(pool, async (connection) => {
        const closed = await readClosedDay(connection, day);
        return closed && readSupervisedFigures(connection, closed, language);
      }),
  });
  registerList(app, {
    ...words,
    url: '/api/supervision/indicators/:indicatorId/rows',
    operationId: 'listIndicatorRows',
    summary: 'What an indicator is made of: the rows add up to it',
    path: INDICATOR_PATH,
    query: RowsQuery,
    item: IndicatorRow,
    key: [(text) => KEY_PARTS.number(text) || KEY_PARTS.id(text)],
    read: async ({ path, page, query: { day } }) => {
      const indicatorId = path.indicatorId as IndicatorId;
      requireKeyOf(indicatorId, page.after?.[0]);
      return inSnapshot(pool, async (connection) => {
        const closed = await readClosedDay(connection, day);
        if (closed === undefined) return undefined;
        const rows = await readIndicatorRows(connection, { day: closed, indicatorId }, page);
        return pageOf(rows, page, { key: ({ rowId }) => [rowId], item: (row) => row });
      });
    },
  });
  registerRead(app, {
    ...words,
    url: '/api/supervision/samples',
    operationId: 'drawSample',
    summary: 'A sample of loans that anybody can draw again',
    description:
      'The loans of the population in the order of SHA-256 over `seed:loanId`; the first ones are drawn.',
    query: SampleQuery,
    answer: LoanSample,
    refusals: ['not_found'],
    read: ({ query }) => readSample(pool, query),
  });
}

export function registerSupervisedLoans(app: FastifyInstance, { pool }: RouteContext): void {
  registerRead(app, {
    ...words,
    url: '/api/supervision/loans/:loanId',
    operationId: 'getLoanEvidence',
    summary: 'One loan with all that is kept of it',
    answer: LoanEvidence,
    read: ({ path }) => readLoanEvidence(pool, idIn(path.loanId, 'loanId')),
  });
  registerList(app, {
    ...words,
    url: '/api/supervision/loans/:loanId/transfers',
    operationId: 'listTransfersOfLoan',
    summary: 'Every line of the book that is about a loan',
    item: TransferOfLoan,
    key: [KEY_PARTS.number],
    read: async ({ path, page }) => {
      const loanId = idIn(path.loanId, 'loanId');
      const transfers = await readTransfersOfLoan(pool, loanId, page);
      if (transfers.length === 0 && !(await isLoanKept(pool, loanId))) return undefined;
      return pageOf(transfers, page, {
        key: ({ transferId }) => [transferId],
        item: (transfer) => transfer,
      });
    },
  });
  registerList(app, {
    ...words,
    url: '/api/supervision/access-log',
    operationId: 'listOwnViews',
    summary: 'What you looked at yourself, the newest first',
    description:
      'Each view is written down before it is answered, and neither changed nor removed afterwards. This one stands first.',
    query: Type.Object(PAGE_FIELDS, { additionalProperties: false }),
    item: ObserverView,
    key: [KEY_PARTS.number],
    read: async ({ actor, page }) => {
      assert(actor !== undefined, 'Supervision is open to roles.');
      return pageOf(await readViewsOf(pool, actor.id, page), page, {
        key: ({ viewId }) => [viewId],
        item: (view) => view,
      });
    },
  });
  registerSampleFile(app, pool);
}

function registerSampleFile(app: FastifyInstance, pool: pg.Pool): void {
  const schema = {
    operationId: 'getSampleFile',
    tags: ['supervision'],
    summary: 'The sample as a file, each loan with all its evidence',
    description:
      'Newline-delimited JSON. The first line says how the sample was drawn; then a line for each loan: terms, contract, bids, claims, every change of state and every line of the book.',
    querystring: SampleQuery,
    response: {
      200: {
        description: 'One line for the sample, and one for each loan.',
        content: { 'application/x-ndjson': { schema: Type.String() } },
      },
    },
    'x-refusals': ['not_found'],
  };
  const config = { access: OBSERVERS };
  app.get('/api/supervision/samples/file', { schema, config }, async (request, reply) => {
    const sample = await readSample(
      pool,
      (request as FastifyRequest<{ Querystring: SampleQuery }>).query,
    );
    if (sample === undefined) throw new Refused(refuse('not_found').refusal);
    const name = `sample-${sample.asOf.day}-${sample.seed}.ndjson`;
    reply.header('content-disposition', `attachment; filename="${name}"`);
    reply.type('application/x-ndjson; charset=utf-8');
    return reply.send(Readable.from(sampleLines(pool, sample)));
  });
}

function readSample(pool: pg.Pool, { seed, size, population, day }: SampleQuery) {
  return inSnapshot(pool, async (connection) => {
    const closed = await readClosedDay(connection, day);
    if (closed === undefined) return undefined;
    const asked = { seed, size: size ?? SIZE_DEFAULT, population: population ?? 'disbursed' };
    return drawSample(connection, { day: closed, ...asked });
  });
}

/** The key of an account or a line is a number, that of a loan or a break an id. */
function requireKeyOf(indicatorId: IndicatorId, key: string | undefined): void {
  if (key === undefined) return;
  const isNumber = KEY_PARTS.number(key);
  if (isNumber === (statementOf(indicatorId).keyType === 'bigint')) return;
  orRefused(invalid('cursor', 'It does not have the right form.'), 'query');
}
