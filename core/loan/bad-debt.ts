// A bad debt 坏账 that a risk reserve covers: from which day on it pays, and how much is due of it. The borrower owes as
// before, and whoever has to pay before the reserve is called first.
import { greatest, least, type MinorUnits, minus, sum, ZERO } from '../money/minor-units.ts';
import { addDays, type Day } from '../time/day.ts';
import { type CompensationDue, forLenders } from './compensated.ts';
import type { Loan } from './loan.ts';
import { accountsAsSent, askingDay } from './serviced-accounts.ts';
import type { ServicedAccount, Servicing } from './servicing.ts';

type Covered = Pick<Servicing, 'accounts' | 'fallenDue' | 'rules' | 'underWay' | 'reserve'>;

/**
 * The day from which on the reserve owes: so many days after the due day of the oldest instalment of which something
 * is unpaid to the lenders. Nothing where no reserve covers the loan, or it has paid all that it had promised.
 *
 * @example reserveDayOf({ accounts: [], fallenDue: 0, rules: {} }) // undefined
 */
export function reserveDayOf(servicing: Covered): Day | undefined {
  const oldest = oldestBadDebt(servicing);
  const { rules } = servicing;
  if (oldest === undefined || rules.reserve === undefined) return undefined;
  return addDays(askingDay(rules, oldest.account.dueDay), rules.reserve.day);
}

/**
 * The oldest instalment of which something is unpaid to the lenders, with its place from 1.
 *
 * @example oldestBadDebt({ accounts: [], fallenDue: 0, rules: {} }) // undefined
 */
export function oldestBadDebt(
  servicing: Covered,
): { readonly number: number; readonly account: ServicedAccount } | undefined {
  const { rules, fallenDue, reserve } = servicing;
  if (rules.reserve === undefined || reserve?.isWhole === true) return undefined;
  const accounts = accountsAsSent(servicing).slice(0, fallenDue);
  const index = accounts.findIndex((account) => {
    const { principal, interest } = forLenders(account, rules);
    return !isPaidByAnother(account, servicing) && (principal > ZERO || interest > ZERO);
  });
  const account = accounts[index];
  return account === undefined ? undefined : { number: index + 1, account };
}

function isPaidByAnother(
  { compensated }: ServicedAccount,
  { reserve }: Pick<Servicing, 'reserve'>,
): boolean {
  return compensated !== undefined && compensated.claimId !== reserve?.claimId;
}

/**
 * What the reserve owes of a loan: the principal that the lenders have outstanding, up to the ceiling, and where it
 * covers interest, what of it has fallen due. Penalty, fees and the operator's spread are nobody's to compensate.
 *
 * @param outstanding the principal that the lenders have outstanding.
 * @param servicing worked through the day.
 * @example badDebt({ accounts: [], fallenDue: 0, rules: {} }, minorUnits(5n)).principal // ZERO
 */
export function badDebt(servicing: Servicing, outstanding: MinorUnits): CompensationDue {
  const { rules, accounts, fallenDue, reserve } = servicing;
  if (rules.reserve === undefined) {
    return { through: fallenDue, parts: [], principal: ZERO, interest: ZERO };
  }
  const left = minus(rules.reserve.ceiling, reserve?.principal ?? ZERO);
  const principal = least(outstanding, greatest(left, ZERO));
  if (rules.reserve.cover === 'principal') {
    return { through: fallenDue, parts: [], principal, interest: ZERO };
  }
  const parts = accounts.slice(0, fallenDue).flatMap((account, index) => {
    if (isPaidByAnother(account, servicing)) return [];
    const { interest: open } = forLenders(account, rules);
    const { interest: paid = ZERO, recoveredInterest = ZERO } = account.compensated ?? {};
    const interest = greatest(minus(open, minus(paid, recoveredInterest)), ZERO);
    return interest > ZERO ? [{ number: index + 1, principal: ZERO, interest }] : [];
  });
  const interest = sum(parts.map((part) => part.interest));
  return { through: fallenDue, parts, principal, interest };
}

/**
 * So much of what is due, principal before interest, and the interest of the oldest instalment first.
 *
 * @example
 * partOfBadDebt({ through: 1, parts: [], principal: minorUnits(9n), interest: ZERO }, minorUnits(4n)).principal
 * // minorUnits(4n)
 */
export function partOfBadDebt(due: CompensationDue, amount: MinorUnits): CompensationDue {
  const principal = least(due.principal, amount);
  let left = minus(amount, principal);
  const parts = due.parts.flatMap((part) => {
    const interest = least(part.interest, left);
    left = minus(left, interest);
    return interest > ZERO ? [{ ...part, interest }] : [];
  });
  return { ...due, parts, principal, interest: sum(parts.map(({ interest }) => interest)) };
}

/**
 * The reserve that covers a loan is waited for from that day on; nobody waits where there is no such day.
 *
 * @example awaitingReserve({}, undefined) // {}
 */
export function awaitingReserve(
  { reserveSchemeId }: Pick<Loan, 'reserveSchemeId'>,
  reserveDay: Day | undefined,
): Partial<Pick<Loan, 'reserveDay' | 'reserveAwaited'>> {
  if (reserveDay === undefined || reserveSchemeId === undefined) return {};
  return { reserveDay, reserveAwaited: reserveSchemeId };
}
