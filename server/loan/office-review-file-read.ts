// The whole file of one application, for whoever reviews or decides: facts beside what was written, the score as it
// adds up, and what the borrower could bear.
import type { FactInReview, OfferInReview, ReviewFile } from '@mutua/contract/office/review.ts';
import { costOfContract } from '@mutua/core/credit/all-in.ts';
import type { AssessmentRequest } from '@mutua/core/credit/assessment.ts';
import { moneyFact } from '@mutua/core/credit/credit-file.ts';
import type { FactName, FactValue } from '@mutua/core/credit/fact.ts';
import { featureValues } from '@mutua/core/credit/features.ts';
import { CREDIT_POLICIES, type CreditPolicy } from '@mutua/core/credit/policy.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Purpose } from '@mutua/core/law/rule-pack.ts';
import type { LoanApplication } from '@mutua/core/loan/application.ts';
import type { AssessmentRecord } from '@mutua/core/loan/assess/assessment-record.ts';
import type { Loan } from '@mutua/core/loan/loan.ts';
import { makeSchedule } from '@mutua/core/loan/schedule/make-schedule.ts';
import { type MinorUnits, minus, plus, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { holdsPosition } from '@mutua/core/people/actor.ts';
import type { ClientKind } from '@mutua/core/people/client.ts';
import { scheduleTermsOf } from '@mutua/core/product/contract-terms.ts';
import type { Product } from '@mutua/core/product/product.ts';
import { productOfVersion } from '@mutua/core/product/product-version.ts';
import { versionKey } from '@mutua/core/product/version-need.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import { fullYears } from '@mutua/core/time/full-years.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import { caseTermsOf } from '@mutua/core/work/case-kind.ts';
import type pg from 'pg';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import { mayUse, type PersonActor } from '../http/access.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { productVersionTable } from '../product/product-store.ts';
import { readInterviewInReview } from '../work/interview-read.ts';
import { applicationTable, assessmentTable } from './application-store.ts';
import { writeFactValue } from './fact-values.ts';
import { loanTable } from './loan-store.ts';
import { FILE_READERS, officeActions } from './office-loan-read.ts';
import { type AboutApplication, readAboutApplication } from './office-review-person-read.ts';
import { rowsOf } from './servicing-read.ts';

export interface FileAsked {
  readonly loanId: Id;
  /** Another amount, to see what it would ask of the borrower. */
  readonly loanAmount?: MinorUnits;
  readonly actor: PersonActor;
  readonly now: Instant;
}

/** Nothing where the loan is not there, or not for this reader. */
export async function readReviewFile(
  pool: pg.Pool,
  { loanId, loanAmount, actor, now }: FileAsked,
): Promise<ReviewFile | undefined> {
  if (!mayUse(actor, FILE_READERS)) return undefined;
  const [[loan], [application], today, about] = await Promise.all([
    rowsOf(pool, loanTable, loanTable.loadByKey([loanId])),
    rowsOf(pool, applicationTable, applicationTable.loadByKey([loanId])),
    readBusinessDate(pool),
    readAboutApplication(pool, loanId, now),
  ]);
  if (loan === undefined || application === undefined || today === undefined) return undefined;
  if (about === undefined) return undefined;
  const key = `${loanId} ${application.assessments}`;
  const productKey = versionKey(loan.productCode, loan.productVersion);
  const [[assessment], [version]] = await Promise.all([
    rowsOf(pool, assessmentTable, assessmentTable.loadByKey([key])),
    rowsOf(pool, productVersionTable, productVersionTable.loadByKey([productKey])),
  ]);
  if (version === undefined) return undefined;
  const product = productOfVersion(version);
  const policy = CREDIT_POLICIES.find(({ version: one }) => one === product.creditPolicy);
  const parts = { loan, application, assessment, product, about, today };
  const isOwn = application.preparedBy.includes(actor.id);
  return {
    ...aboutLoan(parts),
    ...{ facts: factsOf(application, loan.currency), documents: [...application.documents] },
    missing: missingOf(application, product, about.borrower.clientKind as ClientKind),
    ...(assessment === undefined ? {} : { assessment: writeAssessment(assessment, parts, policy) }),
    offers: offersOf(parts, loanAmount),
    ...{ amountStep: String(product.amount.step), amountMinimum: String(product.amount.minimum) },
    ...(policy && {
      burdenReferPpm: policy.burdenReferPpm,
      burdenRejectPpm: policy.burdenRejectPpm,
    }),
    safeguards: [...product.safeguards],
    interview: await readInterviewInReview(pool, loanId, product.needsInterview === true),
    actions: [...officeActions(loan, actor, isOwn), ...askingActions(loan, actor)],
  };
}

/** Whether an interview may be asked for; that one is open already, the command says. */
function askingActions(loan: Loan, actor: PersonActor): string[] {
  const { openers, loanStates = [] } = caseTermsOf('interview');
  const mayAsk = holdsPosition(actor, openers) && loanStates.includes(loan.state);
  return mayAsk ? ['ask_interview'] : [];
}

interface Parts {
  readonly loan: Loan;
  readonly application: LoanApplication;
  readonly assessment: AssessmentRecord | undefined;
  readonly product: Product;
  readonly about: AboutApplication;
  readonly today: Day;
}

function aboutLoan({ loan, application, about, today }: Parts) {
  const { id: loanId, state, productCode, productVersion, termMonths, purpose } = loan;
  const { borrower, birthDay, pastLoans, names, review, ...own } = about;
  return {
    ...{ loanId, state, productCode, productVersion, termMonths, purpose },
    repaymentMethod: loan.repaymentMethod,
    loanAmount: moneyOf(loan.loanAmount, loan.currency),
    ...{ security: application.security, channel: application.channel },
    ...own,
    borrower: {
      ...borrower,
      ...(birthDay !== undefined && { age: fullYears(birthDay, today) }),
    },
    preparedBy: application.preparedBy.map((personId) => ({
      ...{ personId, ...present({ name: names.get(personId) }) },
    })),
    changedSince: application.changedSince,
    ...(application.review && {
      review: {
        ...application.review,
        ...present({ makerName: names.get(application.review.makerId) }),
      },
    }),
    pastLoans: [...pastLoans],
  };
}

function factsOf({ file }: LoanApplication, currency: string): FactInReview[] {
  return (Object.keys(file) as FactName[]).flatMap((name) => {
    const fact = file[name];
    if (fact === undefined) return [];
    const { value, said, source, asOf, verified } = fact;
    const isBorrowers = source === 'borrower';
    const written = said ?? (isBorrowers ? value : undefined);
    const differencePpm = said === undefined ? undefined : differenceOf(said, value);
    return [
      {
        ...{ name, source, verified, asOf: formatDay(asOf) },
        value: writeFactValue(value, currency),
        ...(written !== undefined && { said: writeFactValue(written, currency) }),
        ...present({ differencePpm }),
      },
    ];
  });
}

const MILLION = 1_000_000;

/** By how much what was found is more or less than what was written; 0 where it is the same. */
function differenceOf(said: FactValue, found: FactValue): number {
  if (said.kind === 'money' && found.kind === 'money') {
    if (said.amount === found.amount) return 0;
    if (said.amount === ZERO) return MILLION;
    return Number((minus(found.amount, said.amount) * 1_000_000n) / said.amount);
  }
  if (said.kind === 'count' && found.kind === 'count') {
    if (said.count === found.count) return 0;
    return said.count === 0 ? MILLION : Math.round((found.count / said.count - 1) * MILLION);
  }
  return JSON.stringify(said) === JSON.stringify(found) ? 0 : MILLION;
}

/** What the product asks for and nobody has said, or borne out where somebody has to. */
function missingOf({ file, documents }: LoanApplication, product: Product, kind: ClientKind) {
  const required = product.requiredFiles[kind];
  if (required === undefined) return [];
  return [
    ...required.facts
      .filter(
        ({ name, verified }) => file[name] === undefined || (verified && !file[name].verified),
      )
      .map(({ name }) => name),
    ...required.documents.filter((one) => !documents.includes(one)),
  ];
}

function writeAssessment(
  { number, assessedOn, result, features = [] }: AssessmentRecord,
  { loan, about }: Parts,
  policy: CreditPolicy | undefined,
): NonNullable<ReviewFile['assessment']> {
  const { policyVersion, decision, grade, score, ruleHits, limit, expectedLossPpm } = result;
  const { scorecard, price } = result;
  const base = policy && basePointsOf(policy, about.borrower.clientKind);
  return {
    ...{ number, assessedOn: formatDay(assessedOn), policyVersion, decision, grade },
    ...present({ scorecard, score, basePoints: features.length === 0 ? undefined : base }),
    features: features.map((feature) => ({ ...feature })),
    ruleHits: ruleHits.map((hit) => ({ ...hit })),
    ...{ limit: moneyOf(limit, loan.currency), expectedLossPpm },
    ...(price && { price }),
  };
}

function basePointsOf({ scorecards }: CreditPolicy, kind: string): number {
  return scorecards[kind as ClientKind].basePoints;
}

/** What was asked for, and the other amount: what each asks of the borrower every month. */
function offersOf(parts: Parts, other: MinorUnits | undefined): OfferInReview[] {
  const asked = parts.loan.loanAmount;
  const amounts = other === undefined || other === asked ? [asked] : [asked, other];
  return amounts.flatMap((loanAmount) => offerOf(parts, loanAmount) ?? []);
}

function offerOf(parts: Parts, loanAmount: MinorUnits): OfferInReview | undefined {
  const { loan, application, assessment, product, today } = parts;
  const { currency, termMonths, repaymentMethod } = loan;
  const annualRatePpm = assessment?.result.price?.annualRatePpm ?? product.annualRatePpm.maximum;
  const contract = { loanAmount, annualRatePpm, termMonths, repaymentMethod, valueDay: today };
  const schedule = makeSchedule(scheduleTermsOf(product, contract));
  if (!schedule.ok) return undefined;
  const cost = costOfContract(product, contract, 'cn_irr');
  const [first] = schedule.value.rows;
  const firstFees = cost.ok ? cost.value.fees.filter(({ dueWith }) => dueWith === 1) : [];
  const instalment =
    first === undefined
      ? ZERO
      : plus(plus(first.principal, first.interest), sum(firstFees.map(({ amount }) => amount)));
  const features = featureValues(requestOf(parts, loanAmount), product, today);
  const money = (name: 'monthly_income' | 'monthly_costs' | 'monthly_debt_payments') =>
    moneyFact(application.file, name) ?? ZERO;
  const [income, costs] = [money('monthly_income'), money('monthly_costs')];
  const otherPayments = money('monthly_debt_payments');
  const left = minus(minus(minus(income, costs), otherPayments), instalment);
  return {
    ...{ loanAmount: moneyOf(loanAmount, currency), annualRatePpm },
    ...(cost.ok && { allInRatePpm: cost.value.allInRatePpm }),
    ...{ instalment: String(instalment), income: String(income), costs: String(costs) },
    ...{ otherPayments: String(otherPayments), left: String(left) },
    burdenPpm: features.ok ? features.value.burdenPpm : 0,
  };
}

function requestOf({ loan, application, about }: Parts, loanAmount: MinorUnits): AssessmentRequest {
  const { termMonths, repaymentMethod, purpose } = loan;
  const { birthDay, owed, borrower } = about;
  return {
    borrower: {
      kind: borrower.clientKind as ClientKind,
      ...(birthDay !== undefined && { birthDay }),
      owedHere: owed,
    },
    application: {
      ...{ loanAmount, termMonths, repaymentMethod },
      ...{ purpose: purpose as Purpose, security: application.security },
    },
    ...{ file: application.file, documents: application.documents },
  };
}
