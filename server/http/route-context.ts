// What every route may ask of the place where the platform was put together.
import type { Instant } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import type { PasswordWork } from '../people/password-work.ts';
import type { Sessions } from '../people/session.ts';
import type { EventStreams } from './event-stream.ts';

/** What the process gives to its HTTP server. */
export interface PlatformContext {
  readonly pool: pg.Pool;
  readonly version: string;
  readonly clock: () => Instant;
  /** Whether the database answers at this moment. */
  readonly isDatabaseReachable: () => Promise<boolean>;
}

export interface RouteContext extends PlatformContext {
  readonly sessions: Sessions;
  readonly passwordWork: PasswordWork;
  readonly eventStreams: EventStreams;
  /** Scheme and host under which browsers reach the platform, where a proxy changes them. */
  readonly publicOrigin: string | undefined;
  readonly signInLimits: SignInLimits;
}

/** How often signing in may be tried in a minute. */
export interface SignInLimits {
  readonly perAddress: number;
  readonly perName: number;
}
