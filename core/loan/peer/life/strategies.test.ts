import { describe, expect, it } from 'vitest';
import { type MinorUnits, minorUnits, sum, ZERO } from '../../../money/minor-units.ts';
import { dayOf } from '../../../time/day.ts';
import { amountsOf, type Component } from '../../repay/components.ts';
import { type OpenInstalment, splitByWaterfall } from '../../repay/waterfall.ts';
import { PEER_STRATEGIES, peerWaterfall } from './strategies.ts';
import type { PeerAllocation, PeerStrategy } from './terms.ts';

const DAY = dayOf(2026, 3, 1);

/** Everything costs ten, but principal a hundred. */
const OPEN = amountsOf({
  ...{ penalty: minorUnits(10n), fee: minorUnits(10n) },
  ...{ interest: minorUnits(10n), principal: minorUnits(100n) },
});
const LATE: OpenInstalment = { dueDay: dayOf(2026, 2, 1), open: OPEN };
const NEXT: OpenInstalment = { dueDay: dayOf(2026, 4, 1), open: OPEN };

/** The components in the order in which money meets them, one letter each: p, f, i and P. */
function order(strategy: PeerStrategy, instalments: readonly OpenInstalment[]): string {
  const letters: Readonly<Record<Component, string>> = {
    ...{ penalty: 'p', fee: 'f', interest: 'i', principal: 'P' },
  };
  const pastDue = instalments.includes(LATE);
  const waterfall = peerWaterfall({ kind: 'strategy', strategy }, 'repayment', pastDue);
  const { parts } = splitByWaterfall(minorUnits(10_000n), DAY, instalments, waterfall);
  return parts.map(({ component }) => letters[component]).join('');
}

describe('a strategy of the older engine', () => {
  it.each<[PeerStrategy, string, string]>([
    ['penalties_fees_interest_principal', 'pfiP', 'pfiP'],
    ['creocore_unique', 'pfiP', 'pfiP'],
    ['interest_principal_penalties_fees', 'iPpf', 'iPpf'],
    ['principal_interest_penalties_fees', 'Pipf', 'Pipf'],
    ['overdue_due_fee_interest_principal', 'pfiP', 'pfiP'],
    ['early_repayment', 'iPpf', 'P'],
    [
      'due_penalty_fee_interest_principal_in_advance_principal_penalty_fee_interest',
      'pfiP',
      'Ppfi',
    ],
    [
      'due_penalty_interest_principal_fee_in_advance_penalty_interest_principal_fee',
      'piPf',
      'piPf',
    ],
  ])('%s meets what is past due as %s and what is in advance as %s', (strategy, late, next) => {
    expect(order(strategy, [LATE])).toBe(late);
    expect(order(strategy, [NEXT])).toBe(next);
  });

  it('takes charges that have come due first, even inside an instalment that has not', () => {
    const chargesDue = { penalty: ZERO, fee: minorUnits(4n) };
    const next = { ...NEXT, chargesDue };
    expect(
      order('due_penalty_fee_interest_principal_in_advance_principal_penalty_fee_interest', [next]),
    ).toBe('fPpfi');
    expect(
      order('due_penalty_interest_principal_fee_in_advance_penalty_interest_principal_fee', [next]),
    ).toBe('fpiPf');
  });

  it('of overdue interest first pays all interest that has come due, and principal only then', () => {
    const due: OpenInstalment = { dueDay: DAY, open: OPEN };
    expect(order('overdue_due_fee_interest_principal', [LATE, due, NEXT])).toBe('pfipfiPPPpfi');
    expect(order('overdue_due_fee_interest_principal', [due, NEXT])).toBe('pfiPpfiP');
  });

  it('asks for every component of what has come due, each once', () => {
    for (const { usual, whilePastDue = usual } of Object.values(PEER_STRATEGIES)) {
      for (const { places } of [usual, whilePastDue]) {
        for (const bucket of ['past_due', 'due']) {
          const asked = places.filter((place) => place.bucket === bucket);
          expect(new Set(asked.map(({ component }) => component)).size).toBe(4);
          expect(asked).toHaveLength(4);
        }
      }
    }
  });
});

describe('the rules of the newer engine', () => {
  const rules: PeerAllocation = {
    kind: 'rules',
    processing: 'horizontal',
    rules: [
      { transaction: 'default', inAdvance: 'next_instalment' },
      {
        transaction: 'goodwill_credit',
        inAdvance: 'last_instalment',
        places: [
          { bucket: 'due', component: 'interest' },
          { bucket: 'past_due', component: 'interest' },
          { bucket: 'due', component: 'principal' },
        ],
      },
    ],
  };

  it('are those of the kind of payment, or else the default', () => {
    expect(peerWaterfall(rules, 'goodwill_credit', false).inAdvance).toBe('last_instalment');
    expect(peerWaterfall(rules, 'payout_refund', false).inAdvance).toBe('next_instalment');
    expect(peerWaterfall({ ...rules, rules: [] }, 'repayment', false)).toMatchObject({
      inAdvance: 'next_instalment',
    });
  });

  it('horizontally take all places of a bucket together, vertically as they stand', () => {
    const buckets = (processing: 'horizontal' | 'vertical') =>
      peerWaterfall({ ...rules, processing }, 'goodwill_credit', false).places.map(
        ({ bucket }) => bucket,
      );
    expect(buckets('horizontal')).toEqual(['due', 'due', 'past_due']);
    expect(buckets('vertical')).toEqual(['due', 'past_due', 'due']);
  });

  it('take penalty, fee, principal and interest where no order is given', () => {
    const waterfall = peerWaterfall(rules, 'repayment', false);
    const { parts } = splitByWaterfall(minorUnits(10_000n), DAY, [LATE], waterfall);
    expect(parts.map(({ component }) => component)).toEqual([
      ...['penalty', 'fee', 'principal', 'interest'],
    ]);
    const paid: MinorUnits = sum(parts.map(({ amount }) => amount));
    expect(paid).toBe(130n);
  });
});
