// The pages of public figures, of what things cost and of how it all works.
import { type PathOf, pageRoute } from '../ui/page-route.ts';

export const disclosureRoutes = [
  pageRoute('/statistics', () =>
    import('./statistics/statistics-page.tsx').then((m) => m.StatisticsPage),
  ),
  pageRoute('/statistics/indicators', () =>
    import('./indicators/indicators-page.tsx').then((m) => m.IndicatorsPage),
  ),
  pageRoute('/statistics/loan-book', () =>
    import('./loan-book/loan-book-page.tsx').then((m) => m.LoanBookPage),
  ),
  pageRoute('/statistics/corrections', () =>
    import('./indicators/corrections-page.tsx').then((m) => m.CorrectionsPage),
  ),
  pageRoute('/learn', () => import('./learn/learn-page.tsx').then((m) => m.LearnPage)),
  pageRoute('/fees', () => import('./fees/fees-page.tsx').then((m) => m.FeesPage)),
  pageRoute('/calculators', () =>
    import('./calculators/calculators-page.tsx').then((m) => m.CalculatorsPage),
  ),
] as const;

declare module '../ui/page-address.ts' {
  interface PagePaths {
    readonly disclosure: PathOf<typeof disclosureRoutes>;
  }
}
