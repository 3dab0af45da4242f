// Whose a payment is: first what others have paid in the borrower's place, and then each lender's part.
import type { Parts, Row, SentRepayment, Share, TownClaim, TownLoan } from '../town.ts';
import { halfUp } from './time.ts';

type Flow = Readonly<Record<'principal' | 'interest' | 'penalty', bigint>>;

/** Claims to which money of the loan still comes, by their ids. */
export function claimsOf(loan: TownLoan, kind: 'lent' | 'stepped_in'): TownClaim[] {
  return loan.claims
    .filter(({ closed, compensated, hasSteppedIn }) => {
      const isOfKind = (hasSteppedIn === true) === (kind === 'stepped_in');
      return isOfKind && !closed && compensated !== true;
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Who gets what of a payment. */
export function sharesOf(loan: TownLoan, paid: Parts, parts: SentRepayment['parts']): Share[] {
  const payers = claimsOf(loan, 'stepped_in').map((claim) => shareOfPayer(loan, claim, parts));
  let ahead = payers.reduce((left, { principal }) => left - principal, paid.principal);
  for (const share of payers) {
    // What was paid at once, or is planned anew since, comes back before the lenders' own.
    const atOnce = share.claim.outstanding - namedOf(loan, share.claim);
    const taken = ahead < atOnce ? ahead : atOnce;
    share.principal += taken;
    ahead -= taken;
  }
  const left = (name: keyof Flow) =>
    payers.reduce((total, share) => total - share[name], paid[name]);
  const rest = {
    principal: left('principal'),
    interest: left('interest'),
    penalty: left('penalty'),
  };
  const lenders = claimsOf(loan, 'lent');
  const last = payers.at(-1);
  if (lenders.length === 0 && last !== undefined) {
    last.interest += rest.interest;
    last.penalty += rest.penalty;
  }
  return [...(lenders.length === 0 ? [] : dealt(loan, lenders, rest)), ...payers];
}

/** What named instalments bring back to whoever paid for them. */
function shareOfPayer(loan: TownLoan, claim: TownClaim, parts: SentRepayment['parts']) {
  const back = new Map<Row, { principal: bigint; interest: bigint }>();
  const share = { claim, principal: 0n, interest: 0n, penalty: 0n, fee: 0n, extras: claim.extras };
  for (const { row: index, name, amount } of parts) {
    const row = loan.rows[index];
    const { covered } = row ?? {};
    if (row === undefined || covered === undefined || covered.claimId !== claim.id) continue;
    if (name === 'penalty') {
      // What was charged before is the lenders', and comes first.
      const ofLenders = covered.penaltyBefore - row.paid.penalty - row.waived.penalty;
      const own = amount - (ofLenders > 0n ? ofLenders : 0n);
      if (own > 0n) share.penalty += own;
    }
    if (name !== 'principal' && name !== 'interest') continue;
    const missing = covered[name] - covered.back[name];
    const taken = amount < missing ? amount : missing;
    share[name] += taken;
    const before = back.get(row) ?? { principal: 0n, interest: 0n };
    back.set(row, { ...before, [name]: before[name] + taken });
  }
  return { ...share, back };
}

/** Principal that was paid for instalments by their names, and is open of them still. */
function namedOf(loan: TownLoan, { id }: TownClaim): bigint {
  return loan.rows.reduce((total, row) => {
    if (row.covered?.claimId !== id) return total;
    const missing = row.covered.principal - row.covered.back.principal;
    const principal = row.due.principal - row.paid.principal - row.waived.principal;
    return total + (missing < principal ? missing : principal);
  }, 0n);
}

/** By what each lender has outstanding, and the odd cents by largest remainder. */
export function dealt(loan: TownLoan, claims: readonly TownClaim[], paid: Flow): Share[] {
  const whole = claims.reduce((total, { outstanding }) => total + outstanding, 0n);
  const weights = claims.map(({ outstanding, lent }) => (whole > 0n ? outstanding : lent));
  const extras = claims.map((claim) => claim.extras);
  const penalty = deal(paid.penalty, weights, extras);
  const interest = deal(paid.interest, weights, extras);
  const principal = deal(paid.principal, weights, extras);
  return claims.map((claim, index) => {
    const share = {
      principal: principal[index] ?? 0n,
      interest: interest[index] ?? 0n,
      penalty: penalty[index] ?? 0n,
    };
    return { claim, ...share, fee: lenderFee(loan, share), extras: extras[index] ?? 0 };
  });
}

/** Deals an amount out in proportion; whoever had fewest odd cents so far comes first among equals. */
export function deal(amount: bigint, weights: readonly bigint[], extras: number[]): bigint[] {
  const whole = weights.reduce((total, weight) => total + weight, 0n);
  if (whole === 0n) return weights.map(() => 0n);
  const shares = weights.map((weight) => (amount * weight) / whole);
  const order = weights
    .map((weight, index) => ({ index, rest: (amount * weight) % whole, had: extras[index] ?? 0 }))
    .filter(({ rest }) => rest > 0n)
    .toSorted((a, b) =>
      a.rest === b.rest ? a.had - b.had || a.index - b.index : a.rest > b.rest ? -1 : 1,
    );
  let left = amount - shares.reduce((total, share) => total + share, 0n);
  for (const { index } of order) {
    if (left === 0n) break;
    shares[index] = (shares[index] ?? 0n) + 1n;
    extras[index] = (extras[index] ?? 0) + 1;
    left -= 1n;
  }
  return shares;
}

/** Where the tariff has it, a lender pays a twentieth of the interest, and never more than comes. */
function lenderFee(
  { product }: TownLoan,
  { principal, interest, penalty }: Omit<Share, 'claim' | 'fee' | 'extras'>,
): bigint {
  if (!product.tariff.fees.some(({ kind }) => kind === 'lender_management')) return 0n;
  const fee = halfUp(interest, 5n, 100n);
  return fee < principal + interest + penalty ? fee : principal + interest + penalty;
}
