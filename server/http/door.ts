// The door as the routes know it: ask for a command, ask what would come of one, and follow what happens.
import { refuse } from '@mutua/core/kit/result.ts';
import type { LoggedCommand } from '../commit/log-store.ts';
import type { CommandRequest, Outcome } from '../commit/request.ts';

export interface Door {
  commit(request: CommandRequest): Promise<Outcome>;
  /** What would come of it; nothing is kept. */
  preview(request: CommandRequest): Promise<Outcome>;
  /** Calls with every saved batch, in order; gives the way to stop. */
  follow(listener: (commands: readonly LoggedCommand[]) => void): () => void;
}

/** A door behind which nobody works: it takes nothing, and says so. */
export const CLOSED_DOOR: Door = {
  commit: async () => refuse('busy'),
  preview: async () => refuse('busy'),
  follow: () => () => undefined,
};
