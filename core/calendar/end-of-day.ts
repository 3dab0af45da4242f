// The end of the day 日终 as data: what is done for each loan whose next day of action has come, by its state, and for
// each case whose day has come.
//
// Every step may run again: the command that does it moves the loan's next day of action on, so what was done is
// not found a second time.
import type { LoanState } from '../loan/life.ts';

export interface EndOfDayStep {
  readonly name: EndOfDayStepName;
  /** By which day of which things it finds its work. */
  readonly finds: EndOfDayFinds;
  /** Of loans that are found by their next day of action: in which states they are worked by this step. */
  readonly states?: readonly LoanState[];
  /** The command of the calendar that works one loan, or one case. */
  readonly command: EndOfDayCommand;
}

/** What may wait for the end of a day: loans by one of their days, and cases. */
export type EndOfDayFinds =
  | 'loans_to_work'
  | 'loans_to_remind_of'
  /** They hold up no day: what waits is looked at again on the next. */
  | 'loans_to_compensate'
  | 'reserves_to_spend'
  | 'reserves_to_accrue'
  | 'cases_to_work';

export type EndOfDayStepName =
  | 'remind_borrowers'
  | 'expire_approvals'
  | 'open_funding'
  | 'close_funding'
  | 'lapse_unsigned'
  | 'claim_compensations'
  | 'work_loans'
  | 'spend_reserves'
  | 'accrue_reserves'
  | 'work_cases';
export type EndOfDayCommand =
  | 'RemindBorrower'
  | 'ExpireApproval'
  | 'OpenFunding'
  | 'CloseFunding'
  | 'LapseUnsigned'
  | 'ClaimCompensation'
  | 'WorkLoan'
  | 'SpendReserve'
  | 'AccrueReserve'
  | 'WorkCase';

/** In the order in which they are done: who is reminded on the due day is reminded before the collection. */
export const END_OF_DAY_STEPS: readonly EndOfDayStep[] = [
  { name: 'remind_borrowers', finds: 'loans_to_remind_of', command: 'RemindBorrower' },
  worked('expire_approvals', ['approved'], 'ExpireApproval'),
  worked('open_funding', ['listed'], 'OpenFunding'),
  worked('close_funding', ['funding'], 'CloseFunding'),
  worked('lapse_unsigned', ['funded'], 'LapseUnsigned'),
  { name: 'claim_compensations', finds: 'loans_to_compensate', command: 'ClaimCompensation' },
  worked(
    'work_loans',
    [
      ...(['applied', 'assessed'] as const),
      ...(['disbursed', 'repaying', 'overdue', 'defaulted', 'written_off'] as const),
    ],
    'WorkLoan',
  ),
  // After the loans, so that what borrowers and guarantors paid on the day is not asked of a reserve.
  { name: 'spend_reserves', finds: 'reserves_to_spend', command: 'SpendReserve' },
  { name: 'accrue_reserves', finds: 'reserves_to_accrue', command: 'AccrueReserve' },
  // After the loans, so that what was collected on the day counts for what was promised for it.
  { name: 'work_cases', finds: 'cases_to_work', command: 'WorkCase' },
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
  const isOpen: Readonly<Record<EndOfDayFinds, (step: EndOfDayStep) => boolean>> = {
    loans_to_work: ({ states = [] }) =>
      waiting.some(({ state, count }) => count > 0 && states.some((one) => one === state)),
    loans_to_remind_of: () => reminders > 0,
    loans_to_compensate: () => false,
    reserves_to_spend: () => false,
    reserves_to_accrue: () => false,
    cases_to_work: () => cases > 0,
  };
  return END_OF_DAY_STEPS.filter((step) => isOpen[step.finds](step)).map(({ name }) => name);
}

function worked(
  name: EndOfDayStepName,
  states: readonly LoanState[],
  command: EndOfDayCommand,
): EndOfDayStep {
  return { name, finds: 'loans_to_work', states, command };
}
