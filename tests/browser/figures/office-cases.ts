// Facts of a loan as the database has them, for figures that are reckoned anew by the rules and not by the reads.
import { costOfContract } from '@mutua/core/credit/all-in.ts';
import type { AssessmentRequest } from '@mutua/core/credit/assessment.ts';
import type { CreditFile } from '@mutua/core/credit/fact.ts';
import { featureValues } from '@mutua/core/credit/features.ts';
import type { ScoredFeature } from '@mutua/core/credit/scorecard.ts';
import { arrearsOf } from '@mutua/core/loan/arrears.ts';
import type { AssessmentResult } from '@mutua/core/loan/assess/assessment-record.ts';
import { makeSchedule } from '@mutua/core/loan/schedule/make-schedule.ts';
import type { Servicing } from '@mutua/core/loan/servicing.ts';
import { minorUnits, sum } from '@mutua/core/money/minor-units.ts';
import { scheduleTermsOf } from '@mutua/core/product/contract-terms.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { type Day, parseDay } from '@mutua/core/time/day.ts';
import { readPacked } from '@mutua/server/database/packed-json.ts';
import { readAccounts } from '@mutua/server/loan/accounts-column.ts';
import type pg from 'pg';

interface CaseRow {
  readonly loanAmount: bigint;
  readonly termMonths: number;
  readonly method: AssessmentRequest['application']['repaymentMethod'];
  readonly purpose: AssessmentRequest['application']['purpose'];
  readonly security: AssessmentRequest['application']['security'];
  readonly documents: string;
  readonly file: string;
  readonly terms: string;
  readonly result: string | null;
  readonly features: string | null;
  readonly kind: AssessmentRequest['borrower']['kind'];
  readonly birthDay: string | null;
  readonly owed: bigint | null;
  readonly today: string;
}

export interface ReviewedCase {
  readonly row: CaseRow;
  readonly file: CreditFile;
  readonly product: ProductTerms;
  readonly result: AssessmentResult | undefined;
  readonly features: readonly ScoredFeature[];
  readonly today: Day;
}

export async function reviewedCase(db: pg.Pool, loanId: string): Promise<ReviewedCase> {
  const { rows } = await db.query<CaseRow>(
    `select loan.loan_amount as "loanAmount", loan.term_months as "termMonths",
       loan.repayment_method as method, loan.purpose, application.security,
       application.documents::text as documents, application.file::text as file,
       product_version.terms::text as terms, assessment.result::text as result,
       assessment.features::text as features, client.kind, client.birth_day::text as "birthDay",
       borrower.owed, (select day::text from calendar.business_day) as today
     from loan.loan
     join loan.application on application.loan_id = loan.id
     join people.client on client.id = loan.borrower_id
     join product.product_version on product_version.code = loan.product_code
       and product_version.number = loan.product_version
     left join loan.assessment on assessment.loan_id = loan.id
       and assessment.number = application.assessments
     left join people.borrower on borrower.id = client.id
     where loan.id = $1`,
    [loanId],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`There is no application ${loanId}.`);
  return {
    row,
    file: readPacked(row.file) as CreditFile,
    product: readPacked(row.terms) as ProductTerms,
    result: row.result === null ? undefined : (readPacked(row.result) as AssessmentResult),
    features: row.features === null ? [] : (readPacked(row.features) as ScoredFeature[]),
    today: dayOf(row.today),
  };
}

export interface Offer {
  readonly instalment: bigint;
  readonly allInPpm: number;
  readonly ratePpm: number;
  readonly burdenPpm: number;
}

/** What an amount would ask of the borrower. */
export function offerFor(found: ReviewedCase, amount: bigint): Offer {
  const { row, file, product, result, today } = found;
  const ratePpm = result?.price?.annualRatePpm ?? product.annualRatePpm.maximum;
  const contract = {
    ...{ loanAmount: minorUnits(amount), annualRatePpm: ratePpm, valueDay: today },
    ...{ termMonths: row.termMonths, repaymentMethod: row.method },
  };
  const schedule = makeSchedule(scheduleTermsOf(product, contract));
  const cost = costOfContract(product, contract, 'cn_irr');
  const { loanAmount, termMonths, repaymentMethod } = contract;
  const request: AssessmentRequest = {
    borrower: {
      ...{ kind: row.kind, owedHere: minorUnits(row.owed ?? 0n) },
      ...(row.birthDay !== null && { birthDay: dayOf(row.birthDay) }),
    },
    application: {
      ...{ loanAmount, termMonths, repaymentMethod },
      ...{ purpose: row.purpose, security: row.security },
    },
    ...{ file, documents: readPacked(row.documents) as AssessmentRequest['documents'] },
  };
  const features = featureValues(request, product, today);
  if (!schedule.ok || !cost.ok || !features.ok) throw new Error('No schedule follows from it.');
  const [first] = schedule.value.rows;
  const fees = cost.value.fees.filter(({ dueWith }) => dueWith === 1).map((one) => one.amount);
  return {
    instalment: (first?.principal ?? 0n) + (first?.interest ?? 0n) + sum(fees),
    ...{ allInPpm: cost.value.allInRatePpm, ratePpm, burdenPpm: features.value.burdenPpm },
  };
}

export function moneyOfFact(file: CreditFile, name: keyof CreditFile): bigint {
  const value = file[name]?.value;
  return value?.kind === 'money' ? value.amount : 0n;
}

export async function servicingOf(db: pg.Pool, loanId: string): Promise<Servicing | undefined> {
  const { rows } = await db.query<{
    accounts: string;
    rules: string;
    fallenDue: number;
    underWay: string | null;
    writtenOff: string | null;
  }>(
    `select accounts, rules::text as rules, fallen_due as "fallenDue",
       under_way::text as "underWay", written_off::text as "writtenOff"
     from loan.servicing where loan_id = $1`,
    [loanId],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const packed = (text: string | null) => (text === null ? undefined : readPacked(text));
  return {
    accounts: readAccounts(row.accounts),
    ...{ rules: readPacked(row.rules), fallenDue: row.fallenDue },
    ...(row.underWay !== null && { underWay: packed(row.underWay) }),
    ...(row.writtenOff !== null && { writtenOff: packed(row.writtenOff) }),
  } as unknown as Servicing;
}

/** What is due and unpaid, and since how many days. */
export async function arrearsFor(
  db: pg.Pool,
  loanId: string,
): Promise<{ readonly amount: bigint; readonly days: number }> {
  const servicing = await servicingOf(db, loanId);
  const { rows } = await db.query<{ day: string }>(
    'select day::text as day from calendar.business_day',
  );
  const arrears = servicing && arrearsOf(servicing, dayOf(rows[0]?.day ?? ''));
  const amounts = arrears === undefined ? [] : Object.values(arrears.amounts);
  return { amount: sum(amounts), days: arrears?.daysOverdue ?? 0 };
}

export function dayOf(text: string): Day {
  const day = parseDay(text, 'day');
  if (!day.ok) throw new Error(`${text} is no day.`);
  return day.value;
}
