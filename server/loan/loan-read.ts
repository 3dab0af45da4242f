// Loans as their borrower sees them: the list, and one with its schedule, its contract and what comes next.
import type { LoanForBorrower, LoanRow } from '@mutua/contract/loan/servicing.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { LoanState } from '@mutua/core/loan/life.ts';
import type { FundingTerms, Loan } from '@mutua/core/loan/loan.ts';
import { totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import { openAmounts } from '@mutua/core/loan/repay/instalment-account.ts';
import type { ServicedAccount, Servicing } from '@mutua/core/loan/servicing.ts';
import { minus, plus, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { isCharged, type Tariff } from '@mutua/core/product/tariff.ts';
import { versionKey } from '@mutua/core/product/version-need.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import { isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { productVersionTable } from '../product/product-store.ts';
import { writeRateParts } from '../product/rate-parts.ts';
import { readMissingOfGuarantors } from '../safeguard/guarantor-read.ts';
import { collectionFields } from './collection-read.ts';
import { contractTable, loanTable, servicingTable } from './loan-store.ts';
import { writeSchedule } from './schedule-read.ts';
import { rowsOf } from './servicing-read.ts';
import { readTimeline } from './timeline-read.ts';

const BEFORE_LISTING: readonly LoanState[] = ['applied', 'assessed', 'approved'];
const REPAID_STATES: readonly LoanState[] = [
  ...(['disbursed', 'repaying', 'overdue', 'defaulted', 'written_off'] as const),
];

/** The newest first. */
export async function readBorrowerLoans(
  pool: pg.Pool,
  borrowerId: Id,
  { after, readLimit }: PageRequest,
): Promise<readonly LoanRow[]> {
  const { rows } = await pool.query<{ id: Id; appliedAt: Date | null }>(
    `select loan.id, transition.at as "appliedAt"
     from loan.loan
     left join loan.transition on transition.loan_id = loan.id and transition.number = 1
     where loan.borrower_id = $1 and ($2::uuid is null or loan.id < $2)
     order by loan.id desc
     limit $3`,
    [borrowerId, after?.[0] ?? null, readLimit],
  );
  const ids = rows.map(({ id }) => id);
  const [loans, servicings, today] = await Promise.all([
    rowsOf(pool, loanTable, loanTable.loadByKey(ids)),
    rowsOf(pool, servicingTable, servicingTable.loadByKey(ids)),
    readBusinessDate(pool),
  ]);
  const byId = new Map(loans.map((loan) => [loan.id, loan]));
  const servicingOf = new Map(servicings.map((one) => [one.loanId, one]));
  return rows.flatMap(({ id, appliedAt }) => {
    const loan = byId.get(id);
    if (loan === undefined) return [];
    const servicing = servicingOf.get(id);
    return [
      {
        ...loanFields(loan),
        accepted: moneyOf(loan.accepted, loan.currency),
        ...present({ appliedAt: appliedAt?.toISOString() }),
        ...standingFields(loan, servicing),
        ...collectionFields(loan, servicing, today),
        actions: actionsOf(loan, servicing, { isSigned: loan.contractHash !== undefined }),
      },
    ];
  });
}

/** Nothing where the loan is not there or another's. */
export async function readBorrowerLoan(
  pool: pg.Pool,
  borrowerId: Id,
  loanId: Id,
): Promise<LoanForBorrower | undefined> {
  const [[loan], [servicing], [contract], timeline, today, mandates] = await Promise.all([
    rowsOf(pool, loanTable, loanTable.loadByKey([loanId])),
    rowsOf(pool, servicingTable, servicingTable.loadByKey([loanId])),
    rowsOf(pool, contractTable, contractTable.loadByKey([loanId])),
    readTimeline(pool, loanId, 'borrower'),
    readBusinessDate(pool),
    readGrantedScopes(pool, loanId),
  ]);
  if (loan === undefined || loan.borrowerId !== borrowerId || today === undefined) return undefined;
  const tariff = await readTariff(pool, loan);
  const missing = [
    ...missingOf(loan, tariff, mandates, contract !== undefined),
    ...(loan.state === 'funded' ? await readMissingOfGuarantors(pool, loanId) : []),
  ];
  return {
    ...loanFields(loan),
    ...(loan.annualRatePpm === undefined
      ? {}
      : { rateParts: writeRateParts(loan.annualRatePpm, tariff) }),
    fees: loan.fees.map(({ kind, amount, dueWith }) => ({ kind, amount: String(amount), dueWith })),
    ...(loan.approvedUntil === undefined ? {} : { approvedUntil: formatDay(loan.approvedUntil) }),
    ...(loan.termsAcceptedAt === undefined ? {} : { termsAcceptedAt: isoOf(loan.termsAcceptedAt) }),
    accepted: moneyOf(loan.accepted, loan.currency),
    frozen: moneyOf(loan.frozen, loan.currency),
    ...fundingField(loan.funding),
    ...(contract === undefined
      ? {}
      : {
          contract: {
            ...{ hash: contract.hash, document: contract.document },
            signedAt: isoOf(contract.signedAt),
          },
        }),
    schedule: servicing === undefined ? [] : writeSchedule(servicing, today),
    ...standingFields(loan, servicing),
    ...collectionFields(loan, servicing, today),
    isMoneyInTransit: servicing?.underWay !== undefined,
    ...present({ pageUrl: await readRepaymentPage(pool, servicing) }),
    missing,
    timeline,
    actions: actionsOf(loan, servicing, { isSigned: contract !== undefined, missing }),
  };
}

async function readGrantedScopes(pool: pg.Pool, loanId: Id): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ scope: string }>(
    `select distinct scope from wallet.mandate where loan_id = $1 and state = 'granted'`,
    [loanId],
  );
  return new Set(rows.map(({ scope }) => scope));
}

/** Where at the bank the borrower authorises the repayment under way, where no mandate covers it. */
async function readRepaymentPage(
  pool: pg.Pool,
  servicing: Servicing | undefined,
): Promise<string | null> {
  // What a guarantor is asked to authorise is none of the borrower's pages.
  if (servicing?.underWay === undefined || servicing.underWay.kind === 'compensation') return null;
  const { rows } = await pool.query<{ pageUrl: string | null }>(
    `select page_url as "pageUrl" from wallet.instruction where id = $1 and state in ('sent', 'unknown')`,
    [servicing.underWay.instructionId],
  );
  return rows[0]?.pageUrl ?? null;
}

/** Under which the loan is made, for its whole life. */
async function readTariff(pool: pg.Pool, loan: Loan): Promise<Tariff> {
  const key = versionKey(loan.productCode, loan.productVersion);
  const [version] = await rowsOf(pool, productVersionTable, productVersionTable.loadByKey([key]));
  assert(version !== undefined, 'A loan is made by a version of a product that is kept.');
  return version.terms.tariff;
}

/** What the contract waits for; the rule looks closer, at days and caps. */
function missingOf(
  loan: Loan,
  tariff: Tariff,
  granted: ReadonlySet<string>,
  isSigned: boolean,
): string[] {
  if (loan.state !== 'funded' || isSigned) return [];
  // What lenders pay, and a spread, leave the borrower's account with the repayment.
  const ofLenders = tariff.fees.some((fee) => fee.payer === 'lender' && isCharged(fee));
  const hasFees = ofLenders || loan.fees.some(({ amount }) => amount > ZERO);
  return [
    ...(granted.has('repayment') ? [] : ['repayment_mandate']),
    ...(hasFees && !granted.has('fees') ? ['fees_mandate'] : []),
  ];
}

/** What is true of a loan for everybody who may see it. */
export function loanFields(loan: Loan) {
  const { id: loanId, state, productCode, productVersion, termMonths, repaymentMethod } = loan;
  const { purpose, annualRatePpm, allInRatePpm, grade, riskClass, security, safeguard } = loan;
  const { valueDay, closeReason, withdrawReason } = loan;
  return {
    ...{ loanId, state, productCode, productVersion, termMonths, repaymentMethod, purpose },
    loanAmount: moneyOf(loan.loanAmount, loan.currency),
    ...present({ annualRatePpm, allInRatePpm, grade, riskClass, security, safeguard }),
    ...present({ closeReason, withdrawReason }),
    ...(valueDay === undefined ? {} : { valueDay: formatDay(valueDay) }),
  };
}

function fundingField(funding: FundingTerms | undefined) {
  if (funding === undefined) return {};
  return { funding: { opensAt: isoOf(funding.opensAt), closesAt: isoOf(funding.closesAt) } };
}

/** Outstanding principal, and the first instalment with something open. */
export function standingFields({ currency }: Loan, servicing: Servicing | undefined) {
  if (servicing === undefined) return {};
  const { accounts, writtenOff } = servicing;
  const outstanding = sum(accounts.map((account) => openAmounts(account).principal));
  const isOpen = (account: ServicedAccount) => totalOfAmounts(openAmounts(account)) !== ZERO;
  // What is written off has no days any more: all of it is owed.
  const next = writtenOff === undefined ? accounts.find(isOpen) : undefined;
  return {
    outstanding: moneyOf(outstanding, currency),
    ...(next === undefined
      ? {}
      : {
          nextDueDay: formatDay(next.dueDay),
          nextDueAmount: moneyOf(totalOfAmounts(openAmounts(next)), currency),
        }),
  };
}

function actionsOf(
  loan: Loan,
  servicing: Servicing | undefined,
  { isSigned, missing = [] }: { isSigned: boolean; missing?: readonly string[] },
): string[] {
  const { state, termsAcceptedAt } = loan;
  const isFree = servicing !== undefined && servicing.underWay === undefined;
  const left = servicing?.accounts ?? [];
  const owed = left.reduce((total, one) => plus(total, totalOfAmounts(openAmounts(one))), ZERO);
  const ahead = servicing === undefined ? [] : left.slice(servicing.fallenDue);
  const due = minus(owed, sum(ahead.map((account) => totalOfAmounts(openAmounts(account)))));
  const proposal = servicing?.proposal;
  const mayAgree = proposal?.step === 'reschedule' && proposal.acceptedOn === undefined;
  const mayPay = isFree && REPAID_STATES.includes(state);
  return [
    ...(state === 'applied' || state === 'assessed' ? ['add_fact', 'add_document'] : []),
    ...(state === 'approved' && termsAcceptedAt === undefined ? ['accept_terms'] : []),
    ...(BEFORE_LISTING.includes(state) ? ['withdraw'] : []),
    ...(missing.length > 0 ? ['request_mandate'] : []),
    ...(state === 'funded' && !isSigned && missing.length === 0 ? ['sign_contract'] : []),
    ...(mayAgree ? ['accept_reschedule'] : []),
    ...(mayPay && due > ZERO ? ['repay'] : []),
    ...(mayPay && ahead.length > 0 ? ['repay_early'] : []),
  ];
}
