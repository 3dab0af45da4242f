// One repayment of a live loan is corrected: it counts from an earlier day, or it is taken back.
import type { Claim } from '../claim/claim.ts';
import type { Circumstances } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import type { Transfer } from '../ledger/transfer.ts';
import { moneyText } from '../money/figure-text.ts';
import { minus, ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { World } from '../world.ts';
import {
  CorrectionBook,
  changeOf,
  holdersAfter,
  type LoanSums,
  receivedOf,
  sumsOf,
} from './corrected.ts';
import type { HolderAmounts, HolderCorrection, LoanCorrected } from './correction-events.ts';
import {
  bindsWhatWas,
  inputsOf,
  livedAgain,
  movedTo,
  without,
  worstDaysOf,
} from './lived-again.ts';
import type { Loan } from './loan.ts';
import type { DistributedRepayment, LoanHistory } from './loan-history.ts';
import { inPlace, isOfDebtPaid, ownTransfers, paidBy } from './own-transfers.ts';
import {
  type ComponentAmounts,
  minusAmounts,
  NO_AMOUNTS,
  plusAmounts,
  sameAmounts,
} from './repay/components.ts';
import type { Servicing } from './servicing.ts';
import { changeOfHolders, changesInCash, claimBefore } from './taken-back.ts';

/** A repayment, and from when on it is to count; without a day it was never made. */
export interface CorrectionAsked {
  readonly loan: Loan;
  /** Worked through today; nothing is under way. */
  readonly servicing: Servicing;
  readonly history: LoanHistory;
  readonly repayment: DistributedRepayment;
  readonly day?: Day;
}

/** What a correction comes to. */
export interface Correction {
  readonly corrected: LoanCorrected;
  readonly transfers: readonly Transfer[];
}

/**
 * Tells the life again and compares.
 *
 * @returns in this order: `changed_meanwhile` where something else since then has changed the schedule or who holds
 * the debt, or where the life told again is not the one that was lived; `exceeds_payoff` where more would have been
 * paid than was owed.
 * @example correctRepayment({}, { servicing: { compromise: {} } }, {}).ok // false
 */
export function correctRepayment(
  world: World,
  asked: CorrectionAsked,
  circumstances: Circumstances,
): Result<Correction> {
  const { loan, servicing, history, repayment, day } = asked;
  if (servicing.compromise !== undefined) return refuse('changed_meanwhile');
  const { event } = repayment;
  const { today } = circumstances;
  const inputs = inputsOf(history);
  const since = day ?? event.day;
  const isBound = inputs.some(
    (input) => input.day >= since && input.event !== event && bindsWhatWas(input.event),
  );
  const asLived = livedAgain(history, inputs, today);
  if (isBound || asLived === undefined || !isSameMoney(asLived.servicing, servicing)) {
    return refuse('changed_meanwhile');
  }
  const { instructionId } = event;
  const otherwise = livedAgain(
    history,
    day === undefined ? without(inputs, instructionId) : movedTo(inputs, instructionId, day),
    today,
  );
  assert(otherwise !== undefined, 'What was told once can be told again.');
  if (otherwise.left > ZERO) {
    const payoff = moneyText(minus(event.amount, otherwise.left), loan.currency);
    return refuse('exceeds_payoff', { payoff });
  }
  const after: Servicing = {
    ...servicing,
    accounts: otherwise.servicing.accounts,
    fallenDue: otherwise.servicing.fallenDue,
    changes: otherwise.servicing.changes,
    ...(otherwise.servicing.meter !== undefined && { meter: otherwise.servicing.meter }),
  };
  return day === undefined
    ? takenBack(world, asked, after, circumstances)
    : countingFrom(world, asked, after, day, circumstances);
}

/** Component by component, instalment by instalment: what was asked for, paid and given up. */
function isSameMoney(left: Servicing, right: Servicing): boolean {
  return (
    left.fallenDue === right.fallenDue &&
    left.accounts.length === right.accounts.length &&
    left.accounts.every((account, index) => {
      const other = right.accounts[index];
      return (
        other !== undefined &&
        sameAmounts(account.due, other.due) &&
        sameAmounts(account.paid, other.paid) &&
        sameAmounts(account.waived, other.waived)
      );
    })
  );
}

/** The money lies where it lay; what it paid is otherwise. */
function countingFrom(
  world: World,
  { loan, servicing, history, repayment }: CorrectionAsked,
  after: Servicing,
  day: Day,
  circumstances: Circumstances,
): Result<Correction> {
  const change = changeOf(sumsOf(servicing), sumsOf(after));
  const claims = world.list('claimsOfLoan', loan.id);
  if (change.paid.fee !== ZERO || isSubrogated(claims, change.paid)) {
    return refuse('changed_meanwhile');
  }
  const holders = holdersAfter(claims, change.paid);
  if (holders === undefined) return refuse('changed_meanwhile');
  const own = ownTransfers(history, repayment).filter(isOfDebtPaid);
  const book = new CorrectionBook(loan, inPlace(history, repayment.index), circumstances);
  book.reverseAll(own);
  for (const { claim, ...inCash } of changesInCash(loan, claims, { holders, own: [] })) {
    book.changeHolder(claim, inCash);
  }
  book.changeDebt({ ...change, paid: plusAmounts(change.paid, paidBy(own)) }, day);
  return ok({
    corrected: correctedOf(world, { loan, servicing, repayment }, after, holders, circumstances),
    transfers: book.transfers,
  });
}

/** The money goes back to where it came from, and later repayments meet what it had met. */
function takenBack(
  world: World,
  { loan, servicing, history, repayment }: CorrectionAsked,
  after: Servicing,
  circumstances: Circumstances,
): Result<Correction> {
  const own = ownTransfers(history, repayment);
  const claims = world.list('claimsOfLoan', loan.id);
  const before = claims.map((claim) => claimBefore(claim, history, repayment));
  const [was, is] = [sumsOf(servicing), sumsOf(after)];
  const paid = paidBy(own.filter(isOfDebtPaid));
  const change = changeOf(withoutRepayment(was, repayment, paid), is);
  const ofHolders = changeOfHolders(claims, before, { repayment, paid: changeOf(was, is).paid });
  if (change.paid.fee !== ZERO || isSubrogated(claims, ofHolders)) {
    return refuse('changed_meanwhile');
  }
  const holders = holdersAfter(before, ofHolders);
  if (holders === undefined) return refuse('changed_meanwhile');
  const book = new CorrectionBook(loan, inPlace(history, repayment.index), circumstances);
  const isMoneyIn = ({ code }: { readonly code: string }) => code === 'repayment';
  book.reverseAll(own.filter((one) => !isMoneyIn(one)).toReversed());
  for (const { claim, ...change } of changesInCash(loan, claims, { holders, own })) {
    book.changeHolder(claim, change);
  }
  book.reverseAll(own.filter(isMoneyIn));
  book.changeDebt(change, undefined);
  const { transfers } = book;
  const whole = holders.map((holder, index): HolderCorrection => {
    const claim = claims[index];
    return { ...holder, before: receivedOf(claim) };
  });
  return ok({
    corrected: correctedOf(world, { loan, servicing, repayment }, after, whole, circumstances),
    transfers,
  });
}

/** The sums as if the repayment had never been made, before anything else is otherwise by it. */
function withoutRepayment(
  sums: LoanSums,
  { event: { early } }: DistributedRepayment,
  paid: ComponentAmounts,
): LoanSums {
  // What it repaid early was asked for by it alone.
  const asked =
    early === undefined ? NO_AMOUNTS : { ...NO_AMOUNTS, interest: early.interest, fee: early.fee };
  return {
    due: minusAmounts(sums.due, asked),
    paid: minusAmounts(sums.paid, paid),
    waived: sums.waived,
  };
}

/** What a guarantor holds is of named instalments: nobody else's money can become its own, or the other way. */
function isSubrogated(claims: readonly Claim[], change: HolderAmounts): boolean {
  return (
    !sameAmounts({ ...change, fee: ZERO }, NO_AMOUNTS) &&
    claims.some(({ origin }) => origin === 'subrogation')
  );
}

function correctedOf(
  world: World,
  {
    loan,
    servicing,
    repayment: { event },
  }: Pick<CorrectionAsked, 'loan' | 'servicing' | 'repayment'>,
  after: Servicing,
  holders: readonly HolderCorrection[],
  { today }: Circumstances,
): LoanCorrected {
  const [was, is] = [sumsOf(servicing), sumsOf(after)];
  const { instructionId, amount, day: paidOn } = event;
  const { accounts, fallenDue, changes, meter } = after;
  const worst = worstAfter(world, loan, worstDaysOf(servicing, today), worstDaysOf(after, today));
  return {
    ...{ loanId: loan.id, instructionId, amount, paidOn, accounts, fallenDue, changes },
    ...(meter !== undefined && { meter }),
    penalty: { before: was.due.penalty, after: is.due.penalty },
    paid: { before: was.paid, after: is.paid },
    holders: holders.filter(isOtherwise),
    ...(worst !== undefined && { worstDaysOverdue: worst }),
  };
}

function isOtherwise({ before, after }: HolderCorrection): boolean {
  return (
    before.principal !== after.principal ||
    before.interest !== after.interest ||
    before.penalty !== after.penalty
  );
}

/** Lowered only where no other loan can have set it. */
function worstAfter(
  world: World,
  { borrowerId }: Loan,
  was: number,
  is: number,
): number | undefined {
  const { worstDaysOverdue = 0 } = world.get('borrower', borrowerId) ?? {};
  if (is > worstDaysOverdue) return is;
  const isOnlyLoan = world.list('listingsOfBorrower', borrowerId).length <= 1;
  return is < was && isOnlyLoan && worstDaysOverdue <= was ? is : undefined;
}
