// What a lender has to tell the tax office for a year: interest, fees and losses, loan by loan, from the book.
import type { TaxYearOnWire } from '@mutua/contract/claim/portfolio.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { type MinorUnits, minorUnits, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import type pg from 'pg';
import { moneyOf } from '../http/read-fields.ts';
import { ClosedSums, type LinesAsked } from './closed-sums.ts';
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

interface TaxSums {
  readonly year: number;
  /** Of what the lines are: a loan, or a withdrawal. */
  readonly subjectId: Id;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly penalty: MinorUnits;
  readonly fees: MinorUnits;
}

type TaxSumsOf = ReadonlyMap<string, TaxSums>;

/** Each lender's years. */
export class TaxYears {
  readonly #pool: pg.Pool;
  readonly #sums: ClosedSums<TaxSumsOf>;
  /** Of those subjects that are loans; a published title never changes. */
  readonly #titles = new Map<Id, string | undefined>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
    this.#sums = new ClosedSums({
      read: (asked) => readTaxSums(pool, asked),
      together: sumsTogether,
      sizeOf: ({ size }) => size,
    });
  }

  /** By year and loan, the newest year first; the account's own fees last. */
  async linesOf(account: PortfolioAccount): Promise<readonly TaxLine[]> {
    const [sums, losses] = await Promise.all([
      this.#sums.of(account),
      readLosses(this.#pool, account),
    ]);
    const titles = await this.#titlesOf([...sums.values(), ...losses]);
    const lines = new Map<string, TaxLine>();
    const add = (year: number, subjectId: Id, more: Partial<TaxLine>) => {
      const title = titles.get(subjectId);
      const loanId = title === undefined ? undefined : subjectId;
      const key = `${year} ${loanId ?? ''}`;
      const known = lines.get(key) ?? { year, loanId, title: title ?? '', ...NOTHING };
      lines.set(key, { ...known, ...added(known, more) });
    };
    for (const { year, subjectId, ...own } of sums.values()) add(year, subjectId, own);
    for (const { year, subjectId, loss } of losses) add(year, subjectId, { loss });
    return [...lines.values()].toSorted(
      (left, right) => right.year - left.year || order(left.loanId, right.loanId),
    );
  }

  async #titlesOf(
    lines: readonly { readonly subjectId: Id }[],
  ): Promise<ReadonlyMap<Id, string | undefined>> {
    const found = new Map<Id, string | undefined>();
    const unknown: Id[] = [];
    for (const subjectId of new Set(lines.map((line) => line.subjectId))) {
      if (this.#titles.has(subjectId)) found.set(subjectId, this.#titles.get(subjectId));
      else unknown.push(subjectId);
    }
    if (unknown.length === 0) return found;
    const titles = await readTitles(this.#pool, unknown);
    if (this.#titles.size > TITLES_MAX) this.#titles.clear();
    for (const subjectId of unknown) {
      found.set(subjectId, titles.get(subjectId));
      this.#titles.set(subjectId, titles.get(subjectId));
    }
    return found;
  }
}

/** Of all lenders together. */
const TITLES_MAX = 200_000;
const NOTHING = { principal: ZERO, interest: ZERO, penalty: ZERO, fees: ZERO, loss: ZERO };

/** Without a loan last. */
function order(left: Id | undefined, right: Id | undefined): number {
  if (left === right) return 0;
  return right === undefined || (left !== undefined && left < right) ? -1 : 1;
}

function added(known: Pick<TaxLine, keyof Sums>, more: Partial<Pick<TaxLine, keyof Sums>>) {
  const of = (name: keyof Sums) => plus(known[name], more[name] ?? ZERO);
  return {
    principal: of('principal'),
    interest: of('interest'),
    penalty: of('penalty'),
    fees: of('fees'),
    loss: of('loss'),
  };
}

function sumsTogether(before: TaxSumsOf, more: TaxSumsOf): TaxSumsOf {
  const both = new Map(before);
  for (const [key, own] of more) {
    const known = both.get(key);
    if (known === undefined) both.set(key, own);
    else {
      both.set(key, {
        ...{ year: own.year, subjectId: own.subjectId },
        ...{ principal: plus(known.principal, own.principal) },
        ...{ interest: plus(known.interest, own.interest) },
        ...{ penalty: plus(known.penalty, own.penalty), fees: plus(known.fees, own.fees) },
      });
    }
  }
  return both;
}

async function readTaxSums(
  pool: pg.Pool,
  { accountId, after, through }: LinesAsked,
): Promise<TaxSumsOf> {
  const { rows } = await pool.query<
    Omit<Sums, 'loss'> & { readonly year: number; readonly subjectId: Id }
  >(
    `with line as (
       select extract(year from booked_day)::integer as year, subject_id, code, amount as signed
       from ledger.transfer
       where credit_account = $1 and kind in ('posted', 'post')
         and transfer_id > $2 and transfer_id <= $3
         and code in (230, 231, 232, 411, 412, 422, 423, 320)
       union all
       select extract(year from booked_day)::integer, subject_id, code, -amount
       from ledger.transfer
       where debit_account = $1 and kind in ('posted', 'post')
         and transfer_id > $2 and transfer_id <= $3
         and (code in (230, 231, 232, 411, 412, 422, 423) or code between 300 and 309)
     )
     select year, subject_id as "subjectId",
       coalesce(sum(signed) filter (where code in (230, 411, 422)), 0)::bigint as principal,
       coalesce(sum(signed) filter (where code in (231, 412, 423)), 0)::bigint as interest,
       coalesce(sum(signed) filter (where code = 232), 0)::bigint as penalty,
       coalesce(-sum(signed) filter (where code between 300 and 329), 0)::bigint as fees
     from line
     group by year, subject_id`,
    [accountId, after, through],
  );
  return new Map(
    rows.map(({ year, subjectId, principal, interest, penalty, fees }) => [
      `${year} ${subjectId}`,
      {
        ...{ year, subjectId, principal: minorUnits(principal), interest: minorUnits(interest) },
        ...{ penalty: minorUnits(penalty), fees: minorUnits(fees) },
      },
    ]),
  );
}

/** In the year in which the loan was closed. */
async function readLosses(
  pool: pg.Pool,
  { holderId, currency }: PortfolioAccount,
): Promise<
  readonly { readonly year: number; readonly subjectId: Id; readonly loss: MinorUnits }[]
> {
  const { rows } = await pool.query<{ year: number; subjectId: Id; loss: bigint }>(
    `select extract(year from ended.day)::integer as year, claim.loan_id as "subjectId",
       sum(claim.loss)::bigint as loss
     from claim.claim
     join loan.loan on loan.id = claim.loan_id and loan.currency = $2
     cross join lateral (
       select max(day) as day from loan.transition
       where loan_id = claim.loan_id and "to" = 'closed'
     ) as ended
     where claim.holder_id = $1 and claim.loss is not null
     group by 1, 2`,
    [holderId, currency],
  );
  return rows.map(({ loss, ...row }) => ({ ...row, loss: minorUnits(loss) }));
}

/** Of those that are loans. */
async function readTitles(
  pool: pg.Pool,
  subjectIds: readonly Id[],
): Promise<ReadonlyMap<Id, string>> {
  const { rows } = await pool.query<{ id: Id; title: string | null }>(
    `select loan.id, listing.title
     from loan.loan
     left join loan.listing on listing.loan_id = loan.id
     where loan.id = any ($1::uuid[])`,
    [subjectIds],
  );
  return new Map(rows.map(({ id, title }) => [id, title ?? '']));
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
