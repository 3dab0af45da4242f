// The pages for everybody.
import { type PathOf, pageRoute } from '../ui/page-route.ts';

export const publicRoutes = [
  pageRoute('/', () => import('./home/home-page.tsx').then((m) => m.HomePage)),
  pageRoute('/quote', () => import('./quote/quote-page.tsx').then((m) => m.QuotePage)),
  pageRoute('/tour', () => import('./tour/tour-page.tsx').then((m) => m.TourPage)),
  pageRoute('/market', () => import('./market/market-page.tsx').then((m) => m.MarketPage)),
  pageRoute('/loans/$loanId', () => import('./loan/loan-page.tsx').then((m) => m.LoanPage)),
  pageRoute('/register', () => import('./register/register-page.tsx').then((m) => m.RegisterPage)),
  pageRoute('/sign-in', () => import('./sign-in/sign-in-page.tsx').then((m) => m.SignInPage)),
  pageRoute('/notices', () => import('./notices/notices-page.tsx').then((m) => m.NoticesPage)),
] as const;

declare module '../ui/page-address.ts' {
  interface PagePaths {
    readonly public: PathOf<typeof publicRoutes>;
  }
}
