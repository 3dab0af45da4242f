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

/** What a lender has ever held in a currency, in the order of the claims' ids. */
export async function readHoldings(
  { pool, standings }: { readonly pool: pg.Pool; readonly standings: LoanStandings },
  {
    holderId,
    currency,
    day,
  }: { readonly holderId: Id; readonly currency: string; readonly day: Day },
): Promise<readonly Holding[]> {
  const { rows } = await pool.query<Row>(
    `select claim.id as "claimId", claim.loan_id as "loanId", claim.borrower_id as "borrowerId",
       claim.state, claim.principal, claim.outstanding, claim.principal_received as "principalReceived",
       claim.interest_received as "interestReceived",
       claim.penalty_received as "penaltyReceived", claim.loss, loan.state as "loanState",
       loan.annual_rate_ppm as "annualRatePpm", loan.grade, loan.purpose,
       listing.region,
       listing.industry, loan.safeguard,
       loan.value_day as "valueDay", loan.term_months as "termMonths", servicing.version
     from claim.claim
     join loan.loan on loan.id = claim.loan_id
     left join loan.listing on listing.loan_id = loan.id
     left join loan.servicing on servicing.loan_id = loan.id
     where claim.holder_id = $1 and loan.currency = $2
     order by claim.id`,
    [holderId, currency],
  );
  const since = addDays(day, -YEAR_DAYS);
  const alive = rows.filter((row) => row.outstanding > 0n || (lastDayOf(row) ?? day) >= since);
  const found = await standings.of(alive, day);
  return rows.map((row) => holdingOf(row, found.get(row.loanId)));
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

/** The instalments that have not come, by the claim's share of its loan, each down to the minor unit. */
export function expectedOn(
  holding: Pick<Holding, 'principal' | 'outstanding' | 'isWrittenOff' | 'standing'>,
): readonly ExpectedPayment[] {
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
