// What a peer's loan system is told about a loan's life: its terms, and what happened, in the order in which it came.
import type { MinorUnits } from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
import type { Component } from '../../repay/components.ts';
import type { InAdvanceRule, Waterfall, WaterfallPlace } from '../../repay/waterfall.ts';
import type { LifeSchedule } from './schedule.ts';

/** Money that is put against the loan by the waterfall, whatever it is called. */
export type PeerPaymentKind =
  | 'repayment'
  | 'down_payment'
  | 'goodwill_credit'
  | 'merchant_issued_refund'
  | 'payout_refund'
  | 'interest_payment_waiver'
  | 'charge_adjustment'
  | 'charge_refund'
  | 'interest_refund'
  | 'recovery_repayment';

/** The ways of the older engine, each with a waterfall of its own. */
export type PeerStrategy =
  | 'penalties_fees_interest_principal'
  | 'creocore_unique'
  | 'interest_principal_penalties_fees'
  | 'principal_interest_penalties_fees'
  | 'overdue_due_fee_interest_principal'
  | 'early_repayment'
  | 'due_penalty_fee_interest_principal_in_advance_principal_penalty_fee_interest'
  | 'due_penalty_interest_principal_fee_in_advance_penalty_interest_principal_fee';

/** For one kind of payment (or for those without a rule of their own): the order, and where money in advance goes. */
export interface PeerAllocationRule {
  readonly transaction: PeerPaymentKind | 'default';
  readonly inAdvance: InAdvanceRule;
  /** Left out: the newer engine's default order. */
  readonly places?: readonly WaterfallPlace[];
}

/** How payments are allocated: by a named strategy, or by rules for each kind of payment. */
export type PeerAllocation =
  | { readonly kind: 'strategy'; readonly strategy: PeerStrategy }
  | {
      readonly kind: 'rules';
      readonly processing: Waterfall['processing'];
      readonly rules: readonly PeerAllocationRule[];
    };

/** Everything that the engine needs to run a loan. */
export interface PeerLifeTerms {
  readonly schedule: LifeSchedule;
  readonly allocation: PeerAllocation;
  /** The down payment is taken on the day of the disbursement, without being sent. */
  readonly downPaymentAutoRepaid: boolean;
  /** In which order a chargeback is given back; absent: as principal. */
  readonly creditOrder?: readonly Component[];
  /** Whether a line is written for what each due instalment has earned. */
  readonly accrualActivity: boolean;
  /** On which day a charge counts as earned. */
  readonly chargeAccrual: 'due_day' | 'submitted_day';
}

/**
 * The terms of a life where only the schedule is given: payments by the engine's own default, nothing
 * taken by itself, charges earned when they fall due.
 *
 * @example
 * peerLifeTerms(
 *   peerLifeSchedule({
 *     ...PEER_DEFAULTS,
 *     submittedDay: dayOf(2026, 1, 1),
 *     principal: minorUnits(300n),
 *     annualRate: fraction(0n),
 *     instalments: 3,
 *   }),
 * ).allocation
 * // { kind: 'rules', processing: 'horizontal', rules: [] }
 */
export function peerLifeTerms(schedule: LifeSchedule): PeerLifeTerms {
  return {
    schedule,
    allocation:
      schedule.engine === 'cumulative'
        ? { kind: 'strategy', strategy: 'penalties_fees_interest_principal' }
        : { kind: 'rules', processing: 'horizontal', rules: [] },
    downPaymentAutoRepaid: false,
    accrualActivity: false,
    chargeAccrual: 'due_day',
  };
}

/**
 * Something that happened. `event` in a reference is the number of an earlier event, from 1.
 *
 * - `approve`: the principal may become another.
 * - `charge`: a fee or penalty with a due day of its own.
 * - `waive_charge`: what is still open of a charge is given up.
 * - `reverse`: a payment is taken back as if it had never been.
 * - `credit_balance_refund`: overpaid money is paid out.
 * - `chargeback`: money of an earlier payment is owed again.
 * - `end_of_day`: the work of the day before the business date (and of days that were left out).
 * - `set_future_rule`: from now on money in advance goes there.
 */
export type PeerLifeEvent =
  | { readonly type: 'business_date'; readonly day: Day }
  | { readonly type: 'approve'; readonly amount?: MinorUnits }
  | { readonly type: 'disburse'; readonly day: Day; readonly amount: MinorUnits }
  | {
      readonly type: 'payment';
      readonly kind: PeerPaymentKind;
      readonly day: Day;
      readonly amount: MinorUnits;
    }
  | {
      readonly type: 'charge';
      readonly component: 'penalty' | 'fee';
      readonly dueDay: Day;
      readonly amount: MinorUnits;
    }
  | { readonly type: 'waive_charge'; readonly event: number }
  | { readonly type: 'waive_interest'; readonly day: Day; readonly amount: MinorUnits }
  | { readonly type: 'reverse'; readonly event: number }
  | { readonly type: 'credit_balance_refund'; readonly day: Day; readonly amount: MinorUnits }
  | {
      readonly type: 'chargeback';
      readonly day: Day;
      readonly amount: MinorUnits;
      readonly event: number;
    }
  | { readonly type: 'charge_off'; readonly day: Day }
  | { readonly type: 'end_of_day' }
  | {
      readonly type: 'set_future_rule';
      readonly transaction: PeerAllocationRule['transaction'];
      readonly rule: InAdvanceRule;
    };
