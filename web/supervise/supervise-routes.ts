// The pages of regulator and auditor.
import { type PathOf, pageRoute } from '../ui/page-route.ts';

export const superviseRoutes = [
  pageRoute('/supervise', () => import('./day/day-page.tsx').then((m) => m.DayPage)),
  pageRoute('/supervise/indicators/$indicatorId', () =>
    import('./day/indicator-page.tsx').then((m) => m.IndicatorPage),
  ),
  pageRoute('/supervise/samples', () =>
    import('./samples/sample-page.tsx').then((m) => m.SamplePage),
  ),
  pageRoute('/supervise/loans/$loanId', () =>
    import('./loans/evidence-page.tsx').then((m) => m.EvidencePage),
  ),
  pageRoute('/supervise/access-log', () =>
    import('./access-log/access-log-page.tsx').then((m) => m.AccessLogPage),
  ),
] as const;

declare module '../ui/page-address.ts' {
  interface PagePaths {
    readonly supervise: PathOf<typeof superviseRoutes>;
  }
}
