// Collateral, as the office and the guarantors read it.
import type { CollateralOnWire, LoanSafeguard } from '@mutua/contract/safeguard/collateral.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { loanToValue } from '@mutua/core/safeguard/loan-to-value.ts';
import type pg from 'pg';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { readCompensations } from './compensation-read.ts';
import { COMMITMENTS_MAX, readCommitments } from './guarantor-read.ts';

const THINGS_MAX = 200;

interface CollateralRow {
  readonly collateralId: string;
  readonly loanId: string;
  readonly commitmentId: string | null;
  readonly releaseCondition: string | null;
  readonly state: CollateralOnWire['state'];
  readonly kind: string;
  readonly description: string;
  readonly owner: string;
  readonly currency: string;
  readonly value: bigint;
  readonly valuer: string;
  readonly valuedOn: string;
  readonly rank: number;
  readonly priorDebts: bigint;
  readonly register: string | null;
  readonly registrationNumber: string | null;
  readonly registeredOn: string | null;
  readonly isDisposalAsked: boolean;
  readonly endedOn: string | null;
  readonly endReason: string | null;
  readonly proceeds: bigint | null;
}

/** What stands behind a loan, and behind the promises for it. */
export async function readLoanSafeguard(
  pool: pg.Pool,
  loanId: Id,
): Promise<LoanSafeguard | undefined> {
  interface LoanRow {
    readonly safeguard: string | null;
    readonly security: string | null;
    readonly loanAmount: bigint;
  }
  const [{ rows }, commitments, things, compensations] = await Promise.all([
    pool.query<LoanRow>(
      'select safeguard, security, loan_amount as "loanAmount" from loan.loan where id = $1',
      [loanId],
    ),
    readCommitments(pool, { loanId }, { after: undefined, readLimit: COMMITMENTS_MAX }),
    readCollateral(pool, { loanId }),
    readCompensations(pool, { loanId }),
  ]);
  const [loan] = rows;
  if (loan === undefined) return undefined;
  const { safeguard, security, loanAmount } = loan;
  const own = things.filter(
    ({ state, commitmentId }) => state === 'registered' && commitmentId === undefined,
  );
  const worth = own.map(({ value, priorDebts }) => ({
    value: minorUnits(BigInt(value.minorUnits)),
    priorDebts: minorUnits(BigInt(priorDebts.minorUnits)),
  }));
  const ltvPpm = worth.length === 0 ? undefined : loanToValue(minorUnits(loanAmount), worth);
  return {
    loanId,
    ...present({ safeguard, security, ltvPpm }),
    ...{ commitments: [...commitments], collateral: [...things] },
    compensations: [...compensations],
  };
}

export interface CollateralAsked {
  readonly loanId?: Id;
  readonly commitmentId?: Id;
  readonly state?: CollateralOnWire['state'];
  /** Left out: all, up to a limit that no loan reaches. */
  readonly page?: PageRequest;
}

/** In the order in which it was recorded. */
export async function readCollateral(
  pool: pg.Pool,
  { loanId, commitmentId, state, page }: CollateralAsked,
): Promise<readonly CollateralOnWire[]> {
  const { rows } = await pool.query<CollateralRow>(
    `select id as "collateralId", loan_id as "loanId", commitment_id as "commitmentId",
       release_condition as "releaseCondition", state, kind, description, owner, currency, value,
       valuer, valued_on as "valuedOn", rank, prior_debts as "priorDebts", register,
       registration_number as "registrationNumber", registered_on as "registeredOn",
       disposal_asked is not null as "isDisposalAsked", ended_on as "endedOn",
       end_reason as "endReason", proceeds
     from safeguard.collateral
     where ($1::uuid is null or loan_id = $1)
       and ($2::uuid is null or commitment_id = $2)
       and ($3::text is null or state = $3)
       and ($4::uuid is null or id > $4)
     order by id
     limit $5`,
    [
      ...[loanId ?? null, commitmentId ?? null, state ?? null],
      ...[page?.after?.[0] ?? null, page?.readLimit ?? THINGS_MAX],
    ],
  );
  return rows.map((row) => {
    const { currency, value, priorDebts, proceeds, commitmentId: behind, ...own } = row;
    const { releaseCondition, register, registrationNumber, registeredOn, ...rest } = own;
    const { endedOn, endReason, ...always } = rest;
    return {
      ...always,
      ...{ value: moneyOf(value, currency), priorDebts: moneyOf(priorDebts, currency) },
      ...present({ commitmentId: behind, releaseCondition, register, registrationNumber }),
      ...present({ registeredOn, endedOn, endReason }),
      ...(proceeds === null ? {} : { proceeds: moneyOf(proceeds, currency) }),
    };
  });
}
