// The names of what moves, apart from the shapes, for pages that only listen.
import type { LiveEventName } from './live-event.ts';

const NAMES: Readonly<Record<LiveEventName, true>> = {
  bid_moved: true,
  top_up_moved: true,
  withdrawal_moved: true,
  mandate_moved: true,
  loan_moved: true,
  funding_moved: true,
  profile_moved: true,
  notices_given: true,
  day_moved: true,
  read_anew: true,
};

export const LIVE_EVENT_NAMES = Object.keys(NAMES) as readonly LiveEventName[];
