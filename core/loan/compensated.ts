// What others pay in the borrower's place: when it is due, and for what. The borrower owes as before.
import { least, type MinorUnits, minus, plus, sum, ZERO } from '../money/minor-units.ts';
import { interestSpread, spreadOfPart } from '../product/lender-fees.ts';
import { addDays, type Day } from '../time/day.ts';
import { openAmounts } from './repay/instalment-account.ts';
import { earlyPart, earlyRepaymentDay } from './repay/payoff.ts';
import { accountsAsSent, askingDay } from './serviced-accounts.ts';
import type { RecoveredPart, ServicedAccount, Servicing, ServicingRules } from './servicing.ts';

/** So much of one instalment, by its place from 1. */
export type CompensationPart = RecoveredPart;

/** What is to be compensated. */
export interface CompensationDue {
  /** The last instalment of which it is. */
  readonly through: number;
  /** By instalments, where the cover is by instalments. */
  readonly parts: readonly CompensationPart[];
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
}

type Covered = Pick<
  Servicing,
  'accounts' | 'fallenDue' | 'rules' | 'underWay' | 'coveredThrough' | 'writtenOff' | 'reserve'
>;

/**
 * The day on which compensation is due: so many days after the due day of the oldest instalment that is unpaid and
 * that nobody has paid for yet. A repayment that is under way counts as made.
 *
 * @example compensationDayOf({ accounts: [], fallenDue: 0, rules: {} }) // undefined
 */
export function compensationDayOf(servicing: Covered): Day | undefined {
  const { rules, fallenDue, coveredThrough = 0 } = servicing;
  const { compensation } = rules;
  if (compensation === undefined) return undefined;
  // Once a reserve has paid for the debt, nobody who should have paid before it is called again.
  if (servicing.reserve !== undefined) return undefined;
  // What is paid at once is paid once.
  if (compensation.cover !== 'instalments' && coveredThrough > 0) return undefined;
  const oldest = accountsAsSent(servicing)
    .slice(0, fallenDue)
    .find((account, index) => index >= coveredThrough && isUnpaid(account, rules));
  if (oldest === undefined) return undefined;
  return addDays(askingDay(rules, oldest.dueDay), compensation.day);
}

function isUnpaid(account: ServicedAccount, rules: ServicingRules): boolean {
  const { principal, interest } = forLenders(account, rules);
  return account.compensated === undefined && plus(principal, interest) > ZERO;
}

/**
 * What of an instalment's open principal and interest is the lenders'.
 *
 * @example
 * forLenders(
 *   { due: NO_AMOUNTS, paid: NO_AMOUNTS, waived: NO_AMOUNTS },
 *   { tariff: freeTariff(currency('CNY'), dayOf(2026, 1, 1)) },
 * ).principal
 * // ZERO
 */
export function forLenders(account: ServicedAccount, { tariff }: Pick<ServicingRules, 'tariff'>) {
  const { principal, interest } = openAmounts(account);
  const spread = spreadOfPart(tariff, account.paid.interest, interest);
  return { principal, interest: minus(interest, spread) };
}

/**
 * What is to be compensated on a day: by instalments, of each whose day has come; accelerated, all outstanding
 * principal with the interest to the day; principal alone, all that is outstanding up to the ceiling. Penalty, fees and
 * the operator's spread are nobody's to compensate.
 *
 * @param outstanding the principal that the lenders have outstanding.
 * @param ceiling the most that is paid, where the cover is of principal alone.
 * @param servicing worked through the day.
 * @example compensationDue({ accounts: [], fallenDue: 0, rules: {} }, ZERO, ZERO, dayOf(2026, 3, 2)).parts // []
 */
export function compensationDue(
  servicing: Servicing,
  outstanding: MinorUnits,
  ceiling: MinorUnits,
  today: Day,
): CompensationDue {
  const { rules, accounts, fallenDue } = servicing;
  const cover = rules.compensation?.cover ?? 'instalments';
  if (cover === 'principal') {
    const principal = least(outstanding, ceiling);
    return { through: fallenDue, parts: [], principal, interest: ZERO };
  }
  if (cover === 'accelerated') {
    const passed = duePassed(servicing, today);
    const due = accounts.slice(0, passed).map((account) => forLenders(account, rules).interest);
    const interest = plus(sum(due), interestAhead({ ...servicing, fallenDue: passed }, today));
    return { through: fallenDue, parts: [], principal: outstanding, interest };
  }
  const day = rules.compensation?.day ?? 0;
  const parts = accounts.slice(0, fallenDue).flatMap((account, index) => {
    const hasCome = addDays(askingDay(rules, account.dueDay), day) <= today;
    if (!hasCome || !isUnpaid(account, rules)) return [];
    return [{ number: index + 1, ...forLenders(account, rules) }];
  });
  return {
    ...{ through: parts.at(-1)?.number ?? 0, parts },
    principal: sum(parts.map(({ principal }) => principal)),
    interest: sum(parts.map(({ interest }) => interest)),
  };
}

/** How many instalments have had their due day, though some may be asked for on the next working day only. */
function duePassed({ accounts, fallenDue }: Servicing, today: Day): number {
  const next = accounts.findIndex(({ dueDay }, index) => index >= fallenDue && dueDay > today);
  return next === -1 ? accounts.length : next;
}

/** The lenders' interest up to the day on what has its due day ahead. */
function interestAhead(servicing: Servicing, today: Day): MinorUnits {
  if (servicing.fallenDue === servicing.accounts.length) return ZERO;
  const day = earlyRepaymentDay(servicing, today);
  const part = earlyPart(servicing, { kind: 'early_repayment_in_full', day });
  if (!part.ok) return ZERO;
  const { interest } = part.value;
  return minus(interest, interestSpread(servicing.rules.tariff, interest));
}

/**
 * The instalments after something that was compensated on them has come back.
 *
 * @example withRecovered([], []) // []
 */
export function withRecovered(
  accounts: readonly ServicedAccount[],
  recovered: readonly RecoveredPart[],
): readonly ServicedAccount[] {
  if (recovered.length === 0) return accounts;
  const after = [...accounts];
  for (const { number, principal, interest } of recovered) {
    const account = after[number - 1];
    const part = account?.compensated;
    if (account === undefined || part === undefined) continue;
    const recoveredPrincipal = plus(part.recoveredPrincipal, principal);
    const recoveredInterest = plus(part.recoveredInterest, interest);
    const compensated = { ...part, recoveredPrincipal, recoveredInterest };
    after[number - 1] = { ...account, compensated };
  }
  return after;
}
