// The platform's HTTP server: what every request meets, whichever route it is for.
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, {
  type FastifyInstance,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import pg from 'pg';
import { readOperatorZone } from '../calendar/operator-time-read.ts';
import { PasswordWork, type PasswordWorkLimits } from '../people/password-work.ts';
import { Sessions } from '../people/session.ts';
import type { IdentitySource } from '../rails/identity.ts';
import { recordObserverViews } from '../supervision/observer-views.ts';
import { refuseBrokenText } from './broken-text.ts';
import { CLOSED_DOOR } from './door.ts';
import { EventStreams } from './event-stream.ts';
import { guardRoutes } from './guard.ts';
import { closeIdleConnectionsAtEnd } from './idle-connections.ts';
import { lazyCompilers } from './lazy-compilers.ts';
import { LiveFeed } from './live-feed.ts';
import { describeApi } from './openapi.ts';
import { PAGES_PATH, servePages } from './pages.ts';
import { answerError } from './problems.ts';
import type { Partners, PlatformContext, RouteContext, SignInLimits } from './route-context.ts';
import { registerRoutes } from './routes.ts';
import { answerUnreadable } from './unreadable-request.ts';
import { readQueryNumbers, VALIDATION_OPTIONS } from './validation.ts';
import { watchedDoor } from './watched-door.ts';

/**
 * How long a request may take to come, its head and then the whole. The head has to have less than the whole: where
 * it has more, Node exchanges the two, and a slow body would keep its connection for as long as a head may.
 */
const ARRIVAL = { headersTimeout: 15_000, requestTimeout: 30_000 } as const;
/** How often what comes too slowly is looked for. */
const ARRIVAL_LOOK_MS = 5_000;
const CLOSING_MS = 10_000;

const SIGN_IN_LIMITS: SignInLimits = { perAddress: 30, perName: 10 };

export interface AppOptions extends PlatformContext, Partial<Partners> {
  /** The folder that the build made of `web/`. */
  readonly webFolder: string;
  /** The least that is logged: `error` unless somebody is searching for something. */
  readonly logLevel: string;
  /** Scheme and host under which browsers reach the platform, where a proxy changes them. */
  readonly publicOrigin?: string | undefined;
  /** The proxies whose word about a request's address and scheme counts, as Fastify takes them. */
  readonly trustProxy?: boolean | string | undefined;
  readonly signInLimits?: SignInLimits | undefined;
  /** How schemas are compiled: each when it is needed, unless a test wants all of them at once. */
  readonly schemaController?: FastifyServerOptions['schemaController'];
  readonly passwordWorkLimits?: PasswordWorkLimits | undefined;
  /** Registers what only this installation has: the callbacks of its rails, a demo. */
  readonly register?: ((app: FastifyInstance) => void) | undefined;
}

export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    ajv: { customOptions: VALIDATION_OPTIONS },
    schemaController: options.schemaController ?? lazyCompilers(),
    logger: loggerOptions(options.logLevel),
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: ARRIVAL.requestTimeout,
    http: { ...ARRIVAL, connectionsCheckingInterval: ARRIVAL_LOOK_MS },
    clientErrorHandler: answerUnreadable,
    // What is under way when the platform stops is still answered.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => answerError(error, request, reply),
    trustProxy: options.trustProxy ?? false,
  });
  const context = contextOf(options);
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: POLICY } });
  app.addHook('onSend', async (request, reply) => {
    const isAnswer = /^\/(api|health)\b/.test(request.url);
    if (isAnswer && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  app.addHook('onResponse', async (request, reply) => {
    const [status, milliseconds] = [reply.statusCode, Math.round(reply.elapsedTime)];
    request.log.info({ req: request, status, milliseconds }, 'A request was answered.');
  });
  app.addHook('preValidation', async (request) => refuseBrokenText(request));
  app.addHook('preValidation', async (request) => readQueryNumbers(request));
  app.setErrorHandler(answerError);
  await app.register(cookie);
  await app.register(rateLimit, { global: false, ...SILENT_LIMITS });
  guardRoutes(app, { ...context, publicPaths: [PAGES_PATH] });
  recordObserverViews(app, context);
  context.eventStreams.closeWith(app);
  context.liveFeed.closeWith(app);
  closeIdleConnectionsAtEnd(app);
  await describeApi(app, options.version);
  registerRoutes(app, context);
  options.register?.(app);
  await servePages(app, options.webFolder, () => readOperatorZone(options.pool));
  return app;
}

/** Stops listening, answers what is under way, and cuts what takes longer than a person would wait. */
export async function closeApp(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), CLOSING_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}

function contextOf(options: AppOptions): RouteContext {
  const sessions = new Sessions(options);
  const { lane = CLOSED_DOOR, identitySource = NO_SOURCE, custodian, clock } = options;
  return {
    ...options,
    ...{ lane: watchedDoor(lane, clock), identitySource, custodian, sessions },
    liveFeed: new LiveFeed(options.pool, lane),
    passwordWork: new PasswordWork(options.passwordWorkLimits),
    eventStreams: new EventStreams({ sessions }),
    publicOrigin: options.publicOrigin,
    signInLimits: options.signInLimits ?? SIGN_IN_LIMITS,
  };
}

/** Where none is connected, nothing is known of anybody. */
const NO_SOURCE: IdentitySource = {
  checkPerson: async () => ({ kind: 'no_answer' }),
  checkFourElements: async () => ({ kind: 'no_answer' }),
  checkOrganisation: async () => ({ kind: 'no_answer' }),
};

// How many tries are left is nobody's business; when to come again, the problem says.
const UNSAID = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
};
const SILENT_LIMITS = {
  addHeaders: { ...UNSAID, 'retry-after': false },
  addHeadersOnExceeding: UNSAID,
};

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
