// What is read of cases: the office's queue and one case; and by borrowers, the contacts about a loan of theirs and
// the help that they asked for.
import { PAGE_FIELDS } from '@mutua/contract/http/page.ts';
import { CaseInOffice, CaseInQueue } from '@mutua/contract/work/case.ts';
import { CaseQueueOnWire } from '@mutua/contract/work/case-queue.ts';
import { ContactOnWire, HardshipRequestOnWire } from '@mutua/contract/work/contact.ts';
import { CASE_KINDS, CASE_STATES } from '@mutua/core/work/case.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { PersonActor, RoleAccess } from '../http/access.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { idIn } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readLoan } from '../loan/servicing-read.ts';
import { readCaseQueues } from './case-queue-read.ts';
import { readCase, readCaseQueue, readOwnContacts, readOwnHardshipRequests } from './case-read.ts';

/** Whoever has to do with borrowers and their arrears, and those who look on. */
const READERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: [
    ...(['collector', 'service_agent', 'risk_analyst', 'committee_member'] as const),
    ...(['loan_officer', 'compliance_officer', 'internal_auditor'] as const),
  ],
};

export function registerCaseReads(app: FastifyInstance, { pool, clock }: RouteContext): void {
  registerList(app, {
    url: '/api/office/cases',
    access: READERS,
    operationId: 'listCases',
    tag: 'office',
    summary: 'Cases, what is due first standing first; those that are not ended, unless asked for',
    query: Type.Object(
      {
        ...PAGE_FIELDS,
        state: Type.Optional(Type.Enum([...CASE_STATES])),
        caseKind: Type.Optional(Type.Enum([...CASE_KINDS])),
        only: Type.Optional(
          Type.Enum(['mine', 'late'], { description: 'Your own, or those that are late.' }),
        ),
      },
      { additionalProperties: false },
    ),
    item: CaseInQueue,
    key: [KEY_PARTS.instant, KEY_PARTS.id],
    read: async ({ actor, page, query: { state, caseKind, only } }) => {
      if (actor === undefined) return undefined;
      const asked = {
        ...{ now: clock(), actor, isLate: only === 'late' },
        ...(state !== undefined && { state }),
        ...(caseKind !== undefined && { caseKind }),
        ...(only === 'mine' && { ownerId: actor.id }),
      };
      return pageOf(await readCaseQueue(pool, asked, page), page, {
        key: ({ deadlineAt, caseId }) => [deadlineAt, caseId],
        item: (one) => one,
      });
    },
  });
  registerRead(app, {
    url: '/api/office/cases/:caseId',
    access: READERS,
    operationId: 'getCase',
    tag: 'office',
    summary: 'One case with its plan, its contacts and its story',
    answer: CaseInOffice,
    read: async ({ actor, path, language }) =>
      actor && readCase(pool, idIn(path.caseId, 'caseId'), { now: clock(), actor, language }),
  });
  registerList(app, {
    url: '/api/office/loans/:loanId/cases',
    access: READERS,
    operationId: 'listCasesOfLoan',
    tag: 'office',
    summary: 'The open cases about a loan',
    item: CaseInQueue,
    key: [KEY_PARTS.instant, KEY_PARTS.id],
    read: async ({ actor, path, page }) => {
      if (actor === undefined) return undefined;
      const subjectId = idIn(path.loanId, 'loanId');
      if ((await readLoan(pool, subjectId)) === undefined) return undefined;
      const cases = await readCaseQueue(pool, { now: clock(), actor, subjectId }, page);
      return pageOf(cases, page, {
        key: ({ deadlineAt, caseId }) => [deadlineAt, caseId],
        item: (one) => one,
      });
    },
  });
}

export function registerCaseQueues(app: FastifyInstance, { pool, clock }: RouteContext): void {
  registerRead(app, {
    url: '/api/office/case-queues',
    access: READERS,
    operationId: 'listCaseQueues',
    tag: 'office',
    summary: 'How cases wait, by kind and by stage of collection: how many, how long, how late',
    answer: Type.Object({ items: Type.Array(CaseQueueOnWire) }),
    read: async () => ({ items: [...(await readCaseQueues(pool, clock()))] }),
  });
}

export function registerOwnCaseReads(app: FastifyInstance, { pool }: RouteContext): void {
  const words = { access: { roles: ['borrower'] }, tag: 'loan' } as const;
  registerRead(app, {
    ...words,
    url: '/api/loans/:loanId/contacts',
    operationId: 'listContacts',
    summary: 'The latest attempts to reach you about the arrears of a loan',
    answer: Type.Object({ items: Type.Array(ContactOnWire) }),
    read: async ({ actor, path, language }) => {
      const loanId = idIn(path.loanId, 'loanId');
      const asked = actor && { loanId, clientId: actor.id, language };
      const items = asked && (await readOwnContacts(pool, asked));
      return items && { items: [...items] };
    },
  });
  registerList(app, {
    ...words,
    url: '/api/hardship-requests',
    operationId: 'listHardshipRequests',
    summary: 'The help that you asked for, the newest first',
    item: HardshipRequestOnWire,
    key: [KEY_PARTS.id],
    read: async ({ actor, page }) =>
      actor &&
      pageOf(await readOwnHardshipRequests(pool, idOfActor(actor), page), page, {
        key: ({ caseId }) => [caseId],
        item: (one) => one,
      }),
  });
}

function idOfActor({ id }: PersonActor) {
  return id;
}
