// How long an owner has for what a page asks.

import { randomBytes } from 'node:crypto';
import { type Instant, plusMs } from '@mutua/core/time/instant.ts';

const PAGE_MS = 30 * 60_000;
const SET_UP_MS = 7 * 24 * 3_600_000;
/** An authorisation that was given must be used within a day. */
const USE_MS = 24 * 3_600_000;

export function pageUntil(now: Instant): Instant {
  return plusMs(now, PAGE_MS);
}

export function mandatePageUntil(now: Instant): Instant {
  return plusMs(now, SET_UP_MS);
}

export function useUntil(now: Instant): Instant {
  return plusMs(now, USE_MS);
}

/** Nobody guesses it: 32 random bytes. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}
