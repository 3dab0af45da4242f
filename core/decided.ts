// The yes of a rule that moves no money.
import type { Decision } from './decision.ts';
import type { MutuaEvent } from './events.ts';
import { type Accepted, ok } from './kit/result.ts';

/**
 * These events and no transfer.
 *
 * @example decided() // ok({ events: [], transfers: [] })
 */
export function decided(...events: readonly MutuaEvent[]): Accepted<Decision> {
  return ok({ events, transfers: [] });
}
