// The way in: the identity source is asked who somebody is, and the custodian opens the client's own account.

import type { OpenAccountAnswer } from '@mutua/contract/custodian/accounts.ts';
import { commandAnswer, commandBody } from '@mutua/contract/http/command.ts';
import {
  CustodyAccountAsked,
  IdentityVerified,
  OpenCustodyAccountBody,
} from '@mutua/contract/people/client.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import { readCurrency } from '@mutua/core/money/currency.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { actorOf } from '../http/access.ts';
import { commitAs, writeAccepted } from '../http/command-route.ts';
import { orRefused, Refused } from '../http/problems.ts';
import { idIn, present } from '../http/read-fields.ts';
import type { RouteContext } from '../http/route-context.ts';
import { CUSTODIAN, derivedId } from '../rails/rail-door.ts';
import { RailRefused, RailSilent } from '../rails/signed-client.ts';
import {
  type CustodyAccountAsked as Asked,
  openCustodyAccount,
} from '../wallet/custody-account.ts';
import { askSource } from './identity-check.ts';
import { readIdentity } from './identity-read.ts';

const CLIENT = { roles: ['lender', 'borrower', 'partner'] } as const;
const VerifyBody = commandBody({});

export function registerVerification(app: FastifyInstance, context: RouteContext): void {
  const { pool, lane, identitySource } = context;
  const schema = {
    operationId: 'verifyIdentity',
    tags: ['people'],
    summary: 'Have your identity verified',
    description: 'The identity source is asked whether name and number belong together.',
    body: VerifyBody,
    response: { 200: { description: 'It was answered.', ...commandAnswer(IdentityVerified) } },
    'x-refusals': [
      ...['wrong_stage', 'identity_mismatch', 'representative_mismatch', 'check_unanswered'],
      ...['identity_already_used', 'age_not_met', 'screening_hold', 'identity_not_verified'],
      ...['not_found', 'command_id_reused', 'busy'],
    ],
  };
  type VerifyRequest = FastifyRequest<{ Body: Static<typeof VerifyBody> }>;
  const config = { access: CLIENT };
  const url = '/api/clients/me/identity-verification';
  app.post(url, { schema, config }, async (request: VerifyRequest) => {
    const clientId = actorOf(request).id;
    const commandId = idIn(request.body.commandId, 'commandId');
    const identity = await readIdentity(pool, clientId);
    if (identity === undefined) throw new Refused(refuse('not_found').refusal);
    const answer = await askSource(identitySource, identity);
    const logged = await commitAs(lane, {
      commandId,
      actor: { kind: 'identity_source', name: 'source' },
      command: { kind: 'VerifyIdentity', clientId, answer, screening: 'clear' },
    });
    return writeAccepted(logged, (events) => ({
      status: events.some(({ kind }) => kind === 'ClientHeld') ? 'held' : 'verified',
    }));
  });
}

export function registerCustodyAccounts(app: FastifyInstance, context: RouteContext): void {
  const schema = {
    operationId: 'openCustodyAccount',
    tags: ['people'],
    summary: 'Open your own account at the custodian',
    description:
      'The bank opens it, and asks you on its own page for a payment password and a bank card. Asking again gives the same account, so it needs no id of a command.',
    body: OpenCustodyAccountBody,
    response: { 200: { description: 'What the bank answered.', ...CustodyAccountAsked } },
    'x-refusals': [
      ...['identity_not_verified', 'not_found', 'client_frozen', 'screening_hold'],
      ...['wrong_stage', 'custodian_refused', 'busy'],
    ],
  };
  type OpenRequest = FastifyRequest<{ Body: Static<typeof OpenCustodyAccountBody> }>;
  const config = { access: CLIENT };
  app.post('/api/custody-accounts', { schema, config }, async (request: OpenRequest) => {
    const { id: clientId, roles } = actorOf(request);
    const { role, currency: code } = request.body;
    const currency = orRefused(readCurrency(code, 'currency'));
    if (!roles.includes(role)) throw new Refused(refuse('not_allowed').refusal);
    const returnUrl = context.publicOrigin === undefined ? undefined : `${context.publicOrigin}/`;
    const asked = { clientId, role, currency, ...present({ returnUrl }) };
    const { account, state, pageUrl } = await askCustodian(context, asked);
    // The bank tells it by itself when it is opened; whoever asks again may be earlier than its message.
    if (state === 'open') {
      const command = { kind: 'RecordCustodyAccount', clientId, role, account, currency } as const;
      const commandId = derivedId(`custody account ${clientId} ${role} ${account}`);
      await commitAs(context.lane, { commandId, actor: CUSTODIAN, command });
    }
    return { role, state, account, ...present({ pageUrl }) };
  });
}

async function askCustodian(
  { custodian, pool }: RouteContext,
  asked: Asked,
): Promise<OpenAccountAnswer> {
  if (custodian === undefined) throw new Refused(refuse('busy').refusal);
  try {
    return orRefused(await openCustodyAccount({ pool, custodian }, asked));
  } catch (error) {
    if (error instanceof RailSilent) throw new Refused(refuse('busy').refusal);
    if (!(error instanceof RailRefused)) throw error;
    throw new Refused(refuse('custodian_refused', { reason: error.problem.code }).refusal);
  }
}
