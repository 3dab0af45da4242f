// Guarantors and their commitments, as the office and the guarantors themselves read them.
import type {
  CommitmentForGuarantor,
  CommitmentOnWire,
} from '@mutua/contract/safeguard/commitment.ts';
import type { GuarantorInOffice, GuarantorOnWire } from '@mutua/contract/safeguard/guarantor.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { DisbursementCondition } from '@mutua/core/loan/disburse/disburse-loan.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { GuarantorProposal, GuarantorStanding } from '@mutua/core/safeguard/guarantor.ts';
import { remainingLine } from '@mutua/core/safeguard/guarantor.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { readPacked } from '../database/packed-json.ts';
import { mayUse, type PersonActor } from '../http/access.ts';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { readCompensations } from './compensation-read.ts';

export const COMMITMENTS_MAX = 200;

interface GuarantorRow {
  readonly guarantorId: string;
  readonly name: string | null;
  readonly partnerKind: string | null;
  readonly standing: string | null;
  readonly proposal: string | null;
  readonly committed: bigint;
}

/** Partners that are guarantors or are to be, the newest first; only those in a status where one is asked. */
export async function readGuarantors(
  pool: pg.Pool,
  actor: PersonActor,
  asked: { readonly status?: string; readonly guarantorId?: Id },
  { after, readLimit }: Pick<PageRequest, 'after' | 'readLimit'>,
): Promise<readonly GuarantorOnWire[]> {
  const { rows } = await pool.query<GuarantorRow>(
    `select guarantor.id as "guarantorId", identity.name, client.partner_kind as "partnerKind",
       guarantor.standing, guarantor.proposal, guarantor.committed
     from safeguard.guarantor
     join people.client on client.id = guarantor.id
     left join people.identity on identity.person_id = guarantor.id
     where ($1::uuid is null or guarantor.id = $1)
       and ($2::text is null or guarantor.standing ->> 'status' = $2)
       and ($3::uuid is null or guarantor.id < $3)
     order by guarantor.id desc
     limit $4`,
    [asked.guarantorId ?? null, asked.status ?? null, after?.[0] ?? null, readLimit],
  );
  return rows.map((row) => writeGuarantor(row, actor));
}

/** With every standing that was set and everything it promised. */
export async function readGuarantor(
  pool: pg.Pool,
  guarantorId: Id,
  actor: PersonActor,
): Promise<GuarantorInOffice | undefined> {
  const page = { after: undefined, readLimit: 1 };
  const [[found], changes, commitments, compensations] = await Promise.all([
    readGuarantors(pool, actor, { guarantorId }, page),
    pool.query<ChangeRow>(
      `select number, standing, reason, maker_id as "makerId", checker_id as "checkerId", at, day
       from safeguard.guarantor_change
       where guarantor_id = $1
       order by number desc
       limit ${COMMITMENTS_MAX}`,
      [guarantorId],
    ),
    readCommitments(pool, { guarantorId }, { after: undefined, readLimit: COMMITMENTS_MAX }),
    readCompensations(pool, { guarantorId }),
  ]);
  if (found === undefined) return undefined;
  return {
    ...found,
    changes: changes.rows.map(({ standing, makerId, checkerId, at, ...own }) => ({
      ...own,
      ...present({ makerId, checkerId }),
      ...{ standing: writeStanding(standing), at: at.toISOString() },
    })),
    commitments: [...commitments],
    compensations: [...compensations],
  };
}

interface ChangeRow {
  readonly number: number;
  readonly standing: string;
  readonly reason: string;
  readonly makerId: string | null;
  readonly checkerId: string | null;
  readonly at: Date;
  readonly day: string;
}

function writeGuarantor(row: GuarantorRow, actor: PersonActor): GuarantorOnWire {
  const { guarantorId, name, partnerKind, standing, committed } = row;
  const proposal =
    row.proposal === null ? undefined : (readPacked(row.proposal) as GuarantorProposal);
  const known = standing === null ? undefined : (readPacked(standing) as GuarantorStanding);
  const isAnalyst = mayUse(actor, { roles: ['staff'], positions: ['risk_analyst'] });
  const isCompliance = mayUse(actor, { roles: ['staff'], positions: ['compliance_officer'] });
  const isChecker = mayUse(actor, {
    ...{ roles: ['staff'], positions: ['risk_analyst_lead', 'compliance_officer_lead'] },
  });
  const mayApprove = proposal !== undefined && proposal.makerId !== actor.id && isChecker;
  return {
    guarantorId,
    ...present({ name, partnerKind }),
    ...(known === undefined ? {} : lineFields(known, committed)),
    ...(proposal === undefined
      ? {}
      : {
          proposal: {
            ...{ reason: proposal.reason, makerId: proposal.makerId },
            standing: writeKnown(proposal.standing),
            proposedOn: formatDay(proposal.proposedOn),
          },
        }),
    actions: [
      ...(isAnalyst ? ['propose_standing'] : []),
      ...(mayApprove ? ['approve_standing'] : []),
      ...(known?.status === 'active' && (isAnalyst || isCompliance) ? ['suspend'] : []),
    ],
  };
}

function lineFields(standing: GuarantorStanding, committed: bigint) {
  const { currency } = standing;
  return {
    standing: writeKnown(standing),
    committed: moneyOf(committed, currency),
    remaining: moneyOf(remainingLine(standing, minorUnits(committed)), currency),
  };
}

function writeStanding(packed: string) {
  return writeKnown(readPacked(packed) as GuarantorStanding);
}

function writeKnown({ line, currency, ...own }: GuarantorStanding) {
  return { ...own, line: moneyOf(line, currency) };
}

/** A guarantor's own. */
export async function readOwnStanding(pool: pg.Pool, guarantorId: Id) {
  interface Row extends Pick<GuarantorRow, 'standing' | 'committed'> {
    readonly deposit: bigint;
  }
  const { rows } = await pool.query<Row>(
    `select standing, committed, coalesce((
         select posted from ledger.account
         where kind = 'guarantee_deposit' and owner = guarantor.id::text
           and currency = guarantor.standing ->> 'currency'
       ), 0)::bigint as deposit
     from safeguard.guarantor
     where id = $1`,
    [guarantorId],
  );
  const [row] = rows;
  if (row === undefined || row.standing === null) return {};
  const standing = readPacked(row.standing) as GuarantorStanding;
  return {
    ...lineFields(standing, row.committed),
    ...(row.deposit > 0n && { deposit: moneyOf(row.deposit, standing.currency) }),
  };
}

interface CommitmentRow {
  readonly commitmentId: string;
  readonly loanId: string;
  readonly guarantorId: string;
  readonly state: CommitmentOnWire['state'];
  readonly safeguard: string;
  readonly place: number;
  readonly cover: string;
  readonly compensationDay: number;
  readonly amount: bigint;
  readonly currency: string;
  readonly askedAt: Date;
  readonly signedAt: Date | null;
  readonly endedAt: Date | null;
  readonly endReason: string | null;
  readonly loanState: string;
  readonly compensated: bigint;
  readonly compensationDueOn: string | null;
  readonly isDue: boolean;
}

const COMMITMENT = `
  commitment.id as "commitmentId", commitment.loan_id as "loanId",
  commitment.guarantor_id as "guarantorId", commitment.state, commitment.safeguard, commitment.place,
  commitment.cover, commitment.compensation_day as "compensationDay", commitment.amount,
  commitment.currency, commitment.asked_at as "askedAt", commitment.signed_at as "signedAt",
  commitment.ended_at as "endedAt", commitment.end_reason as "endReason", loan.state as "loanState",
  coalesce((
    select sum(principal) from safeguard.compensation
    where compensation.commitment_id = commitment.id and compensation.state = 'paid'
  ), 0)::bigint as compensated,
  case when commitment.state = 'signed' then loan.compensation_day end as "compensationDueOn",
  coalesce(loan.compensation_day <= (select day from calendar.business_day), false) as "isDue"`;

interface CommitmentFilter {
  readonly guarantorId?: Id;
  readonly loanId?: Id;
}

/** The newest first. */
export async function readCommitments(
  pool: pg.Pool,
  { guarantorId, loanId }: CommitmentFilter,
  { after, readLimit }: Pick<PageRequest, 'after' | 'readLimit'>,
): Promise<readonly CommitmentOnWire[]> {
  const { rows } = await pool.query<CommitmentRow>(
    `select ${COMMITMENT}
     from safeguard.commitment
     join loan.loan on loan.id = commitment.loan_id
     where ($1::uuid is null or commitment.guarantor_id = $1)
       and ($2::uuid is null or commitment.loan_id = $2)
       and ($3::uuid is null or commitment.id < $3)
     order by commitment.id desc
     limit $4`,
    [guarantorId ?? null, loanId ?? null, after?.[0] ?? null, readLimit],
  );
  return rows.map(writeCommitment);
}

function writeCommitment(row: CommitmentRow): CommitmentOnWire {
  const { commitmentId, loanId, guarantorId, state, safeguard, place, cover } = row;
  const { compensationDay, amount, currency, askedAt, signedAt, endedAt, endReason } = row;
  return {
    ...{ commitmentId, loanId, guarantorId, state, safeguard, place, cover, compensationDay },
    ...{ amount: moneyOf(amount, currency), askedAt: askedAt.toISOString() },
    compensated: moneyOf(row.compensated, currency),
    ...present({ compensationDueOn: row.compensationDueOn }),
    ...present({ signedAt: signedAt?.toISOString(), endedAt: endedAt?.toISOString(), endReason }),
    loanState: row.loanState,
  };
}

interface ProjectRow extends CommitmentRow {
  readonly loanAmount: bigint;
  readonly termMonths: number;
  readonly repaymentMethod: string;
  readonly purpose: string;
  readonly annualRatePpm: number | null;
  readonly grade: string | null;
  readonly riskClass: string | null;
  readonly borrowerKind: string;
  readonly region: string | null;
}

/** A guarantor's own projects, the newest first. */
export async function readProjects(
  pool: pg.Pool,
  { guarantorId, commitmentId }: { readonly guarantorId: Id; readonly commitmentId?: Id },
  { after, readLimit }: Pick<PageRequest, 'after' | 'readLimit'>,
): Promise<readonly CommitmentForGuarantor[]> {
  const { rows } = await pool.query<ProjectRow>(
    `select ${COMMITMENT}, loan.loan_amount as "loanAmount", loan.term_months as "termMonths",
       loan.repayment_method as "repaymentMethod", loan.purpose,
       loan.annual_rate_ppm as "annualRatePpm", loan.grade, loan.risk_class as "riskClass",
       client.kind as "borrowerKind", client.region
     from safeguard.commitment
     join loan.loan on loan.id = commitment.loan_id
     join people.client on client.id = loan.borrower_id
     where commitment.guarantor_id = $1
       and ($2::uuid is null or commitment.id = $2)
       and ($3::uuid is null or commitment.id < $3)
     order by commitment.id desc
     limit $4`,
    [guarantorId, commitmentId ?? null, after?.[0] ?? null, readLimit],
  );
  return rows.map((row) => {
    const { loanAmount, termMonths, repaymentMethod, purpose, borrowerKind } = row;
    const { annualRatePpm, grade, riskClass, region, state, loanState } = row;
    const canSign = state === 'asked' && loanState === 'approved';
    return {
      ...writeCommitment(row),
      loan: {
        ...{ termMonths, repaymentMethod, purpose, borrowerKind },
        loanAmount: moneyOf(loanAmount, row.currency),
        ...present({ annualRatePpm, grade, riskClass, region }),
      },
      actions: [
        ...(canSign ? ['sign'] : []),
        ...(state === 'asked' ? ['decline'] : []),
        ...(state === 'asked' || state === 'signed' ? ['record_pledge'] : []),
        ...(state === 'signed' ? ['request_mandate'] : []),
        ...(state === 'signed' && row.isDue ? ['pay_compensation'] : []),
      ],
    };
  });
}

/** What those who signed for a loan leave open; the rule looks closer, at days and caps. */
export async function readMissingOfGuarantors(
  pool: pg.Pool,
  loanId: Id,
): Promise<readonly DisbursementCondition[]> {
  const { rows } = await pool.query<{ status: string | null; isAuthorised: boolean }>(
    `select guarantor.standing ->> 'status' as status, exists (
         select from wallet.mandate
         where mandate.loan_id = commitment.loan_id
           and mandate.client_id = commitment.guarantor_id
           and mandate.scope = 'compensation'
           and mandate.state = 'granted'
       ) as "isAuthorised"
     from safeguard.commitment
     join safeguard.guarantor on guarantor.id = commitment.guarantor_id
     where commitment.loan_id = $1
       and commitment.state = 'signed'`,
    [loanId],
  );
  return [
    ...(rows.some(({ status }) => status === 'failed') ? ['guarantee_commitment' as const] : []),
    ...(rows.every(({ isAuthorised }) => isAuthorised) ? [] : ['guarantor_mandate' as const]),
  ];
}
