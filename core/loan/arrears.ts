// Arrears 欠款: what has fallen due and is not paid, since when, and what the loan becomes as the days go by.
import type { MutuaEvent } from '../events.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { ZERO } from '../money/minor-units.ts';
import { type Day, daysBetween } from '../time/day.ts';
import type { WorldDraft } from '../world.ts';
import type { Loan } from './loan.ts';
import {
  type ComponentAmounts,
  NO_AMOUNTS,
  plusAmounts,
  totalOfAmounts,
} from './repay/components.ts';
import { openAmounts } from './repay/instalment-account.ts';
import { accountsAsSent, askingDay, dueAmounts } from './serviced-accounts.ts';
import type { OverdueRules, Servicing } from './servicing.ts';
import { loanIn } from './take-step.ts';

/** Unless the pack says otherwise: the line of the Chinese disclosure rules (90天以上) and of the EU's default. */
export const DEFAULT_DAYS = 90;

/** What holds where a contract says nothing. */
const USUAL: OverdueRules = { graceDays: 0, defaultDays: DEFAULT_DAYS };

export interface Arrears {
  /** The due day of the oldest unpaid instalment, after the working-day rule. */
  readonly since: Day;
  /** The day after the due day is 1; on the due day itself it is 0. */
  readonly daysOverdue: number;
  readonly amounts: ComponentAmounts;
}

type Instalments = Pick<Servicing, 'accounts' | 'fallenDue' | 'rules' | 'underWay'>;

/**
 * What is due and unpaid on a day; undefined where nothing is. A payment that is under way counts as paid.
 *
 * @example arrearsOf({ accounts: [], fallenDue: 0, rules: {} }, dayOf(2026, 3, 2)) // undefined
 */
export function arrearsOf(servicing: Instalments, today: Day): Arrears | undefined {
  const due = accountsAsSent(servicing).slice(0, servicing.fallenDue);
  const unpaid = due.filter((account) => totalOfAmounts(openAmounts(account)) > ZERO);
  const [oldest] = unpaid;
  if (oldest === undefined) return undefined;
  const since = askingDay(servicing.rules, oldest.dueDay);
  return {
    since,
    daysOverdue: Math.max(0, daysBetween(since, today)),
    amounts: unpaid.map(openAmounts).reduce(plusAmounts, NO_AMOUNTS),
  };
}

/**
 * Days overdue of a loan on which grace has run out; 0 until then.
 *
 * @example daysBehind({ accounts: [], fallenDue: 0, rules: {} }, dayOf(2026, 3, 2)) // 0
 */
export function daysBehind(servicing: Instalments, today: Day): number {
  const { graceDays } = servicing.rules.overdue ?? USUAL;
  const days = arrearsOf(servicing, today)?.daysOverdue ?? 0;
  return days > graceDays ? days : 0;
}

/**
 * What the passing of days alone has made of a loan: overdue after the grace days, in default when its days
 * overdue are more than the contract's.
 *
 * @param servicing worked through today.
 * @example fallBehind({ state: 'repaying' }, { accounts: [], fallenDue: 0, rules: {} }, dayOf(2026, 3, 2)) // []
 */
export function fallBehind(
  { id: loanId, state }: Loan,
  servicing: Instalments,
  today: Day,
): readonly MutuaEvent[] {
  if (state !== 'disbursed' && state !== 'repaying' && state !== 'overdue') return [];
  const arrears = arrearsOf(servicing, today);
  if (arrears === undefined || daysBehind(servicing, today) === 0) return [];
  const { defaultDays } = servicing.rules.overdue ?? USUAL;
  const { since, daysOverdue, amounts } = arrears;
  const behind = { loanId, since, daysOverdue, arrears: amounts };
  const defaulted = { kind: 'LoanDefaulted', cause: 'days_overdue', ...behind } as const;
  return [
    ...(state === 'overdue' ? [] : [{ kind: 'LoanFellOverdue', ...behind } as const]),
    ...(daysOverdue > defaultDays ? [defaulted] : []),
  ];
}

/**
 * What a payment has made good: nothing that is due is unpaid any more. A loan of which nothing at all is open is
 * closed instead.
 *
 * @param servicing after the payment.
 * @example catchUp({ id: 'l', state: 'repaying' }, { accounts: [], fallenDue: 0 }) // []
 */
export function catchUp(
  { id: loanId, state }: Loan,
  servicing: Pick<Servicing, 'accounts' | 'fallenDue'>,
): readonly MutuaEvent[] {
  const isEnded = servicing.accounts.every(({ settledDay }) => settledDay !== undefined);
  if (isEnded || totalOfAmounts(dueAmounts(servicing)) > ZERO) return [];
  if (state === 'overdue') return [{ kind: 'ArrearsCleared', loanId }];
  return state === 'defaulted' ? [{ kind: 'DefaultCured', loanId }] : [];
}

/**
 * Remembers the worst days overdue of the loan's borrower.
 *
 * @example keepDaysOverdue({}, 'l', 0) // undefined
 */
export function keepDaysOverdue(world: WorldDraft, loanId: Id, daysOverdue: number): void {
  if (daysOverdue === 0) return;
  const borrower = world.get('borrower', loanIn(world, loanId).borrowerId);
  assert(borrower !== undefined, 'Who owes a loan is a borrower.');
  const { worstDaysOverdue = 0 } = borrower;
  if (daysOverdue <= worstDaysOverdue) return;
  world.put('borrower', { ...borrower, worstDaysOverdue: daysOverdue });
}
