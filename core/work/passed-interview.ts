// What an approval asks of interviews: the last one has to be passed.
import type { Case } from './case.ts';

/**
 * The last interview about a loan that was not called off.
 *
 * @param cases all cases about the loan.
 * @example lastInterview([]) // undefined
 */
export function lastInterview(cases: readonly Case[]): Case | undefined {
  return cases
    .filter(({ caseKind, state }) => caseKind === 'interview' && state !== 'cancelled')
    .reduce<Case | undefined>(
      (last, one) => (last === undefined || one.openedAt >= last.openedAt ? one : last),
      undefined,
    );
}

/**
 * Whether a loan waits for an interview: one that its product asks for, or one that somebody of the staff has asked
 * for, until it is held and passed.
 *
 * @example isInterviewMissing({ needsInterview: true }, []) // true
 */
export function isInterviewMissing(
  { needsInterview = false }: { readonly needsInterview?: boolean },
  cases: readonly Case[],
): boolean {
  const last = lastInterview(cases);
  if (last === undefined) return needsInterview;
  return last.state !== 'closed' || last.result !== 'passed';
}
