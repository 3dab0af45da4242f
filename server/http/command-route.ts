// A command as a route: the request becomes a command, the door decides it, and the answer is made from what the
// log keeps, so that a repetition gets the same.
import { commandAnswer, IdOnWire } from '@mutua/contract/http/command.ts';
import type { MutuaEvent } from '@mutua/core/events.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import { type Id, readId } from '@mutua/core/kit/id.ts';
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import { isoOf } from '@mutua/core/time/instant.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import Type, { type Static, type TObject, type TSchema } from 'typebox';
import type { LoggedCommand } from '../commit/log-store.ts';
import type { CommandRequest } from '../commit/request.ts';
import { actorOf, type PersonActor, type RoleAccess } from './access.ts';
import type { Door } from './door.ts';
import { orRefused, Refused } from './problems.ts';

type Path = Readonly<Record<string, string>>;

/** What the sender gave, and who it was. */
export interface Given<Body extends TObject> {
  readonly body: Static<Body>;
  readonly path: Path;
  readonly actor: PersonActor;
}

export interface CommandRoute<Body extends TObject, Answer extends TSchema> {
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  /** Parts such as `:loanId` are read as ids. */
  readonly url: string;
  readonly access: RoleAccess;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Where a part of the address is no id. */
  readonly path?: TObject;
  /** Made with `commandBody`. */
  readonly body: Body;
  readonly answer: Answer;
  /** What the rule may refuse, for the description of the API. */
  readonly refusals: readonly RefusalCode[];
  /** From the words of the wire to the words of the rules; a field that cannot be read is refused by its path. */
  readonly read: (given: Given<Body>) => AnyCommand | Promise<AnyCommand>;
  /** Under which name the sender knows a field of the command, where it is another one. */
  readonly fieldAsSent?: (field: string) => string;
  /** From what happened to what the sender is told. */
  readonly write: (events: readonly MutuaEvent[], commandId: Id) => Static<Answer>;
}

/** Every command may meet these. */
const ALWAYS: readonly RefusalCode[] = ['command_id_reused', 'busy'];

/** Registers a command that somebody who has signed in may ask for. */
export function registerCommand<Body extends TObject, Answer extends TSchema>(
  app: FastifyInstance,
  door: Pick<Door, 'commit'>,
  route: CommandRoute<Body, Answer>,
): void {
  const schema = {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...paramsOf(route),
    body: route.body,
    response: { 200: { description: 'It is done.', ...commandAnswer(route.answer) } },
    'x-refusals': [...route.refusals, ...ALWAYS],
  };
  app.route({
    method: route.method ?? 'POST',
    url: route.url,
    schema,
    config: { access: route.access },
    handler: async (request: FastifyRequest) => {
      const body = request.body as Static<Body> & { readonly commandId: string };
      const path = (request.params ?? {}) as Path;
      const actor = actorOf(request);
      const commandId = orRefused(readId(body.commandId, 'commandId'));
      const command = await route.read({ body, path, actor });
      const asked = { commandId, actor: personOf(actor), command };
      const logged = await commitAs(door, asked, route.fieldAsSent);
      return writeAccepted(logged, (events) => route.write(events, commandId));
    },
  });
}

/** Takes a command through the door; a refusal becomes a problem document. */
export async function commitAs(
  door: Pick<Door, 'commit'>,
  request: CommandRequest,
  fieldAsSent: (field: string) => string = (field) => field,
): Promise<{ readonly command: LoggedCommand; readonly isRepeat: boolean }> {
  const outcome = await door.commit(request);
  if (outcome.ok) return outcome;
  const { code, data } = outcome.refusal;
  if (data.field === undefined) throw new Refused(outcome.refusal);
  throw new Refused({ code, data: { ...data, field: fieldAsSent(data.field) } });
}

/** What would happen; a refusal becomes a problem document. */
export async function previewAs(
  door: Pick<Door, 'preview'>,
  request: CommandRequest,
): Promise<readonly MutuaEvent[]> {
  const outcome = await door.preview(request);
  if (!outcome.ok) throw new Refused(outcome.refusal);
  return outcome.command.events;
}

/** The answer of every command. */
export function writeAccepted<Answer>(
  { command, isRepeat }: { readonly command: LoggedCommand; readonly isRepeat: boolean },
  write: (events: readonly MutuaEvent[]) => Answer,
) {
  return {
    commandId: command.commandId,
    acceptedAt: isoOf(command.at),
    businessDate: formatDay(command.businessDate),
    isRepeat,
    result: write(command.events),
  };
}

/** Without the session: who asks is the same person in every session. */
export function personOf({ id, roles, positions }: PersonActor): Actor {
  return { kind: 'person', id, roles, positions };
}

/** The event of that kind among those of a command. */
export function eventOf<Kind extends MutuaEvent['kind']>(
  events: readonly MutuaEvent[],
  kind: Kind,
): Extract<MutuaEvent, { readonly kind: Kind }> {
  const event = events.find((one) => one.kind === kind);
  assert(event !== undefined, 'A command that was accepted has its event.');
  return event as Extract<MutuaEvent, { readonly kind: Kind }>;
}

/** The schema of the ids in an address. */
export function paramsOf({ url, path }: { readonly url: string; readonly path?: TObject }) {
  if (path !== undefined) return { params: path };
  const names = [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  if (names.length === 0) return {};
  const fields = names.map((name) => [name, IdOnWire(`Which ${thingOf(name)}.`)] as const);
  return { params: Type.Object(Object.fromEntries(fields)) };
}

/** `topUpId` → `top-up`. */
function thingOf(name: string): string {
  const words = name.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return words === '' ? 'thing' : words;
}
