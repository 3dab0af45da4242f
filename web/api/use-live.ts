// What moves while pages are open: the platform's events make the reads of the page ask anew.
import { LIVE_EVENT_NAMES } from '@mutua/contract/http/live-event-names.ts';
import type { Query } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryClient } from './query-client.ts';

/** Of a list that is read page by page. */
const PAGES_ASKED_AGAIN = 5;
/** Several moves within this time are one. */
const GATHER_MS = 300;
/** Every page has a frame of its own; the stream outlives the moment between two of them. */
const LINGER_MS = 5_000;

let stream: EventSource | undefined;
let watchers = 0;
let closing: ReturnType<typeof setTimeout> | undefined;
let gathering: ReturnType<typeof setTimeout> | undefined;

/** For frames of persons who have signed in. All frames of a browser tab share one stream. */
export function useLive(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    watchers += 1;
    clearTimeout(closing);
    stream ??= openStream();
    return () => {
      watchers -= 1;
      if (watchers === 0) closing = setTimeout(closeStream, LINGER_MS);
    };
  }, [isOn]);
}

/** Nothing more is told of; who signs in afterwards gets a stream of their own. */
export function closeStream(): void {
  stream?.close();
  stream = undefined;
}

function openStream(): EventSource {
  const opened = new EventSource('/api/events');
  for (const name of LIVE_EVENT_NAMES) opened.addEventListener(name, moved);
  return opened;
}

/** Asks anew even if the page that heard of it is left meanwhile: the next one may show the same things. */
function moved(): void {
  if (gathering !== undefined) return;
  gathering = setTimeout(() => {
    gathering = undefined;
    void queryClient.invalidateQueries({ predicate: (query) => !isLong(query) });
    void queryClient.invalidateQueries({ predicate: isLong, refetchType: 'none' });
  }, GATHER_MS);
}

/** Whoever has scrolled far through a list does not ask for all of it again at every move, but when coming back. */
function isLong({ state: { data } }: Query): boolean {
  const pages = typeof data === 'object' && data !== null && 'pages' in data ? data.pages : [];
  return Array.isArray(pages) && pages.length > PAGES_ASKED_AGAIN;
}
