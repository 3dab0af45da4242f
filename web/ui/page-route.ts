// A page as a route: its code is loaded when somebody opens it.
import {
  createRootRoute,
  createRoute,
  lazyRouteComponent,
  useLocation,
  useNavigate,
  useParams,
} from '@tanstack/react-router';
import { type ComponentType, useCallback, useMemo } from 'react';

export const rootRoute = createRootRoute();

type Load = () => Promise<ComponentType>;

/** A page at an address; parts such as `$loanId` are read with `usePath`. */
export function pageRoute<const Path extends string>(path: Path, load: Load) {
  return createRoute({
    getParentRoute: () => rootRoute,
    path,
    component: lazyRouteComponent(async () => ({ default: await load() })),
  });
}

/** The paths of an area's routes, for `PagePaths`. */
export type PathOf<Routes extends readonly { readonly path: string }[]> = Routes[number]['path'];

/** The parts of the page's address. */
export function usePath(): Readonly<Record<string, string>> {
  return useParams({ strict: false }) as Readonly<Record<string, string>>;
}

/** What stands after the question mark, and how to change it without leaving the page. */
export function useQueryString(): readonly [
  URLSearchParams,
  (change: Readonly<Record<string, string | undefined>>) => void,
] {
  const { searchStr } = useLocation();
  const navigate = useNavigate();
  const query = useMemo(() => new URLSearchParams(searchStr), [searchStr]);
  const change = useCallback(
    (changes: Readonly<Record<string, string | undefined>>) => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
      }
      const text = next.toString();
      const to = `${window.location.pathname}${text === '' ? '' : `?${text}`}`;
      void navigate({ to, replace: true, resetScroll: false });
    },
    [navigate],
  );
  return [query, change];
}

/** Opens another page of ours from code, after something was done. */
export function useOpenPage(): (to: string) => void {
  const navigate = useNavigate();
  return useCallback((to: string) => void navigate({ to }), [navigate]);
}
