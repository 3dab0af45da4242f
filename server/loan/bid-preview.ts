// What a bid would bring: the lender's part of the schedule if the loan were disbursed today, the fees on it, the
// loss that is to be expected, and the worst case.
import type { BidPreview } from '@mutua/contract/market/bid.ts';
import { newClaims } from '@mutua/core/claim/distribution.ts';
import { lenderSchedules } from '@mutua/core/claim/lender-schedule.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Loan } from '@mutua/core/loan/loan.ts';
import { makeSchedule } from '@mutua/core/loan/schedule/make-schedule.ts';
import { type MinorUnits, minus, negate, plus, sum } from '@mutua/core/money/minor-units.ts';
import { scheduleTermsOf } from '@mutua/core/product/contract-terms.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { writeRateParts } from '../product/rate-parts.ts';
import { expectedLossOf, outlookOfLoan } from './listing-schedule-read.ts';

export interface Bidding {
  readonly bidId: Id;
  readonly amount: MinorUnits;
  readonly loan: Loan;
  readonly product: ProductTerms;
  readonly today: Day;
  readonly available: MinorUnits;
  readonly yourBids: MinorUnits;
}

interface OwnRow {
  readonly number: number;
  readonly dueDay: Day;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly fee: MinorUnits;
}

export function previewBid(bidding: Bidding): BidPreview {
  const { amount, loan, product, available, yourBids } = bidding;
  const rows = ownRows(bidding);
  const say = (value: MinorUnits) => moneyOf(value, loan.currency);
  const [interest, fees] = [sum(rows.map((row) => row.interest)), sum(rows.map((row) => row.fee))];
  const outlook = outlookOfLoan(loan, product);
  const expectedLoss = expectedLossOf(loan, product, amount);
  return {
    amount: say(amount),
    availableAfter: say(minus(available, amount)),
    remainingAfter: say(minus(minus(loan.loanAmount, loan.accepted), amount)),
    yourBidsAfter: say(plus(yourBids, amount)),
    instalments: rows.map((row) => ({
      ...{ number: row.number, dueDay: formatDay(row.dueDay), principal: String(row.principal) },
      ...{ interest: String(row.interest), fee: String(row.fee) },
    })),
    interest: say(interest),
    fees: say(fees),
    expectedLoss: say(expectedLoss),
    expectedGain: say(minus(minus(interest, fees), expectedLoss)),
    worstCase: say(negate(amount)),
    annualRatePpm: loan.annualRatePpm ?? 0,
    rateParts: writeRateParts(loan.annualRatePpm ?? 0, product.tariff),
    ...present({ expectedReturnPpm: outlook?.expectedNetPpm }),
  };
}

function ownRows({ bidId, amount, loan, product, today }: Bidding): readonly OwnRow[] {
  const { loanAmount, termMonths, repaymentMethod, annualRatePpm = 0 } = loan;
  const contract = { loanAmount, annualRatePpm, termMonths, repaymentMethod, valueDay: today };
  const schedule = makeSchedule(scheduleTermsOf(product, contract));
  assert(schedule.ok, 'A listing has terms of which a schedule can be made.');
  const rest = minus(loanAmount, amount);
  const parts = [{ id: bidId, amount }, ...(rest > 0n ? [{ id: loan.id, amount: rest }] : [])];
  const lenders = lenderSchedules(schedule.value, newClaims(parts), product.tariff);
  assert(lenders.ok, 'The parts of a loan make up its principal.');
  return lenders.value.find(({ claimId }) => claimId === bidId)?.rows ?? [];
}
