// The bank's HTTP server: the API of the platform and that of payment providers, each behind its signature, the
// sandbox's controls behind their key, and the pages for the owners of money.
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { PAGE_STYLE } from '../pages/style.ts';
import type { BankContext } from './context.ts';
import { guardByKey, guardByProvider, guardBySignature } from './guards.ts';
import { registerPages } from './page-routes.ts';
import { registerPlatformRoutes } from './platform-routes.ts';
import { answerProblem, RequestRefused } from './problems.ts';
import { registerProviderRoutes } from './provider-routes.ts';
import { keepBody } from './raw-body.ts';
import { registerSandboxRoutes } from './sandbox-routes.ts';

/** How long a request may take to come, its head and then the whole. */
const [HEAD_MS, ARRIVAL_MS] = [15_000, 60_000];
const PAGE_BODY_BYTES = 64 * 1024;

export async function buildBankApp(context: BankContext): Promise<FastifyInstance> {
  const app = Fastify({
    ajv: {
      customOptions: {
        coerceTypes: false,
        removeAdditional: false,
        useDefaults: true,
        allErrors: false,
        discriminator: true,
      },
    },
    logger: { level: context.logLevel, stream: process.stderr },
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: ARRIVAL_MS,
    // Less than the whole may take: else Node exchanges the two.
    http: { headersTimeout: HEAD_MS },
    bodyLimit: PAGE_BODY_BYTES,
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
  });
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler(() => {
    throw new RequestRefused('not_found', 'There is nothing here.');
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });
  app.get('/key', () => ({ publicKey: context.key.publicKeyPem }));
  app.get('/style.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(PAGE_STYLE),
  );
  await app.register(async (api) => {
    keepBody(api);
    guardBySignature(api, context);
    registerPlatformRoutes(api, context);
  });
  await app.register(async (api) => {
    keepBody(api);
    guardByProvider(api, context);
    registerProviderRoutes(api, context);
  });
  await app.register(async (sandbox) => {
    guardByKey(sandbox, context);
    registerSandboxRoutes(sandbox, context);
  });
  await app.register(async (pages) => registerPages(pages, context));
  return app;
}
