// Names on the wire: one line each, as the custodian and the payment provider take them.
import { NAME_LENGTH_MAX } from '@mutua/core/people/name.ts';
import Type from 'typebox';

/** No control character and no line break of any kind. */
export const NAME_PATTERN = '^[^\\p{Cc}\\p{Zl}\\p{Zp}]+$';

export const nameOnWire = (example: string, description?: string) =>
  Type.String({
    minLength: 1,
    maxLength: NAME_LENGTH_MAX,
    pattern: NAME_PATTERN,
    ...(description === undefined ? {} : { description }),
    examples: [example],
  });
