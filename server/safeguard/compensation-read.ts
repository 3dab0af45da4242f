// Compensations, as the office and the guarantors read them.
import type {
  ClaimBySubrogation,
  CompensationOnWire,
} from '@mutua/contract/safeguard/compensation.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type pg from 'pg';
import { moneyOf, present } from '../http/read-fields.ts';

const COMPENSATIONS_MAX = 200;

interface CompensationRow {
  readonly compensationId: string;
  readonly commitmentId: string | null;
  readonly reserveSchemeId: string | null;
  readonly loanId: string;
  readonly guarantorId: string;
  readonly place: number;
  readonly cover: string;
  readonly state: CompensationOnWire['state'];
  readonly principal: bigint;
  readonly interest: bigint;
  readonly currency: string;
  readonly claimedOn: string;
  readonly endedOn: string | null;
  readonly reason: string | null;
  readonly pageUrl: string | null;
}

/** The newest first, of one day whoever was called last; at most 200. */
export async function readCompensations(
  pool: pg.Pool,
  asked: {
    readonly loanId?: Id;
    readonly guarantorId?: Id;
    readonly commitmentId?: Id;
    readonly reserveSchemeId?: Id;
  },
): Promise<readonly CompensationOnWire[]> {
  const { rows } = await pool.query<CompensationRow>(
    `select compensation.id as "compensationId", commitment_id as "commitmentId",
       reserve_scheme_id as "reserveSchemeId", compensation.loan_id as "loanId", guarantor_id as "guarantorId", place, cover,
       compensation.state, principal, interest, compensation.currency,
       claimed_on as "claimedOn", ended_on as "endedOn", compensation.reason,
       case when compensation.state = 'claimed' then instruction.page_url end as "pageUrl"
     from safeguard.compensation
     left join wallet.instruction on instruction.id = compensation.instruction_id
     where ($1::uuid is null or compensation.loan_id = $1)
       and ($2::uuid is null or guarantor_id = $2)
       and ($3::uuid is null or commitment_id = $3)
       and ($4::uuid is null or reserve_scheme_id = $4)
     order by claimed_on desc, place desc, compensation.id desc
     limit ${COMPENSATIONS_MAX}`,
    [asked.loanId, asked.guarantorId, asked.commitmentId, asked.reserveSchemeId].map(
      (id) => id ?? null,
    ),
  );
  return rows.map(({ principal, interest, currency, endedOn, reason, pageUrl, ...row }) => {
    const { commitmentId, reserveSchemeId, ...own } = row;
    return {
      ...own,
      ...{ principal: moneyOf(principal, currency), interest: moneyOf(interest, currency) },
      ...present({ commitmentId, reserveSchemeId, endedOn, reason, pageUrl }),
    };
  });
}

interface ClaimRow {
  readonly claimId: string;
  readonly currency: string;
  readonly principal: bigint;
  readonly outstanding: bigint;
  readonly principalReceived: bigint;
  readonly interestReceived: bigint;
  readonly penaltyReceived: bigint;
}

/** What a payer holds of a loan; nothing where it has not paid. */
export async function readSubrogation(
  pool: pg.Pool,
  loanId: string,
  payerId: Id,
): Promise<ClaimBySubrogation | undefined> {
  const { rows } = await pool.query<ClaimRow>(
    `select claim.id as "claimId", loan.currency, principal, outstanding,
       principal_received as "principalReceived", interest_received as "interestReceived",
       penalty_received as "penaltyReceived"
     from claim.claim
     join loan.loan on loan.id = claim.loan_id
     where loan_id = $1 and holder_id = $2 and origin = 'subrogation'`,
    [loanId, payerId],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { claimId, currency } = row;
  return {
    claimId,
    principal: moneyOf(row.principal, currency),
    outstanding: moneyOf(row.outstanding, currency),
    principalReceived: moneyOf(row.principalReceived, currency),
    interestReceived: moneyOf(row.interestReceived, currency),
    penaltyReceived: moneyOf(row.penaltyReceived, currency),
  };
}
