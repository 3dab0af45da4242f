// How full the office's queues are, and which listings wait for a second person.
import type { ListingInOffice } from '@mutua/contract/office/loans.ts';
import type { QueueCounts } from '@mutua/contract/office/queues.ts';
import type pg from 'pg';
import { mayUse, type PersonActor } from '../http/access.ts';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';

export async function readQueueCounts(pool: pg.Pool): Promise<QueueCounts> {
  const [loans, others] = await Promise.all([
    pool.query<{ state: string; count: number; oldest: Date | null }>(
      `select loan.state, count(*)::integer as count, min(transition.at) as oldest
       from loan.loan
       join loan.transition
         on transition.loan_id = loan.id and transition.number = loan.transitions
       where loan.state not in ('closed', 'rejected', 'withdrawn', 'failed')
       group by loan.state
       order by loan.state`,
    ),
    pool.query<Omit<QueueCounts, 'loans'>>(
      `select
         (select count(*)::integer from loan.listing where state = 'prepared') as "listingsToPublish",
         (select count(*)::integer from loan.servicing where proposal is not null) as "stepsToRelease",
         (select count(*)::integer from people.client where is_held) as "clientsHeld",
         (select count(*)::integer from wallet.receipt
          where state in ('unmatched', 'proposed')) as "receiptsUnmatched",
         (select count(*)::integer from ledger.break where state = 'found') as "breaksFound",
         (select count(*)::integer from wallet.alarm where state = 'open') as "alarmsOpen",
         (select count(*)::integer from wallet.instruction
          where state = 'unknown') as "instructionsUnknown"`,
    ),
  ]);
  const [counts] = others.rows;
  return {
    loans: loans.rows.map(({ state, count, oldest }) => ({
      ...{ state, count, ...present({ oldestSince: oldest?.toISOString() }) },
    })),
    ...(counts ?? {
      ...{ listingsToPublish: 0, stepsToRelease: 0, clientsHeld: 0, receiptsUnmatched: 0 },
      ...{ breaksFound: 0, alarmsOpen: 0, instructionsUnknown: 0 },
    }),
  };
}

interface ListingRow {
  readonly loanId: string;
  readonly state: ListingInOffice['state'];
  readonly title: string;
  readonly summary: string;
  readonly loanAmount: bigint;
  readonly currency: string;
  readonly termMonths: number;
  readonly opensAt: Date;
  readonly fundingDays: number;
  readonly makerId: string;
  readonly checkerId: string | null;
  readonly loanState: string;
}

const CHECKERS = {
  roles: ['staff'],
  positions: ['loan_officer_lead', 'compliance_officer_lead'],
} as const;

/** By id, the newest first. */
export async function readListingDrafts(
  pool: pg.Pool,
  state: string | undefined,
  actor: PersonActor,
  { after, readLimit }: PageRequest,
): Promise<readonly ListingInOffice[]> {
  const { rows } = await pool.query<ListingRow>(
    `select listing.loan_id as "loanId", listing.state, listing.title, listing.summary,
       listing.loan_amount as "loanAmount", loan.currency, listing.term_months as "termMonths",
       listing.opens_at as "opensAt", listing.funding_days as "fundingDays",
       listing.maker_id as "makerId", listing.checker_id as "checkerId", loan.state as "loanState"
     from loan.listing
     join loan.loan on loan.id = listing.loan_id
     where ($1::text is null or listing.state = $1)
       and ($2::uuid is null or listing.loan_id < $2)
     order by listing.loan_id desc
     limit $3`,
    [state ?? null, after?.[0] ?? null, readLimit],
  );
  return rows.map(({ loanAmount, currency, opensAt, checkerId, ...own }) => {
    const isToPublish = own.state === 'prepared' && own.loanState === 'approved';
    const mayPublish = isToPublish && own.makerId !== actor.id && mayUse(actor, CHECKERS);
    return {
      ...own,
      loanAmount: moneyOf(loanAmount, currency),
      opensAt: opensAt.toISOString(),
      ...present({ checkerId }),
      actions: mayPublish ? ['publish'] : [],
    };
  });
}
