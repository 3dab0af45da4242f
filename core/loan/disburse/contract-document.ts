// What a contract says: the parties, the loan with its schedule and price, and every lender's part.
import { assert } from '../../kit/assert.ts';
import { plus, sum } from '../../money/minor-units.ts';
import { lenderReturn } from '../../product/lender-fees.ts';
import type { Product } from '../../product/product.ts';
import { formatDay } from '../../time/day.ts';
import type { DocumentValue } from '../contract.ts';
import type { Loan } from '../loan.ts';
import type { ScheduleTerms } from '../schedule/terms.ts';
import type { ServicedAccount } from '../servicing.ts';
import type { DisbursementPlan } from './plan-disbursement.ts';

/** A lender's part: the bid that becomes the claim. */
export interface ContractShare {
  readonly bidId: string;
  readonly lenderId: string;
  readonly amount: bigint;
}

/**
 * The document of a loan's contract. Parties are named by their ids, so that it holds nothing personal.
 *
 * Interest runs from the day on which the custodian pays out, which nobody knows when it is signed. So the contract
 * says how the schedule is made from that day, and shows it as it would be for the day of the signature.
 */
export function contractDocument(
  loan: Loan,
  product: Product,
  shares: readonly ContractShare[],
  plan: DisbursementPlan,
): DocumentValue {
  const { annualRatePpm } = loan;
  assert(annualRatePpm !== undefined, 'An approved loan has its rate.');
  return {
    loanId: loan.id,
    borrowerId: loan.borrowerId,
    payee: plan.payee,
    currency: loan.currency,
    loanAmount: loan.loanAmount,
    annualRatePpm,
    allInRatePpm: plan.allInRatePpm,
    termMonths: loan.termMonths,
    repaymentMethod: loan.repaymentMethod,
    purpose: loan.purpose,
    product: { code: product.code, version: product.version },
    pack: product.packId,
    tariff: { code: product.tariff.code, version: product.tariff.version },
    signedDay: formatDay(plan.terms.valueDay),
    lenderReturn: { ...lenderReturn(annualRatePpm, product.tariff) },
    scheduleRule: ruleOf(plan.terms, product),
    feesAtDisbursement: plan.fees.map(({ kind, amount }) => ({ kind, amount })),
    scheduleIfDisbursedOn: formatDay(plan.terms.valueDay),
    schedule: plan.accounts.map(instalmentOf),
    lenders: shares.map(({ bidId, lenderId, amount }) => ({ bidId, lenderId, amount })),
    totalRepaid: sum(
      plan.accounts.map(({ due }) => plus(plus(due.principal, due.interest), due.fee)),
    ),
  };
}

/** How the schedule in force is made when the money has been paid out. */
function ruleOf(
  { every, unit, instalmentCount, interestBasis, oddFirstPeriod, rounding }: ScheduleTerms,
  { workingDayRule }: Product,
): DocumentValue {
  return {
    ...{ valueDay: 'day_of_disbursement', every, unit, instalmentCount, workingDayRule },
    interestBasis: { ...interestBasis },
    ...{ oddFirstPeriod, rounding: { ...rounding } },
  };
}

function instalmentOf({ dueDay, due, fees }: ServicedAccount, index: number): DocumentValue {
  return {
    number: index + 1,
    dueDay: formatDay(dueDay),
    principal: due.principal,
    interest: due.interest,
    fees: fees.map(({ kind, amount }) => ({ kind, amount })),
  };
}
