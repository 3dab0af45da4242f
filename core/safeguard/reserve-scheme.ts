// A risk reserve 风险准备金: money in a separate custody account, accrued by a published share of outstanding principal,
// and spent only on the bad debts that it covers.
import type { Id } from '../kit/id.ts';
import type { InBothLanguages } from '../law/clause.ts';
import type { TransferId } from '../ledger/transfer.ts';
import type { ReserveRule } from '../loan/servicing.ts';
import type { Currency } from '../money/currency.ts';
import { fraction } from '../money/fraction.ts';
import { greatest, type MinorUnits, minus, scale, ZERO } from '../money/minor-units.ts';
import type { Safeguard } from '../product/product.ts';
import type {
  ReserveCover,
  ReserveShortRule,
  ReserveTerms,
  SafeguardTerms,
} from '../product/safeguard-terms.ts';
import { type Day, formatDay } from '../time/day.ts';

/** `ended` takes no new loans; those that it covers it covers to their end. */
export type ReserveState = (typeof RESERVE_STATES)[number];

export const RESERVE_STATES = ['proposed', 'active', 'ended'] as const;

/** What is published of a reserve, and never changes. */
export interface ReserveSchemeTerms {
  /** Snake case: by it products name the reserve. */
  readonly code: string;
  readonly names: InBothLanguages;
  /** The partner in whose own account it lies, and who recovers what it paid. */
  readonly trusteeId: Id;
  /** The partner who pays into it. */
  readonly contributorId: Id;
  readonly currency: Currency;
  /** What is set aside, as a share of the outstanding principal. */
  readonly accrualPpm: number;
  readonly cover: ReserveCover;
  /** The most that is paid for one loan, as a share of its principal. */
  readonly ceilingPpm: number;
  readonly shortRule: ReserveShortRule;
}

/** That it begins or ends, as one person prepared it. */
export interface ReserveProposal {
  readonly to: 'active' | 'ended';
  readonly reason: string;
  readonly makerId: Id;
  readonly proposedOn: Day;
}

/** Money on its way between a partner and the reserve. */
export interface ReserveMove {
  readonly kind: 'contribution' | 'release';
  readonly instructionId: Id;
  readonly amount: MinorUnits;
  readonly holdId: TransferId;
  /** Of the accrual, or of the release. */
  readonly day: Day;
}

export interface ReserveScheme extends ReserveSchemeTerms {
  readonly id: Id;
  readonly state: ReserveState;
  readonly proposal?: ReserveProposal;
  /** Since when it is as it is. */
  readonly stateSince?: Day;
  /** What was paid in in all, and what was given back. */
  readonly contributed: MinorUnits;
  readonly released: MinorUnits;
  /** The next days on which it is spent, and on which it is accrued. */
  readonly spendDay?: Day;
  readonly accrualDay?: Day;
  readonly move?: ReserveMove;
  /** Since when its contributor has not paid, and since when it was not enough. */
  readonly missedSince?: Day;
  readonly shortSince?: Day;
  /** What it owed when it was last spent, and could not pay. */
  readonly waiting: MinorUnits;
}

/** What the loans of a reserve have outstanding; a sum that is read for the accrual and never saved. */
export interface ReserveStanding {
  readonly schemeId: Id;
  readonly outstanding: MinorUnits;
  /** Loans were listed with it that are not disbursed yet. */
  readonly isPromised: boolean;
}

/** `enough` is there; or it was `asked` for and then `paid`, or `missed`; `waiting` for what was asked before. */
export type ReserveAccrualState = (typeof RESERVE_ACCRUAL_STATES)[number];

export const RESERVE_ACCRUAL_STATES = ['enough', 'asked', 'paid', 'missed', 'waiting'] as const;

/** The accrual of one day, as it is kept for ever. */
export interface ReserveAccrual {
  readonly schemeId: Id;
  readonly day: Day;
  readonly outstanding: MinorUnits;
  readonly accrualPpm: number;
  readonly target: MinorUnits;
  readonly balance: MinorUnits;
  /** The balance and what was used: what was paid in, less what was given back. */
  readonly funded: MinorUnits;
  /** What is missing of the target. */
  readonly asked: MinorUnits;
  readonly state: ReserveAccrualState;
  /** Why it was missed. */
  readonly reason?: string;
}

/** What a reserve owes to the lenders of one loan on a day, and what it pays of it. */
export interface ReserveShare {
  readonly loanId: Id;
  /** The day from which on it owes it. */
  readonly since: Day;
  readonly due: MinorUnits;
  readonly paid: MinorUnits;
}

/** The use of a reserve on one day. */
export interface ReserveSpending {
  readonly schemeId: Id;
  readonly day: Day;
  /** What there was. */
  readonly available: MinorUnits;
  readonly due: MinorUnits;
  readonly paid: MinorUnits;
  readonly shortRule: ReserveShortRule;
  /** The oldest first. */
  readonly shares: readonly ReserveShare[];
}

const MILLION = 1_000_000n;

/**
 * What a reserve should have been funded with: the published share of what is outstanding, rounded up.
 *
 * @example reserveTarget({ accrualPpm: 10_000 }, minorUnits(1_000_001n)) // minorUnits(10_001n)
 */
export function reserveTarget(
  { accrualPpm }: Pick<ReserveSchemeTerms, 'accrualPpm'>,
  outstanding: MinorUnits,
): MinorUnits {
  return scale(outstanding, fraction(BigInt(accrualPpm), MILLION), 'up');
}

/**
 * What was paid into a reserve and not given back: its balance and what was used of it, less what was recovered. Nothing
 * where more was given back, since what was recovered goes to the contributor too.
 *
 * @example fundedOf({ contributed: minorUnits(9n), released: minorUnits(2n) }) // minorUnits(7n)
 */
export function fundedOf({
  contributed,
  released,
}: Pick<ReserveScheme, 'contributed' | 'released'>): MinorUnits {
  return greatest(minus(contributed, released), ZERO);
}

/**
 * The reserve terms of a product, where a loan under that safeguard is covered by one.
 *
 * @example reserveTermsOf({}, 'guarantee') // undefined
 */
export function reserveTermsOf(
  terms: SafeguardTerms,
  safeguard: Safeguard,
): (ReserveTerms & { readonly ceilingPpm?: number; readonly cover?: ReserveCover }) | undefined {
  const { reserve, principal_only: plan } = terms;
  if (reserve === undefined || safeguard === 'none') return undefined;
  if (safeguard === 'reserve') return reserve;
  if (safeguard !== 'principal_only') {
    return terms[safeguard]?.thenReserve === true ? reserve : undefined;
  }
  if (plan?.fromReserve !== true) return undefined;
  const { compensationDay, ceilingPpm } = plan;
  return { ...reserve, compensationDay, ceilingPpm, cover: 'principal' };
}

/**
 * What a reserve promises for one loan, fixed when the loan is listed; a plan for the principal alone never promises
 * more than its reserve.
 *
 * @example reserveRuleFor(
 *   { id: 's', cover: 'principal', ceilingPpm: 500_000 }, { scheme: 'a', compensationDay: 30 }, minorUnits(10n),
 * )
 * // { schemeId: 's', day: 30, cover: 'principal', ceiling: minorUnits(5n) }
 */
export function reserveRuleFor(
  scheme: Pick<ReserveScheme, 'id' | 'cover' | 'ceilingPpm'>,
  terms: NonNullable<ReturnType<typeof reserveTermsOf>>,
  loanAmount: MinorUnits,
): ReserveRule {
  const { compensationDay: day, cover = scheme.cover, ceilingPpm = scheme.ceilingPpm } = terms;
  const most = BigInt(Math.min(ceilingPpm, scheme.ceilingPpm));
  const ceiling = scale(loanAmount, fraction(most, MILLION), 'down');
  return { schemeId: scheme.id, day, cover, ceiling };
}

/**
 * Under which key the accrual, or the use, of one day is found.
 *
 * @example reserveDayKey({ schemeId: 's', day: dayOf(2026, 3, 2) }) // 's 2026-03-02'
 */
export function reserveDayKey({ schemeId, day }: Pick<ReserveAccrual, 'schemeId' | 'day'>): string {
  return `${schemeId} ${formatDay(day)}`;
}
