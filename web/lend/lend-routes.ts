// The pages of this person.
import { type PathOf, pageRoute } from '../ui/page-route.ts';

export const lendRoutes = [
  pageRoute('/lend', () => import('./home/lender-home.tsx').then((m) => m.LenderHome)),
  pageRoute('/lend/claims', () => import('./claims/claims-page.tsx').then((m) => m.ClaimsPage)),
  pageRoute('/lend/claims/$claimId', () =>
    import('./claims/claim-page.tsx').then((m) => m.ClaimPage),
  ),
  pageRoute('/lend/calendar', () =>
    import('./calendar/calendar-page.tsx').then((m) => m.CalendarPage),
  ),
  pageRoute('/lend/statement', () =>
    import('./statement/statement-page.tsx').then((m) => m.StatementPage),
  ),
  pageRoute('/lend/documents', () =>
    import('./documents/documents-page.tsx').then((m) => m.DocumentsPage),
  ),
  pageRoute('/lend/money', () => import('./money/money-page.tsx').then((m) => m.MoneyPage)),
  pageRoute('/lend/path', () => import('./path/path-page.tsx').then((m) => m.PathPage)),
] as const;

declare module '../ui/page-address.ts' {
  interface PagePaths {
    readonly lend: PathOf<typeof lendRoutes>;
  }
}
