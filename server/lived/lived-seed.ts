// The seed of every past, so that all have the same, and what is drawn from it.
import { createHash } from 'node:crypto';

/** Under which every past is lived, unless a test wants another. */
export const PAST_SEED = 20_261_122;

export function livedSeed(seed: number = PAST_SEED): number {
  return createHash('sha256').update(`mutua past ${seed}`).digest().readUInt32BE();
}
