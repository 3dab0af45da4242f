// What the office does about money: differences between the books, receipts that are nobody's, alarms, and what
// the custodian refused. It can name an owner, and never move the owner's money.
import { commandBody, Done } from '@mutua/contract/http/command.ts';
import { ClaimReceiptBody, ExplainBreakBody, NoteBody } from '@mutua/contract/office/money.ts';
import type { FastifyInstance } from 'fastify';
import { registerCommand } from '../http/command-route.ts';
import { idIn } from '../http/read-fields.ts';
import type { RouteContext } from '../http/route-context.ts';

const FINANCE = { roles: ['staff'], positions: ['finance_officer'] } as const;

export function registerBreakWork(app: FastifyInstance, { lane }: RouteContext): void {
  const words = {
    ...{ access: FINANCE, tag: 'office', answer: Done, write: () => ({}) },
    refusals: ['not_found', 'wrong_stage', 'reason_missing'] as const,
  };
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/breaks/:breakId/explanation',
    operationId: 'explainBreak',
    summary: 'Explain a difference between two books',
    body: ExplainBreakBody,
    read: ({ body: { explanation }, path }) => ({
      ...{ kind: 'ExplainBreak', breakId: idIn(path.breakId, 'breakId'), explanation },
    }),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/breaks/:breakId/mending',
    operationId: 'mendBreak',
    refusals: [...words.refusals, 'same_person'],
    summary: 'Say, as another person, that the cause is put right',
    body: NoteBody,
    read: ({ body: { note }, path }) => ({
      ...{ kind: 'MendBreak', breakId: idIn(path.breakId, 'breakId'), note },
    }),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/alarms/:alarmId/end',
    access: { roles: ['staff'], positions: ['finance_officer', 'compliance_officer'] },
    operationId: 'endAlarm',
    summary: 'Say what came of an alarm',
    body: NoteBody,
    read: ({ body: { note }, path }) => ({
      ...{ kind: 'EndAlarm', alarmId: idIn(path.alarmId, 'alarmId'), note },
    }),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/instructions/:instructionId/retry',
    operationId: 'retryInstruction',
    refusals: ['not_found', 'wrong_stage'],
    summary: 'Have the bank asked again for a release that it refused',
    body: commandBody({}),
    read: ({ path }) => ({
      ...{ kind: 'RetryInstruction', instructionId: idIn(path.instructionId, 'instructionId') },
    }),
  });
}

export function registerReceiptWork(app: FastifyInstance, { lane }: RouteContext): void {
  const words = {
    ...{ access: FINANCE, tag: 'office', answer: Done, write: () => ({}) },
    refusals: ['not_found', 'wrong_stage', 'reason_missing'] as const,
  };
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/unmatched/:receiptId/claim',
    operationId: 'claimReceipt',
    refusals: [
      ...words.refusals,
      ...(['identity_not_verified', 'custody_account_missing', 'payer_differs'] as const),
    ],
    summary: 'Propose whose money a receipt is',
    description:
      'Another finance officer bears it out; the bank then asks whether the names agree.',
    body: ClaimReceiptBody,
    read: ({ body: { clientId, role, note }, path }) => ({
      ...{ kind: 'ClaimReceipt', receiptId: idIn(path.receiptId, 'receiptId') },
      ...{ clientId: idIn(clientId, 'clientId'), role, note },
    }),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/unmatched/:receiptId/return',
    operationId: 'sendBackReceipt',
    summary: 'Propose that a receipt goes back to where it came from',
    body: NoteBody,
    read: ({ body: { note }, path }) => ({
      ...{ kind: 'SendBackReceipt', receiptId: idIn(path.receiptId, 'receiptId'), note },
    }),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/unmatched/:receiptId/confirmation',
    operationId: 'confirmReceiptEnd',
    refusals: ['not_found', 'wrong_stage', 'same_person'],
    summary: 'Bear out, as another person, what shall become of a receipt',
    body: commandBody({}),
    read: ({ path }) => ({
      ...{ kind: 'ConfirmReceiptEnd', receiptId: idIn(path.receiptId, 'receiptId') },
    }),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/unmatched/:receiptId/rejection',
    operationId: 'dropReceiptEnd',
    summary: 'Take away what was proposed for a receipt',
    body: NoteBody,
    read: ({ body: { note }, path }) => ({
      ...{ kind: 'DropReceiptEnd', receiptId: idIn(path.receiptId, 'receiptId'), note },
    }),
  });
}
