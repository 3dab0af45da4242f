// Applications that wait for a person, and the list of all loans.
import type { LoanInBook, ReviewItem, ReviewTab } from '@mutua/contract/office/review.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { ManualReview } from '@mutua/core/loan/application.ts';
import type { AssessmentResult } from '@mutua/core/loan/assess/assessment-record.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { readPacked } from '../database/packed-json.ts';
import type { PersonActor } from '../http/access.ts';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { DESK } from './office-desks.ts';

export interface ReviewAsked {
  readonly tab: ReviewTab;
  readonly now: Instant;
  readonly actor: PersonActor;
}

interface ItemRow {
  readonly loanId: Id;
  readonly borrowerId: Id;
  readonly borrowerName: string | null;
  readonly state: string;
  readonly waitsFor: string;
  readonly loanAmount: bigint;
  readonly currency: string;
  readonly termMonths: number;
  readonly purpose: string;
  readonly grade: string | null;
  readonly since: Date;
  readonly result: string | null;
  readonly review: string | null;
  readonly preparedBy: string;
}

const ITEMS = `with ${DESK}
  select desk.id as "loanId", desk.borrower_id as "borrowerId", identity.name as "borrowerName",
    desk.state, desk.part as "waitsFor", desk.loan_amount as "loanAmount", desk.currency,
    desk.term_months as "termMonths", desk.purpose, desk.grade, desk.since,
    desk.result::text as result, desk.review::text as review, desk.prepared_by::text as "preparedBy"
  from desk
  left join people.identity on identity.person_id = desk.borrower_id
  where case
      when $1 = 'mine' then desk.state in ('applied', 'assessed')
        and desk.prepared_by::text like '%' || $2 || '%'
      else desk.part = $1
    end
    and ($3::timestamptz is null or (desk.since, desk.id) > ($3, $4::uuid))
  order by desk.since, desk.id
  limit $5`;

/** Whoever has waited longest stands first. */
export async function readReviewItems(
  pool: pg.Pool,
  { tab, now, actor }: ReviewAsked,
  { after, readLimit }: PageRequest,
): Promise<readonly ReviewItem[]> {
  const { rows } = await pool.query<ItemRow>({
    name: 'applications to review',
    text: ITEMS,
    values: [tab, actor.id, after?.[0] ?? null, after?.[1] ?? null, readLimit],
  });
  return rows.map(
    ({ since, result, review, preparedBy, borrowerName, grade, loanAmount, currency, ...own }) => {
      const assessed = result === null ? undefined : (readPacked(result) as AssessmentResult);
      const opinion = review === null ? undefined : (readPacked(review) as ManualReview).opinion;
      return {
        ...own,
        loanAmount: moneyOf(loanAmount, currency),
        since: since.toISOString(),
        waitedSeconds: secondsSince(since, now),
        reasonCodes: [...(assessed?.reasonCodes ?? [])],
        isOwn: preparedBy.includes(actor.id),
        ...present({ borrowerName, grade: grade ?? assessed?.grade, opinion }),
      };
    },
  );
}

export interface BookAsked {
  readonly states?: readonly string[] | undefined;
  readonly grade?: string | undefined;
  readonly purpose?: string | undefined;
  readonly assetClass?: string | undefined;
  readonly borrowerId?: string | undefined;
  /** The end of a loan's number, or the beginning of a borrower's name. */
  readonly search?: string | undefined;
}

interface BookRow {
  readonly loanId: Id;
  readonly borrowerId: Id;
  readonly borrowerName: string | null;
  readonly state: string;
  readonly productCode: string;
  readonly loanAmount: bigint;
  readonly currency: string;
  readonly outstanding: bigint;
  readonly termMonths: number;
  readonly purpose: string;
  readonly grade: string | null;
  readonly annualRatePpm: number | null;
  readonly safeguard: string | null;
  readonly assetClass: string | null;
  readonly appliedOn: string;
  readonly valueDay: string | null;
  readonly since: Date;
}

/** The rows are chosen before anything is joined to them, so that a page costs the same however many loans there are. */
const BOOK = `with chosen as materialized (
    select loan.*
    from loan.loan
    where ($1::text[] is null or loan.state = any($1))
      and ($2::text is null or loan.grade = $2)
      and ($3::text is null or loan.purpose = $3)
      and ($4::text is null or loan.asset_class = $4)
      and ($5::uuid is null or loan.borrower_id = $5)
      and (
        $6::text is null
        or loan.id::text like '%' || $6
        or loan.borrower_id in (select person_id from people.identity where name like $6 || '%')
      )
      and ($7::uuid is null or loan.id < $7)
    order by loan.id desc
    limit $8
  )
  select chosen.id as "loanId", chosen.borrower_id as "borrowerId", identity.name as "borrowerName",
    chosen.state, chosen.product_code as "productCode", chosen.loan_amount as "loanAmount",
    chosen.currency, coalesce(account.posted, 0) as outstanding, chosen.term_months as "termMonths",
    chosen.purpose, chosen.grade, chosen.annual_rate_ppm as "annualRatePpm", chosen.safeguard,
    chosen.asset_class as "assetClass", applied.day as "appliedOn", chosen.value_day as "valueDay",
    last.at as since
  from chosen
  join loan.transition as applied on applied.loan_id = chosen.id and applied.number = 1
  join loan.transition as last on last.loan_id = chosen.id and last.number = chosen.transitions
  left join people.identity on identity.person_id = chosen.borrower_id
  left join ledger.account
    on account.owner = chosen.id::text and account.kind = 'loan_principal'
    and account.currency = chosen.currency
  order by chosen.id desc`;

/** The newest first. */
export async function readLoanBook(
  pool: pg.Pool,
  asked: BookAsked,
  now: Instant,
  { after, readLimit }: PageRequest,
): Promise<readonly LoanInBook[]> {
  const { states, grade, purpose, assetClass, borrowerId, search } = asked;
  const { rows } = await pool.query<BookRow>(BOOK, [
    ...[states ?? null, grade ?? null, purpose ?? null, assetClass ?? null, borrowerId ?? null],
    search === undefined ? null : plainPattern(search),
    ...[after?.[0] ?? null, readLimit],
  ]);
  return rows.map(({ since, loanAmount, outstanding, currency, ...row }) => {
    const { borrowerName, grade: found, annualRatePpm, safeguard, valueDay, ...own } = row;
    const { assetClass: classified, ...fields } = own;
    return {
      ...fields,
      ...{ loanAmount: moneyOf(loanAmount, currency), outstanding: moneyOf(outstanding, currency) },
      waitedSeconds: secondsSince(since, now),
      ...present({ borrowerName, grade: found, annualRatePpm, safeguard, valueDay }),
      ...present({ assetClass: classified }),
    };
  });
}

/** What somebody types is looked for as it stands. */
function plainPattern(text: string): string {
  return text
    .trim()
    .replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
    .toLowerCase();
}

function secondsSince(since: Date, now: Instant): number {
  return Math.max(0, Math.floor((Date.parse(isoOf(now)) - since.getTime()) / 1_000));
}
