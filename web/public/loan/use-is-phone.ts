// Whether the page is as narrow as a phone: what a phone does not show is not there at all.
import { useSyncExternalStore } from 'react';

const PHONE = '(max-width: 720px)';

export function useIsPhone(): boolean {
  return useSyncExternalStore(follow, () => window.matchMedia(PHONE).matches);
}

function follow(changed: () => void): () => void {
  const query = window.matchMedia(PHONE);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
