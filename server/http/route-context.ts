// What every route may ask of the place where the platform was put together.
import type pg from 'pg';

export interface RouteContext {
  readonly pool: pg.Pool;
  readonly version: string;
  /** Whether the database answers at this moment. */
  readonly isDatabaseReachable: () => Promise<boolean>;
}
