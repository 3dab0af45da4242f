// Reads many fields one after the other and remembers the first that cannot be read.
import type { Refused, Result } from '@mutua/core/kit/result.ts';

export interface Reading {
  /** The value, or the stand-in where it was refused. */
  readonly take: <Value>(read: Result<Value>, standIn: Value) => Value;
  /** The first refusal, if there was one: then no value that was taken may be used. */
  readonly refused: () => Refused | undefined;
}

export function startReading(): Reading {
  let first: Refused | undefined;
  return {
    take: (read, standIn) => {
      if (read.ok) return read.value;
      first ??= read;
      return standIn;
    },
    refused: () => first,
  };
}
