// Where a rail tells the platform what happened: only by its own signature, and answered 2xx only when what it
// says is durable.
//
// A message that was signed rightly and cannot be read is kept as it came, raises an alarm, and is taken: it would
// come for ever, and those behind it would wait. Nonces are remembered in memory alone: a message that is sent
// again after a restart has the id of a command that was accepted, and changes nothing.
import { refuse } from '@mutua/core/kit/result.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { Check } from 'typebox/value';
import { Refused } from '../http/problems.ts';
import { isPassing } from './rail-door.ts';
import { keepRawBody, messageIn, rawBodyOf } from './raw-body.ts';
import { RailSilent } from './signed-client.ts';
import { faultOfHeaders, type PublicKeys, SeenNonces, verifyRequest } from './signed-request.ts';
import { RailUnreadable } from './wire.ts';

/** A batch of ten thousand results fits. */
const BODY_BYTES = 16 * 1024 * 1024;

export interface CallbackRoute<Message> {
  readonly url: string;
  readonly operationId: string;
  readonly summary: string;
  readonly schema: TSchema;
  /** Of the rail; asked at each message, since a rail may get another key. */
  readonly keys: () => PublicKeys;
  readonly clock: () => Instant;
  readonly take: (message: Message) => Promise<void>;
  readonly takeUnreadable: (body: Buffer) => Promise<void>;
}

/** A route of its own scope, since it reads bodies in its own way. */
export function registerCallbackRoute<Message>(
  app: FastifyInstance,
  route: CallbackRoute<Message>,
): void {
  const nonces = new SeenNonces();
  void app.register(async (scope) => {
    keepRawBody(scope, BODY_BYTES);
    scope.post(
      route.url,
      {
        config: { access: 'signed_request' },
        schema: {
          operationId: route.operationId,
          tags: ['wallet'],
          summary: route.summary,
          description:
            'Signed with the key of the rail. Sent again until it is answered 2xx; the id of the message says that it is the same one.',
          body: route.schema,
          response: { 204: { description: 'It is durable.', type: 'null' } },
        },
        // What was signed is never sent back for its form.
        validatorCompiler: () => () => true,
        onRequest: async (request) => requireHeaders(request, route),
        preValidation: async (request) => requireSignature(request, route, nonces),
      },
      async (request, reply) => {
        await takeBody(request, route);
        return reply.status(204).send();
      },
    );
  });
}

/** Before the body is read: whoever has no key sends none. */
function requireHeaders<Message>(
  { headers }: FastifyRequest,
  { keys, clock }: CallbackRoute<Message>,
): void {
  const fault = faultOfHeaders({ headers, keys: keys(), now: clock() });
  if (fault !== undefined) throw new Refused(refuse('signature_wrong').refusal);
}

function requireSignature<Message>(
  request: FastifyRequest,
  { keys, clock }: CallbackRoute<Message>,
  nonces: SeenNonces,
): void {
  const verified = verifyRequest({
    request: { method: request.method, path: request.url, body: rawBodyOf(request) },
    headers: request.headers,
    keys: keys(),
    nonces,
    now: clock(),
  });
  if (!verified.ok) throw new Refused(refuse('signature_wrong').refusal);
}

async function takeBody<Message>(
  request: FastifyRequest,
  { schema, take, takeUnreadable }: CallbackRoute<Message>,
): Promise<void> {
  const body = rawBodyOf(request);
  const message = messageIn(body);
  try {
    if (!Check(schema, message)) return await takeUnreadable(body);
    await take(message as Message);
  } catch (error) {
    if (error instanceof RailUnreadable) return takeUnreadable(body);
    // It has to come again.
    throw isPassing(error) || error instanceof RailSilent
      ? new Refused(refuse('busy').refusal)
      : error;
  }
}
