// Public figures: what everybody may read of any closed day, as an answer and as a file, and what was restated.
import {
  DisclosedLoan,
  DisclosedLoansQuery,
  DisclosureHeadline,
  FiguresOfDay,
  FiguresQuery,
  RestatementOnWire,
} from '@mutua/contract/disclosure/figures.ts';
import { readId } from '@mutua/core/kit/id.ts';
import { overdueBucketOf } from '@mutua/core/loan/asset-class.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import type { FastifyInstance } from 'fastify';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { registerCollectorRecovery } from './collector-recovery-route.ts';
import { keyOf, registerDisclosureFiles } from './disclosure-files.ts';
import { figureOnWire, stampOnWire, valueOnWire } from './figure-on-wire.ts';
import { loanOnWire, standingsOf } from './loan-book.ts';
import { publishAfterClose } from './publish-after-close.ts';
import { type Published, readRestatements } from './published-store.ts';
import { Publisher } from './publisher.ts';

export function registerDisclosure(app: FastifyInstance, context: RouteContext): void {
  const { pool, clock, lane } = context;
  const publisher = new Publisher(pool, clock);
  publishAfterClose(app, { publisher, lane });
  registerFigures(app, publisher);
  registerLoanRows(app, publisher);
  registerDisclosureFiles(app, publisher);
  registerCollectorRecovery(app, { publisher, pool });
  registerList(app, {
    url: '/api/disclosure/corrections',
    access: 'public',
    operationId: 'listRestatements',
    tag: 'disclosure',
    summary: 'Days whose figures were published again, with what they were before',
    item: RestatementOnWire,
    key: [KEY_PARTS.day, isCurrency, KEY_PARTS.number],
    read: async ({ page }) => {
      // What has to be restated since the last close comes first.
      await publisher.standing();
      return pageOf(await readRestatements(pool, page), page, {
        key: ({ day, currency, version }) => [formatDay(day), currency, String(version)],
        item: (restatement) => ({
          ...stampOnWire(restatement),
          cause: restatement.cause,
          changes: restatement.changes.map(({ figure, row, before, after }) => ({
            ...{ figure, row },
            ...(before === undefined ? {} : { before: valueOnWire(before, restatement.currency) }),
            ...(after === undefined ? {} : { after: valueOnWire(after, restatement.currency) }),
          })),
        }),
      });
    },
  });
}

function registerFigures(app: FastifyInstance, publisher: Publisher): void {
  registerRead(app, {
    url: '/api/disclosure/headline',
    access: 'public',
    operationId: 'getDisclosureHeadline',
    tag: 'disclosure',
    summary: 'The figures of the last closed day that have no rows, and how the days stand',
    answer: DisclosureHeadline,
    read: () => readHeadline(publisher),
  });
  registerRead(app, {
    url: '/api/disclosure/figures',
    access: 'public',
    operationId: 'getDisclosedFigures',
    tag: 'disclosure',
    summary: 'Every public figure of a closed day',
    description:
      'Reckoned from the ledger when the day is first asked for, and kept as a version that never changes. Each figure is defined in the data dictionary.',
    query: FiguresQuery,
    answer: FiguresOfDay,
    refusals: ['not_found'],
    read: async ({ query }) => {
      const key = await keyOf(publisher, query);
      const published = key && (await publisher.figuresOf(key));
      return published && figuresOnWire(published, () => true);
    },
  });
}

async function readHeadline(publisher: Publisher): Promise<DisclosureHeadline> {
  const standing = await publisher.standing();
  if (standing === undefined) return {};
  const { day, firstDay, openDay, closedAt, digest, openBreaks, restatements } = standing;
  const [currency] = standing.currencies;
  const published =
    currency === undefined ? undefined : await publisher.figuresOf({ day, currency });
  return {
    calendar: {
      ...{ firstDay: formatDay(firstDay), lastClosedDay: formatDay(day) },
      ...{ openDay: formatDay(openDay), closedAt, digest, openBreaks, restatements },
      currencies: [...standing.currencies],
    },
    ...(published && { published: figuresOnWire(published, ({ row }) => row === '') }),
  };
}

function registerLoanRows(app: FastifyInstance, publisher: Publisher): void {
  registerList(app, {
    url: '/api/disclosure/loans',
    access: 'public',
    operationId: 'listDisclosedLoans',
    tag: 'disclosure',
    summary: 'The loans behind the figures of a closed day, without anybody’s name',
    query: DisclosedLoansQuery,
    item: DisclosedLoan,
    key: [KEY_PARTS.id],
    refusals: ['not_found'],
    read: async ({ query, page }) => {
      const key = await keyOf(publisher, query);
      if (key === undefined) return undefined;
      const { bucket, grade } = query;
      const after = page.after === undefined ? undefined : readId(page.after[0] ?? '', 'cursor');
      const rows = [];
      const book = await publisher.bookOf(key.currency);
      for (const standing of standingsOf(book, key.day)) {
        if (after?.ok === true && standing.loan.loanId >= after.value) continue;
        if (grade !== undefined && standing.loan.grade !== grade) continue;
        if (bucket !== undefined && overdueBucketOf(standing.daysOverdue) !== bucket) continue;
        if (bucket !== undefined && standing.principal === 0n) continue;
        rows.push(standing);
        if (rows.length === page.readLimit) break;
      }
      return pageOf(rows, page, {
        key: ({ loan }) => [loan.loanId],
        item: (standing) => loanOnWire(standing, key.currency),
      });
    },
  });
}

function figuresOnWire(
  published: Published,
  isWanted: (figure: Published['figures'][number]) => boolean,
): FiguresOfDay {
  const figures = published.figures.filter(isWanted);
  return {
    ...stampOnWire(published),
    figures: figures.map((one) => figureOnWire(one, published.currency)),
  };
}

function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}
