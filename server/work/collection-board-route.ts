// What the office reads to collect: the board, and what the conduct rules leave of contacts.
import { CollectionBoard, ContactConductOnWire } from '@mutua/contract/work/collection-board.ts';
import { COLLECTION_STAGES } from '@mutua/core/work/case.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { RoleAccess } from '../http/access.ts';
import { idIn, present } from '../http/read-fields.ts';
import { registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readCollectionBoard, readContactConduct } from './collection-board-read.ts';

/** Whoever has to do with borrowers and their arrears, and those who look on. */
const READERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: [
    ...(['collector', 'service_agent', 'risk_analyst', 'committee_member'] as const),
    ...(['loan_officer', 'compliance_officer', 'internal_auditor'] as const),
  ],
};

export function registerCollectionBoard(app: FastifyInstance, { pool, clock }: RouteContext): void {
  registerRead(app, {
    url: '/api/office/collection-board',
    access: READERS,
    operationId: 'getCollectionBoard',
    tag: 'office',
    summary: 'The open cases of collection by stage, what is due first standing first',
    query: Type.Object(
      {
        stage: Type.Optional(
          Type.Enum([...COLLECTION_STAGES], { description: 'The stage of collection.' }),
        ),
        only: Type.Optional(
          Type.Enum(['mine', 'late', 'untaken'], {
            description: 'Your own, those that are late, or those that nobody has taken.',
          }),
        ),
      },
      { additionalProperties: false },
    ),
    answer: CollectionBoard,
    read: async ({ actor, query: { stage, only } }) =>
      actor && readCollectionBoard(pool, { now: clock(), actor, ...present({ stage, only }) }),
  });
  registerRead(app, {
    url: '/api/office/cases/:caseId/conduct',
    access: READERS,
    operationId: 'getContactConduct',
    tag: 'office',
    summary: 'At what hours and how often the borrower of a case may be contacted',
    answer: ContactConductOnWire,
    read: ({ path }) => readContactConduct(pool, idIn(path.caseId, 'caseId'), clock()),
  });
}
