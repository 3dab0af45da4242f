// An id of a thing: a UUID, made by whoever sends the command or by the door, never by a rule.
import { assert } from './assert.ts';
import { invalid, ok, type Result } from './result.ts';

declare const brand: unique symbol;

/** A UUID in lower case, known to be one. New ones are of version 7, so that they sort by time. */
export type Id = string & { readonly [brand]: 'Id' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * The id that the house itself made or kept.
 *
 * @example idOf('00000000-0000-7000-8000-000000000001') // '00000000-0000-7000-8000-000000000001'
 * @throws BrokenInvariant when the text is no UUID in lower case.
 */
export function idOf(text: string): Id {
  assert(UUID.test(text), 'An id is a UUID in lower case.');
  return text as Id;
}

/**
 * Reads an id as somebody outside writes it; capital letters are the same id.
 *
 * @param field the name under which a refusal speaks of the text.
 * @example readId('7', 'loanId') // invalid('loanId', 'It must be a UUID.')
 */
export function readId(text: string, field: string): Result<Id> {
  const lower = text.toLowerCase();
  return UUID.test(lower) ? ok(lower as Id) : invalid(field, 'It must be a UUID.');
}
