// What a lender has to tell the tax office for a year: interest, fees and losses, loan by loan, from the book.
import type { TaxYearOnWire } from '@mutua/contract/claim/portfolio.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { type MinorUnits, minorUnits, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import type pg from 'pg';
import { moneyOf } from '../http/read-fields.ts';
import type { PortfolioAccount } from './portfolio-account-read.ts';

export interface TaxLine {
  readonly year: number;
  /** Left out for fees that are no loan's. */
  readonly loanId: Id | undefined;
  readonly title: string;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly penalty: MinorUnits;
  readonly fees: MinorUnits;
  readonly loss: MinorUnits;
}

type Sums = { readonly [Name in 'principal' | 'interest' | 'penalty' | 'fees' | 'loss']: bigint };

/** By year and loan, the account's own fees last. */
export async function readTaxLines(
  pool: pg.Pool,
  { accountId, holderId, currency }: PortfolioAccount,
): Promise<readonly TaxLine[]> {
  const { rows } = await pool.query<
    Sums & { year: number; loanId: Id | null; title: string | null }
  >(
    `with line as (
       select extract(year from booked_day)::integer as year, subject_id, code, amount as signed
       from ledger.transfer
       where credit_account = $1 and kind in ('posted', 'post')
         and code in (230, 231, 232, 411, 412, 422, 423, 320)
       union all
       select extract(year from booked_day)::integer, subject_id, code, -amount
       from ledger.transfer
       where debit_account = $1 and kind in ('posted', 'post')
         and (code in (230, 231, 232, 411, 412, 422, 423) or code between 300 and 309)
     ), loss as (
       select extract(year from ended.day)::integer as year, claim.loan_id, sum(claim.loss) as loss
       from claim.claim
       join loan.loan on loan.id = claim.loan_id and loan.currency = $3
       cross join lateral (
         select max(day) as day from loan.transition
         where loan_id = claim.loan_id and "to" = 'closed'
       ) as ended
       where claim.holder_id = $2 and claim.loss is not null
       group by 1, 2
     ), sums as (
       select year, subject_id, signed, code, 0 as loss from line
       union all
       select year, loan_id, 0, 0, loss from loss
     )
     select sums.year, loan.id as "loanId", listing.title,
       coalesce(sum(signed) filter (where code in (230, 411, 422)), 0)::bigint as principal,
       coalesce(sum(signed) filter (where code in (231, 412, 423)), 0)::bigint as interest,
       coalesce(sum(signed) filter (where code = 232), 0)::bigint as penalty,
       coalesce(-sum(signed) filter (where code between 300 and 329), 0)::bigint as fees,
       sum(sums.loss)::bigint as loss
     from sums
     left join loan.loan on loan.id = sums.subject_id
     left join loan.listing on listing.loan_id = loan.id
     group by sums.year, loan.id, listing.title
     order by sums.year desc, loan.id`,
    [accountId, holderId, currency],
  );
  return rows.map((row) => ({
    ...{ year: row.year, loanId: row.loanId ?? undefined, title: row.title ?? '' },
    ...{ principal: minorUnits(row.principal), interest: minorUnits(row.interest) },
    ...{ penalty: minorUnits(row.penalty), fees: minorUnits(row.fees), loss: minorUnits(row.loss) },
  }));
}

/** The sums of each year, the newest first. */
export function taxYearsOf(
  lines: readonly TaxLine[],
  { currency }: Pick<PortfolioAccount, 'currency'>,
): TaxYearOnWire[] {
  return [...new Set(lines.map(({ year }) => year))].map((year) => {
    const own = lines.filter((line) => line.year === year);
    const total = taxTotal(own);
    return {
      ...{ year, claims: own.filter(({ loanId }) => loanId !== undefined).length },
      principal: moneyOf(total.principal, currency),
      interest: moneyOf(total.interest, currency),
      penalty: moneyOf(total.penalty, currency),
      fees: moneyOf(total.fees, currency),
      loss: moneyOf(total.loss, currency),
    };
  });
}

/** What the lines come to together. */
export function taxTotal(lines: readonly TaxLine[]): Pick<TaxLine, keyof Sums> {
  const nothing = { principal: ZERO, interest: ZERO, penalty: ZERO, fees: ZERO, loss: ZERO };
  return lines.reduce<Pick<TaxLine, keyof Sums>>(
    (total, line) => ({
      principal: plus(total.principal, line.principal),
      interest: plus(total.interest, line.interest),
      penalty: plus(total.penalty, line.penalty),
      fees: plus(total.fees, line.fees),
      loss: plus(total.loss, line.loss),
    }),
    nothing,
  );
}
