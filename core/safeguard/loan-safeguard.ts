// Whether what a listing states is there: its guarantors have signed in every place, and its collateral is registered
// and worth enough.
import { type Refused, refuse } from '../kit/result.ts';
import type { Loan } from '../loan/loan.ts';
import { rateText } from '../money/figure-text.ts';
import type { ProductTerms } from '../product/product.ts';
import { productOfLoan } from '../product/version-need.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import type { Collateral } from './collateral.ts';
import { type GuaranteeCommitment, isBinding, payersAsked } from './commitment.ts';
import { loanToValue } from './loan-to-value.ts';

/**
 * What is promised for a loan, and by whom.
 *
 * @example loanPromiseNeeds('a', { list: () => [] }) // [{ list: 'commitmentsOfLoan', key: 'a' }]
 */
export function loanPromiseNeeds(loanId: string, known: KnownWorld): readonly Need[] {
  return [
    { list: 'commitmentsOfLoan', key: loanId },
    ...known
      .list('commitmentsOfLoan', loanId)
      .filter(isBinding)
      .map(({ guarantorId }) => ({ fact: 'guarantor' as const, key: guarantorId })),
  ];
}

/**
 * Whether a loan may be listed with the safeguard that is stated; needs `loanPromiseNeeds`.
 *
 * @example
 * refusedForPromises(
 *   { get: () => ({ terms: GUARANTEED_LOAN, makerId: 'a' }), list: () => [] },
 *   { id: 'a', productCode: 'guaranteed_loan', productVersion: 1, safeguard: 'guarantee' },
 * )
 * // refuse('step_skipped', { step: 'guarantee_commitment' })
 * @returns `step_skipped` while a place is empty, `guarantor_suspended` where one that signed is not active now.
 */
export function refusedForPromises(world: World, loan: Loan): Refused | undefined {
  const promises = promisesOf(world, loan);
  if (promises === undefined) return refuse('step_skipped', { step: 'guarantee_commitment' });
  const areActive = promises.every(
    ({ guarantorId }) => world.get('guarantor', guarantorId)?.standing?.status === 'active',
  );
  return areActive ? undefined : refuse('guarantor_suspended');
}

/**
 * Whether everybody who has to stand behind a loan still does; a suspended guarantor is bound by what it signed.
 *
 * @example
 * arePromisesKept(
 *   { get: () => ({ terms: SMALL_CREDIT_LOAN, makerId: 'a' }), list: () => [] },
 *   { id: 'a', productCode: 'small_credit_loan', productVersion: 1, safeguard: 'none' },
 * )
 * // true
 */
export function arePromisesKept(world: World, loan: Loan): boolean {
  const promises = promisesOf(world, loan);
  return (
    promises?.every(
      ({ guarantorId }) => world.get('guarantor', guarantorId)?.standing?.status !== 'failed',
    ) === true
  );
}

/** One for each place, in the order of payment; nothing while a place is empty. */
function promisesOf(world: World, loan: Loan): readonly GuaranteeCommitment[] | undefined {
  const asked = payersAsked(productOfLoan(world, loan), loan.safeguard);
  if (asked === undefined) return [];
  const signed = world.list('commitmentsOfLoan', loan.id).filter(isBinding);
  const inPlace = asked.payers.flatMap((_, index) =>
    signed.filter(({ place }) => place === index + 1).slice(0, 1),
  );
  return inPlace.length === asked.payers.length ? inPlace : undefined;
}

/**
 * Whether the collateral that a listing names is this loan's own, registered, and worth enough.
 *
 * @param named what the listing names, as far as it is known.
 * @returns `collateral_missing`, `ltv_exceeded`.
 * @example
 * refusedForCollateral({ id: 'a', loanAmount: minorUnits(1n), security: 'mortgage' }, SECURED_LOAN, [])
 * // refuse('collateral_missing')
 */
export function refusedForCollateral(
  { id, loanAmount, security }: Pick<Loan, 'id' | 'loanAmount' | 'security'>,
  { collateral }: Pick<ProductTerms, 'collateral'>,
  named: readonly (Collateral | undefined)[],
): Refused | undefined {
  const isSecured = security !== undefined && security !== 'unsecured';
  if (named.length === 0) return isSecured ? refuse('collateral_missing') : undefined;
  const things = named.flatMap((one) => (one === undefined ? [] : [one]));
  const areOwn = things.every(
    (one) => one.loanId === id && one.commitmentId === undefined && one.state === 'registered',
  );
  if (things.length < named.length || !areOwn) return refuse('collateral_missing');
  const ltvMaxPpm = collateral?.ltvMaxPpm;
  const ltvPpm = loanToValue(loanAmount, things);
  if (ltvMaxPpm === undefined || ltvPpm === undefined || ltvPpm <= ltvMaxPpm) return undefined;
  return refuse('ltv_exceeded', { ltv: rateText(ltvPpm), cap: rateText(ltvMaxPpm) });
}
