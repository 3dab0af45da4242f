// Listings that take money or wait for it, and are not the one listing of what their borrower applied for 拆标.
//
// The door refuses such a listing, so that one stands there only if somebody wrote into the tables past the door. They
// are held against what nobody can rewrite: the borrower's own application in the command log. What is looked at are
// the listings of this night, found by an index, however many loans there were before.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import type { Read } from './end-of-day-read.ts';

export type SplitFault =
  /** No borrower ever applied for it. */
  | 'not_applied_for'
  | 'term_split'
  | 'amount_split'
  /** The borrower has another one at the same time. */
  | 'listing_already_exists';

export interface SplitListing {
  readonly loanId: Id;
  readonly fault: SplitFault;
}

/** More of them would not tell more. */
const FOUND_MAX = 1_000;

export async function readSplitListings(read: Read): Promise<readonly SplitListing[]> {
  const rows = await read({
    name: 'split listings',
    text: `select id, fault
      from (
        select open.id, case
            when applied.term_months is null then 'not_applied_for'
            when (shown_term, open.term_months) <> (open.term_months, applied.term_months) then 'term_split'
            when shown_amount <> open.loan_amount or open.loan_amount > applied.loan_amount then 'amount_split'
            when of_borrower > 1 then 'listing_already_exists'
          end as fault
        from (
          select loan.id, loan.loan_amount, loan.term_months,
            listing.loan_amount as shown_amount, listing.term_months as shown_term,
            count(*) over (partition by loan.borrower_id) as of_borrower
          from loan.loan
          join loan.listing on listing.loan_id = loan.id
          where loan.state in ('listed', 'funding', 'funded')
        ) as open
        left join lateral (
          select (event ->> 'termMonths')::integer as term_months,
            substr(event ->> 'loanAmount', 2)::bigint as loan_amount
          from commit.command
          cross join lateral json_array_elements(events) as event
          where command_id = open.id and event ->> 'kind' = 'LoanApplied'
        ) as applied on true
      ) as looked_at
      where fault is not null
      order by id
      limit ${FOUND_MAX}`,
    values: [],
    rows: -1,
  });
  return rows.map(({ id, fault }) => ({ loanId: idOf(String(id)), fault: fault as SplitFault }));
}
