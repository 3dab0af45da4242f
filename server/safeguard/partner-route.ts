// The portal of partners: a guarantor's own standing and projects, and its own word for each. Another's project is not
// there.
import { Done } from '@mutua/contract/http/command.ts';
import {
  CollateralMade,
  CollateralOnWire,
  RecordPledgeBody,
} from '@mutua/contract/safeguard/collateral.ts';
import {
  CommitmentForGuarantor,
  DeclineCommitmentBody,
  SignCommitmentBody,
} from '@mutua/contract/safeguard/commitment.ts';
import { ClaimBySubrogation, CompensationOnWire } from '@mutua/contract/safeguard/compensation.ts';
import { OwnStanding } from '@mutua/contract/safeguard/guarantor.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { RoleAccess } from '../http/access.ts';
import { registerCommand } from '../http/command-route.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { idIn, present } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readDetails } from './collateral-fields.ts';
import { readCollateral } from './collateral-read.ts';
import { readCompensations, readSubrogation } from './compensation-read.ts';
import { readOwnStanding, readProjects } from './guarantor-read.ts';

const PARTNER: RoleAccess = { roles: ['partner'] };
const words = { access: PARTNER, tag: 'partner' } as const;

export function registerPartnerReads(app: FastifyInstance, { pool }: RouteContext): void {
  registerRead(app, {
    ...words,
    url: '/api/partner/standing',
    operationId: 'getOwnStanding',
    summary: 'Your standing as a guarantor, and what is left of your line',
    answer: OwnStanding,
    read: async ({ actor }) => actor && readOwnStanding(pool, actor.id),
  });
  registerList(app, {
    ...words,
    url: '/api/partner/commitments',
    operationId: 'listOwnCommitments',
    summary:
      'The loans for which you are asked to stand, and those for which you do, the newest first',
    item: CommitmentForGuarantor,
    key: [KEY_PARTS.id],
    read: async ({ actor, page }) => {
      if (actor === undefined) return undefined;
      return pageOf(await readProjects(pool, { guarantorId: actor.id }, page), page, {
        key: ({ commitmentId }) => [commitmentId],
        item: (project) => project,
      });
    },
  });
  registerRead(app, {
    ...words,
    url: '/api/partner/commitments/:commitmentId',
    operationId: 'getOwnCommitment',
    summary: 'One of your commitments, with the loan, your pledges behind it and what you paid',
    answer: Type.Object({
      ...CommitmentForGuarantor.properties,
      pledges: Type.Array(CollateralOnWire),
      compensations: Type.Array(CompensationOnWire),
      subrogation: Type.Optional(ClaimBySubrogation),
    }),
    read: async ({ actor, path }) => {
      if (actor === undefined) return undefined;
      const commitmentId = idIn(path.commitmentId, 'commitmentId');
      const asked = { guarantorId: actor.id, commitmentId };
      const [found] = await readProjects(pool, asked, { after: undefined, readLimit: 1 });
      if (found === undefined) return undefined;
      const [pledges, compensations, subrogation] = await Promise.all([
        readCollateral(pool, { commitmentId }),
        readCompensations(pool, { commitmentId }),
        readSubrogation(pool, found.loanId, actor.id),
      ]);
      return {
        ...{ ...found, pledges: [...pledges], compensations: [...compensations] },
        ...present({ subrogation }),
      };
    },
  });
}

export function registerPartnerCommands(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    ...words,
    url: '/api/partner/commitments/:commitmentId/signature',
    operationId: 'signCommitment',
    summary: 'Sign the commitment for which you are asked',
    description: 'It uses up your line until the loan does not need it any more.',
    body: SignCommitmentBody,
    answer: Done,
    refusals: [
      ...(['not_found', 'wrong_stage', 'function_switched_off', 'platform_as_party'] as const),
      ...(['forbidden_by_rule', 'client_frozen', 'identity_not_verified'] as const),
      ...(['guarantor_suspended', 'currencies_mixed', 'guarantee_line_exceeded'] as const),
      'custody_account_missing',
    ],
    read: ({ path }) => ({
      ...{ kind: 'SignCommitment', commitmentId: idIn(path.commitmentId, 'commitmentId') },
    }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/partner/commitments/:commitmentId/refusal',
    operationId: 'declineCommitment',
    summary: 'Decline to stand behind a loan',
    body: DeclineCommitmentBody,
    answer: Done,
    refusals: ['not_found', 'wrong_stage', 'reason_missing'],
    read: ({ body: { reason }, path }) => ({
      ...{ kind: 'DeclineCommitment', commitmentId: idIn(path.commitmentId, 'commitmentId') },
      reason,
    }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/partner/commitments/:commitmentId/pledges',
    operationId: 'recordPledge',
    summary: 'Record what you hold against a commitment of yours',
    body: RecordPledgeBody,
    answer: CollateralMade,
    refusals: ['not_found', 'wrong_stage', 'currencies_mixed'],
    read: ({ body: { commandId: _, releaseCondition, ...details }, path }) => ({
      ...{ kind: 'RecordPledge', commitmentId: idIn(path.commitmentId, 'commitmentId') },
      ...{ releaseCondition, details: readDetails(details) },
    }),
    write: (_, commandId) => ({ collateralId: commandId }),
  });
}
