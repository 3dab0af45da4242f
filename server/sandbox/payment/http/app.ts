// The provider's HTTP server: what every request meets, whichever route it is for.
import { timingSafeEqual } from 'node:crypto';
import type { ProviderProblem } from '@mutua/contract/payment/payments.ts';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import { verifyRequest } from '../../../rails/signed-request.ts';
import type { Provider } from '../provider.ts';
import { ProviderRefusal } from '../refusal.ts';
import { registerApi } from './api.ts';
import { registerControls } from './controls.ts';
import { registerPages } from './pages.ts';

const BODY_BYTES_MAX = 1_000_000;

/** The bytes of each body as they came, since those are what is signed. */
const bodies = new WeakMap<FastifyRequest, Buffer>();

export async function buildProviderApp(
  provider: Provider,
  ownUrl: () => string,
): Promise<FastifyInstance> {
  const app = Fastify({
    // Nothing is converted and nothing dropped in silence: it may be somebody's money.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
    bodyLimit: BODY_BYTES_MAX,
    forceCloseConnections: true,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => readJson(request, body),
  );
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_: FastifyRequest, body: string) => Object.fromEntries(new URLSearchParams(body)),
  );
  app.addHook('onSend', async (_, reply) => {
    reply.headers(HEADERS);
  });
  app.setErrorHandler((error: FastifyError, _, reply) => {
    const problem = problemOf(error);
    return reply.status(problem.status).send(problem.body);
  });
  app.setNotFoundHandler(() => {
    throw new ProviderRefusal('not_found', 'There is nothing at this address.');
  });
  await app.register(async (api) => {
    api.addHook('preValidation', (request) => requireSignature(request, provider));
    registerApi(api, provider, ownUrl);
  });
  await app.register(async (controls) => {
    controls.addHook('preValidation', async (request) => requireSandboxKey(request, provider));
    registerControls(controls, provider);
  });
  await app.register(async (pages) => registerPages(pages, provider));
  return app;
}

/** The pages load nothing from elsewhere, run no script and stand in nobody's frame. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

async function readJson(request: FastifyRequest, body: Buffer): Promise<unknown> {
  bodies.set(request, body);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new ProviderRefusal('invalid_input', 'It is not JSON.');
    throw error;
  }
}

/** Takes what the platform has signed, now and for the first time, also when we were started anew since. */
async function requireSignature(request: FastifyRequest, provider: Provider): Promise<void> {
  const { method, url, headers } = request;
  const verified = verifyRequest({
    request: { method, path: url, body: bodies.get(request) ?? '' },
    headers,
    keys: provider.platformKeys,
    nonces: provider.nonces,
    now: provider.configuration.clock(),
  });
  if (!verified.ok) throw new ProviderRefusal('signature_wrong', 'The signature is wrong.');
  if (method === 'GET') return;
  const nonce = `${verified.keyId} ${verified.nonce}`;
  await provider.act((turn) => turn.put({ is: 'nonce', nonce, sentAt: verified.sentAt }));
}

function requireSandboxKey({ headers }: FastifyRequest, provider: Provider): void {
  const given = Buffer.from(String(headers['mutua-sandbox-key'] ?? ''));
  const key = Buffer.from(provider.configuration.sandboxKey);
  if (given.length !== key.length || !timingSafeEqual(given, key)) {
    throw new ProviderRefusal('sandbox_key_wrong', 'The sandbox key is missing or wrong.');
  }
}

function problemOf(error: FastifyError): { status: number; body: ProviderProblem } {
  if (error instanceof ProviderRefusal) {
    return { status: error.status, body: { code: error.code, detail: error.message } };
  }
  const { statusCode = 500, message } = error;
  if (statusCode === 413) {
    return { status: 413, body: { code: 'body_too_large', detail: 'The body is too large.' } };
  }
  if (statusCode < 500) return { status: 400, body: { code: 'invalid_input', detail: message } };
  process.stderr.write(`${error.stack ?? message}\n`);
  return { status: 500, body: { code: 'internal_error', detail: 'The provider has failed.' } };
}
