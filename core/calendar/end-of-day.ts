// The end of the day 日终 as data: what is done for each loan whose next day of action has come, by its state, and for
// each case whose day has come.
//
// Every step may run again: the command that does it moves the loan's next day of action on, so what was done is
// not found a second time.
import type { LoanState } from '../loan/life.ts';

export interface EndOfDayStep {
  readonly name: EndOfDayStepName;
  /** In which states a loan is worked by this step; left out: in any, by its reminder day. */
  readonly states?: readonly LoanState[];
  /** It works cases and no loans. */
  readonly isOfCases?: true;
  /** It works loans by their compensation day. It holds up no day: what waits is looked at again on the next. */
  readonly isOfCompensations?: true;
  /** The command of the calendar that works one loan, or one case. */
  readonly command: EndOfDayCommand;
}

export type EndOfDayStepName =
  | 'remind_borrowers'
  | 'expire_approvals'
  | 'open_funding'
  | 'close_funding'
  | 'lapse_unsigned'
  | 'claim_compensations'
  | 'work_loans'
  | 'work_cases';
export type EndOfDayCommand =
  | 'RemindBorrower'
  | 'ExpireApproval'
  | 'OpenFunding'
  | 'CloseFunding'
  | 'LapseUnsigned'
  | 'ClaimCompensation'
  | 'WorkLoan'
  | 'WorkCase';

/** In the order in which they are done: who is reminded on the due day is reminded before the collection. */
export const END_OF_DAY_STEPS: readonly EndOfDayStep[] = [
  { name: 'remind_borrowers', command: 'RemindBorrower' },
  { name: 'expire_approvals', states: ['approved'], command: 'ExpireApproval' },
  { name: 'open_funding', states: ['listed'], command: 'OpenFunding' },
  { name: 'close_funding', states: ['funding'], command: 'CloseFunding' },
  { name: 'lapse_unsigned', states: ['funded'], command: 'LapseUnsigned' },
  { name: 'claim_compensations', isOfCompensations: true, command: 'ClaimCompensation' },
  {
    name: 'work_loans',
    states: [
      ...(['applied', 'assessed'] as const),
      ...(['disbursed', 'repaying', 'overdue', 'defaulted', 'written_off'] as const),
    ],
    command: 'WorkLoan',
  },
  // After the loans, so that what was collected on the day counts for what was promised for it.
  { name: 'work_cases', isOfCases: true, command: 'WorkCase' },
];

/**
 * The steps that are still to be done, by the states of the loans that wait for them.
 *
 * @param reminders how many loans have a reminder that is not given yet.
 * @param cases how many cases wait for the calendar.
 * @example stepsOpen([{ state: 'repaying', count: 2 }], { reminders: 0, cases: 1 }) // ['work_loans', 'work_cases']
 */
export function stepsOpen(
  waiting: readonly { readonly state: string; readonly count: number }[],
  { reminders, cases }: { readonly reminders: number; readonly cases: number },
): readonly string[] {
  return END_OF_DAY_STEPS.filter(({ states, isOfCases, isOfCompensations }) => {
    if (isOfCompensations) return false;
    if (isOfCases) return cases > 0;
    if (states === undefined) return reminders > 0;
    return waiting.some(({ state, count }) => count > 0 && states.some((one) => one === state));
  }).map(({ name }) => name);
}
