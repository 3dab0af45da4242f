// The map of a loan's life: its states, and the only ways from one to another (glossary 5.1).

export type LoanState =
  | 'applied'
  | 'assessed'
  | 'approved'
  | 'listed'
  | 'funding'
  | 'funded'
  | 'disbursed'
  | 'repaying'
  | 'overdue'
  | 'defaulted'
  | 'written_off'
  | 'closed'
  | 'rejected'
  | 'withdrawn'
  | 'failed';

/** Who brings a transition about. */
export type TransitionActor =
  | 'borrower'
  | 'rule'
  | 'staff'
  | 'checker'
  | 'committee'
  | 'calendar'
  | 'custodian';

export interface Transition {
  readonly from: readonly LoanState[];
  readonly to: LoanState;
  readonly by: readonly TransitionActor[];
}

const BEFORE_DISBURSEMENT: readonly LoanState[] = [
  'applied',
  'assessed',
  'approved',
  'listed',
  'funding',
  'funded',
];

/** Every transition by the event that tells of it. An application begins a loan and so comes from nowhere. */
export const TRANSITIONS = {
  LoanApplied: way([], 'applied', ['borrower']),
  LoanAssessed: way(['applied'], 'assessed', ['rule', 'staff']),
  LoanReassessed: way(['assessed'], 'assessed', ['rule', 'staff']),
  LoanApproved: way(['assessed'], 'approved', ['rule', 'checker', 'committee']),
  LoanRejected: way(['applied', 'assessed'], 'rejected', ['rule', 'checker', 'committee']),
  LoanListed: way(['approved'], 'listed', ['checker']),
  FundingOpened: way(['listed'], 'funding', ['calendar']),
  LoanFunded: way(['funding'], 'funded', ['rule', 'calendar']),
  FundingFailed: way(['funding'], 'failed', ['calendar']),
  LoanDisbursed: way(['funded'], 'disbursed', ['custodian']),
  LoanWithdrawn: way(BEFORE_DISBURSEMENT, 'withdrawn', ['borrower', 'calendar', 'checker']),
  RepaymentStarted: way(['disbursed'], 'repaying', ['calendar']),
  LoanFellOverdue: way(['repaying'], 'overdue', ['calendar']),
  ArrearsCleared: way(['overdue'], 'repaying', ['rule']),
  LoanDefaulted: way(['repaying', 'overdue'], 'defaulted', ['calendar', 'checker']),
  DefaultCured: way(['defaulted'], 'repaying', ['rule', 'checker']),
  LoanWrittenOff: way(['defaulted'], 'written_off', ['checker']),
  LoanClosed: way(['repaying', 'overdue', 'defaulted', 'written_off'], 'closed', [
    'rule',
    'checker',
  ]),
} as const satisfies Readonly<Record<string, Transition>>;

export type TransitionName = keyof typeof TRANSITIONS;

/** States in which nothing is ever going to happen any more. */
export const FINAL_STATES: readonly LoanState[] = ['closed', 'rejected', 'withdrawn', 'failed'];

/** Why nothing is owed any more; `compromise`, `waived`, `collection_ended`: what was left is given up. */
export type CloseReason = (typeof CLOSE_REASONS)[number];

export const CLOSE_REASONS = [
  'repaid',
  'repaid_early',
  'recovered',
  'compromise',
  'waived',
  'collection_ended',
] as const;

/**
 * Whether this event may happen to a loan in that state.
 *
 * @example mayHappen('LoanFunded', 'listed') // false
 */
export function mayHappen(event: TransitionName, state: LoanState): boolean {
  const { from }: Transition = TRANSITIONS[event];
  return from.includes(state);
}

function way(
  from: readonly LoanState[],
  to: LoanState,
  by: readonly TransitionActor[],
): Transition {
  return { from, to, by };
}
