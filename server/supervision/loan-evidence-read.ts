// All that is kept of one loan, as an observer sees it: terms, contract, bids, holders, every change of its state, and
// its lines in the book.
import type { LoanEvidence, TransferOfLoan } from '@mutua/contract/supervision/supervision.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { codeOfNumber } from '@mutua/core/ledger/transfer-codes.ts';
import type pg from 'pg';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { readTimeline } from '../loan/timeline-read.ts';

interface LoanRow {
  readonly borrowerId: Id;
  readonly state: string;
  readonly productCode: string;
  readonly productVersion: number;
  readonly currency: string;
  readonly loanAmount: bigint;
  readonly termMonths: number;
  readonly repaymentMethod: string;
  readonly purpose: string;
  readonly annualRatePpm: number | null;
  readonly grade: string | null;
  readonly valueDay: string | null;
  readonly outstanding: bigint;
  readonly transferCount: number;
  readonly hash: string | null;
  readonly signedAt: Date | null;
}

/** Nothing where there is no such loan. */
export async function readLoanEvidence(
  pool: pg.Pool,
  loanId: Id,
): Promise<LoanEvidence | undefined> {
  const [loan, bids, claims, timeline] = await Promise.all([
    readLoan(pool, loanId),
    readBids(pool, loanId),
    readClaims(pool, loanId),
    readTimeline(pool, loanId, 'office'),
  ]);
  if (loan === undefined) return undefined;
  const { currency, loanAmount, outstanding, hash, signedAt, ...row } = loan;
  const { annualRatePpm, grade, valueDay, ...own } = row;
  const money = (amount: bigint) => moneyOf(amount, currency);
  return {
    ...{ loanId, ...own, loanAmount: money(loanAmount), outstanding: money(outstanding) },
    ...present({ annualRatePpm, grade, valueDay }),
    ...(hash !== null && signedAt !== null
      ? { contract: { hash, signedAt: signedAt.toISOString() } }
      : {}),
    bids: bids.map(({ amount, placedAt, ...bid }) => ({
      ...{ ...bid, amount: money(amount), placedAt: placedAt.toISOString() },
    })),
    claims: claims.map(({ principal, outstanding: left, ...claim }) => ({
      ...{ ...claim, principal: money(principal), outstanding: money(left) },
    })),
    timeline,
  };
}

async function readLoan(pool: pg.Pool, loanId: Id): Promise<LoanRow | undefined> {
  const { rows } = await pool.query<LoanRow>({
    name: 'evidence: loan',
    text: `select borrower_id as "borrowerId", state, product_code as "productCode",
        product_version as "productVersion", currency, loan_amount::bigint as "loanAmount",
        term_months as "termMonths", repayment_method as "repaymentMethod", purpose,
        annual_rate_ppm as "annualRatePpm", grade, value_day as "valueDay",
        coalesce((
          select posted from ledger.account
          where owner = loan.id::text and kind = 'loan_principal' and currency = loan.currency
        ), 0)::bigint as outstanding,
        (select count(*)::integer from (${TRANSFERS}) as line) as "transferCount",
        (select hash from loan.contract where contract.loan_id = loan.id) as hash,
        (select signed_at from loan.contract where contract.loan_id = loan.id) as "signedAt"
      from loan.loan
      where id = $1`,
    values: [loanId],
  });
  return rows[0];
}

interface BidRow {
  readonly bidId: Id;
  readonly lenderId: Id;
  readonly amount: bigint;
  readonly state: string;
  readonly placedAt: Date;
}

async function readBids(pool: pg.Pool, loanId: Id): Promise<readonly BidRow[]> {
  const { rows } = await pool.query<BidRow>({
    name: 'evidence: bids',
    text: `select id as "bidId", lender_id as "lenderId", amount::bigint, state, placed_at as "placedAt"
      from loan.bid
      where loan_id = $1
      order by placed_at, id`,
    values: [loanId],
  });
  return rows;
}

interface ClaimRow {
  readonly claimId: Id;
  readonly holderId: Id;
  readonly origin: string;
  readonly state: string;
  readonly principal: bigint;
  readonly outstanding: bigint;
}

async function readClaims(pool: pg.Pool, loanId: Id): Promise<readonly ClaimRow[]> {
  const { rows } = await pool.query<ClaimRow>({
    name: 'evidence: claims',
    text: `select id as "claimId", holder_id as "holderId", origin, state, principal, outstanding
      from claim.claim
      where loan_id = $1
      order by id`,
    values: [loanId],
  });
  return rows;
}

/** Whether there is such a loan, whatever has become of it. */
export async function isLoanKept(pool: pg.Pool, loanId: Id): Promise<boolean> {
  const text = 'select from loan.loan where id = $1';
  const { rowCount } = await pool.query({ name: 'evidence: is there', text, values: [loanId] });
  return rowCount === 1;
}

/**
 * Every line that touches an account of the loan, or is about it: what a lender freezes for a bid is booked on the
 * funding account of the loan, and what falls due on the accounts of its debt.
 */
const TRANSFERS = `
  select transfer_id
  from ledger.account
  join ledger.transfer on transfer.debit_account = account.account_id
  where account.owner = $1::uuid::text
  union
  select transfer_id
  from ledger.account
  join ledger.transfer on transfer.credit_account = account.account_id
  where account.owner = $1::uuid::text`;

interface TransferRow {
  readonly transferId: bigint;
  readonly kind: TransferOfLoan['kind'];
  readonly code: number;
  readonly fromKind: string;
  readonly fromOwner: string;
  readonly toKind: string;
  readonly toOwner: string;
  readonly currency: string;
  readonly amount: bigint;
  readonly isReversal: boolean;
  readonly bookedDay: string;
  readonly effectiveDay: string;
  readonly bookedAt: Date;
  readonly commandId: Id;
}

/** In the order of the book. */
export async function readTransfersOfLoan(
  pool: pg.Pool,
  loanId: Id,
  { after, readLimit }: Pick<PageRequest, 'after' | 'readLimit'>,
): Promise<readonly TransferOfLoan[]> {
  const { rows } = await pool.query<TransferRow>({
    name: 'evidence: transfers',
    text: `select line.transfer_id as "transferId", transfer.kind, code,
        debit.kind as "fromKind", debit.owner as "fromOwner",
        credit.kind as "toKind", credit.owner as "toOwner", debit.currency,
        amount::bigint, reverses_id is not null as "isReversal", booked_day as "bookedDay",
        effective_day as "effectiveDay", command.at as "bookedAt", command.command_id as "commandId"
      from (
        select transfer_id
        from (${TRANSFERS}) as every
        where $2::bigint is null or transfer_id > $2
        order by transfer_id
        limit $3
      ) as line
      join ledger.transfer on transfer.transfer_id = line.transfer_id
      join ledger.account as debit on debit.account_id = transfer.debit_account
      join ledger.account as credit on credit.account_id = transfer.credit_account
      join commit.command on command.sequence = transfer.command_sequence
      order by line.transfer_id`,
    values: [loanId, after?.[0] ?? null, readLimit],
  });
  return rows.map(({ transferId, code, amount, currency, bookedAt, ...own }) => ({
    ...own,
    transferId: String(transferId),
    code: codeOfNumber(code) ?? String(code),
    amount: moneyOf(amount, currency),
    bookedAt: bookedAt.toISOString(),
  }));
}
