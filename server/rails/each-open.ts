// Everything that is open is looked at, however much it is: in pages, by its id.
import type { Id } from '@mutua/core/kit/id.ts';
import type { Pace } from './pace.ts';

export interface OpenThings<Thing extends { readonly id: Id }> {
  /** The next ones by their ids, at most `limit`. */
  readonly read: (after: Id | undefined, limit: number) => Promise<readonly Thing[]>;
  /** What is not due is passed over; what is no longer open is forgotten. */
  readonly pace?: Pace<Id>;
  /** @returns whether something came of it. */
  readonly act: (thing: Thing) => Promise<boolean>;
}

const PAGE = 200;

/** @returns whether something came of any of them. */
export async function eachOpen<Thing extends { readonly id: Id }>({
  read,
  pace,
  act,
}: OpenThings<Thing>): Promise<boolean> {
  const open = new Set<Id>();
  let isWorthIt = false;
  let after: Id | undefined;
  do {
    const things = await read(after, PAGE);
    for (const thing of things) {
      open.add(thing.id);
      if (pace !== undefined && !pace.isDue(thing.id)) continue;
      pace?.later(thing.id);
      isWorthIt = (await act(thing)) || isWorthIt;
    }
    after = things.length < PAGE ? undefined : things.at(-1)?.id;
  } while (after !== undefined);
  pace?.keepOnly(open);
  return isWorthIt;
}
