// A repayment counts from an earlier day, or was never made: the life is told again, and the difference is booked.
import type { Id } from '@mutua/core/kit/id.ts';
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type { Brought } from '../past-shapes.ts';
import { place } from '../purses.ts';
import type { Parts, Town, TownClaim, TownLoan } from '../town.ts';
import { BROUGHT, type Happening, type PaidOut } from '../town-past.ts';
import { isAgreed, NAMES, openOf, sumOf, totalOf } from './loan-life.ts';
import { deal } from './shares.ts';
import { aheadOf, isSameMoney, type LifeTold, passDays, sumsOf, tell } from './told-late-life.ts';
import { note, pastOf } from './told-late-past.ts';

export interface Correction {
  readonly asLived: LifeTold;
  readonly otherwise: LifeTold;
  /** What came to the loan, as it counts from now on. */
  readonly happenings: readonly Happening[];
  /** What each claim has received in all, once it is corrected. */
  readonly received: ReadonlyMap<TownClaim, Brought>;
}

/** @param day from which it is to count; without one it was never made. */
export function correctionOf(
  town: Town,
  loan: TownLoan,
  paid: PaidOut,
  day?: Day,
): RefusalCode | Correction {
  const { today } = town;
  if (isAgreed(loan, today)) return 'changed_meanwhile';
  const past = pastOf(town, loan);
  const isOwn = (one: Happening) =>
    one.kind === 'payment' && one.instructionId === paid.sent.instructionId;
  const since = day ?? paid.sent.day;
  if (past.happenings.some((one) => one.day >= since && !isOwn(one) && binds(one)))
    return 'changed_meanwhile';
  const asLived = tell(loan, past, past.happenings, today);
  const now = { ...loan, rows: structuredClone(loan.rows) };
  passDays(now, today);
  if (!isSameMoney(asLived.loan, now)) return 'changed_meanwhile';
  // What an earlier correction of it has paid ahead waits again.
  const others = past.happenings.filter(
    (one) => one.kind !== 'correction' || one.instructionId !== paid.sent.instructionId,
  );
  const happenings =
    day === undefined
      ? others.filter((one) => !isOwn(one))
      : others.map((one) => (isOwn(one) ? { ...one, day } : one));
  const otherwise = tell(loan, past, happenings, today);
  if (otherwise.left > 0n) return 'exceeds_payoff';
  const received = holdersAfter(loan, paid, change(now, otherwise.loan), day === undefined);
  if (received === undefined) return 'changed_meanwhile';
  return { asLived, otherwise, happenings, received };
}

/** It changed the instalments, or who holds the debt. */
function binds(one: Happening): boolean {
  return one.kind === 'turn' || (one.kind === 'payment' && one.standing !== undefined);
}

/** How much more is paid of each part. */
function change(now: TownLoan, otherwise: TownLoan): Parts {
  const [before, after] = [sumsOf(now).paid, sumsOf(otherwise).paid];
  for (const name of NAMES) after[name] -= before[name];
  return after;
}

/** Each keeps in all what the other payments have brought; what it has less of one part it has more of another. */
function holdersAfter(
  loan: TownLoan,
  { brought }: PaidOut,
  paid: Parts,
  isTakenBack: boolean,
): ReadonlyMap<TownClaim, Brought> | undefined {
  const claims = loan.claims.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  const before = claims.map((claim) => {
    const has = { principal: claim.received, interest: claim.interest, penalty: claim.penalty };
    return isTakenBack ? without(has, brought.get(claim.id)) : has;
  });
  const more = { principal: paid.principal, interest: paid.interest, penalty: paid.penalty };
  for (const [index, claim] of claims.entries()) {
    const had = { principal: claim.received, interest: claim.interest, penalty: claim.penalty };
    for (const name of BROUGHT) more[name] += had[name] - (before[index]?.[name] ?? 0n);
  }
  const isOtherwise = BROUGHT.some((name) => more[name] !== 0n);
  if (isOtherwise && claims.some(({ hasSteppedIn }) => hasSteppedIn)) return undefined;
  const after = before.map((parts) => ({ ...parts }));
  let owed = claims.map(() => 0n);
  for (const name of BROUGHT) {
    if (more[name] >= 0n) continue;
    const had = before.map((parts) => parts[name]);
    if (-more[name] > sumOf(had)) return undefined;
    const given = deal(-more[name], had, []);
    for (const [index, parts] of after.entries()) parts[name] -= given[index] ?? 0n;
    owed = owed.map((amount, index) => amount + (given[index] ?? 0n));
  }
  for (const name of BROUGHT) {
    if (more[name] <= 0n) continue;
    const taken = deal(more[name], owed, []);
    for (const [index, parts] of after.entries()) parts[name] += taken[index] ?? 0n;
    owed = owed.map((amount, index) => amount - (taken[index] ?? 0n));
  }
  const isTooMuch = claims.some(
    ({ outstanding, received }, index) => (after[index]?.principal ?? 0n) > received + outstanding,
  );
  if (isTooMuch) return undefined;
  return new Map(claims.map((claim, index) => [claim, after[index] ?? none()]));
}

/** What another correction has since made into another part is taken of that. */
function without(has: Brought, brought: Brought = none()): Brought {
  const left = { ...has };
  let missing = 0n;
  for (const name of BROUGHT) {
    const part = brought[name] < has[name] ? brought[name] : has[name];
    left[name] -= part;
    missing += brought[name] - part;
  }
  for (const name of BROUGHT) {
    const part = missing < left[name] ? missing : left[name];
    left[name] -= part;
    missing -= part;
  }
  return left;
}

function none(): Brought {
  return { penalty: 0n, interest: 0n, principal: 0n };
}

/**
 * The loan, its claims and the debt as the correction leaves them; the money of people is not touched here.
 *
 * @param instructionId of the payment, where it counts from an earlier day.
 */
export function correct(
  town: Town,
  loan: TownLoan,
  { otherwise, happenings, received }: Correction,
  instructionId?: Id,
): void {
  const borrower = town.borrowerOf(loan);
  const before = sumsOf(loan).paid.principal;
  const { rows, fallen, ceiling, meterDay } = otherwise.loan;
  Object.assign(loan, { rows, fallen, ceiling }, meterDay === undefined ? {} : { meterDay });
  borrower.owed -= sumsOf(loan).paid.principal - before;
  for (const [claim, parts] of received) {
    const more = parts.principal - claim.received;
    claim.outstanding -= more;
    claim.received = parts.principal;
    claim.interest = parts.interest;
    claim.penalty = parts.penalty;
    if (!claim.hasSteppedIn) town.client(claim.holderId).exposure -= more;
  }
  pastOf(town, loan).happenings = happenings;
  note(town, loan, {
    ...{ kind: 'correction', day: town.today, ahead: aheadOf(loan) },
    ...(instructionId !== undefined && { instructionId }),
  });
  setDebt(town, loan);
}

/** What is owed is what is open of the instalments; of those to come the principal alone. */
function setDebt(town: Town, loan: TownLoan): void {
  const owed = { principal: 0n, interest: 0n, penalty: 0n, fee: 0n };
  for (const [index, row] of loan.rows.entries()) {
    const open = openOf(row);
    owed.principal += open.principal;
    if (index >= loan.fallen) continue;
    for (const name of ['interest', 'penalty', 'fee'] as const) owed[name] += open[name];
  }
  const setTo = (account: string, amount: bigint) =>
    town.purses.add(account, amount - town.purses.of(account).posted);
  for (const name of NAMES) setTo(place(`loan_${name}`, loan.id), owed[name]);
  setTo(place('loan_owed', loan.id), totalOf(owed));
}

/** The worst days of a borrower are fewer only where no other loan can have made them. */
export function worstAfter(
  town: Town,
  loan: TownLoan,
  worst: number,
  { asLived, otherwise }: Correction,
): number {
  if (otherwise.worst > worst) return otherwise.worst;
  const listed = [...town.loans.values()].filter(
    ({ borrowerId, listing }) => borrowerId === loan.borrowerId && listing !== undefined,
  );
  const isLess = otherwise.worst < asLived.worst && worst <= asLived.worst;
  return isLess && listed.length <= 1 ? otherwise.worst : worst;
}

/** What a payment has brought to each claim, after a correction that has moved so much between its parts. */
export function broughtAfter(
  { brought }: PaidOut,
  { received }: Correction,
): ReadonlyMap<Id, Brought> {
  const after = new Map<Id, Brought>(brought);
  for (const [claim, parts] of received) {
    const was = brought.get(claim.id) ?? none();
    after.set(claim.id, {
      penalty: was.penalty + parts.penalty - claim.penalty,
      interest: was.interest + parts.interest - claim.interest,
      principal: was.principal + parts.principal - claim.received,
    });
  }
  return after;
}
