// What the events of one room change: one entry for each of them.
import type { Stamp } from './decision.ts';
import type { WorldDraft } from './world.ts';

export type Evolutions<Event extends { readonly kind: string }> = {
  readonly [Kind in Event['kind']]: (
    world: WorldDraft,
    event: Extract<Event, { readonly kind: Kind }>,
    stamp: Stamp,
  ) => void;
};
