// The pages of the office.
import { type PathOf, pageRoute } from '../ui/page-route.ts';

export const officeRoutes = [
  pageRoute('/office', () => import('./home/office-home.tsx').then((m) => m.OfficeHomePage)),
  pageRoute('/office/review', () => import('./review/review-page.tsx').then((m) => m.ReviewPage)),
  pageRoute('/office/review/$loanId', () =>
    import('./review/review-page.tsx').then((m) => m.ReviewPage),
  ),
  pageRoute('/office/interviews', () =>
    import('./interviews/interviews-page.tsx').then((m) => m.InterviewsPage),
  ),
  pageRoute('/office/interviews/$caseId', () =>
    import('./interviews/interview-page.tsx').then((m) => m.InterviewPage),
  ),
  pageRoute('/office/listings', () =>
    import('./listings/listings-page.tsx').then((m) => m.ListingsPage),
  ),
  pageRoute('/office/loans', () =>
    import('./loans/loan-book-page.tsx').then((m) => m.LoanBookPage),
  ),
  pageRoute('/office/loans/$loanId', () =>
    import('./loans/office-loan-page.tsx').then((m) => m.OfficeLoanPage),
  ),
  pageRoute('/office/products', () =>
    import('./products/products-page.tsx').then((m) => m.ProductsPage),
  ),
  pageRoute('/office/products/$code', () =>
    import('./products/product-page.tsx').then((m) => m.ProductPage),
  ),
  pageRoute('/office/reports', () =>
    import('./reports/reports-page.tsx').then((m) => m.ReportsPage),
  ),
  pageRoute('/office/close', () =>
    import('./close/day-close-page.tsx').then((m) => m.DayClosePage),
  ),
  pageRoute('/office/money', () => import('./money/money-page.tsx').then((m) => m.MoneyPage)),
  pageRoute('/office/ledger', () => import('./ledger/ledger-page.tsx').then((m) => m.LedgerPage)),
  pageRoute('/office/ledger/kinds/$kind', () =>
    import('./ledger/kind-page.tsx').then((m) => m.LedgerKindPage),
  ),
  pageRoute('/office/ledger/accounts/$kind/of/$owner', () =>
    import('./ledger/account-page.tsx').then((m) => m.LedgerAccountPage),
  ),
  pageRoute('/office/ledger/transfers/$transferId', () =>
    import('./ledger/transfer-page.tsx').then((m) => m.LedgerTransferPage),
  ),
  pageRoute('/office/calendar', () =>
    import('./calendar/calendar-page.tsx').then((m) => m.CalendarPage),
  ),
  pageRoute('/office/collections', () =>
    import('./collections/collections-page.tsx').then((m) => m.CollectionsPage),
  ),
  pageRoute('/office/collections/$caseId', () =>
    import('./collections/case-page.tsx').then((m) => m.CasePage),
  ),
  pageRoute('/office/people', () => import('./people/people-page.tsx').then((m) => m.PeoplePage)),
  pageRoute('/office/people/$clientId', () =>
    import('./people/client-page.tsx').then((m) => m.ClientPage),
  ),
  pageRoute('/office/safeguards/guarantors/$guarantorId', () =>
    import('./safeguards/guarantor-page.tsx').then((m) => m.GuarantorPage),
  ),
  pageRoute('/office/safeguards', () =>
    import('./safeguards/safeguards-page.tsx').then((m) => m.SafeguardsPage),
  ),
] as const;

declare module '../ui/page-address.ts' {
  interface PagePaths {
    readonly office: PathOf<typeof officeRoutes>;
  }
}
