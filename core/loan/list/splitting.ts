// Splitting 拆标: one real debt shown as listings of shorter term or smaller amount. One loan is one listing.
import type { Id } from '../../kit/id.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import { checkAllowed } from '../../law/checks.ts';
import type { RulePack } from '../../law/rule-pack.ts';
import type { MinorUnits } from '../../money/minor-units.ts';
import type { Day } from '../../time/day.ts';

/** What a listing offers, and which contract of the borrower it stands for. */
export interface ListedDebt {
  readonly loanId: Id;
  /** The hash or number of the loan contract; two listings of one contract are one debt twice. */
  readonly contract: string;
  readonly loanAmount: MinorUnits;
  readonly termMonths: number;
}

/** What the borrower owes by the contract itself. */
export interface ContractedDebt {
  readonly contract: string;
  readonly loanAmount: MinorUnits;
  readonly termMonths: number;
}

/**
 * Whether a listing is its contract's whole debt and its only listing.
 *
 * @param others listings of the same borrower that did not fail and were not withdrawn.
 * @returns the listing; `listing_already_exists` where the loan or its contract is listed already;
 * `term_split` and `amount_split` with the clause where the listing is not the whole contract.
 * @example
 * checkSplitting(
 *   { loanId: idOf('00000000-0000-7000-8000-000000000001'), contract: 'c1', loanAmount: minorUnits(100n), termMonths: 2 },
 *   { contract: 'c1', loanAmount: minorUnits(100n), termMonths: 12 },
 *   [], CN, dayOf(2026, 11, 22),
 * )
 * // refuse('term_split', { clause: 'cn_measures_10_6' })
 */
export function checkSplitting(
  listing: ListedDebt,
  contract: ContractedDebt,
  others: readonly ListedDebt[],
  pack: RulePack,
  today: Day,
): Result<ListedDebt> {
  const listedAlready = others.some(
    (other) => other.loanId === listing.loanId || other.contract === contract.contract,
  );
  if (listedAlready) return refuse('listing_already_exists');
  const allowed = checkAllowed(pack, 'splitting', today);
  if (allowed.ok) return ok(listing);
  const { data } = allowed.refusal;
  if (listing.termMonths !== contract.termMonths) return refuse('term_split', data);
  if (listing.loanAmount !== contract.loanAmount) return refuse('amount_split', data);
  return ok(listing);
}
