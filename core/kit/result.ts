// An expected no is a value, not an exception: a code of the glossary with its data.
import type { RefusalCode } from './refusal-codes.ts';

/**
 * One refusal. `data` fills the placeholders of the code's text, in the glossary's names
 * (`field` and `detail` for `invalid_input`, `values` for `several_solutions`, and so on).
 */
export interface Refusal {
  readonly code: RefusalCode;
  readonly data: Readonly<Record<string, string>>;
}

export interface Accepted<Value> {
  readonly ok: true;
  readonly value: Value;
}

export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
}

export type Result<Value> = Accepted<Value> | Refused;

/**
 * A yes with its value.
 *
 * @example ok(3) // { ok: true, value: 3 }
 */
export function ok<Value>(value: Value): Accepted<Value> {
  return { ok: true, value };
}

/**
 * A no with its code and the data for its text.
 *
 * @example refuse('unknown_function', { name: 'XYZ' })
 * // { ok: false, refusal: { code: 'unknown_function', data: { name: 'XYZ' } } }
 */
export function refuse(code: RefusalCode, data: Readonly<Record<string, string>> = {}): Refused {
  return { ok: false, refusal: { code, data } };
}

/**
 * The commonest no: one field, named as the sender wrote it, and what is wrong with it.
 *
 * @example invalid('principal', 'It must be greater than 0.')
 * // { ok: false, refusal: { code: 'invalid_input', data: { field: 'principal', detail: 'It must be greater than 0.' } } }
 */
export function invalid(field: string, detail: string): Refused {
  return refuse('invalid_input', { field, detail });
}
