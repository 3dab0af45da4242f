// A signature is over the very bytes that came, so they are kept beside what they mean.
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A batch of ten thousand instructions fits. */
const API_BODY_BYTES = 64 * 1024 * 1024;

const bodies = new WeakMap<FastifyRequest, Buffer>();

/** Reads JSON bodies in this scope, and keeps their bytes. */
export function keepBody(api: FastifyInstance): void {
  const parse = api.getDefaultJsonParser('error', 'error');
  api.removeContentTypeParser('application/json');
  api.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer', bodyLimit: API_BODY_BYTES },
    (request, body, done) => {
      bodies.set(request, body);
      parse(request, body.toString('utf8'), done);
    },
  );
}

/** Empty for a request without a body. */
export function rawBodyOf(request: FastifyRequest): Buffer {
  return bodies.get(request) ?? Buffer.alloc(0);
}
