// A signature is over the very bytes that came: they are kept, and nothing looks into them before it was verified.
import type { FastifyInstance, FastifyRequest } from 'fastify';

const bodies = new WeakMap<FastifyRequest, Buffer>();

/** Keeps the bytes of bodies in this scope; what they mean is not asked. */
export function keepRawBody(scope: FastifyInstance, limitBytes: number): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser<Buffer>(
    '*',
    { parseAs: 'buffer', bodyLimit: limitBytes },
    (request, body, done) => {
      bodies.set(request, body);
      done(null);
    },
  );
}

/** Empty for a request without a body. */
export function rawBodyOf(request: FastifyRequest): Buffer {
  return bodies.get(request) ?? Buffer.alloc(0);
}

/** What the bytes say; nothing where they are no JSON. */
export function messageIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // Whoever signed it is told that it came; what it says is a matter for people.
    return undefined;
  }
}
