// What the office does about people: who may sign in, who may go on, who is stopped.
import { commandAnswer, Done } from '@mutua/contract/http/command.ts';
import {
  DeclareRelationBody,
  FreezeAnswer,
  OpenAccountBody,
  ReasonBody,
  RecordLicenceBody,
  RegisterObserverBody,
  RegisterPartnerBody,
  RegisterStaffBody,
  UserMade,
} from '@mutua/contract/office/people.ts';
import type { Credentials } from '@mutua/core/people/sign-in.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Static, TObject } from 'typebox';
import { actorOf, type RoleAccess } from '../http/access.ts';
import { personOf, registerCommand, writeAccepted } from '../http/command-route.ts';
import { dayIn, idIn, present } from '../http/read-fields.ts';
import type { RouteContext } from '../http/route-context.ts';
import { type Chosen, commitRegistration } from './credentials.ts';

const ADMINISTRATOR: RoleAccess = { roles: ['staff'], positions: ['administrator'] };
const COMPLIANCE: RoleAccess = { roles: ['staff'], positions: ['compliance_officer'] };

export function registerOfficeUsers(app: FastifyInstance, context: RouteContext): void {
  registerUser(app, context, {
    url: '/api/office/staff',
    access: ADMINISTRATOR,
    operationId: 'registerStaff',
    summary: 'Let somebody of the staff sign in',
    body: RegisterStaffBody,
    command: ({ name, positions }, credentials) => ({
      ...{ kind: 'RegisterStaff', name, positions, credentials },
    }),
  });
  registerUser(app, context, {
    url: '/api/office/observers',
    access: ADMINISTRATOR,
    operationId: 'registerObserver',
    summary: 'Let a regulator or an auditor sign in',
    body: RegisterObserverBody,
    command: ({ userKind, name }, credentials) => ({
      ...{ kind: 'RegisterObserver', userKind, name, credentials },
    }),
  });
  registerUser(app, context, {
    url: '/api/office/partners',
    access: { roles: ['staff'], positions: ['compliance_officer', 'administrator'] },
    operationId: 'registerPartner',
    summary: 'Register a partner institution',
    body: RegisterPartnerBody,
    command: (body, credentials) => {
      const { commandId: _, signInName: __, password: ___, ...details } = body;
      const { legalRepresentative, authorisedSignatory, ...own } = details;
      const optional = present({ legalRepresentative, authorisedSignatory });
      return { kind: 'RegisterPartner', ...own, ...optional, credentials };
    },
  });
}

interface UserRoute<Body extends TObject> {
  readonly url: string;
  readonly access: RoleAccess;
  readonly operationId: string;
  readonly summary: string;
  readonly body: Body;
  readonly command: (body: Static<Body>, credentials: Credentials) => AnyCommand;
}

function registerUser<Body extends TObject>(
  app: FastifyInstance,
  context: RouteContext,
  route: UserRoute<Body>,
): void {
  const schema = {
    operationId: route.operationId,
    tags: ['office'],
    summary: route.summary,
    description: 'The user has the id of the command.',
    body: route.body,
    response: { 200: { description: 'The user may sign in.', ...commandAnswer(UserMade) } },
    'x-refusals': [
      ...['identity_already_used', 'platform_as_party', 'function_switched_off'],
      ...['command_id_reused', 'busy'],
    ],
  };
  app.route({
    method: 'POST',
    url: route.url,
    schema,
    config: { access: route.access },
    handler: async (request: FastifyRequest) => {
      const body = request.body as Static<Body> & Chosen & { readonly commandId: string };
      const commandId = idIn(body.commandId, 'commandId');
      const logged = await commitRegistration(
        context,
        { commandId, actor: personOf(actorOf(request)), chosen: body },
        (credentials) => route.command(body, credentials),
      );
      return writeAccepted(logged, () => ({ userId: commandId }));
    },
  });
}

export function registerOfficeClients(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/office/clients/:clientId/clearance',
    access: COMPLIANCE,
    operationId: 'clearClient',
    tag: 'office',
    summary: 'Let a client go on who was held for a look',
    body: ReasonBody,
    answer: Done,
    refusals: ['not_found', 'wrong_stage', 'reason_missing'],
    read: ({ body: { reason }, path }) => ({
      ...{ kind: 'ClearClient', clientId: idIn(path.clientId, 'clientId'), reason },
    }),
    write: () => ({}),
  });
  for (const [part, kind, operationId, summary] of FREEZES) {
    registerCommand(app, lane, {
      url: `/api/office/clients/:clientId/${part}`,
      access: COMPLIANCE,
      operationId,
      tag: 'office',
      summary,
      description: 'The first officer asks; a second one bears it out with the same command.',
      body: ReasonBody,
      answer: FreezeAnswer,
      refusals: ['not_found', 'wrong_stage', 'reason_missing', 'same_person'],
      read: ({ body: { reason }, path }) => ({
        ...{ kind, clientId: idIn(path.clientId, 'clientId'), reason },
      }),
      write: (events) => {
        const isAsked = events.some((event) => event.kind === 'FreezeRequested');
        return { state: isAsked ? ('asked' as const) : ('done' as const) };
      },
    });
  }
  registerCommand(app, lane, {
    url: '/api/office/clients/:clientId/relation',
    access: COMPLIANCE,
    operationId: 'declareRelation',
    tag: 'office',
    summary: 'Say whether a client is a related party of the operator',
    body: DeclareRelationBody,
    answer: Done,
    refusals: ['not_found', 'reason_missing'],
    read: ({ body: { isRelatedParty, reason }, path }) => ({
      ...{ kind: 'DeclareRelation', clientId: idIn(path.clientId, 'clientId') },
      ...{ isRelatedParty, reason },
    }),
    write: () => ({}),
  });
}

const FREEZES = [
  ['freeze', 'FreezeClient', 'freezeClient', 'Stop a client'],
  ['unfreeze', 'UnfreezeClient', 'unfreezeClient', 'Let a stopped client go on'],
] as const;

export function registerOfficeOperator(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/office/licences',
    access: COMPLIANCE,
    operationId: 'recordLicence',
    tag: 'office',
    summary: 'Record a licence of the operator',
    description: 'While one has expired, no new listing is published.',
    body: RecordLicenceBody,
    answer: Done,
    refusals: ['not_found'],
    read: ({ body: { name, validUntil } }) => ({
      ...{ kind: 'RecordLicence', name, validUntil: dayIn(validUntil, 'validUntil') },
    }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/office/accounts',
    access: { roles: ['staff'], positions: ['finance_officer', 'administrator'] },
    operationId: 'openAccount',
    tag: 'office',
    summary: 'Ask for an account of the book',
    description:
      'Always refused: accounts open by themselves with their first transfer, each for the one owner that the chart names, and there is no kind for pooled money.',
    body: OpenAccountBody,
    answer: Done,
    refusals: ['account_kind_unknown', 'forbidden_by_rule'],
    read: ({ body: { accountKind } }) => ({ kind: 'OpenAccount', accountKind }),
    write: () => ({}),
  });
}
