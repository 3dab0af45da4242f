// A signature is over the very bytes that came, so they are kept beside what they mean.
import type { FastifyInstance, FastifyRequest } from 'fastify';

const bodies = new WeakMap<FastifyRequest, Buffer>();

/** Reads JSON bodies in this scope, and keeps their bytes; what is no JSON comes as nothing. */
export function keepRawBody(scope: FastifyInstance, limitBytes: number): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser<Buffer>(
    '*',
    { parseAs: 'buffer', bodyLimit: limitBytes },
    (request, body, done) => {
      bodies.set(request, body);
      done(null, readJson(body));
    },
  );
}

/** Empty for a request without a body. */
export function rawBodyOf(request: FastifyRequest): Buffer {
  return bodies.get(request) ?? Buffer.alloc(0);
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // Whoever signed it is told that it came; what it says is a matter for people.
    return undefined;
  }
}
