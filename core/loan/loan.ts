// A loan 借款: one debt of one borrower, from application to end, with one state.
import type { Id } from '../kit/id.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { Instant } from '../time/instant.ts';
import type { AssetClass } from './asset-class.ts';
import type { CloseReason, LoanState, TransitionName } from './life.ts';
import type { QuotedMethod } from './quote.ts';
import type { ReserveRule } from './servicing.ts';

/** How bids are taken; fixed when the loan is listed. */
export interface FundingTerms {
  readonly minimumBid: MinorUnits;
  readonly bidStep: MinorUnits;
  /** The most that one lender may bid in all on this listing; left out: up to the whole. */
  readonly maximumBid?: MinorUnits;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  /** The version of the risk notice that a lender has to have read. */
  readonly riskNotice: string;
  /** The least tolerance, 1 to 5, for which this listing is meant. */
  readonly minimumTolerance: number;
  /** A bid whose lender has not authorised its freeze by then goes back; left out: after half an hour. */
  readonly authoriseWithinMinutes?: number;
  /** How long a lender may cancel a bid without reason; left out: not at all. */
  readonly reflectionMinutes?: number;
  /** How long a full loan waits for its contract to be signed; left out: three days. */
  readonly signWithinMinutes?: number;
}

/** A fee of this loan, fixed when its terms were. */
export interface LoanFee {
  /** The fee kind of the glossary, such as `service`. */
  readonly kind: string;
  readonly amount: MinorUnits;
  /** `disbursement`, or the number of the instalment with which it falls due. */
  readonly dueWith: 'disbursement' | number;
}

export interface Loan {
  readonly id: Id;
  readonly borrowerId: Id;
  readonly state: LoanState;
  /** How many transitions brought it there. */
  readonly transitions: number;
  /** The code and version of the product under which it is made. */
  readonly productCode: string;
  readonly productVersion: number;
  readonly currency: Currency;
  readonly loanAmount: MinorUnits;
  readonly termMonths: number;
  readonly repaymentMethod: QuotedMethod;
  readonly purpose: string;
  /** From the approval on. */
  readonly annualRatePpm?: number;
  /** What the borrower pays in all, in the convention of the pack. */
  readonly allInRatePpm?: number;
  /** As a yearly share of outstanding principal. */
  readonly expectedLossPpm?: number;
  readonly grade?: string;
  readonly riskClass?: string;
  /** By its days overdue, or worse where two persons found it so; left out: normal. */
  readonly assetClass?: AssetClass;
  /** What stands behind the debt, and who pays if the borrower does not. */
  readonly security?: string;
  readonly safeguard?: string;
  readonly fees: readonly LoanFee[];
  /** Who prepared what a second person then has to check. */
  readonly makerId?: Id;
  /** The borrower accepted the approved terms. */
  readonly termsAcceptedAt?: Instant;
  /** The last day on which an approval holds. */
  readonly approvedUntil?: Day;
  /** From the listing on. */
  readonly funding?: FundingTerms;
  /** The sum of all accepted bids, and of those that the custodian has frozen. */
  readonly accepted: MinorUnits;
  readonly frozen: MinorUnits;
  /** Since when it is full. */
  readonly fundedAt?: Instant;
  /** The contract's hash, from the signature on. */
  readonly contractHash?: string;
  /** From the disbursement on. */
  readonly valueDay?: Day;
  /** The next day on which the calendar has something to do here. */
  readonly nextActionDay?: Day;
  /** The next day on which its borrower is reminded of what falls due. */
  readonly reminderDay?: Day;
  /** The day on which compensation of what is unpaid is due. */
  readonly compensationDay?: Day;
  /** The risk reserve that covers it, from the listing on. */
  readonly reserveSchemeId?: Id;
  readonly reserve?: ReserveRule;
  /** From which day on the reserve pays what is unpaid; with it, the same reserve once more. */
  readonly reserveDay?: Day;
  readonly reserveAwaited?: Id;
  readonly closeReason?: CloseReason;
  readonly withdrawReason?: string;
}

/** One transition of a loan, as it is kept for ever. */
export interface LoanTransition {
  readonly loanId: Id;
  /** Its place in the loan's life, from 1. */
  readonly number: number;
  readonly event: TransitionName;
  readonly from?: LoanState;
  readonly to: LoanState;
  /** Who brought it about: `person`, `custodian`, `payment_provider` or `calendar`, with the id or name. */
  readonly actor: string;
  readonly at: Instant;
  readonly day: Day;
  readonly reason?: string;
}
