// How loans stand for those who hold them, on a day: how late, what has accrued, what is to come. Reckoned once for
// each loan, version and day, since many lenders ask for the same, and a lender has thousands.

import { type ClaimBucket, claimBucket } from '@mutua/core/claim/impairment.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { accruedToLenders } from '@mutua/core/loan/repay/accrued.ts';
import { totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import { openAmounts } from '@mutua/core/loan/repay/instalment-account.ts';
import { askingDay } from '@mutua/core/loan/serviced-accounts.ts';
import type { ServicedAccount, Servicing } from '@mutua/core/loan/servicing.ts';
import { type MinorUnits, minorUnits, minus, ZERO } from '@mutua/core/money/minor-units.ts';
import { interestSpread } from '@mutua/core/product/lender-fees.ts';
import type { Tariff } from '@mutua/core/product/tariff.ts';
import { addDays, type Day, daysBetween } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { servicingTable } from '../loan/loan-store.ts';
import { rowsOf } from '../loan/servicing-read.ts';

/** One instalment that has not come whole, as its lenders are owed it: without the spread, before their fees. */
export interface InstalmentToCome {
  readonly dueDay: Day;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
}

export interface LoanStanding {
  readonly bucket: ClaimBucket;
  readonly daysLate: number;
  /** Zero but where the loan is on time or in its grace days. */
  readonly accrued: MinorUnits;
  /** Outstanding of all claims together. */
  readonly outstanding: MinorUnits;
  /** Nothing of a loan that is written off. */
  readonly toCome: readonly InstalmentToCome[];
  readonly instalments: number;
  /** Of those, how many have come whole, or were paid by somebody else. */
  readonly received: number;
  /** Instalments whose day came in the year before, and how many of them were settled within the grace days. */
  readonly asked: number;
  readonly onTime: number;
  readonly tariff: Tariff;
}

interface Kept {
  readonly version: number;
  readonly day: Day;
  readonly standing: LoanStanding;
}

const LOANS_MAX = 40_000;
const LOANS_AT_ONCE = 500;
const YEAR_DAYS = 365;

export class LoanStandings {
  readonly #pool: pg.Pool;
  readonly #kept = new Map<Id, Kept>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Of those loans that have instalments; `version` is that of their servicing. */
  async of(
    loans: readonly { readonly loanId: Id; readonly version: number | null }[],
    day: Day,
  ): Promise<ReadonlyMap<Id, LoanStanding>> {
    const missing = loans.filter(({ loanId, version }) => {
      const kept = this.#kept.get(loanId);
      return version !== null && (kept?.version !== version || kept.day !== day);
    });
    for (let from = 0; from < missing.length; from += LOANS_AT_ONCE) {
      await this.#reckon(missing.slice(from, from + LOANS_AT_ONCE), day);
    }
    const found = new Map<Id, LoanStanding>();
    for (const { loanId } of loans) {
      const kept = this.#kept.get(loanId);
      if (kept !== undefined) found.set(loanId, kept.standing);
    }
    this.#forgetOldest();
    return found;
  }

  async #reckon(
    loans: readonly { readonly loanId: Id; readonly version: number | null }[],
    day: Day,
  ): Promise<void> {
    const ids = [...new Set(loans.map(({ loanId }) => loanId))];
    const versions = new Map(loans.map(({ loanId, version }) => [loanId, version ?? 0]));
    const [servicings, outstanding] = await Promise.all([
      rowsOf(this.#pool, servicingTable, servicingTable.loadByKey(ids)),
      readOutstanding(this.#pool, ids),
    ]);
    for (const servicing of servicings) {
      const { loanId } = servicing;
      const standing = standingOf(servicing, outstanding.get(loanId) ?? ZERO, day);
      this.#kept.delete(loanId);
      this.#kept.set(loanId, { version: versions.get(loanId) ?? 0, day, standing });
    }
  }

  #forgetOldest(): void {
    for (const loanId of this.#kept.keys()) {
      if (this.#kept.size <= LOANS_MAX) return;
      this.#kept.delete(loanId);
    }
  }
}

function standingOf(servicing: Servicing, outstanding: MinorUnits, day: Day): LoanStanding {
  const { accounts, rules, writtenOff } = servicing;
  const unpaid = accounts.filter(isOpen);
  const open = writtenOff === undefined ? unpaid : [];
  const [next] = open;
  const late =
    next === undefined || next.dueDay >= day
      ? 0
      : Math.max(0, daysBetween(askingDay(rules, next.dueDay), day));
  const graceDays = rules.overdue?.graceDays ?? 0;
  const bucket = claimBucket(late, graceDays);
  const isCounted = bucket === 'current' || bucket === 'grace';
  const asked = accounts.filter(({ dueDay }) => dueDay < day && dueDay >= addDays(day, -YEAR_DAYS));
  return {
    ...{ bucket, daysLate: late, outstanding, tariff: rules.tariff },
    accrued: isCounted && outstanding > ZERO ? accruedToLenders(servicing, day) : ZERO,
    toCome: open.map((account) => toComeOf(account, rules.tariff)),
    ...{ instalments: accounts.length, received: accounts.length - unpaid.length },
    asked: asked.length,
    onTime: asked.filter((account) => isOnTime(account, servicing)).length,
  };
}

function isOpen(account: ServicedAccount): boolean {
  return account.compensated === undefined && totalOfAmounts(openAmounts(account)) !== ZERO;
}

function toComeOf(account: ServicedAccount, tariff: Tariff): InstalmentToCome {
  const { principal, interest } = openAmounts(account);
  return {
    ...{ dueDay: account.dueDay, principal },
    interest: minus(interest, interestSpread(tariff, interest)),
  };
}

function isOnTime({ dueDay, settledDay, compensated }: ServicedAccount, { rules }: Servicing) {
  if (compensated !== undefined || settledDay === undefined) return false;
  const asked = askingDay(rules, dueDay);
  return settledDay <= addDays(asked, rules.overdue?.graceDays ?? 0);
}

async function readOutstanding(
  pool: pg.Pool,
  loanIds: readonly Id[],
): Promise<ReadonlyMap<Id, MinorUnits>> {
  const { rows } = await pool.query<{ loanId: Id; outstanding: bigint }>(
    `select loan_id as "loanId", sum(outstanding)::bigint as outstanding
     from claim.claim
     where loan_id = any ($1)
     group by loan_id`,
    [loanIds],
  );
  return new Map(rows.map(({ loanId, outstanding }) => [loanId, minorUnits(outstanding)]));
}
