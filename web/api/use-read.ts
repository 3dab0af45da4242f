// Reads of the API in a page, each by the address of its route, with the shape that the contract gives it.
import type { Problem } from '@mutua/contract/http/problem.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { addressOf, ask, type PathParts, type QueryParts } from './ask.ts';
import type { PageOf } from './page-of.ts';
import type { Reads } from './reads/reads.ts';

export type ReadState<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: Value; readonly again: () => void }
  | { readonly kind: 'failed'; readonly problem?: Problem; readonly again: () => void };

export interface ReadOptions {
  readonly path?: PathParts;
  readonly query?: QueryParts;
  /** Whether to ask at all; yes if left out. */
  readonly isOn?: boolean;
  /** Asks again after so long. */
  readonly everyMs?: number;
}

export type ReadAddress = keyof Reads & string;

/** Reads once, and again when a command was accepted or something moved. While that goes on the old value stays. */
export function useRead<Address extends ReadAddress>(
  address: Address,
  options: ReadOptions = {},
): ReadState<Reads[Address]> {
  const url = addressOf(address, options);
  const { data, error, refetch } = useQuery<Reads[Address], Unread>({
    queryKey: [url],
    queryFn: ({ signal }) => read<Reads[Address]>(url, signal),
    enabled: options.isOn ?? true,
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
  });
  const again = () => void refetch();
  if (data !== undefined) return { kind: 'ready', value: data, again };
  if (error !== null) return { kind: 'failed', again, ...problemOf(error) };
  return { kind: 'loading' };
}

type ItemOf<Address extends ReadAddress> = Reads[Address] extends PageOf<infer Item> ? Item : never;

export interface PagedRead<Item> {
  readonly state: ReadState<readonly Item[]>;
  readonly hasMore: boolean;
  readonly isReadingMore: boolean;
  readonly more: () => void;
}

/** Reads a list page by page; `more` adds the next one. */
export function usePagedRead<Address extends ReadAddress>(
  address: Address,
  options: ReadOptions = {},
): PagedRead<ItemOf<Address>> {
  type Item = ItemOf<Address>;
  const url = addressOf(address, options);
  const query = useInfiniteQuery({
    queryKey: [url, 'pages'],
    initialPageParam: '',
    enabled: options.isOn ?? true,
    queryFn: ({ signal, pageParam }) =>
      read<PageOf<Item>>(
        addressOf(address, { ...options, query: { ...options.query, cursor: pageParam } }),
        signal,
      ),
    getNextPageParam: (page) => page.next,
  });
  const again = () => void query.refetch();
  return {
    state: pagedState(query.data?.pages, query.error, again),
    hasMore: query.hasNextPage,
    isReadingMore: query.isFetchingNextPage,
    more: () => void query.fetchNextPage(),
  };
}

function pagedState<Item>(
  pages: readonly PageOf<Item>[] | undefined,
  error: Error | null,
  again: () => void,
): ReadState<readonly Item[]> {
  if (pages !== undefined) return { kind: 'ready', value: pages.flatMap((p) => p.items), again };
  if (error !== null) return { kind: 'failed', again, ...problemOf(error) };
  return { kind: 'loading' };
}

/** Why a read gave nothing, for TanStack Query, which wants something thrown. */
export class Unread extends Error {
  override readonly name = 'Unread';
  readonly problem: Problem | undefined;

  constructor(problem?: Problem) {
    super(problem?.detail ?? 'Nothing answered.');
    this.problem = problem;
  }
}

async function read<Value>(url: string, signal: AbortSignal): Promise<Value> {
  const answer = await ask<Value>({ url, signal });
  if (answer.kind === 'value') return answer.value;
  throw new Unread(answer.problem);
}

function problemOf(error: Error): { readonly problem?: Problem } {
  return error instanceof Unread && error.problem !== undefined ? { problem: error.problem } : {};
}
