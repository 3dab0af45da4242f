// The pages of a borrower.
import { type PathOf, pageRoute } from '../ui/page-route.ts';

export const borrowRoutes = [
  pageRoute('/borrow', () => import('./home/borrow-home.tsx').then((m) => m.BorrowHome)),
  pageRoute('/borrow/start', () => import('./start/start-page.tsx').then((m) => m.StartPage)),
  pageRoute('/borrow/apply', () => import('./apply/apply-page.tsx').then((m) => m.ApplyPage)),
  pageRoute('/borrow/loans/$loanId', () =>
    import('./loan/loan-page.tsx').then((m) => m.BorrowedLoanPage),
  ),
  pageRoute('/borrow/loans/$loanId/pay', () =>
    import('./repay/pay-page.tsx').then((m) => m.PayPage),
  ),
  pageRoute('/borrow/loans/$loanId/early', () =>
    import('./repay/early-page.tsx').then((m) => m.EarlyPage),
  ),
  pageRoute('/borrow/loans/$loanId/help', () =>
    import('./repay/help-page.tsx').then((m) => m.HelpPage),
  ),
] as const;

declare module '../ui/page-address.ts' {
  interface PagePaths {
    readonly borrow: PathOf<typeof borrowRoutes>;
  }
}
