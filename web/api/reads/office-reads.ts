// What the office reads of loans, of its desks and of products.
import type { RepaymentsInOffice } from '@mutua/contract/loan/repayments.ts';
import type { AuthorityOnWire } from '@mutua/contract/office/authority.ts';
import type { Funnel, OfficeDesk, OfficeHome } from '@mutua/contract/office/home.ts';
import type { ListingInOffice } from '@mutua/contract/office/loans.ts';
import type { Durations, LoanInOffice } from '@mutua/contract/office/queues.ts';
import type { LoanInBook, ReviewFile, ReviewItem } from '@mutua/contract/office/review.ts';
import type { SurveyAnswerInOffice } from '@mutua/contract/people/survey.ts';
import type { ProductVersionOnWire } from '@mutua/contract/product/product.ts';
import type { ClientTariffOnWire } from '@mutua/contract/product/tariff.ts';
import type { LoanSafeguard } from '@mutua/contract/safeguard/collateral.ts';
import type { PageOf } from '../page-of.ts';

export interface OfficeReads {
  '/api/office/desk': OfficeDesk;
  '/api/office/home': OfficeHome;
  '/api/office/reports/funnel': Funnel;
  '/api/office/reports/durations': Durations;
  '/api/office/review': PageOf<ReviewItem>;
  '/api/office/loans/:loanId/file': ReviewFile;
  '/api/office/loan-book': PageOf<LoanInBook>;
  '/api/office/loans/:loanId': LoanInOffice;
  '/api/office/loans/:loanId/safeguard': LoanSafeguard;
  '/api/office/loans/:loanId/repayments': RepaymentsInOffice;
  '/api/office/listings': PageOf<ListingInOffice>;
  '/api/office/products': PageOf<ProductVersionOnWire>;
  '/api/office/client-tariffs': PageOf<ClientTariffOnWire>;
  '/api/office/authority-limits': PageOf<AuthorityOnWire>;
  '/api/office/survey-answers': PageOf<SurveyAnswerInOffice>;
}
