// GET /api/portfolio/tax-year/2026.csv and .xlsx: a lender's year, to keep or to hand in.
import { refuse } from '@mutua/core/kit/result.ts';
import type { FastifyInstance, FastifySchema } from 'fastify';
import Type, { type Static } from 'typebox';
import { actorOf } from '../http/access.ts';
import { languageOfRequest, Refused } from '../http/problems.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readPortfolioAccount } from './portfolio-account-read.ts';
import { portfolioSourcesOf } from './portfolio-sources.ts';
import { taxFileRows, writeTaxCsv, writeTaxSheet } from './tax-year-file.ts';

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const Path = Type.Object({
  file: Type.String({
    pattern: '^[0-9]{4}[.](csv|xlsx)$',
    description: 'The year, and as what: `2026.csv` or `2026.xlsx`.',
    examples: ['2026.csv'],
  }),
});
const Query = Type.Object(
  {
    currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
    language: Type.Optional(
      Type.Enum(['zh-CN', 'en'], { description: 'Of the words in it; left out, the browser’s.' }),
    ),
  },
  { additionalProperties: false },
);

export function registerTaxYears(app: FastifyInstance, { pool }: RouteContext): void {
  const sources = portfolioSourcesOf(pool);
  const file = Type.String({ format: 'binary' });
  const schema = {
    operationId: 'getTaxYear',
    tags: ['claim'],
    summary: 'A year of yours as a file: interest, fees and losses, loan by loan',
    params: Path,
    querystring: Query,
    response: {
      200: {
        description: 'The file.',
        content: { 'text/csv': { schema: file }, [SHEET]: { schema: file } },
      },
    },
    'x-refusals': ['not_found'],
  };
  const config = { access: { roles: ['lender'] } } as const;
  app.get(
    '/api/portfolio/tax-year/:file',
    { schema: schema as FastifySchema, config },
    async (request, reply) => {
      const { file: name } = request.params as Static<typeof Path>;
      const asked = request.query as Static<typeof Query>;
      const language = asked.language ?? languageOfRequest(request);
      const year = Number(name.slice(0, 4));
      const account = await readPortfolioAccount({ pool }, actorOf(request).id, asked.currency);
      if (account === undefined) throw new Refused(refuse('not_found').refusal);
      const lines = (await sources.taxLines(account)).filter((line) => line.year === year);
      const of = { year, currency: account.currency, language };
      const rows = taxFileRows(lines, of);
      reply.header('content-disposition', `attachment; filename="mutua-tax-${name}"`);
      if (name.endsWith('.csv')) {
        return reply.type('text/csv; charset=utf-8').send(writeTaxCsv(rows, language));
      }
      return reply.type(SHEET).send(await writeTaxSheet(rows, of));
    },
  );
}
