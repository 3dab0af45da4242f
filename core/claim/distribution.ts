// Distribution 回款分配: what a borrower pays, split over the claims of the day, to the minor unit.
import { invalid, ok, type Result } from '../kit/result.ts';
import { allocate } from '../money/allocate.ts';
import { type MinorUnits, minus, sum, ZERO } from '../money/minor-units.ts';

/** The components that go to the holders of the claims; fees go elsewhere. */
export type HolderComponent = 'principal' | 'interest' | 'penalty';

/** A rounding unit is one minor unit that a claim got beyond its whole share. Ties go by their number, in this order. */
const HOLDER_COMPONENTS: readonly HolderComponent[] = ['penalty', 'interest', 'principal'];

/** How a claim stands between two payments. */
export interface ClaimStanding {
  readonly id: string;
  readonly outstanding: MinorUnits;
  /** The claim units; they decide only where no principal is outstanding any more. */
  readonly units: bigint;
  /** How many rounding units it has had so far. */
  readonly roundingUnits: number;
}

/** One holder's part of one payment. */
export type ClaimPayment = { readonly claimId: string } & Readonly<
  Record<HolderComponent, MinorUnits>
>;

export interface Distribution {
  /** In the order of the claims' ids, as all lists here. */
  readonly payments: readonly ClaimPayment[];
  /** How the claims stand afterwards: what the next payment is split over. */
  readonly claims: readonly ClaimStanding[];
}

/**
 * The claims of a loan that was just disbursed.
 *
 * @example newClaims([{ id: 'b', amount: minorUnits(60n) }, { id: 'a', amount: minorUnits(40n) }])[0]
 * // { id: 'a', outstanding: minorUnits(40n), units: 40n, roundingUnits: 0 }
 */
export function newClaims(
  parts: readonly { readonly id: string; readonly amount: MinorUnits }[],
): ClaimStanding[] {
  return parts
    .map(({ id, amount }) => ({
      id,
      outstanding: amount,
      units: amount as bigint,
      roundingUnits: 0,
    }))
    .toSorted(byId);
}

/**
 * Splits one payment over the claims: every component by the outstanding principal of each claim just
 * before it, by largest remainder; of equal remainders the one goes first that has had the fewest rounding
 * units so far, then by id. So no share is negative, the shares add up, no claim ever gets more principal
 * than it has outstanding, and when the loan is repaid every claim ends at exactly 0.
 *
 * The same function serves a live payment and a whole schedule; what it returns is what it takes next.
 *
 * @returns a refusal naming `claims`, or the component that is negative or more than is outstanding.
 * @example distribute({ principal: minorUnits(10n), interest: minorUnits(1n) }, newClaims([
 *   { id: 'a', amount: minorUnits(50n) }, { id: 'b', amount: minorUnits(50n) },
 * ])).value.payments
 * // [
 * //   { claimId: 'a', penalty: ZERO, interest: minorUnits(1n), principal: minorUnits(5n) },
 * //   { claimId: 'b', penalty: ZERO, interest: ZERO, principal: minorUnits(5n) },
 * // ]
 */
export function distribute(
  components: Partial<Readonly<Record<HolderComponent, MinorUnits>>>,
  claims: readonly ClaimStanding[],
): Result<Distribution> {
  const ordered = isOrdered(claims) ? claims : claims.toSorted(byId);
  const outstanding = sum(ordered.map((claim) => claim.outstanding));
  const weights = ordered.map((claim) => (outstanding > 0n ? claim.outstanding : claim.units));
  if (weights.some((weight) => weight < 0n) || weights.every((weight) => weight === 0n)) {
    return invalid('claims', 'There must be claims with something outstanding, or with units.');
  }
  if (ordered.some(({ id }, index) => id === ordered[index - 1]?.id)) {
    return invalid('claims', 'Each claim must have an id of its own.');
  }
  for (const component of HOLDER_COMPONENTS) {
    if ((components[component] ?? ZERO) < 0n) return invalid(component, 'It must not be negative.');
  }
  if ((components.principal ?? ZERO) > outstanding) {
    return invalid('principal', 'It must be at most what the claims have outstanding.');
  }
  return ok(split(components, ordered, weights));
}

function split(
  components: Partial<Readonly<Record<HolderComponent, MinorUnits>>>,
  claims: readonly ClaimStanding[],
  weights: readonly bigint[],
): Distribution {
  let roundingUnits: readonly number[] = claims.map((claim) => claim.roundingUnits);
  const shares: Record<HolderComponent, readonly MinorUnits[]> = {
    principal: [],
    interest: [],
    penalty: [],
  };
  for (const component of HOLDER_COMPONENTS) {
    const allocation = allocate(components[component] ?? ZERO, weights, roundingUnits);
    shares[component] = allocation.shares;
    roundingUnits = allocation.roundingUnits;
  }
  const shareOf = (component: HolderComponent, index: number) => shares[component][index] ?? ZERO;
  return {
    payments: claims.map(({ id }, index) => ({
      claimId: id,
      penalty: shareOf('penalty', index),
      interest: shareOf('interest', index),
      principal: shareOf('principal', index),
    })),
    claims: claims.map((claim, index) => ({
      ...claim,
      outstanding: minus(claim.outstanding, shareOf('principal', index)),
      roundingUnits: roundingUnits[index] ?? 0,
    })),
  };
}

function isOrdered(claims: readonly ClaimStanding[]): boolean {
  return claims.every((claim, index) => index === 0 || (claims[index - 1]?.id ?? '') <= claim.id);
}

/** By the code units of the ids, which is the same everywhere. */
function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}
