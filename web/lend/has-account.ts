// Whether a lender has an account with something to tell of; before the first top-up there is nothing to ask for.
import { useRead } from '../api/use-read.ts';

/** `undefined` while that is not known. */
export function useHasAccount(): boolean | undefined {
  const portfolio = useRead('/api/portfolio');
  return portfolio.kind === 'ready' ? portfolio.value.items.length > 0 : undefined;
}
