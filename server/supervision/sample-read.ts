// A sample of loans that anybody can draw again: the loans are put in the order of SHA-256 over `seed:loanId`, and the
// first ones are taken. Whoever chose the seed could not choose the loans, and nobody can change them afterwards.
import type { SamplePopulation } from '@mutua/contract/supervision/indicators.ts';
import type { LoanSample } from '@mutua/contract/supervision/supervision.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { moneyOf } from '../http/read-fields.ts';
import type { Connection } from '../ledger/standing.ts';
import { type ClosedDayInBook, writeSupervisedDay } from './closed-day-read.ts';
import { BALANCE_ON_DAY, STATE_ON_DAY, within } from './indicator-statement-read.ts';

export interface SampleAsked {
  readonly day: ClosedDayInBook;
  readonly seed: string;
  readonly size: number;
  readonly population: SamplePopulation;
}

/** `$1` is the day. A loan has principal on its account from the day on which it was paid out. */
const POPULATIONS: Readonly<Record<SamplePopulation, string>> = {
  disbursed: `select account.owner::uuid as id
    from ledger.account
    join lateral (${BALANCE_ON_DAY}) as balance on true
    where ${within('account.account_id', { first: 'loan_principal', last: 'loan_principal' })}`,
  open: `select account.owner::uuid as id
    from ledger.account
    join lateral (${BALANCE_ON_DAY}) as balance on balance.posted > 0
    where ${within('account.account_id', { first: 'loan_principal', last: 'loan_principal' })}`,
};

interface Drawn {
  readonly loanId: Id;
  readonly digest: string;
  readonly state: string;
  readonly loanAmount: bigint;
  readonly outstanding: bigint;
  readonly currency: string;
}

export async function drawSample(
  connection: Connection,
  { day, seed, size, population }: SampleAsked,
): Promise<LoanSample> {
  const { rows: sizes } = await connection.query<{ count: number; digest: string }>({
    name: `population of ${population} loans`,
    text: `select count(*)::integer as count,
        encode(sha256(convert_to(coalesce(string_agg(id::text || E'\\n', '' order by id), ''), 'UTF8')), 'hex')
          as digest
      from (${POPULATIONS[population]}) as member`,
    values: [day.day],
  });
  const { rows } = await connection.query<Drawn>({
    name: `sample of ${population} loans`,
    text: `select loan.id as "loanId", drawn.digest, latest."to" as state, loan.currency,
        loan.loan_amount::bigint as "loanAmount", balance.posted as outstanding
      from (
        select id, encode(sha256(convert_to($2::text || ':' || id::text, 'UTF8')), 'hex') as digest
        from (${POPULATIONS[population]}) as member
        order by digest
        limit $3
      ) as drawn
      join loan.loan on loan.id = drawn.id
      join ledger.account on account.owner = drawn.id::text and account.kind = 'loan_principal'
        and account.currency = loan.currency
      join lateral (${BALANCE_ON_DAY}) as balance on true
      join lateral (${STATE_ON_DAY}) as latest on true
      order by drawn.digest`,
    values: [day.day, seed, size],
  });
  const [whole] = sizes;
  return {
    ...{ asOf: writeSupervisedDay(day), seed, population },
    ...{ populationSize: whole?.count ?? 0, populationDigest: whole?.digest ?? '' },
    loans: rows.map(({ loanAmount, outstanding, currency, ...own }, index) => ({
      ...{ place: index + 1, ...own },
      loanAmount: moneyOf(loanAmount, currency),
      outstanding: moneyOf(outstanding, currency),
    })),
  };
}
