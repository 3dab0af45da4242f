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

/** The one route of the files; its maker lets nothing be declared with it. */
export const PAGES_PATH = '/*';

/** Serves the folder; without one (the API alone) every unknown address is not found. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  const index = path.join(folder, INDEX);
  const hasPages = existsSync(index);
  const page = hasPages ? readFileSync(index, 'utf8') : '';
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
      app.get(address, route, (_, reply) => sendIndex(reply, page));
    }
  }
  app.setNotFoundHandler((request, reply) =>
    hasPages && isPage(request) ? sendIndex(reply, page) : sendNotFound(reply),
  );
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
