// The lines of the own cash account between two days, page by page.
import type { LedgerStatement } from '@mutua/contract/ledger/statement.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { addressOf, ask } from '../../api/ask.ts';
import { type ReadState, Unread } from '../../api/use-read.ts';

export interface StatementSpan {
  readonly currency: string;
  readonly from: string;
  readonly to: string;
}

export interface StatementRead {
  readonly state: ReadState<Omit<LedgerStatement, 'next'>>;
  readonly hasMore: boolean;
  readonly isReadingMore: boolean;
  readonly more: () => void;
}

const PAGE = 100;

/** Opening and closing of the whole span, with the lines that were read so far. */
export function useStatement({ currency, from, to }: StatementSpan): StatementRead {
  const address = '/api/accounts/lender/:currency/statement';
  const query = useInfiniteQuery<LedgerStatement, Error>({
    queryKey: [address, currency, from, to, 'lines'],
    initialPageParam: '',
    queryFn: async ({ signal, pageParam }) => {
      const cursor = typeof pageParam === 'string' && pageParam !== '' ? { cursor: pageParam } : {};
      const asked = { path: { currency }, query: { from, to, limit: PAGE, ...cursor } };
      const answer = await ask<LedgerStatement>({ url: addressOf(address, asked), signal });
      if (answer.kind === 'value') return answer.value;
      throw new Unread(answer.problem);
    },
    getNextPageParam: (page) => page.next,
  });
  const again = () => void query.refetch();
  return {
    state: stateOf(query.data?.pages, query.error, again),
    hasMore: query.hasNextPage,
    isReadingMore: query.isFetchingNextPage,
    more: () => void query.fetchNextPage(),
  };
}

function stateOf(
  pages: readonly LedgerStatement[] | undefined,
  error: Error | null,
  again: () => void,
): StatementRead['state'] {
  const [first] = pages ?? [];
  if (first !== undefined) {
    const lines = (pages ?? []).flatMap((page) => page.lines);
    return { kind: 'ready', value: { ...first, lines }, again };
  }
  if (error === null) return { kind: 'loading' };
  const problem = error instanceof Unread ? error.problem : undefined;
  return { kind: 'failed', again, ...(problem === undefined ? {} : { problem }) };
}
