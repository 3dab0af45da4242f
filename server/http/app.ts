// The platform's HTTP server: what every request meets, whichever route it is for.
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import pg from 'pg';
import { describeApi } from './openapi.ts';
import { servePages } from './pages.ts';
import { answerError } from './problems.ts';
import type { RouteContext } from './route-context.ts';
import { registerRoutes } from './routes.ts';
import { VALIDATION_OPTIONS } from './validation.ts';

const REQUEST_MS = 30_000;
const CLOSING_MS = 10_000;
const SWEEP_MS = 100;

export interface AppOptions extends RouteContext {
  /** The folder that the build made of `web/`. */
  readonly webFolder: string;
  /** The least that is logged: `error` unless somebody is searching for something. */
  readonly logLevel: string;
}

export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    ajv: { customOptions: VALIDATION_OPTIONS },
    logger: loggerOptions(options.logLevel),
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: REQUEST_MS,
    // What is under way when the platform stops is still answered.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => answerError(error, request, reply),
  });
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: POLICY } });
  app.addHook('onSend', async (request, reply) => {
    const isAnswer = /^\/(api|health)\b/.test(request.url);
    if (isAnswer && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  app.addHook('onResponse', async (request, reply) => {
    const [status, milliseconds] = [reply.statusCode, Math.round(reply.elapsedTime)];
    request.log.info({ req: request, status, milliseconds }, 'A request was answered.');
  });
  app.setErrorHandler(answerError);
  await describeApi(app, options.version);
  registerRoutes(app, options);
  await servePages(app, options.webFolder);
  return app;
}

/** Stops listening, answers what is under way, and cuts what takes longer than a person would wait. */
export async function closeApp(app: FastifyInstance): Promise<void> {
  // A connection that was busy at first becomes idle later, and would be kept open for its next request.
  const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_MS);
  const cut = setTimeout(() => app.server.closeAllConnections(), CLOSING_MS);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
}

// The pages load nothing from elsewhere and run no script written into them.
const POLICY = {
  'default-src': ["'self'"],
  'base-uri': ["'none'"],
  'connect-src': ["'self'"],
  'font-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'img-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
};

/** Structured lines on standard error, without anything that a person entered: no address, body or header. */
function loggerOptions(level: string) {
  return {
    level,
    stream: process.stderr,
    serializers: {
      req: ({ method, routeOptions }: FastifyRequest) => ({
        method,
        route: routeOptions.url ?? '',
      }),
      err: describeError,
    },
  };
}

/** PostgreSQL's messages can quote what was entered; its code and the names in the schema cannot. */
function describeError(error: Error): { type: string; message: string; stack: string } {
  if (!(error instanceof pg.DatabaseError)) {
    return { type: error.name, message: error.message, stack: error.stack ?? '' };
  }
  const { code, schema, table, column, constraint } = error;
  const message = [code, schema, table, column, constraint].filter(Boolean).join(' ');
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { type: error.name, message, stack: frames.join('\n') };
}
