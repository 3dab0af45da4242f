// What is asked in the town, and what the naive model says of it: a code of refusal, or what it changes.
import type { MutuaEvent } from '@mutua/core/events.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import type { Actor, Position, Role, StaffPosition } from '@mutua/core/people/actor.ts';
import type { AnyCommand, CommandKind } from '@mutua/core/rules.ts';
import type { Town } from './town.ts';

export interface Asked<Kind extends CommandKind = CommandKind> {
  readonly commandId: Id;
  readonly actor: Actor;
  readonly command: Extract<AnyCommand, { readonly kind: Kind }>;
}

/** What the platform tells beside its yes: ids that it gave, and the rows of a schedule. */
export class Told {
  readonly events: readonly MutuaEvent[];

  constructor(events: readonly MutuaEvent[]) {
    this.events = events;
  }

  all<Kind extends MutuaEvent['kind']>(
    kind: Kind,
  ): readonly Extract<MutuaEvent, { readonly kind: Kind }>[] {
    return this.events.filter((event) => event.kind === kind) as never;
  }

  /** @throws Error when there is none. */
  one<Kind extends MutuaEvent['kind']>(kind: Kind): Extract<MutuaEvent, { readonly kind: Kind }> {
    const [first] = this.all(kind);
    if (first === undefined) throw new Error(`The platform does not tell of any ${kind}.`);
    return first;
  }
}

/** How the model changes when a command is accepted. */
export type Change = (told: Told) => void;
export type Verdict = RefusalCode | Change;

export type Judge<Kind extends CommandKind> = (town: Town, asked: Asked<Kind>) => Verdict;
export type Judges = { readonly [Kind in CommandKind]?: Judge<Kind> };

/** Something that somebody would do; nothing where nobody would just now. */
export interface Move {
  readonly name: string;
  readonly weight: number;
  /** It is about a loan whose borrower is behind: while there is one, it comes to mind more often. */
  readonly isOfArrears?: true;
  readonly propose: (town: Town) => Omit<Asked, 'commandId'> | undefined;
}

/** Commands of one family: how they are thought of, and what the model says of them. */
export interface Family {
  readonly judges: Judges;
  readonly moves: readonly Move[];
}

export const NOTHING: Change = () => undefined;

export function personIs(actor: Actor, ...roles: readonly Role[]): Id | undefined {
  if (actor.kind !== 'person') return undefined;
  return actor.roles.some((role) => roles.includes(role)) ? actor.id : undefined;
}

/** The id of somebody in one of these posts, or leading them. */
export function staffIs(actor: Actor, ...posts: readonly Position[]): Id | undefined {
  if (actor.kind !== 'person' || !actor.roles.includes('staff')) return undefined;
  const isOne = (held: StaffPosition) =>
    posts.some((post) => held === post || held === `${post}_lead`);
  return actor.positions.some(isOne) ? actor.id : undefined;
}

export function leads(actor: Actor, ...posts: readonly Position[]): boolean {
  if (actor.kind !== 'person' || !actor.roles.includes('staff')) return false;
  return posts.some((post) => actor.positions.includes(`${post}_lead`));
}

export function isBlank(text: string): boolean {
  return text.trim() === '';
}
