// Whether what a product says of its safeguards and its collateral can be kept.
import { invalid, type Refused } from '../kit/result.ts';
import { PARTNER_KINDS, type PartnerKind } from '../people/client.ts';
import { type ProductTerms, SAFEGUARDS } from './product.ts';
import {
  GUARANTEE_COVERS,
  type GuaranteeTerms,
  type PrincipalOnlyTerms,
  type ReserveTerms,
  type SafeguardTerms,
} from './safeguard-terms.ts';

const MILLION = 1_000_000;
/** After so many days nobody calls it a compensation any more. */
const COMPENSATION_DAY_MAX = 90;
/** How many stand behind a loan, one after the other. */
const PLACES = { guarantee: 1, dual_guarantee: 2, principal_only: 1 } as const;

/**
 * Every safeguard but `none` has its terms, and there are no others; secured loans have a limit of loan to value.
 *
 * @example checkSafeguardTerms(SMALL_CREDIT_LOAN) // undefined
 */
export function checkSafeguardTerms(
  product: Pick<ProductTerms, 'safeguards' | 'safeguardTerms' | 'securities' | 'collateral'>,
): Refused | undefined {
  const { safeguards, safeguardTerms: terms = {} } = product;
  for (const safeguard of SAFEGUARDS) {
    if (safeguard === 'none') continue;
    const isStated = safeguards.includes(safeguard);
    // A plan, or a guarantee, may be paid out of a reserve by which alone no loan is covered.
    const isBehind = safeguard === 'reserve' && paysFromReserve(terms);
    if (isStated === (terms[safeguard] !== undefined) || (isBehind && !isStated)) continue;
    const sentence = isStated ? 'It is missing.' : 'There is no such safeguard here.';
    return invalid(`safeguardTerms.${safeguard}`, sentence);
  }
  return (
    checkGuarantee(terms.guarantee, 'guarantee', terms.reserve) ??
    checkGuarantee(terms.dual_guarantee, 'dual_guarantee', terms.reserve) ??
    checkPrincipalOnly(terms.principal_only, terms.reserve) ??
    checkReserve(terms.reserve) ??
    checkCollateral(product)
  );
}

/**
 * Whether a reserve pays where another safeguard is stated: after its guarantors, or for its plan.
 *
 * @example paysFromReserve({}) // false
 */
export function paysFromReserve({
  guarantee,
  dual_guarantee: dual,
  principal_only,
}: SafeguardTerms): boolean {
  const isThen = guarantee?.thenReserve === true || dual?.thenReserve === true;
  return isThen || principal_only?.fromReserve === true;
}

function checkGuarantee(
  terms: GuaranteeTerms | undefined,
  safeguard: 'guarantee' | 'dual_guarantee',
  reserve: ReserveTerms | undefined,
): Refused | undefined {
  if (terms === undefined) return undefined;
  const field = `safeguardTerms.${safeguard}`;
  if (!GUARANTEE_COVERS.includes(terms.cover)) {
    return invalid(`${field}.cover`, 'It is not among the choices.');
  }
  if (terms.thenReserve === true) {
    if (reserve === undefined)
      return invalid(`${field}.thenReserve`, 'The product has no reserve.');
    if (reserve.compensationDay < terms.compensationDay) {
      return invalid(`${field}.thenReserve`, 'The reserve pays after the guarantor, not before.');
    }
  }
  return checkPayment(terms, field) ?? checkPayers(terms.payers, PLACES[safeguard], field);
}

function checkPrincipalOnly(
  terms: PrincipalOnlyTerms | undefined,
  reserve: ReserveTerms | undefined,
): Refused | undefined {
  if (terms === undefined) return undefined;
  const field = 'safeguardTerms.principal_only';
  if (!isWithin(terms.ceilingPpm, 1, MILLION)) {
    return invalid(`${field}.ceilingPpm`, `It must be a whole number from 1 to ${MILLION}.`);
  }
  if (terms.fromReserve !== true) {
    return checkPayment(terms, field) ?? checkPayers(terms.payers, PLACES.principal_only, field);
  }
  if (reserve === undefined) return invalid(`${field}.fromReserve`, 'The product has no reserve.');
  return checkPayment(terms, field) ?? checkPayers(terms.payers, 0, field);
}

function checkReserve(terms: ReserveTerms | undefined): Refused | undefined {
  if (terms === undefined) return undefined;
  const field = 'safeguardTerms.reserve';
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(terms.scheme)) {
    return invalid(`${field}.scheme`, 'It must be in snake case.');
  }
  return checkDay(terms.compensationDay, field);
}

function checkPayment(
  terms: Pick<GuaranteeTerms, 'compensationDay' | 'lossReliefPpm'>,
  field: string,
): Refused | undefined {
  if (!isWithin(terms.lossReliefPpm, 0, MILLION)) {
    return invalid(`${field}.lossReliefPpm`, `It must be a whole number from 0 to ${MILLION}.`);
  }
  return checkDay(terms.compensationDay, field);
}

function checkDay(compensationDay: number, field: string): Refused | undefined {
  return isWithin(compensationDay, 1, COMPENSATION_DAY_MAX)
    ? undefined
    : invalid(
        `${field}.compensationDay`,
        `It must be a whole number from 1 to ${COMPENSATION_DAY_MAX}.`,
      );
}

function checkPayers(
  payers: readonly (readonly PartnerKind[])[],
  places: number,
  field: string,
): Refused | undefined {
  const isWhole =
    payers.length === places &&
    payers.every(
      (trades) => trades.length > 0 && trades.every((trade) => PARTNER_KINDS.includes(trade)),
    );
  return isWhole
    ? undefined
    : invalid(`${field}.payers`, 'Every place must have its trades, and there is no other place.');
}

function checkCollateral({
  securities,
  collateral,
}: Pick<ProductTerms, 'securities' | 'collateral'>): Refused | undefined {
  const isSecured = securities.some((security) => security !== 'unsecured');
  if (collateral === undefined) {
    return isSecured ? invalid('collateral', 'It is missing.') : undefined;
  }
  if (!isSecured) return invalid('collateral', 'There is no such field here.');
  return isWithin(collateral.ltvMaxPpm, 1, MILLION)
    ? undefined
    : invalid('collateral.ltvMaxPpm', `It must be a whole number from 1 to ${MILLION}.`);
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
