// A correction 更正: a loan's money life told again, and what of it is otherwise: for the debt, for each holder, and in
// the book. No row of the book changes: what is wrong is reversed, and what is right is booked beside it.
import type { Claim } from '../claim/claim.ts';
import type { HolderComponent } from '../claim/distribution.ts';
import type { Circumstances } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import { type AccountAddress, addressText } from '../ledger/account.ts';
import { cashAccount, loanAccount } from '../ledger/addresses.ts';
import { posted, reversalOf, type Transfer, type TransferId } from '../ledger/transfer.ts';
import type { TransferCode } from '../ledger/transfer-codes.ts';
import { allocate } from '../money/allocate.ts';
import { least, type MinorUnits, minus, negate, plus, sum, ZERO } from '../money/minor-units.ts';
import { holderRole } from '../safeguard/subrogation.ts';
import type { Day } from '../time/day.ts';
import type { HolderAmounts, HolderCorrection } from './correction-events.ts';
import type { Loan } from './loan.ts';
import type { StandingTransfer } from './loan-history.ts';
import {
  COMPONENTS,
  type Component,
  type ComponentAmounts,
  minusAmounts,
  NO_AMOUNTS,
  plusAmounts,
  totalOfAmounts,
} from './repay/components.ts';
import { dueAmounts } from './serviced-accounts.ts';
import type { Servicing } from './servicing.ts';
import { wholeDebt } from './written-off.ts';

/** The components in the order in which a difference is split over the holders. */
export const OF_HOLDERS: readonly HolderComponent[] = ['penalty', 'interest', 'principal'];

/** How what came to a holder is booked. */
export const PAID_CODE = {
  penalty: 'penalty_paid',
  interest: 'interest_paid',
  principal: 'principal_paid',
} as const satisfies Readonly<Record<HolderComponent, TransferCode>>;

const REPAID_CODE = {
  penalty: 'penalty_repaid',
  fee: 'fee_repaid',
  interest: 'interest_repaid',
  principal: 'principal_repaid',
} as const satisfies Readonly<Record<Component, TransferCode>>;

const DUE_CODE = {
  penalty: 'penalty_charged',
  fee: 'fee_due',
  interest: 'interest_due',
} as const satisfies Readonly<Record<Exclude<Component, 'principal'>, TransferCode>>;

/** Sums over a loan's instalments: what was asked for, paid and given up. */
export interface LoanSums {
  readonly due: ComponentAmounts;
  readonly paid: ComponentAmounts;
  readonly waived: ComponentAmounts;
}

/**
 * The sums of a loan; asked for is what has fallen due.
 *
 * @example sumsOf({ accounts: [], fallenDue: 0 }).paid // NO_AMOUNTS
 */
export function sumsOf({
  accounts,
  fallenDue,
}: Pick<Servicing, 'accounts' | 'fallenDue'>): LoanSums {
  const over = (kind: keyof LoanSums, some: Servicing['accounts']) =>
    some.map((account) => account[kind]).reduce(plusAmounts, NO_AMOUNTS);
  return {
    due: over('due', accounts.slice(0, fallenDue)),
    paid: over('paid', accounts),
    waived: over('waived', accounts),
  };
}

/**
 * Whether nothing is owed any more: interest and fees that are not due are not owed.
 *
 * @example isNothingOwed({ accounts: [], fallenDue: 0 }) // true
 */
export function isNothingOwed(servicing: Pick<Servicing, 'accounts' | 'fallenDue'>): boolean {
  const isDuePaid = totalOfAmounts(dueAmounts(servicing)) === ZERO;
  return isDuePaid && wholeDebt(servicing).principal === ZERO;
}

/**
 * What has changed from one set of sums to another.
 *
 * @example changeOf(sumsOf({ accounts: [], fallenDue: 0 }), sumsOf({ accounts: [], fallenDue: 0 })).due // NO_AMOUNTS
 */
export function changeOf(before: LoanSums, after: LoanSums): LoanSums {
  return {
    due: minusAmounts(after.due, before.due),
    paid: minusAmounts(after.paid, before.paid),
    waived: minusAmounts(after.waived, before.waived),
  };
}

/**
 * The components of what the holders have received, with their change: each holder's total stays what it was, so no
 * money passes from one owner to another. What a holder gives up of one component it has again of another.
 *
 * @param change by components; they come to zero.
 * @returns in the order of the claims; nothing where the claims cannot bear it.
 * @example holdersAfter([], { penalty: ZERO, interest: ZERO, principal: ZERO }) // []
 */
export function holdersAfter(
  claims: readonly Claim[],
  change: HolderAmounts,
): readonly HolderCorrection[] | undefined {
  const given = OF_HOLDERS.filter((component) => change[component] < ZERO);
  const taken = OF_HOLDERS.filter((component) => change[component] > ZERO);
  assert(sum(OF_HOLDERS.map((component) => change[component])) === ZERO, 'A total stays.');
  const before = claims.map(receivedOf);
  const after = before.map((amounts) => ({ ...amounts }));
  let owed: readonly MinorUnits[] = claims.map(() => ZERO);
  for (const component of given) {
    const received = before.map((amounts) => amounts[component]);
    const amount = negate(change[component]);
    if (amount > sum(received)) return undefined;
    const { shares } = allocate(amount, received);
    owed = owed.map((one, index) => plus(one, shares[index] ?? ZERO));
    for (const [index, amounts] of after.entries()) {
      amounts[component] = minus(amounts[component], shares[index] ?? ZERO);
    }
  }
  for (const component of taken) {
    const { shares } = allocate(change[component], owed);
    for (const [index, amounts] of after.entries()) {
      amounts[component] = plus(amounts[component], shares[index] ?? ZERO);
    }
    owed = owed.map((one, index) => minus(one, shares[index] ?? ZERO));
  }
  const isBearable = claims.every(({ outstanding }, index) => {
    const more = minus(after[index]?.principal ?? ZERO, before[index]?.principal ?? ZERO);
    return more <= outstanding;
  });
  if (!isBearable) return undefined;
  return claims.map(({ id: claimId, roundingUnits }, index) => ({
    ...{ claimId, roundingUnits },
    before: before[index] ?? receivedOf(),
    after: after[index] ?? receivedOf(),
  }));
}

/**
 * What a claim has received in all.
 *
 * @example receivedOf() // { penalty: ZERO, interest: ZERO, principal: ZERO }
 */
export function receivedOf(claim?: Claim): Record<HolderComponent, MinorUnits> {
  return {
    penalty: claim?.penaltyReceived ?? ZERO,
    interest: claim?.interestReceived ?? ZERO,
    principal: claim?.principalReceived ?? ZERO,
  };
}

/**
 * Transfers of a loan that stand, and what is booked to correct them. A transfer is reversed whole, and what of it was
 * right is booked anew for its own day.
 *
 * @example new CorrectionBook({ id: 'l', currency: currency('CNY') }, [], {}).transfers // []
 */
export class CorrectionBook {
  readonly #loan: Loan;
  readonly #circumstances: Circumstances;
  /** Those of the corrected repayment first, then later ones, then earlier ones. */
  readonly #standing: readonly StandingTransfer[];
  readonly #reversed = new Set<TransferId>();
  readonly #holders: Transfer[] = [];
  /** On the debt side, what adds to a debt is booked before what takes from it, so that none falls below zero. */
  readonly #more: Transfer[] = [];
  readonly #less: Transfer[] = [];

  constructor(loan: Loan, standing: readonly StandingTransfer[], circumstances: Circumstances) {
    this.#loan = loan;
    this.#standing = standing;
    this.#circumstances = circumstances;
  }

  /** In the order in which they are to be booked. */
  get transfers(): readonly Transfer[] {
    return [...this.#holders, ...this.#more, ...this.#less];
  }

  /** These are reversed as they stand: money as of today, debts for the days for which they counted. */
  reverseAll(some: readonly StandingTransfer[]): void {
    for (const one of some) {
      const isDebt = one.credit.kind === 'loan_owed' || one.debit.kind === 'loan_owed';
      if (!isDebt) this.#holders.push(this.#reverse(one, undefined));
      else if (one.credit.kind === 'loan_owed') this.#less.push(this.#reverse(one, dayOf(one)));
      else this.#more.push(this.#reverse(one, dayOf(one)));
    }
  }

  /** The components of what one holder has received, in the holder's own cash. */
  changeHolder(claim: Claim, { before, after }: Pick<HolderCorrection, 'before' | 'after'>): void {
    const cash = cashAccount(holderRole(claim), claim.holderId, this.#loan.currency);
    const pool = loanAccount('loan_repayment', this.#loan);
    const changes = OF_HOLDERS.map(
      (component) => [component, minus(after[component], before[component])] as const,
    );
    let day: Day | undefined;
    for (const [component, change] of changes) {
      if (change >= ZERO) continue;
      const sides = { code: PAID_CODE[component], debit: pool, credit: cash };
      for (const { one, rest } of this.#take(sides, negate(change))) {
        day = dayOf(one);
        this.#holders.push(this.#reverse(one, day));
        if (rest > ZERO) this.#holders.push(this.#anew(sides, rest, day));
      }
    }
    for (const [component, change] of changes) {
      if (change <= ZERO) continue;
      const sides = { code: PAID_CODE[component], debit: pool, credit: cash };
      this.#holders.push(this.#anew(sides, change, day));
    }
  }

  /** The debt: what was asked for, paid and given up. @param day for which what is paid anew counts. */
  changeDebt({ due, paid, waived }: LoanSums, day: Day | undefined): void {
    const owed = loanAccount('loan_owed', this.#loan);
    for (const component of COMPONENTS) {
      const debt = loanAccount(`loan_${component}`, this.#loan);
      if (component !== 'principal') {
        this.#charge({ code: DUE_CODE[component], debit: debt, credit: owed }, due[component]);
      }
      const sides = { debit: owed, credit: debt };
      this.#settle({ ...sides, code: REPAID_CODE[component] }, paid[component], day);
      this.#settle({ ...sides, code: 'debt_waived' }, waived[component], undefined);
    }
  }

  #charge(sides: Sides, change: MinorUnits): void {
    if (change > ZERO) this.#more.push(this.#anew(sides, change, undefined));
    if (change >= ZERO) return;
    // The penalty of the last days is what would not have been charged.
    for (const { one, rest } of this.#take(sides, negate(change), 'latest_first')) {
      if (rest > ZERO) this.#more.push(this.#anew(sides, rest, dayOf(one)));
      this.#less.push(this.#reverse(one, dayOf(one)));
    }
  }

  #settle(sides: Sides, change: MinorUnits, day: Day | undefined): void {
    if (change > ZERO) this.#less.push(this.#anew(sides, change, day));
    if (change >= ZERO) return;
    for (const { one, rest } of this.#take(sides, negate(change))) {
      this.#more.push(this.#reverse(one, dayOf(one)));
      if (rest > ZERO) this.#less.push(this.#anew(sides, rest, dayOf(one)));
    }
  }

  /** Transfers that come to so much, and what of the last one stays. */
  #take(
    { code, debit, credit }: Sides,
    amount: MinorUnits,
    order: 'own_first' | 'latest_first' = 'own_first',
  ): readonly { readonly one: StandingTransfer; readonly rest: MinorUnits }[] {
    const alike = this.#standing.filter(
      (one) =>
        one.code === code &&
        !this.#reversed.has(one.id) &&
        addressText(one.debit) === addressText(debit) &&
        addressText(one.credit) === addressText(credit),
    );
    if (order === 'latest_first') alike.sort((left, right) => (left.id > right.id ? -1 : 1));
    const taken: { one: StandingTransfer; rest: MinorUnits }[] = [];
    let left = amount;
    for (const one of alike) {
      if (left === ZERO) break;
      const part = least(left, one.amount);
      left = minus(left, part);
      taken.push({ one, rest: minus(one.amount, part) });
    }
    assert(left === ZERO, 'What is taken back was booked.');
    return taken;
  }

  #reverse(one: StandingTransfer, day: Day | undefined): Transfer {
    this.#reversed.add(one.id);
    return reversalOf(this.#circumstances, one, this.#earlier(day));
  }

  #anew(sides: Sides, amount: MinorUnits, day: Day | undefined): Transfer {
    const effectiveDay = this.#earlier(day);
    return posted(this.#circumstances, {
      ...{ ...sides, amount, subjectId: this.#loan.id },
      ...(effectiveDay !== undefined && { effectiveDay }),
    });
  }

  #earlier(day: Day | undefined): Day | undefined {
    return day !== undefined && day < this.#circumstances.today ? day : undefined;
  }
}

interface Sides {
  readonly code: TransferCode;
  readonly debit: AccountAddress;
  readonly credit: AccountAddress;
}

function dayOf({ effectiveDay, bookedDay }: StandingTransfer): Day {
  return effectiveDay ?? bookedDay;
}
