// The names that are given here: of people, organisations, licences and products.
import { invalid, type Refused } from '../kit/result.ts';

/** Most characters of a name. */
export const NAME_LENGTH_MAX = 100;

/** Control characters, line breaks of every kind among them. */
const NOT_IN_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * The refusal of what cannot be a name: it has 1 to 100 characters beside the spaces around it, and stands on one
 * line. No bank takes another one.
 *
 * @param field that the refusal names.
 * @example refusedForName('林薇', 'name') // undefined
 */
export function refusedForName(name: string, field: string): Refused | undefined {
  const { length } = name.trim();
  if (length < 1 || length > NAME_LENGTH_MAX) {
    return invalid(field, `It must have 1 to ${NAME_LENGTH_MAX} characters.`);
  }
  return NOT_IN_A_LINE.test(name)
    ? invalid(field, 'It must be one line, without control characters.')
    : undefined;
}
