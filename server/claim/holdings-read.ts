// All that a lender holds, one row a claim: what the parts of the portfolio are added up from.
import type { ClaimBucket } from '@mutua/core/claim/impairment.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import {
  type MinorUnits,
  minorUnits,
  minus,
  plus,
  scale,
  sum,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { claimPaymentFee } from '@mutua/core/product/lender-fees.ts';
import { addDays, addMonths, type Day } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { dayColumn } from '../database/column.ts';
import type { LoanStanding, LoanStandings } from './loan-standing-read.ts';
import type { PortfolioAccount } from './portfolio-account-read.ts';

/** One claim, with how its loan stands. */
export interface Holding {
  readonly claimId: Id;
  readonly loanId: Id;
  readonly borrowerId: Id;
  readonly state: string;
  readonly principal: MinorUnits;
  readonly outstanding: MinorUnits;
  readonly principalReceived: MinorUnits;
  readonly interestReceived: MinorUnits;
  readonly penaltyReceived: MinorUnits;
  /** Principal that is lost for good, or written off and still being collected. */
  readonly lost: MinorUnits;
  readonly isWrittenOff: boolean;
  readonly loanState: string;
  readonly annualRatePpm: number;
  readonly grade: string;
  readonly purpose: string;
  readonly region: string;
  readonly industry: string;
  readonly safeguard: string;
  /** The due day of the last instalment by the contract. */
  readonly lastDay: Day | undefined;
  readonly standing: LoanStanding | undefined;
}

interface Row {
  readonly claimId: Id;
  readonly loanId: Id;
  readonly borrowerId: Id;
  readonly state: string;
  readonly principal: bigint;
  readonly outstanding: bigint;
  readonly principalReceived: bigint;
  readonly interestReceived: bigint;
  readonly penaltyReceived: bigint;
  readonly loss: bigint | null;
  readonly loanState: string;
  readonly annualRatePpm: number;
  readonly grade: string | null;
  readonly purpose: string;
  readonly region: string | null;
  readonly industry: string | null;
  readonly safeguard: string | null;
  readonly valueDay: string | null;
  readonly termMonths: number;
  readonly version: number | null;
}

/** What came in time is asked of instalments of the last year, of loans that have ended since too. */
const YEAR_DAYS = 365;

interface Kept {
  /** The versions of the rows from which it was read. */
  readonly mark: string;
  readonly row: Row;
  readonly holding: Holding;
}

interface KeptOfAccount {
  readonly day: Day;
  readonly claims: ReadonlyMap<Id, Kept>;
}

/** Of all lenders together. */
const CLAIMS_MAX = 100_000;

/** What lenders hold; of each claim what was read is kept until its row, or one of its loan, has another version. */
export class HeldClaims {
  readonly #pool: pg.Pool;
  readonly #standings: LoanStandings;
  readonly #kept = new Map<bigint, KeptOfAccount>();

  constructor(pool: pg.Pool, standings: LoanStandings) {
    this.#pool = pool;
    this.#standings = standings;
  }

  /** What a lender has ever held in the account's currency, in the order of the claims' ids. */
  async of(account: PortfolioAccount): Promise<readonly Holding[]> {
    const { accountId, today: day } = account;
    const known = this.#kept.get(accountId);
    const marks = await readMarks(this.#pool, account);
    const changed = marks.flatMap(({ claimId, mark }) =>
      known?.claims.get(claimId)?.mark === mark ? [] : claimId,
    );
    const read = new Map(
      (await readRows(this.#pool, changed)).map(({ mark, ...row }) => [row.claimId, { mark, row }]),
    );
    const isOther = known?.day !== day;
    const rows = marks.flatMap(
      ({ claimId }) => read.get(claimId) ?? known?.claims.get(claimId) ?? [],
    );
    const asked = isOther ? rows : [...read.values()];
    const found = await this.#standings.of(standingsAsked(asked, day), day);
    const claims = new Map(
      rows.map((one): [Id, Kept] => {
        const { mark, row } = one;
        const isKept = 'holding' in one && !isOther;
        return [
          row.claimId,
          isKept ? one : { mark, row, holding: holdingOf(row, found.get(row.loanId)) },
        ];
      }),
    );
    this.#keep(accountId, { day, claims });
    return [...claims.values()].map(({ holding }) => holding);
  }

  #keep(accountId: bigint, made: KeptOfAccount): void {
    this.#kept.delete(accountId);
    this.#kept.set(accountId, made);
    let claims = [...this.#kept.values()].reduce((all, one) => all + one.claims.size, 0);
    for (const [oldest, kept] of this.#kept) {
      if (claims <= CLAIMS_MAX) return;
      this.#kept.delete(oldest);
      claims -= kept.claims.size;
    }
  }
}

const MARK = `claim.version || ' ' || loan.version || ' ' || coalesce(servicing.version, 0)`;
const HELD = `
  from claim.claim
  join loan.loan on loan.id = claim.loan_id
  left join loan.servicing on servicing.loan_id = loan.id`;

async function readMarks(
  pool: pg.Pool,
  { holderId, currency }: PortfolioAccount,
): Promise<readonly { readonly claimId: Id; readonly mark: string }[]> {
  const { rows } = await pool.query<{ claimId: Id; mark: string }>(
    `select claim.id as "claimId", ${MARK} as mark ${HELD}
     where claim.holder_id = $1 and loan.currency = $2
     order by claim.id`,
    [holderId, currency],
  );
  return rows;
}

async function readRows(
  pool: pg.Pool,
  claimIds: readonly Id[],
): Promise<readonly (Row & { readonly mark: string })[]> {
  if (claimIds.length === 0) return [];
  const { rows } = await pool.query<Row & { readonly mark: string }>(
    `select ${MARK} as mark, claim.id as "claimId", claim.loan_id as "loanId",
       claim.borrower_id as "borrowerId",
       claim.state, claim.principal, claim.outstanding, claim.principal_received as "principalReceived",
       claim.interest_received as "interestReceived",
       claim.penalty_received as "penaltyReceived", claim.loss, loan.state as "loanState",
       loan.annual_rate_ppm as "annualRatePpm", loan.grade, loan.purpose,
       listing.region,
       listing.industry, loan.safeguard,
       loan.value_day as "valueDay", loan.term_months as "termMonths", servicing.version
     ${HELD}
     left join loan.listing on listing.loan_id = loan.id
     where claim.id = any ($1::uuid[])`,
    [claimIds],
  );
  return rows;
}

/** Those with something outstanding, or that ended within the year. */
function standingsAsked(rows: readonly { readonly row: Row }[], day: Day): readonly Row[] {
  const since = addDays(day, -YEAR_DAYS);
  return rows
    .map(({ row }) => row)
    .filter((row) => row.outstanding > 0n || (lastDayOf(row) ?? day) >= since);
}

/** Neither closed nor written off. */
export function isLive({
  outstanding,
  isWrittenOff,
}: Pick<Holding, 'outstanding' | 'isWrittenOff'>): boolean {
  return outstanding > ZERO && !isWrittenOff;
}

export function bucketOf({ standing }: Holding): ClaimBucket {
  return standing?.bucket ?? 'current';
}

/** Interest earned since the last due day, by the claim's share of its loan; never more than earned. */
export function accruedOn({ outstanding, standing }: Holding): MinorUnits {
  if (standing === undefined || standing.outstanding === ZERO) return ZERO;
  return scale(standing.accrued, fraction(outstanding, standing.outstanding), 'down');
}

/** What one instalment is to bring. */
export interface ExpectedPayment {
  readonly dueDay: Day;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly fee: MinorUnits;
  /** After the lender's fee. */
  readonly amount: MinorUnits;
}

type Expecting = Pick<Holding, 'principal' | 'outstanding' | 'isWrittenOff' | 'standing'>;

const EXPECTED = new WeakMap<Expecting, readonly ExpectedPayment[]>();

/** The instalments that have not come, by the claim's share of its loan, each down to the minor unit. */
export function expectedOn(holding: Expecting): readonly ExpectedPayment[] {
  const known = EXPECTED.get(holding) ?? expect(holding);
  EXPECTED.set(holding, known);
  return known;
}

function expect(holding: Expecting): readonly ExpectedPayment[] {
  const { standing, outstanding: own } = holding;
  if (standing === undefined || standing.outstanding === ZERO || !isLive(holding)) return [];
  const share = fraction(own, standing.outstanding);
  let outstanding = own;
  return standing.toCome.map((row) => {
    const principal = scale(row.principal, share, 'down');
    const interest = scale(row.interest, share, 'down');
    const payment = { principal, interest, penalty: ZERO };
    const before = { principal: holding.principal, outstanding };
    const fee = claimPaymentFee(standing.tariff, before, payment);
    outstanding = minus(outstanding, principal);
    const amount = minus(plus(principal, interest), fee);
    return { dueDay: row.dueDay, principal, interest, fee, amount };
  });
}

export function outstandingOf(holdings: readonly Holding[]): MinorUnits {
  return sum(holdings.map(({ outstanding }) => outstanding));
}

function holdingOf(row: Row, standing: LoanStanding | undefined): Holding {
  const { claimId, loanId, borrowerId, state, loanState, annualRatePpm, purpose } = row;
  const isWrittenOff = loanState === 'written_off';
  return {
    ...{ claimId, loanId, borrowerId, state, loanState, annualRatePpm, purpose, isWrittenOff },
    principal: minorUnits(row.principal),
    outstanding: minorUnits(row.outstanding),
    principalReceived: minorUnits(row.principalReceived),
    interestReceived: minorUnits(row.interestReceived),
    penaltyReceived: minorUnits(row.penaltyReceived),
    lost: minorUnits((row.loss ?? 0n) + (isWrittenOff ? row.outstanding : 0n)),
    grade: row.grade ?? '',
    region: row.region ?? '',
    industry: row.industry ?? '',
    safeguard: row.safeguard ?? '',
    lastDay: lastDayOf(row),
    standing,
  };
}

function lastDayOf({ valueDay, termMonths }: Row): Day | undefined {
  return valueDay === null ? undefined : addMonths(dayColumn.read(valueDay), termMonths);
}
