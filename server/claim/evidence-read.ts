// The evidence pack of a claim: what a lender needs to prove it.
import type { EvidencePackOnWire } from '@mutua/contract/claim/evidence-pack.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { FundingTerms } from '@mutua/core/loan/loan.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import { readPacked } from '../database/packed-json.ts';
import { moneyOf } from '../http/read-fields.ts';
import { readTimeline } from '../loan/timeline-read.ts';
import { readClaim } from './claim-read.ts';
import type { PortfolioSources } from './portfolio-sources.ts';

/** Nothing where the claim is not there or another's. */
export async function readEvidencePack(
  sources: PortfolioSources,
  holderId: Id,
  claimId: Id,
): Promise<EvidencePackOnWire | undefined> {
  const { pool } = sources;
  const [claim, today] = await Promise.all([
    readClaim(sources, holderId, claimId),
    readBusinessDate(pool),
  ]);
  if (claim === undefined || today === undefined) return undefined;
  const loanId = claim.loanId as Id;
  const [signed, timeline, contacts, compensations] = await Promise.all([
    readSigned(pool, loanId, claimId),
    readTimeline(pool, loanId, 'public'),
    readContacts(pool, loanId),
    readCompensations(pool, loanId),
  ]);
  return { asOf: formatDay(today), claim, ...signed, timeline, contacts, compensations };
}

/** A claim from a disbursement has the id of its bid. */
async function readSigned(
  pool: pg.Pool,
  loanId: Id,
  claimId: Id,
): Promise<Pick<EvidencePackOnWire, 'contract' | 'acknowledged'>> {
  const { rows } = await pool.query<{
    document: string | null;
    hash: string | null;
    signedAt: Date | null;
    funding: string | null;
    placedAt: Date | null;
  }>(
    `select contract.document, contract.hash, contract.signed_at as "signedAt", loan.funding,
       bid.placed_at as "placedAt"
     from loan.loan
     left join loan.contract on contract.loan_id = loan.id
     left join loan.bid on bid.id = $2
     where loan.id = $1`,
    [loanId, claimId],
  );
  const [row] = rows;
  if (row === undefined) return {};
  const { document, hash, signedAt, funding, placedAt } = row;
  const isSigned = document !== null && hash !== null && signedAt !== null;
  return {
    ...(isSigned ? { contract: { document, hash, signedAt: signedAt.toISOString() } } : {}),
    ...(funding !== null && placedAt !== null
      ? {
          acknowledged: {
            riskNotice: (readPacked(funding) as FundingTerms).riskNotice,
            at: placedAt.toISOString(),
          },
        }
      : {}),
  };
}

async function readContacts(pool: pg.Pool, loanId: Id): Promise<EvidencePackOnWire['contacts']> {
  const { rows } = await pool.query<{
    day: string;
    at: Date;
    channel: string;
    template: string;
    outcome: string;
  }>(
    `select day, at, channel, template, outcome from work.contact
     where loan_id = $1
     order by at, id`,
    [loanId],
  );
  return rows.map(({ at, ...contact }) => ({ ...contact, at: at.toISOString() }));
}

async function readCompensations(
  pool: pg.Pool,
  loanId: Id,
): Promise<EvidencePackOnWire['compensations']> {
  const { rows } = await pool.query<{
    claimedOn: string;
    state: string;
    principal: bigint;
    interest: bigint;
    currency: string;
  }>(
    `select claimed_on as "claimedOn", state, principal, interest, currency
     from safeguard.compensation
     where loan_id = $1
     order by claimed_on, id`,
    [loanId],
  );
  return rows.map(({ claimedOn, state, principal, interest, currency }) => ({
    ...{ claimedOn, state },
    principal: moneyOf(principal, currency),
    interest: moneyOf(interest, currency),
  }));
}
