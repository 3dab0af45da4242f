// The pages: the files that the build made of `web/`, and their first page for every address of theirs.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendNotFound } from './problems.ts';

const INDEX = 'index.html';

/** Where the first page carries the word that lets its own style elements in, new with every answer. */
const NONCE_PLACE = '%style-nonce%';
const NONCE_BYTES = 16;

/** Where it names the operator's zone, by which moments are told. */
const ZONE_PLACE = '%time-zone%';

/** The one route of the files; its maker lets nothing be declared with it. */
export const PAGES_PATH = '/*';

/**
 * Serves the folder; without one (the API alone) every unknown address is not found.
 *
 * @param readZone the operator's zone, by its name in the IANA database; empty before there is an operator.
 */
export async function servePages(
  app: FastifyInstance,
  folder: string,
  readZone: () => Promise<string>,
): Promise<void> {
  const index = path.join(folder, INDEX);
  const hasPages = existsSync(index);
  const page = hasPages ? readFileSync(index, 'utf8') : '';
  const lastZone = lastKnown(readZone, '');
  const pageInZone = async () => page.replaceAll(ZONE_PLACE, await lastZone());
  if (hasPages) {
    await app.register(staticFiles, {
      root: folder,
      index: false,
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: (reply, file) => {
        reply.header('cache-control', cachingOf(path.relative(folder, file)));
      },
    });
  }
  if (hasPages) {
    const route = { config: { access: 'public' }, schema: { hide: true } } as const;
    for (const address of ['/', `/${INDEX}`]) {
      app.get(address, route, async (_, reply) => sendIndex(reply, await pageInZone()));
    }
  }
  app.setNotFoundHandler(async (request, reply) =>
    hasPages && isPage(request) ? sendIndex(reply, await pageInZone()) : sendNotFound(reply),
  );
}

/**
 * What was read last, at once, while it is read anew for the next who asks: without its database a page still comes,
 * and says itself that the platform does not answer.
 */
function lastKnown(read: () => Promise<string>, otherwise: string): () => Promise<string> {
  let known: string | undefined;
  return async () => {
    const reading = read().then(
      (value) => {
        known = value;
        return value;
      },
      () => otherwise,
    );
    return known ?? reading;
  };
}

/** The policy lets in no style but the build's files and what the page itself marks with the word of this answer. */
function sendIndex(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  const policy = String(reply.getHeader('content-security-policy') ?? '');
  return reply
    .status(200)
    .header('content-security-policy', policy.replace(/style-src [^;]*/, `$& 'nonce-${nonce}'`))
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(page.replaceAll(NONCE_PLACE, nonce));
}

/** An address that a person opened in a browser, not a file and not the API. */
function isPage({ method, url, headers }: FastifyRequest): boolean {
  const [address = ''] = url.split('?');
  return (
    (method === 'GET' || method === 'HEAD') &&
    (headers.accept ?? '').includes('text/html') &&
    !/^\/(api|health)(\/|$)/.test(address) &&
    path.posix.extname(address) === ''
  );
}

/** The build gives each file under `assets/` a name that changes with its content. */
function cachingOf(file: string): string {
  return file.startsWith(`assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
