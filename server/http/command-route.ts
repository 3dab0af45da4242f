// A command as a route: the request becomes a command, the door decides it, and the answer is made from what the
// log keeps, so that a repetition gets the same.
import { commandAnswer } from '@mutua/contract/http/command.ts';
import type { MutuaEvent } from '@mutua/core/events.ts';
import { type Id, readId } from '@mutua/core/kit/id.ts';
import type { Result } from '@mutua/core/kit/result.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import { isoOf } from '@mutua/core/time/instant.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Static, TObject, TSchema } from 'typebox';
import type { LoggedCommand } from '../commit/log-store.ts';
import type { CommandRequest, Outcome } from '../commit/request.ts';
import { type Access, actorOf, type PersonActor } from './access.ts';
import { Refused } from './problems.ts';

/** What the routes ask of the lane. */
export interface Door {
  commit(request: CommandRequest): Promise<Outcome>;
}

type Path = Readonly<Record<string, string>>;

export interface CommandRoute<Body extends TObject, Answer extends TSchema> {
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly access: Exclude<Access, 'public' | 'signed_request'>;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly path?: TObject;
  /** Made with `commandBody`. */
  readonly body: Body;
  readonly answer: Answer;
  /** From the words of the wire to the words of the rules. */
  readonly read: (given: {
    readonly body: Static<Body>;
    readonly path: Path;
    readonly actor: PersonActor;
  }) => Result<AnyCommand>;
  /** From what happened to what the sender is told. */
  readonly write: (events: readonly MutuaEvent[], commandId: Id) => Static<Answer>;
}

/** Registers a command that somebody who has signed in may ask for. */
export function registerCommand<Body extends TObject, Answer extends TSchema>(
  app: FastifyInstance,
  door: Door,
  route: CommandRoute<Body, Answer>,
): void {
  const schema = {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(route.path === undefined ? {} : { params: route.path }),
    body: route.body,
    response: { 200: { description: 'It is done.', ...commandAnswer(route.answer) } },
  };
  app.route({
    method: route.method ?? 'POST',
    url: route.url,
    schema,
    config: { access: route.access },
    handler: async (request: FastifyRequest) => {
      const body = request.body as Static<Body> & { readonly commandId: string };
      const actor = actorOf(request);
      const command = orRefused(route.read({ body, path: (request.params ?? {}) as Path, actor }));
      const commandId = orRefused(readId(body.commandId, 'commandId'));
      const logged = await commitAs(door, { commandId, actor: personOf(actor), command });
      return {
        commandId,
        acceptedAt: isoOf(logged.command.at),
        businessDate: formatDay(logged.command.businessDate),
        isRepeat: logged.isRepeat,
        result: route.write(logged.command.events, commandId),
      };
    },
  });
}

/** Takes a command through the door; a refusal becomes a problem document. */
export async function commitAs(
  door: Door,
  request: CommandRequest,
): Promise<{ readonly command: LoggedCommand; readonly isRepeat: boolean }> {
  const outcome = await door.commit(request);
  if (!outcome.ok) throw new Refused(outcome.refusal);
  return outcome;
}

/** The value, or the refusal as a problem document. */
export function orRefused<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Refused(result.refusal);
  return result.value;
}

/** Without the session: who asks is the same person in every session. */
function personOf({ id, roles, positions }: PersonActor): Actor {
  return { kind: 'person', id, roles, positions };
}
