// Numbers that are counted on from 1, one after the other.

/** The last number that was given under a name. */
export interface Counter {
  readonly name: 'client';
  readonly value: number;
}
