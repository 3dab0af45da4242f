// Guarantors in the office: their standing, prepared by one and set by another; and what they are asked to promise.
import { Done } from '@mutua/contract/http/command.ts';
import { PAGE_FIELDS } from '@mutua/contract/http/page.ts';
import { AskCommitmentBody, CommitmentMade } from '@mutua/contract/safeguard/commitment.ts';
import {
  ApproveGuarantorBody,
  GuarantorInOffice,
  GuarantorOnWire,
  ProposeGuarantorBody,
  SuspendGuarantorBody,
} from '@mutua/contract/safeguard/guarantor.ts';
import { readCurrency } from '@mutua/core/money/currency.ts';
import { parseMinorUnits } from '@mutua/core/money/minor-units.ts';
import { GUARANTOR_STATUSES } from '@mutua/core/safeguard/guarantor.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { RoleAccess } from '../http/access.ts';
import { registerCommand } from '../http/command-route.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { orRefused } from '../http/problems.ts';
import { idIn, present } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readGuarantor, readGuarantors } from './guarantor-read.ts';

const staff = (...positions: NonNullable<RoleAccess['positions']>): RoleAccess => ({
  roles: ['staff'],
  positions,
});

const READERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: [
    ...(['risk_analyst', 'compliance_officer', 'loan_officer', 'committee_member'] as const),
    ...(['finance_officer', 'internal_auditor', 'collector'] as const),
  ],
};

/** Whoever may be a guarantor. */
const PARTNER = [
  ...(['not_found', 'function_switched_off', 'platform_as_party', 'forbidden_by_rule'] as const),
  ...(['client_frozen', 'identity_not_verified'] as const),
] as const;

export function registerGuarantors(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/office/guarantors/:guarantorId/standing-proposal',
    access: staff('risk_analyst'),
    operationId: 'proposeGuarantor',
    tag: 'office',
    summary: 'Prepare the standing of a guarantor',
    description:
      'The guarantor has the id of the partner. It holds when a second person has set it.',
    body: ProposeGuarantorBody,
    answer: Done,
    refusals: [...PARTNER, 'reason_missing'],
    read: ({ body: { commandId: _, line: money, reason, ...own }, path }) => {
      const line = orRefused(parseMinorUnits(money.minorUnits, 'line.minorUnits'));
      const currency = orRefused(readCurrency(money.currency, 'line.currency'));
      return {
        ...{ kind: 'ProposeGuarantor', guarantorId: idIn(path.guarantorId, 'guarantorId'), reason },
        standing: { ...own, line, currency },
      };
    },
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/office/guarantors/:guarantorId/standing',
    access: staff('risk_analyst', 'compliance_officer'),
    operationId: 'approveGuarantor',
    tag: 'office',
    summary: 'Set the standing of a guarantor, as a second person',
    body: ApproveGuarantorBody,
    answer: Done,
    refusals: [...PARTNER, 'step_skipped', 'same_person'],
    read: ({ path }) => ({
      ...{ kind: 'ApproveGuarantor', guarantorId: idIn(path.guarantorId, 'guarantorId') },
    }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/office/guarantors/:guarantorId/suspension',
    access: staff('risk_analyst', 'compliance_officer'),
    operationId: 'suspendGuarantor',
    tag: 'office',
    summary: 'Suspend a guarantor at once',
    description:
      'It takes no new commitments, and its open listings say so; what it has signed still binds it. To lift it takes two persons.',
    body: SuspendGuarantorBody,
    answer: Done,
    refusals: ['not_found', 'wrong_stage', 'reason_missing'],
    read: ({ body: { reason }, path }) => ({
      ...{ kind: 'SuspendGuarantor', guarantorId: idIn(path.guarantorId, 'guarantorId'), reason },
    }),
    write: () => ({}),
  });
}

export function registerAsking(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/office/loans/:loanId/commitments',
    access: staff('risk_analyst', 'loan_officer'),
    operationId: 'askCommitment',
    tag: 'office',
    summary: 'Ask a guarantor to stand behind an approved loan',
    description: 'What it is to pay for, and from which day overdue, says the product of the loan.',
    body: AskCommitmentBody,
    answer: CommitmentMade,
    refusals: [
      ...PARTNER,
      ...(['wrong_stage', 'guarantor_suspended', 'guarantee_line_exceeded'] as const),
      'currencies_mixed',
    ],
    read: ({ body: { guarantorId, place }, path }) => ({
      ...{ kind: 'AskCommitment', loanId: idIn(path.loanId, 'loanId'), place },
      guarantorId: idIn(guarantorId, 'guarantorId'),
    }),
    write: (_, commandId) => ({ commitmentId: commandId }),
  });
}

export function registerGuarantorReads(app: FastifyInstance, { pool }: RouteContext): void {
  registerList(app, {
    url: '/api/office/guarantors',
    access: READERS,
    operationId: 'listGuarantors',
    tag: 'office',
    summary: 'Guarantors with their standing and what is left of their lines',
    query: Type.Object(
      { ...PAGE_FIELDS, status: Type.Optional(Type.Enum([...GUARANTOR_STATUSES])) },
      { additionalProperties: false },
    ),
    item: GuarantorOnWire,
    key: [KEY_PARTS.id],
    read: async ({ actor, page, query: { status } }) => {
      if (actor === undefined) return undefined;
      return pageOf(await readGuarantors(pool, actor, present({ status }), page), page, {
        key: ({ guarantorId }) => [guarantorId],
        item: (guarantor) => guarantor,
      });
    },
  });
  registerRead(app, {
    url: '/api/office/guarantors/:guarantorId',
    access: READERS,
    operationId: 'getGuarantor',
    tag: 'office',
    summary: 'One guarantor, with every standing that was set and everything it promised',
    answer: GuarantorInOffice,
    read: async ({ actor, path }) =>
      actor && readGuarantor(pool, idIn(path.guarantorId, 'guarantorId'), actor),
  });
}
