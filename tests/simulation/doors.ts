// A door of the platform, as the town meets it: in memory for thousands of towns, on PostgreSQL for a few.
import type { MutuaEvent } from '@mutua/core/events.ts';
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import type { Transfer } from '@mutua/core/ledger/transfer.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import type { KnownWorld, Need } from '@mutua/core/world.ts';
import type { Asked } from './asked.ts';

export type Answer =
  | { readonly ok: true; readonly events: readonly MutuaEvent[]; readonly isRepeat: boolean }
  | { readonly ok: false; readonly code: RefusalCode; readonly data: unknown };

export interface Door {
  ask(asked: Asked, now: Instant): Answer | Promise<Answer>;
  /** What is so now, of what is asked for. */
  look(needs: readonly Need[]): KnownWorld | Promise<KnownWorld>;
  /** Everything that was booked since the last time; nothing where the door does not say. */
  takeBooked(): readonly Transfer[];
  close(): void | Promise<void>;
}
