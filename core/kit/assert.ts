// A broken promise of the code itself: never an expected no, always a bug that stops the work.

/** Thrown when the code breaks its own promise; the caller rolls back and raises an alarm. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}

/**
 * States what must be true at this point, as a whole sentence.
 *
 * @example assert(1 + 1 === 2, 'One and one are two.') // undefined
 * @throws BrokenInvariant with the sentence, when the condition is false.
 */
export function assert(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new BrokenInvariant(sentence);
}

/**
 * Ends a switch over a union: the compiler refuses a case that was forgotten.
 *
 * @throws BrokenInvariant when a value from outside the union gets here all the same.
 */
export function never(value: never): never {
  throw new BrokenInvariant(`The value ${String(value)} is outside its union.`);
}
