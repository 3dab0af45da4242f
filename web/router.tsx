// Every page of the platform, by its address; each area of persons brings its own.
import { createRouter, stringifySearchWith } from '@tanstack/react-router';
import { borrowRoutes } from './borrow/borrow-routes.ts';
import { lendRoutes } from './lend/lend-routes.ts';
import { officeRoutes } from './office/office-routes.ts';
import { disclosureRoutes } from './public/disclosure-routes.ts';
import { publicRoutes } from './public/public-routes.ts';
import { superviseRoutes } from './supervise/supervise-routes.ts';
import { NoPage } from './ui/frame/no-page.tsx';
import { rootRoute } from './ui/page-route.ts';

/** Questions in an address are plain texts, as everybody writes them. */
const plainSearch = {
  parseSearch: (text: string) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: stringifySearchWith(String),
};

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    ...publicRoutes,
    ...disclosureRoutes,
    ...lendRoutes,
    ...borrowRoutes,
    ...officeRoutes,
    ...superviseRoutes,
  ]),
  defaultPreload: false,
  defaultNotFoundComponent: NoPage,
  scrollRestoration: true,
  ...plainSearch,
});
