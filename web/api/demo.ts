// GET /api/demo/persons: who can be tried out here, or that this is no demo.
import type { PlatformOnWire } from '@mutua/contract/http/platform.ts';
import type { DemoPersonsOnWire } from '@mutua/contract/installation/demo.ts';
import { useEffect, useState } from 'react';

export type DemoState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'none' }
  | { readonly kind: 'demo'; readonly demo: DemoPersonsOnWire };

const ASK_AGAIN_MS = 1_000;

/** Asks when the page opens, and again until everybody is ready. */
export function useDemo(): DemoState {
  const [state, setState] = useState<DemoState>({ kind: 'loading' });
  useEffect(() => {
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const found = await askDemo(leaving.signal);
      if (leaving.signal.aborted) return;
      setState(found);
      const isUnready = found.kind === 'demo' && !found.demo.isReady;
      if (isUnready) timer = setTimeout(() => void ask(), ASK_AGAIN_MS);
    };
    void ask();
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, []);
  return state;
}

async function askDemo(signal: AbortSignal): Promise<DemoState> {
  try {
    const platform = await fetch('/api/platform', { signal });
    const { isDemo } = (await platform.json()) as Partial<PlatformOnWire>;
    if (isDemo !== true) return { kind: 'none' };
    const answer = await fetch('/api/demo/persons', { signal });
    if (!answer.ok) return { kind: 'none' };
    return { kind: 'demo', demo: (await answer.json()) as DemoPersonsOnWire };
  } catch {
    return { kind: 'none' };
  }
}
