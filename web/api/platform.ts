// GET /api/platform: which installation answers, or that none does.
import type { PlatformOnWire } from '@mutua/contract/http/platform.ts';
import { useEffect, useState } from 'react';

export type PlatformState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'answered'; readonly platform: PlatformOnWire }
  | { readonly kind: 'silent' };

/** Asks once, when the page opens. */
export function usePlatform(): PlatformState {
  const [state, setState] = useState<PlatformState>({ kind: 'loading' });
  useEffect(() => {
    const leaving = new AbortController();
    askPlatform(leaving.signal).then(
      (platform) => setState({ kind: 'answered', platform }),
      () => {
        if (!leaving.signal.aborted) setState({ kind: 'silent' });
      },
    );
    return () => leaving.abort();
  }, []);
  return state;
}

async function askPlatform(signal: AbortSignal): Promise<PlatformOnWire> {
  const answer = await fetch('/api/platform', { signal });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return (await answer.json()) as PlatformOnWire;
}
