// Commands and previews in a page: sent once however often they are pressed, with the answer in words.
import type { Problem } from '@mutua/contract/http/problem.ts';
import { useCallback, useRef, useState } from 'react';
import { type Answered, addressOf, ask, type PathParts } from './ask.ts';
import { queryClient } from './query-client.ts';

export type CommandState<Result> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'failed'; readonly problem?: Problem };

export interface Sending {
  readonly path?: PathParts;
}

export interface Command<Result> {
  readonly state: CommandState<Result>;
  readonly send: (fields: object, options?: Sending) => Promise<CommandState<Result>>;
  readonly reset: () => void;
}

/**
 * A command of the door. Its id is kept while nothing answered, so that pressing again does it once; what was
 * accepted or refused ends it. After it was accepted every read of the page is asked anew.
 */
export function useCommand<Result = Readonly<Record<string, unknown>>>(
  url: string,
): Command<Result> {
  const ids = useRef(new Map<string, string>());
  const [state, setState] = useState<CommandState<Result>>({ kind: 'idle' });
  const send = useCallback(
    async (fields: object, { path }: Sending = {}): Promise<CommandState<Result>> => {
      const address = addressOf(url, path === undefined ? {} : { path });
      const name = JSON.stringify([address, fields]);
      const commandId = ids.current.get(name) ?? crypto.randomUUID();
      ids.current.set(name, commandId);
      setState({ kind: 'sending' });
      const body = { commandId, ...fields };
      const answer = await ask<{ readonly result: Result }>({
        method: 'POST',
        url: address,
        body,
      });
      if (answer.kind !== 'failed') ids.current.delete(name);
      const next = stateOf(answer, ({ result }) => result);
      setState(next);
      if (next.kind === 'done') await queryClient.invalidateQueries();
      return next;
    },
    [url],
  );
  return { state, send, reset: useCallback(() => setState({ kind: 'idle' }), []) };
}

/** A question that needs a body, and changes nothing; the newest answer counts. */
export function usePreview<Value>(url: string): Command<Value> {
  const newest = useRef(0);
  const [state, setState] = useState<CommandState<Value>>({ kind: 'idle' });
  const send = useCallback(
    async (fields: object, { path }: Sending = {}): Promise<CommandState<Value>> => {
      newest.current += 1;
      const mine = newest.current;
      setState((old) => (old.kind === 'done' ? old : { kind: 'sending' }));
      const address = addressOf(url, path === undefined ? {} : { path });
      const answer = await ask<Value>({ method: 'POST', url: address, body: fields });
      const next = stateOf(answer, (value) => value);
      if (mine === newest.current) setState(next);
      return next;
    },
    [url],
  );
  return { state, send, reset: useCallback(() => setState({ kind: 'idle' }), []) };
}

function stateOf<Value, Result>(
  answer: Answered<Value>,
  resultOf: (value: Value) => Result,
): CommandState<Result> {
  switch (answer.kind) {
    case 'value':
      return { kind: 'done', result: resultOf(answer.value) };
    case 'refused':
      return { kind: 'refused', problem: answer.problem };
    case 'failed':
      return answer;
  }
}
