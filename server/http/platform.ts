// GET /api/platform: which installation answers.
import { PlatformOnWire } from '@mutua/contract/http/platform.ts';
import type { FastifyInstance } from 'fastify';
import { readInstallation } from '../database/installation.ts';
import type { PlatformContext } from './route-context.ts';

export function registerPlatform(
  app: FastifyInstance,
  { pool, version, isDemo = false }: PlatformContext,
): void {
  const schema = {
    operationId: 'getPlatform',
    tags: ['platform'],
    summary: 'Which installation answers',
    response: { 200: { description: 'The installation.', ...PlatformOnWire } },
  };
  const config = { access: 'public' } as const;
  app.get('/api/platform', { schema, config }, async (): Promise<PlatformOnWire> => {
    const { installationId, createdAt } = await readInstallation(pool);
    return { name: 'Mutua', version, installationId, createdAt: createdAt.toISOString(), isDemo };
  });
}
