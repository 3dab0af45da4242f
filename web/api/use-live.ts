// What moves while a page is open: the platform's events make the reads of the page ask anew.

import { LIVE_EVENT_NAMES } from '@mutua/contract/http/live-event-names.ts';
import { useEffect } from 'react';
import { queryClient } from './query-client.ts';

/** Several moves within this time are one. */
const GATHER_MS = 300;

/** For frames of persons who have signed in. */
export function useLive(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const events = new EventSource('/api/events');
    let timer: ReturnType<typeof setTimeout> | undefined;
    const moved = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void queryClient.invalidateQueries();
      }, GATHER_MS);
    };
    for (const name of LIVE_EVENT_NAMES) events.addEventListener(name, moved);
    return () => {
      clearTimeout(timer);
      events.close();
    };
  }, [isOn]);
}
