// Subrogation 代位追偿: what was compensated is the payer's claim, and what the borrower pays of it later goes to the
// payer and not again to the lenders.
import type { Claim } from '../claim/claim.ts';
import { distribute, type HolderComponent } from '../claim/distribution.ts';
import { assert } from '../kit/assert.ts';
import type { AccountAddress } from '../ledger/account.ts';
import { type CashRole, cashAccount, reserveAccount } from '../ledger/addresses.ts';
import { openAmounts } from '../loan/repay/instalment-account.ts';
import type { WaterfallPart } from '../loan/repay/waterfall.ts';
import type { HolderPayment, RecoveredPart, Servicing } from '../loan/servicing.ts';
import type { Currency } from '../money/currency.ts';
import { greatest, least, type MinorUnits, minus, plus, sum, ZERO } from '../money/minor-units.ts';
import { claimPaymentFee } from '../product/lender-fees.ts';

type Amounts = Readonly<Record<HolderComponent, MinorUnits>>;

/** What a repayment brings to the holders. */
export interface ForHolders {
  /** Of what has fallen due, by instalments: interest without the operator's spread. */
  readonly parts: readonly WaterfallPart[];
  /** All of it, what is repaid early with it. */
  readonly components: Amounts;
}

/**
 * Splits what a repayment brings over the holders. Of what was compensated on an instalment, principal and interest go
 * to the payer first, and penalty charged until then to the lenders first. Principal that was compensated at once comes
 * back before the lenders' own. The rest is the lenders', or, where they have been paid off, the payer's.
 *
 * @example paymentsToHolders(
 *   { accounts: [], rules: { tariff: freeTariff(currency('CNY'), dayOf(2026, 1, 1)) } },
 *   [{ id: 'a', origin: 'disbursement', state: 'active', outstanding: minorUnits(9n), units: 9n, roundingUnits: 0 }],
 *   { parts: [], components: { principal: minorUnits(9n), interest: ZERO, penalty: ZERO } },
 * )
 * // [{
 * //   claimId: 'a', principal: minorUnits(9n), interest: ZERO, penalty: ZERO, roundingUnits: 0, fee: ZERO,
 * // }]
 */
export function paymentsToHolders(
  servicing: Pick<Servicing, 'accounts' | 'rules'>,
  claims: readonly Claim[],
  { parts, components }: ForHolders,
): readonly HolderPayment[] {
  const lenders = claims.filter(isOfLender);
  const payers = claims.filter(isBySubrogation);
  const shares = payers.length === 0 ? [] : sharesOfPayers(servicing, payers, parts, components);
  const rest = shares.reduce<Amounts>(
    (left, share) => ({
      principal: minus(left.principal, share.principal),
      interest: minus(left.interest, share.interest),
      penalty: minus(left.penalty, share.penalty),
    }),
    components,
  );
  const last = shares.at(-1);
  if (lenders.length === 0 && last !== undefined) {
    assert(rest.principal === ZERO, 'No more principal is paid than is outstanding.');
    last.interest = plus(last.interest, rest.interest);
    last.penalty = plus(last.penalty, rest.penalty);
  }
  const toLenders = lenders.length === 0 ? [] : distributed(servicing, lenders, rest);
  const toPayers = shares
    .filter((share) => sum([share.principal, share.interest, share.penalty]) > ZERO)
    .map(({ claim, recovered, principal, interest, penalty }) => ({
      ...{ claimId: claim.id, principal, interest, penalty, fee: ZERO },
      ...{ roundingUnits: claim.roundingUnits, recovered: [...recovered.values()] },
    }));
  return [...toLenders, ...toPayers];
}

/** Whether money of the loan still comes to the claim of one who lent. */
export function isOfLender({ origin, state }: Pick<Claim, 'origin' | 'state'>): boolean {
  return origin !== 'subrogation' && (state === 'active' || state === 'on_sale');
}

function isBySubrogation({ origin, state }: Claim): boolean {
  return origin === 'subrogation' && state === 'active';
}

/**
 * In which role the holder of a claim has it: who paid for the borrower is a partner.
 *
 * @example holderRole({ origin: 'disbursement' }) // 'lender'
 */
export function holderRole({ origin }: Pick<Claim, 'origin'>): CashRole {
  return origin === 'subrogation' ? 'partner' : 'lender';
}

/**
 * Where what comes of a claim goes: to its holder's cash, or into the reserve for which it is held.
 *
 * @example holderAccount({ origin: 'disbursement', holderId: 'a' }, currency('CNY')).kind // 'lender_cash'
 */
export function holderAccount(
  { origin, holderId, reserveSchemeId }: Pick<Claim, 'origin' | 'holderId' | 'reserveSchemeId'>,
  currency: Currency,
): AccountAddress {
  return reserveSchemeId === undefined
    ? cashAccount(holderRole({ origin }), holderId, currency)
    : reserveAccount(reserveSchemeId, currency);
}

interface PayerShare {
  readonly claim: Claim;
  readonly recovered: Map<number, RecoveredPart>;
  principal: MinorUnits;
  interest: MinorUnits;
  penalty: MinorUnits;
}

function sharesOfPayers(
  { accounts }: Pick<Servicing, 'accounts'>,
  payers: readonly Claim[],
  parts: readonly WaterfallPart[],
  components: Amounts,
): PayerShare[] {
  const shares = payers.map((claim): PayerShare => {
    return { claim, recovered: new Map(), principal: ZERO, interest: ZERO, penalty: ZERO };
  });
  for (const { index, component, amount } of parts) {
    const account = accounts[index];
    const part = account?.compensated;
    const share = shares.find(({ claim }) => claim.id === part?.claimId);
    if (account === undefined || part === undefined || share === undefined) continue;
    const before = share.recovered.get(index + 1);
    const known = before ?? { number: index + 1, principal: ZERO, interest: ZERO };
    if (component === 'principal' || component === 'interest') {
      const back = component === 'principal' ? part.recoveredPrincipal : part.recoveredInterest;
      const taken = least(amount, minus(part[component], plus(back, known[component])));
      share[component] = plus(share[component], taken);
      share.recovered.set(index + 1, { ...known, [component]: plus(known[component], taken) });
    }
    if (component === 'penalty') {
      const ended = plus(account.paid.penalty, account.waived.penalty);
      const ofLenders = greatest(minus(part.penaltyBefore, ended), ZERO);
      share.penalty = plus(share.penalty, greatest(minus(amount, ofLenders), ZERO));
    }
  }
  let left = minus(components.principal, sum(shares.map(({ principal }) => principal)));
  for (const share of shares) {
    const taken = least(left, paidAtOnce(accounts, share.claim));
    share.principal = plus(share.principal, taken);
    left = minus(left, taken);
  }
  return shares;
}

/** Principal that was not compensated on named instalments, and has not come back. */
function paidAtOnce(
  accounts: Servicing['accounts'],
  { id, outstanding }: Pick<Claim, 'id' | 'outstanding'>,
): MinorUnits {
  const named = accounts.map((account) => {
    const part = account.compensated;
    if (part?.claimId !== id) return ZERO;
    const open = minus(part.principal, part.recoveredPrincipal);
    // What was planned anew stands in other instalments now.
    return least(open, openAmounts(account).principal);
  });
  return minus(outstanding, sum(named));
}

function distributed(
  { rules }: Pick<Servicing, 'rules'>,
  lenders: readonly Claim[],
  components: Amounts,
): readonly HolderPayment[] {
  const byId = new Map<string, Claim>(lenders.map((claim) => [claim.id, claim]));
  const split = distribute(components, lenders);
  assert(split.ok, 'What a borrower pays can be split over the claims.');
  const { payments, claims: after } = split.value;
  return payments.map((payment, index) => {
    const claim = byId.get(payment.claimId);
    assert(claim !== undefined, 'Every share is of a claim.');
    const { roundingUnits } = after[index] ?? claim;
    const fee = claimPaymentFee(rules.tariff, claim, payment);
    return { ...payment, claimId: claim.id, roundingUnits, fee };
  });
}
