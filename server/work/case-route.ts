// What the staff do with cases: each row of the list is one command.
import { commandBody, Done } from '@mutua/contract/http/command.ts';
import {
  CaseIdResult,
  FinishStepBody,
  HandOverBody,
  OpenCaseBody,
  ReasonBody,
  SubmitCaseBody,
} from '@mutua/contract/work/case.ts';
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import { invalid } from '@mutua/core/kit/result.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { FastifyInstance } from 'fastify';
import type { RoleAccess } from '../http/access.ts';
import { registerCommand } from '../http/command-route.ts';
import { Refused } from '../http/problems.ts';
import { idIn } from '../http/read-fields.ts';
import type { RouteContext } from '../http/route-context.ts';

/** Whose work a case is, its kind says. */
const STAFF: RoleAccess = { roles: ['staff'] };

const FOR_OWNER = ['not_found', 'wrong_stage', 'not_case_owner'] as const;

/** Those that say no more than why. */
interface ReasonedRoute {
  readonly kind:
    | 'PauseCase'
    | 'CloseCase'
    | 'SendBackCase'
    | 'ReopenCase'
    | 'CancelCase'
    | 'EscalateCase';
  readonly url: string;
  readonly operationId: string;
  readonly summary: string;
  readonly refusals: readonly RefusalCode[];
}

const REASONED: readonly ReasonedRoute[] = [
  {
    ...{ kind: 'PauseCase', url: 'pause', operationId: 'pauseCase' },
    summary: 'Let a case wait for an answer from outside',
    refusals: ['not_found', 'wrong_stage', 'not_case_owner', 'reason_missing'],
  },
  {
    ...{ kind: 'EscalateCase', url: 'escalation', operationId: 'escalateCase' },
    summary: 'Pass a grave case up',
    refusals: ['not_found', 'wrong_stage', 'not_case_owner', 'reason_missing'],
  },
  {
    ...{ kind: 'CloseCase', url: 'release', operationId: 'releaseCase' },
    summary: 'Close a submitted case, as a second person',
    refusals: ['not_found', 'wrong_stage', 'same_person', 'reason_missing'],
  },
  {
    ...{ kind: 'SendBackCase', url: 'return', operationId: 'sendBackCase' },
    summary: 'Send a submitted case back, as a second person',
    refusals: ['not_found', 'wrong_stage', 'same_person', 'reason_missing'],
  },
  {
    ...{ kind: 'ReopenCase', url: 'reopening', operationId: 'reopenCase' },
    summary: 'Reopen a case after an objection or an audit',
    refusals: ['not_found', 'wrong_stage', 'reason_missing', 'case_open'],
  },
  {
    ...{ kind: 'CancelCase', url: 'cancellation', operationId: 'cancelCase' },
    summary: 'Cancel a case that was opened in error',
    refusals: ['not_found', 'wrong_stage', 'reason_missing'],
  },
];

export function registerCaseWork(app: FastifyInstance, { lane }: RouteContext): void {
  const words = { access: STAFF, tag: 'office' } as const;
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/cases',
    operationId: 'openCase',
    summary: 'Open a case by hand',
    description: 'Cases of collection follow from arrears, those of hardship from the borrower.',
    body: OpenCaseBody,
    answer: CaseIdResult,
    refusals: ['not_found', 'wrong_stage', 'reason_missing', 'case_open'],
    read: ({ body: { caseKind, subject, fields, reason } }) => ({
      ...{ kind: 'OpenCase', caseKind, reason, fields: fieldsIn(fields) },
      subject: { kind: subject.kind, id: idIn(subject.id, 'subject.id') },
    }),
    write: (_, caseId) => ({ caseId }),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/cases/:caseId/taking',
    operationId: 'takeCase',
    summary: 'Take a case from the queue',
    body: commandBody({}),
    answer: Done,
    refusals: [...FOR_OWNER],
    read: ({ path }) => ({ kind: 'TakeCase', caseId: idIn(path.caseId, 'caseId') }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/cases/:caseId/handover',
    operationId: 'handOverCase',
    summary: 'Hand a case over to a colleague',
    body: HandOverBody,
    answer: Done,
    refusals: [...FOR_OWNER, 'reason_missing'],
    read: ({ path, body: { toId, reason } }) => ({
      ...{ kind: 'HandOverCase', caseId: idIn(path.caseId, 'caseId') },
      ...{ toId: idIn(toId, 'toId'), reason },
    }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/cases/:caseId/resumption',
    operationId: 'resumeCase',
    summary: 'Go on with a case that waited',
    body: commandBody({}),
    answer: Done,
    refusals: [...FOR_OWNER],
    read: ({ path }) => ({ kind: 'ResumeCase', caseId: idIn(path.caseId, 'caseId') }),
    write: () => ({}),
  });
  registerCaseEnd(app, { lane });
}

function registerCaseEnd(app: FastifyInstance, { lane }: Pick<RouteContext, 'lane'>): void {
  const words = { access: STAFF, tag: 'office' } as const;
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/cases/:caseId/steps',
    operationId: 'finishCaseStep',
    summary: 'Say that a step of a case is done',
    body: FinishStepBody,
    answer: Done,
    refusals: [...FOR_OWNER, 'step_skipped', 'evidence_missing', 'reason_missing'],
    read: ({ path, body: { step, evidence, reason } }) => ({
      ...{ kind: 'FinishCaseStep', caseId: idIn(path.caseId, 'caseId'), step, evidence, reason },
    }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/cases/:caseId/submission',
    operationId: 'submitCase',
    summary: 'Say with which result a case is done',
    description: 'A kind that wants a second person is closed by the checker, any other at once.',
    body: SubmitCaseBody,
    answer: Done,
    refusals: [...FOR_OWNER, 'step_skipped', 'feedback_missing', 'reason_missing'],
    read: ({ path, body: { result, reason } }) => ({
      ...{ kind: 'SubmitCase', caseId: idIn(path.caseId, 'caseId'), result, reason },
    }),
    write: () => ({}),
  });
  for (const { kind, url, ...route } of REASONED) {
    registerCommand(app, lane, {
      ...{ ...words, ...route },
      url: `/api/office/cases/:caseId/${url}`,
      body: ReasonBody,
      answer: Done,
      read: ({ path, body: { reason } }): AnyCommand => ({
        ...{ kind, caseId: idIn(path.caseId, 'caseId'), reason },
      }),
      write: () => ({}),
    });
  }
}

function fieldsIn(
  fields: readonly { readonly name: string; readonly text: string }[],
): Readonly<Record<string, string>> {
  const names = new Set(fields.map(({ name }) => name));
  if (names.size < fields.length) {
    throw new Refused(invalid('fields', 'None may stand there twice.').refusal);
  }
  return Object.fromEntries(fields.map(({ name, text }) => [name, text]));
}
