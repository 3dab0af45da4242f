// The peers' waterfalls as data for our one engine (core/loan/repay/waterfall.ts).
//
// Orders: the names of the strategies in Apache Fineract, and its documentation of them.
import type { Component } from '../../repay/components.ts';
import {
  BUCKETS,
  type Bucket,
  placesInOrder,
  type Waterfall,
  type WaterfallPlace,
} from '../../repay/waterfall.ts';
import type { PeerAllocation, PeerAllocationRule, PeerPaymentKind, PeerStrategy } from './terms.ts';

/** One waterfall, or two: another one while something is past due. */
interface StrategyWaterfalls {
  readonly usual: Waterfall;
  readonly whilePastDue?: Waterfall;
}

/** The newer engine's order where the terms give none: penalty, fee, principal, interest. */
export const ADVANCED_PLACES: readonly WaterfallPlace[] = placesInOrder(BUCKETS, [
  'penalty',
  'fee',
  'principal',
  'interest',
]);

const COME_DUE: readonly Bucket[] = ['past_due', 'due'];
const CHARGES_THEN_INTEREST: readonly Component[] = ['penalty', 'fee', 'interest'];

/** The older engine's strategies. All finish one instalment after the other in the order of their due days. */
export const PEER_STRATEGIES: Readonly<Record<PeerStrategy, StrategyWaterfalls>> = {
  penalties_fees_interest_principal: {
    usual: inTurn(placesInOrder(BUCKETS, ['penalty', 'fee', 'interest', 'principal'])),
  },
  creocore_unique: {
    usual: inTurn(placesInOrder(BUCKETS, ['penalty', 'fee', 'interest', 'principal'])),
  },
  interest_principal_penalties_fees: {
    usual: inTurn(placesInOrder(BUCKETS, ['interest', 'principal', 'penalty', 'fee'])),
  },
  principal_interest_penalties_fees: {
    usual: inTurn(placesInOrder(BUCKETS, ['principal', 'interest', 'penalty', 'fee'])),
  },
  // While something is past due: first charges and interest of all that has come due, then principal.
  overdue_due_fee_interest_principal: {
    usual: inTurn(placesInOrder(BUCKETS, ['penalty', 'fee', 'interest', 'principal'])),
    whilePastDue: inTurn([
      ...placesInOrder(COME_DUE, CHARGES_THEN_INTEREST),
      ...placesInOrder(BUCKETS, ['principal']),
      ...placesInOrder(['in_advance'], CHARGES_THEN_INTEREST),
    ]),
  },
  // In advance only principal is taken.
  early_repayment: {
    usual: inTurn([
      ...placesInOrder(COME_DUE, ['interest', 'principal', 'penalty', 'fee']),
      ...placesInOrder(['in_advance'], ['principal']),
    ]),
  },
  due_penalty_fee_interest_principal_in_advance_principal_penalty_fee_interest: {
    usual: inTurn([
      ...placesInOrder(COME_DUE, ['penalty', 'fee', 'interest', 'principal']),
      { bucket: 'in_advance', component: 'penalty', chargesDueOnly: true },
      { bucket: 'in_advance', component: 'fee', chargesDueOnly: true },
      ...placesInOrder(['in_advance'], ['principal', 'penalty', 'fee', 'interest']),
    ]),
  },
  due_penalty_interest_principal_fee_in_advance_penalty_interest_principal_fee: {
    usual: inTurn([
      ...placesInOrder(COME_DUE, ['penalty', 'interest', 'principal', 'fee']),
      { bucket: 'in_advance', component: 'penalty', chargesDueOnly: true },
      { bucket: 'in_advance', component: 'fee', chargesDueOnly: true },
      ...placesInOrder(['in_advance'], ['penalty', 'interest', 'principal', 'fee']),
    ]),
  },
};

/**
 * The waterfall that a payment of a kind meets.
 *
 * @param pastDue whether something is past due on its day.
 * @example
 * peerWaterfall({ kind: 'rules', processing: 'vertical', rules: [] }, 'repayment', false)
 * // { places: ADVANCED_PLACES, processing: 'vertical', inAdvance: 'next_instalment' }
 */
export function peerWaterfall(
  allocation: PeerAllocation,
  kind: PeerPaymentKind,
  pastDue: boolean,
): Waterfall {
  if (allocation.kind === 'strategy') {
    const { usual, whilePastDue } = PEER_STRATEGIES[allocation.strategy];
    return (pastDue && whilePastDue) || usual;
  }
  const rule = ruleFor(allocation.rules, kind) ?? ruleFor(allocation.rules, 'default');
  const { processing } = allocation;
  const places = rule?.places ?? ADVANCED_PLACES;
  return {
    places: processing === 'horizontal' ? byBucket(places) : places,
    processing,
    inAdvance: rule?.inAdvance ?? 'next_instalment',
  };
}

function ruleFor(
  rules: readonly PeerAllocationRule[],
  transaction: PeerAllocationRule['transaction'],
): PeerAllocationRule | undefined {
  return rules.find((rule) => rule.transaction === transaction);
}

/** Horizontally, all places of a bucket are one step, at the place of its first one. */
function byBucket(places: readonly WaterfallPlace[]): readonly WaterfallPlace[] {
  const buckets = [...new Set(places.map(({ bucket }) => bucket))];
  return buckets.flatMap((bucket) => places.filter((place) => place.bucket === bucket));
}

function inTurn(places: readonly WaterfallPlace[]): Waterfall {
  return { places, processing: 'horizontal', inAdvance: 'next_instalment' };
}
