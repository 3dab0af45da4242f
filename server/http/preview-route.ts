// A preview as a route: the command is decided on the facts as they are, the answer says what would happen, and
// nothing is kept.
import type { MutuaEvent } from '@mutua/core/events.ts';
import { idOf } from '@mutua/core/kit/id.ts';
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Static, TObject, TSchema } from 'typebox';
import { v7 as newId } from 'uuid';
import { actorOf, type RoleAccess } from './access.ts';
import { type Given, paramsOf, personOf, previewAs } from './command-route.ts';
import type { Door } from './door.ts';

export interface PreviewRoute<Body extends TObject, Answer extends TSchema> {
  readonly url: string;
  readonly access: RoleAccess;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly body: Body;
  readonly answer: Answer;
  readonly refusals: readonly RefusalCode[];
  readonly read: (given: Given<Body>) => AnyCommand | Promise<AnyCommand>;
  readonly write: (
    events: readonly MutuaEvent[],
    given: Given<Body>,
  ) => Static<Answer> | Promise<Static<Answer>>;
}

export function registerPreview<Body extends TObject, Answer extends TSchema>(
  app: FastifyInstance,
  door: Pick<Door, 'preview'>,
  route: PreviewRoute<Body, Answer>,
): void {
  const schema = {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    description: 'Nothing is kept; what the command would be refused for, this is refused for.',
    ...paramsOf(route),
    body: route.body,
    response: { 200: { description: 'What would happen.', ...route.answer } },
    'x-refusals': [...route.refusals, 'busy'],
  };
  app.route({
    method: 'POST',
    url: route.url,
    schema,
    config: { access: route.access },
    handler: async (request: FastifyRequest) => {
      const given: Given<Body> = {
        body: request.body as Static<Body>,
        path: (request.params ?? {}) as Given<Body>['path'],
        actor: actorOf(request),
      };
      const command = await route.read(given);
      const actor = personOf(given.actor);
      const events = await previewAs(door, { commandId: idOf(newId()), actor, command });
      return route.write(events, given);
    },
  });
}
