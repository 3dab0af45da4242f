// GET /api/platform: which installation answers.
import { PlatformOnWire } from '@mutua/contract/http/platform.ts';
import type { FastifyInstance } from 'fastify';
import type { RouteContext } from './routes.ts';

interface Installation {
  readonly installation_id: string;
  readonly created_at: Date;
}

export function registerPlatform(app: FastifyInstance, { pool, version }: RouteContext): void {
  const schema = {
    operationId: 'getPlatform',
    tags: ['platform'],
    summary: 'Which installation answers',
    response: { 200: { description: 'The installation.', ...PlatformOnWire } },
  };
  app.get('/api/platform', { schema }, async (): Promise<PlatformOnWire> => {
    const { rows } = await pool.query<Installation>(
      `select installation_id, created_at
       from platform.installation`,
    );
    const installation = rows[0];
    if (installation === undefined) throw new Error('The first migration makes the one row.');
    return {
      name: 'Mutua',
      version,
      installationId: installation.installation_id,
      createdAt: installation.created_at.toISOString(),
    };
  });
}
