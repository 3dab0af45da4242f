// How a loan stands for its borrower: the mark of its state, and what comes next.
import type { LoanForBorrower, LoanRow } from '@mutua/contract/loan/servicing.ts';
import type { Status } from '../../ui/kit/status-mark.tsx';

type Stood = Pick<LoanRow, 'state' | 'actions' | 'arrears'>;

/** The step that comes next: the borrower's own, or whom it waits for. */
export type NextStep =
  | 'accept_terms'
  | 'request_mandate'
  | 'sign_contract'
  | 'accept_reschedule'
  | 'repay'
  | 'wait_check'
  | 'wait_decision'
  | 'wait_listing'
  | 'wait_funding'
  | 'wait_payout'
  | 'wait_due'
  | 'ended';

/** What the borrower can do goes before whom it waits for. */
export function nextStepOf({ state, actions }: Pick<Stood, 'state' | 'actions'>): NextStep {
  for (const act of OWN_ACTS) if (actions.includes(act)) return act;
  switch (state) {
    case 'applied':
      return 'wait_check';
    case 'assessed':
      return 'wait_decision';
    case 'approved':
    case 'listed':
      return 'wait_listing';
    case 'funding':
      return 'wait_funding';
    case 'funded':
      return 'wait_payout';
    case 'closed':
    case 'rejected':
    case 'withdrawn':
    case 'failed':
      return 'ended';
    default:
      return 'wait_due';
  }
}

const OWN_ACTS = [
  'accept_terms',
  'accept_reschedule',
  'request_mandate',
  'sign_contract',
  'repay',
] as const;

/** Whether it is the borrower's turn. */
export function isOwnTurn(step: NextStep): boolean {
  return OWN_ACTS.some((act) => act === step);
}

/** After day 30 the mark darkens; lost is what is written off. */
const DEEP_DAYS = 30;
const LOST_DAYS = 90;

export function statusOf({ state, arrears }: Pick<Stood, 'state' | 'arrears'>): Status {
  if (state === 'written_off' || state === 'rejected' || state === 'failed') return 'lost';
  if (arrears !== undefined) {
    if (arrears.daysOverdue > LOST_DAYS) return 'lost';
    if (arrears.daysOverdue > DEEP_DAYS) return 'lateDeep';
    return state === 'overdue' || state === 'defaulted' ? 'late' : 'grace';
  }
  if (state === 'repaying' || state === 'disbursed') return 'ok';
  return state === 'closed' ? 'yours' : 'pending';
}

/** Whether money is owed. */
export function isOwed({ state }: Pick<LoanForBorrower, 'state'>): boolean {
  return ['disbursed', 'repaying', 'overdue', 'defaulted', 'written_off'].includes(state);
}
