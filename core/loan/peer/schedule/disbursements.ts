// What each disbursement leaves to be repaid by instalments, and what of it is due back at once.
import {
  least,
  type MinorUnits,
  minus,
  roundToMultiple,
  scale,
  ZERO,
} from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
import type { PeerTerms } from './terms.ts';

/** One disbursement, divided. */
export interface LentPart {
  readonly day: Day;
  /** Due back on the same day, as a row of its own where it is more than 0. */
  readonly downPayment: MinorUnits;
  /** Repaid by instalments. */
  readonly financed: MinorUnits;
}

/**
 * The disbursements of the terms in date order; before the first one, the whole principal as it is
 * expected on the day of the application. The down payment is a share of each, rounded, and rounded
 * again to the step of the instalments.
 *
 * @example lentParts({ ...PEER_DEFAULTS, submittedDay: dayOf(2024, 1, 1), principal: minorUnits(100n), annualRate: fraction(0n), instalments: 2, downPaymentShare: fraction(1n, 4n) })
 *   // [{ day: dayOf(2024, 1, 1), downPayment: 25n, financed: 75n }]
 */
export function lentParts(terms: PeerTerms): LentPart[] {
  const disbursements =
    terms.disbursements.length > 0
      ? terms.disbursements
      : [{ day: terms.submittedDay, amount: terms.principal }];
  return disbursements.map(({ day, amount }) => {
    const downPayment = downPaymentOf(terms, amount);
    return { day, downPayment, financed: minus(amount, downPayment) };
  });
}

function downPaymentOf(terms: PeerTerms, amount: MinorUnits): MinorUnits {
  if (terms.downPaymentShare === undefined) return ZERO;
  const share = scale(amount, terms.downPaymentShare, terms.rounding);
  const step = terms.instalmentStep;
  return least(amount, step === undefined ? share : roundToMultiple(share, step, terms.rounding));
}
