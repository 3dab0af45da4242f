// Whether what a page asked for is not there: a day that is not closed, a loan that nobody has.
import type { ReadState } from '../api/use-read.ts';

export function isNotThere<Value>(read: ReadState<Value>): boolean {
  return read.kind === 'failed' && read.problem?.code === 'not_found';
}
