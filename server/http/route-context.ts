// What every route may ask of the place where the platform was put together.
import type { Instant } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import type { PasswordWork } from '../people/password-work.ts';
import type { Sessions } from '../people/session.ts';
import type { Custodian } from '../rails/custodian/custodian.ts';
import type { IdentitySource } from '../rails/identity.ts';
import type { Door } from './door.ts';
import type { EventStreams } from './event-stream.ts';
import type { LiveFeed } from './live-feed.ts';

/** What the process gives to its HTTP server. */
export interface PlatformContext {
  readonly pool: pg.Pool;
  readonly version: string;
  /** Whether there are persons to try it out with; left out: no. */
  readonly isDemo?: boolean;
  readonly clock: () => Instant;
  /** Whether the database answers at this moment. */
  readonly isDatabaseReachable: () => Promise<boolean>;
}

/** Those whom the routes ask beside the database. */
export interface Partners {
  /** Through it everything changes. */
  readonly lane: Door;
  readonly identitySource: IdentitySource;
  /** Only to open accounts; everything else goes to it behind the door. Left out: none is connected. */
  readonly custodian: Custodian | undefined;
}

export interface RouteContext extends PlatformContext, Partners {
  readonly sessions: Sessions;
  readonly passwordWork: PasswordWork;
  readonly eventStreams: EventStreams;
  readonly liveFeed: LiveFeed;
  /** Scheme and host under which browsers reach the platform, where a proxy changes them. */
  readonly publicOrigin: string | undefined;
  readonly signInLimits: SignInLimits;
}

/** How often signing in, or becoming a client, may be tried in a minute. */
export interface SignInLimits {
  readonly perAddress: number;
  readonly perName: number;
}
