// What every rule is: it says which facts it needs, and decides a command into events and transfers.
//
// Time, ids, numbers of transfers and who acts are arguments, so the same World, command and
// circumstances give the same decision everywhere.
import type { MutuaEvent } from './events.ts';
import type { Id } from './kit/id.ts';
import type { Result } from './kit/result.ts';
import type { Transfer, TransferNumbers } from './ledger/transfer.ts';
import type { Actor } from './people/actor.ts';
import type { Day } from './time/day.ts';
import type { Instant } from './time/instant.ts';
import type { KnownWorld, Need, World } from './world.ts';

/** What somebody asks for, in the imperative; from here on no field of it is a text that was not read. */
export interface Command {
  readonly kind: string;
}

/** What is so while a command is decided. */
export interface Circumstances extends TransferNumbers {
  /** Under which the sender finds the answer again. */
  readonly commandId: Id;
  readonly actor: Actor;
  readonly now: Instant;
  /** The business date: the day on which everything is booked. */
  readonly today: Day;
  newId(): Id;
}

/** What happens if the command is accepted: all of it or nothing. */
export interface Decision {
  /** In the order in which they happen. */
  readonly events: readonly MutuaEvent[];
  /** In the order in which they are booked. */
  readonly transfers: readonly Transfer[];
}

/** One rule, for the commands of one kind. Refusals stand in it as a ladder, in their documented order. */
export interface Rule<Asked extends Command> {
  readonly kind: Asked['kind'];
  /** It reads sums that neighbours in its batch would change, so it is decided alone, on fresh facts. */
  readonly isAlone?: true;
  /**
   * Which facts it reads or changes. It is asked again when they are loaded, since one fact may lead to the
   * next, until nothing is missing.
   */
  readonly needs: (
    command: Asked,
    known: KnownWorld,
    circumstances: Circumstances,
  ) => readonly Need[];
  readonly decide: (world: World, command: Asked, circumstances: Circumstances) => Result<Decision>;
}

/** When an event happened, and by whom. */
export interface Stamp {
  readonly at: Instant;
  readonly day: Day;
  /** As `actorText` writes it. */
  readonly actor: string;
}
