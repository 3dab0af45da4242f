// What the pages of a borrower read.
import type { LoanDraftOnWire } from '@mutua/contract/loan/draft.ts';
import type { EarlyOutlookOnWire, LoanFileOnWire } from '@mutua/contract/loan/own-loan.ts';
import type { RepaymentsOfLoan } from '@mutua/contract/loan/repayments.ts';
import type { LoanForBorrower, LoanRow, PayoffOnWire } from '@mutua/contract/loan/servicing.ts';
import type { ProfileOnWire } from '@mutua/contract/people/client.ts';
import type { ProductVersionOnWire } from '@mutua/contract/product/product.ts';
import type {
  MandateOnWire,
  PurseOnWire,
  TopUpOnWire,
} from '@mutua/contract/wallet/money-in-out.ts';
import type { ContactOnWire, HardshipRequestOnWire } from '@mutua/contract/work/contact.ts';
import type { InterviewForBorrower } from '@mutua/contract/work/interview.ts';
import type { PageOf } from '../page-of.ts';

export interface BorrowReads {
  '/api/loans': PageOf<LoanRow>;
  '/api/loans/:loanId': LoanForBorrower;
  '/api/loans/:loanId/file': LoanFileOnWire;
  '/api/loans/:loanId/interview': InterviewForBorrower;
  '/api/loans/:loanId/payoff': PayoffOnWire;
  '/api/loans/:loanId/early-outlook': EarlyOutlookOnWire;
  '/api/loans/:loanId/repayments': RepaymentsOfLoan;
  '/api/loans/:loanId/contacts': { readonly items: readonly ContactOnWire[] };
  '/api/loan-drafts': PageOf<LoanDraftOnWire>;
  '/api/hardship-requests': PageOf<HardshipRequestOnWire>;
  '/api/clients/me': ProfileOnWire;
  '/api/products': PageOf<ProductVersionOnWire>;
  '/api/accounts': PageOf<PurseOnWire>;
  '/api/mandates': PageOf<MandateOnWire>;
  '/api/top-ups': PageOf<TopUpOnWire>;
}
