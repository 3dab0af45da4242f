// What the office reads about loans.
import { PAGE_FIELDS } from '@mutua/contract/http/page.ts';
import { DayOnWire } from '@mutua/contract/money/on-wire.ts';
import { AdvanceInOffice, ListingInOffice } from '@mutua/contract/office/loans.ts';
import {
  Durations,
  LoanInOffice,
  LoanInQueue,
  QueueCounts,
} from '@mutua/contract/office/queues.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { PersonActor, RoleAccess } from '../http/access.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { idIn } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readAdvances } from './advance-read.ts';
import { readDurations } from './durations-read.ts';
import { readLoanQueue, readOfficeLoan } from './office-loan-read.ts';
import { readListingDrafts, readQueueCounts } from './queue-read.ts';

/** Staff work, regulator and auditor look on. */
const OFFICE = { roles: ['staff', 'regulator', 'auditor'] } as const;
const words = { access: OFFICE, tag: 'office' } as const;
/** Those whose work is a loan; the others have no business with what its borrower earns and owes. */
const FILE_READERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: [
    ...(['compliance_officer', 'loan_officer', 'risk_analyst', 'committee_member'] as const),
    ...(['finance_officer', 'internal_auditor', 'branch_officer', 'collector'] as const),
    'service_agent',
  ],
};

export const LOAN_STATES = [
  ...['applied', 'assessed', 'approved', 'listed', 'funding', 'funded', 'disbursed', 'repaying'],
  ...['overdue', 'defaulted', 'written_off', 'closed', 'rejected', 'withdrawn', 'failed'],
];

export function registerOfficeLoanReads(app: FastifyInstance, context: RouteContext): void {
  const { pool, clock } = context;
  registerList(app, {
    ...words,
    url: '/api/office/loans',
    operationId: 'listLoansInState',
    summary: 'Loans in a state, the one that has stood there longest first',
    query: Type.Object(
      { ...PAGE_FIELDS, state: Type.Enum(LOAN_STATES, { examples: ['applied'] }) },
      { additionalProperties: false },
    ),
    item: LoanInQueue,
    key: [KEY_PARTS.instant, KEY_PARTS.id],
    read: async ({ actor, page, query: { state } }) => {
      const asked = { state, now: clock(), actor: signedIn(actor) };
      return pageOf(await readLoanQueue(pool, asked, page), page, {
        key: ({ since, loanId }) => [since, loanId],
        item: (loan) => loan,
      });
    },
  });
  registerRead(app, {
    ...words,
    access: FILE_READERS,
    url: '/api/office/loans/:loanId',
    operationId: 'getLoanInOffice',
    summary: 'One loan, with every transition: who, when and why',
    answer: LoanInOffice,
    read: ({ actor, path }) => readOfficeLoan(pool, idIn(path.loanId, 'loanId'), signedIn(actor)),
  });
  registerList(app, {
    ...words,
    url: '/api/office/listings',
    operationId: 'listListingDrafts',
    summary: 'Listings that were prepared, and those that were published',
    query: Type.Object(
      { ...PAGE_FIELDS, state: Type.Optional(Type.Enum(['prepared', 'published'])) },
      { additionalProperties: false },
    ),
    item: ListingInOffice,
    key: [KEY_PARTS.id],
    read: async ({ actor, page, query: { state } }) =>
      pageOf(await readListingDrafts(pool, state, signedIn(actor), page), page, {
        key: ({ loanId }) => [loanId],
        item: (listing) => listing,
      }),
  });
}

/** Those who watch where borrowers' money comes from. */
const WATCHERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: ['compliance_officer', 'finance_officer', 'internal_auditor', 'loan_officer'],
};

export function registerAdvanceReads(app: FastifyInstance, { pool }: RouteContext): void {
  registerList(app, {
    url: '/api/office/advances',
    access: WATCHERS,
    operationId: 'listAdvances',
    tag: 'office',
    summary: 'Money that borrowers received from the operator’s side, the newest first',
    query: Type.Object(
      { ...PAGE_FIELDS, state: Type.Optional(Type.Enum(['open', 'explained'])) },
      { additionalProperties: false },
    ),
    item: AdvanceInOffice,
    key: [KEY_PARTS.id],
    read: async ({ actor, page, query: { state } }) =>
      pageOf(await readAdvances(pool, { state, actor: signedIn(actor) }, page), page, {
        key: ({ advanceId }) => [advanceId],
        item: (advance) => advance,
      }),
  });
}

export function registerOfficeReports(app: FastifyInstance, { pool }: RouteContext): void {
  registerRead(app, {
    ...words,
    url: '/api/office/queues',
    operationId: 'getQueues',
    summary: 'How full the queues are, and since when the oldest waits',
    answer: QueueCounts,
    read: () => readQueueCounts(pool),
  });
  registerRead(app, {
    ...words,
    url: '/api/office/reports/durations',
    operationId: 'getDurations',
    summary: 'How long loans took from one state to the next',
    query: Type.Object(
      {
        from: Type.Optional(DayOnWire('The first day of the transitions.')),
        to: Type.Optional(DayOnWire('The last day.')),
      },
      { additionalProperties: false },
    ),
    answer: Durations,
    read: ({ query }) => readDurations(pool, query),
  });
}

function signedIn(actor: PersonActor | undefined): PersonActor {
  assert(actor !== undefined, 'The office is open to roles.');
  return actor;
}
