// The risk reserves of the town: what is published of each, what came into it, and what it has promised for which loan.
import type { Id } from '@mutua/core/kit/id.ts';
import type { ReserveSchemeTerms } from '@mutua/core/safeguard/reserve-scheme.ts';
import type { Day } from '@mutua/core/time/day.ts';
import { place } from './purses.ts';
import type { TownMandate } from './town-money.ts';

export interface TownReserve {
  readonly id: Id;
  readonly terms: ReserveSchemeTerms;
  state: 'proposed' | 'active' | 'ended';
  proposal?: { readonly to: 'active' | 'ended'; readonly by: Id };
  paidIn: bigint;
  givenBack: bigint;
  /** When it is spent and filled next. */
  spendDay?: Day;
  accrualDay?: Day;
  /** Money on its way into it, or back. */
  move?: TownReserveMove;
  missedSince?: Day;
  shortSince?: Day;
  /** What it owed when it was last looked at, and could not pay. */
  waiting: bigint;
}

export interface TownReserveMove {
  readonly kind: 'contribution' | 'release';
  readonly instructionId: Id;
  readonly amount: bigint;
  readonly mandate: TownMandate;
}

/** What a reserve has promised for one loan. */
export interface ReservePromise {
  readonly reserveId: Id;
  /** So many days after the due day it pays. */
  readonly day: number;
  readonly cover: 'principal' | 'principal_and_interest';
  /** The most of the principal. */
  readonly ceiling: bigint;
}

/** What a reserve owes to the lenders of one loan. */
export interface ReserveDue {
  /** Interest that has fallen due, by instalments. */
  readonly parts: readonly { readonly index: number; readonly interest: bigint }[];
  readonly principal: bigint;
  readonly interest: bigint;
}

/** What a reserve has sent to the lenders of a loan. */
export interface PaidOfReserve {
  readonly reserveId: Id;
  readonly due: ReserveDue;
  readonly mandate: TownMandate;
}

/** Where its money lies, apart from everybody's cash. */
export function reservePurse(id: Id): string {
  return place('risk_reserve', id);
}
