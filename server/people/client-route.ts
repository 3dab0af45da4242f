// Becoming a client, and what a client does about itself.
import { commandAnswer, commandBody, Done } from '@mutua/contract/http/command.ts';
import {
  AnswerQuestionnaireBody,
  ClientMade,
  QuestionnaireScored,
  RegisterClientBody,
} from '@mutua/contract/people/client.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { eventOf, registerCommand, writeAccepted } from '../http/command-route.ts';
import { isCrossOrigin } from '../http/guard.ts';
import { Refused, tooMany } from '../http/problems.ts';
import { idIn, present } from '../http/read-fields.ts';
import type { RouteContext } from '../http/route-context.ts';
import { commitRegistration } from './credentials.ts';

const MINUTE_MS = 60_000;
const LENDER = { roles: ['lender'] } as const;

type RegisterRequest = FastifyRequest<{ Body: Static<typeof RegisterClientBody> }>;

export function registerBecomingClient(app: FastifyInstance, context: RouteContext): void {
  const schema = {
    operationId: 'registerClient',
    tags: ['people'],
    summary: 'Become a client',
    description:
      'A natural person or an organisation, as borrower, lender or both. The client has the id of the command, and signs in with `POST /api/sign-in`.',
    body: RegisterClientBody,
    response: {
      200: {
        description: 'You are registered; next, your identity is verified.',
        ...commandAnswer(ClientMade),
      },
    },
    'x-refusals': [
      'consent_missing',
      'platform_as_party',
      'identity_already_used',
      'function_switched_off',
      'command_id_reused',
      'not_allowed',
      'too_many_requests',
      'busy',
    ],
  };
  const rateLimit = {
    max: context.signInLimits.perAddress,
    timeWindow: MINUTE_MS,
    errorResponseBuilder: (_: FastifyRequest, { ttl }: { ttl: number }) => tooMany(ttl),
  };
  const config = { access: 'public', rateLimit } as const;
  app.post('/api/clients', { schema, config }, async (request: RegisterRequest) => {
    if (isCrossOrigin(request, context.publicOrigin)) {
      throw new Refused(refuse('not_allowed').refusal);
    }
    const { commandId: id, signInName, password, ...details } = request.body;
    const commandId = idIn(id, 'commandId');
    const { legalRepresentative, authorisedSignatory, isInstitution, ...own } = details;
    const optional = present({ legalRepresentative, authorisedSignatory, isInstitution });
    const logged = await commitRegistration(
      context,
      { commandId, actor: { kind: 'visitor' }, chosen: { signInName, password } },
      (credentials) => ({ kind: 'RegisterClient', ...own, ...optional, credentials }),
    );
    return writeAccepted(logged, () => ({ clientId: commandId }));
  });
}

export function registerOwnChoices(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/questionnaire-answers',
    access: LENDER,
    operationId: 'answerQuestionnaire',
    tag: 'people',
    summary: 'Answer the risk questionnaire',
    description: 'What it comes to says which listings are meant for you, and up to how much.',
    body: AnswerQuestionnaireBody,
    answer: QuestionnaireScored,
    refusals: ['identity_not_verified', 'client_frozen', 'not_found'],
    read: ({ body: { version, answers } }) => ({ kind: 'AnswerQuestionnaire', version, answers }),
    write: (events) => {
      const { tolerance, exposureCeiling, validUntil } = eventOf(events, 'QuestionnaireAnswered');
      return {
        tolerance,
        exposureCeiling: String(exposureCeiling),
        validUntil: formatDay(validUntil),
      };
    },
  });
  registerCommand(app, lane, {
    url: '/api/clients/me/bidding-stop',
    access: LENDER,
    operationId: 'stopBidding',
    tag: 'people',
    summary: 'Switch bidding off for yourself',
    body: commandBody({}),
    answer: Done,
    refusals: ['identity_not_verified'],
    read: () => ({ kind: 'StopBidding' }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/clients/me/bidding-resumption',
    access: LENDER,
    operationId: 'resumeBidding',
    tag: 'people',
    summary: 'Switch bidding on again',
    body: commandBody({}),
    answer: Done,
    refusals: ['identity_not_verified'],
    read: () => ({ kind: 'ResumeBidding' }),
    write: () => ({}),
  });
}
