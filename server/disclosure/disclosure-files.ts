// The files of public figures: the figures of a day, the loan book, and what their columns and figures mean.
import { Readable } from 'node:stream';
import { FIGURE_WORDS } from '@mutua/contract/disclosure/figure-words.ts';
import { type FiguresQuery as Asked, FiguresQuery } from '@mutua/contract/disclosure/figures.ts';
import { LOAN_BOOK_COLUMNS } from '@mutua/contract/disclosure/loan-book.ts';
import type { DisclosedFigure } from '@mutua/core/disclosure/disclosed-figure.ts';
import { DISCLOSED_FIGURES } from '@mutua/core/disclosure/figure-catalogue.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import { currency as currencyOf, exponentOf } from '@mutua/core/money/currency.ts';
import { formatMajor } from '@mutua/core/money/minor-units.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import Type, { type TObject } from 'typebox';
import { Refused } from '../http/problems.ts';
import { dayIn } from '../http/read-fields.ts';
import { csvChunks, csvLine } from './csv.ts';
import { loanBookLines } from './loan-book.ts';
import type { Published, PublishedKey } from './published-store.ts';
import type { Publisher } from './publisher.ts';

/** What is asked for, or the last closed day and its first currency; nothing where the day is not closed. */
export function keyOf(
  publisher: Publisher,
  { day, currency }: Asked,
): Promise<PublishedKey | undefined> {
  return publisher.keyOf({
    ...(day === undefined ? {} : { day: dayIn(day, 'day') }),
    ...(currency === undefined ? {} : { currency }),
  });
}

export function registerDisclosureFiles(app: FastifyInstance, publisher: Publisher): void {
  fileRoute(app, {
    url: '/api/disclosure/figures.csv',
    operationId: 'downloadDisclosedFigures',
    summary: 'Every public figure of a closed day, as a file',
    query: FiguresQuery,
    lines: async (query) => {
      const key = await keyOf(publisher, query);
      const published = key && (await publisher.figuresOf(key));
      return (
        published && { name: `figures-${formatDay(published.day)}`, lines: figureLines(published) }
      );
    },
  });
  fileRoute(app, {
    url: '/api/disclosure/loan-book.csv',
    operationId: 'downloadLoanBook',
    summary: 'Every loan that was ever paid out, as it stood at the close of a day',
    query: FiguresQuery,
    lines: async (query) => {
      const key = await keyOf(publisher, query);
      if (key === undefined) return undefined;
      const book = await publisher.bookOf(key.currency);
      return { name: `loan-book-${formatDay(key.day)}`, lines: loanBookLines(book, key) };
    },
  });
  fileRoute(app, {
    url: '/api/disclosure/dictionary.csv',
    operationId: 'downloadDataDictionary',
    summary: 'What each figure and each column of the loan book means, in both languages',
    query: Type.Object({}, { additionalProperties: false }),
    lines: () => Promise.resolve({ name: 'data-dictionary', lines: dictionaryLines() }),
  });
}

interface FileRoute {
  readonly url: string;
  readonly operationId: string;
  readonly summary: string;
  readonly query: TObject;
  readonly lines: (
    query: Asked,
  ) => Promise<{ readonly name: string; readonly lines: Iterable<string> } | undefined>;
}

function fileRoute(app: FastifyInstance, { url, operationId, summary, query, lines }: FileRoute) {
  const schema = {
    ...{ operationId, tags: ['disclosure'], summary, querystring: query },
    response: {
      200: {
        description: 'Comma-separated values in UTF-8.',
        content: { 'text/csv': { schema: Type.String() } },
      },
    },
    'x-refusals': ['not_found'],
  };
  const config = { access: 'public' } as const;
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const file = await lines(request.query as Asked);
    if (file === undefined) throw new Refused(refuse('not_found').refusal);
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${file.name}.csv"`)
      .send(Readable.from(csvChunks(file.lines)));
  };
  app.route({ method: 'GET', url, schema, config, handler });
}

/** Money in major units, shares and rates in parts per million. */
function* figureLines(published: Published): Generator<string> {
  const { day, currency, version, figures } = published;
  yield csvLine(['day', 'version', 'figure', 'row', 'unit', 'value', '名称', 'name']);
  for (const one of figures) {
    const { label } = FIGURE_WORDS[one.figure];
    const [unit, value] = cellsOf(one, currency);
    yield csvLine([
      ...[formatDay(day), version, one.figure, one.row, unit, value],
      ...[label['zh-CN'], label.en],
    ]);
  }
}

function cellsOf({ value }: DisclosedFigure, currency: string): readonly [string, string | number] {
  switch (value.kind) {
    case 'money':
      return [currency, formatMajor(value.amount, exponentOf(currencyOf(currency)))];
    case 'count':
      return ['count', value.count];
    case 'rate':
      return ['ppm', value.ppm];
    default:
      return value satisfies never;
  }
}

function* dictionaryLines(): Generator<string> {
  yield csvLine(['file', 'name', 'unit', 'rows', '名称', '定义', 'label', 'definition']);
  for (const [id, { unit, rows }] of Object.entries(DISCLOSED_FIGURES)) {
    const { label, definition } = FIGURE_WORDS[id as keyof typeof DISCLOSED_FIGURES];
    yield csvLine([
      ...['figures.csv', id, unit, rows],
      ...[label['zh-CN'], definition['zh-CN'], label.en, definition.en],
    ]);
  }
  for (const [column, words] of Object.entries(LOAN_BOOK_COLUMNS)) {
    yield csvLine(['loan-book.csv', column, '', '', '', words['zh-CN'], '', words.en]);
  }
}
