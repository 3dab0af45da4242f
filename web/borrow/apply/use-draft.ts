// The draft of an application in a page: saved at every step, and seen by every device.
import type { LoanDraftOnWire, SaveLoanDraftBody } from '@mutua/contract/loan/draft.ts';
import { useCallback, useState } from 'react';
import { addressOf, ask } from '../../api/ask.ts';
import { queryClient } from '../../api/query-client.ts';
import type { CommandState } from '../../api/use-command.ts';

const ADDRESS = '/api/loan-drafts/:productCode';

export interface SavedDraft {
  readonly state: CommandState<LoanDraftOnWire>;
  /** What was saved; nothing where it was refused or nobody answered. */
  readonly save: (
    productCode: string,
    body: SaveLoanDraftBody,
  ) => Promise<LoanDraftOnWire | undefined>;
}

export function useSavedDraft(): SavedDraft {
  const [state, setState] = useState<CommandState<LoanDraftOnWire>>({ kind: 'idle' });
  const save = useCallback(async (productCode: string, body: SaveLoanDraftBody) => {
    setState({ kind: 'sending' });
    const url = addressOf(ADDRESS, { path: { productCode } });
    const answer = await ask<LoanDraftOnWire>({ method: 'PUT', url, body });
    if (answer.kind !== 'value') {
      setState(answer);
      return undefined;
    }
    setState({ kind: 'done', result: answer.value });
    await queryClient.invalidateQueries({ queryKey: ['/api/loan-drafts'] });
    return answer.value;
  }, []);
  return { state, save };
}

/** One that is not there is gone already. */
export async function dropDraft(productCode: string): Promise<void> {
  await ask({ method: 'DELETE', url: addressOf(ADDRESS, { path: { productCode } }) });
  await queryClient.invalidateQueries({ queryKey: ['/api/loan-drafts'] });
}
