// For tests: the platform's HTTP server as it is, without pages, and without a database unless one is given.
import { instantOf } from '@mutua/core/time/instant.ts';
import type { FastifyInstance } from 'fastify';
import { makePool } from '../database/pool.ts';
import { type AppOptions, buildApp } from './app.ts';

export function buildTrialApp(options: Partial<AppOptions> = {}): Promise<FastifyInstance> {
  const now = instantOf('2026-03-01T08:00:00Z');
  return buildApp({
    // No database is there: what needs one finds out.
    pool: makePool({ host: '/nonexistent' }),
    isDatabaseReachable: async () => false,
    clock: () => now,
    version: '0.0.0',
    webFolder: '/nonexistent',
    logLevel: 'silent',
    ...options,
  });
}
