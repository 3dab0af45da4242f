// What the pages remember of the API: reads are shared between the parts of a page, and asked anew when something moved.
import { QueryClient } from '@tanstack/react-query';
import { Unread } from './use-read.ts';

/** Young enough to be shown again without asking. */
const FRESH_MS = 5_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      refetchOnWindowFocus: false,
      // What was refused stays refused; what nobody answered is asked once more.
      retry: (failures, error) =>
        failures < 1 && !(error instanceof Unread && error.problem !== undefined),
    },
  },
});
