// Interviews: the applicant reads and books the own one, and whoever works on its case records it.
import { Done } from '@mutua/contract/http/command.ts';
import {
  BookInterviewBody,
  InterviewForBorrower,
  RecordInterviewBody,
} from '@mutua/contract/work/interview.ts';
import type { FastifyInstance } from 'fastify';
import { registerCommand } from '../http/command-route.ts';
import { idIn, instantIn } from '../http/read-fields.ts';
import { registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readOwnInterview } from './interview-read.ts';

const BORROWER = { roles: ['borrower'] } as const;

export function registerOwnInterview(app: FastifyInstance, { pool, lane }: RouteContext): void {
  registerRead(app, {
    url: '/api/loans/:loanId/interview',
    access: BORROWER,
    operationId: 'getInterview',
    tag: 'loan',
    summary: 'The interview about your application, and the times that are free',
    answer: InterviewForBorrower,
    read: async ({ actor, path }) =>
      actor && readOwnInterview(pool, actor.id, idIn(path.loanId, 'loanId')),
  });
  registerCommand(app, lane, {
    url: '/api/loans/:loanId/interview',
    access: BORROWER,
    operationId: 'bookInterview',
    tag: 'loan',
    summary: 'Choose when and how to be interviewed, or once another time until the day before',
    body: BookInterviewBody,
    answer: Done,
    refusals: ['not_found', 'interview_fixed', 'interview_slot_taken'],
    read: ({ path, body: { at, way } }) => ({
      ...{ kind: 'BookInterview', loanId: idIn(path.loanId, 'loanId') },
      ...{ at: instantIn(at, 'at'), way },
    }),
    write: () => ({}),
  });
}

export function registerInterviewWork(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/office/cases/:caseId/interview',
    access: { roles: ['staff'] },
    operationId: 'recordInterview',
    tag: 'office',
    summary: 'Record an interview that was held, with its result',
    description: 'Whoever works on the case is the interviewer; with that the case is closed.',
    body: RecordInterviewBody,
    answer: Done,
    refusals: [
      ...(['not_found', 'wrong_stage', 'not_case_owner', 'step_skipped'] as const),
      ...(['interview_not_due', 'evidence_missing', 'reason_missing'] as const),
    ],
    read: ({ path, body: { answers, recording, note, result, reason } }) => ({
      ...{ kind: 'RecordInterview', caseId: idIn(path.caseId, 'caseId') },
      ...{ answers, recording, result, reason },
      ...(note !== undefined && { note }),
    }),
    write: () => ({}),
  });
}
