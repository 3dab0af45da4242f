// What the office's home, its review and its list of loans read.
import { PAGE_FIELDS } from '@mutua/contract/http/page.ts';
import { CurrencyOnWire, PositiveMinorUnitsOnWire } from '@mutua/contract/money/on-wire.ts';
import { Funnel, OfficeDesk, OfficeHome } from '@mutua/contract/office/home.ts';
import { LoanInBook, REVIEW_TABS, ReviewFile, ReviewItem } from '@mutua/contract/office/review.ts';
import { GRADES } from '@mutua/core/credit/grade.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import { PURPOSES } from '@mutua/core/law/rule-pack.ts';
import { ASSET_CLASSES } from '@mutua/core/loan/asset-class.ts';
import { parseMinorUnits } from '@mutua/core/money/minor-units.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import type { PersonActor } from '../http/access.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { orRefused } from '../http/problems.ts';
import { idIn } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readOfficeBlocks } from './office-blocks-read.ts';
import { readJobs, readMoneyToday, readWarnings } from './office-day-read.ts';
import { readOfficeDesk } from './office-desk-read.ts';
import { readDueToday } from './office-due-read.ts';
import { readFunnel } from './office-funnel-read.ts';
import { LOAN_STATES } from './office-read-route.ts';
import { readReviewFile } from './office-review-file-read.ts';
import { readLoanBook, readReviewItems } from './office-review-read.ts';

const OFFICE = { roles: ['staff', 'regulator', 'auditor'] } as const;
const words = { access: OFFICE, tag: 'office' } as const;
const CURRENCY = 'CNY';

export function registerOfficeHome(app: FastifyInstance, { pool, clock }: RouteContext): void {
  registerRead(app, {
    ...words,
    url: '/api/office/desk',
    operationId: 'getOfficeDesk',
    summary: 'What waits at every desk, for how long, and how the business day stands',
    answer: OfficeDesk,
    read: ({ actor }) => readOfficeDesk(pool, clock(), signedIn(actor).id),
  });
  registerRead(app, {
    ...words,
    url: '/api/office/home',
    operationId: 'getOfficeHome',
    summary: 'Where every live loan stands, and how the day goes',
    query: Type.Object(
      { currency: Type.Optional(CurrencyOnWire) },
      { additionalProperties: false },
    ),
    answer: OfficeHome,
    read: async ({ query: { currency = CURRENCY } }) => {
      const today = await readBusinessDate(pool);
      if (today === undefined) return undefined;
      const [blocks, money, due, jobs, warnings] = await Promise.all([
        readOfficeBlocks(pool, currency),
        readMoneyToday(pool, currency),
        readDueToday(pool, today, currency),
        readJobs(pool),
        readWarnings(pool, clock()),
      ]);
      return { day: formatDay(today), blocks, money, due, jobs, warnings };
    },
  });
  registerRead(app, {
    ...words,
    url: '/api/office/reports/funnel',
    operationId: 'getFunnel',
    summary: 'How many came to each step, of borrowers and of lenders, and the weakest step',
    answer: Funnel,
    read: () => readFunnel(pool),
  });
}

export function registerReviewReads(app: FastifyInstance, { pool, clock }: RouteContext): void {
  registerList(app, {
    ...words,
    url: '/api/office/review',
    operationId: 'listApplicationsToReview',
    summary: 'Applications that wait for a person, the one that has waited longest first',
    query: Type.Object(
      { ...PAGE_FIELDS, tab: Type.Enum([...REVIEW_TABS], { examples: ['in_review'] }) },
      { additionalProperties: false },
    ),
    item: ReviewItem,
    key: [KEY_PARTS.instant, KEY_PARTS.id],
    read: async ({ actor, page, query: { tab } }) =>
      pageOf(
        await readReviewItems(pool, { tab, now: clock(), actor: signedIn(actor) }, page),
        page,
        { key: ({ since, loanId }) => [since, loanId], item: (one) => one },
      ),
  });
  registerRead(app, {
    ...words,
    url: '/api/office/loans/:loanId/file',
    operationId: 'getReviewFile',
    summary: 'The whole file of an application: facts, score, and what the borrower can bear',
    query: Type.Object(
      {
        loanAmount: Type.Optional(
          PositiveMinorUnitsOnWire('Another amount, to see what it would ask of the borrower.'),
        ),
      },
      { additionalProperties: false },
    ),
    answer: ReviewFile,
    read: ({ actor, path, query: { loanAmount } }) =>
      readReviewFile(pool, {
        ...{ loanId: idIn(path.loanId, 'loanId'), actor: signedIn(actor), now: clock() },
        ...(loanAmount !== undefined && {
          loanAmount: orRefused(parseMinorUnits(loanAmount, 'loanAmount')),
        }),
      }),
  });
  registerList(app, {
    ...words,
    url: '/api/office/loan-book',
    operationId: 'listLoanBook',
    summary: 'All loans, the newest first, with filters',
    query: BOOK_QUERY,
    item: LoanInBook,
    key: [KEY_PARTS.id],
    read: async ({ page, query: { state, grade, purpose, assetClass, borrowerId, search } }) => {
      const states = state?.split(',');
      const asked = { states, grade, purpose, assetClass, borrowerId, search };
      return pageOf(await readLoanBook(pool, asked, clock(), page), page, {
        key: ({ loanId }) => [loanId],
        item: (one) => one,
      });
    },
  });
}

const ONE_STATE = `(${LOAN_STATES.join('|')})`;

const BOOK_QUERY = Type.Object(
  {
    ...PAGE_FIELDS,
    state: Type.Optional(
      Type.String({
        pattern: `^${ONE_STATE}(,${ONE_STATE})*$`,
        maxLength: 200,
        description: 'One state, or several with commas between them.',
        examples: ['repaying,overdue'],
      }),
    ),
    grade: Type.Optional(Type.Enum([...GRADES], { examples: ['C'] })),
    purpose: Type.Optional(Type.Enum([...PURPOSES])),
    assetClass: Type.Optional(Type.Enum([...ASSET_CLASSES])),
    borrowerId: Type.Optional(Type.String({ format: 'uuid' })),
    search: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'The end of a loan’s number, or the beginning of its borrower’s name.',
      }),
    ),
  },
  { additionalProperties: false },
);

function signedIn(actor: PersonActor | undefined): PersonActor {
  assert(actor !== undefined, 'The office is open to roles.');
  return actor;
}
