// What everybody may know of the borrower and of the risk of a listing: no name, no number, and no value that the
// listing does not disclose.
import type { BorrowerOnListing, RiskOnListing } from '@mutua/contract/market/listing-risk.ts';
import type { CreditFile } from '@mutua/core/credit/fact.ts';
import type { ScoredFeature } from '@mutua/core/credit/scorecard.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { AssessmentResult } from '@mutua/core/loan/assess/assessment-record.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { readPacked } from '../database/packed-json.ts';
import { present } from '../http/read-fields.ts';

interface Row {
  readonly kind: string;
  readonly name: string | null;
  readonly ageFrom: number | null;
  readonly loansRepaid: number;
  readonly worstDaysOverdue: number;
  readonly file: string | null;
  readonly assessedOn: string | null;
  readonly result: string | null;
  readonly features: string | null;
}

export interface ListingParties {
  readonly borrower: BorrowerOnListing;
  readonly risk: RiskOnListing;
}

/** As of the last assessment; ages are counted on the day of the publication. */
export async function readListingParties(
  pool: pg.Pool,
  loanId: Id,
): Promise<ListingParties | undefined> {
  const { rows } = await pool.query<Row>(
    `select client.kind, identity.name,
       (floor(extract(year from age(listing.published_on, client.birth_day)) / 5) * 5)::integer as "ageFrom",
       coalesce(borrower.loans_repaid, 0) as "loansRepaid",
       coalesce(borrower.worst_days_overdue, 0) as "worstDaysOverdue",
       application.file, assessment.assessed_on as "assessedOn", assessment.result,
       assessment.features
     from loan.loan
     join loan.listing on listing.loan_id = loan.id and listing.state = 'published'
     join people.client on client.id = loan.borrower_id
     left join people.identity on identity.person_id = loan.borrower_id
     left join people.borrower on borrower.id = loan.borrower_id
     left join loan.application on application.loan_id = loan.id
     left join lateral (
       select assessed_on, result, features from loan.assessment
       where loan_id = loan.id order by number desc limit 1
     ) as assessment on true
     where loan.id = $1`,
    [loanId],
  );
  const [row] = rows;
  return row && { borrower: writeBorrower(row), risk: writeRisk(row) };
}

function writeBorrower(row: Row): BorrowerOnListing {
  const file = row.file === null ? {} : (readPacked(row.file) as CreditFile);
  const verified = Object.entries(file).flatMap(([fact, { source, asOf, verified: isVerified }]) =>
    isVerified ? [{ fact, source: sourceKind(source), asOf: formatDay(asOf) }] : [],
  );
  return {
    ...present({ maskedName: maskedName(row), ageFrom: row.ageFrom }),
    ...{ loansRepaid: row.loansRepaid, worstDaysOverdue: row.worstDaysOverdue, verified },
  };
}

/** A source is named by its kind; who looked at it is the office's business. */
function sourceKind(source: string): string {
  return /^[a-z_]+/.exec(source)?.[0] ?? 'other';
}

/** The first character of a person's name, the first two of an organisation's. */
function maskedName({ kind, name }: Row): string | null {
  if (name === null) return null;
  const shown = [...name].slice(0, kind === 'organisation' ? 2 : 1);
  return `${shown.join('')}**`;
}

function writeRisk(row: Row): RiskOnListing {
  if (row.result === null) return { reasons: [] };
  const { score, scorecard, policyVersion } = readPacked(row.result) as AssessmentResult;
  const features =
    row.features === null ? [] : (readPacked(row.features) as readonly ScoredFeature[]);
  return {
    ...{ score, scorecard, policyVersion, ...present({ assessedOn: row.assessedOn }) },
    reasons: features.map(({ name, points, pointsMax }) => ({ feature: name, points, pointsMax })),
  };
}
